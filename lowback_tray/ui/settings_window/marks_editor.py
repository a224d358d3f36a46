"""The editor for standing up by the clock: the usual times as chips, any others typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from lowback_tray.i18n import tr
from lowback_tray.ui.layouts import Flow, grows_down
from lowback_tray.ui.settings_window.editors import Editor, TextEditor
from lowback_tray.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from lowback_tray.ui.settings_window.shapes import Setting

PRESETS = ("none", ":00", ":00,:30", ":15,:45")
"""As `Setting.parse` reads them; "none" is the interval."""


class MarksEditor(Editor):
    """Times of the clock, or none: then the interval counts."""

    wide = True

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        grows_down(self)
        flow = Flow(self, 0)
        self._chips: dict[str, Button] = {}
        for preset in PRESETS:
            chip = Button("", "chip")
            chip.clicked.connect(partial(self._choose, preset))
            self._chips[preset] = chip
            flow.addWidget(chip)
        self._text = TextEditor(setting)
        self._text.edited.connect(self._typed)
        self._text.refused.connect(self.refused)
        flow.addWidget(self._text)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        """See `Editor`."""
        self._text.show_value(value)
        shown = self.setting.text(value)
        for preset, chip in self._chips.items():
            chip.setChecked(preset == shown)

    def retranslate(self) -> None:
        """See `Editor`."""
        self._text.retranslate()
        for preset, chip in self._chips.items():
            label = tr("By the interval") if preset == "none" else preset.replace(",", ", ")
            chip.set_text(label, self.name())

    def _choose(self, preset: str, _checked: bool = False) -> None:
        self._text.forget()
        self._typed(self.setting.parse(preset))

    def _typed(self, value: Any) -> None:
        self.show_value(value)
        self.refused.emit("")
        self.edited.emit(value)
