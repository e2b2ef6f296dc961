"""Subcommands of publication records: `gongkai audit` and `gongkai precheck`, their options and help.

Owns: what the two are asked. Must not: import more than a subcommand needs; each is loaded when it runs.
"""

from __future__ import annotations

import gc
from typing import Annotated

import typer

_SELDOM = 1_000_000  # objects made before cycles are looked for: expressions and tables are many, and live to the end


def add_to(app: typer.Typer) -> None:
    """Give the command its subcommands of records."""
    app.command(epilog=_AUDIT)(audit)
    app.command(epilog=_PRECHECK)(precheck)


_AUDIT = (
    "例：gongkai audit 记录.csv · gongkai audit 记录.xlsx --place 341302 --format docx -o 通报.docx · "
    "gongkai audit 导出.csv --columns 对照.csv --on 2026-11-30 · "
    "gongkai audit 记录.xlsx --place 341302 --report 自查 --period 2026Q3 -o 自查.docx"
)


def audit(
    records: Annotated[str, typer.Argument(help="csv、xlsx 等表格，Parquet 文件或文件夹 records")],
    place: Annotated[str | None, typer.Option(help="只核对某地及其下级，“全国”为全部 a place and all below")] = None,
    on: Annotated[str | None, typer.Option(help="判定日，默认今天 the day of judging, YYYY-MM-DD")] = None,
    columns: Annotated[str | None, typer.Option(help="列对照表 .csv a map of a portal's own columns")] = None,
    engine: Annotated[str, typer.Option(help="duckdb|spark")] = "duckdb",
    engine_url: Annotated[str | None, typer.Option(help="Spark 集群或 Spark Connect 地址 cluster")] = None,
    format_: Annotated[str, typer.Option("--format", "-f", help="text|json|csv|xlsx|parquet|docx")] = "text",
    output: Annotated[str | None, typer.Option("--output", "-o", help="写入文件 write to a file")] = None,
    report: Annotated[str | None, typer.Option(help="对外公布的报表：两化专题|依申请|年报|解读|自查 a report")] = None,
    period: Annotated[str | None, typer.Option(help="报表的时段：2026-10、2026Q3 或 2026 month, quarter, year")] = None,
    within: Annotated[
        int | None,
        typer.Option(help="解读：文件公开后几个工作日内解读，不写按文件自己的期限 working days", min=1, max=250),
    ] = None,
    check_links: Annotated[bool, typer.Option("--check-links", help="自查：逐个打开本期公开的网址 ask links")] = False,
) -> None:
    """按各事项的时限核对公开记录；有逾期、缺项时退出码为1 what was published, late, missing.

    每行一条：行政区划、事项编号、标题、网址、形成日期、公开日期、公开渠道；模板用 gongkai template records 取得。
    结论有按时、逾期公开、未到期限、逾期未公开、没有记录、缺形成日期、公开早于形成、时限算不出、未提供记录。
    --report 改出一张报表，格式 text、json、xlsx、docx，按 -o 的文件名认格式。
    """
    gc.set_threshold(_SELDOM)
    from catalog_graph.command import audit as command  # noqa: PLC0415

    asked = None
    if report:
        from catalog_graph.command.audit_report import Asking  # noqa: PLC0415

        asked = Asking(report, period, within, check_links)
    elif period or within or check_links:
        raise typer.BadParameter("--period、--within、--check-links 要和 --report 一起用")
    options = command.Options(place, on, columns, engine, engine_url, format_, output, asked)
    code = command.run(records, options)
    gc.freeze()  # all that lives now lives to the end, which is near: it need not be looked through on the way out
    raise typer.Exit(code)


_PRECHECK = (
    "例：gongkai precheck 名单.xlsx · gongkai precheck 名单.xlsx --place 开化县 · "
    "gongkai precheck 名单.xlsx --item 社会救助/5 --annotate 遮盖.xlsx"
)


def precheck(
    file: Annotated[str, typer.Argument(help="准备公开的文件 xlsx、csv、docx、html")],
    item: Annotated[str | None, typer.Option(help="公开事项，其公开内容所列的不算问题 the item it is for")] = None,
    place: Annotated[
        str | None, typer.Option(help="代码或地名：本级目录要求的发布前审查一并列出 whose reviews are listed")
    ] = None,
    annotate: Annotated[
        str | None, typer.Option(help="另存一份遮盖个人信息的副本 .xlsx|.csv|.docx|.html|.txt a masked copy")
    ] = None,
    check_links: Annotated[bool, typer.Option("--check-links", help="逐个打开网址 ask whether links answer")] = False,
    format_: Annotated[str, typer.Option("--format", "-f", help="text|json")] = "text",
) -> None:
    """公开前检查：个人信息、网址、电话、文号、日期 personal data and key facts before publishing."""
    from catalog_graph.command import precheck as command  # noqa: PLC0415

    raise typer.Exit(command.run(file, command.Options(item, place, annotate, check_links, format_)))
