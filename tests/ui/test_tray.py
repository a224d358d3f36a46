from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from lowback_tray import i18n
from lowback_tray.ui.mnemonics import plain
from tests.ui import samples_b as samples
from tests.ui.probes_b.tray import TrayProbe

if TYPE_CHECKING:
    from collections.abc import Iterator

Reason = QSystemTrayIcon.ActivationReason


@pytest.fixture
def probe(qapp: object) -> Iterator[TrayProbe]:
    probe = TrayProbe()
    probe.tray.show()
    yield probe
    probe.tray.close()


def settle() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_it_is_there_before_anything_is_known(probe: TrayProbe) -> None:
    assert probe.tray.shown
    assert probe.tooltip() == "Lowback Tray"
    assert probe.icon().icon().availableSizes()
    probe.open_menu()
    windows = ["Today", "History…", "Why…", "Library…", "Warning signs…", "Settings…"]
    assert probe.labels() == ["Starting…", *windows, "Quit"]


LETTER = re.compile(r"&([A-Z0-9])", re.IGNORECASE)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_line_of_the_menu_has_the_same_letter_whenever_it_is_opened(
    probe: TrayProbe, language: str
) -> None:
    i18n.use(language)
    found: dict[str, set[str]] = {}
    for status in samples.STATUSES.values():
        probe.tray.show_status(status)
        probe.open_menu()
        first, *rest = probe.icon().contextMenu().actions()
        assert not LETTER.search(first.text()), first.text()
        for action in rest:
            if not action.isSeparator():
                letter = LETTER.search(action.text())
                assert letter is not None, action.text()
                found.setdefault(plain(action.text()), set()).add(letter[1].upper())
    assert {line: letters for line, letters in found.items() if len(letters) > 1} == {}
    assert len(found) > 15


def test_it_says_the_status(probe: TrayProbe) -> None:
    probe.tray.show_status(samples.SITTING)
    assert probe.tooltip() == "Lowback Tray — stand up in 23 min"
    assert probe.labels()[0] == "Stand up in 23 min"


def test_a_status_that_looks_the_same_touches_nothing(probe: TrayProbe) -> None:
    probe.tray.show_status(samples.SITTING)
    key, action = probe.picture_key(), probe.action("Stand up now")
    changed: list[bool] = []
    for entry in probe.icon().contextMenu().actions():
        entry.changed.connect(lambda: changed.append(True))
    later = replace(samples.SITTING, ring=2221 / 3600, now=samples.NOW + timedelta(seconds=1))
    probe.tray.show_status(later)
    assert probe.picture_key() == key
    assert probe.action("Stand up now") is action
    assert changed == []


def test_the_next_minute_updates_the_first_line_in_place(probe: TrayProbe) -> None:
    probe.tray.show_status(samples.SITTING)
    action, key = probe.action("Stand up now"), probe.picture_key()
    probe.tray.show_status(replace(samples.SITTING, ring=2290 / 3600, next=samples.next_prompt(22)))
    assert probe.labels()[0] == "Stand up in 22 min"
    assert probe.tooltip().endswith("22 min")
    assert probe.action("Stand up now") is action
    assert probe.picture_key() != key


def test_entries_send_their_commands(probe: TrayProbe) -> None:
    probe.tray.show_status(samples.SITTING)
    probe.choose("Stand up now")
    probe.choose("Posture reset now")
    probe.choose("Just stood up")
    probe.choose("Settings…")
    probe.choose("Quit")
    assert probe.sent == [
        ("start", ("stand-up",)),
        ("start", ("posture-reset",)),
        ("done", ()),
        ("settings-window", ()),
        ("quit", ()),
    ]


@pytest.mark.parametrize(
    ("label", "minutes"), [("30 min", "30"), ("1 h", "60"), ("Until tomorrow", "until-tomorrow")]
)
def test_each_pause_is_as_long_as_it_says(probe: TrayProbe, label: str, minutes: str) -> None:
    probe.tray.show_status(samples.SITTING)
    probe.choose("Pause", label)
    assert probe.sent == [("pause", (minutes,))]


def test_the_answers_to_a_prompt_are_in_the_menu(probe: TrayProbe) -> None:
    probe.tray.show_status(samples.SITTING)
    probe.tray.show_status(samples.PROMPTING)
    probe.choose("Snooze", "15 min")
    probe.choose("Start")
    probe.choose("Skip this one")
    assert probe.sent == [("snooze", ("15",)), ("start", ()), ("skip", ())]


