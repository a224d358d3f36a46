from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest

from lowback_tray import i18n
from lowback_tray.engine.policy import ClockMark, QuietTime, TimeRange
from lowback_tray.errors import DesktopError, SettingsError
from lowback_tray.settings.table import PAGES, SETTINGS
from lowback_tray.ui.settings_window import shapes
from lowback_tray.ui.settings_window.all_editors import EDITORS
from lowback_tray.ui.settings_window.rows import SettingRow
from lowback_tray.ui.theme import Themer
from tests.ui.probes_b.settings_window import SettingsProbe
from tests.ui.probes_b.widgets import pump

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication


@pytest.fixture
def themer(qapp: QApplication) -> Iterator[Themer]:
    made = Themer(qapp, "light")
    yield made
    made.set_text_percent(100)
    made.deleteLater()


@pytest.fixture
def probe(themer: Themer) -> Iterator[SettingsProbe]:
    made = SettingsProbe()
    yield made
    made.window.close()
    made.window.deleteLater()
    pump()


def test_every_setting_of_the_table_has_its_row(probe: SettingsProbe) -> None:
    for page, label in PAGES.items():
        probe.press(label)
        assert probe.checked()[0] == label
        expected = [setting.label for setting in SETTINGS if setting.page == page]
        assert probe.rows()[: len(expected)] == expected


def test_every_kind_of_setting_in_sight_has_an_editor() -> None:
    in_sight = {setting.type for setting in SETTINGS if setting.page in PAGES}
    assert in_sight <= set(EDITORS)


def test_what_only_the_program_uses_is_not_shown(probe: SettingsProbe) -> None:
    probe.search("first page")
    assert probe.rows() == []
    assert "Nothing found. Try another word." in probe.texts()


def test_a_preset_is_applied_at_once(probe: SettingsProbe) -> None:
    probe.click("Stand up every", "45 min")
    assert probe.changes == [("stand_up.interval_min", 45)]
    assert probe.shows("Stand up every") == "45 min"
    assert probe.chosen("Stand up every") == ["45 min"]


def test_any_number_within_the_bounds_can_be_set(probe: SettingsProbe) -> None:
    spin = probe.number("Stand up every")
    assert (spin.minimum(), spin.maximum()) == (15, 120)
    spin.setValue(50)
    assert probe.changes == [("stand_up.interval_min", 50)]
    assert probe.chosen("Stand up every") == []


def test_a_number_on_the_way_to_another_is_not_applied(probe: SettingsProbe) -> None:
    spin = probe.number("Stand up every")
    spin.setFocus()
    spin.selectAll()
    QTest.keyClicks(spin, "45")
    assert probe.changes == []
    QTest.keyClick(spin, Qt.Key.Key_Return)
    assert probe.changes == [("stand_up.interval_min", 45)]


def test_a_switch_is_applied_at_once(probe: SettingsProbe) -> None:
    assert probe.is_on("Posture reset")
    probe.click("Posture reset")
    assert probe.changes == [("posture_reset.enabled", False)]
    assert not probe.is_on("Posture reset")


def test_what_hangs_on_a_switch_rests_while_it_is_off(probe: SettingsProbe) -> None:
    assert probe.enabled("Posture reset after")
    probe.click("Posture reset")
    assert not probe.enabled("Posture reset after")
    assert probe.enabled("Posture reset")
    probe.press("Hours")
    assert not probe.enabled("Monday")
    probe.click("Only in working hours")
    assert probe.enabled("Monday")


def test_a_list_of_numbers_is_typed(probe: SettingsProbe) -> None:
    assert probe.shows("Snooze lengths") == "5, 10, 15"
    probe.enter("Snooze lengths", "5, 20")
    assert probe.changes == [("snooze.choices_min", (5, 20))]
    assert probe.problem("Snooze lengths") == ""


