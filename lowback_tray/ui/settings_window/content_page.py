"""The page "Content": the library, what was left out and favoured, and content packs.

Packs are told as they lie on the disk now: what each adds, overrides and hides, or why it is
refused. The program takes them at its start, so a change is said to count from the next one.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.errors import LowbackError
from lowback_tray.i18n import mark, ntr, tr
from lowback_tray.ui import theme
from lowback_tray.ui.day_words import listed
from lowback_tray.ui.layouts import Flow, grows_down
from lowback_tray.ui.settings_window.doing_rows import MenuRow
from lowback_tray.ui.settings_window.general import FactRow, open_slots
from lowback_tray.ui.settings_window.pages import Slot
from lowback_tray.ui.settings_window.rows import Row
from lowback_tray.ui.settings_window.shapes import every_of
from lowback_tray.ui.widgets.announce import announce
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

LIBRARY = (
    "library-window",
    mark("Library"),
    mark("Every exercise and routine: to look at, to start, to favour or to leave out."),
)
LEFT_OUT = (
    "content.hidden",
    mark("Exercises left out"),
    mark("Exercises that you never want to be offered."),
    mark("Bring back…"),
)
FAVOURITES = (
    "content.favourites",
    mark("Favourite routines"),
    mark("Routines that come a little more often."),
    mark("Take off the list…"),
)
PACKS = (
    mark("Content packs"),
    mark("Exercises and routines of your own, or a therapist's, each pack in a folder."),
)
_OWN = mark("Write your own pack")
_MOST = 6  # names of one kind before they are counted


class Pack(Protocol):
    """A pack on the disk; `app.packs.Found` has this shape."""

    @property
    def folder(self) -> str:
        """The name of its folder."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def adds(self) -> Sequence[str]:
        """Names of what is new."""

    @property
    def overrides(self) -> Sequence[str]:
        """Names of what it has instead of ours."""

    @property
    def hides(self) -> Sequence[str]:
        """Names of what it takes away."""

    @property
    def problem(self) -> str:
        """Why it is refused; empty where it is taken."""


class Content(Protocol):
    """What the page needs to know and can do."""

    @property
    def folder(self) -> str:
        """Where the packs lie."""

    def packs(self) -> Sequence[Pack]:
        """Those on the disk now, the refused ones too."""

    def make_folder(self) -> str:
        """The same as `folder`, made if need be; may raise `LowbackError`."""

    def name(self, key: str) -> str:
        """What an exercise or a routine is called."""

    def change(self, key: str, value: frozenset[str]) -> None:
        """Carry out a change of a setting; may raise `LowbackError`."""