def test_after_the_prompt_the_menu_is_as_before(probe: TrayProbe) -> None:
    probe.tray.show_status(samples.SITTING)
    before = probe.labels()
    probe.tray.show_status(samples.PROMPTING)
    probe.tray.show_status(samples.SITTING)
    settle()
    assert probe.labels() == before
    assert "Snooze" not in before  # "Next stand-up" has its place


def test_the_breaks_in_the_menu_follow_the_place(probe: TrayProbe) -> None:
    def offered() -> list[str]:
        menu = probe.action("Choose a break").menu()
        assert isinstance(menu, QMenu)
        return [plain(action.text()) for action in menu.actions()]

    probe.tray.show_status(samples.SITTING, place="mat")
    assert "On the floor" in offered()
    probe.tray.show_status(samples.SITTING, place="desk")
    settle()
    assert "On the floor" not in offered()
    probe.open_menu()
    assert "On the floor" not in offered()


def test_the_interval_in_force_carries_the_check_mark(probe: TrayProbe) -> None:
    probe.tray.show_status(samples.SITTING)
    assert probe.action("Stand up every", "60 min").isChecked()
    probe.choose("Stand up every", "45 min")
    assert probe.sent == [("settings", ("set", "stand_up.interval_min", "45"))]
    assert not probe.action("Stand up every", "45 min").isChecked(), "not true until it is so"
    probe.tray.show_status(replace(samples.SITTING, stand_up_every_s=2700))
    assert probe.action("Stand up every", "45 min").isChecked()
    assert not probe.action("Stand up every", "60 min").isChecked()


def test_a_click_shows_today_and_a_middle_click_pauses_and_resumes(probe: TrayProbe) -> None:
    probe.click(Reason.Trigger)
    probe.click(Reason.MiddleClick)
    probe.tray.show_status(samples.PAUSED)
    probe.click(Reason.MiddleClick)
    probe.click(Reason.Context)
    assert probe.sent == [("show", ()), ("pause", ("30",)), ("resume", ())]


def test_opening_the_menu_asks_for_a_fresh_status(probe: TrayProbe) -> None:
    probe.tray.show_status(samples.SITTING)
    probe.tray.opening.connect(lambda: probe.tray.show_status(samples.SOON))
    probe.open_menu()
    assert probe.labels()[0] == "Stand up in 1 min"


def test_rebuilding_makes_one_new_icon_that_knows_all_the_old_one_did(probe: TrayProbe) -> None:
    probe.tray.show_status(samples.PAUSED)
    old = probe.icon()
    probe.tray.rebuild()
    settle()
    assert len(probe.icons()) == 1
    assert probe.icon() is not old
    assert probe.tooltip() == "Lowback Tray — paused until 14:30"
    probe.choose("Resume")
    probe.click(Reason.Trigger)
    assert probe.sent == [("resume", ()), ("show", ())]


def test_closed_it_stays_closed_until_shown(probe: TrayProbe) -> None:
    probe.tray.close()
    settle()
    assert probe.icons() == []
    assert not probe.tray.shown
    probe.tray.show_status(samples.SITTING)
    probe.tray.show()
    assert probe.tooltip() == "Lowback Tray — stand up in 23 min"


def test_it_speaks_the_other_language_at_once(probe: TrayProbe) -> None:
    probe.tray.show_status(samples.PAUSED)
    i18n.use("ja")
    probe.tray.retranslate()
    assert probe.tooltip() == "Lowback Tray — 14:30まで一時停止中"
    assert "再開" in probe.labels()


def test_it_needs_nothing_of_the_program() -> None:
    code = (
        "import sys, lowback_tray.ui.tray\n"
        "print(sorted(m for m in sys.modules if m.startswith('lowback_tray.')))\n"
        "print(sorted(m for m in sys.modules if m.startswith('PySide6.Qt')))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    ours, qt = done.stdout.splitlines()
    assert ours == str([f"lowback_tray.{m}" for m in ("errors", "resources", "ui", "ui.tray")])
    assert qt == "['PySide6.QtCore', 'PySide6.QtGui', 'PySide6.QtWidgets']"
