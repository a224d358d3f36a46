"""What tells the engine of the world: presence, lock, sleep; and what follows its status back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from lowback_tray.engine import events, waiting
from lowback_tray.engine.status import PhaseName, Status

if TYPE_CHECKING:
    from lowback_tray.app.running import Surroundings
    from lowback_tray.engine.runner import Runner
    from lowback_tray.ui.tray import Tray

# How long a tray host gets to take our icon before we make a new one (real time).
_ICON_PATIENCE_MS = 1500
# How long the desktop gets to answer after the start before we judge what is missing.
_SETTLE_MS = 2500


# After an input somebody away is listened for again this much later (time of the program): not
# every single movement of a hand that is back is worth a wake-up.
_LISTEN_AGAIN_MS = 900
_SHORTEST_MS = 20


# A prompt this near has to know what stands in its way.
_NEAR_S = 125.0


def levels_matter(status: Status) -> bool:
    """Whether what the desktop says could change anything within the next two minutes.

    It does while a hold stands (its end may have been missed), while something is due, and
    before anything falls due; for somebody who just sits it is read now and then.
    """
    coming = status.next
    near = coming is not None and coming.in_s < _NEAR_S
    return near or bool(status.holds) or status.phase in (PhaseName.PROMPTING, PhaseName.AWAY)


def waits_for_typing(status: Status) -> bool:
    """Whether something is due that opens at the next pause in typing."""
    return any(hold.name == waiting.TYPING for hold in status.holds)


def may_ask(status: Status) -> bool:
    """Whether somebody is there and has been for a while, so that a question can be seen."""
    unseen = {waiting.LOCKED, waiting.JUST_BACK}
    there = status.phase is not PhaseName.AWAY
    return there and not any(hold.name in unseen for hold in status.holds)


class Sources(QObject):
    """Wires the desktop's signals to the engine. Sources post events and have no port.

    Args:
        runner: the engine.
        around: the desktop.
        tray: the icon, made anew when a host comes late.
        settled: called once, when the desktop has had time to answer.
    """

    hold_is_old = Signal(str)  # it has stood for hours, and somebody is there to be asked

    def __init__(
        self, runner: Runner, around: Surroundings, tray: Tray, settled: Callable[[], None]
    ) -> None:
        super().__init__()
        self._runner, self._around, self._tray = runner, around, tray
        self._settled = settled
        self._watching = self._typing = False
        self._old: list[str] = []  # holds that stand too long and nobody was asked about yet
        around.presence.came_back.connect(self._came_back)
        around.presence.changed.connect(runner.look)
        around.lock.locked.connect(self._locked)
        around.lock.unlocked.connect(self._unlocked)
        around.power.about_to_sleep.connect(runner.save)
        around.power.woke.connect(self.refresh)
        around.trayhost.changed.connect(self._host_changed)
        around.holds.placed.connect(self._hold_placed)
        around.holds.lifted.connect(self._hold_lifted)
        around.holds.old.connect(self._hold_old)
        around.holds.turned.connect(self._turned_to_window)
        self._again = QTimer(self, singleShot=True)
        self._again.setInterval(max(_SHORTEST_MS, round(_LISTEN_AGAIN_MS / around.clock.rate)))
        self._again.timeout.connect(self._listen_again)
        self._icon_check = QTimer(self, singleShot=True, interval=_ICON_PATIENCE_MS)
        self._icon_check.timeout.connect(self._check_icon)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(settled)
        self._icon_check.start()
        self._settle.start()
        if around.lock.is_locked:
            self._locked()
        self.follow(runner.status())

    def _came_back(self) -> None:
        self._watching = False
        self._again.start()
        self._runner.post(events.CameBack())

    def _listen_again(self) -> None:
        """One input is no return yet: wait for the next, if the engine still does."""
        self.follow(self._runner.status())

    def _locked(self) -> None:
        self._runner.post(events.Locked())

    def _unlocked(self) -> None:
        self._runner.post(events.Unlocked())

    def _hold_placed(self, name: str, reason: str, until: datetime | None) -> None:
        self._runner.post(events.HoldPlaced(name, reason, until))

    def _hold_lifted(self, name: str) -> None:
        self._runner.post(events.HoldLifted(name))

    def _hold_old(self, name: str) -> None:
        self._old.append(name)
        self._ask_about_old(self._runner.status())

    def _ask_about_old(self, status: Status) -> None:
        """Never on a locked screen, nor before somebody is there to see it."""
        if self._old and may_ask(status):
            names, self._old = self._old, []
            for name in set(names) & set(self._around.holds.standing()):
                self.hold_is_old.emit(name)

    def _turned_to_window(self) -> None:
        if self._typing:  # nobody else waits for it
            self._runner.post(events.TurnedToWindow())

    def reread(self) -> None:
        """Read every level again, so that a lost signal cannot leave a state standing."""
        self._around.holds.refresh()
        self._around.lock.refresh()
        self._around.notifications.refresh()

    def refresh(self) -> None:
        """The same, and look at once."""
        self.reread()
        self._runner.look()

    def follow(self, status: Status) -> None:
        """What matters now is waited for by event, not by looking; the rest costs nothing."""
        self._typing = waits_for_typing(status)
        self._ask_about_old(status)
        matters = levels_matter(status)
        self._around.holds.attend(matters, to_windows=self._typing)
        self._around.lock.attend(matters)
        away = status.phase is PhaseName.AWAY
        if away != self._watching and not (away and self._again.isActive()):
            self._watching = away
            self._around.presence.watch_return(away)

    # ---- the tray

    def _host_changed(self) -> None:
        self._icon_check.start()

    def _check_icon(self) -> None:
        self._around.trayhost.icon_shown(self._icon_known)

    def _icon_known(self, shown: bool | None) -> None:
        """A host that came after our icon never sees it: make a new one."""
        around = self._around
        around.icon_shown = shown if around.trayhost.host else around.tray_host() is not None
        if shown is False and around.trayhost.host is not None:
            self._tray.rebuild()
            QTimer.singleShot(_ICON_PATIENCE_MS, self, self._look_again)

    def _look_again(self) -> None:
        self._around.trayhost.icon_shown(self._note_icon)

    def _note_icon(self, shown: bool | None) -> None:
        self._around.icon_shown = shown

    def close(self) -> None:
        """Let go of the desktop."""
        self._again.stop()
        self._icon_check.stop()
        self._settle.stop()
        self._around.holds.close()
        self._around.lock.close()
        self._around.presence.close()
        self._around.session.close()
        self._around.system.close()
