"""Other words people look for a setting by, where its label and help do not contain them.

Each entry is one message: words with spaces between, translated as a whole into whatever
people of the other language would type. A setting may do without.
"""

from __future__ import annotations

from collections.abc import Mapping

from lowback_tray.i18n import mark

KEYWORDS: Mapping[str, str] = {
    "stand_up.interval_min": mark("interval hour hourly timer frequency sit reminder"),
    "stand_up.at": mark("clock hour minute schedule fixed time"),
    "stand_up.form": mark("notification popup pop-up window silent"),
    "budget.enabled": mark("daily limit overtime end of work wrap up"),
    "quiet.times": mark("schedule meeting presentation appointment calendar in advance"),
    "away.ignore_idle": mark("idle plain fixed timer always counting"),
    "stand_up.length_s": mark("duration break short long"),
    "posture_reset.enabled": mark("micro break mini break small quiet"),
    "posture_reset.after_min": mark("interval frequency micro break"),
    "snooze.choices_min": mark("postpone later delay put off"),
    "snooze.default_min": mark("postpone later delay put off"),
    "snooze.limit": mark("postpone later delay limit"),
    "evening.enabled": mark("night bedtime sleep relax"),
    "check_in.feeling": mark("pain question mood daily"),
    "desk.stands": mark("sit stand desk height adjustable switch"),
    "standing.limit_min": mark("sit stand desk standing limit feet"),
    "away.ask": mark("return card lunch meeting back absence question"),
    "away.after_min": mark("idle inactive lunch absence keyboard mouse"),
    "hours.enabled": mark("schedule office weekday weekend lunch quiet time"),
    "holds.call": mark("meeting video conference microphone camera zoom teams"),
    "holds.full_screen": mark("presentation game video slides"),
    "holds.do_not_disturb": mark("dnd focus silence mute notifications"),
    "holds.presenting": mark("film movie video slides talk inhibitor"),
    "stand_up.pause_media": mark("player song spotify video"),
    "holds.programs": mark("application app game exception"),
    "holds.ignored": mark("application app exception inhibitor"),
    "window.position": mark("corner screen monitor"),
    "window.across_room": mark("large big full screen distance far"),
    "appearance.theme": mark("theme dark mode night light"),
    "appearance.text_percent": mark("font zoom larger bigger scale"),
    "appearance.reduced_motion": mark("animation movement still calm"),
    "profile.place": mark("floor mat seat office room"),
    "profile.flags": mark("pregnant knee condition illness surgery"),
    "shortcuts.start": mark("hotkey global shortcut keyboard"),
    "shortcuts.pause": mark("hotkey global shortcut keyboard"),
    "shortcuts.today": mark("hotkey global shortcut keyboard"),
    "hooks.prompt": mark("script hook shell automation"),
    "hooks.start": mark("script hook shell automation"),
    "hooks.done": mark("script hook shell automation"),
    "language": mark("english japanese translation"),
}
"""Key of a setting to more words, a message for `tr`."""
