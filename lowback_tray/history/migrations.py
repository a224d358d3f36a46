"""The tables of the history file, as the numbered steps that led to them.

`PRAGMA user_version` is the number of steps a file has been through. A step is a tuple of SQL
statements; a released step is never edited, only a new one added. All missing steps run in one
transaction, after a whole copy of the file was made.
"""

from __future__ import annotations

APPLICATION_ID = 0x4C425452  # "LBTR", tells the file from anybody else's database

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # utc is ISO text of one width: it sorts, and a person can read the file.
        """CREATE TABLE record (
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL,
            utc TEXT NOT NULL,
            offset_s INTEGER NOT NULL,
            kind TEXT NOT NULL,
            details TEXT NOT NULL
        )""",
        "CREATE INDEX record_utc ON record (utc)",
        """CREATE TABLE state (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            json TEXT NOT NULL,
            boot_id TEXT NOT NULL,
            boot_s REAL NOT NULL,
            wall_s REAL NOT NULL
        )""",
        # Apart from the state, so that the stamp of every minute rewrites only its own page.
        """CREATE TABLE alive (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            boot_id TEXT NOT NULL,
            boot_s REAL NOT NULL,
            wall_s REAL NOT NULL
        )""",
    ),
)

SCHEMA = len(MIGRATIONS)
TABLES = frozenset({"record", "state", "alive"})
