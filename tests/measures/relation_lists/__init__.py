"""Two lists of what historians tell of relations, read and scored; README.md says how they were made."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
SILENT = "not known"
"""What a list writes where no word is right, since nothing has been seen for ten years."""
HALVES = ("development", "held back")

At = tuple[int, int, int]
"""Two states by Correlates of War code, the lower first, and a year."""
Row = Mapping[str, str]
Reading = tuple[float, str]
"""The mean of a pair in a year, and the word that the measure says of it (``SILENT``: none)."""


def read(name: str) -> list[dict[str, str]]:
    """Return the rows of ``statements`` or ``labels``."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def half(row: Row) -> str:
    """Return the half that a row belongs to: even numbers may be looked at, odd ones are held back."""
    return HALVES[int(row["row"]) % 2]


@dataclass(frozen=True)
class Statement:
    """The pair ``closer`` stood closer, or less hostile, in its year than ``other`` in its own."""

    closer: At
    other: At

    def right(self, read: Callable[[At], Reading]) -> bool:
        """Whether the measure has the same order."""
        return read(self.closer)[0] > read(self.other)[0]


@dataclass(frozen=True)
class Label:
    """What a pair may be called in a year: one of ``words``, or, where they are ``false``, none of them."""

    at: At
    words: frozenset[str]
    false: bool

    def right(self, read: Callable[[At], Reading]) -> bool:
        """Whether the word of the measure is a right one; where false words are listed, to say nothing is right."""
        return (read(self.at)[1] in self.words) != self.false


def statement(row: Row, at: Callable[[str, str, int], At]) -> Statement:
    """Return a row of the statements, its states looked up by ``at``."""
    closer, other = (
        at(row[f"{side}_one"], row[f"{side}_two"], int(row[f"{side}_year"])) for side in ("closer", "other")
    )
    return Statement(closer, other)


def label(row: Row, at: Callable[[str, str, int], At]) -> Label:
    """Return a row of the labels, its states looked up by ``at``."""
    words = frozenset(row["words"].split("|"))
    return Label(at(row["one"], row["two"], int(row["year"])), words, row["reading"] == "false")


def share(found: Iterable[bool]) -> float:
    """Return the share of a list that is right."""
    every = list(found)
    return sum(every) / len(every)
