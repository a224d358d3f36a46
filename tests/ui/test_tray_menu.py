from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from lowback_tray import i18n
from lowback_tray.care import library as content
from lowback_tray.care.fitting import Fit
from lowback_tray.care.routine import plan_for
from lowback_tray.engine.status import AheadView
from lowback_tray.ui import status_words, tray_menu
from tests.ui import samples_b as samples

if TYPE_CHECKING:
    from lowback_tray.engine.status import Status
    from lowback_tray.ui.tray_menu import MenuItem


def lines(items: tuple[MenuItem, ...]) -> list[str]:
    """The menu as a person reads it: (greyed), a check mark, submenus in brackets."""
    out = []
    for item in items:
        text = item.label or "--"
        if not item.enabled:
            text = f"({text})"
        if item.checked:
            text = f"✓ {text}"
        if item.children:
            text += f" [{' | '.join(lines(item.children))}]"
        out.append(text)
    return out


def leaves(items: tuple[MenuItem, ...]) -> dict[str, tuple[str, tuple[str, ...]]]:
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for item in items:
        if item.children:
            found |= {f"{item.label}/{k}": v for k, v in leaves(item.children).items()}
        elif item.command is not None:
            found[item.label] = (item.command, item.args)
    return found


EVERY = "Stand up every [30 min | 45 min | ✓ 60 min | Other…]"
PAUSE = "Pause [30 min | 1 h | Until tomorrow | Until…]"
AHEAD = "Next stand-up [10 min later | 15 min later | 30 min later | Leave it out]"
SNOOZE = "Snooze [5 min | 10 min | 15 min]"
PROGRAM = ["--", "Today", "History…", "Why…", "Library…", "Warning signs…", "Settings…", "Quit"]
CHOOSE = (
    "Choose a break [Hips | Belly and back | On the floor | One-minute breathing"
    " | After exercise | Evening wind-down]"
)
BACK = (
    "My back today [✓ As usual | Heavier than usual | Hurts today | Flare-up day | --"
    " | I exercised today | Self-check…]"
)
WISHES = ["Stand up now", "Posture reset now", CHOOSE, AHEAD, "Just stood up"]
UPRIGHT = ["Move now", "Posture reset now", CHOOSE, f"({AHEAD[:13]}){AHEAD[13:]}"]
NO_CHOICE, NO_AHEAD = f"({CHOOSE[:14]}){CHOOSE[14:]}", f"({AHEAD[:13]}){AHEAD[13:]}"
BUSY = ["(Stand up now)", "(Posture reset now)", NO_CHOICE, NO_AHEAD]
ANSWERS = ["Start", SNOOZE, "Skip this one", "I am already standing"]

SIGNED = "No exercise while a warning sign is ticked"

