"""Cells of 公开时限 as long as a reader may meet, each of one part over and over, on which a search could go astray.

Owns: the cells. Must not: measure.
"""

from __future__ import annotations

CHARACTERS = 32_000
_PARTS = {
    "a list": "10个工作日内、" * 4000,
    "sentences": "20个工作日内；" * 4000,
    "figures": "1" * 32_000,
    "numerals": "一" * 32_000,
    "commas": "信息形成，" * 6400,
    "brackets": "（1日）" * 8000,
    "laws": "法律法规" * 8000,
    "days off": "法定节假日、" * 5400,
    "events": "自在应" * 10_700,
    "dates": "2025.1.1.前" * 3200,
    "amounts said twice": "二（2）个（" * 5400,
    "acts of god": "因不可抗力等" * 5400,
    "ranges": "3月1日至" * 6400,
    "more of them": "每2次/" * 6400,
}
LONG = {name: words[:CHARACTERS] for name, words in _PARTS.items()}
