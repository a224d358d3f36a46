"""What the world can do to us, as types.

    LowbackError                 something a person can be told about and act on
    +-- BadInput                 a file, a value or a word we were given is wrong
    |   +-- ContentError         exercises, routines, translations, content packs
    |   +-- SettingsError        the settings file or one value of it
    |   +-- UsageError           the command line
    +-- StoreError               the history file cannot be read or written
    +-- DesktopError             something of the desktop is missing, hangs or refuses
    +-- Refused                  a wish that makes no sense right now (snooze with no prompt)

Everything else (ValueError, AssertionError, KeyError ...) that reaches the top is a bug of ours.
"""


class LowbackError(Exception):
    """Something went wrong in the world; the message is for people, one line."""


class BadInput(LowbackError):
    """Input that cannot be used: says where, what is wrong and what to do.

    Args:
        place: file and key, option or message the fault sits in.
        problem: what is wrong there.
        remedy: what the person can do about it.
    """

    def __init__(self, place: str, problem: str, remedy: str) -> None:
        stop = ". " if problem.isascii() or problem[-1].isascii() else "。"
        super().__init__(f"{place}: {problem}{stop}{remedy}")
        self.place = place
        self.problem = problem
        self.remedy = remedy


class ContentError(BadInput):
    """A packaged or added piece of content does not fit its schema."""


class SettingsError(BadInput):
    """A setting's name or value cannot be accepted."""


class UsageError(BadInput):
    """The command line was used wrongly (exit code 2)."""


class StoreError(LowbackError):
    """The history cannot be read or written; what is good has been kept."""


class DesktopError(LowbackError):
    """A part of the desktop is absent, hangs or answers with an error."""


class Refused(LowbackError):
    """A wish that cannot be granted in the present state; nothing was changed."""
