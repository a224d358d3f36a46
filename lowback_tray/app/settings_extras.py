"""What pages of the settings window say beside the settings: the coming day, trials, other windows.

A row for a page is one more slot here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lowback_tray import paths
from lowback_tray.app import dayplan
from lowback_tray.care.routine import name_of
from lowback_tray.ui.settings_window import (
    content_page,
    data_page,
    day_preview,
    listening,
    setups_page,
    showing,
)
from lowback_tray.ui.settings_window.general import YOU, open_slots

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lowback_tray.app.backstage import Backstage
    from lowback_tray.app.packs import Found
    from lowback_tray.ui.settings_window.day_preview import Day
    from lowback_tray.ui.settings_window.pages import Slot


def extras(stage: Backstage) -> dict[str, list[Slot]]:
    """Id of a page to its rows."""

    def coming() -> Day:
        return dayplan.coming(stage.settings.values, stage.library(), stage.status().now)

    def command(name: str) -> None:
        stage.command(name, ())

    return {
        "reminders": [day_preview.slot(coming), showing.slot(stage.show_trial)],
        "sound": [listening.slot(stage.hear, stage.unheard)],
        "you": open_slots(command, YOU, first=True),
        "content": content_page.slots(_Content(stage), command),
        "setups": setups_page.slots(stage.desk),
        "data": data_page.slots(stage.own, stage.change, lambda: stage.settings.values),
        "general": open_slots(command),
    }


class _Content:
    """The content of the person's own, as the page of it wants to know it."""

    def __init__(self, stage: Backstage) -> None:
        self._stage = stage

    @property
    def folder(self) -> str:
        return str(paths.packs())

    def packs(self) -> Sequence[Found]:
        from lowback_tray.app.packs import survey
        from lowback_tray.care.library import load

        return survey(load(), paths.packs())

    def make_folder(self) -> str:
        return str(paths.ensure(paths.packs()))

    def name(self, key: str) -> str:
        library = self._stage.library()
        exercise = library.exercises.get(key)
        return name_of(key, library) if exercise is None else str(exercise.name)

    def change(self, key: str, value: frozenset[str]) -> None:
        self._stage.change(key, value)
