"""Every command of the table as a person types it: exit code, one clear line, both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from lowback_tray.commands import COMMANDS, Needs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.desktop.virtual import VirtualDesktop
    from tests.e2e.conftest import NewLife
    from tests.e2e.life import Life

from tests.e2e.life import TODAY
from tests.e2e.life import Life as _Life

JAPANESE = {"LANG": "ja_JP.UTF-8", "LANGUAGE": "", "LC_ALL": ""}
_KANA = re.compile("[ぁ-んァ-ン]")


@pytest.fixture(scope="module")
def running(shared: VirtualDesktop) -> Iterator[Life]:
    """A program for commands that only read."""
    life = _Life(shared).start()
    yield life
    life.stop()


@pytest.fixture
def nobody(new_life: NewLife) -> Life:
    """A home in which the program has never run."""
    return new_life()


@pytest.mark.parametrize(
    "words",
    [
        [*c.name.split(), *("ok" for argument in c.arguments if argument.required)]
        for c in COMMANDS
        if c.needs is Needs.RUNNING
    ],
    ids=lambda words: " ".join(words),
)
def test_what_needs_the_program_says_that_it_does_not_run(nobody: Life, words: list[str]) -> None:
    answer = nobody.run(*words)
    assert (answer.code, answer.out) == (3, "")
    assert answer.complaint == "lowback-tray: Lowback Tray is not running"


@pytest.mark.parametrize(
    "words",
    [["--help"], ["settings", "--help"], *([*c.name.split(), "--help"] for c in COMMANDS)],
    ids=lambda words: " ".join(words[:-1]),
)
def test_help_is_complete_in_both_languages(nobody: Life, words: list[str]) -> None:
    english = nobody.run(*words)
    japanese = nobody.run(*words, env=JAPANESE)
    for answer in (english, japanese):
        assert (answer.code, answer.err) == (0, "")
        assert answer.out.count("lowback-tray")
    assert not _KANA.search(english.out)
    prose = [line for line in japanese.out.splitlines() if re.search("[a-z]{4} [a-z]{3}", line)]
    told = [line for line in prose if not re.match(r"\s*(usage|使い方)", line)]
    assert not [line for line in told if not _KANA.search(line)], japanese.out
    assert _KANA.search(japanese.out)


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["--nonsense"],
        ["status", "--nonsense"],
        ["status", "too", "much"],
        ["settings"],
        ["settings", "get"],
        ["settings", "set", "language"],
        ["history", "--days", "soon"],
        ["history", "--days", "-1"],
        ["history", "--days", "0"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2_with_one_line_whether_it_runs_or_not(
    nobody: Life, running: Life, words: list[str]
) -> None:
    for life in (nobody, running):
        answer = life.run(*words)
        assert (answer.code, answer.out) == (2, "")
        assert answer.complaint.startswith("lowback-tray: ")


@pytest.mark.parametrize(
    "words",
    [["snooze", "soon"], ["pause", "-5"], ["pause", "nan"], ["start", "nonsense"]],
    ids=" ".join,
)
def test_a_word_that_means_nothing_is_wrong_usage(running: Life, words: list[str]) -> None:
    answer = running.run(*words)
    assert (answer.code, answer.out) == (2, "")
    assert words[1] in answer.complaint


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["snooze"], "no prompt"),
        (["skip"], "no prompt"),
        (["resume"], "not paused"),
        (["settings", "get", "nonsense"], "nonsense"),
        (["settings", "set", "stand_up.interval_min", "soon"], "stand_up.interval_min"),
        (["settings", "set", "stand_up.interval_min", "5"], "15"),
        (["settings", "set", "language", "klingon"], "language"),
        (["settings", "reset", "nonsense"], "nonsense"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_1_with_one_line(running: Life, words: list[str], says: str) -> None:
    answer = running.run(*words)
    assert (answer.code, answer.out) == (1, "")
    assert says in answer.complaint
    assert answer.complaint.startswith("lowback-tray: ")


def test_status_json_has_every_field(running: Life) -> None:
    status = running.run("status", "--json").json()
    wanted = {
        *("phase", "sitting_s", "next", "holds", "owed", "prompt", "guide", "presence", "tray"),
        *("pid", "version", "problems", "snoozed_until", "pause_until"),
    }
    assert wanted <= status.keys()
    assert status["phase"] == "sitting"
    assert set(status["next"]) == {"kind", "in_s", "at"}
    assert status["presence"].keys() >= {"source", "known", "idle_s"}
    assert status["presence"]["source"] == "x11"
    assert status["tray"] == {"shown": True, "host": "StatusNotifier"}
    assert running.child is not None
    assert status["pid"] == running.child.pid


def test_status_json_tells_the_hold_and_the_guide(new_life: NewLife) -> None:
    life = new_life().start()
    life.command("pause", "30")
    hold = life.run("status", "--json").json()["holds"][0]
    assert (hold["name"], bool(hold["reason"]), bool(hold["until"])) == ("paused", True, True)
    life.command("resume")
    life.command("start", "stand-up")
    guide = life.run("status", "--json").json()["guide"]
    assert guide.keys() >= {"routine", "step", "steps", "left_s"}


def test_status_for_people_is_short_and_in_their_language(running: Life, new_life: NewLife) -> None:
    assert re.match(r"At the desk\nSitting for \d+ min\nNext: ", running.run("status").out)
    japanese = new_life(env=JAPANESE).start().run("status").out
    assert len(japanese.splitlines()) <= 4
    assert all(_KANA.search(line) for line in japanese.splitlines()), japanese


def test_library_json_has_all_content_in_both_languages_without_the_program(nobody: Life) -> None:
    library = nobody.run("library", "--json").json()
    assert len(library["exercises"]) >= 37
    assert len(library["routines"]) >= 20
    for item in [*library["exercises"], *library["routines"]]:
        assert item["id"]
        assert item["name"]["en"] != item["name"]["ja"]
    assert nobody.run("library").out.count("\n") > 57


def test_doctor_json_tells_what_was_detected(running: Life, nobody: Life) -> None:
    there = running.run("doctor", "--json").json()
    assert there["running"] is True
    assert there["tray"]["host"] == "StatusNotifier"
    assert there["notifications"]["capability"] == "buttons"
    assert there["presence"]["source"] == "x11"
    assert there["paths"]["settings"] == str(running.settings_file)
    away = nobody.run("doctor", "--json").json()
    assert away["running"] is False
    assert away["paths"].keys() == there["paths"].keys()
    assert nobody.run("doctor").code == 0


def test_doctor_tells_of_the_media_players_in_its_lines_and_as_json(running: Life) -> None:
    there = running.run("doctor", "--json").json()["media"]
    assert there == {"enabled": False, "paused": [], "problem": None}
    lines = running.run("doctor").out.splitlines()
    assert "media.enabled: False" in lines
    assert "media.paused: -" in lines
    assert "media.problem: -" in lines


def test_history_json_is_a_list_with_or_without_the_program(running: Life, nobody: Life) -> None:
    assert nobody.run("history", "--json").json() == []
    assert nobody.run("history").out.strip()
    record = running.run("history", "--json").json()[0]
    assert set(record) == {"id", "at", "kind", "details"}
    assert record["kind"] == "launched"


def test_the_settings_are_listed_read_set_and_reset_without_the_program(nobody: Life) -> None:
    assert "stand_up.interval_min = 60" in nobody.run("settings", "list").out
    assert nobody.run("settings", "set", "stand_up.interval_min", "45").code == 0
    assert nobody.run("settings", "get", "stand_up.interval_min").out == "45\n"
    assert nobody.run("settings", "reset", "stand_up.interval_min").code == 0
    assert nobody.run("settings", "get", "stand_up.interval_min").out == "60\n"
    assert nobody.run("settings", "path").out.strip() == str(nobody.settings_file)


def test_a_setting_changes_the_running_program_at_once(new_life: NewLife) -> None:
    life = new_life(settings={"posture_reset.enabled": False}).start()
    assert life.status()["next"]["in_s"] > 3500
    assert life.run("settings", "set", "stand_up.interval_min", "30").code == 0
    assert life.status()["next"]["in_s"] < 1800
    assert life.run("settings", "reset").code == 0
    assert life.run("settings", "get", "stand_up.interval_min").out == "60\n"


def test_the_language_setting_turns_everything_japanese(new_life: NewLife) -> None:
    life = new_life().start()
    life.command("show")
    assert life.window(TODAY)
    assert life.run("settings", "set", "language", "ja").code == 0
    assert life.window(".*きょう.*")
    assert _KANA.search(life.run("status").out)
    assert _KANA.search(life.run("--help").out)
    assert _KANA.search(life.run("nonsense").complaint)
    assert all(re.search("[ぁ-んァ-ン一-龥]", label) for label in life.tray().labels())


def test_pause_and_resume_say_what_they_did(new_life: NewLife) -> None:
    life = new_life().start()
    assert re.fullmatch(
        r"Paused until (\d{4}-\d\d-\d\d )?05:00\n", life.run("pause", "until-tomorrow").out
    )
    assert life.status()["phase"] == "paused"
    assert life.run("resume").code == 0
    assert life.run("done").code == 0
    assert life.kinds()[-1] == "stood"


def test_the_version_is_told(nobody: Life) -> None:
    assert re.fullmatch(r"lowback-tray \d+\.\d+\.\d+\n", nobody.run("--version").out)
