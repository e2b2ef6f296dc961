"""The cache of answers: bounded by bytes, least recently used first."""

from __future__ import annotations

from api.cache import ByteCache


def test_what_was_put_is_got() -> None:
    cache = ByteCache(10)
    cache.put("a", b"123")
    assert cache.get("a") == b"123"
    assert cache.get("b") is None


def test_the_least_recently_used_goes_first() -> None:
    cache = ByteCache(6)
    for key in "abc":
        cache.put(key, b"12")
    assert cache.get("a") == b"12"
    cache.put("d", b"34")
    assert [cache.get(key) for key in "abcd"] == [b"12", None, b"12", b"34"]


def test_what_is_over_the_limit_by_itself_is_not_kept() -> None:
    cache = ByteCache(3)
    cache.put("a", b"123")
    cache.put("b", b"1234")
    assert cache.get("a") == b"123"
    assert cache.get("b") is None


def test_putting_a_key_again_counts_it_once() -> None:
    cache = ByteCache(4)
    for _ in range(9):
        cache.put("a", b"12")
    cache.put("b", b"34")
    assert (cache.get("a"), cache.get("b")) == (b"12", b"34")
