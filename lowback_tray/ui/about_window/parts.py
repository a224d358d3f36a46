"""What the window is told about the program and what it is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A library that is inside, or the program itself.

    Attributes:
        name: as it is published.
        version: of what runs here; empty where unknown.
        licence: its name, such as "MIT".
        home: where it lives on the net; empty where unknown.
        text: the licence's text; empty where it did not come with it.
    """

    name: str
    version: str
    licence: str
    home: str
    text: str = ""
