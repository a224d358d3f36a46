"""What pages of the settings window say beside the settings: the coming day, trials, other windows.

A row for a page is one more slot here. Each page's are asked for, and their modules loaded, when it
is first turned to or searched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lowback_tray import paths
from lowback_tray.care.routine import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lowback_tray.app.backstage import Backstage
    from lowback_tray.app.packs import Found
    from lowback_tray.ui.settings_window.day_preview import Day
    from lowback_tray.ui.settings_window.pages import Slot, Slots


def extras(stage: Backstage) -> dict[str, Slots]:
    """Id of a page to what tells its rows."""

    def coming() -> Day:
        from lowback_tray.app import dayplan

        return dayplan.coming(stage.settings.values, stage.library(), stage.status().now)

    def command(name: str) -> None:
        stage.command(name, ())

    def reminders() -> list[Slot]:
        from lowback_tray.ui.settings_window import day_preview, showing

        return [day_preview.slot(coming), showing.slot(stage.show_trial)]

    def sound() -> list[Slot]:
        from lowback_tray.ui.settings_window import listening

        return [listening.slot(stage.hear, stage.unheard)]

    def you() -> list[Slot]:
        from lowback_tray.ui.settings_window.general import YOU, open_slots

        return open_slots(command, YOU, first=True)

    def content() -> list[Slot]:
        from lowback_tray.ui.settings_window import content_page

        return content_page.slots(_Content(stage), command)

    def setups() -> list[Slot]:
        from lowback_tray.ui.settings_window import setups_page

        return setups_page.slots(stage.desk)

    def data() -> list[Slot]:
        from lowback_tray.ui.settings_window import data_page

        return data_page.slots(stage.own, stage.change, lambda: stage.settings.values)

    def general() -> list[Slot]:
        from lowback_tray.ui.settings_window.general import open_slots

        return open_slots(command)

    return {
        "reminders": reminders, "sound": sound, "you": you, "content": content,
        "setups": setups, "data": data, "general": general,
    }  # fmt: skip


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
