"""Commands of the person's own that run when something happens: for tinkerers, off by default.

The record goes in by standard input as one line of JSON; nothing of it is on the command line,
where every user of the machine could read it. No shell is asked. A hook has ten seconds and is
then killed; there are never more than a few at once; nothing waits for one. What fails is kept
for `doctor`, and the next event tries again.
"""

from __future__ import annotations

import json
import logging
import shutil
from functools import partial
from typing import TYPE_CHECKING, Any

from lowback_tray.engine.records import Fact
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lowback_tray.desktop.child import Child
    from lowback_tray.engine.records import Record

_log = logging.getLogger(__name__)

BUDGET_MS = 10_000
AT_ONCE = 4

EVENTS: dict[Fact, str] = {
    Fact.PROMPTED: "prompt",
    Fact.STARTED: "start",
    Fact.COMPLETED: "done",
    Fact.STOOD: "done",
    Fact.ENDED_EARLY: "done",
}


class Hooks:
    """Runs them.

    Args:
        values: the settings, asked at each event.
        budget_ms: how long one may take.
    """

    def __init__(self, values: Callable[[], Mapping[str, Any]], budget_ms: int = BUDGET_MS) -> None:
        self._values = values
        self._budget_ms = budget_ms
        self._running: list[Child] = []
        self._problems: dict[str, str] = {}

    def tell(self, records: Sequence[Record]) -> None:
        """Run what is wanted for these records; returns at once."""
        for record in records:
            event = EVENTS.get(record.fact)
            line = self._values()[f"hooks.{event}"] if event is not None else ""
            if event is not None and line:
                self._run(event, line, as_json(event, record))

    def problems(self) -> list[str]:
        """What failed the last time it ran, and is still wanted."""
        return [
            tr("The command for {event}: {problem}").format(event=event, problem=problem)
            for event, problem in self._problems.items()
            if self._values()[f"hooks.{event}"]
        ]

    def close(self) -> None:
        """End what still runs."""
        for child in self._running:
            child.stop()
        self._running.clear()

    def _run(self, event: str, line: str, said: str) -> None:
        from lowback_tray.desktop.child import Child
        from lowback_tray.settings.hooks import words_of

        program, *arguments = words_of(line)
        found = shutil.which(program)
        if found is None:
            self._note(event, tr("{program} cannot be found or run").format(program=program))
        elif len(self._running) >= AT_ONCE:
            self._note(event, tr("left out, because the ones before it still run"))
        else:
            child = Child(self._budget_ms)
            self._running.append(child)
            child.run([found, *arguments], partial(self._ended, event, child), f"{said}\n")

    def _ended(self, event: str, child: Child, problem: str | None) -> None:
        self._running.remove(child)
        if problem is None:
            self._problems.pop(event, None)
        else:
            self._note(event, problem)

    def _note(self, event: str, problem: str) -> None:
        self._problems[event] = problem
        _log.warning("hooks.%s: %s", event, problem)


def as_json(event: str, record: Record) -> str:
    """A record on one line, as hooks read it."""
    data = {
        "event": event,
        "fact": record.fact.value,
        "at": record.at.isoformat(timespec="seconds"),
        **record.details,
    }
    return json.dumps(data, ensure_ascii=False)
