"""Turns the settings into what the engine obeys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lowback_tray.engine.policy import Policy, Profile
from lowback_tray.settings.table import DAY_KEYS
from lowback_tray.settings.you import QUESTIONS

if TYPE_CHECKING:
    from lowback_tray.settings.values import Values


def policy_from(values: Values) -> Policy:
    """The policy that these settings ask for; minutes become seconds."""
    return Policy(
        stand_up_every_s=values["stand_up.interval_min"] * 60,
        stand_up_at=values["stand_up.at"],
        stand_up_length_s=values["stand_up.length_s"],
        posture_enabled=values["posture_reset.enabled"],
        posture_after_s=values["posture_reset.after_min"] * 60,
        stands=values["desk.stands"],
        standing_limit_s=values["standing.limit_min"] * 60,
        snooze_default_s=values["snooze.default_min"] * 60,
        snooze_choices_s=tuple(minutes * 60 for minutes in values["snooze.choices_min"]),
        snooze_limit=values["snooze.limit"],
        away_after_s=values["away.after_min"] * 60,
        ask_back=values["away.ask"],
        idle_is_away=not values["away.ignore_idle"],
        hours={day: values[key] for day, key in enumerate(DAY_KEYS)}
        if values["hours.enabled"]
        else None,
        budget_s=values["budget.hours"] * 3600 if values["budget.enabled"] else None,
        quiet=values["quiet.times"],
        evening_at=values["evening.time"] if values["evening.enabled"] else None,
        ask_feeling=values["check_in.feeling"],
        sit_back=values["stand_up.sit_back"],
        profile=Profile(
            place=values["profile.place"],
            flags=values["profile.flags"],
            answers={
                name: answer
                for name in QUESTIONS
                if (answer := values[f"self_check.{name}"]) != "unknown"
            },
            wake_time=values["profile.wake_time"],
            eases=values["profile.eases"],
            context=values["profile.context"],
            hidden=values["content.hidden"],
            favourites=values["content.favourites"],
        ),
    )
