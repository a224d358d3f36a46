"""Which editor edits which kind of value."""

from __future__ import annotations

from lowback_tray.ui.settings_window.editors import (
    ChoiceEditor,
    Editor,
    IdsEditor,
    NumberEditor,
    SwitchEditor,
    TextEditor,
)
from lowback_tray.ui.settings_window.marks_editor import MarksEditor
from lowback_tray.ui.settings_window.quiet_editor import QuietEditor

EDITORS: dict[str, type[Editor]] = {
    "bool": SwitchEditor,
    "int": NumberEditor,
    "choice": ChoiceEditor,
    "ids": IdsEditor,
    "ints": TextEditor,
    "time": TextEditor,
    "ranges": TextEditor,
    "marks": MarksEditor,
    "quiet": QuietEditor,
    "words": TextEditor,
    "day": TextEditor,
    "command": TextEditor,
    "keys": TextEditor,
    "name": TextEditor,
}
"""The editor for each type of setting."""
