"""Settings of the look that follow the desktop: screens, contrast, accent, the tray icon."""

from __future__ import annotations

from lowback_tray.i18n import mark
from lowback_tray.settings.kinds import Choice
from lowback_tray.settings.setting import Setting

LOOK: tuple[Setting, ...] = (
    Setting(
        "appearance.contrast",
        Choice(
            choices={
                "system": mark("Same as the computer"),
                "normal": mark("Usual contrast"),
                "high": mark("High contrast"),
            }
        ),
        "system",
        "general",
        mark("Contrast"),
        mark("Stronger colours and lines, for eyes that need them."),
    ),
    Setting(
        "appearance.accent",
        Choice(choices={"own": mark("Sage green"), "desktop": mark("The desktop's")}),
        "own",
        "general",
        mark("Accent colour"),
        mark(
            "The colour of buttons and rings; the desktop's is made darker or lighter until text"
            " in it can be read."
        ),
    ),
)

TRAY = Setting(
    "tray.icon",
    Choice(
        choices={
            "auto": mark("What suits the desktop"),
            "colour": mark("In colour"),
            "white": mark("White, for dark panels"),
            "black": mark("Black, for light panels"),
        }
    ),
    "auto",
    "general",
    mark("Tray icon"),
    mark("The icon in colour or, like others in the panel, in one; its shape tells the same."),
)

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
