"""What a file is, from its bytes; names and declared types are only hearsay.

Owns: telling formats apart, and for those we do not read, saying how to get one that we do.
Must not: read a table.
"""

from __future__ import annotations

import re
from enum import StrEnum

from catalog_graph.errors import DamagedFile, ProtectedFile, UnknownFileKind, WithoutTable
from catalog_graph.intake import ole
from catalog_graph.intake.archive import Archive
from catalog_graph.intake.encoding import declared_charset, decode, is_words, mixed_lines
from catalog_graph.intake.grid import Format, Limits
from catalog_graph.processes import office


class Kind(StrEnum):
    """What the bytes are; several kinds may be one Format to the person who sends them."""

    XLSX = "xlsx"
    XLS = "xls"
    SPREADSHEET_XML = "spreadsheet-xml"
    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    ODS = "ods"
    ODT = "odt"
    PDF = "pdf"
    HTML = "html"
    MHTML = "mhtml"
    TEXT = "text"


FORMAT_OF = {
    Kind.XLSX: Format.XLSX,
    Kind.XLS: Format.XLS,
    Kind.SPREADSHEET_XML: Format.XLS,
    Kind.DOCX: Format.DOCX,
    Kind.DOC: Format.DOC,
    Kind.RTF: Format.RTF,
    Kind.ODS: Format.ODS,
    Kind.ODT: Format.ODT,
    Kind.PDF: Format.PDF,
    Kind.HTML: Format.HTML,
    Kind.MHTML: Format.HTML,
    Kind.TEXT: Format.CSV,
}
_ENDINGS = {
    Format.XLSX: "xlsx xlsm xltx xltm",
    Format.XLS: "xls xlt et ett",
    Format.DOCX: "docx docm dotx dotm",
    Format.DOC: "doc dot wps wpt",
    Format.RTF: "rtf",
    Format.ODS: "ods ots fods",
    Format.ODT: "odt ott fodt",
    Format.PDF: "pdf",
    Format.CSV: "csv tsv",
    Format.HTML: "html htm mht mhtml xhtml",
    Format.TEXT: "txt",
}
_BY_ENDING = {ending: format_ for format_, endings in _ENDINGS.items() for ending in endings.split()}

_SAVE_DOCX = "请用Word或WPS打开，另存为 .docx 后重试。"
_SAVE_XLSX = "请用Excel或WPS打开，另存为 .xlsx 后重试。"
_PAPER = "请向制作单位索取 .xlsx 或 .docx 原件；只有扫描件或版式文件的，请先转换成Word或Excel并核对文字。"
_MAGIC = (
    (b"\x89PNG", "PNG图片", _PAPER),
    (b"\xff\xd8\xff", "JPEG图片", _PAPER),
    (b"GIF8", "GIF图片", _PAPER),
    (b"BM", "BMP图片", _PAPER),
    (b"II*\x00", "TIFF图片", _PAPER),
    (b"MM\x00*", "TIFF图片", _PAPER),
    (b"RIFF", "图片或音视频", _PAPER),
    (b"MZ", "程序", "请核对所选的文件；程序文件不会被打开或运行。"),
    (b"\x7fELF", "程序", "请核对所选的文件；程序文件不会被打开或运行。"),
    (b"Rar!", "RAR压缩包", "请先解压，再逐个上传里面的表格。"),
    (b"7z\xbc\xaf", "7z压缩包", "请先解压，再逐个上传里面的表格。"),
    (b"\x1f\x8b", "gzip压缩包", "请先解压，再上传里面的表格。"),
    (b"SQLite format 3", "数据库", _SAVE_XLSX),
)
_PDF = re.compile(rb"^[^<,\t\r\n]{0,200}%PDF-\d|^\s*%PDF-\d")
_TEXTUAL = {b"BM", b"MZ", b"GIF8", b"RIFF"}  # also how words may begin: only with control characters behind
_MARKUP = re.compile(r"<(?:\?\w|!--|!doctype|[a-z_][\w:.-]*(?:\s[^<>]*)?/?>)", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|table|div|style)\b", re.IGNORECASE)
_TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)
_FLAT = re.compile(r"<office:document\s[^>]*urn:oasis:names:tc:opendocument", re.IGNORECASE)
_ROW = re.compile(r"<t[rdh][\s>]", re.IGNORECASE)
_MAIL = re.compile(r"mime-version:\s*1\.0|content-type:\s*multipart/", re.IGNORECASE)
_START = 65_536


def format_of_name(name: str) -> Format | None:
    """The format that a file's name promises; None for an ending that is not of a table.

    >>> format_of_name("目录.XLSX"), format_of_name("目录.jpg")
    (<Format.XLSX: 'xlsx'>, None)
    """
    return _BY_ENDING.get(name.rpartition(".")[2].lower()) if "." in name else None


def kind_of(content: bytes, limits: Limits) -> Kind:
    """What the bytes are.

    Raises WithoutTable for an empty file, UnknownFileKind for what is not read here, ProtectedFile, DamagedFile,
    FileTooLarge (a zip that declares too much).
    """
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise WithoutTable("文件是空的", "请核对所选的文件；在线编辑的文件请先保存、下载。")
    if content.startswith(b"PK"):
        return _of_zip(content, limits)
    if content.startswith(ole.SIGNATURE):
        return _of_container(content)
    if content.startswith(b"{\\rtf"):
        return Kind.RTF
    if _PDF.search(content, 0, 1_100):
        return Kind.PDF
    for magic, what, hint in _MAGIC:
        if content.startswith(magic) and not (magic in _TEXTUAL and is_words(decode(content[:4096])[0])):
            raise UnknownFileKind(f"这是{what}，不是表格文件", hint)
    return _of_text(content)


