"""What people call the kinds of change, the tables and their columns.

Owns: these words. Must not: find or list changes.
"""

from __future__ import annotations

from catalog_graph.history.changes import Kind
from catalog_graph.model.codes import COLUMNS

KINDS = {Kind.ADDED: "新增", Kind.CHANGED: "变更", Kind.ENDED: "终止"}
TABLES = {
    "catalogues": "标准目录",
    "items": "公开事项",
    "attestations": "出处",
    "laws": "公开依据",
    "roles": "公开主体",
    "sources": "来源目录",
    "clauses": "法律条款",
    "basis": "法律规定的依据",
    "statute": "法律对各格的规定",
    "matter": "事项现状",
    "local": "本级目录",
    "local-rows": "本级目录的行",
    "calendar": "工作日历",
    "frame": "法定时限",
    "place-names": "地名别称",
}
# What a column is called in all tables, and where one calls it otherwise.
_COLUMNS = COLUMNS | {
    "agrees": "一致的格",
    "approver": "审定机关",
    "article": "条款",
    "articles": "被引条款",
    "bodies": "本地单位",
    "checked": "核对日期",
    "code": "代码",
    "column": "栏",
    "date": "日期",
    "day": "日期",
    "decided": "决定日期",
    "differs": "不一致的格",
    "division": "行政区划",
    "document_number": "文号",
    "document_number_source": "文号的来源",
    "duty": "应做的事",
    "edition": "版次",
    "grade": "依据的强度",
    "id": "标识",
    "information_kind": "信息种类",
    "issued": "印发日期",
    "issued_source": "印发日期的来源",
    "issuer": "制定机关",
    "issuing_body": "印发机关",
    "issuing_body_source": "印发机关的来源",
    "item": "国家事项",
    "items": "对应事项",
    "kind": "种类",
    "law": "法律文件",
    "level": "层级",
    "limit": "时限",
    "mirror": "是否转载",
    "name": "名称",
    "name_template": "单位默认名称",
    "no_item_because": "没有事项的原因",
    "not_applicable": "不适用的原因",
    "note": "备注",
    "notice": "通知",
    "now_called": "现称",
    "number": "编号",
    "observed": "看到的程度",
    "official_rows": "国家目录行数",
    "official_rows_kind": "行数的确定程度",
    "official_rows_reason": "行数的说明",
    "official_rows_source": "行数的来源",
    "partial": "只看到一部分的格",
    "pilot": "是否试点领域",
    "place": "地方",
    "position": "次序",
    "publisher": "公布者",
    "reason": "理由",
    "replaced_by": "被何代替",
    "review_on": "复核日期",
    "reviews": "发布前审查",
    "row_origin": "行的来源",
    "scope": "适用地方",
    "sha256": "条文指纹",
    "short_titles": "简称",
    "since": "起始日期",
    "slug": "领域标识",
    "source": "来源",
    "status": "状态",
    "status_source": "状态的来源",
    "title": "标题",
    "title_source": "标题的来源",
    "url": "网址",
    "valid_from": "适用起",
    "valid_to": "适用止",
    "value": "内容",
    "version": "文本版本",
    "village_kind": "村（居）类别",
    "who": "谁",
    "why": "事由",
    "works": "是否上班",
}
_OTHERWISE = {
    ("laws", "title"): "名称",
    ("roles", "label"): "名称",
    ("catalogues", "label"): "领域名称",
    ("local", "label"): "领域名称",
}


def column_label(table: str, column: str) -> str:
    """What people call a column; of an older release it may have one that no table has today, which stays as it is."""
    return _OTHERWISE.get((table, column)) or _COLUMNS.get(column, column)
