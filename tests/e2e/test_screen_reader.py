"""The program as somebody lives it who listens: everything below goes over the accessibility bus.

The tray's menu is no window: panels read it to people by dbusmenu, and `tests/ui/test_tray_menu.py`
looks at that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.catalogues import compile_all
from tests.desktop.reader import Reader
from tests.desktop.virtual import VirtualDesktop
from tests.e2e.life import SETTINGS, TODAY, Life

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.desktop.reader import Thing

_SPOKEN = ("push button", "toggle button", "check box", "spin box", "text", "combo box", "image")


@pytest.fixture(scope="module")
def desktop() -> Iterator[VirtualDesktop]:
    compile_all()
    with VirtualDesktop() as started:
        yield started


@pytest.fixture(scope="module")
def reader(desktop: VirtualDesktop) -> Iterator[Reader]:
    """Somebody listens before the program starts, as a screen reader does."""
    with Reader(desktop) as listening:
        yield listening


@pytest.fixture
def life(desktop: VirtualDesktop, reader: Reader) -> Iterator[Life]:
    """A first day: no file yet says that the first page was seen."""
    assert reader.said is not None
    made = Life(desktop, rate=30, settings=None)
    made.write_settings(
        {"stand_up.interval_min": 15, "posture_reset.enabled": False, "away.after_min": 60}
    )
    yield made
    made.stop()
    made.crash_free()


def _pid(life: Life) -> int:
    assert life.child is not None
    return life.child.pid


def test_by_ear_from_the_first_page_through_a_prompt_and_a_guide_to_its_end(
    life: Life, reader: Reader
) -> None:
    life.start()
    page = reader.window(_pid(life), "Welcome to Lowback Tray")
    assert page.role == "frame"
    reader.find(page, "push button", "Start").press()
    life.reach("prompting", 60)
    prompt = reader.window(_pid(life), "Lowback Tray")
    reader.find(prompt, "push button", "Start").press()
    steps = life.reach("guiding")["guide"]["steps"]
    life.reach("sitting", 30)
    life.wait_for(lambda: reader.listen()[-1].startswith("You stood up."), what="the end, said")
    assert reader.said[0].startswith("Time to stand up. You have been sitting for 15")
    for step in range(1, steps + 1):
        told = [words for words in reader.said if words.startswith(f"Step {step} of {steps}")]
        assert len(told) == 1, reader.said
        assert len(told[0]) > 40, "what is to be done is said with it"
    assert life.of("completed")[-1]["stood"] is True


def test_how_a_break_was_is_answered_by_ear(desktop: VirtualDesktop, reader: Reader) -> None:
    # Hardly faster than the world: the last page goes by itself, and sooner under a lens.
    life = Life(desktop, rate=2).start()
    life.command("start", "short")
    assert life.reach("guiding")["guide"]["steps"] >= 1
    life.reach("sitting", 60)
    done = reader.window(_pid(life), "Lowback Tray")
    faces = [reader.find(done, "check box", name) for name in ("Easier", "The same", "Worse")]
    assert {face.description for face in faces} == {"How the back feels after this break"}
    faces[0].press()
    life.wait_for(lambda: life.of("check_in"), what="the answer")
    assert life.of("check_in")[-1]["answer"] == "easier"
    life.stop()
    life.crash_free()


def test_the_settings_are_changed_by_ear_and_every_control_there_has_a_name(
    life: Life, reader: Reader
) -> None:
    life.start()
    assert life.command("settings-window").exit == 0
    window = reader.window(_pid(life), SETTINGS)
    assert _nameless(window) == []
    choice = reader.find(window, "check box", "45 min")
    assert (choice.description, choice.checked) == ("Stand up every", False)
    choice.press()
    life.wait_for(
        lambda: "stand_up.interval_min = 45" in life.settings_file.read_text(encoding="utf-8"),
        what="the setting",
    )
    life.wait_for(lambda: choice.checked, what="the choice to be told as chosen")


def test_today_is_told_in_words_and_its_figure_and_charts_too(life: Life, reader: Reader) -> None:
    life.start()
    assert life.command("show").exit == 0
    window = reader.window(_pid(life), TODAY)
    assert _nameless(window) == []
    spoken = [str(thing) for thing in window.walk() if thing.name]
    assert any("Stand up in" in words for words in spoken), spoken
    pictures = [thing for thing in window.walk() if thing.role in ("image", "graphic")]
    hours = next(picture for picture in pictures if picture.name == "The hours of today")
    assert hours.description.startswith("Sitting, ")


def test_the_self_check_the_warning_signs_and_a_pause_by_ear(life: Life, reader: Reader) -> None:
    life.start()
    _a_question_of_the_self_check(life, reader)
    _a_warning_sign(life, reader)
    assert life.command("pause-window").exit == 0
    window = reader.window(_pid(life), "Pause until…")
    assert _nameless(window) == []
    reader.find(window, "push button", "Pause").press()
    life.until(lambda s: "paused" in [hold["name"] for hold in s["holds"]], what="the pause")


def _a_question_of_the_self_check(life: Life, reader: Reader) -> None:
    assert life.command("self-check").exit == 0
    window = reader.window(_pid(life), "Lowback Tray — Self-check")
    assert _nameless(window) == []
    answer = next(t for t in window.walk() if t.role == "check box" and t.name == "Sometimes")
    assert len(answer.description) > 20, "what is asked is said with its answers"
    answer.press()
    life.wait_for(lambda: answer.checked, what="the answer to be told as given")
    life.wait_for(
        lambda: '= "sometimes"' in life.settings_file.read_text(encoding="utf-8"),
        what="the answer to be kept",
    )


def _a_warning_sign(life: Life, reader: Reader) -> None:
    assert life.command("warning-signs").exit == 0
    window = reader.window(_pid(life), "Warning signs")
    assert _nameless(window) == []
    sign = next(t for t in window.walk() if t.role == "check box")
    said = len(reader.listen())
    sign.press()
    life.wait_for(lambda: life.of("signs"), what="the sign to be noted")
    life.wait_for(lambda: reader.listen()[said:], what="what follows from it, said")
    assert len(reader.said[said:]) == 1, reader.said


def _nameless(window: Thing) -> list[str]:
    return [
        str(thing)
        for thing in window.walk()
        if not thing.name and (thing.role in _SPOKEN or thing.focusable)
    ]
