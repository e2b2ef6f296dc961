"""The one tree of errors: what can go wrong, in words a clerk understands.

Owns: every exception that may reach a user, with its HTTP status, code and Chinese hint.
Must not: know how an error is shown (the command and the service each do that once).

    GongkaiError                    anything below; status 500
    ├── NotFound            404     a thing that does not exist
    │   ├── UnknownDivision         code or name not in the code book
    │   ├── UnknownCatalogue        no such domain
    │   ├── UnknownItem             no such item in the catalogue
    │   └── UnknownLaw              no such legal resource
    ├── BadRequest          400     input that cannot be read
    │   ├── MalformedCode           not 2, 4, 6, 9 or 12 digits
    │   ├── BadName                 empty or over-long name
    │   ├── BadDate                 not YYYY-MM-DD
    │   ├── BadParameter            a value outside its list
    │   └── BadQuery                SPARQL that cannot be parsed or may not run
    ├── Ambiguous           409     several places bear the name; carries candidates
    ├── NotADutyLevel       422     a province or prefecture; carries its counties
    ├── NotAcceptable       406     no representation of the kind asked for
    └── DataError           500     a data table that cannot be read
        ├── TableError              names file, row and column
        ├── StaleGraph              data/graph differs from the tables
        └── MissingData             a file of the installation is not there
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class GongkaiError(Exception):
    """Root of the tree.

    `message` says what is wrong and `hint` what to do, both in Chinese; `details` is JSON-ready.

    >>> UnknownDivision("没有代码 999999 的行政区划").code
    'unknown-division'
    """

    status = 500
    code = "internal"
    title = "内部错误"
    hint = "请稍后再试；如仍出错，请把操作步骤告诉维护者。"

    def __init__(self, message: str, hint: str | None = None, **details: object) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint if hint is not None else type(self).hint
        self.details: Mapping[str, object] = details


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


class BadQuery(BadRequest):
    """SPARQL that cannot be parsed, or may not run here."""

    code, title = "bad-query", "查询语句有误"
    hint = "请按提示位置修改 SPARQL 语句；本服务只读，不接受更新和 SERVICE。"


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


class DataError(GongkaiError):
    """The project's own data cannot be used."""

    code, title = "data-error", "数据文件有误"
    hint = "请按提示修改数据表后重试。"


class TableError(DataError):
    """A cell of a data table cannot be read; names file, row (1 = header) and column."""

    code, title = "table-error", "数据表有误"

    def __init__(self, file: str, row: int, column: str, problem: str, hint: str | None = None) -> None:
        super().__init__(f"{file} 第{row}行“{column}”列：{problem}", hint, file=file, row=row, column=column)


class StaleGraph(DataError):
    """`data/graph` differs from what the tables say."""

    code, title = "stale-graph", "图数据与数据表不一致"
    hint = "请运行 gongkai build 重新生成 data/graph。"


class MissingData(DataError):
    """A file that belongs to the installation is not there."""

    code, title = "missing-data", "缺少数据文件"
    hint = "请重新安装，或检查 GONGKAI_HOME 指向的文件夹。"


def as_document(error: GongkaiError, instance: str | None = None) -> dict[str, object]:
    """The error as RFC 9457 problem details: what the service sends and `--format json` prints.

    >>> as_document(BadDate("“昨天”不是日期"))["status"]
    400
    """
    body: dict[str, object] = {
        "type": f"https://w3id.org/gongkai/problem/{error.code}",
        "title": error.title,
        "status": error.status,
        "code": error.code,
        "detail": error.message,
        "hint": error.hint,
    }
    if instance is not None:
        body["instance"] = instance
    return body | dict(error.details)


def listing(names: Sequence[str], most: int = 8) -> str:
    """Names joined for a message, cut after `most` with the count said.

    >>> listing(["甲", "乙", "丙"], most=2)
    '甲、乙等3个'
    """
    return "、".join(names) if len(names) <= most else "、".join(names[:most]) + f"等{len(names)}个"
