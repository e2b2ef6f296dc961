"""公开主体: the words of the column, read into roles.

Owns: the splitting of a cell, and matching an office's own name to the role it fills.
Must not: hold the roles (`data/roles.csv`), or invent one.

Grammar, after normalisation:
    cell    = { subject ("、" | "；" | "，" | "/" | line break) }
    subject = a role's label | a role's label without its level (民政部门) | an office that fits a role's
              template (埇桥区民政局 ~ {county}民政局) | (镇|乡|街道|村|社区)'s own office
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from catalog_graph.model import Role
from catalog_graph.readers.text import normalise

_STOPS = re.compile(r"[、；，。/\n]|(?<=[^村居])(?:和|及|或)(?=[县区市乡镇街村社])")
_TOWN = re.compile(
    r"(?:.*(?:镇|乡|苏木|街道)(?:人民政府|政府|办事处)|乡镇|镇街|街道办事处?|(?:镇|乡)人民政府|.*街道办事处)(?:（.*）)?"
)
_VILLAGE = re.compile(
    r".*(?:村|社区|嘎查)?(?:村民委员会|村委会|居民委员会|居委会|村（居）民委员会|村（社区）|村（居）委会)"
)
_LEVEL = re.compile(r"^(?:县级|市级|区级|县（市、区）|县|区|市|乡级|镇级|村级|本级)")
_COUNTY = r"(?:[一-鿿]{1,12}?(?:自治县|自治旗|县|区|市|旗)|县|区|市|旗)?"
_BUREAU = {
    "发展和改革": "发展(?:和)?改革",
    "住房和城乡建设": "住房?(?:和)?(?:城乡)?建设?",
    "人力资源和社会保障": "人(?:力资源)?(?:和)?社(?:会保障)?",
}


@dataclass(frozen=True, slots=True)
class ReadSubject:
    """One subject of a cell: its words and the role they stand for."""

    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class SubjectCell:
    """A whole cell: its words, its subjects in order, and what stands for no known role."""

    text: str
    subjects: tuple[ReadSubject, ...] = ()
    unparsed: str = ""


def read_subjects(text: str, roles: Mapping[str, Role]) -> SubjectCell:
    """Roles named in a cell.

    >>> from catalog_graph.vocabulary import Level
    >>> roles = {"c": Role("c", "县级民政部门", Level.COUNTY, "{county}民政局")}
    >>> [one.role.id for one in read_subjects("埇桥区民政局、民政部门", roles).subjects]
    ['c', 'c']
    >>> read_subjects("天文台", roles).unparsed
    '天文台'
    """
    words = normalise(text)
    found: list[ReadSubject] = []
    unread: list[str] = []
    for part in filter(None, (part.strip("：（）") if "（" not in part else part for part in _STOPS.split(words))):
        role = role_of(part, roles)
        if role:
            found.append(ReadSubject(part, role))
        else:
            unread.append(part)
    return SubjectCell(words, tuple(found), "；".join(unread))


def role_of(words: str, roles: Mapping[str, Role]) -> Role | None:
    """The role that one subject's words stand for, or None."""
    bare = _LEVEL.sub("", words)
    for role in roles.values():
        label = normalise(role.label)
        if words == label or bare == _LEVEL.sub("", label) or _fits(words, role):
            return role
    for pattern, key in ((_TOWN, "township-government"), (_VILLAGE, "village-level-organisation")):
        if pattern.fullmatch(words) and key in roles:
            return roles[key]
    return None


def _fits(words: str, role: Role) -> bool:
    """Whether an office's name is the role's template with some place, or no place, in it."""
    template = role.name_template or ""
    if "{county}" not in template:
        return False
    pattern = re.escape(normalise(template)).replace(re.escape("{county}"), _COUNTY)
    for full, short in _BUREAU.items():
        pattern = pattern.replace(full, short)
    return bool(re.fullmatch(pattern, words))
