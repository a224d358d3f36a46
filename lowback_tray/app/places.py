"""Where prompts and guides appear: break window, notifications, toast; each made when needed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from lowback_tray import resources
from lowback_tray.app import display
from lowback_tray.app.asking import Asking
from lowback_tray.app.asking_back import AskingBack
from lowback_tray.app.notices import Notices
from lowback_tray.desktop.notify.actions import ButtonNotifier
from lowback_tray.desktop.notify.base import PROMPT, Capability, Note
from lowback_tray.desktop.notify.plain import PlainNotifier
from lowback_tray.engine.policy import BreakKind
from lowback_tray.i18n import tr
from lowback_tray.settings.policy import policy_from

_HOLD = "hold:"
# The heartbeat tells the status once a minute, so every prompt is expected once.
_SOON_S = 61.0

if TYPE_CHECKING:
    from lowback_tray.app.cueing import Cueing
    from lowback_tray.app.running import Surroundings
    from lowback_tray.app.shelf import Shelf
    from lowback_tray.app.trial import Trial
    from lowback_tray.care.exercise import Library
    from lowback_tray.desktop.media import Media
    from lowback_tray.engine.effects import DoneView, GuideView, Notice
    from lowback_tray.engine.events import Event
    from lowback_tray.engine.ports import Guide, Prompter
    from lowback_tray.engine.status import Status


class Places(QObject):
    """Where prompts and guides appear: break window, notifications, toast."""

    def __init__(
        self,
        post: Callable[[Event], None],
        shelf: Shelf,
        dress: Callable[[], None],
        open_signs: Callable[[], None],
        library: Library,
        around: Surroundings,
        command: Callable[[str, tuple[str, ...]], None],
    ) -> None:
        super().__init__()
        self._post, self._shelf, self._dress = post, shelf, dress
        self._open_signs = open_signs
        self._library, self._around = library, around
        self._window: Any = None
        self._toast: Any = None
        self._media = around.media
        guide = _Late(lambda: self.window().guide)
        self.guide = _Leading(guide, self._media, self._pauses_media, around.sound, self.end_trial)
        service = around.notifications
        self._buttons = ButtonNotifier(
            around.session, service, "Lowback Tray", "lowback-tray", _icon()
        )
        self._buttons.answered.connect(self._hold_answered)
        self._plain = PlainNotifier(service if sys.platform == "linux" else None, "Lowback Tray")
        self._trial: Trial | None = None
        self._card: Any = None
        self.card = AskingBack(
            _Late(self._return_card, lambda: self._card is not None),
            service, self._buttons, self._plain, post,
        )  # fmt: skip
        self.asking = self._chain(
            _Late(lambda: self.window().prompter, lambda: self._window is not None),
            _Late(self.toast, lambda: self._toast is not None),
            post,
            PROMPT,
        )

        self._asked_about: set[str] = set()  # holds whose note may still be on the screen
        self._notice_toast: Any = None
        self.notices = Notices(
            self._say, service, self._buttons, self._plain, self._notice_words, command
        )

    def _say(self, title: str, text: str) -> None:
        """Our own toast for a notice, made when first needed."""
        if self._notice_toast is None:
            from lowback_tray.ui.notice_toast import NoticeToast

            self._dress()
            self._notice_toast = NoticeToast()
        self._notice_toast.say(title, text)

    def _notice_words(self, notice: Notice) -> tuple[str, str]:
        from lowback_tray.ui import notice_words

        return notice_words.words(notice)

    def _steady(self) -> float:
        return self._around.clock.steady()

    def _values(self) -> Any:
        return self._shelf.settings.values

    def _flags(self) -> frozenset[str]:
        flags: frozenset[str] = self._values()["profile.flags"]
        return flags

    def _pauses_media(self) -> bool:
        return bool(self._values()["stand_up.pause_media"])

    def _form(self) -> str:
        """How a stand-up asks; where there is no tray, its icon can ask nobody."""
        form = str(self._values()["stand_up.form"])
        nobody_sees = form == "tray" and self._around.tray_host() is None
        return "notification" if nobody_sees else form

    def window(self) -> Any:
        """The break window, made when first needed."""
        if self._window is None:
            self._window = self._make_window(self._post)
        return self._window

    def _make_window(self, post: Callable[[Event], None]) -> Any:
        from lowback_tray.ui.break_window.window import BreakWindow
        from lowback_tray.ui.figure.view import FigureView

        self._dress()
        return BreakWindow(
            self._library, post, self._steady, FigureView,
            rate=self._around.clock.rate, **_place(self._values()),
            flags=self._flags,
            open_signs=self._open_signs,
            moment=self._around.sound.moment,
            across=lambda: self._values()["window.across_room"],
        )  # fmt: skip

    def give_way(self, status: Status) -> None:
        """A trial that is open ends when the real program asks or leads."""
        if status.prompt is not None or status.guide is not None:
            self.end_trial()

    def end_trial(self) -> None:
        """Put away what is shown as a trial; harmless when nothing is."""
        if self._trial is not None:
            self._trial.close()

    def expect(self, status: Status) -> None:
        """Make ready for a coming prompt within the minute before it; until then it costs nothing.

        Three quarters of the time to a first frame go into loading and building, and here nobody
        waits for it. A posture reset is a notification: it may need the window, but not at once.
        """
        coming = status.next
        if coming is None or coming.in_s >= _SOON_S:
            return
        window = self.window()
        if coming.kind is not BreakKind.POSTURE_RESET:
            window.prepare()

    def toast(self) -> Any:
        """Our own toast, made when first needed."""
        if self._toast is None:
            self._toast = self._make_toast(self._post)
        return self._toast

    def _make_toast(self, post: Callable[[Event], None]) -> Any:
        from lowback_tray.ui.figure.view import FigureView
        from lowback_tray.ui.toast import Toast

        self._dress()
        return Toast(self._library, post, FigureView)

    def _chain(
        self, window: Prompter, toast: Prompter, post: Callable[[Event], None], group: str
    ) -> Asking:
        return Asking(
            window=window,
            toast=toast,
            service=self._around.notifications,
            buttons=self._buttons,
            plain=self._plain,
            wording=self._wording,
            post=post,
            places_windows=display.places_windows(),
            form=self._form,
            opened=self._around.sound.asked,
            group=group,
        )

    def trial(self, status: Callable[[], Status]) -> Trial:
        """Prompts and guides of which nothing is kept; made when first asked for."""
        if self._trial is None:
            from lowback_tray.app.trial import Stages, Trial

            stages = Stages(self._make_window, self._make_toast, self._chain, self._around.sound)
            self._trial = Trial(
                self._around.clock, lambda: policy_from(self._values()), self._library, status,
                stages,
            )  # fmt: skip
        return self._trial

    def _return_card(self) -> Any:
        """The card that asks what an absence was, made when first needed."""
        if self._card is None:
            from lowback_tray.ui.return_card import ReturnCard

            self._dress()
            self._card = ReturnCard(self._post)
        return self._card

    def _wording(self, prompt: Any) -> tuple[str, str]:
        from lowback_tray.ui.break_window import wording

        title = wording.prompt_title(prompt)
        return title, wording.unglued(wording.plan_line(prompt.plan, self._library))

    def activate(self) -> bool:
        """Bring an open prompt or guide to the front; False when there is none."""
        if self._window is None or not self._window.waits_for_you():
            return False
        self._window.activate()
        return True

    def adopt(self, values: Any) -> None:
        """The settings changed."""
        if self._window is not None:
            self._window.set_place(**_place(values))
            self._window.retranslate()
        for small in (self._toast, self._card):
            if small is not None:
                small.retranslate()

    def ask_about_hold(self, name: str) -> None:
        """A hold has stood for hours: ask once, quietly, whether it still means anything."""
        note = Note(
            tr("Still waiting: {reason}").format(reason=tr(self._around.holds.reason(name))),
            self._around.holds.detail(name),
            (("let_go", tr("Remind me anyway")),),
            group=f"{_HOLD}{name}",
        )
        if self._around.notifications.capability is Capability.BUTTONS:
            self._asked_about.add(name)
            self._buttons.show(note)

    def _hold_answered(self, note: Note, key: str) -> None:
        if note.group.startswith(_HOLD) and key == "let_go":
            self._around.holds.let_go(note.group.removeprefix(_HOLD))

    def close(self) -> None:
        """Take back what is still shown."""
        self.asking.withdraw()
        self.end_trial()
        self.card.withdraw()
        self.notices.withdraw()
        for name in self._asked_about:
            self._buttons.withdraw(f"{_HOLD}{name}")
        self._media.close()


def _icon() -> str:
    """The icon beside notifications: the file, because nothing need be installed for that."""
    return (resources.folder("icons") / "lowback-tray-64.png").as_uri()


def _place(values: Any) -> dict[str, Any]:
    """Where the break window opens, as it takes it."""
    place = "centre" if values["window.position"] == "centre" else "corner"
    return {"place": place, "screen": values["window.screen"]}


class _Leading:
    """The Guide port: it is heard, and music waits while somebody stands, if they want it to."""

    def __init__(
        self,
        guide: Guide,
        media: Media,
        wanted: Callable[[], bool],
        cues: Cueing,
        clear: Callable[[], None],
    ) -> None:
        self._guide, self._media, self._wanted, self._cues = guide, media, wanted, cues
        self._clear = clear

    def open(self, guide: GuideView) -> None:
        """Open on the first step; what is heard is its own and no trial's."""
        self._clear()
        self._cues.begun()
        self._guide.open(guide)
        if guide.plan.standing and self._wanted():
            self._media.pause()

    def show(self, guide: GuideView) -> None:
        """The guide moved."""
        self._guide.show(guide)

    def close(self, done: DoneView) -> None:
        """The guide is over; only what was paused here goes on."""
        self._guide.close(done)
        self._cues.over(done)
        self._media.resume()


class _Late:
    """A port whose window is built at its first use, and not for the sake of closing it."""

    def __init__(self, make: Callable[[], Any], made: Callable[[], bool] = lambda: True) -> None:
        self._make, self._made = make, made

    def show(self, view: Any) -> None:
        """Show it."""
        self._make().show(view)

    def open(self, view: Any) -> None:
        """Open it."""
        self._make().open(view)

    def close(self, view: Any) -> None:
        """Close it."""
        self._make().close(view)

    def withdraw(self) -> None:
        """Take it back, if it was ever shown."""
        if self._made():
            self._make().withdraw()
