"""The language changes while windows are open: all of each follows, there and back."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from lowback_tray import i18n
from lowback_tray.ui.qt_words import QtWords
from lowback_tray.ui.slices import Slices
from tests.catalogues import compile_all
from tests.ui import gallery, pseudo
from tests.ui.probes_b.widgets import pump

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.usefixtures("themer")
PICTURES = {picture.name: picture for picture in gallery.pictures()}
PASSING = {"notice-toast", "break-other-screen", "keys-list"}
"""Gone in seconds or with the next key; cards are told anew by their window (`test_screens`)."""
LASTING = [name for name in PICTURES if name not in PASSING and not name.endswith("-whole")]


@pytest.fixture(scope="module", autouse=True)
def _catalogues() -> None:
    compile_all()


def _said(shown: gallery.Shown) -> Counter[str]:
    pump()
    for slices in shown.window.findChildren(Slices):
        slices.finish()
    pump()
    while getattr(shown.window, "reading", False):
        pump()
    return Counter(text for text in pseudo.said(shown.window) if text)


def _fresh(name: str, language: str) -> Counter[str]:
    """What a window says that was opened in a language."""
    i18n.use(language)
    shown = PICTURES[name].show()
    try:
        return _said(shown)
    finally:
        shown.close()


@pytest.mark.parametrize("name", LASTING)
def test_an_open_window_changes_its_language_wholly_and_back(name: str) -> None:
    there, back = _fresh(name, "ja"), _fresh(name, "en")
    shown = PICTURES[name].show()
    try:
        for language, wanted in (("ja", there), ("en", back)):
            i18n.use(language)
            shown.retranslate()
            assert sorted((_said(shown) - wanted).elements()) == [], language
            assert sorted((wanted - _said(shown)).elements()) == [], language
    finally:
        shown.close()


# ---- Qt's own


@pytest.fixture
def words(qapp: QApplication) -> Iterator[QtWords]:
    made = QtWords(qapp)
    yield made
    made.speak("en")
    made.deleteLater()
    pump()


def _menu_of_a_field() -> list[str]:
    field = QLineEdit("text")
    menu = field.createStandardContextMenu()
    texts = [action.text() for action in menu.actions() if action.text()]
    menu.deleteLater()
    field.deleteLater()
    return texts


def _file_dialog() -> list[str]:
    """What its buttons and its field are called; Qt's Japanese lacks the rest of it."""
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    known = QFileDialog.DialogLabel
    labels = [dialog.labelText(label) for label in (known.FileName, known.Accept, known.Reject)]
    dialog.deleteLater()
    return labels


def test_what_qt_says_itself_follows_the_language_and_comes_back(words: QtWords) -> None:
    english = [*_menu_of_a_field(), *_file_dialog()]
    assert any("Undo" in text for text in english)
    words.speak("ja")
    japanese = [*_menu_of_a_field(), *_file_dialog()]
    assert len(japanese) == len(english)
    assert all(_is_japanese(text) for text in japanese), japanese
    words.speak("en")
    assert [*_menu_of_a_field(), *_file_dialog()] == english


def test_a_language_qt_does_not_know_leaves_english(words: QtWords) -> None:
    words.speak("ja")
    words.speak("xx")
    assert any("Undo" in text for text in _menu_of_a_field())


def _is_japanese(text: str) -> bool:
    return any(ord(letter) > 0x3000 for letter in text)
