"""Both languages, everywhere: nothing missing, empty, left over or unknown."""

from __future__ import annotations

import json
import re

import pytest

from lowback_tray.care import library, speaking
from lowback_tray.care.exercise import Text
from lowback_tray.errors import ContentError
from tests.care import content
from tests.care.test_words import everything

JAPANESE = re.compile(r"[぀-ヿ一-鿿]")
# Words that are written in Latin letters in Japanese too.
LATIN_IN_JAPANESE = {"HIV"}


def test_no_text_is_the_same_in_both_languages() -> None:
    for place, en, ja in everything():
        assert en != ja or en == "", place


def test_no_english_is_left_over_in_a_japanese_text() -> None:
    for place, _, ja in everything():
        left = set(re.findall(r"[A-Za-z]{2,}", ja)) - LATIN_IN_JAPANESE
        assert not left, (place, left)


def test_no_japanese_sign_is_left_over_in_an_english_text() -> None:
    for place, en, _ in everything():
        assert not re.search(r"[　-〿＀-￯]", en), place


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_language_taken_out_anywhere_is_a_fault(language: str) -> None:
    """Not only where somebody thought of it: one text of every file."""
    broken = 0
    for name, text in content.files().items():
        spots = [place.removeprefix(name) for place, en, _ in everything()
                 if place.startswith(name) and en]  # fmt: skip
        for spot in spots[len(spots) // 2 :][:1]:
            value = json.loads(text)
            here = value
            for key in re.findall(r"[^.\[\]]+", spot):
                here = here[int(key)] if isinstance(here, list) else here[key]
            here[language] = ""
            with pytest.raises(ContentError, match=language):
                library.parse({**content.files(), name: json.dumps(value)})
            broken += 1
    assert broken == len(content.files()) - 1, "all but the numbers of the chooser"


def test_what_is_spoken_between_exercises_is_in_both_languages() -> None:
    texts = [speaking.change_of_side("left"), speaking.change_of_side("right")]
    texts += [
        speaking.announcement(exercise, exercise.duration_s, "left")
        for exercise in library.load().exercises.values()
    ]
    for text in texts:
        assert isinstance(text, Text)
        assert JAPANESE.search(text.ja)
        assert not JAPANESE.search(text.en)
