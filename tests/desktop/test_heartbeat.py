from __future__ import annotations

from typing import TYPE_CHECKING

from lowback_tray.desktop.heartbeat import EVERY_S, Heartbeat

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_it_beats_until_it_is_stopped(qtbot: QtBot) -> None:
    beats: list[int] = []
    heart = Heartbeat(lambda: beats.append(1), rate=60 / 0.2)
    heart.start()
    qtbot.waitUntil(lambda: len(beats) >= 2, timeout=10_000)
    heart.stop()
    count = len(beats)
    qtbot.wait(500)
    assert len(beats) == count


def test_a_beat_that_fails_is_reported_and_the_next_one_comes(qtbot: QtBot) -> None:
    reported: list[Exception] = []

    def beat() -> None:
        raise OSError("the clock is on fire")

    heart = Heartbeat(beat, every_s=0.2, report=reported.append)
    heart.start()
    qtbot.waitUntil(lambda: len(reported) >= 2, timeout=10_000)
    heart.stop()
    assert str(reported[0]) == "the clock is on fire"


def test_it_wakes_the_processor_no_more_than_once_a_minute() -> None:
    heart = Heartbeat(lambda: None)
    assert EVERY_S >= 60
    assert heart.interval_s() == EVERY_S


def test_a_fast_lens_cannot_make_it_spin(qtbot: QtBot) -> None:
    beats: list[int] = []
    heart = Heartbeat(lambda: beats.append(1), rate=10_000)
    assert heart.interval_s() == 0.2
    heart.start()
    qtbot.wait(500)
    heart.stop()
    assert 1 <= len(beats) <= 3
