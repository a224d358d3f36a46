from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from lowback_tray import i18n
from lowback_tray.care import library as content
from lowback_tray.errors import DesktopError
from lowback_tray.ui import theme
from lowback_tray.ui.break_window import wording
from lowback_tray.ui.figure import export
from lowback_tray.ui.library_window import picture
from lowback_tray.ui.library_window.cards import ExerciseCard, ItemRow
from lowback_tray.ui.library_window.looking import Wanted, served
from tests.ui import samples_b as samples
from tests.ui.probes_b.library_window import LibraryProbe
from tests.ui.probes_b.widgets import pump

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lowback_tray.ui.theme import Themer


@pytest.fixture
def probe(themer: Themer) -> Iterator[LibraryProbe]:
    made = LibraryProbe()
    yield made
    release(made)


def release(probe: LibraryProbe) -> None:
    probe.window.close()
    probe.window.deleteLater()
    pump()


def name(exercise: str) -> str:
    return str(content.load().exercises[exercise].name)


def test_everything_is_there(probe: LibraryProbe) -> None:
    library = content.load()
    assert sorted(probe.routines()) == sorted(library.routines)
    assert probe.exercises() == list(library.exercises)


LONG = "壁でふくらはぎのばし"  # one phrase of ten letters, wider than a card at any text size


def test_a_phrase_that_is_wider_than_its_card_goes_on_in_the_next_line(themer: Themer) -> None:
    card = ExerciseCard(content.load().exercises["wall_calf"])
    card.say(LONG, "")
    card.resize(card.sizeHint())
    picture = card.grab().toImage()
    line = QFontMetrics(theme.font()).lineSpacing()
    second = round((theme.px(104 + 8 + 10) + 4 + line) * picture.devicePixelRatio())
    ground = picture.pixel(theme.px(20), picture.height() - theme.px(20))
    rows = range(second + 4, second + line - 4)
    inked = {picture.pixel(x, y) for y in rows for x in range(theme.px(14), theme.px(60))}
    assert inked - {ground}
    card.deleteLater()


def test_a_row_is_as_high_as_a_phrase_that_is_wider_than_it(themer: Themer) -> None:
    row = ItemRow(content.load().exercises["wall_calf"], 60)
    row.say(LONG, LONG)
    narrow, wide = row.heightForWidth(theme.px(200)), row.heightForWidth(theme.px(420))
    assert narrow >= wide + 2 * QFontMetrics(theme.font()).lineSpacing()
    row.deleteLater()


def test_what_one_chooses_comes_before_what_comes_by_itself(probe: LibraryProbe) -> None:
    kinds = [content.load().routines[routine].kind for routine in probe.routines()]
    assert kinds[0] == "care"
    assert kinds[-1] == "micro"
    assert kinds.index("hourly") > len(kinds) - kinds[::-1].index("evening") - 1


@pytest.mark.parametrize("text", ["figure four", "4の字", "FIGURE seated"])
def test_a_name_is_found_in_both_languages(probe: LibraryProbe, text: str) -> None:
    probe.search(text)
    assert "chair_figure4" in probe.exercises()
    assert "stand_march_walk" not in probe.exercises()


def test_what_is_not_there_is_said(probe: LibraryProbe) -> None:
    probe.search("handstand")
    assert probe.exercises() == []
    assert probe.routines() == []
    assert "Nothing found. Try another word." in probe.texts()
    QTest.keyClick(probe.window, Qt.Key.Key_Escape)
    pump()
    assert len(probe.exercises()) == len(content.load().exercises)
    assert probe.closings == 0


def test_a_point_and_a_place_narrow_it_down_and_a_second_click_widens_it(
    probe: LibraryProbe,
) -> None:
    probe.press("Hips")
    probe.press("On the floor")
    exercises, routines = content.load().exercises, content.load().routines
    assert probe.exercises() == [
        one.id for one in exercises.values() if one.where == "mat" and "hip_mobility" in one.points
    ]
    assert "hip_care_mat" in probe.routines()
    assert all(routines[one].where == "mat" for one in probe.routines())
    assert all("hip_mobility" in served(routines[one]) for one in probe.routines())
    probe.press("Hips")
    probe.press("On the floor")
    assert len(probe.exercises()) == len(exercises)


