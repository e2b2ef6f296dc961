"""公开主体: the words of the column, read into roles.

Owns: the splitting of a cell, and matching an office's own name to the role it fills.
Must not: hold the roles (`data/roles.csv`), or invent one.

Grammar, after normalisation:
    cell    = { subject ("、" | "；" | "，" | "/" | line break | "及" … after an office) }   not inside brackets;
              a blank where a subject stands on each side
    subject = a role's label | a role's label without its level (民政部门) | an office that fits a role's
              template (埇桥区民政局 ~ {county}民政局) | [place] field ending (区卫健委, 县级政府民政部门)
              | (镇|乡|街道|村|社区)'s own office
    field   = one of `_FIELDS`, where the field of several roles of one level names just one
    ending  = 局 | 委 | 部门 | 主管部门 | 办公室 | 分局 …
An office inside a town (某镇公共服务办公室) or a branch of a higher one (市公安局某分局) fills no role of ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from catalog_graph.cells.text import gaps, line_stops, normalise, parted
from catalog_graph.model.values import Role

_OFFICE = "|".join(f"(?<={ending})" for ending in ("部门", "机构", "政府", "局", "委", "）"))
_END = "[局委府办门构会所队站校院处厅部级镇乡区县市道街心位司联组）]"  # of a subject: 太和县民政局 is no two
_STOPS = re.compile(
    rf"(?:[；，。]|、(?!区(?:两级|县人民政府))|(?<!村)/|/(?!社区))(?![^（]*）)|(?<={_END})(?:和|及|或)(?=各|[县区市乡镇街村]|社区)"
    rf"|(?:{_OFFICE})(?:(?:以及|及|和|或|会同|联合)(?!其)|(?=各(?:[县区市乡镇街村]|社区)))(?![^（]*）)"
)
_NO_NAMES = "；，。、/：（）"
# What is said of an office beside its name.
_HEADING = re.compile(r"^(?:责任|牵头|配合|公开|承办|主管|实施|协办|发布)(?:单位|部门|主体|机构)?：")
_BESIDE = re.compile(
    r"(?:等)?(?:按照?|依据?|根据)(?:各自|相关)?(?:的)?(?:职责|职能|权限)(?:分工)?(?:负责|公开)?$"
    r"|(?:联系|咨询|办公)?电话：?[\d\-—转（）、]+$|(?<=[局委府办])(?:牵头|配合|协助|参与|负责|承办|主办|协办)$"
)
_LEVELS = re.compile(r"^(?:县级|市级|区级|县（市、区）|县（区、市）|区县|县|区|市|本级)")
_HIGHER = r"(?:(?:地方各级|(?:市、?)?区县|市、?区两级|县级|区级|市级|县（[^）]*）)?(?:人民)?(?:政府)?)"
_PLACE = rf"(?:{_HIGHER}|[一-鿿]{{0,12}}(?:自治县|自治旗|[县区市旗]))"
_ENDING = r"(?:行政)?(?:主管|管理|职能)?(?:局|委|委员会|办|办公室|部门|机关|分局)(?:（[^）]*）)?"
_FIELDS = {
    "county-civil-affairs": "民政",
    "county-development-reform": "发展(?:和)?改革|发改",
    "county-education": "教育(?:和)?(?:体育)?|教体",
    "county-public-security": "公安",
    "county-justice": "司法(?:行政)?",
    "county-finance": "财政",
    "county-human-resources": "人力资源(?:和)?社会保障|人(?:力)?社(?:保)?",
    "county-natural-resources": "(?:规划(?:和)?)?自然资源(?:(?:和)?规划)?",
    "county-housing-construction": "住房?(?:和)?(?:城乡)?建设?",
    "county-house-expropriation": "房屋征收",
    "county-housing-security": "住房保障",
    "county-urban-management": "城市管理(?:和)?(?:综合)?(?:行政)?(?:执法)?|城管|综合(?:行政)?执法",
    "county-agriculture-rural": "农业农村",
    "county-culture-tourism": "文化(?:广电)?(?:和)?(?:体育)?旅游|文广新?旅|文旅",
    "county-health": "卫生健康|卫健",
    "county-emergency": "应急",
    "county-market-regulation": "市场(?:监督|监管)",
    "county-ecology-environment": "生态环境",
    "county-tax": "税务",
    "county-rural-revitalization": "乡村振兴|扶贫(?:开发)?",
    "county-administrative-approval": "行政审批(?:服务)?",
    "county-gas": "燃气",
}
_compiled = cache(re.compile)  # made when the first office needs them: most are called by the labels of their roles
_NAMED = (
    ("county-tenderer", r"招标人(?:及|或|或者)其(?:委托的)?招标代理机构"),
    ("county-procuring-entity", r"采购人(?:及|或|或者)其(?:委托的)?采购代理机构"),
    ("county-land-expropriation", r"负责(?:实施)?农村集体土地征收的有关部门(?:（.*）)?"),
    *((role, f"{_PLACE}(?:{field}){_ENDING}") for role, field in _FIELDS.items()),
    ("county-ecology-environment", r"[一-鿿]{2,4}市[一-鿿]{2,4}生态环境局"),
    (
        "township-government",
        r"(?:.*(?:[镇乡]级?|苏木|街道)(?:（[^）]*）)?(?:人民政府|政府|办事处)|(?!.*驻).{0,8}街道办|(?!.*驻)[一-鿿]{2,12}办事处|各?(?:镇街|街镇)"
        r"|各?[一-鿿]{0,6}(?:[镇乡]|街道))(?:（.*）)?",
    ),
    ("village-committee", r".*(?:村民委员会|村委会)"),
    ("residents-committee", r".*(?:居民委员会|居委会)"),
    (
        "village-level-organisation",
        r".*?(?:村（居）民?委员?会|村（社区）|村（居）|村/社区|行政村(?:（社区）)?)",
    ),
)


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
    """Roles named in a cell, as it is written; `roles` are all roles by id.

    >>> from catalog_graph.model.codes import Level
    >>> roles = {"c": Role("c", "县级民政部门", Level.COUNTY, "{county}民政局")}
    >>> [one.role.id for one in read_subjects("埇桥区民政局、民政部门", roles).subjects]
    ['c', 'c']
    >>> len(read_subjects("责任单位：县民政局会同民政部门，按职责分工负责", roles).subjects)
    2
    >>> read_subjects("天文台", roles).unparsed
    '天文台'
    """
    subjects: list[ReadSubject] = []
    unread: list[str] = []
    offices, known = _offices(tuple(roles.values())), dict[str, str | None]()
    words = parted(normalise(line_stops(gaps(text))), _NO_NAMES, lambda name: _role(name, offices))
    parts = _parts(words)
    shared = "部门" if parts and parts[-1].endswith("部门") and _role(parts[-1], offices) else ""  # 民政、财政部门
    for part in parts:
        if part not in known:
            known[part] = _role(part, offices) or (_role(part + shared, offices) if shared else None)
        if role := roles.get(known[part] or ""):
            subjects.append(ReadSubject(part, role))
        else:
            unread.append(part)
    return SubjectCell(words, tuple(subjects), "；".join(unread))


def _parts(words: str) -> list[str]:
    """The subjects of a cell; what belongs together (市、区两级, 村/社区) is kept so."""
    parts = (_BESIDE.sub("", _HEADING.sub("", part)) for part in _STOPS.split(words))
    bare = (part.strip("：") if "（" in part else part.strip("：（）") for part in parts)
    return [part for part in bare if part]


def role_of(words: str, roles: Mapping[str, Role]) -> Role | None:
    """The role of `roles` (by id) that one subject's words stand for, or None.

    It is told by its whole label, its template, or its field.
    """
    return roles.get(_role(words, _offices(tuple(roles.values()))) or "")


@dataclass(frozen=True, slots=True, eq=False)
class _Offices:
    """How roles are called: ids by label, ids by label without its level, patterns of names."""

    labels: Mapping[str, str]
    bare: Mapping[str, str]
    patterns: Sequence[tuple[str, str]]


@lru_cache(16_384)
def _role(words: str, offices: _Offices) -> str | None:
    words = normalise(words)
    if key := offices.labels.get(words):
        return key
    if key := offices.bare.get(_LEVELS.sub("", words)):
        return key
    return next((key for key, pattern in offices.patterns if _compiled(pattern).fullmatch(words)), None)


@lru_cache(8)
def _offices(roles: tuple[Role, ...]) -> _Offices:
    labels = {normalise(role.label): role.id for role in roles}
    bare = {_LEVELS.sub("", label): key for label, key in reversed(labels.items())}  # of several the first
    templates = ((role.id, normalise(role.name_template or "")) for role in roles)
    patterns = [(key, _pattern(name)) for key, name in templates if "{county}" in name]
    ids = {role.id for role in roles}
    return _Offices(labels, bare, [*patterns, *((key, pattern) for key, pattern in _NAMED if key in ids)])


def _pattern(template: str) -> str:
    """An office's name by its template, with some county, or no place, in it."""
    place = r"(?:[一-鿿]{1,12}?(?:自治县|自治旗|县|区|市|旗)|县|区|市|旗)?"
    return re.escape(template).replace(re.escape("{county}"), place)
