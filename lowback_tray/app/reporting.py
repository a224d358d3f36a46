"""The page for the professional, put together from history, settings and content.

Works in the running program and without it; in the latter case Qt is started without a screen
for as long as it takes to write the page.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lowback_tray.errors import BadInput
from lowback_tray.history import overview
from lowback_tray.history.month import DAYS, month, window
from lowback_tray.i18n import tr
from lowback_tray.settings.table import find
from lowback_tray.ui.sheet.page import Sheet, write

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication

    from lowback_tray.app.shelf import Shelf


def report(shelf: Shelf, target: Path, last: date | None = None) -> str:
    """Write the page to a PDF file.

    Args:
        shelf: history, settings, content.
        target: where; must end in ".pdf".
        last: the last of the 28 days, today if not given.

    Raises:
        BadInput: the name does not fit, or nothing is known about these weeks.
        LowbackError: the history cannot be read, or the file not written.
    """
    if target.suffix.lower() != ".pdf":
        raise BadInput(
            str(target), tr("does not end in .pdf"), tr("Give a name such as my-back.pdf")
        )
    sheet = sheet_of(shelf, last or datetime.now().astimezone().date())
    part = target.with_name(target.name + ".part")
    application = _qt()
    try:
        part.touch()  # the system says better than Qt why it cannot be written
        write(sheet, part)
        part.replace(target)
    except OSError as error:
        raise BadInput(
            str(target),
            tr("cannot be written ({reason})").format(reason=error.strerror),
            tr("Choose a folder that you may write to, with room on its disk"),
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        del application
    return str(target)


def sheet_of(shelf: Shelf, last: date) -> Sheet:
    """What the page says. Raises LowbackError."""
    since, until = window(last, DAYS)
    told = month((one for one in shelf.history(since) if one.at < until), last)
    if told.empty:
        raise BadInput(
            tr("the last four weeks"),
            tr("nothing was written down in them"),
            tr("Let Lowback Tray run for some days first"),
        )
    library, values = shelf.library(), shelf.settings.values
    seconds = overview.by_point(told.whole.done, library)
    checked_on = values["profile.checked_on"]
    eases = values["profile.eases"]
    return Sheet(
        made=last,
        days=told.days,
        weeks=told.weeks,
        whole=told.whole,
        answers=told.answers,
        after=told.after,
        hurt=told.hurt,
        heavier=told.heavier,
        flare_ups=told.flare_ups,
        signs=told.signs,
        points=[(str(name), seconds[point]) for point, name in library.points.items()],
        names={key: str(item.name) for key, item in library.exercises.items()},
        checked=[(str(q.text), str(values[f"self_check.{q.id}"])) for q in library.questions],
        checked_on=date.fromisoformat(checked_on) if checked_on else None,
        conditions=[tr(find("profile.flags").choices[flag])
                    for flag in sorted(values["profile.flags"])],
        eases="" if eases == "unknown" else tr(find("profile.eases").choices[eases]),
    )  # fmt: skip


def _qt() -> QGuiApplication | None:
    """A Qt without a screen, where there is none yet."""
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is not None:
        return None
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QGuiApplication(["lowback-tray"])
