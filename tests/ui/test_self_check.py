from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest

from lowback_tray import i18n
from lowback_tray.care import library as content
from lowback_tray.errors import DesktopError
from lowback_tray.settings.values import Values
from lowback_tray.ui.self_check import result
from tests.ui.probes_b.self_check import SelfCheckProbe
from tests.ui.probes_b.widgets import pump

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lowback_tray.ui.theme import Themer

TIGHT = "Lying down, bringing one knee toward my chest feels tight early on."
SOCKS = "Bending to put on socks or shoes is hard on my low back."


@pytest.fixture
def probe(themer: Themer) -> Iterator[SelfCheckProbe]:
    made = SelfCheckProbe()
    yield made
    release(made)


def release(probe: SelfCheckProbe) -> None:
    probe.window.close()
    probe.window.deleteLater()
    pump()


def lines(**given: Any) -> tuple[str, ...]:
    answers = {
        f"self_check.{name}" if name.startswith("SC") else f"profile.{name}": value
        for name, value in given.items()
    }
    return result.lines(content.load(), dict(Values(answers)))


def test_it_asks_the_seven_questions_word_for_word(probe: SelfCheckProbe) -> None:
    texts = probe.texts()
    assert all(str(question.text) in texts for question in content.load().questions)
    assert probe.answers(TIGHT) == ["Don't know"]


def test_an_answer_is_kept_at_once(probe: SelfCheckProbe) -> None:
    probe.answer(TIGHT, "Yes")
    probe.answer(SOCKS, "Sometimes")
    assert probe.changes == [("self_check.SC4", "yes"), ("self_check.SC5", "sometimes")]
    assert probe.answers(TIGHT) == ["Yes"]


def test_the_rest_of_the_profile_is_here_too(probe: SelfCheckProbe) -> None:
    probe.answer("Where you can move", "The floor is fine")
    probe.answer("What is around you", "A skirt")
    probe.answer("What is around you", "No free wall")
    probe.answer("Which direction eases your back?", "Arching back")
    probe.choose_time("06:30")
    probe.tick("Knee pain")
    probe.tick("Pregnant (about week 16 on)")
    probe.tick("Knee pain")
    assert probe.changes == [
        ("profile.place", "mat"),
        ("profile.context", frozenset({"skirt"})),
        ("profile.context", frozenset({"skirt", "no_wall"})),
        ("profile.eases", "arch"),
        ("profile.wake_time", time(6, 30)),
        ("profile.flags", frozenset({"knee_pain"})),
        ("profile.flags", frozenset({"knee_pain", "pregnant"})),
        ("profile.flags", frozenset({"pregnant"})),
    ]


def test_a_time_that_was_set_by_hand_is_shown_as_it_is(themer: Themer) -> None:
    probe = SelfCheckProbe({"profile.wake_time": time(6, 47)})
    assert probe.time() == "06:47"
    assert probe.changes == []
    release(probe)


def test_what_it_changes_is_said_while_one_answers(probe: SelfCheckProbe) -> None:
    assert probe.result() == ["Nothing comes first: hips, pelvis and belly take turns."]
    probe.answer(TIGHT, "Yes")
    (said,) = probe.result()
    knee_hug = str(content.load().exercises["chair_knee_lift_hug"].name)
    assert said == f"Hips first: “{knee_hug}” more often."


def test_the_point_with_most_yes_comes_first_and_the_others_after_it() -> None:
    said = lines(SC4="yes", SC5="yes", SC1="sometimes")
    assert said[0].startswith("Hips first: “")
    assert said[1].startswith("Pelvis and posture too: “")
    assert len(said) == 2


def test_only_what_fits_the_place_and_the_conditions_is_promised() -> None:
    library = content.load()
    for place in ("desk", "stand_space", "mat"):
        said = " ".join(lines(SC4="yes", place=place))
        too_far = [
            one
            for one in library.exercises.values()
            if one.where == "mat" and str(one.name) in said
        ]
        assert bool(too_far) == (place == "mat")
    assert "Seated figure four" in " ".join(lines(SC5="yes"))
    assert "Seated figure four" not in " ".join(lines(SC5="yes", flags=frozenset({"knee_pain"})))


