"""One break window with everything around it in the test's hands."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from lowback_tray.care.exercise import Library
from lowback_tray.engine.ports import Guide, Prompter
from lowback_tray.ui.break_window.across import AcrossRoom
from lowback_tray.ui.break_window.window import BreakWindow
from tests.ui import samples
from tests.ui.fakes import FakeStage, HandClock, Mailbox
from tests.ui.probes.break_window import BreakWindowProbe


class World:
    """One break window with everything around it in our hands."""

    def __init__(
        self,
        library: Library,
        rate: float = 1.0,
        flags: frozenset[str] = frozenset(),
        *,
        linked: bool = True,
        across: AcrossRoom = "off",
    ) -> None:
        self.post = Mailbox()
        self.signs_opened = 0
        self.steady = HandClock()
        self.real = HandClock()
        self.stages: list[FakeStage] = []
        spoken: list[str] = []

        def say(_widget: QWidget, text: str) -> None:
            spoken.append(text)

        self.window = BreakWindow(
            library, self.post, self.steady, self._stage, rate=rate, clock=self.real, tell=say,
            flags=lambda: flags, open_signs=self._open_signs if linked else None,
            across=lambda: across,
        )  # fmt: skip
        self.probe = BreakWindowProbe(self.window, spoken)
        self.prompter: Prompter = self.window.prompter
        self.guide: Guide = self.window.guide

    def _stage(self) -> FakeStage:
        self.stages.append(FakeStage())
        return self.stages[-1]

    def _open_signs(self) -> None:
        self.signs_opened += 1

    def ask(self, **kwargs: object) -> BreakWindowProbe:
        """A prompt is open, its first moment over, the keyboard in the window."""
        self.prompter.show(samples.prompt(**kwargs))  # type: ignore[arg-type]
        return self._settle()

    def lead(self, **kwargs: object) -> BreakWindowProbe:
        """The same with a guide."""
        view = samples.guide(steady=self.steady.seconds, **kwargs)  # type: ignore[arg-type]
        self.guide.open(view)
        return self._settle()

    def finish(self, **kwargs: object) -> BreakWindowProbe:
        """A guide has ended."""
        self.lead()
        self.guide.close(samples.done(**kwargs))  # type: ignore[arg-type]
        return self.probe

    def _settle(self) -> BreakWindowProbe:
        self.probe.focus_by_click()
        self.real.pass_(10)
        return self.probe
