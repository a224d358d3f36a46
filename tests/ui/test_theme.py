"""The look: contrast, live changes, one sheet for every text size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from lowback_tray.ui import contrasts, theme
from lowback_tray.ui.contrasts import DARK_HIGH, LIGHT_HIGH
from lowback_tray.ui.stylesheet import stylesheet
from lowback_tray.ui.theme import DARK, LIGHT, Theme, Themer, Told, contrast, mix

THEMES = {"light": LIGHT, "dark": DARK, "light, high": LIGHT_HIGH, "dark, high": DARK_HIGH}
ALL = list(THEMES.values())

TEXT_ON = [
    ("ink", "surface"),
    ("ink", "background"),
    ("ink", "stage"),
    ("ink", "accent_soft"),
    ("ink", "hover"),
    ("ink", "pressed"),
    ("muted", "surface"),
    ("muted", "background"),
    ("muted", "stage"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("accent", "surface"),
    ("accent", "hover"),
    ("warm_text", "surface"),
    ("warm_text", "background"),
    ("warm_text", "stage"),
    ("caution_text", "surface"),
    ("caution_text", "background"),
    ("caution_text", "stage"),
]


@pytest.mark.parametrize("look", ALL, ids=list(THEMES))
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_every_text_can_be_read_on_its_ground(look: Theme, text: str, ground: str) -> None:
    least = contrasts.HIGH if look in (LIGHT_HIGH, DARK_HIGH) else contrasts.READABLE
    assert contrast(getattr(look, text), getattr(look, ground)) >= least


@pytest.mark.parametrize("look", ALL, ids=list(THEMES))
def test_a_notice_can_be_read_on_its_tinted_ground(look: Theme) -> None:
    tint = re.search(r'role="notice".*?background: (#\w+)', stylesheet(look, 100), re.DOTALL)
    assert tint is not None
    assert contrast(look.ink, tint[1]) >= 4.5


@pytest.mark.parametrize("look", ALL, ids=list(THEMES))
def test_the_focus_ring_stands_out_from_the_window(look: Theme) -> None:
    assert contrast(look.accent, look.surface) >= 3


@pytest.mark.parametrize("look", [LIGHT_HIGH, DARK_HIGH], ids=["light", "dark"])
@pytest.mark.parametrize("mark", ["line", "edge", "warm", "caution", "accent"])
def test_in_high_contrast_lines_and_marks_are_seen_too(look: Theme, mark: str) -> None:
    for ground in (look.surface, look.background, look.stage):
        assert contrast(getattr(look, mark), ground) >= 4.5


@pytest.mark.parametrize("look", [LIGHT_HIGH, DARK_HIGH], ids=["light", "dark"])
def test_in_high_contrast_what_is_but_a_shade_of_its_ground_has_an_outline(look: Theme) -> None:
    pale = {name for name in ("stage", "accent_soft", "track", "accent", "warm")
            if look.needs_outline(getattr(look, name))}  # fmt: skip
    assert pale == {"stage", "accent_soft", "track"}
    assert 'QFrame[ground="stage"] { border: 1px solid ' + look.line in stylesheet(look, 100)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_the_usual_looks_have_no_such_outlines(look: Theme) -> None:
    assert not look.needs_outline(look.stage)
    assert not look.needs_outline(look.accent_soft)


@pytest.mark.parametrize("look", [LIGHT_HIGH, DARK_HIGH], ids=["light", "dark"])
def test_in_high_contrast_a_chosen_chip_is_told_from_the_others(look: Theme) -> None:
    rules = re.findall(r'rank="chip"\]:checked \{ background: (#\w+)', stylesheet(look, 100))
    assert contrast(rules[-1], look.surface) >= 3, "the last rule wins"


@pytest.mark.parametrize("look", [LIGHT_HIGH, DARK_HIGH], ids=["light", "dark"])
@pytest.mark.parametrize("kind", ["QMenu", "QComboBox QAbstractItemView", "QListView"])
def test_in_high_contrast_a_chosen_line_is_told_from_the_others(look: Theme, kind: str) -> None:
    chosen = rf"{kind}::item:selected[^{{}}]*\{{\s*background: (#\w+); color: (#\w+)"
    ground, ink = re.findall(chosen, stylesheet(look, 100))[-1]  # the last rule wins
    assert contrast(ground, look.surface) >= 3
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("look", ALL, ids=list(THEMES))
def test_what_is_empty_is_not_mistaken_for_what_is_full(look: Theme) -> None:
    assert contrast(look.track, look.accent) >= 3
    if look in (LIGHT, DARK):
        assert look.track == look.line


# A circle of colours, each pale, full and dark; and the two ends.
ACCENTS = [
    QColor.fromHsvF(hue / 24, strength, light).name().upper()
    for hue in range(24)
    for strength, light in ((0.25, 1.0), (1.0, 1.0), (1.0, 0.35))
] + ["#000000", "#FFFFFF", "#808080"]


@pytest.mark.parametrize("look", ALL, ids=list(THEMES))
def test_every_accent_a_desktop_may_have_can_be_read(look: Theme) -> None:
    least = contrasts.HIGH if look in (LIGHT_HIGH, DARK_HIGH) else contrasts.READABLE
    for accent in ACCENTS:
        made = contrasts.with_accent(look, accent, least)
        for text, ground in TEXT_ON:
            if "accent" in text + ground:
                seen = contrast(getattr(made, text), getattr(made, ground))
                assert seen >= least, (accent, text, ground)


def test_an_accent_that_can_be_read_is_taken_as_it_is() -> None:
    assert contrasts.with_accent(LIGHT, "#7A2A8A").accent == "#7A2A8A"
    assert contrasts.with_accent(DARK, "#D8A0F0").accent == "#D8A0F0"


def test_contrast_knows_the_two_ends() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#2A7564", "#2A7564") == pytest.approx(1)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_mixing_ends_at_either_colour() -> None:
    assert mix("#102030", "#A0B0C0", 0) == "#102030"
    assert mix("#102030", "#A0B0C0", 1) == "#A0B0C0"
    assert mix("#000000", "#FFFFFF", 0.5) == "#808080"


@pytest.mark.parametrize("look", ALL, ids=list(THEMES))
def test_the_sheet_leaves_no_name_unfilled(look: Theme) -> None:
    assert "$" not in stylesheet(look, 100)


def test_the_sheet_grows_with_the_text_size() -> None:
    assert "font-size: 22px" in stylesheet(LIGHT, 100)
    assert "font-size: 44px" in stylesheet(LIGHT, 200)


def test_dark_can_be_kept_whatever_the_desktop_says(themer: Themer, qtbot: QtBot) -> None:
    with qtbot.waitSignal(themer.changed):
        themer.set_appearance("dark")
    assert theme.current() is DARK
    window = QApplication.palette().color(QPalette.ColorRole.Window).name().upper()
    assert window == DARK.surface


class FakeHints(QObject):
    """What Qt knows of the wish for contrast."""

    contrastPreferenceChanged = Signal(Qt.ContrastPreference)  # noqa: N815 (Qt's name)

    def __init__(self) -> None:
        super().__init__()
        self.wish = Qt.ContrastPreference.NoPreference

    def contrastPreference(self) -> Qt.ContrastPreference:  # noqa: N802
        return self.wish

    def prefer(self, wish: Qt.ContrastPreference) -> None:
        """The person switches it for the whole desktop."""
        self.wish = wish
        self.contrastPreferenceChanged.emit(wish)


class FakeDesktop(QObject):
    """A desktop that can be switched; what was asked of it is honoured as Qt does."""

    colorSchemeChanged = Signal()  # noqa: N815 (Qt's name)

    def __init__(self) -> None:
        super().__init__()
        self.own = Qt.ColorScheme.Light
        self.asked: Qt.ColorScheme | None = None
        self.hints = FakeHints()

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802
        return self.asked or self.own

    def setColorScheme(self, scheme: Qt.ColorScheme) -> None:  # noqa: N802
        self.asked = scheme
        self.colorSchemeChanged.emit()

    def unsetColorScheme(self) -> None:  # noqa: N802
        self.asked = None
        self.colorSchemeChanged.emit()

    def accessibility(self) -> FakeHints:
        return self.hints

    def switch(self, scheme: Qt.ColorScheme) -> None:
        """The person switches the whole desktop."""
        self.own = scheme
        self.colorSchemeChanged.emit()


@pytest.fixture
def desktop() -> FakeDesktop:
    return FakeDesktop()


@pytest.fixture
def follower(qapp: QApplication, themer: Themer, desktop: FakeDesktop) -> Iterator[Themer]:
    """A themer on that desktop; the usual one cleans up behind it."""
    made = Themer(qapp, "system", 100, desktop=cast("QStyleHints", desktop))
    yield made
    made.set_appearance("light")
    made.deleteLater()


def test_the_desktops_choice_is_followed_live(follower: Themer, desktop: FakeDesktop) -> None:
    assert theme.current() is LIGHT
    desktop.switch(Qt.ColorScheme.Dark)
    assert theme.current() is DARK
    desktop.switch(Qt.ColorScheme.Light)
    assert theme.current() is LIGHT


def test_a_kept_look_does_not_follow_the_desktop(follower: Themer, desktop: FakeDesktop) -> None:
    follower.set_appearance("light")
    desktop.switch(Qt.ColorScheme.Dark)
    assert theme.current() is LIGHT
    follower.set_appearance("system")
    assert theme.current() is DARK


def test_high_contrast_of_the_desktop_is_followed_live(
    follower: Themer, desktop: FakeDesktop
) -> None:
    desktop.hints.prefer(Qt.ContrastPreference.HighContrast)
    assert theme.current() is LIGHT_HIGH
    desktop.switch(Qt.ColorScheme.Dark)
    assert theme.current() is DARK_HIGH
    follower.set_contrast("normal")
    assert theme.current() is DARK
    follower.set_contrast("system")
    desktop.hints.prefer(Qt.ContrastPreference.NoPreference)
    assert theme.current() is DARK


def test_high_contrast_can_be_kept_whatever_the_desktop_says(follower: Themer) -> None:
    follower.set_contrast("high")
    assert theme.current() is LIGHT_HIGH


def test_what_the_portal_tells_goes_before_what_qt_thinks(
    follower: Themer, desktop: FakeDesktop
) -> None:
    follower.listen(Told(dark=True))
    assert theme.current() is DARK
    follower.listen(Told(dark=True, contrast=True))
    assert theme.current() is DARK_HIGH
    follower.listen(Told(dark=None))
    assert theme.current() is LIGHT


def test_the_desktops_accent_is_taken_when_it_is_wanted(follower: Themer) -> None:
    follower.listen(Told(accent="#7A2A8A"))
    assert theme.current() is LIGHT
    follower.set_their_accent(True)
    assert theme.current().accent == "#7A2A8A"
    assert QApplication.palette().color(QPalette.ColorRole.Highlight).name() == "#7a2a8a"
    follower.listen(Told())
    assert theme.current() is LIGHT


def test_nothing_is_restyled_when_nothing_changes(themer: Themer, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(themer.changed):
        themer.set_appearance("light")
        themer.set_text_percent(100)


@pytest.mark.parametrize(("asked", "given"), [(80, 80), (150, 150), (10, 80), (900, 200)])
def test_the_text_size_keeps_within_its_bounds(themer: Themer, asked: int, given: int) -> None:
    themer.set_text_percent(asked)
    assert theme.text_percent() == given
    assert theme.px(100) == given
    assert theme.font("body").pixelSize() == round(15 * given / 100)


def test_reduced_motion_is_part_of_the_look(themer: Themer, qtbot: QtBot) -> None:
    assert not theme.still()
    with qtbot.waitSignal(themer.changed):
        themer.set_still(True)
    assert theme.still()


def test_japanese_stands_in_japanese_forms() -> None:
    assert "Noto Sans CJK JP" in theme.font("title").families()


def test_open_windows_follow_a_change(themer: Themer, qtbot: QtBot) -> None:
    button = QPushButton("anything")
    qtbot.addWidget(button)
    button.show()
    small = button.sizeHint().height()
    themer.set_text_percent(200)
    assert button.sizeHint().height() > small * 1.5


@pytest.mark.parametrize("name", ["light", "dark"])
def test_what_a_field_asks_for_is_as_readable_as_text(
    qtbot: QtBot, qapp: QApplication, name: theme.Appearance
) -> None:
    """A style sheet that names one colour makes the placeholder half of it."""
    themer = Themer(qapp, name)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.ensurePolished()
    asked = field.palette().placeholderText().color()
    assert asked.alpha() == 255
    assert contrast(asked.name(), theme.current().surface) >= contrasts.READABLE
    themer.deleteLater()
