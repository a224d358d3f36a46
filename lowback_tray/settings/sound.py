"""The settings about what is heard."""

from __future__ import annotations

from lowback_tray.i18n import mark
from lowback_tray.settings.kinds import PERCENT, Switch, Whole
from lowback_tray.settings.setting import Setting

SOUND: tuple[Setting, ...] = (
    Setting(
        "sound.on",
        Switch(),
        False,
        "sound",
        mark("Chimes"),
        mark("A soft chime with reminders and steps; never while locked or in a call."),
    ),
    Setting(
        "sound.prompt",
        Switch(),
        True,
        "sound",
        mark("Chime for reminders"),
        mark("With the chimes switched on: one when a reminder to stand up opens."),
    ),
    Setting(
        "sound.steps",
        Switch(),
        True,
        "sound",
        mark("Chime for steps"),
        mark(
            "With the chimes switched on: at the start, at each change and at the end of a guide."
        ),
    ),
    Setting(
        "voice.on",
        Switch(),
        False,
        "sound",
        mark("Spoken steps"),
        mark("A voice of your system says each step and each change of side."),
    ),
    Setting(
        "sound.volume_percent",
        Whole(low=5, high=100, unit=PERCENT, presets=(20, 40, 70)),
        40,
        "sound",
        mark("Volume"),
        mark("How loud chimes and voice are."),
    ),
)
