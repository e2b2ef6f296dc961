"""Parts of pages that are the same on many pages: `{% keep duty %} … {% endkeep %}` is rendered once for equal values.

Owns: the tag, and what is kept. Must not: know a template.

All that the part shows must come from the value and from what every page of the site has. Of a duty the names of bodies
are the place's own and stand outside; nearly all else is the same in every county.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping

from jinja2 import nodes
from jinja2.environment import Environment
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup

from catalog_graph.sparql.answer_cache import ByteCache

_MOST_BYTES = 8_000_000
_PLACES_OWN = "subjects"


class KeptParts(Extension):
    """The tag, for the templates of one site."""

    tags = {"keep"}  # noqa: RUF012 - as the base class has it

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._kept: ByteCache[str] = ByteCache(_MOST_BYTES)
        self._last: tuple[Mapping[str, object], bytes] = ({}, b"")

    def parse(self, parser: Parser) -> nodes.Node:
        """The tag with what stands in it, as a call of `_part`."""
        line = next(parser.stream).lineno
        value = parser.parse_expression()
        inside = parser.parse_statements(("name:endkeep",), drop_needle=True)
        place = nodes.Const(f"{parser.name}:{line}")
        return nodes.CallBlock(self.call_method("_part", [place, value]), [], [], inside).set_lineno(line)

    def _part(self, place: str, value: Mapping[str, object], caller: Callable[[], str]) -> Markup:
        key = place, self._mark(value)
        kept = self._kept.get(key)
        if kept is None:
            kept = str(caller())
            self._kept.put(key, kept)
        return Markup(kept)  # noqa: S704 - what the template itself has made

    def _mark(self, value: Mapping[str, object]) -> bytes:
        """What a value is known again by; of one that has several parts it is made once."""
        last, mark = self._last
        if last is not value:
            own = dict(value)
            own.pop(_PLACES_OWN, None)
            mark = marshal.dumps(own, 2)  # later versions write equal values in several ways
            self._last = (value, mark)
        return mark
