"""Every picture of the program: which windows and states there are, and how to bring them up.

`pictures()` is for `tests.shots`, which sets language, look and text size first. A picture that
shows a window also says what of it is clipped, in the same way as the tests of that window.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QMenu, QScrollArea, QWidget

from lowback_tray.care import library as content
from lowback_tray.engine.effects import CardView
from lowback_tray.engine.policy import BreakKind
from lowback_tray.settings.table import PAGES
from lowback_tray.ui import screens, theme, tray_icon
from lowback_tray.ui.break_window import wording
from lowback_tray.ui.break_window.companion import Companions
from lowback_tray.ui.break_window.window import BreakWindow
from lowback_tray.ui.figure.view import FigureView
from lowback_tray.ui.return_card import ReturnCard
from lowback_tray.ui.slices import Slices
from lowback_tray.ui.toast import Toast
from lowback_tray.ui.widgets.fade import Fade
from tests.ui import contact_sheet, gallery_b, samples, samples_b
from tests.ui.fakes import HandClock, Mailbox
from tests.ui.probes.break_window import BreakWindowProbe, ReturnCardProbe, ToastProbe
from tests.ui.probes_b.tray import TrayProbe
from tests.ui.probes_b.widgets import WindowProbe, pump

if TYPE_CHECKING:
    from collections.abc import Callable

    from lowback_tray.engine.status import Status


def _no_words() -> None:
    """It never stands there while somebody chooses a language."""


@dataclass
class Shown:
    """A window on the screen.

    Attributes:
        window: what to take a picture of.
        faults: the texts and controls that are clipped or out of reach.
        close: takes everything down again.
        settle_s: how long it takes until nothing moves.
        retranslate: has it say everything in the language in force, as the program does.
    """

    window: QWidget
    faults: Callable[[], list[str]]
    close: Callable[[], None]
    settle_s: float = 0.0
    retranslate: Callable[[], None] = _no_words


@dataclass(frozen=True)
class Picture:
    """One entry of the gallery.

    Attributes:
        group: the heading it stands under.
        name: of its file, without look and language.
        show: brings it up.
    """

    group: str
    name: str
    show: Callable[[], Shown] = field(compare=False)


def pictures() -> list[Picture]:
    """All of them, in the order of the main job."""
    made = [
        Picture("Break window", f"break-{name}", partial(_break_window, state))
        for name, state in samples.STATES.items()
    ]
    made.append(Picture("Break window", "break-other-screen", _other_screen))
    made += [
        Picture("Toast", f"toast-{name}", partial(_toast, left))
        for name, left in (("posture", 2), ("posture-last", 0))
    ]
    made.append(Picture("Toast", "toast-return-card", _return_card))
    windows = gallery_b.windows()
    made += [Picture(_group(n), n, partial(_window, make)) for n, make in windows.items()]
    made += [
        Picture(_group(n), f"{n}-whole", partial(_window, windows[n], whole=True)) for n in _LONG
    ]
    made += [
        Picture("Tray menu", f"tray-menu-{name}", partial(_tray_menu, samples_b.STATUSES[name]))
        for name in ("sitting", "prompting", "guiding", "paused", "locked", "returned", "standing")
    ]
    made += [
        Picture("Tray menu", f"tray-menu-call{depth or ''}", partial(_call_menu, depth))
        for depth in range(3)
    ]
    return made


_LONG = (  # windows whose page goes on below what is seen at once
    *(f"settings-{page}" for page in PAGES if page != "sound"),
    *("about", "diagnostics-poor", "library", "library-exercise", "self-check", "today-hard_day"),
    *("warning-signs", "why"),
)


def _group(name: str) -> str:
    """The first word of a name is the window, but for those of two words."""
    words = {"first": "First run", "self": "Self-check", "warning": "Warning signs", "why": "Why"}
    first = name.split("-")[0]
    return words.get(first, first.capitalize())


def _is_there(window: QWidget) -> None:
    """What comes or gives way is not part of the state."""
    for fade in window.findChildren(Fade):
        fade.hide()


def _break_window(state: Callable[[BreakWindow], None]) -> Shown:
    post, clock = Mailbox(), HandClock()
    clock.seconds = 0.0  # the samples' moment: no step moves on while the picture is taken
    window = BreakWindow(content.load(), post, clock, FigureView, tell=lambda _w, _t: None)
    state(window)
    probe = BreakWindowProbe(window, [])
    frame = probe.window()
    _is_there(frame)
    done = state.__name__.startswith("_done")

    def faults() -> list[str]:
        return probe.clipped() + probe.out_of_reach()

    return Shown(frame, faults, window.release, 1.2 if done else 0.0, window.retranslate)


def _other_screen() -> Shown:
    """The card on a screen that the window is not on."""
    companions = Companions(lambda _point: None)
    companions.show(wording.prompt_title(samples.prompt()), screens.monitors()[:1])
    probe = WindowProbe()
    probe.window = companions.cards[0]
    return Shown(probe.window, probe.clipped, companions.hide)


def _toast(snoozes_left: int) -> Shown:
    toast = Toast(content.load(), Mailbox(), FigureView, tell=lambda _w, _t: None)
    kind = BreakKind.POSTURE_RESET
    toast.show(samples.prompt(kind=kind, minutes=31, snoozes_left=snoozes_left))
    probe = ToastProbe(toast)
    _is_there(probe.window())
    return Shown(probe.window(), lambda: probe.clipped() + probe.out_of_reach(), toast.release,
                 retranslate=toast.retranslate)  # fmt: skip


def _return_card() -> Shown:
    card = ReturnCard(Mailbox(), tell=lambda _w, _t: None)
    card.show(CardView(22 * 60, samples_b.NOW, is_open=True))
    probe = ReturnCardProbe(card)
    _is_there(probe.window())
    return Shown(probe.window(), lambda: probe.clipped() + probe.out_of_reach(), card.release,
                 retranslate=card.retranslate)  # fmt: skip


def _window(make: Callable[[], QWidget], *, whole: bool = False) -> Shown:
    window = make()
    window.show()
    _is_there(window)
    for slices in window.findChildren(Slices):
        slices.finish()
    if whole:
        pump()
        bars = [area.verticalScrollBar() for area in window.findChildren(QScrollArea)]
        below = max((bar.maximum() for bar in bars if bar.isVisibleTo(window)), default=0)
        window.resize(window.width(), window.height() + below)
    probe = WindowProbe()
    probe.window = window
    return Shown(window, probe.clipped, partial(_end, window),
                 retranslate=partial(gallery_b.retranslate, window))  # fmt: skip


def _end(window: QWidget) -> None:
    window.hide()
    window.deleteLater()
    pump()


def _tray_menu(status: Status) -> Shown:
    """The menu as tray hosts show it that let Qt draw it (XEmbed)."""
    probe = TrayProbe()
    probe.tray.show()
    probe.tray.show_status(status)
    menu: QMenu = probe.icon().contextMenu()
    menu.popup(menu.screen().availableGeometry().topLeft())

    def close() -> None:
        menu.close()
        probe.tray.close()
        probe.tray.deleteLater()
        pump()

    def retranslate() -> None:
        menu.close()
        probe.tray.retranslate()
        menu.popup(menu.pos())

    return Shown(menu, list, close, retranslate=retranslate)


def _call_menu(depth: int) -> Shown:
    """The menu during a call; with a depth, what opens at its side so many steps down."""
    library = content.load()
    probe = TrayProbe()
    probe.tray.show()
    probe.tray.show_status(
        samples_b.IN_CALL,
        unseen=[library.exercises[step.exercise] for step in library.own["unseen_in_call"].items],
    )
    menu: QMenu = probe.icon().contextMenu()
    for _ in range(depth):
        menu = next(inner for one in menu.actions() if isinstance(inner := one.menu(), QMenu))
    menu.popup(menu.screen().availableGeometry().topLeft())

    def close() -> None:
        menu.close()
        probe.tray.close()
        probe.tray.deleteLater()
        pump()

    def retranslate() -> None:
        menu.close()
        probe.tray.retranslate()
        menu.popup(menu.pos())

    return Shown(menu, list, close, retranslate=retranslate)


# ---- sheets, which know neither language nor text size

_PANELS = (("light panel", "#eff0f1", "#22302c"), ("dark panel", "#1d1d1d", "#e8eeea"))


def tray_sheet(*inks: tray_icon.Inks) -> QImage:
    """Every state of the icon at every size, in these inks on a light and on a dark panel."""
    states = list(samples_b.STATUSES.items())
    row, label, wide = 76, 130, 130 + sum(size + 16 for size in tray_icon.SIZES)
    sheet = QImage(wide * len(_PANELS), row * len(states), QImage.Format.Format_RGB32)
    painter = QPainter(sheet)
    painter.setFont(QFont("Noto Sans", 9))
    for column, (_name, ground, ink) in enumerate(_PANELS):
        left = column * wide
        painter.fillRect(left, 0, wide, sheet.height(), QColor(ground))
        painter.setPen(QColor(ink))
        for line, (name, status) in enumerate(states):
            place = QRectF(left + 12, line * row, label, row)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name.replace("_", " "))
            x = left + label
            for size in tray_icon.SIZES:
                pixmap = tray_icon.paint_icon(tray_icon.picture_of(status), size, inks[column])
                painter.drawPixmap(x, line * row + (row - size) // 2, pixmap)
                x += size + 16
    painter.end()
    return sheet


def figure_sheet(look: theme.Theme, *, strip: bool) -> QImage:
    """Every exercise: its key poses, or the moments between."""
    make = contact_sheet.strip_cells if strip else contact_sheet.key_cells
    cells = [c for exercise in content.load().exercises.values() for c in make(exercise, look)]
    columns, wide, tall = (8, 200, 170) if strip else (6, 300, 250)
    return contact_sheet.draw(cells, columns, wide, tall)


def sheets() -> dict[str, Callable[[], QImage]]:
    """Name to sheet."""
    made: dict[str, Callable[[], QImage]] = {
        "tray-icons": partial(tray_sheet, tray_icon.PANEL_INKS, tray_icon.PANEL_INKS),
        "tray-icons-one-ink": partial(tray_sheet, tray_icon.BLACK_INKS, tray_icon.WHITE_INKS),
    }
    for name, look in (("light", theme.LIGHT), ("dark", theme.DARK)):
        made[f"figures-{name}"] = partial(figure_sheet, look, strip=False)
        made[f"figures-moving-{name}"] = partial(figure_sheet, look, strip=True)
    return made
