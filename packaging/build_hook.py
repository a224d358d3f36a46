"""Compile the translations when a wheel, an sdist or an editable install is made."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TRANSLATIONS = Path("resources") / "translations"
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)  # else Babel writes down when; same text, same bytes


def compile_catalogues(translations: Path) -> list[Path]:
    """Write a .mo beside every .po below `translations`; return what was written."""
    written = []
    for po in sorted(translations.glob("*/LC_MESSAGES/*.po")):
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parent.parent.name)
        catalogue.creation_date = catalogue.revision_date = _NO_DATE
        mo = po.with_suffix(".mo")
        # A program that starts meanwhile reads a whole one, and two builds do not meet in it.
        new = mo.with_suffix(f".{os.getpid()}.tmp")
        with new.open("wb") as target:
            write_mo(target, catalogue)
        new.replace(mo)
        written.append(mo)
    return written


class CompileTranslations(BuildHookInterface[Any]):
    """The hatchling hook that `pyproject.toml` names."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before files are collected, and count the result in though git ignores it."""
        written = compile_catalogues(Path(self.root) / TRANSLATIONS)
        build_data["artifacts"].extend(f"/{mo.relative_to(self.root)}" for mo in written)


if __name__ == "__main__":
    for path in compile_catalogues(Path(__file__).resolve().parent.parent / TRANSLATIONS):
        sys.stdout.write(f"{path.name}\n")
