"""The subcommand `gongkai duties`: its options and help.

Owns: what is asked. Must not: import more than the subcommand needs; that is loaded when it runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from catalog_graph.duties.filters import Wanted

_DUTIES = (
    "例：gongkai duties 341302 · gongkai duties 安徽省宿州市埇桥区符离镇 --domain 社会救助 · "
    "gongkai duties 埇桥区 --subject 埇桥区民政局 · gongkai duties 真新街道 --format xlsx -o 清单.xlsx"
)


def add_to(app: typer.Typer) -> None:
    """Give the command its subcommand."""
    app.command(epilog=_DUTIES)(duties)


def duties(
    place: Annotated[str, typer.Argument(help="6、9或12位代码，或地名 code or name of a county, town or village")] = "",
    domain: Annotated[str | None, typer.Option(help="领域：标识、编号或中文名 domain")] = None,
    subject: Annotated[
        str | None, typer.Option(help="我的单位：名称（埇桥区民政局）、主体名或标识 who publishes")
    ] = None,
    whose: Annotated[str | None, typer.Option(help="由谁公布：own 本级|other 其他单位|unknown 未见 whose duty")] = None,
    method: Annotated[str | None, typer.Option(help="公开方式：proactive 主动 | on-request 依申请")] = None,
    time_limit: Annotated[
        str | None, typer.Option(help="时限种类：within|before|periodic|immediate|standing|… kind of limit")
    ] = None,
    channel: Annotated[str | None, typer.Option(help="渠道标识，如 website channel")] = None,
    audience: Annotated[str | None, typer.Option(help="公开对象：public 全社会 | group 特定群体")] = None,
    information_kind: Annotated[
        str | None, typer.Option(help="信息种类，如 20-6 处罚强制、20-7 预决算 kind of information")
    ] = None,
    origin: Annotated[
        str | None, typer.Option(help="格的来源：seen|carried|statute|local|unseen，或 栏:来源 origin of a cell")
    ] = None,
    on: Annotated[str | None, typer.Option(help="日期 YYYY-MM-DD，默认今天 date")] = None,
    formed: Annotated[str | None, typer.Option(help="信息形成的日期，给出则算到期日 day of formation")] = None,
    q: Annotated[str | None, typer.Option("--q", help="事项或内容中的词 words in the item")] = None,
    format_: Annotated[str, typer.Option("--format", "-f", help="table|json|csv|xlsx|ttl|jsonld")] = "table",
    output: Annotated[str | None, typer.Option("--output", "-o", help="写入文件 write to a file")] = None,
    all_: Annotated[bool, typer.Option("--all", help="全部地方，写成 .parquet 文件 all places of a level")] = False,
    level: Annotated[str, typer.Option(help="--all 的层级 county|township|village")] = "county",
) -> None:
    """某地应公开哪些事项 which items a place must publish."""
    from catalog_graph.command import duties as command  # noqa: PLC0415
    from catalog_graph.duties.filters import Wanted  # noqa: PLC0415

    wanted = Wanted(
        domain=domain, subject=subject, whose=whose, method=method, time_limit=time_limit, channel=channel,
        audience=audience, information_kind=information_kind, origin=origin, q=q,
    )  # fmt: skip
    if all_:
        _of_all(level, wanted, on, output, beside=[place, formed])
    else:
        command.run(place, wanted, on, format_, output, formed)


def _of_all(level: str, wanted: Wanted, on: str | None, output: str | None, beside: list[str | None]) -> None:
    from catalog_graph.command import duties_of_all  # noqa: PLC0415

    duties_of_all.run(level, wanted, on, output, beside)
