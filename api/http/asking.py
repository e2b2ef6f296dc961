"""What may be asked: every parameter of a path or a query, with its words and its JSON schema.

Owns: their descriptions in the OpenAPI document. Must not: read a request.

`x-setting` in a schema names the setting that a limit comes from; `limited` puts its value there. With `x-releases` one
of the releases of the data may be given, or what fits the pattern that it has; `released` puts them there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from api.http.negotiate import HTML, JSON, SHORT
from api.http.parameters import FILTERS, OTHERS
from api.settings import Settings
from catalog_graph.model import channels, codes, origin_codes
from catalog_graph.places.codebook import WIDTHS
from catalog_graph.places.names import MOST_CHARACTERS

Parameter = dict[str, object]
Schema = Mapping[str, object]
_DAYS = (
    "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8])"
)
_LEAP_YEAR = "[1-9][0-9](?:0[48]|[2468][048]|[13579][26])"
DAY = f"^(?:[1-9][0-9]{{3}}-(?:{_DAYS})|{_LEAP_YEAR}-02-29)$"
MOMENT = f"{DAY[:-1]}(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9])?$"
PLACE: Schema = {"maxLength": MOST_CHARACTERS}
WORDS = {"maxLength": 200, "x-setting": {"maxLength": "max_query_length"}}


def _listed(values: Iterable[str]) -> dict[str, object]:
    return {"enum": list(values)}


# Schemas by the name of the parameter, wherever it stands.
_SCHEMAS: dict[str, Schema] = {
    "place": PLACE,
    "code": {"pattern": r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$", "examples": ["341302"]},
    "level": _listed(level.value for level in WIDTHS.values()),
    "within": {"pattern": "^[0-9]{1,12}$"},
    "limit": {"type": "integer", "minimum": 1, "maximum": 200, "x-setting": {"maximum": "max_search_results"}},
    "method": _listed(codes.Method.codes()),
    "time_limit": _listed(codes.LimitKind.codes()),
    "whose": _listed(("own", "other", "unknown")),
    "audience": _listed(codes.Audience.codes()),
    "review_status": _listed(codes.ReviewStatus.codes()),
    "information_kind": _listed(origin_codes.InformationKind.codes()),
    "channel": _listed(channels.BY_ID),
    "origin": {
        "pattern": f"^(({'|'.join(origin_codes.DUTY_COLUMNS)}):)?({'|'.join(origin_codes.Origin.codes())})$",
    },
    "page": {"type": "integer", "minimum": 1, "maximum": 999_999_999},
    "per_page": {
        "type": "integer",
        "minimum": 1,
        "maximum": 1000,
        "x-setting": {"maximum": "max_per_page"},
    },
    "on": {"pattern": DAY, "examples": ["2026-11-22"]},
    "version": {"x-releases": "", "examples": ["0.1.0"]},
    "since": {"x-releases": DAY, "maxLength": 40, "examples": ["0.1.0", "2026-11-22"]},
    "formed": {"pattern": MOMENT, "examples": ["2026-11-22"]},
    "from": {"pattern": MOMENT},
    "to": {"pattern": DAY},
}
REGISTER = {
    "q": "只要含有这些词的，以空格分隔",
    "sort": "按哪一栏排列；前面加 - 为倒序",
    "page": "网页的第几页；JSON 等其他格式总是全部",
}
_FORMATS = {media: name for name, media in SHORT.items()}


def query(words: Mapping[str, str], **schemas: Schema) -> list[Parameter]:
    """Parameters of the query: name to Chinese words; `schemas` where one differs from what its name usually has."""
    return [
        {
            "in": "query",
            "name": name,
            "required": False,
            "description": text,
            "schema": _or_none(_schema(name, schemas)),
        }
        for name, text in words.items()
    ]


def path(words: Mapping[str, str], **schemas: Schema) -> list[Parameter]:
    """Parameters of the path."""
    return [
        {"in": "path", "name": name, "required": True, "description": text, "schema": _schema(name, schemas)}
        for name, text in words.items()
    ]


def form_of(offered: Iterable[str]) -> list[Parameter]:
    """The parameter `format` of what is offered as these media types, beside JSON and HTML."""
    return forms_of((JSON, HTML, *offered))


def forms_of(offered: Iterable[str]) -> list[Parameter]:
    """The parameter `format` of what is offered as these media types alone."""
    names = [_FORMATS[media] for media in offered]
    return query({"format": "要哪种格式；不给出则看后缀和 Accept"}, format=_listed(names))


def _or_none(schema: dict[str, object]) -> dict[str, object]:
    """A schema that takes an empty value too, as forms send it for what was not filled in: it means none."""
    if "enum" in schema:
        return schema | {"enum": [*_words(schema["enum"]), ""]}
    if "pattern" in schema:
        return schema | {"pattern": f"^$|{schema['pattern']}"}
    return schema


def _words(values: object) -> list[object]:
    return list(values) if isinstance(values, list) else []


def _schema(name: str, schemas: Mapping[str, Schema]) -> dict[str, object]:
    return {"type": "string", **schemas.get(name, _SCHEMAS.get(name, WORDS))}


def limited(schema: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """A schema with its limits as they are set."""
    named = schema.get("x-setting", {})
    plain = {keyword: value for keyword, value in schema.items() if keyword != "x-setting"}
    return plain | {keyword: getattr(settings, setting) for keyword, setting in named.items()}


def released(schema: Mapping[str, Any], versions: Iterable[str]) -> dict[str, Any]:
    """A schema with the releases that there are, where it takes one; an empty value means none."""
    plain = {keyword: value for keyword, value in schema.items() if keyword != "x-releases"}
    if "x-releases" not in schema:
        return plain
    other = f"{schema['x-releases']}|" if schema["x-releases"] else ""
    return plain | {"pattern": f"{other}^(?:{'|'.join(map(re.escape, versions))})?$"}


def order(sortable: Iterable[str]) -> Schema:
    """The schema of `sort`: a field, or one with a dash before it."""
    names = list(sortable)
    return {"enum": [*names, *(f"-{name}" for name in names)]}


def register(sortable: Iterable[str]) -> list[Parameter]:
    """The parameters of a register."""
    return query(REGISTER, q={"maxLength": 60}, sort=order(sortable))


PAGE = {"pattern": "^[1-9][0-9]{0,8}$"}
DUTY_CODE = {"pattern": r"^([0-9]{6}|[0-9]{9}|[0-9]{12})$", "examples": ["341302"]}
NAME = {"pattern": "^[a-z0-9-]+$"}
# Of what can be shown as it was.
THEN = query({name: OTHERS[name] for name in ("on", "version")})
# Of the duties of a place, beside `format`.
DUTIES = query(FILTERS | OTHERS)
