"""The time limits of a local cell against those of the national one.

Owns: pairing limits by the part of the content that they are for, and the verdict on the pairs.
Must not: put a limit on a scale (`measures`), or compute a date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from catalog_graph.local.measures import Measure, in_days, measures
from catalog_graph.model.codes import LocalEffect
from catalog_graph.model.time_limit import TimeLimitCell

_UNREAD = "时限的文字有读不出的部分，不能比较"
_OTHER_SCALE = "两边时限的单位或说法不同，不能比较"


def compare_limits(national: TimeLimitCell, local: TimeLimitCell) -> tuple[LocalEffect, str | None]:
    """The verdict on a cell of limits, and a remark where they have no order.

    >>> from catalog_graph.cells.time_limit import read_time_limits as read
    >>> compare_limits(read("信息形成之日起20个工作日内"), read("信息形成之日起7个工作日内"))[0].value
    'tighten'
    >>> compare_limits(read("信息形成之日起20个工作日内"), read("信息形成之日起30日内"))
    (<LocalEffect.INCOMPARABLE: 'incomparable'>, '两边时限的单位或说法不同，不能比较；折算约28日与30日，本级的较长')
    """
    if national.text == local.text:
        return LocalEffect.ADOPT, None
    theirs, ours = _largest(measures(local)), _largest(measures(national))
    if any(theirs[key] > ours[key] for key in theirs.keys() & ours.keys()):
        return LocalEffect.WEAKEN, None
    if national.unparsed or local.unparsed or not ours or not theirs:
        return LocalEffect.INCOMPARABLE, _UNREAD
    if theirs.keys() != ours.keys():
        return LocalEffect.INCOMPARABLE, _OTHER_SCALE + _remark(national, local)
    if theirs != ours:
        return LocalEffect.TIGHTEN, None
    same = set(measures(local)) == set(measures(national))
    return (LocalEffect.ADOPT if same else LocalEffect.ADAPT), None


def _largest(limits: Iterable[Measure]) -> dict[tuple[str, str], int]:
    """The weakest limit of each part of the content and scale."""
    sizes: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for limit in limits:
        sizes[limit.part, limit.scale].append(limit.size)
    return {key: max(values) for key, values in sizes.items()}


def _remark(national: TimeLimitCell, local: TimeLimitCell) -> str:
    """Which of two single limits takes longer when both are turned into days; "" where that says nothing."""
    days = [in_days(cell.limits[0]) if len(cell.limits) == 1 else None for cell in (national, local)]
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return ""
    return f"；折算约{days[0]}日与{days[1]}日，本级的{'较长' if days[1] > days[0] else '较短'}"
