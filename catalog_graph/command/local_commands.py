"""The subcommands on local catalogues: their names, options and help.

Owns: what `gongkai gap`, `similar` and `import` take. Must not: import more than a subcommand needs.
"""

from __future__ import annotations

from typing import Annotated

import typer


def add_to(app: typer.Typer) -> None:
    """Add the subcommands to the command."""
    app.command(
        epilog="例：gongkai gap 440703 · gongkai gap 昆山市 --format json · gongkai gap 440303 -f xlsx -o 表.xlsx"
    )(gap)
    app.command(epilog="例：gongkai similar 500240 · gongkai similar 500240 500236 --format json")(similar)
    app.command(
        "import",
        epilog="例：gongkai import 目录.xlsx --place 341302 --domain 救灾 --edition 2024-05-01 --approver 区政务公开办",
    )(import_)


def gap(
    place: Annotated[str, typer.Argument(help="6、9或12位代码，或地名 code or name of a county, town or village")],
    on: Annotated[str | None, typer.Option(help="日期 YYYY-MM-DD，默认今天 date")] = None,
    format_: Annotated[str, typer.Option("--format", "-f", help="text|json|csv|xlsx")] = "text",
    output: Annotated[str | None, typer.Option("--output", "-o", help="写入文件 write to a file")] = None,
) -> None:
    """某地的本级目录对照国家标准目录；有放宽或缺少时退出码为1 a place's own tables against the nation's."""
    from catalog_graph.command import gap as command  # noqa: PLC0415

    raise typer.Exit(command.run(place, on, format_, output))


def similar(
    place: Annotated[str, typer.Argument(help="代码或地名 code or name")],
    other: Annotated[str | None, typer.Argument(help="另一地，逐格比较 another place, cell by cell")] = None,
    format_: Annotated[str, typer.Option("--format", "-f", help="text|json|csv")] = "text",
) -> None:
    """本级目录与哪些地方的最相近，差别在哪里 which places' tables are nearest, and what differs."""
    from catalog_graph.command import similar as command  # noqa: PLC0415

    command.run(place, other, format_)


def import_(
    file: Annotated[str, typer.Argument(help="xlsx、xls、csv、docx 或 html 表格 a table")],
    place: Annotated[str, typer.Option(help="哪个县、乡、村的目录：代码或地名 whose table it is")],
    domain: Annotated[str, typer.Option(help="领域：标识、编号或中文名 domain")],
    edition: Annotated[str | None, typer.Option(help="版本：年或日期 year or date")] = None,
    approver: Annotated[str | None, typer.Option(help="批准单位 who approved it")] = None,
    url: Annotated[str | None, typer.Option(help="公布的网址 where it is published")] = None,
    accept: Annotated[bool, typer.Option("--accept", help="连同问题照原样录入 take it over with its faults")] = False,
) -> None:
    """先核对，再录入为本级目录；有必须修改的问题则不写入 review a table, then take it over as a local catalogue."""
    from catalog_graph.command import importing as command  # noqa: PLC0415

    raise typer.Exit(command.run(file, place, domain, edition, approver, url, accept))