GOLDEN: dict[str, list[str]] = {
    "sitting": ["Stand up in 23 min", "--", *WISHES, "--", BACK, PAUSE, EVERY, *PROGRAM],
    "fresh": ["Stand up in 60 min", "--", *WISHES, "--", BACK, PAUSE, EVERY, *PROGRAM],
    "soon": ["Stand up in 1 min", "--", *WISHES, "--", BACK, PAUSE, EVERY, *PROGRAM],
    "posture_next": ["Posture reset in 7 min", "--", *WISHES, "--", BACK, PAUSE, EVERY, *PROGRAM],
    "prompting": ["Time to stand up", "--", *ANSWERS, "--", BACK, PAUSE, EVERY, *PROGRAM],
    "last_ask": [
        "Time to stand up", "--",
        "Start", "30 seconds in the seat", "Skip this one", "I am already standing",
        "--", BACK, PAUSE, EVERY, *PROGRAM,
    ],
    "posture_ask": ["Time for a posture reset", "--", *ANSWERS, "--", BACK, PAUSE, EVERY, *PROGRAM],
    "evening_ask": ["Time to wind down", "--", *ANSWERS[:-1], "--", BACK, PAUSE, EVERY, *PROGRAM],
    "evening_next": [
        "Evening wind-down in 7 min", "--", *WISHES, "--", BACK, PAUSE, EVERY, *PROGRAM,
    ],
    "seated_ask": [
        "Time to move in your seat", "--", *ANSWERS[:-1], "--", BACK, PAUSE, EVERY, *PROGRAM,
    ],
    "guiding": [
        "Break: step 2 of 4", "--", *BUSY, "Just stood up", "--", BACK, f"({PAUSE[:5]}){PAUSE[5:]}",
        EVERY, *PROGRAM,
    ],
    "guiding_seated": [
        "Break: step 1 of 1", "--", *BUSY, "(Just stood up)", "--",
        BACK, f"({PAUSE[:5]}){PAUSE[5:]}", EVERY, *PROGRAM,
    ],
    "snoozed": ["Asking again in 8 min", "--", *WISHES, "--", BACK, PAUSE, EVERY, *PROGRAM],
    "paused": ["Paused until 14:30", "--", *WISHES, "--", BACK, "Resume", EVERY, *PROGRAM],
    "paused_tomorrow": [
        "Paused until tomorrow 07:00", "--", *WISHES, "--", BACK, "Resume", EVERY, *PROGRAM,
    ],
    "paused_open": ["Paused", "--", *WISHES, "--", BACK, "Resume", EVERY, *PROGRAM],
    "off_screen": [
        "Off the screen until 14:30", "--", *WISHES, "--", BACK, "Resume", EVERY, *PROGRAM,
    ],
    "locked": ["Waiting: the screen is locked", "--", *WISHES, "--", BACK, PAUSE, EVERY, *PROGRAM],
    "in_call": [
        "Waiting: you seem to be in a call", "--", *WISHES, "--", BACK, PAUSE, EVERY, *PROGRAM,
    ],
    "outside_hours": [
        "Waiting until 18:00: outside your hours", "--", *WISHES, "--",
        BACK, PAUSE, EVERY, *PROGRAM,
    ],
    "quiet_time": [
        "Waiting until 15:30: quiet time you planned (Talk with Mika)", "--", *WISHES, "--",
        BACK, PAUSE, EVERY, *PROGRAM,
    ],
    "stands": [
        "Stand up in 23 min", "--", *WISHES[:-1], "I am standing", "Just stood up", "--",
        BACK, PAUSE, EVERY, *PROGRAM,
    ],
    "standing": [
        "Sit or move in 28 min", "--", *UPRIGHT, "Just sat down", "--",
        BACK, PAUSE, EVERY, *PROGRAM,
    ],
    "standing_held": [
        "Standing for 12 min", "--", *UPRIGHT, "Just sat down", "--", BACK, PAUSE, EVERY, *PROGRAM,
    ],
    "switch_ask": [
        "Time to sit or move", "--", *ANSWERS[:-1], "Just sat down", "--",
        BACK, PAUSE, EVERY, *PROGRAM,
    ],
    "stand_up_ask": [
        "Time to stand up", "--", *ANSWERS[:-1], "I am standing", "--",
        BACK, PAUSE, EVERY, *PROGRAM,
    ],
    "returned": [
        "Stand up in 60 min", "--",
        "You were away for 22 min [Stood up or walked | Lay down | Still sitting]", "--",
        *WISHES, "--", BACK, PAUSE, EVERY, *PROGRAM,
    ],
    "told": ["Stand up in 60 min", "--", *WISHES, "--", BACK, PAUSE, EVERY, *PROGRAM],
    "just_back": ["Stand up in 60 min", "--", *WISHES, "--", BACK, PAUSE, EVERY, *PROGRAM],
    "away": ["Away from the desk", "--", *WISHES, "--", BACK, PAUSE, EVERY, *PROGRAM],
    "never_came": ["Away from the desk", "--", *WISHES, "--", BACK, PAUSE, EVERY, *PROGRAM],
    "just_done": ["Stand up in 60 min", "--", *WISHES, "--", BACK, PAUSE, EVERY, *PROGRAM],
    "signs": [
        SIGNED, "--", "Just stood up", "--", BACK, PAUSE, EVERY, *PROGRAM,
    ],
    "signs_ask": [
        SIGNED, "--", SNOOZE, "Skip this one", "I am already standing", "--",
        BACK, PAUSE, EVERY, *PROGRAM,
    ],
    "signs_paused": [
        SIGNED, "--", "Just stood up", "--", BACK, "Resume", EVERY, *PROGRAM,
    ],
    "flare": [
        "Stand up in 23 min", "--", *WISHES, "--",
        "My back today [As usual | Heavier than usual | Hurts today | ✓ Flare-up day | --"
        " | I exercised today | Self-check…]",
        PAUSE, EVERY, *PROGRAM,
    ],
    "hard_day": [
        "Stand up in 23 min", "--", *WISHES, "--",
        "My back today [As usual | ✓ Heavier than usual | Hurts today | Flare-up day | --"
        " | ✓ I exercised today | Self-check…]",
        PAUSE, EVERY, *PROGRAM,
    ],
    "long_interval": [
        "Stand up in 90 min", "--", *WISHES, "--", BACK, PAUSE,
        "Stand up every [30 min | 45 min | 60 min | ✓ Other (90 min)…]", *PROGRAM,
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", samples.STATUSES)
def test_the_menu_says_what_is_true_now(name: str) -> None:
    assert lines(tray_menu.menu(samples.STATUSES[name])) == GOLDEN[name]


def test_before_anything_is_known_only_the_program_itself_can_be_reached() -> None:
    assert lines(tray_menu.menu(None)) == ["(Starting…)", *PROGRAM]
    assert tray_menu.tooltip(None) == "Lowback Tray"


@pytest.mark.parametrize(
    ("name", "english", "japanese"),
    [
        ("sitting", "stand up in 23 min", "あと23分で立ち上がりタイム"),
        ("posture_next", "posture reset in 7 min", "あと7分で姿勢リセット"),
        ("prompting", "time to stand up", "立ち上がりましょう"),
        ("posture_ask", "time for a posture reset", "姿勢リセットの時間です"),
        ("evening_ask", "time to wind down", "寝る前の、ゆるめる時間です"),
        ("evening_next", "evening wind-down in 7 min", "あと7分で寝る前のゆるめ"),
        ("guiding", "break: step 2 of 4", "休憩中：2 / 4"),
        ("standing", "sit or move in 28 min", "あと28分で座る・動く"),
        ("snoozed", "asking again in 8 min", "8分後にもう一度お知らせ"),
        ("paused", "paused until 14:30", "14:30まで一時停止中"),
        ("paused_tomorrow", "paused until tomorrow 07:00", "あした07:00まで一時停止中"),
        ("off_screen", "off the screen until 14:30", "14:30まで画面から離れています"),
        ("away", "away from the desk", "席を離れています"),
        ("signs", "no exercise while a warning sign is ticked", "サインあり：体操はお休み"),
    ],
)
def test_the_tooltip_is_alive_in_both_languages(name: str, english: str, japanese: str) -> None:
    status = samples.STATUSES[name]
    assert tray_menu.tooltip(status) == f"Lowback Tray — {english}"
    i18n.use("ja")
    assert tray_menu.tooltip(status) == f"Lowback Tray — {japanese}"


def test_setups_are_in_the_menu_once_there_are_some() -> None:
    setups = tray_menu.Setups(("Office", "自宅"), "auto", "Office")
    menu = tray_menu.menu(samples.SITTING, setups=setups)
    assert "Setup: Office [Usual settings | Office | 自宅 | ✓ By days and times]" in lines(menu)
    assert leaves(menu)["Setup: Office/自宅"] == ("setup", ("use", "自宅"))
    chosen = lines(tray_menu.menu(samples.SITTING, setups=tray_menu.Setups(("Office",))))
    assert "Setup: Usual settings [✓ Usual settings | Office | By days and times]" in chosen


def test_the_menu_is_complete_in_japanese() -> None:
    i18n.use("ja")
    assert lines(tray_menu.menu(samples.PROMPTING)) == [
        "立ち上がりましょう", "--",
        "始める", "あとで [5分 | 10分 | 15分]", "今回はスキップ", "もう立っています",
        "--",
        "きょうの腰 [✓ いつもどおり | いつもより重い | きょうは痛い | ぶり返しの日 | --"
        " | きょう運動した | セルフチェック…]",
        "一時停止 [30分 | 1時間 | あしたまで | 日時を選ぶ…]",
        "立ち上がりの間隔 [30分 | 45分 | ✓ 60分 | その他…]",
        "--", "きょう", "履歴…", "その理由…", "ライブラリ…", "注意したいサイン…", "設定…", "終了",
    ]  # fmt: skip


def test_every_entry_names_its_own_command_and_arguments() -> None:
    found = leaves(tray_menu.menu(samples.SITTING))
    assert found == {
        "Stand up in 23 min": ("show", ()),
        "Stand up now": ("start", ("stand-up",)),
        "Posture reset now": ("start", ("posture-reset",)),
        "Choose a break/Hips": ("start", ("hip_care_desk",)),
        "Choose a break/Belly and back": ("start", ("core_desk",)),
        "Choose a break/On the floor": ("start", ("mat_mobility",)),
        "Choose a break/One-minute breathing": ("start", ("breathe_60",)),
        "Choose a break/After exercise": ("start", ("post_workout",)),
        "Choose a break/Evening wind-down": ("start", ("evening_wind",)),
        "Next stand-up/10 min later": ("later", ("10",)),
        "Next stand-up/15 min later": ("later", ("15",)),
        "Next stand-up/30 min later": ("later", ("30",)),
        "Next stand-up/Leave it out": ("skip-next", ()),
        "Just stood up": ("done", ()),
        "My back today/As usual": ("feel", ("ok",)),
        "My back today/Heavier than usual": ("feel", ("heavy",)),
        "My back today/Hurts today": ("feel", ("pain",)),
        "My back today/Flare-up day": ("flare-up", ()),
        "My back today/I exercised today": ("exercised", ()),
        "My back today/Self-check…": ("self-check", ()),
        "Pause/30 min": ("pause", ("30",)),
        "Pause/1 h": ("pause", ("60",)),
        "Pause/Until tomorrow": ("pause", ("until-tomorrow",)),
        "Pause/Until…": ("pause-window", ()),
        "Stand up every/30 min": ("settings", ("set", "stand_up.interval_min", "30")),
        "Stand up every/45 min": ("settings", ("set", "stand_up.interval_min", "45")),
        "Stand up every/60 min": ("settings", ("set", "stand_up.interval_min", "60")),
        "Stand up every/Other…": ("settings-window", ()),
        "Today": ("show", ()),
        "History…": ("history-window", ()),
        "Why…": ("why-window", ()),
        "Library…": ("library-window", ()),
        "Warning signs…": ("warning-signs", ()),
        "Settings…": ("settings-window", ()),
        "Quit": ("quit", ()),
    }
    answers = leaves(tray_menu.menu(samples.PROMPTING))
    assert answers["Start"] == ("start", ())
    assert answers["Snooze/15 min"] == ("snooze", ("15",))
    assert answers["Skip this one"] == ("skip", ())
    assert answers["I am already standing"] == ("done", ())
    assert leaves(tray_menu.menu(samples.LAST_ASK))["30 seconds in the seat"] == (
        "start",
        ("short",),
    )
    assert leaves(tray_menu.menu(samples.PAUSED))["Resume"] == ("resume", ())
    assert leaves(tray_menu.menu(samples.FLARE))["My back today/Flare-up day"] == (
        "flare-up",
        ("--end",),
    )


@pytest.mark.parametrize("name", ["signs", "signs_ask", "signs_paused"])
def test_nothing_starts_an_exercise_while_a_warning_sign_is_ticked(name: str) -> None:
    found = leaves(tray_menu.menu(samples.STATUSES[name]))
    assert "start" not in {command for command, _ in found.values()}
    assert found[SIGNED] == ("warning-signs", ())


def test_every_break_on_offer_is_one_the_content_has() -> None:
    routines = content.load().routines
    assert all(item.args[0] in routines for item in tray_menu.sessions())


def test_a_session_that_a_pack_hides_is_not_named() -> None:
    there = content.load().routines.keys() - {"core_desk"}
    labels = [item.label for item in tray_menu.sessions("mat", there)]
    assert "Belly and back" not in labels
    assert len(labels) == len(tray_menu.sessions()) - 1
    menu = tray_menu.menu(samples.SITTING, "mat", routines=())
    choose = next(item for item in menu if item.label == "Choose a break")
    assert (choose.enabled, choose.children) == (False, ())


@pytest.mark.parametrize("place", ["desk", "stand_space", "mat"])
def test_every_break_on_offer_can_be_done_in_the_place(place: str) -> None:
    library, fit = content.load(), Fit(place, frozenset())
    for item in tray_menu.sessions(place):
        plan = plan_for(item.args[0], library, fit)
        assert all(fit.allows(library.exercises[step.exercise]) for step in plan.steps)
    offered = [item.label for item in tray_menu.sessions(place)]
    assert ("On the floor" in offered) is (place == "mat")
    menu = tray_menu.menu(samples.SITTING, place)
    (choose,) = (item for item in menu if item.label == "Choose a break")
    assert choose.children == tray_menu.sessions(place)


def test_with_nothing_planned_the_sitting_clock_is_said() -> None:
    assert status_words.headline(replace(samples.SITTING, next=None)) == "Sitting for 37 min"


def test_a_passing_hold_is_told_only_when_a_stand_up_waits_for_it() -> None:
    waiting: Status = replace(samples.JUST_BACK, owed=True)
    assert status_words.headline(samples.JUST_BACK) == "Stand up in 60 min"
    assert status_words.headline(waiting) == "Waiting until 14:08: you have only just come back"


def test_the_menu_says_which_quiet_time_holds() -> None:
    assert status_words.headline(samples.QUIET_TIME) == (
        "Waiting until 15:30: quiet time you planned (Talk with Mika)"
    )
    i18n.use("ja")
    assert status_words.headline(samples.QUIET_TIME) == (
        "15:30まで待機中：決めておいた静かな時間です(Talk with Mika)"
    )


def test_a_moment_days_ahead_carries_its_weekday_and_a_later_one_its_date() -> None:
    monday = samples.NOW.replace(day=30, hour=7, minute=5)
    assert status_words.clock_words(monday, samples.NOW) == "Mon 07:05"
    tuesday = monday + timedelta(days=1)
    assert status_words.clock_words(tuesday, samples.NOW) == "1 December 2026 07:05"
    i18n.use("ja")
    assert status_words.clock_words(monday, samples.NOW) == "月曜 07:05"
    assert status_words.lower_first("USB is busy") == "USB is busy"


def test_at_fixed_times_the_menu_says_so_and_offers_the_interval_instead() -> None:
    status = replace(samples.SITTING, by_clock=True)
    shown = lines(tray_menu.menu(status))
    assert "Stand up at fixed times [✓ Change the times… | By the interval instead]" in shown
    assert EVERY not in shown
    back = leaves(tray_menu.menu(status))["Stand up at fixed times/By the interval instead"]
    assert back == ("settings", ("set", "stand_up.at", "none"))


def test_a_call_adds_quiet_moves_as_text_and_choosing_one_opens_nothing() -> None:
    move = content.load().exercises["chair_sitbone_shift"]
    found = tray_menu.menu(samples.SITTING, unseen=[move])
    assert lines(found)[1] == (
        "Quiet moves in the seat [Find your sit bones [Sit a little away from the backrest."
        " | Shift your weight slowly onto the right buttock, then the left."
        " | Settle where both sit bones press equally on the seat."
        " | Then go back to any comfortable way of sitting.]]"
    )
    assert leaves(found) == leaves(tray_menu.menu(samples.SITTING))
    assert lines(found)[2:] == lines(tray_menu.menu(samples.SITTING))[1:]


def test_what_was_said_of_the_next_stand_up_stands_in_the_first_line_with_the_way_back() -> None:
    later = replace(samples.SITTING, ahead=AheadView(later_s=900, put_offs_left=0))
    shown = lines(tray_menu.menu(later))
    assert shown[0] == "Stand up in 23 min · put off by 15 min"
    assert (
        "Next stand-up [(10 min later) | (15 min later) | (30 min later) | Leave it out"
        " | As planned after all]"
    ) in shown
    left_out = replace(samples.POSTURE_NEXT, ahead=AheadView(skip=True))
    shown = lines(tray_menu.menu(left_out))
    assert shown[0] == "Posture reset in 7 min · stand-up left out"
    assert "✓ Leave it out" in shown[5]


def test_a_stand_up_that_is_due_is_not_put_off_beforehand() -> None:
    status = replace(samples.LOCKED, ahead=AheadView(possible=False))
    assert f"({AHEAD[:13]}){AHEAD[13:]}" in lines(tray_menu.menu(status))


def test_what_an_absence_was_is_answered_by_the_command() -> None:
    found = leaves(tray_menu.menu(samples.RETURNED))
    asked = {name: what for name, what in found.items() if name.startswith("You were away")}
    assert list(asked.values()) == [("was", ("stood",)), ("was", ("lying",)), ("was", ("sitting",))]
