"""Sample data for the tray, Today, settings and first-run tests and for the pictures of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from lowback_tray.care.exercise import Note, Text
from lowback_tray.care.plan import Plan, PlanStep
from lowback_tray.engine.effects import CardView, GuideView, PromptView
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.status import AheadView, BodyView, HoldView, NextPrompt, PhaseName, Status
from lowback_tray.history.stats import DaySummary
from lowback_tray.history.strip import Block, What

JST = timezone(timedelta(hours=9))
NOW = datetime(2026, 11, 24, 14, 7, tzinfo=JST)  # a Tuesday

PLAN = Plan(
    "hourly_stand_b",
    (
        PlanStep("stand_tall_stretch", 20),
        PlanStep("stand_hip_flexor", 60),
        PlanStep("stand_march_walk", 40),
        PlanStep("wall_align", 30),
    ),
    standing=True,
)
SEATED = Plan("posture_60_a", (PlanStep("chair_pelvis_reset", 60),), standing=False)
EVENING = Plan("evening_wind", (PlanStep("supine_legs_up_rest", 120),), standing=False)


def prompt(kind: BreakKind = BreakKind.STAND_UP, snoozes_left: int = 2) -> PromptView:
    plan = PLAN if kind is BreakKind.STAND_UP else SEATED
    return PromptView(kind, plan, 3480, snoozes_left, 600, (300, 600, 900), quiet=False)


def guide(plan: Plan = PLAN) -> GuideView:
    index = min(1, len(plan.steps) - 1)
    return GuideView(7, BreakKind.STAND_UP, plan, index, 41, 0, running=True, waiting=False)


def next_prompt(minutes: float, kind: BreakKind = BreakKind.STAND_UP) -> NextPrompt:
    return NextPrompt(kind, minutes * 60, NOW + timedelta(minutes=minutes))


SITTING = Status(
    phase=PhaseName.SITTING,
    sitting_s=2220,
    stand_up_every_s=3600,
    ring=2220 / 3600,
    next=next_prompt(23),
    holds=(),
    owed=False,
    prompt=None,
    guide=None,
    snoozed_until=None,
    pause_until=None,
    just_done_s=None,
    now=NOW,
)
FRESH = replace(SITTING, sitting_s=0, ring=0.0, next=next_prompt(60))
SOON = replace(SITTING, sitting_s=3540, ring=3540 / 3600, next=next_prompt(0.2))
POSTURE_NEXT = replace(SITTING, next=next_prompt(7, BreakKind.POSTURE_RESET))
PROMPTING = replace(SITTING, phase=PhaseName.PROMPTING, ring=1.0, next=None, prompt=prompt())
LAST_ASK = replace(PROMPTING, prompt=prompt(snoozes_left=0))
POSTURE_ASK = replace(PROMPTING, ring=0.6, prompt=prompt(BreakKind.POSTURE_RESET))
EVENING_ASK = replace(PROMPTING, prompt=replace(prompt(BreakKind.CARE), plan=EVENING))
EVENING_NEXT = replace(SITTING, next=next_prompt(7, BreakKind.CARE))
SEATED_ASK = replace(PROMPTING, prompt=replace(prompt(), plan=SEATED))
GUIDING = replace(SITTING, phase=PhaseName.GUIDING, next=None, guide=guide())
GUIDING_SEATED = replace(GUIDING, guide=guide(SEATED))
SNOOZED = replace(
    SITTING,
    phase=PhaseName.SNOOZED,
    ring=1.0,
    next=next_prompt(8),
    snoozed_until=NOW + timedelta(minutes=8),
)
_UNTIL = NOW + timedelta(minutes=23)
PAUSED = replace(
    SITTING,
    phase=PhaseName.PAUSED,
    next=next_prompt(23),
    holds=(HoldView("paused", "You paused the reminders", _UNTIL),),
    pause_until=_UNTIL,
)
PAUSED_TOMORROW = replace(
    PAUSED, pause_until=datetime(2026, 11, 25, 7, 0, tzinfo=JST), holds=(), next=None
)
PAUSED_OPEN = replace(PAUSED, pause_until=None, holds=(), next=None)
OFF_SCREEN = replace(PAUSED, holds=(HoldView("off_screen", "You are off the screen", _UNTIL),))
LOCKED = replace(
    SITTING,
    ring=1.0,
    next=None,
    owed=True,
    holds=(HoldView("locked", "The screen is locked", None),),
)
IN_CALL = replace(LOCKED, holds=(HoldView("call", "You seem to be in a call", None),))
OUTSIDE_HOURS = replace(
    SITTING,
    next=None,
    holds=(HoldView("outside_hours", "Outside your hours", NOW.replace(hour=18, minute=0)),),
)
_TALK = HoldView(
    "quiet_time", "Quiet time you planned", NOW.replace(hour=15, minute=30), "Talk with Mika"
)
QUIET_TIME = replace(OUTSIDE_HOURS, holds=(_TALK,))
JUST_BACK = replace(
    FRESH,
    holds=(HoldView("just_back", "You have only just come back", NOW + timedelta(minutes=1)),),
)
AWAY = replace(
    SITTING, phase=PhaseName.AWAY, ring=0.4, next=None, left_at=NOW - timedelta(minutes=12)
)
NEVER_CAME = replace(AWAY, sitting_s=0.0)
JUST_DONE = replace(FRESH, just_done_s=12.0)
SIGNS = replace(SITTING, next=None, body=BodyView(signs="soon"))
SIGNS_ASK = replace(PROMPTING, body=BodyView(signs="emergency"))
SIGNS_PAUSED = replace(PAUSED, body=BodyView(signs="soon"))
FLARE = replace(SITTING, body=BodyView(flare=True))
HARD_DAY = replace(
    SITTING,
    body=BodyView(
        feel="heavy",
        easy=True,
        hidden=(("chair_figure4", NOW + timedelta(days=7)),),
        consult=True,
        exercised=True,
    ),
)
LONG_INTERVAL = replace(FRESH, stand_up_every_s=5400, next=next_prompt(90))

RETURNED = replace(FRESH, back=CardView(22 * 60, NOW, is_open=True))
TOLD = replace(FRESH, back=CardView(22 * 60, NOW, is_open=False))
STANDS = replace(SITTING, stands=True)
STANDING = replace(
    FRESH, phase=PhaseName.STANDING, standing_s=720, ring=0.3, stands=True,
    next=next_prompt(28, BreakKind.SWITCH), ahead=AheadView(possible=False),
)  # fmt: skip
SWITCH_ASK = replace(
    STANDING, phase=PhaseName.PROMPTING, standing_s=2400, next=None,
    prompt=replace(prompt(BreakKind.SWITCH), sitting_s=0, standing_s=2400, stands=True),
)  # fmt: skip
STAND_UP_ASK = replace(PROMPTING, stands=True, prompt=replace(prompt(), stands=True))
STANDING_HELD = replace(STANDING, next=None)
STATUSES = {
    name.lower(): value for name, value in list(globals().items()) if isinstance(value, Status)
}


def tip(title: str, text: str = "Ten minutes, an hour or two before bed.") -> Note:
    """A tip that is told with these words in both languages."""
    return Note("bath", (), Text(title, title), Text(text, text))


def block(start: str, end: str, what: What) -> Block:
    def at(text: str) -> datetime:
        return NOW.replace(hour=int(text[:2]), minute=int(text[3:]))

    return Block(at(start), at(end), what)


TODAY = DaySummary(
    NOW.date(),
    stood=4,
    offered=5,
    longest_s=96 * 60,
    usual_s=47 * 60,
    over_60=1,
    blocks=(
        block("09:02", "09:58", "sitting"),
        block("09:58", "10:01", "break"),
        block("10:01", "10:48", "sitting"),
        block("10:48", "10:51", "break"),
        block("10:51", "12:27", "long_sitting"),
        block("12:27", "13:06", "away"),
        block("13:06", "13:29", "sitting"),
        block("13:29", "13:32", "break"),
        block("13:32", "14:07", "sitting"),
    ),
)
WEEK = (
    *(
        DaySummary(NOW.date() - timedelta(days=6 - n), stood=stood, offered=offered)
        for n, (stood, offered) in enumerate(((5, 7), (7, 8), (0, 0), (1, 1), (0, 0), (6, 6)))
    ),
    TODAY,
)
FIRST_DAY = tuple(DaySummary(NOW.date() - timedelta(days=6 - n)) for n in range(7))
UPRIGHT_WEEK = (
    *WEEK[:-1],
    replace(
        TODAY,
        blocks=(
            block("09:02", "09:58", "sitting"),
            block("09:58", "10:35", "standing"),
            block("10:35", "11:20", "sitting"),
            block("11:20", "11:23", "break"),
            block("11:23", "12:27", "long_sitting"),
            block("12:27", "13:06", "away"),
            block("13:06", "13:55", "sitting"),
            block("13:55", "14:07", "standing"),
        ),
    ),
)
