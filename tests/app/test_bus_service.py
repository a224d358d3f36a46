"""The program on the bus: made of the table of commands, and telling what happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from lowback_tray.app import bus_service
from lowback_tray.app.bus_service import BusService, argument_of, interface_of, method_name
from lowback_tray.commands import COMMANDS
from lowback_tray.desktop.exporting import CallRefused, Interface
from lowback_tray.engine import events
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.records import Detail, Fact, Record
from lowback_tray.engine.status import HoldView, PhaseName
from lowback_tray.errors import Refused
from tests.app.test_cli import FakeProgram
from tests.ui import samples_b as samples

AT = datetime(2026, 11, 22, 14, 2, 10, tzinfo=UTC)


@pytest.fixture
def program() -> FakeProgram:
    return FakeProgram()


@pytest.fixture
def interface(program: FakeProgram) -> Interface:
    return interface_of(cast("Any", program), lambda: samples.SITTING)


def test_every_command_is_a_method_with_typed_arguments(interface: Interface) -> None:
    methods = interface.by_name
    assert len(methods) == len(COMMANDS)
    for command in COMMANDS:
        method = methods[method_name(command.name)]
        assert method.takes == tuple(argument_of(word) for word in command.arguments)
    assert [one.type for one in methods["History"].takes] == ["x", "b"]
    assert "SettingsGet" in methods
    assert "SelfCheck" in methods


def test_an_empty_text_and_a_zero_stand_for_what_was_left_out(
    program: FakeProgram, interface: Interface
) -> None:
    interface.by_name["Snooze"].run("")
    interface.by_name["Snooze"].run("5")
    assert program.posted == [events.Snooze(None), events.Snooze(300)]
    interface.by_name["SettingsSet"].run("stand_up.interval_min", "45")
    assert program.set == {"stand_up.interval_min": "45"}


def test_a_word_that_must_be_there_may_not_be_empty(interface: Interface) -> None:
    with pytest.raises(CallRefused, match="SettingsGet: key is empty") as raised:
        interface.by_name["SettingsGet"].run("")
    assert raised.value.error == bus_service.USAGE


def test_refusals_and_mistakes_have_names_of_their_own(
    program: FakeProgram, interface: Interface
) -> None:
    program.refuses = Refused("There is no prompt to snooze")
    with pytest.raises(CallRefused, match="There is no prompt") as raised:
        interface.by_name["Snooze"].run("")
    assert raised.value.error == bus_service.REFUSED
    with pytest.raises(CallRefused, match="not a number") as raised:
        interface.by_name["Snooze"].run("soon")
    assert raised.value.error == bus_service.USAGE


def test_the_present_can_be_read(interface: Interface) -> None:
    read = {name: one.read() for name, one in interface.readable.items()}
    assert read["Phase"] == "sitting"
    assert read["NextKind"] == "stand-up"
    assert read["NextInSeconds"] == 23 * 60
    assert read["SittingSeconds"] == 2220
    assert read["Holds"] == []


def test_where_nothing_comes_it_says_so(program: FakeProgram) -> None:
    status = replace(samples.SITTING, phase=PhaseName.AWAY, next=None)
    made = interface_of(cast("Any", program), lambda: status)
    assert made.readable["NextInSeconds"].read() == -1
    assert made.readable["NextKind"].read() == ""


class FakeExport:
    """Notes what would go over the bus."""

    def __init__(self) -> None:
        self.told: list[tuple[Any, ...]] = []
        self.announced: list[Any] = []

    def tell(self, member: str, signature: str, *values: Any) -> None:
        self.told.append((member, signature, *values))

    def announce(self, present: Any) -> None:
        self.announced.append(present)


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, program: FakeProgram) -> BusService:
    monkeypatch.setattr(bus_service, "Export", lambda *_: FakeExport())
    return BusService(cast("Any", None), cast("Any", program), lambda: samples.SITTING)


def record(fact: Fact, **details: Detail) -> Record:
    return Record(fact, AT, details)


@pytest.mark.parametrize(
    ("happened", "told"),
    [
        (
            record(Fact.PROMPTED, kind=BreakKind.STAND_UP, routine="r", quiet=False, sitting_s=1.0),
            ("PromptShown", "ssb", "stand-up", "r", False),
        ),
        (
            record(Fact.STARTED, break_id=3, kind=BreakKind.STAND_UP, routine="r", seconds=150),
            ("BreakStarted", "xssx", 3, "stand-up", "r", 150),
        ),
        (
            record(Fact.COMPLETED, break_id=3, kind="stand-up", routine="r", stood=True, seconds=9),
            ("BreakFinished", "xssbd", 3, "stand-up", "completed", True, 9.0),
        ),
        (
            record(Fact.STOOD, break_id=None, kind=None, seconds=None, sitting_s=4.0),
            ("BreakFinished", "xssbd", 0, "", "stood", True, 0.0),
        ),
        (
            record(Fact.ENDED_EARLY, break_id=3, kind="stand-up", stood=False, seconds=4.5),
            ("BreakFinished", "xssbd", 3, "stand-up", "ended_early", False, 4.5),
        ),
    ],
)
def test_prompts_and_breaks_are_told(
    service: BusService, happened: Record, told: tuple[Any, ...]
) -> None:
    service.tell([happened, record(Fact.FEEL, how="pain")])  # how a back is stays at home
    assert cast("Any", service)._export.told == [told]


def test_the_present_is_announced_without_what_changes_every_second(service: BusService) -> None:
    hold = HoldView("call", "You seem to be in a call", None)
    service.show_status(replace(samples.SITTING, holds=(hold,), owed=True))
    assert cast("Any", service)._export.announced == [
        {
            "Phase": ("s", "sitting"),
            "Holds": ("as", ["call"]),
            "Owed": ("b", True),
            "NextKind": ("s", "stand-up"),
        }
    ]
