"""Lengths of time in words: one way for all of the program, in both languages."""

from __future__ import annotations

import pytest

from lowback_tray import i18n
from lowback_tray.engine.spans import span, to_second


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 min"),
        (59, "0 min"),
        (60, "1 min"),
        (3480, "58 min"),
        (3600, "1 h"),
        (4800, "1 h 20 min"),
    ],
)
def test_a_length_is_said_the_short_way(seconds: float, said: str) -> None:
    assert span(seconds) == said


@pytest.mark.parametrize(
    ("seconds", "said", "in_japanese"),
    [
        (0, "0 s", "0秒"),
        (20, "20 s", "20秒"),
        (59.7, "1 min", "1分"),
        (60, "1 min", "1分"),
        (110, "1 min 50 s", "1分50秒"),
        (120, "2 min", "2分"),
        (750, "12 min 30 s", "12分30秒"),
        (3600, "1 h", "1時間"),
        (3659, "1 h", "1時間"),
        (5430, "1 h 30 min", "1時間30分"),
    ],
)
def test_what_is_done_by_the_clock_is_said_to_the_second(
    seconds: float, said: str, in_japanese: str
) -> None:
    assert to_second(seconds) == said
    i18n.use("ja")
    assert to_second(seconds) == in_japanese
