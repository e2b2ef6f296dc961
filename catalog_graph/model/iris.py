"""IRIs of things: from keys to identifiers and back.

Owns: the form of every identifier below https://w3id.org/gongkai/. They are canonical, never settings.
Must not: import RDF libraries; the fast path needs IRIs as text only.
"""

from __future__ import annotations

BASE = "https://w3id.org/gongkai/"
DEF, SCHEME, ID, SHAPE = BASE + "def/", BASE + "scheme/", BASE + "id/", BASE + "shape/"
TABLE = DEF + "table/"  # terms of an editor's table, apart from those of the data


def thing(kind: str, *keys: object) -> str:
    """Identifier of a thing.

    >>> thing("item", "social-assistance", 11)
    'https://w3id.org/gongkai/id/item/social-assistance/11'
    """
    return f"{ID}{kind}/{'/'.join(str(key) for key in keys)}"


def edition(slug: str, key: str) -> str:
    """Identifier of one edition of a catalogue, which is the name of its graph; without the key it is the series.

    >>> edition("social-assistance", "2019")
    'https://w3id.org/gongkai/id/catalogue/social-assistance/2019'
    """
    return thing("catalogue", slug, key)


def concept(scheme: str, code: str) -> str:
    """Identifier of a coded value.

    >>> concept("level", "county")
    'https://w3id.org/gongkai/scheme/level/county'
    """
    return f"{SCHEME}{scheme}/{code}"


def term(name: str) -> str:
    """Identifier of a class or property.

    >>> term("Item")
    'https://w3id.org/gongkai/def/Item'
    """
    return DEF + name


def key_of(iri: str) -> tuple[str, str] | None:
    """Kind and key of a thing's identifier, or None for any other IRI.

    >>> key_of("https://w3id.org/gongkai/id/item/social-assistance/11")
    ('item', 'social-assistance/11')
    """
    if not iri.startswith(ID):
        return None
    kind, _, key = iri[len(ID) :].partition("/")
    return (kind, key) if key else None
