from __future__ import annotations

import json
import re

import pytest

from lowback_tray import i18n, resources
from lowback_tray.errors import SettingsError
from lowback_tray.settings.table import DAY_KEYS, PAGES, SETTINGS, Setting, find
from lowback_tray.settings.values import Values

EVERY = pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)


@EVERY
def test_every_default_fits_its_own_setting(setting: Setting) -> None:
    assert setting.check(setting.default) == setting.default
    assert setting.check(setting.default) is not None


@EVERY
def test_every_setting_is_named_explained_and_has_a_page(setting: Setting) -> None:
    assert setting.label
    assert re.fullmatch(r"[A-Z][^.]*\.", setting.help), "one sentence"
    assert setting.page in {*PAGES, "hidden"}


@EVERY
def test_keys_are_a_name_or_a_table_and_a_name(setting: Setting) -> None:
    assert re.fullmatch(r"[a-z_]+(\.[A-Za-z0-9_]+)?", setting.key)


@EVERY
def test_bounds_presets_and_units_belong_to_numbers(setting: Setting) -> None:
    numeric = setting.type in ("int", "ints")
    assert (setting.low < setting.high) == numeric
    assert all(setting.low <= preset <= setting.high for preset in setting.presets)
    assert "{n}" in setting.unit
    assert bool(setting.choices) == (setting.type in ("choice", "ids"))


def test_keys_are_unique_and_no_name_is_a_table_as_well() -> None:
    keys = [setting.key for setting in SETTINGS]
    assert len(set(keys)) == len(keys)
    assert not {key.rpartition(".")[0] for key in keys} & set(keys)


def test_the_keys_that_other_programs_may_rely_on_are_there() -> None:
    promised = {
        "stand_up.interval_min": (60, 15, 120),
        "stand_up.length_s": (150, 30, 300),
        "posture_reset.after_min": (30, 10, 90),
        "snooze.limit": (2, 0, 5),
        "away.after_min": (5, 2, 60),
    }
    for key, (default, low, high) in promised.items():
        setting = find(key)
        assert (setting.default, setting.low, setting.high) == (default, low, high)
    assert find("posture_reset.enabled").default is True
    assert find("snooze.choices_min").default == (5, 10, 15)
    assert find("hours.enabled").default is False
    assert find("language").default == "system"


def test_the_days_run_from_monday_to_sunday() -> None:
    assert DAY_KEYS[0] == "hours.monday"
    assert [find(key).text(find(key).default) for key in DAY_KEYS] == [
        *["09:00-12:00,13:00-18:00"] * 5,
        *["none"] * 2,
    ]


def test_a_misspelt_key_is_refused_and_the_nearest_one_named() -> None:
    i18n.use("en")
    with pytest.raises(SettingsError) as caught:
        find("stand_up.intervall_min")
    assert caught.value.place == "stand_up.intervall_min"
    assert "Did you mean stand_up.interval_min" in caught.value.remedy


def test_a_key_like_no_other_gets_the_way_to_the_list() -> None:
    i18n.use("en")
    with pytest.raises(SettingsError, match="settings list"):
        find("zzzzzzzz")


def test_errors_name_the_key_unless_told_a_place() -> None:
    setting = find("snooze.limit")
    with pytest.raises(SettingsError) as caught:
        setting.check(6)
    assert caught.value.place == "snooze.limit"
    with pytest.raises(SettingsError) as caught:
        setting.check(6, "settings.toml: snooze.limit")
    assert caught.value.place == "settings.toml: snooze.limit"


def test_a_setting_says_its_value_for_people() -> None:
    i18n.use("en")
    assert find("away.after_min").format(5) == "5 min"


def test_values_are_complete_immutable_and_compare_by_content() -> None:
    values = Values({"snooze.limit": 3})
    assert len(values) == len(SETTINGS) == len(list(values))
    assert values["snooze.limit"] == 3
    assert values["away.after_min"] == 5
    assert values == Values({"snooze.limit": 3}) != Values()
    assert not hasattr(values, "__setitem__")


def test_values_know_what_differs_from_the_defaults() -> None:
    values = Values({"snooze.limit": 3, "language": "system"})
    assert not values.is_default("snooze.limit")
    assert values.is_default("language")
    assert repr(values) == "Values({'snooze.limit': 3})"
    assert repr(Values()) == "Values({})"


def test_the_flags_are_those_of_the_content() -> None:
    content = json.loads(resources.read_text("vocabulary.json"))["flags"]
    assert set(find("profile.flags").choices) == set(content)
