"""Changes: found, undone and done again, for any two states."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.history.changes import Change, Kind, back, compare, forward
from catalog_graph.history.facts import Fact, State, order
from catalog_graph.history.log import changes_of, lines_of, read_log, write_log
from catalog_graph.history.snapshot import read_snapshot, snapshot

WORDS = st.text('甲乙a,"；#=', min_size=1, max_size=3).filter(lambda words: words == words.strip())
CELLS = st.dictionaries(st.sampled_from(["label", "valid_to", "note", "status"]), WORDS, max_size=3)
FACTS = st.builds(Fact, st.sampled_from(["items", "laws", "matter"]), st.sampled_from(["a/1", "a/2", "b/10"]))
STATES = st.dictionaries(FACTS, CELLS)


def test_what_is_equal_has_not_changed() -> None:
    state: State = {Fact("laws", "a"): {"title": "甲"}}
    assert compare(state, dict(state)) == ()


def test_each_cell_that_changed_has_what_it_was_and_what_it_is() -> None:
    fact = Fact("laws", "a")
    (change,) = compare({fact: {"title": "甲", "issuer": "乙"}}, {fact: {"title": "丙", "issuer": "乙", "kind": "law"}})
    assert change == Change(fact, Kind.CHANGED, {"title": ("甲", "丙"), "kind": (None, "law")})


def test_an_item_that_gets_a_last_day_ended_and_has_its_successor() -> None:
    fact = Fact("items", "social-assistance/11")
    (change,) = compare(
        {fact: {"label": "甲"}}, {fact: {"label": "甲", "valid_to": "2026-12-31", "replaced_by": "012"}}
    )
    assert (change.row, change.kind) == (Kind.CHANGED, Kind.ENDED)
    assert change.successor == Fact("items", "social-assistance/12")


def test_a_law_that_was_repealed_ended_and_one_that_was_amended_did_not() -> None:
    fact = Fact("laws", "a")
    for status, kind in (("repealed", Kind.ENDED), ("superseded", Kind.ENDED), ("amended", Kind.CHANGED)):
        (change,) = compare({fact: {"status": "in-force"}}, {fact: {"status": status, "replaced_by": "b"}})
        assert change.kind is kind
        assert change.successor == (Fact("laws", "b") if kind is Kind.ENDED else None)


def test_a_row_that_is_gone_ended_with_all_its_cells() -> None:
    fact = Fact("matter", "a/1")
    (change,) = compare({fact: {"status": "live"}}, {})
    assert (change.kind, change.cells, change.successor) == (Kind.ENDED, {"status": ("live", None)}, None)


@given(STATES, STATES)
def test_changes_lead_from_the_old_state_to_the_new_and_back(old: State, new: State) -> None:
    changes = compare(old, new)
    assert forward(old, changes) == new
    assert back(new, changes) == old


@given(STATES, STATES)
def test_the_log_and_the_later_state_give_the_changes_again(old: State, new: State) -> None:
    changes = compare(old, new)
    text = write_log(lines_of("0.2.0", changes))
    assert changes_of(read_log("history.csv", text), new) == changes


@given(STATES)
def test_a_snapshot_gives_its_facts_again_whatever_their_order(state: State) -> None:
    content = snapshot("0.1.0", "2026-11-22", state)
    assert read_snapshot(content) == state
    assert snapshot("0.1.0", "2026-11-22", dict(reversed(state.items()))) == content
    assert list(read_snapshot(content)) == sorted(state, key=order)
