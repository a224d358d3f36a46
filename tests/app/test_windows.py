"""What the windows are told of the settings and of what was written down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, TypeVar, cast

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from lowback_tray import i18n
from lowback_tray.app.backstage import Backstage
from lowback_tray.app.windows import Windows
from lowback_tray.care.library import load
from lowback_tray.engine.policy import Policy
from lowback_tray.engine.records import Fact
from lowback_tray.engine.status import BodyView, Status
from lowback_tray.errors import LowbackError, SettingsError
from lowback_tray.history.stored import StoredRecord
from lowback_tray.settings.values import Values
from lowback_tray.settings.you import KEYS, PRIVATE
from lowback_tray.ui.first_run import FirstRun
from lowback_tray.ui.today.window import TodayWindow
from lowback_tray.ui.why_window.window import WhyWindow
from tests.scenarios.desk import Desk
from tests.ui.probes_b.today import TodayProbe
from tests.ui.probes_b.why_window import WhyProbe

Window = TypeVar("Window", bound=QWidget)
NOW = datetime(2026, 3, 20, 14, 0, tzinfo=UTC)
WORSE = "Twice this week it was worse after an exercise."
FIRST = "A few short questions fit the exercises to you."


class House:
    """The windows over settings and a history kept in memory."""

    def __init__(self) -> None:
        self.values = Values()
        self.fault: LowbackError | None = None
        self.records: list[StoredRecord] = []
        self.readings = 0
        self.status = replace(Desk(Policy()).status, now=NOW)
        stage = SimpleNamespace(
            settings=self, change=self.change, command=self._nothing, post=self._post,
            status=lambda: self.status, history=SimpleNamespace(records=self._records),
            library=load, notices=list, appearance=lambda: None, steady=float,
            autostart=SimpleNamespace(enabled=lambda: False),
        )  # fmt: skip
        self._stage = cast("Backstage", stage)
        self.windows = Windows(self._stage)

    def restart(self) -> None:
        """The program starts anew: only what the settings keep is still known."""
        self.windows.close()
        self.windows = Windows(self._stage)

    def change(self, key: str, value: Any) -> None:
        """As the program does: write it, then tell the windows."""
        if self.fault is not None:
            raise self.fault
        self.values = Values({**self.values, key: value})
        self.windows.show_values(self.values)

    def today(self) -> TodayProbe:
        """Today, opened anew."""
        self.windows.open("today")
        probe = TodayProbe.__new__(TodayProbe)
        probe.window = next(
            one for one in QApplication.topLevelWidgets()
            if isinstance(one, TodayWindow) and one.isVisible()
        )  # fmt: skip
        return probe

    def tell(self, status: Status) -> None:
        """The present changed."""
        self.status = status
        self.windows.show_status(status)

    def _records(self, *_span: object) -> list[StoredRecord]:
        self.readings += 1
        return self.records

    def _post(self, _event: object) -> None:
        """As the program does: what was written down is told to the windows at once."""
        self.windows.refresh_history()

    def _nothing(self, *_args: object) -> None:
        """Nobody listens."""


@pytest.fixture
def house(qapp: QApplication) -> Iterator[House]:
    made = House()
    yield made
    for window in list(QApplication.topLevelWidgets()):
        if isinstance(window, TodayWindow):
            window.close()
    made.windows.close()
    qapp.processEvents()


def used_since(days: int) -> list[StoredRecord]:
    return [StoredRecord("x", Fact.EXERCISED, NOW - timedelta(days=days), {})]


def test_a_tip_that_is_shown_does_not_have_the_history_read_twice(house: House) -> None:
    house.values = Values({"profile.checked_on": "2026-03-01"})
    heavy = {"answer": "heavy"}
    house.records = [
        StoredRecord(str(n), Fact.BACK_FEELING, NOW - timedelta(days=n), {**heavy})
        for n in reversed(range(20))
    ]
    shown = house.today().texts()
    assert any(str(tip.title) in shown for tip in load().tips.values())
    assert house.readings == 1


def test_today_asks_for_the_self_check_in_the_first_week(house: House) -> None:
    house.records = used_since(2)
    probe = house.today()
    assert FIRST in probe.texts()
    probe.press("Not now")
    assert FIRST not in probe.texts()
    assert house.values["profile.check_put_off_on"] == "2026-03-20"
    probe.window.close()
    assert FIRST not in house.today().texts()


def test_what_the_windows_were_told_of_the_body_is_deleted_with_the_self_check() -> None:
    told = {"profile.check_put_off_on", "profile.signs_ticked", "profile.consult_read"}
    assert told <= {key for key in KEYS if key.startswith(PRIVATE)}


def test_got_it_holds_on_after_a_restart(house: House) -> None:
    week = NOW + timedelta(days=7)
    body = replace(house.status.body, consult=True, hidden=(("chair_twist", week),))
    house.status = replace(house.status, body=body)
    probe = house.today()
    assert WORSE in probe.texts()
    probe.press("Got it")
    assert house.values["profile.consult_read"]
    probe.window.close()
    house.restart()
    assert WORSE not in house.today().texts()


def test_a_put_off_that_cannot_be_written_is_told(house: House) -> None:
    probe = house.today()
    house.fault = SettingsError("settings.toml", "the disk is full", "Make room")
    probe.press("Not now")
    assert any("the disk is full" in text for text in probe.banners())


def test_today_asks_again_four_weeks_after_the_self_check(house: House) -> None:
    house.records = used_since(27)
    house.values = Values({"profile.checked_on": "2026-02-20"})
    probe = house.today()
    assert "4 weeks since your self-check." in probe.texts()
    house.change("profile.checked_on", "2026-03-20")
    assert "Do it now" not in probe.buttons()


def test_the_breaks_to_choose_from_follow_the_place(house: House) -> None:
    house.values = Values({"profile.place": "desk"})
    probe = house.today()
    assert "On the floor" not in probe.menu("Choose a break")
    house.change("profile.place", "mat")
    assert "On the floor" in probe.menu("Choose a break")


def test_what_was_read_is_not_said_again_by_the_next_window(house: House) -> None:
    week = NOW + timedelta(days=7)
    two = BodyView(consult=True, hidden=(("chair_twist", week), ("wall_calf", week)))
    house.status = replace(house.status, body=two)
    probe = house.today()
    probe.press("Got it")
    probe.window.close()
    assert WORSE not in house.today().texts()
    three = replace(two, hidden=(*two.hidden, ("stand_quad", week)))
    house.tell(replace(house.status, body=three))
    assert WORSE in house.today().texts()


def test_what_qt_says_itself_follows_the_language_that_is_chosen(house: House) -> None:
    house.windows.dress()
    before = undo()
    i18n.use("ja")
    house.change("language", "ja")
    assert undo().startswith("元に戻す")
    i18n.use("en")
    house.change("language", "en")
    assert undo() == before


def undo() -> str:
    """The first line of the menu that Qt gives every text field."""
    field = QLineEdit("text")
    menu = field.createStandardContextMenu()
    words = menu.actions()[0].text()
    menu.deleteLater()
    field.deleteLater()
    return words


def shown(kind: type[Window]) -> Window:
    """The one window of a kind that is open."""
    [found] = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()
    ]
    return found


def todays() -> list[QWidget]:
    found = QApplication.topLevelWidgets()
    return [one for one in found if isinstance(one, TodayWindow) and one.isVisible()]


def test_without_a_tray_today_opens_by_itself(house: House) -> None:
    house.windows.open_today_without(lambda: None)
    assert len(todays()) == 1


def test_today_does_not_come_over_the_first_page_but_after_it(house: House) -> None:
    house.windows.open_first_run()
    house.windows.open_today_without(lambda: None)
    assert todays() == []
    shown(FirstRun).close()
    assert len(todays()) == 1
    assert house.values["first_run.done"]


def test_a_tray_that_came_while_the_first_page_was_read_is_enough(house: House) -> None:
    hosts: list[str] = []
    house.windows.open_first_run()
    house.windows.open_today_without(lambda: hosts[0] if hosts else None)
    hosts.append("StatusNotifier")
    shown(FirstRun).close()
    assert todays() == []


def test_what_was_decided_shows_at_once_in_the_open_why_window(house: House) -> None:
    house.records = [StoredRecord("1", Fact.PAUSED, NOW, {"until": None})]
    house.windows.open("why")
    probe = WhyProbe.__new__(WhyProbe)
    probe.window = shown(WhyWindow)
    assert probe.entries() == ["Paused until ?"]
    house.records.append(StoredRecord("2", Fact.RESUMED, NOW, {}))
    house.windows.refresh_history()
    assert probe.entries()[0] == "Prompts go on"
    probe.window.close()
