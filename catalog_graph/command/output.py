"""Where an answer goes: standard output or a file; and what every subcommand says of formats.

Owns: JSON as the command writes it, writing, and the error for an unknown format. Must not: know what is written.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from json.encoder import encode_basestring

from catalog_graph.errors import BadParameter

_WORDS = {None: "null", True: "true", False: "false"}


def check_format(format_: str, formats: Iterable[str]) -> None:
    """Raises BadParameter for a format that is not one of `formats`."""
    if format_ not in formats:
        raise BadParameter(f"没有格式“{format_[:20]}”", f"可用：{'、'.join(formats)}")


def json_bytes(document: object) -> bytes:
    """A document as indented JSON with a line end."""
    parts: list[str] = []
    _indented(document, "\n", parts.append)
    return ("".join(parts) + "\n").encode()


def _indented(value: object, line: str, write: Callable[[str], None]) -> None:
    """What `json.dumps` with an indent of one writes, in a third of its time; `line` is the line break to here."""
    if isinstance(value, dict) and value:
        inner, opening = line + " ", "{"
        for key, each in value.items():
            _each(f"{opening}{inner}{encode_basestring(key)}: ", each, inner, write)
            opening = ","
        write(line + "}")
    elif isinstance(value, list | tuple) and value:
        inner, opening = line + " ", "["
        for each in value:
            _each(opening + inner, each, inner, write)
            opening = ","
        write(line + "]")
    else:
        write(json.dumps(value, ensure_ascii=False))


def _each(before: str, value: object, line: str, write: Callable[[str], None]) -> None:
    """A value with what stands before it; most are strings, and most others one of three words."""
    if type(value) is str:
        write(before + encode_basestring(value))
    elif value is None or value is True or value is False:
        write(before + _WORDS[value])
    else:
        write(before)
        _indented(value, line, write)


def emit(content: bytes, output: str | None = None, note: str = "") -> None:
    """Write to a file, all or nothing, and say so with a note behind its name; without a name to standard output.

    Raises BadParameter when the file cannot be written, and for a workbook or document that would go to a terminal.
    """
    if output is None:
        if b"\0" in content[:2000] and sys.stdout.isatty():
            raise BadParameter("这种文件不能显示在终端上", "加 -o 写入文件，如 -o 清单.xlsx；或用 > 转到文件。")
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    from pathlib import Path  # noqa: PLC0415

    from catalog_graph import files  # noqa: PLC0415

    files.write_output(Path(output), content)
    print(f"已写入 {output}{note}")
