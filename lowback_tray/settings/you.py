"""The settings about the person: room, conditions, self-check. All of it stays on this computer.

What the self-check form asks is on the page "hidden" of the settings window: it has a window of
its own, and one button there deletes it.
"""

from __future__ import annotations

from datetime import time

from lowback_tray.i18n import mark
from lowback_tray.settings.kinds import Choice, Ids, Words
from lowback_tray.settings.setting import Setting
from lowback_tray.settings.times import Day, TimeOfDay

# Labels of the flags in short; the self-check asks with the full sentences of the content.
_FLAGS = {
    "leg_symptoms": mark("Numbness or symptoms down the leg today"),
    "leg_symptoms_flexion": mark("Bending forward brings on symptoms in the leg"),
    "leg_symptoms_extension": mark("Arching back brings on symptoms in the leg"),
    "osteoporosis": mark("Osteoporosis, told to limit bending and twisting"),
    "spinal_fracture": mark("Past spinal fracture"),
    "pregnant": mark("Pregnant (about week 16 on)"),
    "hip_replacement": mark("Hip replacement"),
    "knee_pain": mark("Knee pain"),
    "wrist_pain": mark("Wrist pain"),
    "neck_pain": mark("Neck pain"),
    "dizzy": mark("Dizziness or light-headedness on standing"),
    "balance": mark("Unsteady on one leg"),
    "no_exercise": mark("Told by a clinician not to exercise"),
    "balance_support": mark("Wants a support within reach"),
}

_ANSWERS = {
    "yes": mark("Yes"),
    "sometimes": mark("Sometimes"),
    "no": mark("No"),
    "unknown": mark("Don't know"),
}
QUESTIONS = tuple(f"SC{number}" for number in range(1, 8))

YOU: tuple[Setting, ...] = (
    Setting(
        "profile.place",
        Choice(
            choices={
                "desk": mark("In the seat only"),
                "stand_space": mark("Room to stand"),
                "mat": mark("The floor is fine"),
            }
        ),
        "stand_space",
        "you",
        mark("Your place"),
        mark("The room you have; only exercises that fit it are offered."),
    ),
    Setting(
        "profile.flags",
        Ids(choices=_FLAGS),
        frozenset(),
        "you",
        mark("Please mind"),
        mark("Exercises that do not go with these are left out; this stays on your computer."),
    ),
    Setting(
        "profile.wake_time",
        TimeOfDay(),
        time(7, 0),
        "you",
        mark("You get up at"),
        mark("For two hours after this time, bending exercises come less often."),
    ),
    Setting(
        "profile.eases",
        Choice(
            choices={
                "bend": mark("Bending forward"),
                "arch": mark("Arching back"),
                "neither": mark("Neither"),
                "unknown": mark("Don't know"),
            }
        ),
        "unknown",
        "you",
        mark("What eases your back"),
        mark("Movements in this direction come first, those in the other less often."),
    ),
    Setting(
        "profile.context",
        Ids(
            choices={
                "skirt": mark("A skirt"),
                "shoes": mark("Shoes that stay on"),
                "quiet_office": mark("A quiet office"),
                "no_wall": mark("No free wall"),
            }
        ),
        frozenset(),
        "you",
        mark("Around you"),
        mark("Exercises that do not go with these are replaced."),
    ),
    *(
        Setting(
            f"self_check.{question}",
            Choice(choices=_ANSWERS),
            "unknown",
            "hidden",
            mark("Answer to a question of the self-check"),
            mark("What you answered; it decides which exercises come more often."),
        )
        for question in QUESTIONS
    ),
    Setting(
        "profile.checked_on",
        Day(),
        "",
        "hidden",
        mark("Self-check done on"),
        mark("When you last answered the self-check; it asks again after 28 days."),
    ),
    Setting(
        "profile.check_put_off_on",
        Day(),
        "",
        "hidden",
        mark("Self-check put off on"),
        mark("When you last said that you want no self-check now."),
    ),
    Setting(
        "profile.signs_ticked",
        Words(),
        frozenset(),
        "hidden",
        mark("Warning signs ticked"),
        mark("Which warning signs you ticked; they stay ticked until you take them back."),
    ),
    Setting(
        "profile.consult_read",
        Words(),
        frozenset(),
        "hidden",
        mark("What made things worse, read"),
        mark("For which exercises you have read what to ask a professional."),
    ),
    Setting(
        "content.hidden",
        Words(),
        frozenset(),
        "hidden",
        mark("Exercises left out"),
        mark("Exercises that you never want to be offered."),
    ),
    Setting(
        "content.favourites",
        Words(),
        frozenset(),
        "hidden",
        mark("Favourite routines"),
        mark("Routines that come a little more often."),
    ),
)

KEYS = tuple(setting.key for setting in YOU)
PRIVATE = (
    "self_check.",
    "profile.flags",
    "profile.eases",
    "profile.context",
    "profile.checked_on",
    "profile.check_put_off_on",
    "profile.signs_ticked",
    "profile.consult_read",
)
"""How the keys begin that say something about the person's body, not about their room."""
