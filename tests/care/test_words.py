"""Every text of the content: both languages, one style, and nothing we must never say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from lowback_tray import resources
from lowback_tray.care.library import load
from tests.care import content

KANA = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]")
# What a text must not claim, promise or call a person (care guide, section 6).
FORBIDDEN = {
    "ja": ("治る", "治す", "治り", "治療", "矯正", "効果", "改善", "悪い姿勢", "正しい姿勢",
           "ゆがみ", "歪み", "診断", "予防", "頑張", "がんばって", "我慢", "サボ", "連続記録",
           "危険"),
    "en": ("cure", "treat", "heal", "therapy", "correct", "bad posture", "good posture",
           "proper posture", "wrong", "crooked", "misalign", "diagnos", "prevent", "fix your",
           "burn", "streak", "push through", "deadly", "danger", "guarantee", "improve", "%"),
}  # fmt: skip
# The sentences that say what the program does not do.
ALLOWED = {
    "This app does not diagnose or treat. If worried, ask, even when nothing applies.",
    "このアプリは診断や医療行為をするものではありません。当てはまるものがなくても、心配なときは相談してください。",
}


def pairs(value: object, path: str) -> Iterator[tuple[str, str, str]]:
    """Every place, English and Japanese of a file."""
    if isinstance(value, dict):
        if set(value) == {"en", "ja"}:
            yield path, value["en"], value["ja"]
            return
        for key, child in value.items():
            yield from pairs(child, f"{path}.{key}")
    elif isinstance(value, list):
        for number, child in enumerate(value):
            yield from pairs(child, f"{path}[{number}]")


def everything() -> list[tuple[str, str, str]]:
    return [row for name, text in content.files().items() for row in pairs(json.loads(text), name)]


def test_there_is_much_to_read() -> None:
    assert len(everything()) > 500


def test_each_language_is_in_its_own_script() -> None:
    for place, en, ja in everything():
        assert not KANA.search(en), place
        assert bool(en) == bool(ja), place
        assert not ja or KANA.search(ja), place
        assert not en or LATIN.search(en), place


def test_nothing_is_said_that_must_never_be_said() -> None:
    for place, en, ja in everything():
        if en in ALLOWED and ja in ALLOWED:
            continue
        assert not [word for word in FORBIDDEN["ja"] if word in ja], (place, ja)
        assert not [word for word in FORBIDDEN["en"] if word in en.lower()], (place, en)


def of_the_program(*, argparse: bool = False) -> Iterator[tuple[str, str]]:
    """Every text of windows, menus and messages, or of argparse alone, with its Japanese."""
    with (resources.folder("translations") / "ja/LC_MESSAGES/lowback_tray.po").open("rb") as file:
        for message in read_po(file):
            if argparse and not any(place == "argparse" for place, _ in message.locations):
                continue
            english = message.id if isinstance(message.id, tuple | list) else (message.id,)
            yield " ".join(english), str(message.string)


def test_the_program_itself_says_nothing_of_it_either() -> None:
    # Placeholders have a "%", and "Something went wrong" speaks of the program.
    english = set(FORBIDDEN["en"]) - {"%", "wrong"}
    seen = list(of_the_program())
    assert len(seen) > 300
    for en, ja in seen:
        if en in ALLOWED or ja in ALLOWED:
            continue
        assert not [word for word in FORBIDDEN["ja"] if word in ja], ja
        assert not [word for word in english if word in en.lower()], en


@pytest.mark.parametrize("text", sorted(ALLOWED))
def test_what_is_allowed_is_there(text: str) -> None:
    assert any(text in (en, ja) for _, en, ja in everything())


def test_no_text_is_doubled_up_or_badly_spaced() -> None:
    for place, en, ja in everything():
        for text in (en, ja):
            assert text == text.strip(), place
            assert "  " not in text, place
            assert not re.search(r"[.。、,]{2}", text), place
        assert not re.search(r"\s[.,;:?!]", en), place


def test_english_steps_are_sentences_and_japanese_steps_are_not() -> None:
    for one in load().exercises.values():
        for step in one.steps:
            assert step.en[0].isupper(), one.id
            assert step.en.endswith("."), one.id
            assert not step.ja.endswith("。"), one.id


def test_a_cue_is_short() -> None:
    for one in load().exercises.values():
        for part in one.motion.cycle:
            assert len(part.cue.ja) <= 13, (one.id, part.cue.ja)
            assert not part.cue.en.endswith("."), one.id


def test_prompts_are_sentences_of_one_line() -> None:
    for lines in load().prompts.values():
        for line in lines:
            assert len(line.en) <= 64, line.en
            assert len(line.ja) <= 30, line.ja
            assert line.en.endswith((".", "?")), line.en
            assert not line.ja.endswith("。"), line.ja


def test_prompts_name_no_number_that_a_setting_could_make_untrue() -> None:
    # A posture reset is always one minute; hours and the length of a stand-up are settings.
    for line in load().prompts["stand-up"]:
        assert not re.search(r"\d|hour|minute|second", line.en), line.en
        assert not re.search(r"\d|時間たち|[0-9０-９]分|秒", line.ja), line.ja


def test_no_prompt_is_in_both_kinds() -> None:
    kinds = load().prompts
    assert not set(kinds["stand-up"]) & set(kinds["posture-reset"])


def test_a_japanese_colon_is_as_wide_as_its_letters_and_a_bracket_is_not() -> None:
    """argparse sets colons of its own behind some of its texts, so all of its stay as they are."""
    theirs = {en for en, _ in of_the_program(argparse=True)}
    texts = [(en, ja) for en, ja in of_the_program() if en not in theirs] + [
        (place, ja) for place, _, ja in everything()
    ]
    for place, ja in texts:
        assert not re.search(r"[ぁ-ゖァ-ヺー一-鿿々」』)}]\s?:(?!//)", ja), (place, ja)
        assert not re.search(r"[（）]|：\s", ja), (place, ja)


def test_what_has_two_sentences_ends_with_a_full_stop() -> None:
    """Prompts and what an exercise says are lines, which in Japanese end without one."""
    for place, en, ja in everything():
        if re.search(r"[.?!] [A-Z]", en):
            assert en.endswith((".", "?")), (place, en)
        if "。" in ja and not place.startswith(("exercises/", "prompts.json")):
            assert ja.endswith("。"), (place, ja)


def test_the_stop_line_says_stop_and_breathe() -> None:
    assert load().stop_line.ja == "痛み・しびれ・めまいが出たら中止してください。息は止めずに。"
    assert "Stop if pain" in load().stop_line.en


@pytest.mark.parametrize("lead", ["emergency", "emergency_ticked"])
def test_the_emergency_lead_names_the_number(lead: str) -> None:
    text = load().signs.lead[lead]
    assert "119" in text.ja
    assert "119" in text.en
