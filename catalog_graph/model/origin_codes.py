"""The codes of where a row and its cells come from, what became of its matter, and what kind of information it is.

Owns: the closed lists of origins, grades, standings and information kinds, and the columns of a duty.
Must not: decide the origin of any cell (`origins`). `ontology/schemes/*.ttl` says the same; a test holds both equal.
"""

from __future__ import annotations

from catalog_graph.model.codes import Coded, Level


class Origin(Coded):
    """Where a cell comes from; the best comes first."""

    LOCAL = "local", "本级规定"
    SEEN = "seen", "表中所见"
    CARRIED = "carried", "沿用"
    STATUTE = "statute", "依法推定"
    UNSEEN = "unseen", "未见"


class RowOrigin(Coded):
    """Where a whole row comes from."""

    STANDARD = "standard", "国家标准目录"
    STATUTE = "statute", "依法列入"
    LOCAL = "local", "本级增列"


class BasisGrade(Coded):
    """What an article does for the item whose basis it is."""

    ORDERS = "orders", "条文规定公开"
    GOVERNS = "governs", "条文设立事项"
    GENERAL = "general", "仅依条例"


class MatterStatus(Coded):
    """What became of the matter of an item since its edition."""

    LIVE = "live", "仍在办理"
    NARROWED = "narrowed", "范围缩小"
    RENAMED = "renamed", "名称变更"
    MOVED = "moved", "职责调整"
    ENDED = "ended", "已经终止"


class RowsKnown(Coded):
    """How sure the number of rows of a national table is."""

    CERTAIN = "certain", "确知"
    AT_LEAST = "at-least", "至少"
    UNKNOWN = "unknown", "未知"


class InformationKind(Coded):
    """Kinds of information to be published: the points of articles 20 and 21 of the regulation, and village affairs."""

    NORMATIVE = "20-1", "规范性文件"
    FUNCTIONS = "20-2", "机关职能与机构"
    PLANS = "20-3", "规划计划与政策"
    STATISTICS = "20-4", "统计信息"
    SERVICES = "20-5", "许可和对外管理服务事项"
    PENALTIES = "20-6", "处罚和强制"
    BUDGETS = "20-7", "预算决算"
    FEES = "20-8", "行政事业性收费"
    PROCUREMENT = "20-9", "政府集中采购"
    PROJECTS = "20-10", "重大建设项目"
    LIVELIHOOD = "20-11", "民生政策措施及实施"
    EMERGENCIES = "20-12", "突发公共事件"
    INSPECTIONS = "20-13", "监督检查"
    RECRUITMENT = "20-14", "公务员招考"
    OTHER = "20-15", "其他法定信息"
    COUNTY = "21-county", "县级重点信息"
    TOWNSHIP = "21-township", "乡级重点信息"
    VILLAGE = "village", "村（居）务"

    @property
    def level(self) -> Level | None:
        """The only level that has information of this kind, or None."""
        return KIND_LEVELS.get(self)


KIND_LEVELS: dict[InformationKind, Level] = {
    InformationKind.COUNTY: Level.COUNTY,
    InformationKind.TOWNSHIP: Level.TOWNSHIP,
}


# The columns of a duty, as answers name them, and the columns of the tables that make them up.
DUTY_COLUMNS: dict[str, tuple[str, ...]] = {
    "content": ("content",),
    "legal_basis": ("citations",),
    "time_limits": ("time_limit",),
    "subjects": ("subjects",),
    "channels": ("required_channels", "optional_channels"),
    "audience": ("audience", "audience_group"),
    "method": ("method",),
    "levels": ("levels",),
}
DUTY_COLUMN_LABELS = {
    "content": "公开内容（要素）",
    "legal_basis": "公开依据",
    "time_limits": "公开时限",
    "subjects": "公开主体",
    "channels": "公开渠道和载体",
    "audience": "公开对象",
    "method": "公开方式",
    "levels": "公开层级",
}
# Columns that a statute may fill beside the table: name in statute.csv, name in answers.
STATUTE_COLUMNS = {"time_limit": "time_limits", "channels": "channels", "subjects": "subjects", "content": "content"}
