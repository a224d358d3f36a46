from __future__ import annotations

from datetime import time

from lowback_tray.engine.policy import ClockMark, Policy, Profile, QuietTime, TimeRange
from lowback_tray.settings.policy import policy_from
from lowback_tray.settings.table import DAY_KEYS, find
from lowback_tray.settings.values import Values


def test_the_defaults_of_the_settings_are_those_of_the_engine() -> None:
    assert policy_from(Values()) == Policy()


def test_every_number_reaches_the_engine_in_seconds() -> None:
    values = Values(
        {
            "stand_up.interval_min": 45,
            "stand_up.length_s": 90,
            "posture_reset.enabled": False,
            "posture_reset.after_min": 20,
            "snooze.choices_min": (3, 7),
            "snooze.default_min": 7,
            "snooze.limit": 1,
            "away.after_min": 3,
            "profile.place": "mat",
            "profile.flags": frozenset({"knee_pain"}),
            "profile.wake_time": time(6, 30),
            "profile.eases": "bend",
            "profile.context": frozenset({"skirt"}),
            "self_check.SC3": "yes",
            "content.hidden": frozenset({"chair_twist"}),
            "content.favourites": frozenset({"hip_care_desk"}),
            "evening.enabled": True,
            "evening.time": time(21, 0),
            "check_in.feeling": False,
            "stand_up.sit_back": False,
            "stand_up.at": (ClockMark(0), ClockMark(15, 10)),
            "away.ignore_idle": True,
            "budget.enabled": True,
            "budget.hours": 7,
            "quiet.times": (QuietTime(time(9), time(10), 1, label="talk"),),
        }
    )
    assert policy_from(values) == Policy(
        stand_up_every_s=2700,
        stand_up_length_s=90,
        posture_enabled=False,
        posture_after_s=1200,
        snooze_choices_s=(180, 420),
        snooze_default_s=420,
        snooze_limit=1,
        away_after_s=180,
        evening_at=time(21, 0),
        ask_feeling=False,
        sit_back=False,
        stand_up_at=(ClockMark(0), ClockMark(15, 10)),
        idle_is_away=False,
        budget_s=25200,
        quiet=(QuietTime(time(9), time(10), 1, label="talk"),),
        profile=Profile(
            place="mat",
            flags=frozenset({"knee_pain"}),
            wake_time=time(6, 30),
            answers={"SC3": "yes"},
            eases="bend",
            context=frozenset({"skirt"}),
            hidden=frozenset({"chair_twist"}),
            favourites=frozenset({"hip_care_desk"}),
        ),
    )


def test_working_hours_limit_nothing_until_they_are_switched_on() -> None:
    evening = (TimeRange(time(22), time(2)),)
    assert policy_from(Values({"hours.friday": evening})).hours is None
    hours = policy_from(Values({"hours.enabled": True, "hours.friday": evening})).hours
    assert hours is not None
    assert list(hours) == list(range(7))
    assert hours[4] == evening
    assert hours[0] == find(DAY_KEYS[0]).default
    assert hours[6] == ()
