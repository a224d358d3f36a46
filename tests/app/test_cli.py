"""The command line over a program of the test's own: parsing, exit codes, both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

import pytest

from lowback_tray import cli, i18n
from lowback_tray.commands import BY_NAME, COMMANDS, Needs
from lowback_tray.engine import events
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.status import Status
from lowback_tray.errors import Refused, SettingsError, StoreError, UsageError
from tests.scenarios.desk import Desk

if TYPE_CHECKING:
    from lowback_tray.commands import Command, Program


class FakeProgram:
    """Takes what commands hand to a program and writes it down."""

    def __init__(self) -> None:
        self.posted: list[events.Event] = []
        self.opened: list[str] = []
        self.set: dict[str, str] = {}
        self.ended = False
        self.refuses: Exception | None = None

    def post(self, event: events.Event) -> None:
        if self.refuses is not None:
            raise self.refuses
        self.posted.append(event)

    def open_window(self, name: str, at: str | None = None) -> None:
        self.opened.append(name if at is None else f"{name} at {at}")

    def get_setting(self, key: str) -> str:
        return self.set.get(key, "none")

    def status(self) -> Status:
        return STATUS

    def quit(self) -> None:
        self.ended = True

    def set_setting(self, key: str, value: str) -> str:
        if value == "bad":
            raise SettingsError(key, "does not fit", "Try another")
        self.set[key] = value
        return value

    def history(self, since: object) -> list[Any]:
        return []

    def history_json(self, records: list[Any]) -> list[Any]:
        return records

    def history_lines(self, records: list[Any]) -> list[str]:
        return []

    def library(self) -> Any:
        from lowback_tray.care.library import load

        return load()


@pytest.fixture
def program() -> FakeProgram:
    return FakeProgram()


def answer(program: FakeProgram, *words: str) -> cli.Answer:
    return cli.answer(cast("Program", program), words)


@pytest.mark.parametrize(
    ("words", "event"),
    [
        (["start"], events.StartBreak()),
        (["start", "stand-up"], events.StartBreak(kind=BreakKind.STAND_UP)),
        (["start", "posture-reset"], events.StartBreak(kind=BreakKind.POSTURE_RESET)),
        (["start", "short"], events.StartBreak(short=True)),
        (["start", "posture_60_a"], events.StartBreak(routine="posture_60_a")),
        (["snooze"], events.Snooze()),
        (["snooze", "10"], events.Snooze(600)),
        (["snooze", "1.5"], events.Snooze(90)),
        (["skip"], events.Skip()),
        (["later"], events.PutOffNext(600)),
        (["later", "15"], events.PutOffNext(900)),
        (["skip-next"], events.SkipNext()),
        (["as-planned"], events.AsPlanned()),
        (["done"], events.JustStood()),
        (["resume"], events.Resume()),
        (["standing"], events.Stand()),
        (["sitting"], events.Sit()),
        (["was", "walked"], events.WasAway("walked")),
        (["was", "sitting"], events.WasAway("sitting")),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_each_wish_posts_its_event(
    program: FakeProgram, words: list[str], event: events.Event
) -> None:
    told = answer(program, *words)
    assert (told.code, program.posted) == (0, [event])
    assert told.out
    assert not told.err


def test_no_command_at_all_shows_the_program(program: FakeProgram) -> None:
    assert answer(program) == cli.Answer(0, out="")
    assert program.opened == ["today"]


@pytest.mark.parametrize(
    ("command", "window"),
    [
        ("show", "today"),
        ("settings-window", "settings"),
        ("warning-signs", "warning-signs"),
        ("why-window", "why"),
        ("diagnostics", "diagnostics"),
        ("about", "about"),
    ],
)
def test_each_window_has_its_command(program: FakeProgram, command: str, window: str) -> None:
    assert answer(program, command).code == 0
    assert program.opened == [window]


def test_the_settings_window_opens_at_a_setting(program: FakeProgram) -> None:
    assert answer(program, "settings-window", "holds.call").code == 0
    assert program.opened == ["settings at holds.call"]


@pytest.mark.parametrize(
    ("key", "remedy"),
    [
        ("holds.cal", "holds.call"),
        ("first_run.done", "lowback-tray settings set first_run.done"),
    ],
)
def test_a_setting_that_cannot_be_shown_is_named_with_a_remedy(
    program: FakeProgram, key: str, remedy: str
) -> None:
    told = answer(program, "settings-window", key)
    assert told.code in (cli.FAILED, cli.USAGE)
    assert key in told.err
    assert remedy in told.err
    assert program.opened == []


def test_quit_ends_it(program: FakeProgram) -> None:
    assert answer(program, "quit").code == 0
    assert program.ended


@pytest.mark.parametrize("refusal", [Refused("not now"), StoreError("the disk is full")])
def test_what_cannot_be_done_is_1_with_the_reason(program: FakeProgram, refusal: Exception) -> None:
    program.refuses = refusal
    assert answer(program, "skip") == cli.Answer(1, err=str(refusal))


def test_a_value_that_does_not_fit_is_1(program: FakeProgram) -> None:
    told = answer(program, "settings", "set", "language", "bad")
    assert told == cli.Answer(1, err="language: does not fit. Try another")


def test_a_value_may_begin_with_a_dash_or_hold_spaces(program: FakeProgram) -> None:
    assert answer(program, "settings", "set", "hours.monday", "9:00-12:00 13:00-18:00").code == 0
    assert program.set == {"hours.monday": "9:00-12:00 13:00-18:00"}


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"], ["settings"], ["settings", "nonsense"], ["settings", "get"], ["status", "x"],
        ["history", "--days"], ["history", "--days", "x"], ["history", "--days", "0"],
        ["snooze", "0"], ["snooze", "inf"], ["snooze", "x"], ["pause", "nan"], ["start", "x"],
        ["was"], ["was", "asleep"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_2_with_one_line_in_both_languages(
    program: FakeProgram, words: list[str], language: str
) -> None:
    i18n.use(language)
    told = answer(program, *words)
    assert (told.code, told.out) == (2, "")
    assert told.err
    assert "\n" not in told.err
    assert not program.posted


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command.name))
@pytest.mark.parametrize("rest", [["--help"], ["--no-such-option"], ["a", "b", "c", "d"]])
def test_a_command_is_read_the_same_when_the_others_are_left_out(
    command: Command, rest: list[str]
) -> None:
    words = [*command.name.split(), *rest]

    def read(among: list[str]) -> str:
        try:
            return str(vars(cli.build_parser(among).parse_args(words)))
        except (cli._Shown, UsageError) as told:
            return str(told)

    assert read(words) == read([])


@pytest.mark.parametrize("words", [[], ["--help"], ["no-such-command"], ["stat"]])
def test_words_that_begin_with_no_command_are_read_among_all_of_them(words: list[str]) -> None:
    assert cli.build_parser(words).format_help() == cli.build_parser().format_help()


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_each_command_has_its_help(program: FakeProgram, command: Any, language: str) -> None:
    i18n.use(language)
    told = answer(program, *command.name.split(), "--help")
    assert (told.code, told.err) == (0, "")
    shown = " ".join(told.out.split()).replace("- ", "-")
    assert i18n.tr(command.help).split("、")[0].split()[0] in shown
    for argument in command.arguments:
        assert argument.name.upper() in told.out or f"--{argument.name}" in told.out


def test_help_before_the_command_lists_them_all(program: FakeProgram) -> None:
    told = answer(program, "--help")
    names = {command.name.split()[0] for command in COMMANDS}
    assert all(name in told.out for name in names)


def test_the_table_names_each_command_once_and_explains_each_argument() -> None:
    assert len(BY_NAME) == len(COMMANDS)
    for command in COMMANDS:
        assert command.help[0].isupper()
        assert not command.help.endswith(".")
        assert all(argument.help for argument in command.arguments)


def test_reading_needs_nobody_and_a_wish_for_a_break_launches() -> None:
    needs = {command.name: command.needs for command in COMMANDS}
    assert needs["history"] is needs["library"] is needs["settings set"] is Needs.NOBODY
    assert needs["start"] is needs["show"] is Needs.LAUNCH
    assert needs["status"] is needs["snooze"] is needs["quit"] is Needs.RUNNING


def test_parsing_alone_tells_wrong_usage_by_its_type() -> None:
    with pytest.raises(UsageError, match="nonsense"):
        cli.parse(["nonsense"])


def test_main_prints_the_complaint_once_and_returns_the_code(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["status"]) == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "lowback-tray: Lowback Tray is not running\n"


def test_main_works_on_the_files_where_nobody_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["settings", "set", "snooze.limit", "3"]) == 0
    assert cli.main(["settings", "get", "snooze.limit"]) == 0
    assert capsys.readouterr().out == "snooze.limit = 3\n3\n"


def test_main_answers_in_the_language_of_the_settings(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["settings", "set", "language", "ja"]) == 0
    capsys.readouterr()
    assert cli.main(["--help"]) == 0
    assert "使い方" in capsys.readouterr().out


def test_without_a_display_main_says_so_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert cli.main([]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "DISPLAY" in line


NOW = datetime.fromisoformat("2026-11-24T14:07:30").astimezone()
STATUS = replace(Desk().status, now=NOW)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("17:30", "2026-11-24T17:30"),
        ("9:00", "2026-11-25T09:00"),
        ("2026-12-01T09:00", "2026-12-01T09:00"),
        ("2026-12-01 09:00", "2026-12-01T09:00"),
        ("2026-12-01", "2026-12-01T00:00"),
    ],
)
def test_a_pause_can_end_at_a_time_or_on_a_day(program: FakeProgram, text: str, until: str) -> None:
    assert answer(program, "pause", text).code == 0
    (event,) = program.posted
    assert event == events.Pause(until=datetime.fromisoformat(until).astimezone())


@pytest.mark.parametrize("text", ["25:00", "2026-13-01", "12:00:pm", "2026-12-01T9"])
def test_what_is_no_time_is_a_wrong_use(program: FakeProgram, text: str) -> None:
    told = answer(program, "pause", text)
    assert told.code == 2
    assert "is not a time" in told.err
    assert "2026-12-01T09:00" in told.err


def test_quiet_time_is_planned_listed_and_taken_back(program: FakeProgram) -> None:
    assert answer(program, "quiet", "list").out == "No quiet time is planned."
    answer(program, "quiet", "add", "tue", "14:00-16:00", "my talk")
    told = answer(program, "quiet", "add", "2026-12-01", "09:00-10:00")
    assert told.out == "1. Tuesdays 14:00-16:00 my talk\n2. 2026-12-01 09:00-10:00"
    assert answer(program, "quiet", "remove", "1").out == "1. 2026-12-01 09:00-10:00"
    for wrong in ("0", "2", "x"):
        assert answer(program, "quiet", "remove", wrong).code == 2
    assert answer(program, "quiet", "add", "daily", "09:00-10:00", "a, b").code == 2
    answer(program, "quiet", "remove", "1")
    assert program.set["quiet.times"] == "none"


def test_what_to_change_is_done_as_it_is_answered(program: FakeProgram) -> None:
    program.set["stand_up.interval_min"] = "60"
    assert answer(program, "change", "longer").out == "Stand up every 75 min from now on"
    assert program.set["stand_up.interval_min"] == "75"
    program.set["stand_up.interval_min"] = "115"
    answer(program, "change", "longer")
    assert program.set["stand_up.interval_min"] == "120"
    program.posted.clear()
    answer(program, "change", "pause")
    answer(program, "change", "times")
    answer(program, "change", "nothing")
    assert program.posted == [
        events.ChangeAnswered("pause"), events.Pause(seconds=7200.0),
        events.ChangeAnswered("times"), events.ChangeAnswered("nothing"),
    ]  # fmt: skip
    assert program.opened == ["settings at stand_up.at"]
    assert answer(program, "change", "everything").code == 2


def test_nothing_is_changed_where_nothing_was_asked(program: FakeProgram) -> None:
    program.refuses = Refused("Nothing was asked")
    program.set["stand_up.interval_min"] = "60"
    assert answer(program, "change", "longer").code == 1
    assert program.set["stand_up.interval_min"] == "60"


def test_at_fixed_times_there_is_no_longer_interval(
    program: FakeProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "status", lambda: replace(STATUS, by_clock=True))
    assert "choose others" in answer(program, "change", "longer").err
    assert program.posted == []
