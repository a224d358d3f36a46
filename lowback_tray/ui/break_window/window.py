"""The engine's two ports, Prompter and Guide, over the one break window."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from lowback_tray.engine.effects import DoneView, Ending, GuideView, PromptView
from lowback_tray.ui.break_window.across import Across
from lowback_tray.ui.break_window.done_page import DonePage
from lowback_tray.ui.break_window.frame import Frame, Wish
from lowback_tray.ui.break_window.guide_page import GuidePage
from lowback_tray.ui.break_window.prompt_page import PromptPage
from lowback_tray.ui.widgets.announce import announce

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from lowback_tray.care.exercise import Library
    from lowback_tray.engine.events import Event
    from lowback_tray.ui.break_window.across import AcrossRoom
    from lowback_tray.ui.break_window.placing import Place
    from lowback_tray.ui.break_window.stage import StageFactory
    from lowback_tray.ui.screens import Want


def _unheard(text: str) -> None:
    """Where nobody listens."""


def _nearby() -> AcrossRoom:
    """Where only the person asks for the large window."""
    return "off"


class BreakWindow(QObject):
    """Shows prompt, guide and done in one window; built when first needed, then reused.

    Hand `prompter` and `guide` to the engine. Closing the prompt posts Snooze (Skip when no
    snooze is left), closing the guide posts GuideClose; both hide the window at once, so that
    nothing that goes wrong elsewhere can keep a person in it.

    Args:
        library: all content.
        post: takes the person's answers as events.
        steady: the program's steady clock, which may run `rate` times as fast as real time.
        stage_factory: makes a figure (called three times at most).
        rate: see `steady`; the done page closes accordingly sooner, never under four seconds.
        place: near the tray's corner, or in the middle of the screen.
        screen: the one with the pointer, the main one, or that and a card on each other.
        clock: real seconds that never step.
        tell: has a sentence read out on behalf of a widget.
        flags: what the person has said of themselves; decides which cautions come first.
        open_signs: opens the warning signs; without it the end only names them.
        moment: told what is said when another step or the other side begins.
        across: when the guide is to be read from across the room, asked at every step.
    """

    def __init__(
        self,
        library: Library,
        post: Callable[[Event], None],
        steady: Callable[[], float],
        stage_factory: StageFactory,
        *,
        rate: float = 1.0,
        place: Place = "corner",
        screen: Want = "active",
        clock: Callable[[], float] = time.monotonic,
        tell: Callable[[QWidget, str], None] = announce,
        flags: Callable[[], frozenset[str]] = frozenset,
        open_signs: Callable[[], None] | None = None,
        moment: Callable[[str], None] = _unheard,
        across: Callable[[], AcrossRoom] = _nearby,
    ) -> None:
        super().__init__()
        self._library = library
        self._post = post
        self._steady = steady
        self._stage_factory = stage_factory
        self._rate = rate
        self._place: Place = place
        self._screen: Want = screen
        self._clock = clock
        self._tell = tell
        self._flags = flags
        self._open_signs = open_signs
        self._moment = moment
        self._across = across
        self._frame: Frame | None = None
        self._prompt_page: PromptPage | None = None
        self._guide_page: GuidePage | None = None
        self._done_page: DonePage | None = None
        self._withdrawn = False
        self.prompter = _Prompter(self)
        self.guide = _Guide(self)

    @property
    def frame(self) -> Frame | None:
        """The window, None before it was first needed."""
        return self._frame

    def is_open(self) -> bool:
        """Whether it can be seen."""
        return self._frame is not None and self._frame.isVisible()

    def waits_for_you(self) -> bool:
        """Whether a prompt or a guide can be seen; what was done goes by itself."""
        frame = self._frame
        return frame is not None and frame.isVisible() and frame.page() is not self._done_page

    def activate(self) -> None:
        """Take the keyboard, after the person asked for what the window shows."""
        if self._frame is not None and self._frame.isVisible():
            self._frame.activate()

    def set_place(self, place: Place, screen: Want = "active") -> None:
        """Where it opens from now on."""
        self._place, self._screen = place, screen
        if self._frame is not None:
            self._frame.set_place(place, screen)

    def prepare(self) -> None:
        """Build what a prompt needs, unseen, so that the prompt itself comes at once."""
        if self._prompt_page is None:
            page, frame = self._built()
            frame.hold_ready(page)

    def retranslate(self) -> None:
        """Say everything in the language now in force."""
        for part in (self._frame, self._prompt_page, self._guide_page, self._done_page):
            if part is not None:
                part.retranslate()
        page = self._frame.page() if self._frame is not None else None
        if self._frame is not None and isinstance(page, PromptPage | GuidePage):
            self._frame.reword(page.title.text())

    def release(self) -> None:
        """Give the window back; it is built anew when needed."""
        if self._frame is not None:
            self._frame.hide()
            self._frame.deleteLater()
        self._frame = self._prompt_page = self._guide_page = self._done_page = None

    # ---- what the ports call

    def ask(self, prompt: PromptView) -> None:
        """Show the prompt."""
        page, _ = self._built()
        page.show_prompt(prompt)
        self._present(page, page.title.text())
        self._tell(page, page.spoken)

    def take_back(self) -> None:
        """Close the prompt at the end of this turn, unless another page takes its place."""
        if self._frame is not None and self._frame.page() is self._prompt_page:
            self._withdrawn = True
            QTimer.singleShot(0, self, self._hide_withdrawn)

    def lead(self, view: GuideView) -> None:
        """Show the guide."""
        if self._guide_page is None:
            self._guide_page = GuidePage(
                self._library, self._post, self._steady, self._stage_factory(), self._tell,
                self._flags, self._moment, Across(self._stage_factory, self._across, self._resize),
            )  # fmt: skip
        self._guide_page.show_guide(view)
        self._present(self._guide_page, self._guide_page.title.text())

    def follow(self, view: GuideView) -> None:
        """Show how the guide moved; a window the person closed stays closed."""
        if self._guide_page is not None and self.is_open():
            self.lead(view)

    def end(self, done: DoneView) -> None:
        """Show what was done, or simply close."""
        hurt = self._guide_page.hurt_in(done.break_id) if self._guide_page is not None else None
        if done.ending is Ending.ENDED_EARLY and (hurt is None or not self.is_open()):
            self._hide()
            return
        if self._done_page is None:
            self._done_page = DonePage(
                self._library, self._post, self._rate, self._open_signs, self._tell
            )
            self._done_page.finished.connect(self._hide)
        self._present(self._done_page)
        self._done_page.show_done(done, hurt)
        self._tell(self._done_page, self._done_page.spoken)

    # ---- inside

    def _built(self) -> tuple[PromptPage, Frame]:
        """The prompt's page and the window."""
        if self._prompt_page is None:
            self._prompt_page = PromptPage(self._library, self._post, self._stage_factory())
        return self._prompt_page, self._window()

    def _window(self) -> Frame:
        if self._frame is None:
            self._frame = Frame(self._on_wish, self._clock, self._place, self._screen)
        return self._frame

    def _present(self, page: QWidget, words: str = "") -> None:
        self._withdrawn = False
        frame = self._window()
        frame.leads = page is self._guide_page
        frame.set_large(frame.leads and self._is_far())
        frame.present(page, words)

    def _is_far(self) -> bool:
        return self._guide_page is not None and self._guide_page.is_far()

    def _resize(self) -> None:
        if self._frame is not None:
            self._frame.set_large(self._is_far())

    def _hide(self) -> None:
        if self._frame is not None:
            self._frame.hide()

    def _hide_withdrawn(self) -> None:
        if self._withdrawn:
            self._withdrawn = False
            self._hide()

    def _on_wish(self, wish: Wish) -> None:
        page = self._frame.page() if self._frame is not None else None
        if wish == "close":
            self._close(page)
        elif isinstance(page, DonePage):
            page.touch()
        elif isinstance(page, GuidePage) and wish != "touch":
            {
                "toggle": page.toggle, "back": page.back, "forward": page.forward,
                "hurts": page.hurts, "about": page.about, "large": page.large,
            }[wish]()  # fmt: skip

    def _close(self, page: QWidget | None) -> None:
        self._hide()
        if isinstance(page, PromptPage | GuidePage):
            event = page.closing_event()
            if event is not None:
                self._post(event)


class _Prompter:
    """`engine.ports.Prompter` over the window."""

    def __init__(self, window: BreakWindow) -> None:
        self._window = window

    def show(self, prompt: PromptView) -> None:
        self._window.ask(prompt)

    def withdraw(self) -> None:
        self._window.take_back()


class _Guide:
    """`engine.ports.Guide` over the window."""

    def __init__(self, window: BreakWindow) -> None:
        self._window = window

    def open(self, guide: GuideView) -> None:
        self._window.lead(guide)

    def show(self, guide: GuideView) -> None:
        self._window.follow(guide)

    def close(self, done: DoneView) -> None:
        self._window.end(done)
