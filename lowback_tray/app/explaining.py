"""What the Why window shows: the decisions of the last week, and what settings are called."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from lowback_tray.care import routine
from lowback_tray.errors import LowbackError
from lowback_tray.history.decisions import Decision, decisions
from lowback_tray.i18n import tr
from lowback_tray.settings.table import find

if TYPE_CHECKING:
    from lowback_tray.app.backstage import Backstage
    from lowback_tray.ui.why_window.window import WhyWindow

_DAYS = 7


def window(command: Callable[[str, tuple[str, ...]], None]) -> WhyWindow:
    """The window, with the way from a decision to its setting."""
    from lowback_tray.ui.why_window.window import WhyWindow

    return WhyWindow(
        lambda key: tr(find(key).label), lambda key: command("settings-window", (key,))
    )


def lately(stage: Backstage) -> tuple[Decision, ...]:
    """The last decisions, newest first; none while the history cannot be read.

    That it cannot is said in Today and in the diagnostics.
    """
    now = stage.status().now
    try:
        records = stage.history.records(now - timedelta(days=_DAYS), None)
    except LowbackError:
        return ()
    content = stage.library()
    names = {key: routine.name_of(key, content) for key in (*content.routines, *content.own)}
    return decisions(records, names)
