"""Settings of the look that follow the desktop: screens, contrast, accent, the tray icon."""

from __future__ import annotations

from lowback_tray.i18n import mark
from lowback_tray.settings.kinds import Choice
from lowback_tray.settings.setting import Setting

SCREEN: tuple[Setting, ...] = (
    Setting(
        "window.screen",
        Choice(
            choices={
                "active": mark("The one with the pointer"),
                "primary": mark("The main screen"),
                "each": mark("All of them"),
            }
        ),
        "active",
        "window",
        mark("Screen"),
        mark(
            "Which screen the break window opens on, if the desktop lets it choose; with all of"
            " them, the others show a small card."
        ),
    ),
)
