"""Every window of the gallery in a language that is 40 % longer and that nobody wrote by hand."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from lowback_tray import i18n
from lowback_tray.care.exercise import Text
from tests.ui import gallery, pseudo
from tests.ui.probes_b.widgets import pump

pytestmark = pytest.mark.usefixtures("themer")
PICTURES = {picture.name: picture for picture in gallery.pictures()}


@pytest.mark.parametrize("name", PICTURES)
def test_nothing_is_hard_coded_and_nothing_is_clipped(name: str) -> None:
    with pseudo.language():
        shown = PICTURES[name].show()
        pump()
        try:
            assert pseudo.hard_coded(shown.window) == []
            assert shown.faults() == []
        finally:
            shown.close()


def test_a_text_that_went_past_the_catalogue_is_found() -> None:
    window = QWidget()
    translated, forgotten = QLabel(window), QLabel("Forgotten", window)
    with pseudo.language():
        translated.setText(i18n.tr("Settings"))
        assert translated.text() == "Séttîñgs ~~~"
        window.show()
        assert pseudo.hard_coded(window) == [forgotten.text()]
    window.close()


def test_content_is_told_in_it_too_and_only_while_it_lasts() -> None:
    name = Text(en="Gentle seated twist", ja="椅子でゆるひねり")
    with pseudo.language():
        assert str(name) == "Géñtlé séàtéd twîst ~~~~~~~ ~"
    assert str(name) == "Gentle seated twist"
    i18n.use("ja")
    assert str(name) == "椅子でゆるひねり"


def test_placeholders_and_white_space_stay() -> None:
    assert pseudo.text("In {minutes} min ") == "Îñ {minutes} mîñ ~~~~~~ "
    with pseudo.language():
        assert i18n.ntr("{n} break", "{n} breaks", 2).startswith("2 bréàks ~")