def test_a_wrong_entry_says_what_is_wrong_beside_it_and_changes_nothing(
    probe: SettingsProbe,
) -> None:
    probe.enter("Snooze lengths", "20, 5")
    assert "is not in ascending order" in probe.problem("Snooze lengths")
    assert probe.shows("Snooze lengths") == "20, 5"
    assert probe.changes == []
    probe.enter("Snooze lengths", "5, 20")
    assert probe.problem("Snooze lengths") == ""
    assert probe.changes == [("snooze.choices_min", (5, 20))]


def test_a_wrong_entry_waits_to_be_mended_while_other_settings_change(
    probe: SettingsProbe,
) -> None:
    probe.enter("Snooze lengths", "20, 5")
    probe.click("Stand up every", "30 min")
    assert probe.shows("Snooze lengths") == "20, 5"
    assert probe.is_marked_wrong("Snooze lengths")
    assert "is not in ascending order" in probe.problem("Snooze lengths")


def test_a_wrong_entry_goes_when_the_setting_itself_changes_elsewhere(
    probe: SettingsProbe,
) -> None:
    probe.enter("Snooze lengths", "20, 5")
    probe.window.show_values(probe.values | {"snooze.choices_min": (3, 6)})
    assert probe.shows("Snooze lengths") == "3, 6"
    assert not probe.is_marked_wrong("Snooze lengths")
    assert probe.problem("Snooze lengths") == ""


def test_a_wrong_time_of_the_clock_goes_with_the_choice_of_the_present_one(
    probe: SettingsProbe,
) -> None:
    name = "Stand up at fixed times"
    probe.enter(name, "25:00")
    assert probe.is_marked_wrong(name)
    probe.click(name, "By the interval")
    assert probe.shows(name) == ""
    assert not probe.is_marked_wrong(name)
    assert probe.problem(name) == ""


def test_the_hours_of_a_day_are_typed_as_ranges(probe: SettingsProbe) -> None:
    probe.window.show_values(probe.values | {"hours.enabled": True})
    probe.press("Hours")
    assert probe.shows("Monday") == "09:00-12:00, 13:00-18:00"
    assert probe.shows("Sunday") == ""
    probe.enter("Sunday", "10:00-12:30")
    probe.enter("Monday", "9-25:00")
    assert probe.changes == [("hours.sunday", (TimeRange(time(10), time(12, 30)),))]
    assert '"9-25:00"' in probe.problem("Monday")
    probe.enter("Monday", "")
    assert probe.changes[-1] == ("hours.monday", ())
    assert probe.problem("Monday") == ""


def test_the_same_help_is_not_said_seven_times(probe: SettingsProbe) -> None:
    probe.press("Hours")
    texts = probe.texts()
    assert sum("next day" in text for text in texts) == 1


def test_conditions_are_a_check_list(probe: SettingsProbe) -> None:
    probe.press("About you")
    probe.click("Please mind", "Knee pain")
    probe.click("Please mind", "Neck pain")
    probe.click("Please mind", "Knee pain")
    assert probe.changes == [
        ("profile.flags", frozenset({"knee_pain"})),
        ("profile.flags", frozenset({"knee_pain", "neck_pain"})),
        ("profile.flags", frozenset({"neck_pain"})),
    ]
    assert probe.chosen("Please mind") == ["Neck pain"]


def test_a_choice_is_a_row_of_chips(probe: SettingsProbe) -> None:
    probe.press("About you")
    assert probe.chosen("Your place") == ["Room to stand"]
    probe.click("Your place", "In the seat only")
    assert probe.changes == [("profile.place", "desk")]
    assert probe.chosen("Your place") == ["In the seat only"]


def test_the_way_back_shows_only_where_something_was_changed(probe: SettingsProbe) -> None:
    assert probe.way_back("Stand up every") == ""
    probe.click("Stand up every", "45 min")
    assert probe.way_back("Stand up every") == "Back to 60 min"
    probe.go_back("Stand up every")
    assert probe.resets == ["stand_up.interval_min"]
    assert probe.shows("Stand up every") == "60 min"
    assert probe.way_back("Stand up every") == ""


