"""The figure's colours: design tokens in, the tones of body, hair and furniture out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

if TYPE_CHECKING:
    from lowback_tray.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class FigureColours:
    """The tokens a figure is drawn in, each "#RRGGBB".

    Attributes:
        stage: what lies behind the figure.
        ink, muted: the darkest tone, and marks beside the figure.
        line: furniture and floor.
        accent, far: near and far limbs.
        warm: the region being eased.
    """

    stage: str
    ink: str
    muted: str
    line: str
    accent: str
    far: str
    warm: str

    @classmethod
    def of(cls, theme: Theme) -> FigureColours:
        """The colours of a theme."""
        return cls(
            stage=theme.stage,
            ink=theme.ink,
            muted=theme.muted,
            line=theme.line,
            accent=theme.accent,
            far=theme.far,
            warm=theme.warm,
        )


@dataclass(frozen=True, slots=True)
class Tones:
    """What the parts of the picture are filled with."""

    stage: QColor
    near: QColor
    trunk: QColor
    skin: QColor
    hair: QColor
    far: QColor
    far_skin: QColor
    prop: QColor
    prop_edge: QColor
    floor: QColor
    mat: QColor
    strap: QColor
    mark: QColor
    warm: QColor


@lru_cache(maxsize=8)
def tones(colours: FigureColours) -> Tones:
    """The tones of a set of colours; made once."""
    dark = QColor(colours.stage).lightness() < 128
    return Tones(
        stage=QColor(colours.stage),
        near=QColor(colours.accent),
        trunk=mixed(colours.accent, colours.far, 0.34),
        skin=mixed(colours.accent, colours.ink if dark else colours.far, 0.4 if dark else 0.62),
        hair=mixed(colours.accent, colours.stage if dark else colours.ink, 0.6),
        far=QColor(colours.far),
        far_skin=mixed(colours.far, colours.ink if dark else colours.stage, 0.16 if dark else 0.25),
        prop=mixed(colours.line, colours.muted, 0.2),
        prop_edge=mixed(colours.line, colours.muted, 0.42),
        floor=mixed(colours.line, colours.muted, 0.12),
        mat=mixed(colours.line, colours.far, 0.42),
        strap=mixed(colours.warm, colours.muted, 0.25),
        mark=QColor(colours.muted),
        warm=QColor(colours.warm),
    )


def mixed(one: str, other: str, share: float) -> QColor:
    """The colour `share` of the way from one to the other."""
    a, b = QColor(one), QColor(other)
    return QColor.fromRgbF(
        a.redF() + share * (b.redF() - a.redF()),
        a.greenF() + share * (b.greenF() - a.greenF()),
        a.blueF() + share * (b.blueF() - a.blueF()),
    )
