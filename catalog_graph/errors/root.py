"""The root of the errors, and how an error is told to a program.

Owns: `GongkaiError`, problem details, and lists of names in messages.
Must not: hold an error of any one part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class GongkaiError(Exception):
    """Root of the tree.

    `message` says what is wrong and `hint` what to do, both in Chinese; `details` is JSON-ready.

    >>> from catalog_graph.errors import UnknownDivision
    >>> UnknownDivision("没有代码 999999 的行政区划").code
    'unknown-division'
    """

    status = 500
    code = "internal"
    title = "内部错误"
    hint = "请稍后再试；如仍出错，请把操作步骤告诉维护者。"

    def __init__(self, message: str, hint: str | None = None, **details: object) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint if hint is not None else type(self).hint
        self.details: Mapping[str, object] = details


def problem_type(code: str) -> str:
    """The identifier of a kind of error, which the service resolves to what it means.

    >>> problem_type("bad-date")
    'https://w3id.org/gongkai/problem/bad-date'
    """
    return f"https://w3id.org/gongkai/problem/{code}"


def as_document(error: GongkaiError, instance: str | None = None) -> dict[str, object]:
    """The error as RFC 9457 problem details: what the service sends and `--format json` prints.

    >>> from catalog_graph.errors import BadDate
    >>> as_document(BadDate("“昨天”不是日期"))["status"]
    400
    """
    body: dict[str, object] = {
        "type": problem_type(error.code),
        "title": error.title,
        "status": error.status,
        "code": error.code,
        "detail": error.message,
        "hint": error.hint,
    }
    if instance is not None:
        body["instance"] = instance
    return body | dict(error.details)


def listing(names: Sequence[str], most: int = 8) -> str:
    """Names joined for a message, cut after `most` with the count said.

    >>> listing(["甲", "乙", "丙"], most=2)
    '甲、乙等3个'
    """
    return "、".join(names) if len(names) <= most else "、".join(names[:most]) + f"等{len(names)}个"
