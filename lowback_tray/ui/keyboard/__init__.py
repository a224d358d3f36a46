"""What keys do in a window, and how they are shown: on Alt beside each button, on F1 as a list.

keyboard.py   Keyboard: the keys of one window
tips.py       the letters beside the buttons while Alt is held
sheet.py      the list of keys over the window
held.py       a held key is not pressed anew
"""

from __future__ import annotations

from lowback_tray.ui.keyboard.held import HeldKeys, pass_on
from lowback_tray.ui.keyboard.keyboard import Keyboard

__all__ = ["HeldKeys", "Keyboard", "pass_on"]
