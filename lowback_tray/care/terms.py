"""The words that content may use for what the program itself has to understand.

Everything a person reads is in the data; these are the few ids with behaviour behind them.
"""

from __future__ import annotations

POINTS = ("pelvis_posture", "hip_mobility", "back_belly_balance")
# Room in ascending order: who has more room may do what needs less.
PLACES = ("desk", "stand_space", "mat")
# Where each position can be done at all.
POSITIONS = {
    "chair": ("desk", "stand_space"),
    "standing": ("stand_space",),
    "wall": ("stand_space",),
    "floor-supine": ("mat",),
    "all-fours": ("mat",),
}
REGIONS = (
    "lower_back", "hip_front", "buttock", "hamstring", "side_waist", "belly", "calf",
    "upper_back", "whole_body",
)  # fmt: skip
LOADS = (
    "neutral", "flexion", "flexion_hip", "extension", "extension_hip", "rotation", "side",
    "mixed",
)  # fmt: skip
KINDS = ("micro", "hourly", "care", "post_workout", "evening", "gentle")
SITUATIONS = ("skirt", "shoes", "quiet_office", "no_wall")
# Loads of the spine that are left out while the other direction is the one that eases. Bending
# and arching at the hip alone only cost: they move the back little, and without them too few
# routines would be left. Neither is a ban: it is what the person says feels better.
AGAINST = {"bend": "extension", "arch": "flexion"}
TIERS = ("emergency", "soon", "consult")
PROMPTS = ("stand-up", "posture-reset", "switch", "care")  # "care" is the evening's
TIPS = (
    "see_professional", "rest_sleep_stress", "bath_after_exercise", "bath_evening",
    "enough_sleep", "phone_away", "balanced_meals",
)  # fmt: skip
ANSWERS = ("yes", "sometimes", "no", "unknown")

NO_EXERCISE = "no_exercise"  # the flag of a person who was told not to exercise
WALK_A_LITTLE = "walk_a_little"
POSITION_CHANGE = "position_change"
SHORT_SEATED = "short_seated"
BREATHE = "breathe_60"
UNSEEN = "unseen_in_call"  # offered in the tray's menu alone, as text
OWN_PLANS = (WALK_A_LITTLE, POSITION_CHANGE, SHORT_SEATED, UNSEEN)

OPENER = "stand_tall_stretch"  # first in every hourly routine: the cue a habit grows on
WALK = "stand_march_walk"
SIT_BACK = "sit_back_well"  # ends a stand-up; in no routine, and no point is served by it
QUIET_BREATH = "breath_slow_46"
FOR_EVERYONE = (WALK, QUIET_BREATH)  # what is left where nothing else fits
NEEDED = (*FOR_EVERYONE, OPENER, SIT_BACK)  # the program cannot do without these


def room(place: str) -> int:
    """How much room a place gives: 0 seat only, 1 standing, 2 the floor too."""
    return PLACES.index(place)