def test_words_point_and_place_must_all_fit() -> None:
    one = content.load().exercises["chair_figure4"]
    assert Wanted("seated", "hip_mobility", "desk").exercise(one)
    assert not Wanted("seated", "hip_mobility", "mat").exercise(one)
    assert not Wanted("seated", "pelvis_posture", "desk").exercise(one)
    assert not Wanted("standing", "hip_mobility", "desk").exercise(one)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_an_exercise_in_full_says_everything_about_it(probe: LibraryProbe, language: str) -> None:
    i18n.use(language)
    probe.window.retranslate()
    exercise = content.load().exercises["chair_figure4"]
    probe.press(str(exercise.name))
    texts = probe.texts()
    assert probe.in_full() == str(exercise.name)
    for text in (exercise.breathing, exercise.mistake, exercise.skip, exercise.spoken):
        assert str(text) in texts
    steps = next(text for text in texts if text.startswith("1. "))
    assert [line.split(". ", 1)[1] for line in steps.split("\n")] == list(map(str, exercise.steps))
    assert str(content.load().stop_line) in texts
    assert any("P2-L2" in text for text in texts)
    assert wording.review_line(exercise, content.load()) in texts


def test_the_figure_moves_only_while_it_is_in_sight(probe: LibraryProbe) -> None:
    assert not probe.moving()
    probe.press(name("chair_figure4"))
    assert probe.moving()
    QTest.keyClick(probe.window, Qt.Key.Key_Escape)
    pump()
    assert probe.in_full() == ""
    assert not probe.moving()
    probe.press(name("chair_figure4"))
    probe.window.close()
    assert not probe.moving()


def test_the_figure_begins_again_where_the_exercise_ends(probe: LibraryProbe) -> None:
    probe.press(name("chair_figure4"))
    probe.clock.pass_(content.load().exercises["chair_figure4"].duration_s * 3 + 5)
    pump()
    assert probe.moving()


def test_a_routine_shows_its_exercises_and_starts(probe: LibraryProbe) -> None:
    routine = content.load().routines["hip_care_desk"]
    probe.press(str(routine.name))
    assert probe.items() == [(item.exercise, "1 min") for item in routine.items]
    assert str(routine.why) in probe.texts()
    probe.press("Start")
    assert probe.sent == [("start", ("hip_care_desk",))]


def test_from_a_routine_to_its_exercise_and_all_the_way_back(probe: LibraryProbe) -> None:
    routine = content.load().routines["hip_care_desk"]
    probe.press(str(routine.name))
    probe.press(name("chair_figure4"))
    assert probe.in_full() == name("chair_figure4")
    probe.press("‹ Back")
    assert probe.in_full() == str(routine.name)
    QTest.keyClick(probe.window, Qt.Key.Key_Escape)
    pump()
    assert probe.in_full() == ""
    QTest.keyClick(probe.window, Qt.Key.Key_Escape)
    assert probe.closings == 1


def test_what_the_exercises_are_about_can_be_read(probe: LibraryProbe) -> None:
    probe.press("About these exercises")
    texts = probe.texts()
    library = content.load()
    assert all(str(note.text) in texts for note in library.background)
    assert str(library.signs.lead["always"]) in texts
    assert wording.our_review(library) in texts
    i18n.use("ja")
    probe.window.retranslate()
    assert library.background[0].text.ja in probe.texts()
    QTest.keyClick(probe.window, Qt.Key.Key_Escape)
    pump()
    assert probe.in_full() == ""


@pytest.mark.parametrize("status", [samples.SIGNS, samples.GUIDING])
def test_nothing_starts_while_it_would_be_refused(probe: LibraryProbe, status: object) -> None:
    probe.window.show_status(status)  # type: ignore[arg-type]
    probe.press(str(content.load().routines["hip_care_desk"].name))
    assert not probe.can_start()
    probe.window.show_status(samples.SITTING)
    assert probe.can_start()


def test_a_star_makes_a_favourite_and_unmakes_it(probe: LibraryProbe) -> None:
    probe.press(str(content.load().routines["hip_care_desk"].name))
    probe.press("Favourite")
    probe.press("‹ Back")
    assert probe.facts("hip_care_desk").endswith("favourite")
    probe.press(str(content.load().routines["hip_care_desk"].name))
    probe.press("Favourite")
    assert probe.changes == [
        ("content.favourites", frozenset({"hip_care_desk"})),
        ("content.favourites", frozenset()),
    ]


def test_an_exercise_can_be_left_out_and_taken_back(themer: Themer) -> None:
    probe = LibraryProbe({"content.hidden": frozenset({"stand_march_walk"})})
    assert probe.facts("stand_march_walk").endswith("left out")
    probe.press(name("chair_figure4"))
    assert not probe.left_out()
    probe.leave_out()
    probe.leave_out()
    assert probe.changes == [
        ("content.hidden", frozenset({"stand_march_walk", "chair_figure4"})),
        ("content.hidden", frozenset({"stand_march_walk"})),
    ]
    release(probe)


