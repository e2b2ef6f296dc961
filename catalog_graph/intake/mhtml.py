"""A web page saved as one file (.mht, .mhtml): the pages in it.

Owns: taking the parts apart. Must not: read a page itself (`html`).
"""

from __future__ import annotations

from email import message_from_bytes, policy
from email.errors import MessageError

from catalog_graph.errors import DamagedFile, WithoutTable
from catalog_graph.intake.grid import Grid
from catalog_graph.intake.html import read_html
from catalog_graph.intake.reading import Reading

_MOST_PAGES = 200


def read_archive(content: bytes, reading: Reading) -> tuple[Grid, ...]:
    """The tables of the pages of a saved file. Raises as `pages_in` and `read_html` do."""
    return read_html(pages_in(content), reading)


def pages_in(content: bytes) -> tuple[bytes, ...]:
    """The pages of the file, in order. Raises DamagedFile, WithoutTable."""
    try:
        message = message_from_bytes(content, policy=policy.compat32)
        parts = [part for part in message.walk() if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
        contents = [part.get_payload(decode=True) for part in parts[:_MOST_PAGES]]
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedFile("单个文件网页（.mht）已损坏") from error
    pages = tuple(page for page in contents if isinstance(page, bytes) and page.strip())
    if not pages:
        raise WithoutTable("单个文件网页（.mht）里没有网页", "请重新保存网页，或复制表格后粘贴。")
    return pages