def _of_zip(content: bytes, limits: Limits) -> Kind:
    """Which Office format, from the members."""
    names = Archive(content, limits).names()
    if any(name in {"xl/workbook.bin", "xl/workbook.xml", "word/document.xml"} for name in names):
        if "xl/workbook.bin" in names:
            raise UnknownFileKind("这是Excel二进制工作簿（.xlsb）", _SAVE_XLSX)
        return Kind.XLSX if "xl/workbook.xml" in names else Kind.DOCX
    if "[content_types].xml" in names:  # parts may be named otherwise
        types = Archive(content, limits).read("[content_types].xml")
        if b"wordprocessingml" in types:
            return Kind.DOCX
        if b"spreadsheetml" in types:
            return Kind.XLSX
        raise UnknownFileKind("这是演示文稿或其他Office文件，不是表格", "请把表格另存为 .xlsx 或 .docx 后重试。")
    if "ofd.xml" in names:
        raise UnknownFileKind("这是OFD版式文件", _PAPER)
    if "mimetype" in names or "content.xml" in names:
        return _of_opendocument(Archive(content, limits).read("mimetype"))
    raise UnknownFileKind(f"这是压缩包（里面有{len(names)}个文件），不是表格文件", "请先解压，再逐个上传里面的表格。")


def _of_opendocument(kind: bytes) -> Kind:
    """Which OpenDocument, from what the package says of itself or from its element."""
    if b"spreadsheet" in kind:
        return Kind.ODS
    if b"opendocument.text" in kind or b"office:text" in kind or not kind.strip():
        return Kind.ODT
    raise UnknownFileKind("这是演示文稿或其他OpenDocument文件，不是表格", "请把表格另存为 .xlsx 或 .docx 后重试。")


def _of_container(content: bytes) -> Kind:
    """Which old Office format, from the streams."""
    names = ole.streams(content)
    if "EncryptedPackage" in names or "EncryptionInfo" in names:
        raise ProtectedFile("文件设了打开密码，读不出内容")
    if "WordDocument" in names:
        return Kind.DOC
    if names & {"Workbook", "WORKBOOK", "Book", "BOOK"}:
        return Kind.XLS
    if "PowerPoint Document" in names:
        raise UnknownFileKind("这是演示文稿，不是表格", "请把表格另存为 .xlsx 或 .docx 后重试。")
    if not names:
        raise DamagedFile("文件内部结构已损坏")
    raise UnknownFileKind("这种旧格式的文件不是Excel表格", "请另存为 .xlsx 或 .docx 后重试。")


def _of_text(content: bytes) -> Kind:
    """Which format made of text; refused if it is not text."""
    start, _ = decode(content[:_START], declared_charset(content))
    if not is_words(start):
        _check_encoding(content)
        raise UnknownFileKind("认不出这是什么文件：既不是Office文件，也不是文字")
    head = start.lstrip("\ufeff \t\r\n")
    if head.startswith("<"):
        if "urn:schemas-microsoft-com:office:spreadsheet" in head and re.search(r"<(?:\w+:)?Workbook\b", head):
            return Kind.SPREADSHEET_XML
        if "schemas.microsoft.com/office/2006/xmlPackage" in head or "wordDocument" in head[:2000]:
            raise UnknownFileKind("这是Word的XML文档（.xml）", _SAVE_DOCX)
        if _FLAT.search(head):
            mime = re.search(r"""office:mimetype\s*=\s*["']([^"']+)""", head)
            return _of_opendocument((mime[1] if mime else "").encode())
        if _PAGE.search(head) or _deep_table(content):
            return Kind.HTML
        if _MARKUP.match(head):
            raise UnknownFileKind("这是XML文件，不是表格", "请用 .xlsx、.docx、.csv 或网页（.html）格式重试。")
    if re.match(r"[\w-]+:", head) and any(map(_MAIL.match, head[:4096].splitlines())):
        return Kind.MHTML
    if (_TABLE.search(head) and _ROW.search(head)) or (head.startswith("Version:") and "StartHTML" in head[:200]):
        return Kind.HTML
    _check_encoding(content)
    return Kind.TEXT


def _check_encoding(content: bytes) -> None:
    """Raises DamagedFile where some lines are in another encoding than the rest: no reading of it could be right."""
    if lines := mixed_lines(content):
        shown = "、".join(map(str, lines[:8])) + ("等" if len(lines) > 8 else "")
        raise DamagedFile(
            f"文件混用了两种编码（UTF-8和GBK）：文本第{shown}行与其他行不同",
            "请把这几行重新录入或粘贴，再用Excel或WPS另存为“CSV UTF-8”后重试。",
        )


def conversion_seconds(content: bytes) -> float:
    """How much longer a file may take to be read because another program must convert it first."""
    old = content.startswith(ole.SIGNATURE) and "WordDocument".encode("utf-16-le") in content
    return office.SECONDS if office.program() and (old or content.startswith(b"{\\rtf")) else 0.0


def _deep_table(content: bytes) -> bool:
    """Whether a table begins after the part looked at (a page with a long head)."""
    return re.search(rb"<table[\s>]", content, re.I) is not None
