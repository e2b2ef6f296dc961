"""Records kept at hand for a service: audited when first asked for, and again when the file or the day changes.

Owns: one audit at a time, and what a place's page shows of it. Must not: write, or know HTTP. Call it in a thread.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from threading import RLock

from catalog_graph import large_files
from catalog_graph.model.codes import Level
from catalog_graph.model.values import Dataset
from catalog_graph.places.bodies import Place
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.records import as_json, listing, reports
from catalog_graph.records.audit import Asked, audited
from catalog_graph.records.outcome import Outcome
from catalog_graph.records.report import ReportKind, Wanted, as_document
from catalog_graph.records.verdicts import Verdict

Document = dict[str, object]
Stamp = tuple[object, ...]
_NEXT = {Level.PROVINCE: 6, Level.PREFECTURE: 6, Level.COUNTY: 9, Level.TOWNSHIP: 12}
MOST_ROWS, MOST_PLACES, MOST_LACKS = 2000, 200, 5
MOST_REPORTED, MOST_LATEST = 20_000, 3


class LiveRecords:
    """The records of a file or folder."""

    def __init__(
        self, path: str, dataset: Dataset, lookup: PlaceLookup, today: Callable[[], date] = date.today
    ) -> None:
        self._path, self._dataset, self._lookup, self._today = path, dataset, lookup, today
        self._lock, self._stack = RLock(), ExitStack()
        self._stamp: Stamp = ()
        self._outcome: Outcome | None = None

    def of_place(self, place: Place) -> tuple[Document, Stamp]:
        """What is done, late and missing in a place, the ranking of the places directly below it, and a stamp.

        Of a county the ranking is that of its prefecture's counties too. The stamp is another when the file or the day
        is. Raises the errors of the file.
        """
        with self._lock:
            outcome, code = self._current(), place.division.code
            document: Document = {"place": code, "name": place.division.name, "on": self._stamp[0]}
            if own := outcome.place(code):
                document |= as_json.place_head(own) | {"rows": self._rows(outcome, code)}
            else:
                document |= {"summary": None, "score": None, "rows": []}
            width, county = _NEXT.get(place.level), place.level is Level.COUNTY
            document["below"] = self._ranking(outcome, code, width) if width else []
            document["beside"] = self._ranking(outcome, code[:4], 6) if county else []
            return document | {"formula": outcome.audit.score.formula}, self._stamp

    def report(self, place: Place, kind: ReportKind) -> tuple[Document, Stamp]:
        """A report of a place and all below it, its tables cut, and the stamp. Raises the errors of the file."""
        with self._lock:
            made = reports.made(self._current().audit.within(place.division.code), Wanted(kind))
            sheets = tuple(replace(sheet, rows=sheet.rows[:MOST_REPORTED]) for sheet in made.sheets)
            place_of = {"place": place.division.code, "name": place.division.name}
            return as_document(replace(made, sheets=sheets)) | place_of, self._stamp

    def latest(self, place: Place) -> tuple[Document, Stamp]:
        """What came out last of each item of a place: title, address and day, by item, and the stamp."""
        with self._lock:
            audit = self._current().audit
            row = audit.bindings.places.get(place.division.code)
            return (listing.latest(audit, row.place, MOST_LATEST) if row else {}), self._stamp

    def _rows(self, outcome: Outcome, code: str) -> list[Document]:
        number = outcome.audit.bindings.places[code].place
        batches = listing.batches(outcome.audit, ordered=True, place=number)
        judged = [as_json.row_document(row) for batch in batches for row in batch.to_pylist()]
        lacking = outcome.lacking(code, {str(row["item"]) for row in judged})
        missing = [as_json.missing_document(item) for item in lacking]
        late = {Verdict.IN_TIME.value, Verdict.PENDING.value, Verdict.NOT_COMPUTABLE.value}
        faults = [row for row in judged if row["verdict"] not in late]
        others = [row for row in judged if row["verdict"] in late]
        return (faults + missing + others)[:MOST_ROWS]

    def _ranking(self, outcome: Outcome, code: str, width: int) -> list[Document]:
        listed = outcome.within(code, width, MOST_PLACES)
        missing = outcome.missing_of([each.code for each in listed])
        return [
            as_json.place_head(each) | {"lacking": len(items), "lacks": [item.label for item in items[:MOST_LACKS]]}
            for each in listed
            for items in [missing[each.code]]
        ]

    def _current(self) -> Outcome:
        """The audit of the file as it is now."""
        stamp = (self._today().isoformat(), large_files.stamp(self._path))
        if self._outcome is None or stamp != self._stamp:
            self.close()
            asked = Asked(self._path, date.fromisoformat(stamp[0]))
            audit = self._stack.enter_context(audited(asked, self._dataset, self._lookup))
            self._outcome, self._stamp = Outcome(audit), stamp
        return self._outcome

    def close(self) -> None:
        """Let go of the audit."""
        with self._lock:
            self._outcome = None
            self._stack.close()
