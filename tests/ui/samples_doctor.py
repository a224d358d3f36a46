"""What `doctor` found on a good and on a poor desktop, and what the program is made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lowback_tray.errors import SettingsError
from lowback_tray.history.disk_errors import Code, explain
from lowback_tray.i18n import tr
from lowback_tray.ui.about_window.parts import Part
from tests.ui.samples_content import refusal

_HOLD = {"available": True, "active": False, "problem": None, "enabled": True, "standing_s": None}

GOOD: dict[str, Any] = {
    "version": "0.1.0", "python": "3.12.1", "system": "Linux", "language": "en",
    "presence": {"source": "x11", "known": True, "problem": None},
    "tray": {"host": "StatusNotifier", "shown": True},
    "notifications": {"capability": "buttons", "server": "dunst", "problem": None},
    "lock": {"sources": {"login1": False}, "problem": None},
    "power": {"available": True, "problem": None},
    "holds": {
        "do_not_disturb": _HOLD, "full_screen": _HOLD, "call": _HOLD | {"standing_s": 12},
        "presenting": _HOLD | {"enabled": False}, "program": _HOLD | {"enabled": False},
    },
    "sound": {
        "chimes": {"found": ["pw-play"], "using": None, "problem": None},
        "voice": {"using": "espeak-ng", "problem": None},
    },
    "media": {"enabled": False, "paused": [], "problem": None},
    "history": {"problem": None, "notices": []},
    "packs": {"problems": []},
    "settings": {"problems": [], "unknown": []},
}  # fmt: skip


def poor() -> dict[str, Any]:
    """Where much is missing, in the language in force, as the sources themselves say it."""
    no_bus = tr("There is no session bus")
    no_voice = tr("No voice was found: install espeak-ng or speech-dispatcher")
    wrong = SettingsError("settings.toml", tr("it is empty"), tr("Delete this file by hand"))
    absent = {"available": False, "problem": tr("Not available on this system")}
    silent = {"active": None, "problem": tr("The sound server does not answer")}
    return GOOD | {
        "presence": {"source": "unknown", "known": False, "problem": "no display"},
        "tray": {"host": None, "shown": None},
        "notifications": {
            "capability": "none", "server": None,
            "problem": tr("No notification service is running"),
        },
        "lock": {"sources": {}, "problem": no_bus},
        "power": {"available": False, "problem": None},
        "holds": {"full_screen": _HOLD | absent, "call": _HOLD | silent},
        "sound": {
            "chimes": {"found": [], "using": None, "problem": None},
            "voice": {"using": None, "problem": no_voice},
        },
        "media": {"enabled": True, "paused": [], "problem": no_bus},
        "history": {"problem": str(explain(Path("history.db"), Code.FULL, "")), "notices": []},
        "packs": {"problems": [refusal()]},
        "settings": {"problems": [str(wrong)], "unknown": []},
    }  # fmt: skip


_MIT = "MIT License\n\nPermission is hereby granted, free of charge, to any person ..."
PARTS = (
    Part("Lowback Tray", "0.1.0", "MIT", "", _MIT),
    Part("PySide6_Essentials", "6.11.3", "LGPL-3.0-only OR GPL-2.0-only", "https://pyside.org"),
    Part("APScheduler", "3.11.3", "MIT", "https://apscheduler.readthedocs.io", _MIT),
    Part("plyer", "2.1.0", "MIT", "https://plyer.readthedocs.org"),
    Part("tomlkit", "0.15.2", "MIT", "https://github.com/python-poetry/tomlkit"),
)
