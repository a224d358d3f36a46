from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from lowback_tray.ui import tray_icon
from lowback_tray.ui.tray_icon import IconPicture, IconState, icon, paint_icon, picture_of
from tests.ui import samples_b as samples

# Panels in the wild: GNOME, KDE and Windows, light and dark.
PANELS = ("#fcfcfc", "#eff0f1", "#1d1d1d", "#2a2e32")


def luminance(colour: QColor) -> float:
    linear = [
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


INKS = {
    "colour": tray_icon.PANEL_INKS,
    "white": tray_icon.WHITE_INKS,
    "black": tray_icon.BLACK_INKS,
}


def image(picture: IconPicture, size: int, inks: str = "colour") -> QImage:
    return (
        paint_icon(picture, size, INKS[inks]).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    )


def _pixels(bits: bytes) -> Iterator[bytes]:
    return (bits[at : at + 4] for at in range(0, len(bits), 4))


def ink_pixels(shown: QImage, colour: str) -> int:
    """Opaque pixels that are this colour, give or take antialiasing."""
    wanted = QColor(colour)
    count = 0
    for y in range(shown.height()):
        for x in range(shown.width()):
            seen = shown.pixelColor(x, y)
            near = max(
                abs(seen.red() - wanted.red()),
                abs(seen.green() - wanted.green()),
                abs(seen.blue() - wanted.blue()),
            )
            count += seen.alpha() > 200 and near < 24
    return count


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("sitting", IconState.RUNNING),
        ("snoozed", IconState.RUNNING),
        ("guiding", IconState.RUNNING),
        ("just_back", IconState.RUNNING),
        ("prompting", IconState.DUE),
        ("posture_ask", IconState.DUE),
        ("paused", IconState.PAUSED),
        ("off_screen", IconState.PAUSED),
        ("locked", IconState.HELD),
        ("outside_hours", IconState.HELD),
        ("just_done", IconState.DONE),
        ("away", IconState.AWAY),
    ],
)
def test_each_status_has_its_drawing(name: str, state: IconState) -> None:
    assert picture_of(samples.STATUSES[name]).state is state


def test_nothing_known_is_shown_as_unknown() -> None:
    assert picture_of(None).state is IconState.UNKNOWN


def test_the_check_mark_stays_for_a_minute() -> None:
    assert picture_of(replace(samples.JUST_DONE, just_done_s=59.9)).state is IconState.DONE
    assert picture_of(replace(samples.JUST_DONE, just_done_s=60.0)).state is IconState.RUNNING


@pytest.mark.parametrize("interval_min", [15, 45, 60, 120])
def test_a_whole_interval_second_by_second_changes_the_picture_once_a_minute(
    interval_min: int,
) -> None:
    seconds = interval_min * 60
    pictures = [
        picture_of(replace(samples.SITTING, stand_up_every_s=seconds, ring=s / seconds))
        for s in range(seconds)
    ]
    changes = [s for s in range(1, seconds) if pictures[s] != pictures[s - 1]]
    assert len(changes) == interval_min - 1
    assert min(b - a for a, b in itertools.pairwise(changes)) >= 59


def test_a_ring_out_of_range_is_drawn_empty_or_full() -> None:
    assert picture_of(replace(samples.SITTING, ring=-0.2)).filled == 0
    over = picture_of(replace(samples.SITTING, ring=1.7))
    assert over.filled == over.steps


@pytest.mark.parametrize("ink", ["ACCENT", "WARM", "GREY", "CAUTION"])
def test_every_ink_is_seen_on_light_and_on_dark_panels(ink: str) -> None:
    colour = getattr(tray_icon, ink)
    for panel in PANELS:
        assert contrast(colour, panel) >= 3.0, panel
    assert contrast(tray_icon.ON_WARM, tray_icon.WARM) >= 3.0


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("inks", list(INKS))
@pytest.mark.parametrize("size", tray_icon.SIZES)
def test_the_states_differ_from_each_other_at_every_size(size: int, inks: str) -> None:
    pictures = [IconPicture(state, 22) for state in IconState]
    pictures.append(IconPicture(IconState.RUNNING, 22, degraded=True))
    shown = [bytes(image(picture, size, inks).constBits()) for picture in pictures]
    for i, one in enumerate(shown):
        for other in shown[i + 1 :]:
            different = sum(a != b for a, b in zip(_pixels(one), _pixels(other), strict=True))
            assert different > size * size * 0.04


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("size", tray_icon.SIZES)
def test_the_ring_fills(size: int) -> None:
    inks = [
        ink_pixels(image(IconPicture(IconState.RUNNING, filled), size), tray_icon.ACCENT)
        for filled in (0, 15, 30, 45, 60)
    ]
    assert inks == sorted(inks)
    assert inks[4] > inks[0] * 2


@pytest.mark.usefixtures("qapp")
def test_due_is_warm_and_full() -> None:
    shown = image(IconPicture(IconState.DUE), 32)
    assert ink_pixels(shown, tray_icon.WARM) > 32 * 32 * 0.5
    assert ink_pixels(shown, tray_icon.ACCENT) == 0


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("size", tray_icon.SIZES)
def test_a_degraded_desktop_puts_a_dot_in_the_corner(size: int) -> None:
    whole = image(IconPicture(IconState.RUNNING, 30), size)
    marked = image(IconPicture(IconState.RUNNING, 30, degraded=True), size)
    assert ink_pixels(whole, tray_icon.CAUTION) == 0
    assert ink_pixels(marked, tray_icon.CAUTION) >= 8


def test_the_icon_brings_every_size(qtbot: QtBot) -> None:
    sizes = {s.width() for s in icon(IconPicture(IconState.RUNNING, 3)).availableSizes()}
    assert sizes == set(tray_icon.SIZES)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("size", tray_icon.SIZES)
@pytest.mark.parametrize(("inks", "ink"), [("white", 255), ("black", 27)])
def test_the_icon_of_one_ink_has_no_other(inks: str, ink: int, size: int) -> None:
    for state in IconState:
        shown = image(IconPicture(state, 22, degraded=True), size, inks)
        seen = [shown.pixelColor(x, y) for x in range(size) for y in range(size)]
        solid = [one for one in seen if one.alpha() > 60]
        assert len(solid) > size
        # Half-transparent pixels lose a little in rounding.
        parts = [part for one in solid for part in (one.red(), one.green(), one.blue())]
        assert max(abs(part - ink) for part in parts) <= 8


@pytest.mark.usefixtures("qapp")
def test_the_spine_of_due_is_cut_out_of_the_one_ink() -> None:
    assert image(IconPicture(IconState.DUE), 48, "white").pixelColor(24, 24).alpha() < 40


@pytest.mark.parametrize(
    ("style", "desktop", "system", "inks"),
    [
        ("auto", "GNOME", "linux", "white"),
        ("auto", "ubuntu:GNOME", "linux", "white"),
        ("auto", "KDE", "linux", "colour"),
        ("auto", "", "linux", "colour"),
        ("auto", "", "win32", "colour"),
        ("auto", "", "darwin", "black"),
        ("colour", "GNOME", "linux", "colour"),
        ("white", "KDE", "linux", "white"),
        ("black", "GNOME", "linux", "black"),
    ],
)
def test_one_ink_comes_by_itself_only_where_the_panel_is_known(
    style: tray_icon.Style, desktop: str, system: str, inks: str
) -> None:
    env = {"XDG_CURRENT_DESKTOP": desktop}
    assert tray_icon.inks_of(style, env, system) == INKS[inks]
