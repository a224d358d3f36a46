from __future__ import annotations

import subprocess
import sys

import pytest

from lowback_tray.engine.records import Fact
from lowback_tray.history.memory import MemoryJournal
from lowback_tray.history.stored import History
from tests.history.journal_conformance import HistoryContract
from tests.history.makers import NOON, record, stamp


class TestMemoryJournal(HistoryContract):
    @pytest.fixture
    def history(self) -> History:
        return MemoryJournal()


def test_there_is_nothing_to_back_up_and_nothing_to_let_go_of() -> None:
    journal = MemoryJournal()
    journal.commit({}, stamp(), [record(Fact.SKIPPED)])
    assert journal.backup_if_due(NOON) is None
    journal.close()


def test_the_memory_the_folds_and_the_report_load_no_database() -> None:
    code = (
        "import sys, lowback_tray.history.memory, lowback_tray.history.stats, "
        "lowback_tray.history.report; print('sqlite3' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
