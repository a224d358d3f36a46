"""PySide, kept from reading the source of everything that is imported after it.

Theory. A module may ask PySide for other names of Qt's methods (`from __feature__ import
snake_case`). To know which modules could have asked, PySide takes the source text of every module
at its first import and looks for its own name in it; and `linecache` of the standard library keeps
each text, line by line. No module of this program asks, so the question has an answer without
reading: no. What that saves is in `docs/bench.md`.

What is replaced is internal to PySide. Where it is not found, imports are as dear as before and
nothing else changes.
"""

from __future__ import annotations

from importlib import import_module

_QUESTION = "_mod_uses_pyside"


def read_no_sources() -> bool:
    """Answer PySide's question for every module from now on; call it before Qt is imported.

    Returns:
        Whether there was such a question.
    """
    try:
        import_module("shiboken6")
        feature = vars(import_module("shibokensupport.feature"))
    except ImportError:
        return False
    if _QUESTION not in feature:
        return False
    feature[_QUESTION] = _no
    return True


def _no(_module: object) -> bool:
    return False
