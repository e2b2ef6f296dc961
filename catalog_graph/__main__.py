"""The command line: `gongkai` and `python -m catalog_graph`.

Owns: the list of subcommands, their help, and turning errors into exit codes.
Must not: import more than a subcommand needs; each is loaded when it runs.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from catalog_graph import __version__
from catalog_graph.command import dates, duty_command, ending, local_commands, publication

app = typer.Typer(
    name="gongkai",
    help="查询县、乡、村应当公开哪些政府信息：依据、时限、主体、渠道。\n\n"
    "Which items each county, town or village must publish: why, by when, by whom and where.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="版本 version")] = False) -> None:
    if version:
        print(f"gongkai {__version__}")
        raise typer.Exit


duty_command.add_to(app)


@app.command(
    epilog='例：gongkai parse time-limit "信息形成（变更）20个工作日内" · gongkai parse channels "■政府网站 □政府公报"'
)
def parse(
    kind: Annotated[str, typer.Argument(help="time-limit | citation | channels | subjects | levels")],
    text: Annotated[str, typer.Argument(help="单元格原文 the words of the cell")],
) -> None:
    """单元格文字读成结构（JSON） the structure of a cell's words."""
    from catalog_graph.command import parse as command  # noqa: PLC0415

    command.run(kind, text)


dates.add_to(app)
publication.add_to(app)


@app.command(epilog="例：gongkai build · gongkai build --check · gongkai build --release 0.2.0")
def build(
    check: Annotated[bool, typer.Option("--check", help="只检查是否一致 only compare")] = False,
    downloads: Annotated[bool, typer.Option("--downloads", help="一并生成下载文件 the files to download too")] = False,
    release: Annotated[
        str | None, typer.Option(help="把现有数据记为一个版本，如 0.2.0；最后一版可重记 record a release")
    ] = None,
    date: Annotated[str | None, typer.Option(help="发布日期 YYYY-MM-DD，默认今天 day of the release")] = None,
) -> None:
    """由数据表生成图数据和下载文件 make data/graph and the files to download from the tables."""
    from catalog_graph.command import build as command  # noqa: PLC0415
    from catalog_graph.model.dates import read_day  # noqa: PLC0415

    command.run(check, downloads, release, read_day(date) if date else None)


@app.command(epilog="例：gongkai changes · gongkai changes 0.1.0 · gongkai changes 2026-11-22 --format csv")
def changes(
    since: Annotated[str, typer.Argument(help="版本或日期，只列其后的；不写则全部 a version or a day")] = "",
    since_: Annotated[str, typer.Option("--since", help="同上 the same")] = "",
    format_: Annotated[str, typer.Option("--format", "-f", help="text|json|csv|atom|ttl")] = "text",
) -> None:
    """某版本或某日以后的数据变动，逐格列出新旧 what changed in the data since, cell by cell."""
    from catalog_graph.command import changes as command  # noqa: PLC0415

    command.run(since or since_, format_)


@app.command(epilog="例：gongkai stats · gongkai stats --quality · gongkai stats --format json")
def stats(
    quality: Annotated[bool, typer.Option("--quality", help="数据质量 how far the data can be trusted")] = False,
    format_: Annotated[str, typer.Option("--format", "-f", help="table|json|csv")] = "table",
) -> None:
    """各领域的数据统计 figures per domain."""
    if quality:
        from catalog_graph.command import quality as checks  # noqa: PLC0415

        raise typer.Exit(checks.run(format_))
    from catalog_graph.command import stats as command  # noqa: PLC0415

    command.run(format_)


@app.command(epilog="例：gongkai laws · gongkai laws --stale · gongkai laws --stale --format csv")
def laws(
    stale: Annotated[bool, typer.Option("--stale", help="依据已废止或被替代的事项 items on a stale basis")] = False,
    format_: Annotated[str, typer.Option("--format", "-f", help="table|json|csv")] = "table",
) -> None:
    """公开依据及其状态 the legal resources and their standing."""
    from catalog_graph.command import laws as command  # noqa: PLC0415

    raise typer.Exit(command.run(stale, format_))