def test_a_change_that_cannot_be_kept_says_why_and_shows_what_holds(probe: SettingsProbe) -> None:
    probe.fault = SettingsError("settings.toml", "the disk is full", "Make room")
    probe.click("Stand up every", "45 min")
    assert probe.problem("Stand up every") == "settings.toml: the disk is full. Make room"
    assert probe.shows("Stand up every") == "60 min"
    probe.click("Stand up every", "30 min")
    assert probe.problem("Stand up every") == ""
    assert probe.changes == [("stand_up.interval_min", 30)]


def test_changes_from_elsewhere_are_shown_live_and_not_sent_back(probe: SettingsProbe) -> None:
    probe.window.show_values(
        probe.values | {"stand_up.interval_min": 90, "snooze.choices_min": (7,)}
    )
    assert probe.shows("Stand up every") == "90 min"
    assert probe.shows("Snooze lengths") == "7"
    assert probe.changes == []


def test_start_at_login_shows_the_truth(probe: SettingsProbe) -> None:
    probe.press("General")
    assert not probe.is_on("Start at login")
    probe.click("Start at login")
    assert probe.autostart
    assert probe.is_on("Start at login")
    probe.fault = DesktopError("the autostart folder cannot be written")
    probe.click("Start at login")
    assert probe.problem("Start at login") == "the autostart folder cannot be written"
    assert probe.is_on("Start at login"), "it is still so"


def test_where_the_data_is_and_the_version_can_be_copied(probe: SettingsProbe) -> None:
    probe.press("General")
    texts = probe.texts()
    assert "~/.config/lowback-tray/settings.toml" in texts
    assert "Lowback Tray 9.9.9" in texts


def test_a_search_finds_settings_on_every_page_by_label_help_and_choice(
    probe: SettingsProbe,
) -> None:
    probe.search("snooze")
    assert probe.rows() == ["Snooze lengths", "Usual snooze", "Snoozes in a row"]
    probe.search("KNEE")
    assert probe.rows() == ["Please mind"]
    assert "About you" in probe.texts()
    probe.search("login")
    assert probe.rows() == ["Start at login"]
    probe.search("")
    assert probe.rows()[0] == "Stand up every"


def test_of_rows_that_share_a_sentence_the_first_in_sight_says_it(probe: SettingsProbe) -> None:
    probe.press("Hours")
    sentence = probe.help("Monday")
    assert sentence
    assert probe.help("Tuesday") == ""
    probe.search("tuesday")
    assert probe.rows() == ["Tuesday"]
    assert probe.help("Tuesday") == sentence
    probe.search("")
    assert probe.help("Tuesday") == ""


def test_escape_ends_the_search_first_and_then_closes(probe: SettingsProbe) -> None:
    probe.search("snooze")
    QTest.keyClick(probe.window, Qt.Key.Key_Escape)
    pump()
    assert probe.window.isVisible()
    assert len(probe.rows()) > 3
    QTest.keyClick(probe.window, Qt.Key.Key_Escape)
    pump()
    assert not probe.window.isVisible()
    assert probe.closings == 1


def test_it_speaks_the_other_language_at_once(probe: SettingsProbe) -> None:
    i18n.use("ja")
    probe.window.retranslate()
    assert probe.buttons()[: len(PAGES)] == [i18n.tr(label) for label in PAGES.values()]
    assert probe.rows()[0] == "立ち上がりの間隔"
    assert probe.shows("Stand up every") == "60分"


@pytest.mark.parametrize(
    ("key", "switch"),
    [
        ("hours.monday", "hours.enabled"),
        ("hours.enabled", None),
        ("language", None),
        ("posture_reset.after_min", "posture_reset.enabled"),
    ],
)
def test_a_setting_hangs_on_the_switch_of_its_table(key: str, switch: str | None) -> None:
    assert shapes.switch_of(key) == switch


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("percent", [80, 100, 200])
@pytest.mark.parametrize("size", [QSize(640, 480), QSize(760, 900)])
def test_nothing_is_clipped_or_nameless(
    themer: Themer, language: str, percent: int, size: QSize
) -> None:
    i18n.use(language)
    themer.set_text_percent(percent)
    probe = SettingsProbe({"stand_up.interval_min": 45, "profile.flags": frozenset({"balance"})})
    probe.window.resize(size)
    for page in PAGES:
        probe.window.show_page(page)
        pump()
        assert probe.clipped() == [], page
        assert probe.nameless() == [], page
    probe.window.close()
    probe.window.deleteLater()
    pump()


