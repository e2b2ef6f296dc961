"""`python -m benchmarks.records`: writes made-up records.

Owns: its options. Must not: make rows (`generator`).
"""

from __future__ import annotations

import argparse
import time
from datetime import date
from pathlib import Path

from benchmarks.records.generator import Plan, write
from catalog_graph.model.codes import DUTY_LEVELS
from catalog_graph.places.lookup import PlaceLookup


def main() -> None:
    """Read the options and write the file."""
    parser = argparse.ArgumentParser(description="made-up records with known faults")
    parser.add_argument("--places", default="341302", help="codes, comma between them; all below each; 00: everywhere")
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--on", default="2026-11-30", help="the day of judging")
    parser.add_argument("--only", action="store_true", help="these places alone, not those below them")
    parser.add_argument("-o", "--output", default="records.csv", help=".csv or .parquet")
    given = parser.parse_args()
    begun = time.perf_counter()
    plan = Plan(codes(given.places, given.only), given.rows, given.seed, date.fromisoformat(given.on))
    write(plan, Path(given.output))
    print(f"{given.output}: {given.rows:,} rows, {len(plan.places):,} places, {time.perf_counter() - begun:.1f} s")


def codes(words: str, only: bool = False) -> list[str]:
    """The places that are meant."""
    book = PlaceLookup().book
    if only:
        return words.split(",")
    starts = ["" if word == "00" else word for word in words.split(",")]
    below = (division for start in starts for level in DUTY_LEVELS for division in book.within(start, level))
    return list(dict.fromkeys(division.code for division in below if division.code.startswith(tuple(starts))))


if __name__ == "__main__":
    main()
