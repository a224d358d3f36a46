"""The look as values: colours, sizes and motion, light and dark, followed live.

`Theme` holds the colours by the names of the design (ink, surface, accent ...). The look in
force is one module-level value, because everything painted asks for it in every repaint:
`current()` gives the colours, `px(n)` a length that grows with the text size, `still()` whether
things should not move. `Themer` is the only one that changes it: it follows the desktop's light
or dark, or is told one, sets the application's palette, font and style sheet, and says `changed`.

For windows: lay out in `px`, colour by the `role` and `rank` properties (see
`ui.stylesheet`), paint with `colour(current().accent)`, and recompute sizes in `changeEvent`
on StyleChange or FontChange; both arrive by themselves when the look changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

if TYPE_CHECKING:
    from PySide6.QtGui import QStyleHints
    from PySide6.QtWidgets import QApplication

Appearance = Literal["system", "light", "dark"]
Contrast = Literal["system", "normal", "high"]
TextRole = Literal["title", "body", "small", "figures"]

TITLE, BODY, SMALL, FIGURES = 22, 15, 13, 20  # type sizes in pixels at 100 %
RADIUS, SMALL_RADIUS = 18, 10  # stage and cards, buttons
_APART = 3.0  # the least contrast of two neighbouring colours that mean different things
MIN_PERCENT, MAX_PERCENT = 80, 200

# Behind the system font, so that kanji never come out in their Chinese forms.
_JAPANESE = ("Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic UI", "Meiryo")


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one appearance, each "#RRGGBB".

    Attributes:
        dark: whether light text stands on dark ground.
        background: behind cards.
        surface: windows and cards.
        stage: behind the figure.
        ink, muted: text and secondary text.
        line: hairlines, the empty part of a ring, chair and floor.
        accent, on_accent: the primary button, rings, near limbs, and what stands on them.
        accent_soft, far: chips, and the far limbs.
        warm, warm_text: the region being eased, "due"; the same as text.
        caution, caution_text: marks; stop lines and holds as text.
        high: high contrast: what is only a shade of its ground has an outline.
    """

    dark: bool
    background: str
    surface: str
    stage: str
    ink: str
    muted: str
    line: str
    accent: str
    on_accent: str
    accent_soft: str
    far: str
    warm: str
    warm_text: str
    caution: str
    caution_text: str
    high: bool = False

    @property
    def hover(self) -> str:
        """The ground of a flat control under the pointer."""
        return mix(self.surface, self.ink, 0.06)

    @property
    def pressed(self) -> str:
        """The ground of a flat control held down."""
        return mix(self.surface, self.ink, 0.12)

    @property
    def accent_hover(self) -> str:
        """The primary button under the pointer; goes away from its text, so contrast grows."""
        return mix(self.accent, "#FFFFFF" if self.dark else "#000000", 0.10)

    @property
    def accent_pressed(self) -> str:
        """The primary button held down."""
        return mix(self.accent, "#FFFFFF" if self.dark else "#000000", 0.22)

    @property
    def track(self) -> str:
        """What is empty or was not taken: behind the accent, and never to be mistaken for it."""
        if contrast(self.line, self.accent) >= _APART:
            return self.line
        return mix(self.surface, self.ink, 0.2)

    def needs_outline(self, fill: str) -> bool:
        """Whether a fill is too near to its ground to be relied on; only high contrast asks."""
        return self.high and contrast(fill, self.surface) < _APART

    @property
    def edge(self) -> str:
        """The border of a control: stronger than a hairline, so that its shape is seen."""
        return mix(self.line, self.ink, 0.16)


LIGHT = Theme(
    dark=False, background="#EFECE4", surface="#FFFFFF", stage="#F4F1EA", ink="#22302C",
    muted="#55645E", line="#E3DED3", accent="#2A7564", on_accent="#FFFFFF",
    accent_soft="#DCEDE6", far="#A9CFC3", warm="#E8825A", warm_text="#A8481F",
    caution="#C98A1B", caution_text="#7F560A",
)  # fmt: skip
DARK = Theme(
    dark=True, background="#161C1A", surface="#1F2725", stage="#24302C", ink="#E8EEEA",
    muted="#9DADA6", line="#33403B", accent="#5FC2A8", on_accent="#0F1F1A",
    accent_soft="#22463D", far="#3E7A6A", warm="#F0976F", warm_text="#F0976F",
    caution="#E8B44C", caution_text="#E8B44C",
)  # fmt: skip


def _channels(colour_: str) -> tuple[int, int, int]:
    return int(colour_[1:3], 16), int(colour_[3:5], 16), int(colour_[5:7], 16)


