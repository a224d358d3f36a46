"""Today and how the back is: what can be said, what is in force, the way back, the cards."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize

from lowback_tray import i18n
from lowback_tray.care import library as content
from lowback_tray.engine.events import Exercised, Feel, FlareUp, Unhide
from lowback_tray.engine.status import BodyView
from lowback_tray.ui.today import body
from tests.ui import samples_b as samples
from tests.ui.probes_b.today import TodayProbe
from tests.ui.probes_b.widgets import pump

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lowback_tray.engine.status import Status
    from lowback_tray.ui.theme import Themer

INSTEAD = "No exercises now. Medical care comes first."
WORSE = "Twice this week it was worse after an exercise."


@pytest.fixture
def probe(themer: Themer) -> Iterator[TodayProbe]:
    made = TodayProbe()
    made.window.show_status(samples.SITTING)
    made.window.show_history(samples.WEEK)
    made.show()
    yield made
    release(made)


def release(probe: TodayProbe) -> None:
    probe.window.close()
    probe.window.deleteLater()
    pump()


def with_body(**given: object) -> Status:
    return replace(samples.SITTING, body=BodyView(**given))  # type: ignore[arg-type]


def test_a_break_can_be_chosen(probe: TodayProbe) -> None:
    assert probe.menu("Choose a break") == [
        "Hips", "Belly and back", "On the floor", "One-minute breathing", "After exercise",
        "Evening wind-down",
    ]  # fmt: skip
    probe.choose("Choose a break", "Hips")
    probe.choose("Choose a break", "One-minute breathing")
    assert probe.sent == [("start", ("hip_care_desk",)), ("start", ("breathe_60",))]


@pytest.mark.parametrize("status", [samples.GUIDING, samples.PROMPTING, samples.SIGNS])
def test_no_other_break_is_offered_while_one_runs_or_none_may(
    probe: TodayProbe, status: Status
) -> None:
    probe.see(status)
    assert "Choose a break" not in probe.buttons()


def test_how_the_back_is_today_is_one_click(probe: TodayProbe) -> None:
    menu = ["Heavier than usual", "My back hurts today", "Flare-up day", "I exercised today"]
    assert probe.menu("My back today") == menu
    for line in menu:
        probe.choose("My back today", line)
    assert probe.posted == [Feel("heavy"), Feel("pain"), FlareUp(), Exercised()]


def test_what_holds_is_checked_and_choosing_it_again_takes_it_back(probe: TodayProbe) -> None:
    probe.see(with_body(feel="pain", flare=True))
    assert probe.menu("My back today")[1:3] == ["✓ My back hurts today", "✓ Flare-up day"]
    probe.choose("My back today", "My back hurts today")
    probe.choose("My back today", "Flare-up day")
    assert probe.posted == [Feel("ok"), FlareUp(on=False)]


@pytest.mark.parametrize(
    ("given", "text", "event"),
    [
        (
            {"feel": "pain"},
            "It hurts: only a change of position and a little walking until midnight.",
            Feel("ok"),
        ),
        ({"feel": "heavy"}, "Heavier than usual: gentle until midnight.", Feel("ok")),
        ({"flare": True}, "Flare-up day: gentle and shorter until midnight.", FlareUp(on=False)),
        ({"easy": True}, "Easier days after the flare-up.", FlareUp(on=False)),
    ],
)
def test_what_is_in_force_stands_there_with_its_end(
    probe: TodayProbe, given: dict[str, object], text: str, event: object
) -> None:
    probe.see(with_body(**given))
    assert text in probe.texts()
    probe.press("End")
    assert probe.posted == [event]
    probe.see(samples.SITTING)
    pump()
    assert text not in probe.texts()


def test_a_flare_up_day_and_its_easier_days_are_not_said_twice() -> None:
    notes = body.notes(BodyView(flare=True, easy=True), samples.NOW, str)
    assert [note.text for note in notes] == ["Flare-up day: gentle and shorter until midnight."]


def test_after_exercise_the_care_for_afterwards_is_one_click_away(probe: TodayProbe) -> None:
    probe.see(with_body(exercised=True))
    assert "You exercised: a calm finish suits now." in probe.texts()
    probe.press("Start")
    assert probe.sent == [("start", ("post_workout",))]


def test_a_hidden_exercise_is_named_with_its_days_and_can_come_back(probe: TodayProbe) -> None:
    until = samples.NOW + timedelta(days=6)
    hidden = (("chair_figure4", until), ("gone_from_a_pack", until))
    probe.see(with_body(hidden=hidden))
    assert "“Seated figure four” is left out for 6 days." in probe.texts()
    assert "“gone_from_a_pack” is left out for 6 days." in probe.texts()
    probe.press("Offer it again")
    assert probe.posted == [Unhide("chair_figure4")]


def test_on_the_last_day_it_is_still_a_day() -> None:
    view = BodyView(hidden=(("chair_twist", samples.NOW + timedelta(hours=2)),))
    (note,) = body.notes(view, samples.NOW, str)
    assert note.text == "“chair_twist” is left out for 1 day."


@pytest.mark.parametrize("tier", ["emergency", "soon"])
def test_a_ticked_sign_brings_the_contact_text_and_takes_start_away(
    probe: TodayProbe, tier: str
) -> None:
    probe.see(with_body(signs=tier, exercised=True))
    texts = probe.texts()
    assert INSTEAD in texts
    assert str(content.load().signs.lead[f"{tier}_ticked"]) in texts
    assert not {"Start", "Stand up now", "Choose a break"} & set(probe.buttons())
    probe.press("Look at the signs again")
    assert probe.sent == [("warning-signs", ())]
    probe.see(samples.SITTING)
    assert INSTEAD not in probe.texts()
    assert "Stand up now" in probe.buttons()


def test_time_to_ask_somebody_is_said_until_it_is_read(probe: TodayProbe) -> None:
    signs = content.load().signs
    probe.see(with_body(consult=True))
    texts = probe.texts()
    assert WORSE in texts
    assert str(signs.lead["consult"]) in texts
    assert all(str(sign.text) in texts for sign in signs.tiers["consult"])
    assert str(signs.lead["always"]) in texts
    probe.press("Got it")
    assert WORSE not in probe.texts()
    probe.see(with_body(consult=True))
    assert WORSE not in probe.texts()


def test_what_was_read_stays_away_until_something_new_makes_things_worse(
    probe: TodayProbe,
) -> None:
    week = samples.NOW + timedelta(days=7)
    two = (("chair_figure4", week), ("chair_twist", week))
    probe.see(with_body(consult=True, hidden=two))
    probe.press("Got it")
    probe.see(with_body(consult=False, hidden=two[:1]))
    probe.see(with_body(consult=True, hidden=two))
    assert WORSE not in probe.texts(), "the same two"
    again = TodayProbe(probe.heeded)
    again.see(with_body(consult=True, hidden=two))
    again.show()
    assert WORSE not in again.texts(), "also in the next window"
    release(again)
    probe.see(with_body(consult=True, hidden=(*two, ("wall_calf", week))))
    assert WORSE in probe.texts(), "a third one"
    probe.press("Got it")
    later = (("chair_figure4", week + timedelta(days=2)), two[1])
    probe.see(with_body(consult=True, hidden=later))
    assert WORSE in probe.texts(), "one of them once more"


@pytest.mark.parametrize(
    ("place", "floor"), [("desk", False), ("stand_space", False), ("mat", True)]
)
def test_the_floor_is_offered_only_where_there_is_one(
    probe: TodayProbe, place: str, floor: bool
) -> None:
    probe.window.show_place(place)
    menu = probe.menu("Choose a break")
    assert ("On the floor" in menu) is floor
    assert {"Hips", "Evening wind-down"} <= set(menu)
    probe.see(samples.SITTING)
    assert probe.menu("Choose a break") == menu


def test_a_tip_is_shown_until_it_is_put_away(probe: TodayProbe) -> None:
    read: list[bool] = []
    probe.window.show_tip(samples.tip("A warm bath"), lambda: read.append(True))
    assert "A warm bath" in probe.texts()
    assert read == []
    probe.press("Got it")
    assert "A warm bath" not in probe.texts()
    assert read == [True]


def test_on_a_usual_day_nothing_of_it_takes_room(probe: TodayProbe) -> None:
    assert probe.library_asked == 0
    texts = probe.texts()
    assert not {INSTEAD, WORSE} & set(texts)
    assert "Got it" not in probe.buttons()
    assert "End" not in probe.buttons()


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("percent", [80, 100, 200])
def test_nothing_is_clipped_on_a_hard_day(themer: Themer, language: str, percent: int) -> None:
    i18n.use(language)
    themer.set_text_percent(percent)
    probe = TodayProbe()
    hard = replace(samples.HARD_DAY.body, signs="soon", feel="pain", flare=True)
    probe.see(replace(samples.HARD_DAY, body=hard))
    probe.window.show_tip(samples.tip("Tip " * 20, "Text " * 60), lambda: None)
    probe.show()
    for size in (QSize(640, 480), QSize(640, 1400)):
        probe.window.resize(size)
        pump()
        assert probe.clipped() == []
    assert probe.nameless() == []
    release(probe)
