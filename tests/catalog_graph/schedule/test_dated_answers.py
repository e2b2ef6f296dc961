"""Dated answers: those that are committed are those of the data, and a change of one row of the calendar shows."""

from __future__ import annotations

from dataclasses import replace

from catalog_graph import files
from catalog_graph.model.values import Dataset
from catalog_graph.schedule.dated_answers import as_csv_text, dated_answers, moved, read_csv_text
from catalog_graph.tables.load import load_calendar


def test_the_committed_answers_are_those_of_the_data(dataset: Dataset) -> None:
    assert files.read_text(files.dated_answers_file()) == as_csv_text(dated_answers(dataset, load_calendar()))


def test_nothing_moved_is_nothing_told(dataset: Dataset) -> None:
    answers = dated_answers(dataset, load_calendar())
    assert moved(read_csv_text(as_csv_text(answers)), answers) == []


def test_other_words_of_a_limit_with_the_same_day_did_not_move(dataset: Dataset) -> None:
    answers = dated_answers(dataset, load_calendar())
    assert moved([replace(answer, limit="别的写法") for answer in answers], answers) == []


def test_every_row_of_the_calendar_that_changes_is_seen(dataset: Dataset) -> None:
    days = load_calendar()
    before = dated_answers(dataset, days)
    for place in range(0, len(days), 23):
        changed = [replace(day, works=not day.works) if n == place else day for n, day in enumerate(days)]
        if days[place].day.weekday() < 5:
            assert moved(before, dated_answers(dataset, changed)), days[place]


def test_what_moved_is_told_with_both_days(dataset: Dataset) -> None:
    days = load_calendar()
    before = dated_answers(dataset, days)
    without = [day for day in days if not (day.scope == "65" and day.day.isoformat() == "2025-06-10")]
    (line,) = moved(before, dated_answers(dataset, without))
    assert line.startswith("calendar/65/2025-06-06（信息形成之日起20个工作日内，自2025-05-25，65）：")
    assert line.endswith("2025-06-26 → 2025-06-25")