@app.command(
    epilog="例：gongkai impact 预算法 · gongkai impact 国务院令第711号 · gongkai impact 预算法 -f svg -o 图.svg"
)
def impact(
    law: Annotated[str, typer.Argument(help="标识、名称或文号 id, title or document number")],
    format_: Annotated[str, typer.Option("--format", "-f", help="table|json|csv|graphml|gexf|svg")] = "table",
    output: Annotated[str | None, typer.Option("--output", "-o", help="写入文件 write to a file")] = None,
) -> None:
    """一件依据牵涉哪些事项和地方 what rests on a law, and what its repeal touches."""
    from catalog_graph.command import impact as command  # noqa: PLC0415

    command.run(law, format_, output)


@app.command(epilog="例：gongkai network laws -o 依据.graphml · gongkai network items --domain 救灾 -o 相似.gexf")
def network(
    kind: Annotated[str, typer.Argument(help="laws 依据和事项 | cited 共引 | items 跨领域相似事项 | offices 主体")],
    domain: Annotated[str | None, typer.Option(help="领域：标识、编号或中文名 domain")] = None,
    format_: Annotated[str | None, typer.Option("--format", "-f", help="graphml|gexf|json，默认按文件名")] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", help="写入文件 write to a file")] = None,
) -> None:
    """依据、事项、主体的网络，供 Gephi 等软件用 networks for Gephi and other tools."""
    from catalog_graph.command import network as command  # noqa: PLC0415

    command.run(kind, domain, format_, output)


@app.command(epilog="例：gongkai rules · gongkai rules GK-WHEN · gongkai rules GK-WHEN-003 --format json")
def rules(
    rule: Annotated[str | None, typer.Argument(metavar="[RULE-ID]", help="规则编号或一类 rule id or family")] = None,
    format_: Annotated[str, typer.Option("--format", "-f", help="table|json|csv|md")] = "table",
) -> None:
    """全部规则及正误示例 every rule with a right and a wrong example."""
    from catalog_graph.command import rules as command  # noqa: PLC0415

    command.run(rule, format_)


@app.command(
    epilog="例：gongkai export 社会救助 -o 目录.xlsx · gongkai export all -o 全部.docx · "
    "gongkai export 05 --level township -o 乡级.csv · gongkai export all --place 埇桥区 -o 本县目录.xlsx · "
    "gongkai export all --place 埇桥区 --by town -o 各乡镇"
)
def export(
    domain: Annotated[str, typer.Argument(help="领域：标识、编号或中文名；all 为全部 domain, or all")],
    output: Annotated[str, typer.Option("--output", "-o", help="文件 .xlsx|.docx|.html|.csv|.ttl|.jsonld，或文件夹")],
    level: Annotated[str | None, typer.Option(help="只要某层级的事项 county|township|village")] = None,
    on: Annotated[str | None, typer.Option(help="只要某日有效的事项 YYYY-MM-DD in force on")] = None,
    place: Annotated[str | None, typer.Option(help="只要某地应公开的事项，写上本地单位：代码或地名 place")] = None,
    format_: Annotated[str | None, typer.Option("--format", "-f", help="格式，默认按文件名")] = None,
    by: Annotated[str | None, typer.Option(help="某地的每个单位或乡镇各一个文件 office|town")] = None,
) -> None:
    """国家标准目录写成官方版式的表格 a catalogue as the official table."""
    from catalog_graph.command import export as command  # noqa: PLC0415

    if by is not None:
        command.run_by(domain, output, by, format_, place, on)
        return
    command.run(domain, output, format_, level, on, place)


@app.command(
    epilog="例：gongkai template 社会救助 -o 模板.xlsx · gongkai template 05 --filled -o 底稿.xlsx · "
    "gongkai template 07 --from 500236 -o 底稿.xlsx · gongkai template records -o 公开记录.xlsx"
)
def template(
    domain: Annotated[str, typer.Argument(help="领域：标识、编号或中文名；records 为公开记录 domain, or records")],
    output: Annotated[str, typer.Option("--output", "-o", help="文件 .xlsx；公开记录另有 .csv、.json")],
    filled: Annotated[bool, typer.Option("--filled", help="填好国家标准目录的内容 with the national words")] = False,
    neighbour: Annotated[str | None, typer.Option("--from", help="按某地的本级目录填好：代码或地名 a place")] = None,
) -> None:
    """空白目录模板，带下拉列表和填写说明 a workbook to fill in."""
    from catalog_graph.command import template as command  # noqa: PLC0415

    command.run(domain, output, filled, neighbour)


