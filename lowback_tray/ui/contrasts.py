"""Other colours than our own: high contrast, and the desktop's accent.

High contrast keeps every pair of text and ground at 7:1 (WCAG 2.1 AAA) and draws lines that can be
seen, also around what is else only a shade of its ground (`widgets.boxes.paint_box`). An accent may
be any colour a person has chosen, so it is never taken as it is: it is darkened (on light ground)
or lightened (on dark) until text in it and on it can be read.
"""

from __future__ import annotations

from dataclasses import replace

from lowback_tray.ui.theme import Theme, contrast, mix

READABLE, HIGH = 4.5, 7.0  # the least contrast of text, usually and in high contrast

LIGHT_HIGH = Theme(
    dark=False, background="#FFFFFF", surface="#FFFFFF", stage="#FFFFFF", ink="#000000",
    muted="#2A2A2A", line="#6A6A6A", accent="#00463A", on_accent="#FFFFFF",
    accent_soft="#D3EDE5", far="#7FA99C", warm="#B8430F", warm_text="#7A2804",
    caution="#8A5A00", caution_text="#5A3A00", high=True,
)  # fmt: skip
DARK_HIGH = Theme(
    dark=True, background="#000000", surface="#000000", stage="#000000", ink="#FFFFFF",
    muted="#DADADA", line="#9A9A9A", accent="#7FF0D2", on_accent="#000000",
    accent_soft="#00392D", far="#3F8F7C", warm="#FFA880", warm_text="#FFA880",
    caution="#FFD45C", caution_text="#FFD45C", high=True,
)  # fmt: skip

_STEPS = 50


def variant(theme: Theme, accent: str | None, *, high: bool) -> Theme:
    """One of the two usual themes in high contrast, with another accent, or both."""
    if high:
        theme = DARK_HIGH if theme.dark else LIGHT_HIGH
    least = HIGH if high else READABLE
    return theme if accent is None else with_accent(theme, accent, least)


def with_accent(theme: Theme, accent: str, least: float = READABLE) -> Theme:
    """A theme whose accent is this colour, or the nearest to it that can be read.

    Args:
        theme: what everything else is taken from.
        accent: "#RRGGBB".
        least: the contrast of text in the accent on every ground, and of text on the accent.
    """
    away = "#FFFFFF" if theme.dark else "#000000"
    for step in range(_STEPS + 1):
        made = _tinted(theme, mix(accent, away, step / _STEPS))
        if _can_be_read(made, least):
            break
    return made


def _tinted(theme: Theme, accent: str) -> Theme:
    return replace(
        theme,
        accent=accent,
        accent_soft=mix(theme.surface, accent, 0.24 if theme.dark else 0.16),
        far=mix(theme.surface, accent, 0.48 if theme.dark else 0.42),
    )


def _can_be_read(theme: Theme, least: float) -> bool:
    grounds = (theme.surface, theme.stage, theme.background, theme.hover)
    fills = (theme.accent, theme.accent_hover, theme.accent_pressed)
    return (
        all(contrast(theme.accent, ground) >= least for ground in grounds)
        and all(contrast(theme.on_accent, fill) >= least for fill in fills)
        and contrast(theme.ink, theme.accent_soft) >= least
    )
