from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lowback_tray import i18n
from lowback_tray.engine.policy import ClockMark, QuietTime, TimeRange
from lowback_tray.errors import SettingsError
from lowback_tray.settings.kinds import (
    MINUTES,
    PERCENT,
    Choice,
    Ids,
    Kind,
    Switch,
    Whole,
    Wholes,
    Words,
)
from lowback_tray.settings.marks import Marks
from lowback_tray.settings.quiet import QuietTimes
from lowback_tray.settings.table import SETTINGS, Setting
from lowback_tray.settings.times import Day, Ranges, TimeOfDay
from tests.settings.samples import values_of

MINUTE = Whole(low=15, high=120, unit=MINUTES)
FEW = Wholes(low=1, high=60, unit=MINUTES, most=3)
PLACE = Choice(choices={"desk": "At the desk", "mat": "On the floor"})
FLAGS = Ids(choices={"knee": "Knee pain", "neck": "Neck pain"})
MORNING = TimeRange(time(9), time(12))
NIGHT = TimeRange(time(22), time(2))


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Switch(), "on", True),
        (Switch(), " Yes ", True),
        (Switch(), "オフ", False),
        (Switch(), "FALSE", False),
        (MINUTE, "45", 45),
        (MINUTE, " 45 min ", 45),
        (MINUTE, "45min", 45),
        (MINUTE, "４５", 45),
        (Whole(low=80, high=200, unit=PERCENT), "125%", 125),
        (FEW, "5,10 , 15", (5, 10, 15)),
        (FEW, "[5, 10 min]", (5, 10)),
        (PLACE, "MAT", "mat"),
        (FLAGS, "neck,knee", frozenset({"knee", "neck"})),
        (FLAGS, '["Knee"]', frozenset({"knee"})),
        (FLAGS, "none", frozenset()),
        (TimeOfDay(), "7:05", time(7, 5)),
        (TimeOfDay(), "０７：０５", time(7, 5)),
        (Ranges(), "", ()),
        (Ranges(), "off", ()),
        (Ranges(), "09:00-12:00", (MORNING,)),
        (Ranges(), "22:00-2:00, 9:00 – 12:00", (MORNING, NIGHT)),
        (Ranges(), "9:00〜12:00、22:00~24:00", (MORNING, TimeRange(time(22), time(0)))),
        (Ranges(), "08:00-09:00,09:00-12:00", (TimeRange(time(8), time(9)), MORNING)),
        (Marks(most=4), ":30, :00", (ClockMark(0), ClockMark(30))),
        (Marks(most=4), "１０：１５、:00", (ClockMark(0), ClockMark(15, 10))),
        (Marks(most=4), "0:05,:59", (ClockMark(59), ClockMark(5, 0))),
        (Marks(most=4), "none", ()),
        (QuietTimes(most=4), "none", ()),
        (
            QuietTimes(most=4),
            "Tue 14:00-16:00  my  talk, daily 12:00-13:00",
            (QuietTime(time(12), time(13)), QuietTime(time(14), time(16), 1, label="my talk")),
        ),
        (
            QuietTimes(most=4),
            "2026-12-01 ０９：００〜10:00 歯医者、火曜日 9:00-12:00",
            (
                QuietTime(time(9), time(12), 1),
                QuietTime(time(9), time(10), on=date(2026, 12, 1), label="歯医者"),
            ),
        ),
        (QuietTimes(most=4), "水 22:00-2:00", (QuietTime(time(22), time(2), 2),)),
        (Ranges(), "00:00-24:00", (TimeRange(time(0), time(0)),)),
    ],
)
def test_what_people_type_is_understood(kind: Kind, text: str, value: object) -> None:
    assert kind.parse(text, "here") == value