@app.command(
    epilog="例：gongkai diff 旧.xlsx 新.docx · gongkai diff 社会救助 本县.xlsx --note 修订说明.docx · "
    "gongkai diff 旧.xlsx 新.xlsx --format md"
)
def diff(
    old: Annotated[str, typer.Argument(help="旧表：文件，或领域（国家标准目录），all 为全部 file or domain")],
    new: Annotated[str, typer.Argument(help="新表：同上 file or domain")],
    format_: Annotated[str, typer.Option("--format", "-f", help="text|json|ttl|md")] = "text",
    note: Annotated[str | None, typer.Option("--note", help="另写修订说明 .docx|.md the note of revision")] = None,
) -> None:
    """两份目录逐格比较；有差别时退出码为1 compare two tables cell by cell."""
    from catalog_graph.command import diff as command  # noqa: PLC0415

    raise typer.Exit(command.run(old, new, format_, note))


@app.command(
    epilog="例：gongkai validate 目录.xlsx · gongkai validate 目录.docx --domain 社会救助 --place 341302 · "
    "gongkai validate 目录.xlsx --annotate 批注.xlsx"
)
def validate(
    file: Annotated[str, typer.Argument(help="xlsx、xls、csv、docx、doc、rtf、ods、odt、pdf 或 html 表格 a table")],
    domain: Annotated[str | None, typer.Option(help="领域，默认自动识别 domain")] = None,
    place: Annotated[str | None, typer.Option(help="哪个县的目录：代码或地名 whose table it is")] = None,
    format_: Annotated[str, typer.Option("--format", "-f", help="text|json|ttl|jsonld")] = "text",
    annotate: Annotated[str | None, typer.Option(help="另存一份带批注的表格 an annotated copy")] = None,
    every: Annotated[bool, typer.Option("--all", help="连同自动识别的也列出 what was inferred too")] = False,
) -> None:
    """核对目录表，逐格列出问题 every fault of a table at its cell."""
    from catalog_graph.command import validate as command  # noqa: PLC0415

    raise typer.Exit(command.run(file, domain, place, format_, annotate, every))


@app.command(epilog='例：gongkai query cq01 · gongkai query "SELECT ?s WHERE { ?s a gk:Catalogue }" --format csv')
def query(
    words: Annotated[
        str,
        typer.Argument(
            metavar="QUERY",
            help="SPARQL 语句、.rq 文件或问题编号；不写则列出问题 text, file or question id; none: list",
        ),
    ] = "",
    format_: Annotated[str, typer.Option("--format", "-f", help="table|json|csv|tsv|xml|ttl|nt|jsonld")] = "table",
    time: Annotated[float, typer.Option(help="时限（秒），与服务相同 seconds it may take", min=0.1)] = 20.0,
) -> None:
    """用 SPARQL 查询图数据 query the graph.

    图中有全部目录、依据、出处和665,276个行政区划。首次使用时在缓存文件夹生成图库
    （GONGKAI_CACHE，默认 ~/.cache/gongkai），约一分钟、510 MB；以后直接打开。
    The full graph is made in the cache on first use.
    """
    from catalog_graph.command import query as command  # noqa: PLC0415

    command.run(words, format_, time)


@app.command(epilog="例：gongkai serve · gongkai serve --port 8080 --dataset 我的数据.nq")
def serve(
    host: Annotated[str, typer.Option(help="地址 address")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="端口 port", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="进程数 processes", min=1, max=64)] = 1,
    dataset: Annotated[
        list[str] | None, typer.Option(help="自带的 .nq、.trig、.ttl 文件，作为命名图一并查询，可重复 own graphs")
    ] = None,
    records: Annotated[
        str | None, typer.Option(help="公开记录文件或文件夹，各地页面显示已公开、逾期、没有记录 records")
    ] = None,
    settings: Annotated[str | None, typer.Option(help="设置文件 .toml，也可用 GONGKAI_SETTINGS settings")] = None,
) -> None:
    """启动服务 start the service."""
    from catalog_graph.command import serve as command  # noqa: PLC0415

    command.run(host, port, workers, dataset or (), settings, records)


local_commands.add_to(app)


def main() -> None:
    """Run the command; errors of ours become a message and exit code 2."""
    sys.exit(ending.run(app))


if __name__ == "__main__":
    main()
