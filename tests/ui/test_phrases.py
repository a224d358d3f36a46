"""Where a line of Japanese may break, and that nobody but the painter sees how that is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import QLabel

from lowback_tray.care import library
from lowback_tray.ui import phrases, theme
from lowback_tray.ui.widgets.labels import Label
from tests.ui.probes_b.widgets import too_wide, wrapped

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from lowback_tray.ui.theme import Themer


def split(text: str) -> str:
    return "|".join(phrases.phrases(text))


@pytest.mark.parametrize(
    "broken",
    [
        "痛み・|しびれ・|めまいが|出たら|中止してください。|息は|止めずに",
        "下腹を|引き、|骨盤を|まっすぐ|立てる",
        "心配なときは、|「注意したい|サイン」を|お読みください。",
        "その場で|足ぶみするか|部屋を|ひと回りする",
        "ひざに|近づける/|後ろへ|倒れて|引く",
        "椅子で|4の|字|お尻のばし",
        "座って|足ぶみ|(お腹うすく)",
        "いつでも|お知らせします",
        "形で|同じことが|わかります",
        "外に|出ることは|ありません",
        "当てはまるものが|なくても",
        "背骨の|骨折を|したことがある",
        "できるときには、|かがまないことも|あります",
        "Qt |と |PySide6 |は",
    ],
)
def test_a_line_breaks_where_a_phrase_begins(broken: str) -> None:
    assert split(broken.replace("|", "")) == broken


def test_a_phrase_keeps_together_and_a_long_one_keeps_its_ends() -> None:
    first, second = phrases.keep("立てる"), phrases.keep("休憩からどのくらいたったら")
    assert first.replace(phrases.JOINER, "~") == "立~て~る"
    assert second.replace(phrases.JOINER, "~") == "休~憩~からどのくらいたっ~た~ら"
    third = phrases.keep("当てはまることはありません。")
    assert third.endswith(phrases.JOINER.join("ません。")), "the mark is not one of the letters"


@pytest.mark.parametrize(
    "whole",
    ["🧘\u200d♀\ufe0f", "か\u3099", "を\u3099", "☕\ufe0f", "葛\U000e0100", "🏃🏽\u200d♂\ufe0f"],
)
def test_what_is_one_sign_to_the_eye_is_never_taken_apart(whole: str) -> None:
    text = f"{whole}の時間に{whole}をする"
    kept = phrases.keep(text)
    assert kept.count(whole) == 2
    assert phrases.without(kept) == text
    assert all(not piece.startswith(whole[-1]) for piece in phrases.phrases(text))


def test_emoji_among_other_letters_are_left_as_they_are() -> None:
    for text in ("Coffee ☕\ufe0f 🙂🙂", "🧘\u200d♀\ufe0f"):
        assert phrases.keep(text) is text


def test_rare_kanji_belong_to_their_word() -> None:
    assert phrases.keep("𠮷野").replace(phrases.JOINER, "~") == "𠮷~野"


def test_other_languages_and_no_text_at_all_are_left_as_they_are() -> None:
    for text in ("", "Stop if pain appears. Keep breathing.", "9:00-12:00 (“Dentist”)"):
        assert phrases.keep(text) is text


def test_every_text_of_the_content_is_the_same_without_the_joiners() -> None:
    for exercise in library.load().exercises.values():
        for text in (exercise.name, *exercise.steps):
            assert phrases.without(phrases.keep(text.ja)) == text.ja


def test_a_phrase_without_room_breaks_within_but_never_before_its_last_syllable(
    themer: Themer,
) -> None:
    metrics = QFontMetrics(theme.font())
    phrase = "壁でふくらはぎのばし"
    letter = metrics.horizontalAdvance("ふ")
    for letters in range(4, 10):
        room = letters * letter + 2
        shown = phrases.fitted(phrase, metrics, room)
        lines = wrapped(shown, theme.font(), room)
        assert "".join(lines) == phrase
        assert len(lines[-1]) >= 3, lines


def test_a_phrase_wider_than_its_room_may_break_within_and_at_last_anywhere(themer: Themer) -> None:
    metrics = QFontMetrics(theme.font())
    phrase = "壁でふくらはぎのばし"
    wide = metrics.horizontalAdvance(phrase) + 2
    assert phrases.fitted(phrase, metrics, wide) == phrases.keep(phrase)
    narrow = wide - metrics.horizontalAdvance("し")
    assert phrases.fitted(phrase, metrics, narrow) == phrases.loosen(phrase)
    assert phrases.fitted(phrase, metrics, metrics.horizontalAdvance("ばし")) == phrase
    assert phrases.fitted("Unbreakable", metrics, 1) == "Unbreakable"


def test_a_label_wraps_between_phrases_and_says_only_its_text(qtbot: QtBot, themer: Themer) -> None:
    text = "続くときや心配なときは、「注意したいサイン」をお読みください。"
    label = Label(text, "small")
    qtbot.addWidget(label)
    label.resize(300, 60)
    label.show()
    interface = QAccessible.queryAccessibleInterface(label)
    assert (label.text(), interface.text(QAccessible.Text.Name)) == (text, text)
    label.setText("Close")
    assert (label.text(), interface.text(QAccessible.Text.Name)) == ("Close", "Close")


def test_a_joined_phrase_is_as_wide_as_it_was_and_goes_to_the_next_line_whole(
    qtbot: QtBot, themer: Themer
) -> None:
    metrics = QFontMetrics(theme.font("small"))
    phrase = "お読みください。"
    assert metrics.horizontalAdvance(phrases.keep(phrase)) == metrics.horizontalAdvance(phrase)
    text = "「サイン」を" + phrase
    narrow = metrics.horizontalAdvance(text) - metrics.horizontalAdvance("い。") // 2
    wrap = Qt.TextFlag.TextWordWrap
    plain = metrics.boundingRect(QRect(0, 0, narrow, 999), wrap, text)
    kept = metrics.boundingRect(QRect(0, 0, narrow, 999), wrap, phrases.keep(text))
    assert plain.height() == kept.height() == 2 * metrics.lineSpacing()
    assert kept.width() <= narrow
    longest = max(metrics.horizontalAdvance(phrase), metrics.horizontalAdvance("「サイン」を"))
    assert kept.width() <= longest + 1 < plain.width()


def test_what_can_be_copied_is_copied_without_joiners(qtbot: QtBot, themer: Themer) -> None:
    label = Label()
    qtbot.addWidget(label)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setText("心配なときは、お読みください。")
    assert QLabel.text(label) == "心配なときは、お読みください。"


@pytest.mark.parametrize("text", ["about\N{WORD JOINER} 2", "約\N{WORD JOINER}2\N{WORD JOINER}分"])
def test_a_mark_that_was_set_by_hand_is_not_heard_either(
    qtbot: QtBot, themer: Themer, text: str
) -> None:
    label = Label(text)
    qtbot.addWidget(label)
    assert label.accessibleName() == phrases.without(text)
    label.setText(text[:6])
    assert label.accessibleName() == phrases.without(text[:6])
    label.setText("a plain one")
    assert label.accessibleName() == "", "Qt reads the text itself"
    label.setAccessibleName("its own")
    label.setText(text)
    assert label.accessibleName() == "its own"


def test_what_is_made_to_be_copied_afterwards_is_copied_without_joiners(
    qtbot: QtBot, themer: Themer
) -> None:
    text = "パックは/home/me/packsにあります。お読みください。"
    label = Label(text)
    qtbot.addWidget(label)
    assert phrases.JOINER in QLabel.text(label)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSelection(0, len(QLabel.text(label)))
    assert label.selectedText() == text


def test_an_equal_text_is_no_more_japanese_the_second_time(qtbot: QtBot, themer: Themer) -> None:
    words = ["Averyveryveryverylongwordthatdoesnotbreak", "anywhere"]
    texts = [" ".join(words), " ".join(words)]
    assert texts[0] is not texts[1]
    labels = [Label(text) for text in texts]
    for label in labels:
        qtbot.addWidget(label)
    assert labels[0].minimumSizeHint() == labels[1].minimumSizeHint()


def test_where_a_phrase_has_no_room_the_line_breaks_anywhere(qtbot: QtBot, themer: Themer) -> None:
    label = Label("お読みください。", "small")
    qtbot.addWidget(label)
    label.show()
    letter = label.fontMetrics().horizontalAdvance("あ")
    for letters, kept in ((12, True), (5, True), (2, False), (12, True)):
        wide = letters * letter
        label.resize(wide, label.heightForWidth(wide))
        assert (phrases.JOINER in QLabel.text(label)) is kept
        assert label.height() == label.heightForWidth(wide)
        assert not too_wide(label)
        assert label.text() == "お読みください。"
