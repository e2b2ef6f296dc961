"""Settings: a frozen table of limits, read from the environment once."""

from __future__ import annotations

import os
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from api.settings import FILE, Settings, datasets, eager, query_rules, review_limits, settings_table
from catalog_graph.errors import BadParameter
from catalog_graph.review.service.pool import ReviewLimits
from catalog_graph.sparql.pool.queue import Rules

WORDS = {"public_url": "https://host/x", "proxies": "10.0.0.0/8", "frame_ancestors": "'none'"}
WORDS |= {"security_contact": "mailto:security@example.gov.cn", "contact": "tel:0557-3022345"}
WORDS |= {"embed_ancestors": "https://portal.example", "links": "/srv/links"}
NAMES = [one.name for one in fields(Settings)]


def test_an_empty_environment_gives_the_defaults() -> None:
    assert Settings.from_environ({}) == Settings()


@pytest.mark.parametrize("name", NAMES)
def test_each_setting_is_read_from_its_variable(name: str) -> None:
    value = WORDS.get(name, 7)
    found = Settings.from_environ({f"GONGKAI_{name.upper()}": str(value)})
    assert getattr(found, name) == value
    assert [other for other in NAMES if getattr(found, other) != getattr(Settings(), other)] == [name]


def test_there_are_forty_settings() -> None:
    assert len(NAMES) == 40


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", "www.example.gov.cn"),
        ("PUBLIC_URL", "ftp://host/"),
        ("PUBLIC_URL", 'https://host/"><script>'),
        ("PUBLIC_URL", "https://host/?x=1"),
        ("FRAME_ANCESTORS", "'self'; script-src *"),
        ("FRAME_ANCESTORS", "'self'\r\nX: y"),
        ("PROXIES", "localhost"),
    ],
)
def test_words_that_could_not_be_meant_are_refused(name: str, value: str) -> None:
    with pytest.raises(BadParameter, match=f"GONGKAI_{name} 的值"):
        Settings.from_environ({f"GONGKAI_{name}": value})


def test_settings_come_from_a_file_and_over_it_from_the_environment(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('public_url = "https://host/gongkai"\nmax_age = 60\nper_client = 8\n')
    found = Settings.from_environ({FILE: str(path), "GONGKAI_MAX_AGE": "7"})
    assert (found.public_url, found.max_age, found.per_client) == ("https://host/gongkai", 7, 8)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("max_age = 0", "max_age 的值“0”应为正整数"),
        ("max_age = true", "max_age 的值“True”应为正整数"),
        ("max_agee = 5", "没有名为“max_agee”的设置"),
        ("max_age", "不能读取"),
        ("public_url = 5", "public_url 的值“5”应为"),
    ],
)
def test_a_fault_in_the_file_is_told_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text)
    with pytest.raises(BadParameter, match=words) as caught:
        Settings.from_environ({FILE: str(path)})
    assert "agee" not in text or caught.value.hint == "是不是 max_age？"


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(BadParameter, match="不能读取"):
        Settings.from_environ({FILE: "/nowhere/settings.toml"})


def test_other_variables_are_none_of_its_business() -> None:
    assert Settings.from_environ({"GONGKAI_HOME": "/nowhere", "MAX_AGE": "1", "gongkai_max_age": "1"}) == Settings()


@pytest.mark.parametrize("words", ["", "0", "-1", "1.5", "many", "1e3", " 5", "１２", "²"])
def test_a_value_that_is_not_a_whole_number_above_zero_is_refused(words: str) -> None:
    with pytest.raises(BadParameter, match="GONGKAI_MAX_AGE"):
        Settings.from_environ({"GONGKAI_MAX_AGE": words})


def test_nothing_is_kept_where_the_setting_says_zero() -> None:
    assert query_rules(Settings.from_environ({"GONGKAI_SPARQL_KEPT_BYTES": "0"})).cache_bytes == 0
    with pytest.raises(BadParameter, match="GONGKAI_SPARQL_KEPT_BYTES 的值“-1”应为正整数或 0"):
        Settings.from_environ({"GONGKAI_SPARQL_KEPT_BYTES": "-1"})


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().max_age = 1  # type: ignore[misc]


def test_the_table_has_name_default_and_a_chinese_help() -> None:
    table = settings_table()
    assert [name for name, _, _ in table] == [f"GONGKAI_{name.upper()}" for name in NAMES]
    assert [default for _, default, _ in table] == [getattr(Settings(), name) for name in NAMES]
    assert all(any("一" <= letter <= "鿿" for letter in words) and "|" not in words for _, _, words in table)


def test_the_limits_of_the_pool_are_settings() -> None:
    given = Settings(sparql_workers=9, sparql_slow=3, sparql_slice_ms=500, sparql_time_ms=1500, sparql_memory_mb=7)
    found = query_rules(given)
    assert (found.workers, found.slow, found.slice, found.seconds, found.megabytes) == (9, 3, 0.5, 1.5, 7)
    assert (found.waiting, found.wait) == (64, 10.0)


def test_the_limits_of_the_pool_are_those_it_has_by_itself() -> None:
    assert query_rules(Settings()) == Rules()


def test_the_limits_of_the_review_pool_are_settings() -> None:
    given = Settings(validate_workers=3, validate_waiting=4, validate_wait_ms=500, validate_memory_mb=900)
    assert review_limits(given) == ReviewLimits(workers=3, waiting=4, wait=0.5, megabytes=900)
    assert review_limits(Settings()) == ReviewLimits()


def test_own_files_and_eagerness_come_from_the_environment() -> None:
    assert datasets({}) == ()
    assert datasets({"GONGKAI_DATASET": f"a.nq{os.pathsep}b.ttl{os.pathsep}"}) == ("a.nq", "b.ttl")
    assert (eager({}), eager({"GONGKAI_SPARQL_EAGER": "1"})) == (False, True)
