"""Third states beside a pair: their relations with each of the two, now and ten years before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from westphalia.lazy import pl

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

BEFORE = 10
"""Years before, with which a relation is compared."""
FOES = ("hostile", "at war")
"""Words for a relation of adversaries."""


@dataclass(frozen=True, slots=True)
class Third:
    """A third state.

    Parameters
    ----------
    ccode, name : int, str
        The state, as it is called in the year.
    year : int
        The year of its relations.
    a, b : float or None
        Relation with the first and the second state (score; 0 is like any pair).
    word_a, word_b : str
        The words for them; empty where none may be said.
    was_a, was_b : float or None
        The relations ten years before.
    word_was_a, word_was_b : str
        The words for them then.
    strength : float
        Its share of the system's capability; 0 where it is not known.
    """

    ccode: int
    name: str
    year: int
    a: float | None
    b: float | None
    word_a: str
    word_b: str
    was_a: float | None
    was_b: float | None
    word_was_a: str
    word_was_b: str
    strength: float

    @property
    def foe_of_both(self) -> bool:
        """Whether its relations with both are hostile."""
        return self.word_a in FOES and self.word_b in FOES


def thirds(world: World, dyad: Dyad, year: int, table: str) -> list[Third]:
    """Return the third states of a year of which a word may be said beside either of the two.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year.
    table : str
        The table of relations that is read.
    """
    from westphalia.report.brief.figures import of_all

    span = world.span(table)
    if span is None or not span[0] <= year <= span[1]:
        return []
    codes = list(dyad.codes)
    rows = (
        world.table(table)
        .filter(pl.col("year").is_in([year, year - BEFORE]))
        .filter(pl.col("ccode1").is_in(codes) | pl.col("ccode2").is_in(codes))
        .select("ccode1", "ccode2", "year", "mean", "word")
        .collect()
    )
    by: dict[tuple[int, int, int], tuple[float, str]] = {}
    for one, two, when, mean, word in rows.iter_rows():
        by[one, two, when] = by[two, one, when] = (mean, word or "")
    strength = of_all(world, "cinc", year, carry=True).values
    others = sorted({one for one, _, when in by if when == year} - set(codes))
    made = [_third(world, dyad, year, code, by, float(strength.get(code, 0.0))) for code in others]
    return [each for each in made if each.word_a or each.word_b]


def _third(world: World, dyad: Dyad, year: int, code: int, by: dict[tuple[int, int, int], tuple[float, str]], strength: float) -> Third:  # fmt: skip
    a, b = (by.get((code, each, year)) for each in (dyad.a.ccode, dyad.b.ccode))
    was = [by.get((code, each, year - BEFORE)) for each in (dyad.a.ccode, dyad.b.ccode)]
    return Third(
        code, world.gazetteer.usual(code, year), year, a[0] if a else None, b[0] if b else None, a[1] if a else "", b[1] if b else "",
        was[0][0] if was[0] else None, was[1][0] if was[1] else None, was[0][1] if was[0] else "", was[1][1] if was[1] else "", strength,
    )  # fmt: skip
