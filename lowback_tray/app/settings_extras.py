"""What pages of the settings window say beside the settings: the coming day, trials, other windows.

A row for a page is one more slot here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lowback_tray.app import dayplan
from lowback_tray.ui.settings_window import data_page, day_preview, setups_page, showing
from lowback_tray.ui.settings_window.general import open_slots

if TYPE_CHECKING:
    from lowback_tray.app.backstage import Backstage
    from lowback_tray.ui.settings_window.day_preview import Day
    from lowback_tray.ui.settings_window.pages import Slot


def extras(stage: Backstage) -> dict[str, list[Slot]]:
    """Id of a page to its rows."""

    def coming() -> Day:
        return dayplan.coming(stage.settings.values, stage.library(), stage.status().now)

    return {
        "reminders": [day_preview.slot(coming), showing.slot(stage.show_trial)],
        "setups": setups_page.slots(stage.desk),
        "data": data_page.slots(stage.own, stage.change, lambda: stage.settings.values),
        "general": open_slots(lambda name: stage.command(name, ())),
    }
