"""Views: what a page shows and what its JSON says are one value.

Owns: the dataclasses that templates see. Must not: know HTTP or how a view is sent (`represent`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from api.http.negotiate import HTML, JSON


@dataclass(frozen=True, slots=True)
class View:
    """One resource: the document, the template that draws it, and what else it can be given as.

    `others` maps a media type to a function that makes the bytes; `body` is the JSON if it is made already.
    """

    template: str
    title: str
    document: Callable[[], Mapping[str, object]]
    file_name: str
    tag: str
    body: bytes | None = None
    extra: Mapping[str, object] = field(default_factory=dict)
    others: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)

    @property
    def offered(self) -> tuple[str, ...]:
        """Media types in the order of preference: JSON first, since programs often send no Accept."""
        return (JSON, HTML, *self.others)
