"""An office's file that cannot be read.

Owns: errors of reading a table in any format.
Must not: hold findings; a table that is read and faulty is no error.
"""

from __future__ import annotations

from catalog_graph.errors.asked import BadRequest


class UnreadableFile(BadRequest):
    """An office's file that cannot be read as a table."""

    code, title = "unreadable-file", "文件不能读取"
    hint = "请用 .xlsx、.docx、.csv 或网页（.html）格式重试。"


class UnknownFileKind(UnreadableFile):
    """A picture, a program, a foreign format: the hint says how to get a readable one."""

    status, code, title = 415, "unknown-file-kind", "不支持这种文件"


class ProtectedFile(UnreadableFile):
    """A file that opens with a password only."""

    status, code, title = 422, "protected-file", "文件有密码"
    hint = "请打开文件，去掉打开密码后另存，再试（Excel、WPS：文件→信息或文档加密→密码留空）。"


class DamagedFile(UnreadableFile):
    """A file that is broken, or built in a way that only serves to harm."""

    status, code, title = 422, "damaged-file", "文件已损坏"
    hint = "请用Excel、Word或WPS打开，另存为新文件后重试；打不开的，请向提供人重新索取。"


class DamagedPart(DamagedFile):
    """A part of a file, one that its tables do not need, that cannot be unpacked: the file is read, not written."""

    code, title = "damaged-part", "文件部分损坏"


class FileTooLarge(UnreadableFile):
    """A file past a limit of bytes, rows, columns, cells or words."""

    status, code, title = 413, "file-too-large", "文件过大"
    hint = "请按领域分成几个文件，并删去表格以外的内容后重试。"


class WithoutTable(UnreadableFile):
    """A file that can be read but holds no table."""

    status, code, title = 422, "without-table", "文件里没有表格"
    hint = "请上传含有目录表格的文件。"


class NoTable(UnreadableFile):
    """Tables, but none whose headings are those of the official form; `details["headings"]` lists what was seen."""

    status, code, title = 422, "no-table", "没有找到目录表"
    hint = "请检查表头：表头行至少要写明“公开事项”“公开内容”“公开依据”“公开时限”“公开主体”等栏目中的三个。"