def test_what_cannot_be_kept_is_said(probe: LibraryProbe) -> None:
    probe.fault = DesktopError("the disk is full")
    probe.press(name("chair_figure4"))
    probe.leave_out()
    assert "the disk is full" in probe.texts()
    assert not probe.left_out()
    probe.press("‹ Back")
    assert not probe.facts("chair_figure4").endswith("left out")
    assert "the disk is full" not in probe.texts()


def test_a_star_that_cannot_be_kept_goes_out_again(probe: LibraryProbe) -> None:
    probe.fault = DesktopError("the disk is full")
    probe.window.show_routine("hip_care_desk")
    probe.press("Favourite")
    assert "the disk is full" in probe.texts()
    assert "Favourite" not in probe.checked()


def test_a_change_made_elsewhere_shows_on_the_open_page(probe: LibraryProbe) -> None:
    marks = {"content.favourites": frozenset({"core_mat"}), "content.hidden": frozenset()}
    probe.window.show_routine("core_mat")
    probe.window.show_values(marks)
    assert "Favourite" in probe.checked()
    probe.window.show_exercise("chair_figure4")
    probe.window.show_values(marks | {"content.hidden": frozenset({"chair_figure4"})})
    assert probe.left_out()


def test_a_change_made_elsewhere_shows(probe: LibraryProbe) -> None:
    probe.window.show_values(
        {"content.favourites": frozenset({"core_mat"}), "content.hidden": frozenset()}
    )
    assert probe.facts("core_mat").endswith("favourite")


def test_figures_are_drawn_only_when_they_come_into_view(
    themer: Themer, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    real = export.thumbnail

    def note(exercise: object, *args: object) -> object:
        drawn.append(exercise.id)  # type: ignore[attr-defined]
        return real(exercise, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(picture, "thumbnail", note)
    probe = LibraryProbe()
    assert 0 < len(drawn) < 20
    before = len(drawn)
    probe.window.update()
    pump()
    assert len(drawn) == before  # and kept
    release(probe)


def test_the_words_of_a_card_are_painted_first_and_its_figure_follows(
    themer: Themer, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[object] = []

    def note(*given: Any) -> QPixmap:
        drawn.append(given)
        return export.thumbnail(*given)

    monkeypatch.setattr(picture, "thumbnail", note)
    card = ExerciseCard(content.load().exercises["chair_figure4"])
    card.retranslate()
    card.resize(card.sizeHint())
    words_only = card.grab().toImage()
    assert not drawn
    pump()
    assert len(drawn) == 1
    assert card.grab().toImage() != words_only
    themer.set_appearance("dark")
    card.grab()
    pump()
    assert len(drawn) == 2  # in the colours of the dark
    card.deleteLater()


def test_fifty_openings_leave_nothing_behind(themer: Themer) -> None:
    def open_and_close() -> None:
        probe = LibraryProbe()
        probe.window.show_routine("hip_care_desk")
        probe.window.show_exercise("chair_figure4")
        release(probe)

    def living() -> int:
        gc.collect()
        return sum(isinstance(one, QWidget) for one in gc.get_objects())

    open_and_close()
    before, windows = living(), len(QApplication.topLevelWidgets())
    for _ in range(50):
        open_and_close()
    assert len(QApplication.topLevelWidgets()) == windows
    assert living() <= before


def test_the_keyboard_opens_a_card(probe: LibraryProbe) -> None:
    probe.window.activateWindow()
    pump()
    for _ in range(60):
        QTest.keyClick(QApplication.focusWidget() or probe.window, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if focus is not None and focus.accessibleName() == name("chair_figure4"):
            break
    QTest.keyClick(QApplication.focusWidget() or probe.window, Qt.Key.Key_Return)
    pump()
    assert probe.in_full() == name("chair_figure4")


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("percent", [80, 100, 200])
@pytest.mark.parametrize("shown", ["lists", "exercise", "routine", "about"])
def test_nothing_is_clipped_or_nameless(
    themer: Themer, language: str, percent: int, shown: str
) -> None:
    i18n.use(language)
    themer.set_text_percent(percent)
    probe = LibraryProbe()
    if shown == "exercise":
        probe.window.show_exercise("supine_hamstring_strap")
    elif shown == "routine":
        probe.window.show_routine("post_workout")
    elif shown == "about":
        probe.window.show_about()
    for size in (QSize(640, 480), QSize(900, 900)):
        probe.window.resize(size)
        pump()
        assert probe.clipped() == []
    assert probe.nameless() == []
    release(probe)
