"""The words of quiet notices and of what they leave in Today. Pure: no Qt."""

from __future__ import annotations

from lowback_tray.engine.effects import Notice, NoticeKind
from lowback_tray.engine.spans import span
from lowback_tray.engine.status import Status
from lowback_tray.i18n import tr
from lowback_tray.ui.tray_menu import MenuItem


def words(notice: Notice) -> tuple[str, str]:
    """Title and text."""
    if notice.kind is NoticeKind.CHANGE:
        return change_title(), tr("The times may not suit you. In Today you can change them.")
    title = tr("{span} at the desk today").format(span=span(notice.seconds))
    if notice.number == 1:
        return title, tr("That is what you planned. Time to wrap up, when you are ready.")
    return title, tr("A little more than you planned. It can wait until tomorrow.")


def change_title() -> str:
    """The question after stand-ups declined in a row."""
    return tr("Would other times suit you better?")


def change_answers(status: Status) -> tuple[MenuItem, ...]:
    """What can be changed, as commands."""
    longer = MenuItem(tr("Longer interval"), "change", ("longer",))
    return (
        *(() if status.by_clock else (longer,)),
        MenuItem(tr("Pause 2 h"), "change", ("pause",)),
        MenuItem(tr("Other times…"), "change", ("times",)),
        MenuItem(tr("Leave it"), "change", ("nothing",)),
    )


def budget_words(status: Status) -> str:
    """The day's desk time against the budget; "" without one."""
    if status.budget_s is None:
        return ""
    spent, budget = span(status.desk_today_s), span(status.budget_s)
    if status.desk_today_s < status.budget_s:
        return tr("At the desk today: {spent} of {budget}.").format(spent=spent, budget=budget)
    return tr("{spent} at the desk today, {budget} planned: time to wrap up.").format(
        spent=spent, budget=budget
    )