# ---- rows are made when they are needed


def test_only_the_page_in_front_is_made(themer: Themer) -> None:
    probe = SettingsProbe()
    made = {row.label.text() for row in probe.window.findChildren(SettingRow)}
    assert "Stand up every" in made
    assert made <= {setting.label for setting in SETTINGS if setting.page == "reminders"}
    end(probe)


def test_a_search_makes_only_what_it_finds(themer: Themer) -> None:
    probe = SettingsProbe()
    probe.search("knee")
    made = {row.label.text() for row in probe.window.findChildren(SettingRow)}
    elsewhere = {setting.label for setting in SETTINGS if setting.page != "reminders"}
    assert made & elsewhere == {"Please mind"}
    end(probe)


def test_a_row_made_late_shows_what_holds_and_never_opens_as_a_window_of_its_own(
    themer: Themer, qapp: QApplication
) -> None:
    probe = SettingsProbe({"hours.enabled": False, "appearance.text_percent": 125})
    probe.press("General")
    assert probe.shows("Text size") == "125%"
    assert probe.window.isActiveWindow()
    end(probe)


def test_the_window_grows_with_the_text_size_while_it_is_chosen(themer: Themer) -> None:
    probe = SettingsProbe()
    probe.heed(lambda values: themer.set_text_percent(values["appearance.text_percent"]))
    probe.press("General")
    high = {}
    for chip in ("100%", "200%", "125%"):
        probe.click("Text size", chip)
        high[chip] = probe.row("Text size").label.fontMetrics().height()
        assert probe.clipped() == []
    assert high["200%"] > 1.8 * high["100%"]
    assert high["100%"] < high["125%"] < high["200%"]
    probe.number("Text size").setValue(80)
    pump()
    assert probe.row("Text size").label.fontMetrics().height() < high["100%"]
    end(probe)


# ---- finding


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("dark mode", "Colours"),
        ("meeting", "Wait during calls"),
        ("立ち上がりの間隔", "Stand up every"),
        ("ひざ", "Please mind"),
        ("たいまー 頻度", "Stand up every"),
        ("stand_up.interval", "Stand up every"),
        ("ＤＮＤ", "Respect do-not-disturb"),
    ],
)
def test_a_search_knows_other_words_and_the_other_language(
    probe: SettingsProbe, words: str, found: str
) -> None:
    probe.search(words)
    assert found in probe.rows()


def test_a_search_says_how_many_it_found(probe: SettingsProbe) -> None:
    probe.search("snoozes in a row")
    assert "1 setting found" in probe.texts()
    probe.search("")
    assert not any("found" in text for text in probe.texts())


def test_it_opens_at_a_setting_which_then_stands_out(probe: SettingsProbe) -> None:
    probe.search("snooze")
    assert probe.window.show_setting("holds.call")
    pump()
    assert probe.checked()[0] == "Manners"
    assert probe.pointed_out() == ["Wait during calls"]
    assert probe.window.focusWidget() is probe.row("Wait during calls")
    probe.press("Reminders")
    assert probe.pointed_out() == []


def test_a_setting_that_is_nowhere_to_be_seen_changes_nothing(probe: SettingsProbe) -> None:
    assert not probe.window.show_setting("first_run.done")
    assert probe.checked()[0] == "Reminders"


# ---- the way back for a page


PAGE_BACK = "Put this page back to the defaults"


def test_a_page_goes_back_to_its_defaults_and_nothing_else_does(themer: Themer) -> None:
    probe = SettingsProbe({"stand_up.interval_min": 45, "snooze.limit": 1, "holds.call": False})
    probe.press(PAGE_BACK)
    assert sorted(probe.resets) == ["snooze.limit", "stand_up.interval_min"]
    assert probe.shows("Stand up every") == "60 min"
    assert probe.values["holds.call"] is False
    end(probe)


