"""Whether the guide is read from across the room, and the view for it, built when first wanted.

The setting decides at each step; what the person chose by button or key holds for the rest of
that break.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from lowback_tray.care.exercise import Exercise
    from lowback_tray.ui.break_window.far_view import FarView
    from lowback_tray.ui.break_window.stage import StageFactory

AcrossRoom = Literal["off", "standing", "always"]
Act: TypeAlias = "Callable[[], None]"
_STANDING = frozenset({"standing", "wall"})


class Across:
    """The far view's state.

    Args:
        stage_factory: makes its figure.
        setting: what the person has set, asked at every step.
        resized: told when the window should take another size.

    Attributes:
        on: whether it is in front.
        acts: what its buttons do: pause or go on, the next step, "it hurts", the small window.
    """

    def __init__(
        self,
        stage_factory: StageFactory,
        setting: Callable[[], AcrossRoom],
        resized: Callable[[], None],
    ) -> None:
        self.on = False
        self.resized = resized
        self.acts: tuple[Act, Act, Act, Act] = (_nothing,) * 4
        self._stage_factory = stage_factory
        self._setting = setting
        self._chosen: tuple[int, bool] | None = None  # in which break, and what
        self._view: FarView | None = None

    def follow(self, break_id: int, exercise: Exercise) -> None:
        """Another exercise begins."""
        if self._chosen is not None and self._chosen[0] == break_id:
            self.on = self._chosen[1]
        else:
            setting = self._setting()
            standing = exercise.position in _STANDING
            self.on = setting == "always" or (setting == "standing" and standing)

    def turn(self, break_id: int) -> None:
        """The person wants it the other way for this break."""
        self.on = not self.on
        self._chosen = (break_id, self.on)

    def view(self) -> FarView:
        """The view itself."""
        if self._view is None:
            from lowback_tray.ui.break_window.far_view import FarView

            self._view = FarView(self._stage_factory(), *self.acts)
        return self._view


def _nothing() -> None:
    """Before the page has said what its buttons do."""
