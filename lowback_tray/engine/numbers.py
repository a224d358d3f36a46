"""The engine's fixed numbers, each with its reason. What a person may change is in `Policy`."""

from __future__ import annotations

from typing import Final

# A due prompt waits for a pause in typing this long (care guide E29-E36) ...
TYPING_PAUSE_S: Final = 8.0
# ... but at most this long, then it comes as a quiet notification (E33).
TYPING_PATIENCE_S: Final = 300.0
# Between two things (another window in front, a call just over) a shorter pause is enough ...
GAP_PAUSE_S: Final = 2.5
# ... for so long after turning to another window ...
WINDOW_GAP_S: Final = 10.0
# ... and for so long after a reason to wait has ended; then what was owed comes, quietly. With
# the seconds in which the end is noticed this keeps it within a minute.
OWED_GAP_S: Final = 45.0
# Unanswered prompts answer themselves (product table).
STAND_UP_TIMEOUT_S: Final = 180.0
POSTURE_TIMEOUT_S: Final = 120.0
# A stand-up this near makes a posture reset needless.
SWALLOW_S: Final = 300.0
# A time of the clock asks only whoever has been at the desk for so long by then ...
MARK_SAT_S: Final = 600.0
# ... and one that the clock jumped over asks late by no more than this.
MARK_LATE_S: Final = 3660.0
# Rest credited for an absence: nothing up to here ...
REST_STARTS_S: Final = 120.0
# ... and all of it from here on (E39).
REST_FULL_S: Final = 300.0
# Nothing opens in the first minute after coming back or starting.
GRACE_S: Final = 60.0
# An absence ends with input over at least this long: a bumped desk is one twitch (faults 27) ...
RETURN_S: Final = 1.0
# ... which is looked at again after this long, when every source has had time to tell ...
RETURN_LOOK_S: Final = 2.0
# ... and forgotten when nothing follows within this long.
RETURN_WITHIN_S: Final = 60.0
# Looks come once a minute. A gap this long between two of them, without a sleep, is a stall.
STALL_S: Final = 180.0
# The card that asks what an absence was stays for so long, ...
CARD_S: Final = 120.0
# ... comes within so long after the return or not at all, ...
CARD_WITHIN_S: Final = 360.0
# ... not again within so long: at most a few a day, ...
CARD_APART_S: Final = 2 * 3600.0
# ... and not after a night. The answer is also taken for so long after the card has gone.
CARD_NIGHT_S: Final = 4 * 3600.0
CARD_ANSWER_S: Final = 900.0
# Less than this on one's feet is not "stood".
STOOD_S: Final = 20.0
# While somebody stands, how often to look whether they type after all.
GUIDE_LOOK_S: Final = 1.0
# How much of a running guide a crash may cost.
GUIDE_SAVE_S: Final = 15.0
# A guide paused and forgotten ends by itself.
GUIDE_PAUSE_LIMIT_S: Final = 600.0
# "Until tomorrow" ends at this local hour of the next day.
TOMORROW_HOUR: Final = 5
# A flare-up day asks at least this often, gently ...
FLARE_EVERY_S: Final = 1800.0
# ... and so many easier days follow it.
EASY_DAYS: Final = 3
# What made things worse is left out for so many days; twice within them is a reason to ask.
HIDDEN_DAYS: Final = 7
WORSE_LIMIT: Final = 2
# "I exercised today" means the session afterwards for so long.
EXERCISED_H: Final = 2.0
# The evening routine is offered up to this long after its time.
EVENING_WINDOW_S: Final = 3 * 3600.0
# ... but not so soon after a break that was done: two in a row are one too many.
EVENING_APART_S: Final = 900.0
# A stand-up of another length, this once.
LENGTH_MIN_S: Final = 30
LENGTH_MAX_S: Final = 600
# Snoozes shorter or longer than this are refused.
SNOOZE_MIN_S: Final = 60.0
SNOOZE_MAX_S: Final = 7200.0
# The longest pause one command can ask for: a pause always ends.
PAUSE_MAX_S: Final = 7 * 86400.0
# A pause until a wall time ends so long after it at the latest, wherever the clock is put.
PAUSE_OVERTIME_S: Final = 86400.0
# ... and the farthest day somebody can choose for its end.
PAUSE_UNTIL_DAYS: Final = 31
# After the day's desk time is reached it is said again every so often, so many times at most.
BUDGET_AGAIN_S: Final = 1800.0
BUDGET_AGAIN: Final = 3
# So many stand-ups declined in a row ask what to change, at most every so many days.
DECLINED_LIMIT: Final = 3
CHANGE_APART_DAYS: Final = 7
# The product's stand-up length; routines are written for it.
STANDARD_STAND_UP_S: Final = 150
