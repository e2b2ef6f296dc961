"""Answers that are kept: bounded by bytes, known again by the whole question, and only where they last."""

from __future__ import annotations

import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from catalog_graph.sparql import answer_cache
from catalog_graph.sparql.byte_cache import ByteCache
from catalog_graph.sparql.pool.queue import QueryReply
from catalog_graph.sparql.request import Query, QueryRequest

ASK = QueryRequest(Query.of("ASK {}"), {"ASK": "application/json"})


def test_what_was_put_is_got() -> None:
    cache = ByteCache[bytes](10)
    cache.put("a", b"123")
    assert cache.get("a") == b"123"
    assert cache.get("b") is None


def test_the_least_recently_used_goes_first() -> None:
    cache = ByteCache[bytes](6)
    for key in "abc":
        cache.put(key, b"12")
    assert cache.get("a") == b"12"
    cache.put("d", b"34")
    assert [cache.get(key) for key in "abcd"] == [b"12", None, b"12", b"34"]


def test_what_is_over_the_limit_by_itself_is_not_kept() -> None:
    cache = ByteCache[bytes](3)
    cache.put("a", b"123")
    cache.put("b", b"1234")
    assert cache.get("a") == b"123"
    assert cache.get("b") is None


def test_putting_a_key_again_counts_it_once() -> None:
    cache = ByteCache[bytes](4)
    for _ in range(9):
        cache.put("a", b"12")
    cache.put("b", b"34")
    assert (cache.get("a"), cache.get("b")) == (b"12", b"34")


def test_what_is_put_again_takes_the_place_of_what_was_there() -> None:
    cache = ByteCache[bytes](4)
    cache.put("a", b"12")
    cache.put("a", b"3")
    assert cache.get("a") == b"3"


def test_threads_may_share_it() -> None:
    cache = ByteCache[bytes](50)

    def use(thread: int) -> None:
        for number in range(5000):
            cache.put((thread, number % 7), b"12345")
            assert cache.get((number % 4, number % 7)) in {None, b"12345"}

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(use, range(4)))
    cache.put("large", b"1" * 50)
    assert cache.get("large") == b"1" * 50  # what was counted is what was there


def test_a_flood_of_different_long_questions_takes_no_more_than_the_limit() -> None:
    cache = ByteCache[QueryReply](1_000_000)
    tracemalloc.start()
    for number in range(1000):
        request = QueryRequest(Query.of(f"ASK {{}} # {number}{'x' * 20_000}"), {"ASK": "application/json"})
        head: dict[str, object] = {"form": "ASK", "media": "a/b", "whole": True, "rows": 1, "ms": number}
        tag = answer_cache.tag("s", "a/b", b"%d" % number)
        cache.put(answer_cache.key(request), QueryReply(head, b"%d" % number, tag=tag))
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 1_300_000


OTHERS: list[dict[str, object]] = [
    {"query": Query.of("ASK  {}")},
    {"media": {"ASK": "application/xml"}},
    {"default_graphs": ("a:b",)},
    {"named_graphs": ("a:b",)},
    {"default_graphs": ()},
    {"rows": 1},
    {"bytes": 1},
    {"buffer": 1},
]


@pytest.mark.parametrize("changes", OTHERS)
def test_another_question_has_another_key(changes: dict[str, object]) -> None:
    assert answer_cache.key(replace(ASK, **changes)) != answer_cache.key(ASK)  # type: ignore[arg-type]


def test_the_same_question_has_the_same_short_key() -> None:
    assert answer_cache.key(replace(ASK)) == answer_cache.key(ASK)
    assert len(answer_cache.key(QueryRequest(Query.of("x" * 200_000), {}))) == 32


def test_a_tag_is_of_store_type_and_bytes() -> None:
    tags = {answer_cache.tag(*one) for one in (("s", "m", b"a"), ("t", "m", b"a"), ("s", "n", b"a"), ("s", "m", b"b"))}
    assert len(tags) == 4
    assert all(len(one) == 32 and one.isalnum() for one in tags)


def test_a_patient_cache_keeps_what_is_asked_for_again_soon() -> None:
    cache = ByteCache[bytes](10, patient=True)
    cache.put("a", b"1")
    assert cache.get("a") is None
    cache.put("a", b"1")
    assert cache.get("a") == b"1"
    for number in range(1000):  # each asked for once
        cache.put(number, b"123456789")
    assert cache.get("a") == b"1"
    cache.put("b", b"1")
    for number in range(1000, 2000):
        cache.put(number, b"1")
    cache.put("b", b"1")
    assert cache.get("b") is None  # its first time is forgotten by then
