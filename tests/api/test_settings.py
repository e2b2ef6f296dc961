"""Settings: a frozen table of limits, read from the environment once."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from api.settings import Settings, settings_table
from catalog_graph.errors import BadParameter

NAMES = [one.name for one in fields(Settings)]


def test_an_empty_environment_gives_the_defaults() -> None:
    assert Settings.from_environ({}) == Settings()


@pytest.mark.parametrize("name", NAMES)
def test_each_setting_is_read_from_its_variable(name: str) -> None:
    found = Settings.from_environ({f"GONGKAI_{name.upper()}": "7"})
    assert getattr(found, name) == 7
    assert [other for other in NAMES if getattr(found, other) != getattr(Settings(), other)] == [name]


def test_there_are_five_settings() -> None:
    assert len(NAMES) == 6


def test_other_variables_are_none_of_its_business() -> None:
    assert Settings.from_environ({"GONGKAI_HOME": "/nowhere", "MAX_AGE": "1", "gongkai_max_age": "1"}) == Settings()


@pytest.mark.parametrize("words", ["", "0", "-1", "1.5", "many", "1e3", " 5", "１２", "²"])
def test_a_value_that_is_not_a_whole_number_above_zero_is_refused(words: str) -> None:
    with pytest.raises(BadParameter, match="GONGKAI_MAX_AGE"):
        Settings.from_environ({"GONGKAI_MAX_AGE": words})


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().max_age = 1  # type: ignore[misc]


def test_the_table_has_name_default_and_a_chinese_help() -> None:
    table = settings_table()
    assert [name for name, _, _ in table] == [f"GONGKAI_{name.upper()}" for name in NAMES]
    assert [default for _, default, _ in table] == [getattr(Settings(), name) for name in NAMES]
    assert all(any("一" <= letter <= "鿿" for letter in words) and "|" not in words for _, _, words in table)
