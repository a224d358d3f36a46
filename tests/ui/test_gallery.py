"""The gallery of `make shots`: complete, and not blind to what is clipped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from tests import shots
from tests.ui import gallery, samples
from tests.ui.probes_b.widgets import pump

if TYPE_CHECKING:
    from pathlib import Path


class Narrow(QWidget):
    """A window whose text does not fit."""

    def __init__(self) -> None:
        super().__init__()
        self._label = QLabel("far too long for the little room it has", self)
        self.resize(60, 20)
        self._label.setGeometry(0, 0, 60, 20)


@pytest.mark.usefixtures("themer")
def test_a_clipped_text_is_reported(tmp_path: Path) -> None:
    picture = gallery.Picture("Test", "narrow", lambda: gallery._window(Narrow))
    assert set(shots.take(picture, tmp_path / "narrow.png")) == {
        "far too long for the little room it has"
    }
    assert (tmp_path / "narrow.png").stat().st_size > 0
    pump()


def test_every_state_of_the_break_window_is_in_it_and_names_are_unique() -> None:
    names = [picture.name for picture in gallery.pictures()]
    assert {f"break-{state}" for state in samples.STATES} < set(names)
    assert len(names) == len(set(names))


def test_the_page_shows_every_picture_by_a_relative_link() -> None:
    pictures = gallery.pictures()
    shown = re.findall(r'img loading="lazy" src="([^"]+)"', shots.page(pictures, ["icons"]))
    assert shown == [f"{p.name}-{look}.png" for p in _grouped(pictures) for look in shots.LOOKS]
    assert all("/" not in name for name in shown)


def _grouped(pictures: list[gallery.Picture]) -> list[gallery.Picture]:
    groups = list(dict.fromkeys(picture.group for picture in pictures))
    return sorted(pictures, key=lambda picture: groups.index(picture.group))
