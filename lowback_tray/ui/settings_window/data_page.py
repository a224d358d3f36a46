"""The page "Data and privacy": what is read, and what can be done with what is kept.

    signals     a row each: what is read, what it says now, its switch
    actions     export, import, the page for a professional, backups, delete

Nothing modal: deleting asks once, in its own row. Only a file has to be named somewhere; the
desktop's own window for that is behind `Ask`, so that tests and pictures need none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtWidgets import QFileDialog, QWidget

from lowback_tray.errors import LowbackError
from lowback_tray.i18n import mark, ntr, tr
from lowback_tray.ui.settings_window.doing_rows import ActionRow, MenuRow
from lowback_tray.ui.settings_window.pages import Slot
from lowback_tray.ui.settings_window.rows import Row
from lowback_tray.ui.settings_window.shapes import every_of
from lowback_tray.ui.status_words import day_name
from lowback_tray.ui.widgets.fields import Switch

if TYPE_CHECKING:
    from lowback_tray.ui.settings_window.own import Backup, Own, Signal

Ask = Callable[[QWidget, Literal["open", "save"], str, str], str]
"""Asks for a file: beside what, to read or to write, the name to offer, the ending. "" is no."""

_MOST_BACKUPS = 12


def ask_for_file(beside: QWidget, way: Literal["open", "save"], name: str, ending: str) -> str:
    """Ask with the desktop's own window."""
    kinds = f"{ending[1:].upper()} (*{ending})"
    if way == "open":
        return QFileDialog.getOpenFileName(beside, "", "", kinds)[0]
    chosen = QFileDialog.getSaveFileName(beside, "", name, kinds)[0]
    return chosen if not chosen or chosen.endswith(ending) else chosen + ending


class SignalRow(Row):
    """What is read, what it says now, its switch where it has one."""

    def __init__(
        self, signal: Signal, own: Own, change: Callable[[str, Any], None],
        values: Callable[[], Mapping[str, Any]],
    ) -> None:  # fmt: skip
        self._switch = Switch() if signal.switch is not None else None
        super().__init__(self._switch or QWidget())
        self._signal, self._own, self._change = signal, own, change
        if self._switch is not None:
            self._switch.clicked.connect(self._switched)
        self.show_values(values())
        self._say()

    def retranslate(self) -> None:
        """Say everything in the language in force, what it says now too."""
        self.refresh()

    def _say(self) -> None:
        self.label.setText(tr(self._signal.name))
        now = tr("Now: {what}").format(what=self._signal.now)
        self.help.setText(f"{tr(self._signal.reads)} {now}")
        if self._switch is not None:
            self._switch.setAccessibleName(self.label.text())
            self._switch.setAccessibleDescription(self.help.text())

    def refresh(self) -> None:
        """Read again what it says now."""
        found = {one.id: one for one in self._own.signals()}
        self._signal = found.get(self._signal.id, self._signal)
        self._say()

    def show_values(self, values: Mapping[str, Any]) -> None:
        """The settings that hold now."""
        if self._switch is not None and self._signal.switch is not None:
            self._switch.setChecked(bool(values[self._signal.switch]))

    def _switched(self, on: bool) -> None:
        self.show_problem("")
        try:
            self._change(str(self._signal.switch), on)
        except LowbackError as error:
            self.show_problem(str(error))
            if self._switch is not None:
                self._switch.setChecked(not on)
        self.refresh()


class BackupsRow(MenuRow):
    """The backups, and what they have that the history has not."""

    WORDS = (
        mark("Backups"),
        mark("One a day: seven days, four weeks, twelve months. Restoring takes nothing away."),
        mark("Bring back…"),
    )

    def __init__(self, own: Own) -> None:
        self._own = own
        super().__init__(*self.WORDS)
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        try:
            found = self._own.backups()
        except LowbackError as error:
            self.show_problem(str(error))
            return
        whole = [one for one in found if one.records is not None][:_MOST_BACKUPS]
        self.menu.set_lines([(_line(one), one.day, None) for one in whole])
        self.menu.setEnabled(bool(whole))

    def chosen(self, value: Any) -> None:
        """See `MenuRow`."""
        self.try_to(partial(self._own.restore, value))


def _line(one: Backup) -> str:
    return f"{day_name(one.day)}  ·  " + ntr("{n} record", "{n} records", one.records or 0)


class DeleteRow(MenuRow):
    """Delete a part, or all; asks once."""

    WORDS = (
        mark("Delete your data"),
        mark("A part of it, or all, for good. It is asked once."),
        mark("Delete…"),
    )
    PARTS: Mapping[str, str] = {
        "history": mark("The history"),
        "profile": mark("Self-check and conditions"),
        "settings": mark("The settings"),
        "backups": mark("The backups"),
        "all": mark("Everything"),
    }

    def __init__(self, own: Own) -> None:
        self._own = own
        super().__init__(*self.WORDS)

    def retranslate(self) -> None:
        """See `Row`."""
        super().retranslate()
        self.menu.set_lines([(tr(label), part, None) for part, label in self.PARTS.items()])

    def chosen(self, value: Any) -> None:
        """See `MenuRow`."""
        self.ask(str(value))

    def question(self, value: str) -> tuple[str, str]:
        """See `MenuRow`."""
        what = tr(self._own.deletable()[value])
        return tr("This goes for good: {what}.").format(what=what), tr("Delete for good")

    def agreed(self, value: str) -> str:
        """See `MenuRow`."""
        return self._own.delete(value)


_EXPORT = (
    mark("Take it with you"),
    mark("History, settings and profile in one zip file, for another computer or for yourself."),
    mark("Export…"),
)
_IMPORT = (
    mark("Take in an export"),
    mark("What another computer exported; nothing comes twice, nothing here is overwritten."),
    mark("Import…"),
)
_REPORT = (
    mark("A page for a professional"),
    mark("Your last four weeks on one A4 page, as PDF; it names no cause."),
    mark("Write it…"),
)


def slots(
    own: Own, change: Callable[[str, Any], None], values: Callable[[], Mapping[str, Any]],
    ask: Ask = ask_for_file,
) -> list[Slot]:  # fmt: skip
    """The rows of the page.

    Args:
        own: what can be done.
        change: carries out a change of a setting; may raise `LowbackError`.
        values: the settings that hold.
        ask: asks for a file.
    """

    def export(beside: QWidget) -> str:
        path = ask(beside, "save", "lowback-tray.zip", ".zip")
        return own.export(path, replace=True) if path else ""

    def take_in(beside: QWidget) -> str:
        path = ask(beside, "open", "", ".zip")
        return own.take_in(path) if path else ""

    def report(beside: QWidget) -> str:
        path = ask(beside, "save", "lowback-tray.pdf", ".pdf")
        return own.report(path) if path else ""

    actions = [
        Slot(f"data.{name}", partial(ActionRow, *words, do), partial(every_of, words))
        for name, words, do in (
            ("report", _REPORT, report), ("export", _EXPORT, export), ("import", _IMPORT, take_in),
        )
    ]  # fmt: skip
    return [
        *actions,
        Slot("data.backups", partial(BackupsRow, own), partial(every_of, BackupsRow.WORDS)),
        Slot("data.delete", partial(DeleteRow, own), partial(every_of, DeleteRow.WORDS)),
        *(
            Slot(
                f"signal.{one.id}", partial(SignalRow, one, own, change, values),
                partial(every_of, (one.name, one.reads)),
            )
            for one in own.signals()
        ),
    ]  # fmt: skip
