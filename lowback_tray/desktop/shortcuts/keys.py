"""A combination of keys, as the settings write it ("Ctrl+Alt+S"), for X and for the portal."""

from __future__ import annotations

from typing import Final

SHIFT, LOCK, CONTROL, ALT, NUM_LOCK, SUPER = 1, 2, 4, 8, 16, 64
_MASKS: Final = {"Shift": SHIFT, "Ctrl": CONTROL, "Alt": ALT, "Super": SUPER}
_PORTAL: Final = {"Shift": "SHIFT", "Ctrl": "CTRL", "Alt": "ALT", "Super": "LOGO"}
_KEYSYMS: Final = {
    "Space": (0x20, "space"),
    "Pause": (0xFF13, "Pause"),
    "Home": (0xFF50, "Home"),
    "End": (0xFF57, "End"),
    "Insert": (0xFF63, "Insert"),
    **{f"F{n}": (0xFFBE + n - 1, f"F{n}") for n in range(1, 13)},
}


def modifiers(combination: str) -> int:
    """The modifiers as the X server counts them."""
    return sum(_MASKS[part] for part in combination.split("+")[:-1])


def keysym(combination: str) -> int:
    """The X number of the key itself: of a letter, the small one."""
    key = combination.split("+")[-1]
    return _KEYSYMS[key][0] if key in _KEYSYMS else ord(key.lower())


def trigger(combination: str) -> str:
    """As the portal's shortcuts specification writes it."""
    *held, key = combination.split("+")
    name = _KEYSYMS[key][1] if key in _KEYSYMS else key.lower()
    return "+".join([*(_PORTAL[part] for part in held), name])
