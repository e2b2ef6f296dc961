"""What was asked for is not there, cannot be read, or is not offered.

Owns: errors of names, codes, parameters and representations.
Must not: hold errors of files or queries.
"""

from __future__ import annotations

from catalog_graph.errors.root import GongkaiError


class NotFound(GongkaiError):
    """A thing that does not exist."""

    status, code, title = 404, "not-found", "没有找到"
    hint = "请检查地址或名称。"


class UnknownDivision(NotFound):
    """A code or name that is not in the code book (2023 edition)."""

    code, title = "unknown-division", "没有这个行政区划"
    hint = "请核对代码或名称；代码取自2023年统计用区划代码，不含香港、澳门和台湾。"


class UnknownCatalogue(NotFound):
    """No catalogue of that slug or number."""

    code, title = "unknown-catalogue", "没有这个标准目录"
    hint = "用 gongkai stats 查看全部领域；可写编号（05）、中文名（社会救助）或标识（social-assistance）。"


class UnknownItem(NotFound):
    """No item of that number in the catalogue."""

    code, title = "unknown-item", "没有这个公开事项"
    hint = "请在标准目录页核对事项编号。"


class UnknownLaw(NotFound):
    """No legal resource of that id."""

    code, title = "unknown-law", "没有这个公开依据"
    hint = "请核对法规标识或名称。"


class UnknownRole(NotFound):
    """No subject of that id."""

    code, title = "unknown-role", "没有这个公开主体"
    hint = "全部公开主体见 /roles。"


class UnknownSource(NotFound):
    """No published source of that id."""

    code, title = "unknown-source", "没有这个来源"
    hint = "全部来源见 /sources。"


class UnknownTerm(NotFound):
    """No term, code, scheme or shape of that name."""

    code, title = "unknown-term", "没有这个术语"
    hint = "类和属性见 /def/，代码表见 /scheme/，校验规则见 /shape/。"


class BadRequest(GongkaiError):
    """Input that cannot be read."""

    status, code, title = 400, "bad-request", "输入有误"
    hint = "请检查输入。"


class MalformedCode(BadRequest):
    """A code that is not 2, 4, 6, 9 or 12 digits."""

    code, title = "malformed-code", "代码格式不对"
    hint = "县级6位，乡级9位，村级12位，只含数字，如 341302、341302100、341302100001。"


class BadName(BadRequest):
    """An empty or over-long name."""

    code, title = "bad-name", "名称不可用"
    hint = "请输入地名，如 埇桥区 或 安徽省宿州市埇桥区符离镇。"


class BadDate(BadRequest):
    """A date that is not YYYY-MM-DD."""

    code, title = "bad-date", "日期格式不对"
    hint = "请写成 年-月-日，如 2026-11-22。"


class BadParameter(BadRequest):
    """A value outside its list."""

    code, title = "bad-parameter", "参数值不对"


class Ambiguous(GongkaiError):
    """Several places bear the name; `details["candidates"]` lists them."""

    status, code, title = 409, "ambiguous-place", "有多个同名地方"
    hint = "请写上级地名（如 江苏省南京市鼓楼区）或改用代码。"


class NotADutyLevel(GongkaiError):
    """A province or prefecture: duties begin at county level; `details["counties"]` lists what is below."""

    status, code, title = 422, "not-a-duty-level", "公开义务从县级开始"
    hint = "请选择所辖的县（市、区）。"


class NotAcceptable(GongkaiError):
    """No representation of the kind asked for."""

    status, code, title = 406, "not-acceptable", "没有所要的格式"
    hint = "请改用提示中所列的格式，或不指定格式。"


class UnsupportedMedia(GongkaiError):
    """A body of a type that is not read here."""

    status, code, title = 415, "unsupported-media-type", "不支持这种内容类型"
    hint = "请按接口文档设置 Content-Type。"


class UnsupportedCoding(UnsupportedMedia):
    """A body that comes packed (Content-Encoding: gzip and the like)."""

    code, title = "unsupported-content-coding", "不支持压缩的请求内容"
    hint = "请不经压缩直接发送，并去掉请求头 Content-Encoding；回答不受影响。"
