"""Where the service is reached from outside: the one source of every address that it prints.

Owns: the prefix of paths, and the scheme and host of absolute addresses, both from GONGKAI_PUBLIC_URL alone.
Must not: look at a request. `Host` and `X-Forwarded-*` are a stranger's words, and a cache in front may keep them.

The service itself always answers at `/`. A web server in front that has it below a path takes that path away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from api.http.urls import Address

# RDF is written with absolute IRIs; where no public address is set this one is taken out again, which leaves relative
# ones.
_NOWHERE = "https://nowhere.invalid"


@dataclass(frozen=True, slots=True)
class Site:
    """Scheme and host ("https://host"), and the path below which the service lies ("/gongkai"); "" for none."""

    origin: str = ""
    prefix: str = ""

    @classmethod
    def of(cls, public_url: str) -> Site:
        """The site at a public address; "" where none is set.

        >>> Site.of("https://www.example.gov.cn/gongkai/")
        Site(origin='https://www.example.gov.cn', prefix='/gongkai')
        """
        parts = urlsplit(public_url)
        return cls(f"{parts.scheme}://{parts.netloc}" if parts.netloc else "", parts.path.rstrip("/"))

    def at(self, address: str) -> str:
        """An address as it is printed: a path of this site below the prefix, another as it is.

        >>> Site("https://host", "/gongkai").at("/laws"), Site("", "/gongkai").at("https://other/laws")
        ('/gongkai/laws', 'https://other/laws')
        """
        return self.prefix + address if address.startswith("/") and not address.startswith("//") else address

    @property
    def base(self) -> str:
        """What absolute IRIs of the site begin with; the finished text goes through `located`."""
        return (self.origin or _NOWHERE) + self.prefix + "/"

    def located(self, content: bytes) -> bytes:
        """RDF with IRIs below `base`: relative ones where no public address is set."""
        return content if self.origin else content.replace(_NOWHERE.encode(), b"")

    def document(self, value: object) -> object:
        """A JSON document with its addresses as they are printed."""
        if isinstance(value, Address):
            return self.at(value)
        if isinstance(value, Mapping):
            return {name: self.document(inner) for name, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self.document(inner) for inner in value]
        return value
