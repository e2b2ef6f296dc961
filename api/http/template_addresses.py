"""Templates are written as if the service lay at `/`; their addresses are printed below the prefix of the site.

Owns: finding the addresses of a template when it is compiled, so that no template can forget the prefix.
Must not: know a template, or look at finished pages.
"""

from __future__ import annotations

import re

from jinja2.ext import Extension

_WRITTEN = re.compile(r'\b(href|src|action|formaction|poster)="(/(?!/)[^"{}]*)')
_COMPUTED = re.compile(r'\b(href|src|action|formaction|poster)="\{\{\s*(.+?)\s*\}\}')


def with_site(source: str) -> str:
    """A template whose addresses go through `at`.

    >>> with_site('<a href="/laws/{{ law.id }}">')
    '<a href="{{ at(\\'/laws/\\') }}{{ law.id }}">'
    >>> with_site('<a href="{{ urls.law(law.id) }}#items">')
    '<a href="{{ at(urls.law(law.id)) }}#items">'
    """
    computed = _COMPUTED.sub(lambda hit: f'{hit[1]}="{{{{ at({hit[2]}) }}}}', source)
    return _WRITTEN.sub(lambda hit: f"{hit[1]}=\"{{{{ at('{hit[2]}') }}}}", computed)


class SiteAddresses(Extension):
    """The extension of the template engine that does it."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """A template before it is compiled."""
        return with_site(source)