def open_folder(path: str) -> bool:
    """Open a folder with the desktop's own program; False where there is none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(path))


class NamesRow(MenuRow):
    """A list the person made elsewhere: what is on it, and each one off it again."""

    def __init__(self, words: tuple[str, str, str, str], content: Content) -> None:
        self._content = content
        self._keys: tuple[str, ...] = ()
        self._key, self._about = words[0], words[2]
        super().__init__(*words[1:])

    def show_values(self, values: Mapping[str, Any]) -> None:
        """See `Row`."""
        self._keys = tuple(values[self._key])
        self.retranslate()
        self.tell()

    def retranslate(self) -> None:
        """See `Row`."""
        super().retranslate()
        self._keys = tuple(sorted(self._keys, key=self._content.name))
        names = [self._content.name(key) for key in self._keys]
        now = tr("Now: {what}").format(what=_few(names))
        self.help.setText(f"{tr(self._about)} {now}")
        self.menu.set_lines([(n, k, None) for n, k in zip(names, self._keys, strict=True)])
        self.menu.setEnabled(bool(names))

    def chosen(self, value: Any) -> None:
        """See `MenuRow`."""
        self.try_to(partial(self._without, str(value)))

    def _without(self, key: str) -> str:
        self._content.change(self._key, frozenset(self._keys) - {key})
        return ""


class PacksRow(Row):
    """Each pack with what it does; the folder and a fresh look at it by a button.

    Args:
        content: where the packs are.
        show_folder: opens a folder, False where nothing can.
    """

    def __init__(self, content: Content, show_folder: Callable[[str], bool]) -> None:
        below = QWidget()
        grows_down(below)
        self._told = QVBoxLayout()
        self._told.setSpacing(theme.px(2))
        buttons = QWidget()
        grows_down(buttons)
        flow = Flow(buttons, 2)
        self._open, self._check = Button("", "outlined"), Button("", "outlined")
        for button in (self._open, self._check):
            flow.addWidget(button)
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addLayout(self._told)
        column.addWidget(buttons)
        super().__init__(below, wide=True)
        self._content, self._show_folder = content, show_folder
        self._labels: list[Label] = []
        self._open.clicked.connect(self._open_folder)
        self._check.clicked.connect(self._look_again)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.label.setText(tr(PACKS[0]))
        self.help.setText(tr(PACKS[1]))
        self._open.set_text(tr("Open the folder"), self._content.folder)
        self._check.set_text(tr("Check"), tr("Reads the packs again and says what is wrong."))
        self.refresh()

    def refresh(self) -> None:
        """Read what is there."""
        self._survey()

    def _survey(self) -> Sequence[Pack]:
        for label in self._labels:
            label.hide()
            label.deleteLater()
        self._labels = []
        packs = self._content.packs()
        for pack in packs:
            self._tell_of(pack)
        if not packs:
            self._add(tr("No pack is there yet."), "muted")
        return packs

    def _tell_of(self, pack: Pack) -> None:
        self._add(f"{pack.title}  ·  {pack.folder}" if pack.title != pack.folder else pack.title)
        if pack.problem:
            self._add(tr("Left out whole. {reason}").format(reason=pack.problem), "caution")
            return
        kinds = (
            (tr("Adds: {names}"), pack.adds),
            (tr("Has its own instead of ours: {names}"), pack.overrides),
            (tr("Hides: {names}"), pack.hides),
        )
        for words, names in kinds:
            if names:
                self._add(words.format(names=_few(names)), "muted")

    def _add(self, text: str, role: Any = "body") -> None:
        label = Label(text, role)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._told.addWidget(label)
        self._labels.append(label)

    def _look_again(self) -> None:
        self.show_problem("")
        packs = self._survey()
        wrong = sum(bool(pack.problem) for pack in packs)
        said = [
            ntr("{n} pack fits.", "{n} packs fit.", len(packs) - wrong),
            ntr("{n} is left out.", "{n} are left out.", wrong) if wrong else "",
            tr("What changed counts when Lowback Tray starts the next time."),
        ]
        self.help.setText(" ".join(one for one in said if one))
        announce(self, self.help.text())

    def _open_folder(self) -> None:
        self.show_problem("")
        try:
            if not self._show_folder(self._content.make_folder()):
                self.show_problem(
                    tr("No program opened it. The folder is {path}").format(
                        path=self._content.folder
                    )
                )
        except LowbackError as error:
            self.show_problem(str(error))


class OwnRow(FactRow):
    """Where it is told how to write one."""

    def __init__(self) -> None:
        super().__init__(_OWN, "")

    def retranslate(self) -> None:
        """See `FactRow`."""
        self._text = _how()
        super().retranslate()


def _how() -> str:
    return tr(
        "docs/packs.md tells how, with a whole pack to copy; “lowback-tray library check FOLDER”"
        " names file, line and remedy of what does not fit."
    )


def slots(
    content: Content,
    command: Callable[[str], None],
    show_folder: Callable[[str], bool] = open_folder,
) -> list[Slot]:
    """The rows of the page.

    Args:
        content: what there is.
        command: gives a command of the program's table.
        show_folder: opens a folder, False where nothing can.
    """
    return [
        *open_slots(command, (LIBRARY,)),
        *(
            Slot(words[0], partial(NamesRow, words, content), partial(every_of, words[1:]))
            for words in (LEFT_OUT, FAVOURITES)
        ),
        Slot("packs", partial(PacksRow, content, show_folder), partial(every_of, PACKS)),
        Slot("packs-own", OwnRow, partial(every_of, (_OWN,))),
    ]


def _few(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    shown = listed(names[:_MOST]) or tr("none")
    more = len(names) - _MOST
    return shown if more <= 0 else shown + " " + ntr("and {n} more", "and {n} more", more)
