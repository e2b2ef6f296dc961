"""Why a cell is unseen, where its own row in statute.csv gives no reason.

Owns: one sentence for each column. Must not: decide that a cell is unseen (`cells`).
"""

from __future__ import annotations

from catalog_graph.model.codes import Level, Method, VillageKind
from catalog_graph.model.values import Item

_GENERAL = {
    "content": "所见各表未载公开内容，也未见逐项列出内容的条文",
    "legal_basis": "所见各表未载公开依据，尚未查到可引的条文",
    "time_limits": "所见各表未载公开时限，也未见规定期限的条文",
    "subjects": "所见各表未载公开主体，也未见指明主体的条文",
    "channels": "所见各表未载公开渠道，也未见指明渠道的条文",
    "audience": "所见各表未载公开对象，法律也未限定",
    "method": "所见各表未载公开方式",
    "levels": "所见各表未载公开层级",
}
_ON_REQUEST = "依申请公开，形式按申请人要求确定（《政府信息公开条例》第四十条），没有固定渠道"
_OTHER_UNIT = "本单位不是村民委员会或居民委员会，两部组织法的一般规定不适用"


def general_reason(item: Item, column: str, level: Level | None, kind: VillageKind | None) -> str:
    """The sentence for an unseen column of a duty; `level` and `kind` are those of the place, None without one."""
    if level is Level.VILLAGE and kind is VillageKind.OTHER and column in {"time_limits", "channels", "subjects"}:
        return _OTHER_UNIT
    if column == "channels" and item.method == (Method.ON_REQUEST,):
        return _ON_REQUEST
    return _GENERAL[column]
