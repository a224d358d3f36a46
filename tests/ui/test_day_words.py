"""The words for a day that several windows share."""

from __future__ import annotations

import pytest

from lowback_tray import i18n
from lowback_tray.ui import day_words


@pytest.mark.parametrize(
    ("stood", "offered", "said"),
    [(3, 5, "3 / 5"), (5, 5, "5 / 5"), (4, 2, "4"), (0, 0, "0"), (0, 1, "0 / 1")],
)
def test_what_was_offered_stands_beside_what_was_done(stood: int, offered: int, said: str) -> None:
    assert day_words.of(stood, offered) == said


@pytest.mark.parametrize(("seconds", "said"), [(None, "–"), (0, "–"), (5400, "1 h 30 min")])
def test_where_nobody_sat_there_is_no_length(seconds: float | None, said: str) -> None:
    assert day_words.length(seconds) == said


def test_a_list_has_the_comma_of_the_language_and_no_gaps() -> None:
    assert day_words.listed(["one", "", "two"]) == "one, two"
    i18n.use("ja")
    assert day_words.listed(["一", "二"]) == "一、二"


@pytest.mark.parametrize(
    ("name", "said"), [(None, ""), ("heavy", "Heavy"), ("of a later version", "of a later version")]
)
def test_a_feeling_is_one_word(name: str | None, said: str) -> None:
    assert day_words.feeling(name) == said
