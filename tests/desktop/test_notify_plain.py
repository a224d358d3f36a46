from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lowback_tray.desktop.notify import plain
from lowback_tray.desktop.notify.base import Note
from lowback_tray.desktop.notify.plain import PlainNotifier, clip, harmless, plyer_send
from tests.desktop.test_notify import Heard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

NOTE = Note("Title", "Body", (("start", "Start"),))


class Sent:
    """In place of plyer: records, and can hang or raise."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []
        self.error: Exception | None = None
        self.go_on = threading.Event()
        self.go_on.set()

    def __call__(self, **arguments: Any) -> None:
        self.calls.append(arguments)
        self.go_on.wait(10)
        if self.error is not None:
            raise self.error


@pytest.fixture
def sent() -> Iterator[Sent]:
    made = Sent()
    yield made
    made.go_on.set()


def notifier_of(sent: Sent, platform: str = "darwin", icon: Path | None = None) -> PlainNotifier:
    return PlainNotifier(None, "Lowback Tray", icon, sent, platform)


def test_the_sender_gets_plain_arguments(sent: Sent, qtbot: QtBot) -> None:
    heard = Heard(notifier := notifier_of(sent))
    notifier.show(NOTE)
    qtbot.waitUntil(lambda: heard.told == [("shown", NOTE)])
    assert sent.calls == [
        {"title": "Title", "message": "Body", "app_name": "Lowback Tray", "timeout": 10}
    ]


@pytest.mark.parametrize("error", [NotImplementedError(), ValueError("too long"), OSError("no")])
def test_whatever_it_raises_is_a_failure(error: Exception, sent: Sent, qtbot: QtBot) -> None:
    sent.error = error
    heard = Heard(notifier := notifier_of(sent))
    notifier.show(NOTE)
    qtbot.waitUntil(lambda: heard.told == [("failed", NOTE)])
    assert notifier.problem in (str(error), "NotImplementedError")


def test_a_hanging_sender_fails_after_its_budget_and_gathers_no_crowd(
    sent: Sent, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plain, "BUDGET_MS", 200)
    sent.go_on.clear()
    heard = Heard(notifier := notifier_of(sent))
    start = time.perf_counter()
    notifier.show(NOTE)
    assert time.perf_counter() - start < 0.05
    qtbot.waitUntil(lambda: heard.told == [("failed", NOTE)])
    second = Note("Second")
    notifier.show(second)
    qtbot.waitUntil(lambda: heard.told[1:] == [("failed", second)])
    assert len(sent.calls) == 1  # no second thread
    sent.go_on.set()
    third = Note("Third")

    def works_again() -> bool:
        notifier.show(third)
        qtbot.wait(20)
        return ("shown", third) in heard.told

    qtbot.waitUntil(works_again)
    assert ("shown", NOTE) not in heard.told  # too late is too late


def test_a_note_that_waits_behind_a_hanging_one_fails_with_it(
    sent: Sent, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plain, "BUDGET_MS", 200)
    sent.go_on.clear()
    heard = Heard(notifier := notifier_of(sent))
    news = Note("News", group="news")
    notifier.show(NOTE)
    notifier.show(news)
    qtbot.waitUntil(lambda: heard.told == [("failed", NOTE), ("failed", news)])


def test_windows_gets_what_its_balloons_hold(sent: Sent, qtbot: QtBot) -> None:
    heard = Heard(notifier := notifier_of(sent, "win32", Path("icon.ico")))
    notifier.show(Note("😀" * 40, "腰" * 300, timeout_s=3))
    qtbot.waitUntil(lambda: len(heard.told) == 1)
    (call,) = sent.calls
    assert call["title"] == "😀" * 31  # 62 units; half a character more would be 63
    assert call["message"] == "腰" * 255
    assert call["timeout"] == 3
    assert call["app_icon"] == "icon.ico"


@pytest.mark.parametrize(("platform", "icon"), [("win32", "icon.png"), ("linux", "icon.ico")])
def test_an_icon_is_passed_only_where_it_is_understood(
    platform: str, icon: str, sent: Sent, qtbot: QtBot
) -> None:
    heard = Heard(notifier := notifier_of(sent, platform, Path(icon)))
    notifier.show(NOTE)
    qtbot.waitUntil(lambda: len(heard.told) == 1)
    assert "app_icon" not in sent.calls[0]


def test_a_note_without_a_title_gets_our_name(sent: Sent, qtbot: QtBot) -> None:
    heard = Heard(notifier := notifier_of(sent))
    notifier.show(Note("", "Body"))
    qtbot.waitUntil(lambda: len(heard.told) == 1)
    assert sent.calls[0]["title"] == "Lowback Tray"


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("--help", " --help"),
        ("it's", "it’s"),
        ("a\\nb", "a⧵nb"),
        ("a\0b", "ab"),
        ("腰をのばす", "腰をのばす"),
    ],
)
def test_no_text_is_taken_for_anything_else(text: str, passed: str) -> None:
    assert harmless(text) == passed


@pytest.mark.parametrize(
    ("text", "units", "left"), [("abc", 2, "ab"), ("a😀", 2, "a"), ("a😀", 3, "a😀"), ("", 5, "")]
)
def test_clipping_never_splits_a_character(text: str, units: int, left: str) -> None:
    assert clip(text, units) == left


def test_plyer_has_a_way_on_this_machine() -> None:
    assert callable(plyer_send())
