"""What all window tests share: no real screen, one library, the look and language put back."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from lowback_tray.care import library as content
from lowback_tray.care.exercise import Library
from lowback_tray.ui.theme import Themer


@pytest.fixture(scope="session")
def library() -> Library:
    """All packaged content."""
    return content.load()


@pytest.fixture
def themer(qapp: QApplication) -> Iterator[Themer]:
    """The look, light at 100 % before and after."""
    made = Themer(qapp, "light", 100)
    yield made
    made.set_appearance("light")
    made.set_text_percent(100)
    made.set_still(False)
    made.deleteLater()
