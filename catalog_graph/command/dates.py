"""Subcommands of dates: `gongkai due` and `gongkai calendar`, their options and help.

Owns: what the two are asked. Must not: import more than a subcommand needs; each is loaded when it runs.
"""

from __future__ import annotations

from typing import Annotated

import typer


def add_to(app: typer.Typer) -> None:
    """Give the command its subcommands of dates."""
    app.command(epilog=_DUE)(due)
    app.command(epilog=_CALENDAR)(calendar)


_DUE = (
    '例：gongkai due "信息形成之日起20个工作日内" --from 2025-01-20 · '
    "gongkai due 5小时内 --from 2026-11-22T17:30 · gongkai due social-assistance/11 --place 650102"
)


def due(
    text: Annotated[str, typer.Argument(help="时限原文，或事项编号 words of a limit, or slug/number of an item")],
    from_: Annotated[str | None, typer.Option("--from", help="起算日期或时刻，默认今天 YYYY-MM-DD[THH:MM]")] = None,
    place: Annotated[str | None, typer.Option(help="代码或地名，用当地工作日历 place whose calendar is used")] = None,
    content: Annotated[
        str | None,
        typer.Option(help="公开的内容，有几条时限时选对应的一条 what is published, where there are several limits"),
    ] = None,
    format_: Annotated[str, typer.Option("--format", "-f", help="text|json")] = "text",
) -> None:
    """最迟哪一天公开 the day by which to publish."""
    from catalog_graph.command import due as command  # noqa: PLC0415

    command.run(text, from_, place, format_, content)


_CALENDAR = (
    "例：gongkai calendar 341302 · gongkai calendar 埇桥区 --from 2026-01-01 --to 2026-12-31 --format ics -o 期限.ics"
)


def calendar(
    place: Annotated[str, typer.Argument(help="6、9或12位代码，或地名 code or name of a county, town or village")],
    from_: Annotated[str | None, typer.Option("--from", help="起始日期，默认今天 first day")] = None,
    to: Annotated[str | None, typer.Option("--to", help="截止日期，默认一年后，最多两年 last day")] = None,
    domain: Annotated[str | None, typer.Option(help="领域：标识、编号或中文名 domain")] = None,
    subject: Annotated[str | None, typer.Option(help="公开主体标识 role id")] = None,
    format_: Annotated[str, typer.Option("--format", "-f", help="table|json|csv|ics")] = "table",
    output: Annotated[str | None, typer.Option("--output", "-o", help="写入文件 write to a file")] = None,
) -> None:
    """某地有固定日期的公开期限 the dated duties of a place."""
    from catalog_graph.command import calendar as command  # noqa: PLC0415
    from catalog_graph.duties.filters import Wanted  # noqa: PLC0415

    command.run(place, (from_, to), Wanted(domain=domain, subject=subject), format_, output)
