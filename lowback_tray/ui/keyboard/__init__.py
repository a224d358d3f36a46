"""What keys do in a window, and how they are shown: on Alt beside each button, on F1 as a list.

keyboard.py   Keyboard: the keys of one window
tips.py       the letters beside the buttons while Alt is held
sheet.py      the list of keys over the window
"""

from __future__ import annotations

from lowback_tray.ui.keyboard.keyboard import Keyboard

__all__ = ["Keyboard"]