def mix(one: str, other: str, share: float) -> str:
    """A colour between two: `share` 0 is `one`, 1 is `other`."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.1, relative luminance)."""

    def luminance(colour_: str) -> float:
        linear = [
            c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
            for c in (channel / 255 for channel in _channels(colour_))
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@dataclass(frozen=True, slots=True)
class _Look:
    theme: Theme = LIGHT
    percent: int = 100
    still: bool = False


_look = _Look()


def current() -> Theme:
    """The colours in force."""
    return _look.theme


def text_percent() -> int:
    """The text size in force, 80 to 200."""
    return _look.percent


def px(length: float) -> int:
    """A length at 100 % in pixels at the text size in force."""
    return round(length * _look.percent / 100)


def still() -> bool:
    """Whether nothing should move on its own (reduced motion)."""
    return _look.still


def colour(value: str, alpha: float = 1.0) -> QColor:
    """A colour to paint with; `alpha` 0 to 1."""
    made = QColor(value)
    made.setAlphaF(alpha)
    return made


def font(role: TextRole = "body") -> QFont:
    """The system font in one of the sizes; "figures" has digits of one width."""
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    made.setFamilies([*made.families(), *_JAPANESE])
    sizes = {"title": TITLE, "body": BODY, "small": SMALL, "figures": FIGURES}
    made.setPixelSize(px(sizes[role]))
    if role in ("title", "figures"):
        made.setWeight(QFont.Weight.DemiBold)
    if role == "figures":
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def palette(theme: Theme) -> QPalette:
    """The same colours for what style sheets do not reach."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.surface,
        QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.Base: theme.surface,
        QPalette.ColorRole.AlternateBase: theme.stage,
        QPalette.ColorRole.Text: theme.ink,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Button: theme.surface,
        QPalette.ColorRole.ButtonText: theme.ink,
        QPalette.ColorRole.ToolTipBase: theme.ink,
        QPalette.ColorRole.ToolTipText: theme.surface,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.on_accent,
        QPalette.ColorRole.Accent: theme.accent,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.LinkVisited: theme.accent,
    }
    for role, value in roles.items():
        made.setColor(role, QColor(value))
    faint = QColor(mix(theme.surface, theme.ink, 0.42))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, faint)
    return made


@dataclass(frozen=True, slots=True)
class Told:
    """What the desktop tells of its look beside Qt; None where it does not.

    Attributes:
        dark: whether it is dark.
        contrast: whether more contrast is wanted.
        accent: its accent, "#RRGGBB".
    """

    dark: bool | None = None
    contrast: bool | None = None
    accent: str | None = None


class Themer(QObject):
    """Puts the look on the application and keeps it right.

    One for the whole program, made when the first window is built (the waiting program needs
    none). `changed` follows every change, after palette, font and style sheet are in place.

    Args:
        app: the application to dress.
        appearance: "system" follows the desktop live, "light" and "dark" are kept.
        percent: text size; kept within 80 to 200.
        still: reduced motion.
        contrast: "system" follows the desktop, "high" and "normal" are kept.
        their_accent: the desktop's accent, where it tells one, instead of ours.
        desktop: what tells the desktop's light or dark; Qt's own where not given.
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        appearance: Appearance = "system",
        percent: int = 100,
        *,
        still: bool = False,
        contrast: Contrast = "system",
        their_accent: bool = False,
        desktop: QStyleHints | None = None,
    ) -> None:
        super().__init__(app)
        self._desktop = desktop or app.styleHints()
        self._app = app
        self._appearance = appearance
        self._percent = percent
        self._still = still
        self._contrast: Contrast = contrast
        self._their_accent = their_accent
        self._told = Told()
        app.setStyle("Fusion")
        self._desktop.colorSchemeChanged.connect(self._apply)
        self._hints = self._desktop.accessibility()
        self._hints.contrastPreferenceChanged.connect(self._apply)
        self.set_appearance(appearance)

    def set_appearance(self, appearance: Appearance) -> None:
        """Follow the desktop, or keep light or dark."""
        self._appearance = appearance
        hints = self._desktop  # telling Qt too makes native frames follow
        if appearance == "system":
            hints.unsetColorScheme()
        else:
            dark = appearance == "dark"
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        self._apply()

    def set_text_percent(self, percent: int) -> None:
        """Set the text size; kept within 80 to 200."""
        self._percent = percent
        self._apply()

    def set_still(self, still: bool) -> None:
        """Switch reduced motion."""
        self._still = still
        self._apply()

    def set_contrast(self, contrast: Contrast) -> None:
        """Follow the desktop, or keep high or normal contrast."""
        self._contrast = contrast
        self._apply()

    def set_their_accent(self, wanted: bool) -> None:
        """Whether the desktop's accent takes the place of ours."""
        self._their_accent = wanted
        self._apply()

    def listen(self, told: Told) -> None:
        """The desktop told something of its look."""
        self._told = told
        self._apply()

    def _is_dark(self) -> bool:
        if self._appearance != "system":
            return self._appearance == "dark"
        if self._told.dark is not None:
            return self._told.dark
        return self._desktop.colorScheme() == Qt.ColorScheme.Dark

    def _is_high(self) -> bool:
        if self._contrast != "system":
            return self._contrast == "high"
        qt_says = self._hints.contrastPreference() == Qt.ContrastPreference.HighContrast
        return qt_says or bool(self._told.contrast)

    def _wanted(self) -> Theme:
        dark, high = self._is_dark(), self._is_high()
        accent = self._told.accent if self._their_accent else None
        if not high and accent is None:
            return DARK if dark else LIGHT
        from lowback_tray.ui.contrasts import variant  # few need it

        return variant(DARK if dark else LIGHT, accent, high=high)

    def _apply(self) -> None:
        global _look
        percent = max(MIN_PERCENT, min(MAX_PERCENT, self._percent))
        look = _Look(self._wanted(), percent, self._still)
        if look == _look and self._app.styleSheet():
            return
        _look = look
        from lowback_tray.ui.stylesheet import stylesheet  # a window is being built anyway

        self._app.setPalette(palette(look.theme))
        self._app.setFont(font("body"))
        self._app.setStyleSheet(stylesheet(look.theme, percent))
        self.changed.emit()