def test_what_comes_less_often_and_what_is_left_out_is_said_too() -> None:
    said = lines(SC2="yes", eases="bend", flags=frozenset({"wrist_pain"}))
    assert any(text.endswith(": less often.") for text in said)
    assert "Bending forward eases: what arches back comes less often." in said
    assert any("left out or replaced" in text for text in said)


def test_whoever_may_not_exercise_reads_only_that() -> None:
    said = lines(SC4="yes", flags=frozenset({"no_exercise"}))
    assert said == ("No exercises, only a change of position and a little walking.",)


def test_no_result_is_a_number_of_points_or_a_verdict() -> None:
    said = " ".join(lines(**{f"SC{n}": "yes" for n in range(1, 8)})).casefold()
    assert not any(word in said for word in ("score", "points", "%", "good", "bad", "normal"))


def test_finishing_notes_the_day_and_closes(probe: SelfCheckProbe) -> None:
    probe.press("Done for now")
    assert probe.changes == [("profile.checked_on", "2026-11-24")]
    assert probe.closings == 1


@pytest.mark.parametrize("way", ["Not now", "Esc"])
def test_it_can_be_skipped(probe: SelfCheckProbe, way: str) -> None:
    probe.answer(TIGHT, "No")
    if way == "Esc":
        QTest.keyClick(probe.window, Qt.Key.Key_Escape)
    else:
        probe.press(way)
    assert probe.closings == 1
    assert probe.changes == [("self_check.SC4", "no")]


def test_one_button_deletes_all_of_it(themer: Themer) -> None:
    probe = SelfCheckProbe({"self_check.SC4": "yes", "profile.flags": frozenset({"pregnant"})})
    assert probe.ticked() == ["Pregnant (about week 16 on)"]
    probe.press("Delete all of this")
    assert probe.answers(TIGHT) == ["Don't know"]
    assert probe.ticked() == []
    assert "All of it is deleted." in probe.texts()
    release(probe)


def test_what_cannot_be_kept_is_said_and_shown_as_it_holds(probe: SelfCheckProbe) -> None:
    probe.fault = DesktopError("the disk is full")
    probe.answer(TIGHT, "Yes")
    assert probe.answers(TIGHT) == ["Don't know"]
    assert "the disk is full" in probe.texts()
    probe.fault = DesktopError("the disk is full")
    probe.press("Done for now")
    assert probe.closings == 0


def test_it_shows_what_was_changed_elsewhere(probe: SelfCheckProbe) -> None:
    probe.window.show_values(dict(Values({"self_check.SC4": "no", "profile.place": "desk"})))
    assert probe.answers(TIGHT) == ["No"]
    assert probe.answers("Where you can move") == ["In the seat only"]
    assert probe.changes == []


def test_the_last_time_is_said(themer: Themer) -> None:
    probe = SelfCheckProbe({"profile.checked_on": "2026-10-20"})
    assert any("Last answered on 20 October 2026." in text for text in probe.texts())
    release(probe)


def test_it_speaks_the_other_language_at_once(probe: SelfCheckProbe) -> None:
    i18n.use("ja")
    probe.window.retranslate()
    texts = probe.texts()
    assert all(question.text.ja in texts for question in content.load().questions)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("percent", [80, 100, 200])
@pytest.mark.parametrize("size", [QSize(640, 480), QSize(600, 1000)])
def test_nothing_is_clipped_or_nameless(
    themer: Themer, language: str, percent: int, size: QSize
) -> None:
    i18n.use(language)
    themer.set_text_percent(percent)
    probe = SelfCheckProbe({"self_check.SC2": "yes", "self_check.SC4": "yes"})
    probe.window.resize(size)
    pump()
    assert probe.clipped() == []
    assert probe.nameless() == []
    release(probe)