@pytest.mark.parametrize(
    ("kind", "text", "problem"),
    [
        (Switch(), "maybe", '"maybe" is not a switch'),
        (MINUTE, "14", '"14" is out of range'),
        (MINUTE, "121", '"121" is out of range'),
        (MINUTE, "-45", '"-45" is out of range'),
        (MINUTE, "4.5", '"4.5" is not a whole number'),
        (MINUTE, "45 s", '"45 s" is not a whole number'),
        (MINUTE, "", '"" is not a whole number'),
        (MINUTE, "9" * 50, f'"{"9" * 39}…" is not a whole number'),
        (FEW, "", '"[]" has too few or too many numbers'),
        (FEW, "1,2,3,4", '"[1, 2, 3, 4]" has too few or too many numbers'),
        (FEW, "5,5", '"[5, 5]" is not in ascending order'),
        (FEW, "10,5", '"[10, 5]" is not in ascending order'),
        (FEW, "5,,10", '"" is not a whole number'),
        (FEW, "5,61", '"61" is out of range'),
        (PLACE, "floor", '"floor" is not one of the choices'),
        (FLAGS, "knee,elbow", '"elbow" is not one of the choices'),
        (TimeOfDay(), "7", '"7" is not a time of day'),
        (TimeOfDay(), "24:00", '"24:00" is not a time of day'),
        (TimeOfDay(), "12:60", '"12:60" is not a time of day'),
        (QuietTimes(most=4), "tuesday", '"tuesday" is not a quiet time'),
        (QuietTimes(most=4), "tuesday 14", '"tuesday 14" is not a quiet time'),
        (QuietTimes(most=4), "tu 14:00-15:00", '"tu 14:00-15:00" is not a quiet time'),
        (QuietTimes(most=4), "春 14:00-15:00", '"春 14:00-15:00" is not a quiet time'),
        (
            QuietTimes(most=4),
            "daily 14:00-15:00 [x",
            '"daily 14:00-15:00 [x" has a name that is too long or holds commas',
        ),
        (
            QuietTimes(most=1),
            "daily 14:00-15:00,daily 16:00-17:00",
            '"2" has too many times',
        ),
        (Marks(most=4), "10", '"10" is not a time of the clock'),
        (Marks(most=4), ":60", '":60" is not a time of the clock'),
        (Marks(most=4), "24:00", '"24:00" is not a time of the clock'),
        (Marks(most=2), ":00,:20,:40", '":00,:20,:40" has too many times'),
        (Ranges(), "09:00", '"09:00" is not a range of times'),
        (Ranges(), "9-12", '"9-12" is not a range of times'),
        (Ranges(), "24:00-02:00", '"24:00-02:00" is not a range of times'),
        (Ranges(), "09:00-24:01", '"09:00-24:01" is not a range of times'),
        (Ranges(), "09:00-12:00-13:00", '"09:00-12:00-13:00" is not a range of times'),
        (Ranges(), "09:00-12:00,11:59-13:00", '"09:00-12:00, 11:59-13:00" overlap'),
        (Ranges(), "22:00-02:00,23:00-01:00", '"22:00-02:00, 23:00-01:00" overlap'),
        (Ranges(), "09:00-09:00,10:00-11:00", '"09:00-09:00, 10:00-11:00" overlap'),
    ],
)
def test_what_does_not_fit_is_refused_with_place_problem_and_remedy(
    kind: Kind, text: str, problem: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        kind.parse(text, "here")
    assert (caught.value.place, caught.value.problem) == ("here", problem)
    assert caught.value.remedy.startswith(("Use ", "Make "))


def test_remedies_name_the_bounds_and_the_choices() -> None:
    remedies = []
    for kind in (MINUTE, FEW, PLACE):
        with pytest.raises(SettingsError) as caught:
            kind.parse("?", "here")
        remedies.append(caught.value.remedy)
    assert remedies[0] == "Use a whole number from 15 to 120"
    assert remedies[2] == "Use one of: desk, mat"
    with pytest.raises(SettingsError) as caught:
        FEW.parse("2,1", "here")
    expected = "Use 1 to 3 different numbers from 1 to 60, the smallest first"
    assert caught.value.remedy == expected


WRONG: dict[str, tuple[Any, ...]] = {
    "bool": (1, 0, "on", None, [True], 1.0),
    "int": (True, 60.0, "60", None, [60], 10**30),
    "choice": (True, 1, None, ["desk"], "", "nowhere"),
    "ints": (5, "5", [True], ["5"], [5.0], [], {}, [1, 1], None),
    "time": (7, 7.5, "7", "7:5", "noon", None, ["07:00"], "07:00\n08:00"),
    "ranges": ("09:00-12:00", 9, [9], [["09:00"]], {"a": 1}, None, [None], [True]),
    "quiet": ("daily 09:00-10:00", 1, [1], ["daily"], ["daily 9-10"], ["x 09:00-10:00"], None),
    "marks": (":00", 0, [0], ["00"], [":60"], ["24:00"], None, [None], [":00\n:30"]),
    "words": ("knee", 1, [1], [None], ["two words"], {"knee": 1}, None),
    "day": (1, True, None, "soon", "2026-02-30", ["2026-03-02"]),
    "keys": (1, None, ["F5"], "S", "Shift+a", "Ctrl+", "Ctrl+Alt", "Hyper+F5", "Space", "Ctrl++"),
    "command": (1, True, None, ["ls"], "two\nlines", "an 'open quotation"),
    "name": ("", " ", 1, None, ["Home"], "-x", "a,b", "x" * 31),
    "ids": ("knee", 1, [1], [None], ["elbow"], [["knee"]], {"knee": 1}, None),
}


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_a_value_of_the_wrong_type_is_refused_by_every_setting(setting: Setting) -> None:
    for wrong in WRONG[setting.type]:
        with pytest.raises(SettingsError, match=setting.key):
            setting.check(wrong)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_every_value_survives_all_its_forms(setting: Setting, data: st.DataObject) -> None:
    value = data.draw(values_of(setting))
    assert setting.check(value) == value
    assert setting.check(setting.plain(value)) == value
    assert setting.parse(setting.text(value)) == value
    assert type(setting.check(setting.plain(value))) is type(value)


@settings(deadline=None)
@given(text=st.text(max_size=30))
def test_no_typed_text_does_more_than_be_refused(text: str) -> None:
    for kind in (Switch(), MINUTE, FEW, PLACE, FLAGS, TimeOfDay(), Ranges()):
        try:
            kind.parse(text, "here")
        except SettingsError as error:
            assert error.remedy  # noqa: PT017 - being accepted is fine as well


def test_a_time_written_as_toml_time_counts_to_the_minute() -> None:
    assert TimeOfDay().check(time(7, 5, 30), "here") == time(7, 5)


@pytest.mark.parametrize(
    ("kind", "value", "english", "japanese"),
    [
        (Switch(), True, "on", "オン"),
        (Switch(), False, "off", "オフ"),
        (MINUTE, 45, "45 min", "45分"),
        (FEW, (5, 10), "5, 10 min", "5, 10分"),
        (Whole(low=0, high=5), 2, "2", "2"),
        (Whole(low=80, high=200, unit=PERCENT), 125, "125%", "125%"),
        (Choice(choices={"a": "Room to stand"}), "a", "Room to stand", "立つ場所がある"),
        (FLAGS, frozenset({"neck", "knee"}), "Knee pain, Neck pain", "ひざの痛み, 首の痛み"),
        (FLAGS, frozenset(), "none", "なし"),
        (TimeOfDay(), time(7, 5), "07:05", "07:05"),
        (Ranges(), (MORNING, NIGHT), "09:00-12:00, 22:00-02:00", "09:00-12:00, 22:00-02:00"),
        (Marks(most=4), (ClockMark(0), ClockMark(15, 10)), ":00, 10:15", ":00, 10:15"),
        (Marks(most=4), (), "none", "なし"),
        (QuietTimes(most=4), (), "none", "なし"),
        (
            QuietTimes(most=4),
            (
                QuietTime(time(9), time(10)),
                QuietTime(time(9), time(10), 1),
                QuietTime(time(9), time(10), on=date(2026, 12, 1), label="x"),
            ),
            "Every day 09:00-10:00, Tuesdays 09:00-10:00, 2026-12-01 09:00-10:00 x",
            "毎日 09:00-10:00, 毎週火曜 09:00-10:00, 2026-12-01 09:00-10:00 x",
        ),
        (Ranges(), (), "none", "なし"),
    ],
)
@pytest.mark.usefixtures("_catalogues")
def test_values_are_said_in_the_language_in_force(
    kind: Kind, value: object, english: str, japanese: str
) -> None:
    assert kind.format(value) == english
    i18n.use("ja")
    assert kind.format(value) == japanese
    assert kind.parse(kind.text(value), "here") == value


@pytest.mark.usefixtures("_catalogues")
def test_a_number_may_be_typed_with_its_unit_in_either_language() -> None:
    i18n.use("ja")
    assert MINUTE.parse("45分", "here") == MINUTE.parse("45 min", "here") == 45


def test_names_that_nobody_knows_beforehand_are_taken_as_they_are() -> None:
    kind = Words()
    assert kind.parse("chair_twist, wall_calf", "k") == {"chair_twist", "wall_calf"}
    assert kind.text(frozenset()) == "none"
    assert kind.format(frozenset({"b", "a"})) == "a, b"
    assert kind.format(frozenset()) == "none"
    for bad in ("chair_twist", ["two words"], [1]):
        with pytest.raises(SettingsError, match="is not a list of names"):
            kind.check(bad, "k")


def test_a_day_is_a_date_or_none_yet() -> None:
    kind = Day()
    assert kind.check(date(2026, 3, 2), "k") == "2026-03-02"
    assert kind.parse(" 2026-03-02 ", "k") == "2026-03-02"
    assert kind.format("") == "never"
    assert kind.format("2026-03-02") == "2026-03-02"
    for bad in ("2026-13-02", "soon", 7):
        with pytest.raises(SettingsError, match="is not a date"):
            kind.check(bad, "k")