def test_that_can_be_undone_until_the_page_is_turned(themer: Themer) -> None:
    probe = SettingsProbe({"stand_up.interval_min": 45})
    probe.press(PAGE_BACK)
    assert PAGE_BACK not in probe.buttons()
    probe.press("Undo")
    assert probe.values["stand_up.interval_min"] == 45
    probe.press(PAGE_BACK)
    probe.press("Manners")
    probe.press("Reminders")
    assert "Undo" not in probe.buttons()
    assert PAGE_BACK not in probe.buttons(), "everything is as it was made"
    end(probe)


def test_a_page_that_cannot_be_put_back_says_why(themer: Themer) -> None:
    probe = SettingsProbe({"stand_up.interval_min": 45})
    probe.fault = SettingsError("settings.toml", "the disk is full", "Make room")
    probe.press(PAGE_BACK)
    assert "settings.toml: the disk is full. Make room" in probe.texts()
    assert probe.shows("Stand up every") == "45 min"
    end(probe)


def test_what_cannot_be_undone_can_be_undone_later(themer: Themer) -> None:
    probe = SettingsProbe({"stand_up.interval_min": 45, "snooze.limit": 1})
    probe.press(PAGE_BACK)
    probe.fault = SettingsError("settings.toml", "the disk is full", "Make room")
    probe.press("Undo")
    assert "settings.toml: the disk is full. Make room" in probe.texts()
    probe.press("Undo")
    assert probe.values["stand_up.interval_min"] == 45
    assert probe.values["snooze.limit"] == 1
    assert "Undo" not in probe.buttons()
    end(probe)


def test_where_nothing_was_put_back_there_is_nothing_to_undo(themer: Themer) -> None:
    probe = SettingsProbe({"stand_up.interval_min": 45})
    probe.fault = SettingsError("settings.toml", "the disk is full", "Make room")
    probe.press(PAGE_BACK)
    assert "Undo" not in probe.buttons()
    probe.press(PAGE_BACK)
    assert probe.values["stand_up.interval_min"] == 60
    end(probe)


def end(probe: SettingsProbe) -> None:
    probe.window.close()
    probe.window.deleteLater()
    pump()


def last_change(probe: SettingsProbe) -> tuple[str, object]:
    return probe.changes[-1]


def test_times_of_the_clock_are_chosen_from_the_usual_ones_or_typed(probe: SettingsProbe) -> None:
    name = "Stand up at fixed times"
    assert probe.chosen(name) == ["By the interval"]
    probe.click(name, ":00, :30")
    assert last_change(probe) == ("stand_up.at", (ClockMark(0), ClockMark(30)))
    assert probe.shows(name) == ":00, :30"
    probe.enter(name, "10:15, :45")
    assert last_change(probe) == ("stand_up.at", (ClockMark(45), ClockMark(15, 10)))
    assert probe.chosen(name) == []
    probe.enter(name, "25:00")
    assert "is not a time of the clock" in probe.problem(name)
    probe.click(name, "By the interval")
    assert last_change(probe) == ("stand_up.at", ())
    assert probe.problem(name) == ""


def test_quiet_time_is_added_and_removed_row_by_row(probe: SettingsProbe) -> None:
    name = "Quiet time"
    probe.press("Hours")
    probe.plan(name, "tue 14:00-16:00 talk")
    probe.plan(name, "2026-12-01 09:00-10:00")
    talk = QuietTime(time(14), time(16), 1, label="talk")
    dentist = QuietTime(time(9), time(10), on=date(2026, 12, 1))
    assert last_change(probe) == ("quiet.times", (talk, dentist))
    assert "Tuesdays 14:00-16:00 talk" in probe.texts()
    probe.plan(name, "whenever")
    assert "is not a quiet time" in probe.problem(name)
    probe.plan(name, " ")
    probe.click(name, "Remove")
    assert last_change(probe) == ("quiet.times", (dentist,))
    assert probe.problem(name) == ""
    assert len(probe.changes) == 3
