"""Doctor in words: each finding has a state, says what is so, and what to do where that helps."""

from __future__ import annotations

from typing import Any

import pytest

from lowback_tray.app import findings, made_of
from lowback_tray.ui.diagnostics_window.finding import Finding
from tests.ui.samples_doctor import GOOD, poor


def found(name: str, **other: Any) -> Finding:
    return next(one for one in findings.findings(GOOD | other) if one.name == name)


def test_where_all_is_well_nothing_asks_for_a_look() -> None:
    assert not [one.name for one in findings.findings(GOOD) if one.worth_a_look]


def test_where_all_is_poor_each_says_so_and_nearly_all_what_to_do() -> None:
    found = findings.findings(poor())
    assert all(one.worth_a_look for one in found)
    assert [one.name for one in found if not one.remedy] == ["Sleep of the computer"]


@pytest.mark.parametrize(
    ("name", "other", "state", "said"),
    [
        ("Tray icon", {"tray": {"host": "XEmbed", "shown": False}}, "limited", "does not show"),
        ("Tray icon", {"tray": {"host": "XEmbed", "shown": None}}, "works", "XEmbed"),
        ("Notifications",
         {"notifications": {"capability": "plain", "server": "x", "problem": None}},
         "limited", "Without buttons, by x"),
        ("History", {"history": {"problem": None, "notices": ["It was repaired."]}}, "limited",
         "It was repaired."),
        ("Settings file", {"settings": {"problems": [], "unknown": ["a.b"]}}, "works", "a.b"),
        ("Pausing music while you stand", {}, "off", "switch it on"),
        ("Pausing music while you stand",
         {"media": {"enabled": True, "paused": [], "problem": None}}, "works", "MPRIS"),
        ("Pausing music while you stand",
         {"media": {"enabled": True, "paused": ["vlc", "mpv"], "problem": None}}, "works",
         "Paused now: vlc, mpv."),
        ("Waiting for: Calls", {}, "works", "Stands now."),
        ("Waiting for: Full screen", {}, "works", "Would be noticed."),
        ("Waiting for: What plays or is presented", {}, "off", "switch it on"),
    ],
)  # fmt: skip
def test_each_state_is_told_apart(name: str, other: dict[str, Any], state: str, said: str) -> None:
    finding = found(name, **other)
    assert finding.state == state
    assert said in finding.said


def test_what_the_sources_say_of_the_problem_is_passed_on() -> None:
    call = next(one for one in findings.findings(poor()) if one.name == "Waiting for: Calls")
    assert call.said == "Cannot be noticed here. (The sound server does not answer)"


def test_the_facts_for_a_helper_hold_nothing_personal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "XFCE")
    monkeypatch.delenv("XDG_SESSION_TYPE", raising=False)
    facts = dict(findings.facts(GOOD | {"paths": {"settings": "/home/ann/x"}}))
    assert facts["Desktop"] == "XFCE, ?"
    assert "ann" not in str(facts)


def test_what_it_is_made_of_comes_from_what_is_installed() -> None:
    ours, *others = made_of.parts()
    by_name = {part.name.replace("_", "-"): part for part in others}
    assert ours.name == "Lowback Tray"
    assert ours.licence == "MIT"
    assert "LGPL" in by_name["PySide6-Essentials"].licence
    assert {"APScheduler", "plyer", "jeepney", "tomlkit", "platformdirs"} <= set(by_name)
    assert all(part.version and part.home for part in others)
    assert "Permission is hereby granted" in by_name["plyer"].text
