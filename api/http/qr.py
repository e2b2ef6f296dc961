"""QR codes as SVG, to stand in a page.

Owns: how one is drawn. Must not: know what it leads to.
"""

from __future__ import annotations

import segno
from markupsafe import Markup


def svg(address: str) -> Markup:
    """A QR code of an address with a quiet zone, without size: the page gives it one."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(omitsize=True, border=4, title=f"二维码：{address}")
    return Markup(drawn)  # noqa: S704 - what the library draws, with the address escaped
