"""The settings about waiting: which of the desktop's reasons hold a prompt back."""

from __future__ import annotations

from lowback_tray.i18n import mark
from lowback_tray.settings.kinds import Choice, Switch, Words
from lowback_tray.settings.setting import Setting

HOLDS = ("do_not_disturb", "full_screen", "call", "screen_share", "presenting")
"""The holds with a switch of their own, as the desktop room names them."""

MANNERS: tuple[Setting, ...] = (
    Setting(
        "holds.call",
        Switch(),
        True,
        "manners",
        mark("Wait during calls"),
        mark("Nothing opens while a microphone or a camera is in use."),
    ),
    Setting(
        "holds.screen_share",
        Switch(),
        True,
        "manners",
        mark("Wait while the screen is shared"),
        mark("Nothing opens while a program gets a picture of the screen (Wayland)."),
    ),
    Setting(
        "holds.full_screen",
        Switch(),
        True,
        "manners",
        mark("Wait for full screen"),
        mark("Nothing opens over a program that fills the screen."),
    ),
    Setting(
        "holds.do_not_disturb",
        Switch(),
        True,
        "manners",
        mark("Respect do-not-disturb"),
        mark("Nothing opens while the desktop's own do-not-disturb is on."),
    ),
    Setting(
        "holds.presenting",
        Switch(),
        False,
        "manners",
        mark("Wait while something plays"),
        mark("Nothing opens while a program keeps the screen on, such as a film or a talk."),
    ),
    Setting(
        "stand_up.form",
        Choice(
            choices={
                "window": mark("Window"),
                "notification": mark("Quiet notification"),
                "tray": mark("Tray icon alone"),
            }
        ),
        "window",
        "manners",
        mark("How a stand-up asks"),
        mark("In a small window, as a quiet notification, or by the tray icon and its menu alone."),
    ),
    Setting(
        "stand_up.pause_media",
        Switch(),
        False,
        "manners",
        mark("Pause music while you stand"),
        mark("What plays is paused during a standing break and goes on afterwards."),
    ),
    Setting(
        "holds.programs",
        Words(),
        frozenset(),
        "manners",
        mark("Wait for these programs"),
        mark("Nothing opens while one of them is in front; names of windows, such as blender."),
    ),
    Setting(
        "holds.ignored",
        Words(),
        frozenset(),
        "manners",
        mark("Programs that mean nothing"),
        mark("They may keep the screen on without holding anything back, such as caffeine."),
    ),
)
