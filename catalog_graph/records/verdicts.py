"""Verdicts on records, and reasons why a row is not one.

Owns: the closed lists of an audit and their order. Must not: judge.
"""

from __future__ import annotations

from catalog_graph.model.codes import Coded


class Verdict(Coded):
    """What is found of an item of a place. The order is that of every report."""

    IN_TIME = "in-time", "按时公开"
    LATE = "late", "逾期公开"
    PENDING = "pending", "未到期限"
    OVERDUE = "overdue", "逾期未公开"
    MISSING = "missing", "没有记录"
    NO_FORMATION_DATE = "no-formation-date", "缺形成日期"
    PUBLISHED_BEFORE_FORMED = "published-before-formed", "公开早于形成"
    NOT_COMPUTABLE = "not-computable", "时限算不出"
    NOT_ASSESSED = "not-assessed", "未提供记录"

    @property
    def number(self) -> int:
        """Its place in the list, which stands for it in tables of millions of rows."""
        return _NUMBERS[self]


class Rejection(Coded):
    """Why a row is set aside. The order is that in which a row is looked at."""

    NO_COLUMNS = "bad-row", "列数与表头不符"
    UNKNOWN_PLACE = "unknown-place", "没有这个地方"
    UNKNOWN_ITEM = "unknown-item", "没有这个公开事项"
    BAD_DATE = "bad-date", "日期读不出或不可能"
    NOT_BOUND = "not-bound", "该地不承担这个事项"
    WITHDRAWN = "withdrawn", "已撤下"

    @property
    def number(self) -> int:
        """Its place in the list, from 1; nought is an accepted row."""
        return _REASONS[self]


VERDICTS, REJECTIONS = tuple(Verdict), tuple(Rejection)
_NUMBERS = {verdict: number for number, verdict in enumerate(VERDICTS)}
_REASONS = {reason: number for number, reason in enumerate(REJECTIONS, 1)}
ACCEPTED = 0
