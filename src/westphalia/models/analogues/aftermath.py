"""What became of pairs in history: new ties, disputes and wars of either with third states, and war with each other, beside the rate of all pairs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.lazy import np, pl
from westphalia.models import shares
from westphalia.models.outcomes import AFTERWARDS, CHIEF, DISPUTES, LONG, WARS
from westphalia.models.partnership.inputs import Pairs, pairs_of
from westphalia.models.partnership.windows import listed, outcome, spans
from westphalia.record.coverage import Coverage
from westphalia.record.new_ties import number
from westphalia.record.once import once
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.source import Source
    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
Ints: TypeAlias = "NDArray[np.int64]"
Bools: TypeAlias = "NDArray[np.bool_]"
WITHIN = (LONG, AFTERWARDS[-1])
"""Within how many years disputes and wars are told."""
TIE, DISPUTE, WAR, FOUGHT = "tie", "dispute", "war", "fought"
WORDS = {
    TIE: "made a new pact or defence agreement with each other",
    DISPUTE: "came into a new dispute with a third state",
    WAR: "came into a war with a third state",
    FOUGHT: "came into a war with each other",
}
"""What may become of a pair, as a sentence goes on; the second and third of either of the two."""
COVERS = {
    DISPUTE: (Coverage(("dispute_dyad_years:cow",)), DISPUTES),
    WAR: (Coverage(("war_participants",)), WARS),
}
"""The years that the list of each kind of conflict covers, and how late it is published."""
Became: TypeAlias = dict[str, dict[int, bool | None]]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some pairs something became of.

    Parameters
    ----------
    what : str
        One of :data:`WORDS`.
    within : int
        Years.
    count, of : int
        How many, of those of whom it is known.
    share : float or None
        None where it is known of none.
    interval : tuple of float or None
        90 %, Jeffreys.
    average : float or None
        The share of all pairs of the same years, each of the pairs counting its year once.
    """

    what: str
    within: int
    count: int
    of: int
    share: float | None
    interval: tuple[float, float] | None
    average: float | None

    def to_dict(self) -> dict[str, Any]:
        """Return the entry of the JSON contract."""
        return asdict(self)


@dataclass(frozen=True, eq=False)
class Confrontations:
    """Conflicts between two states, both ways: places among all codes, and the first and last year."""

    one: Ints
    two: Ints
    year: Ints
    last: Ints
    states: int

    def between(self, first: int, last: int) -> Bools:
        """Return who came to stand against whom in some years (n, n)."""
        found = np.zeros((self.states, self.states), dtype=np.bool_)
        some = (self.year >= first) & (self.year <= last)
        found[self.one[some], self.two[some]] = True
        return found


def third(against: Bools, one: Ints, two: Ints) -> Bools:
    """Return, of pairs by their places, whether either came to stand against a state that is not the other.

    Examples
    --------
    >>> against = np.zeros((3, 3), dtype=bool)
    >>> against[0, 1] = against[1, 0] = True
    >>> third(against, np.array([0, 0]), np.array([1, 2])).tolist()
    [False, True]
    """
    count = against.sum(axis=1)
    other = against[one, two].astype(np.int64)
    found: Bools = (count[one] > other) | (count[two] > other)
    return found


@once
def clashes(source: Source, kind: str) -> Confrontations:
    """Return when states came into disputes (Correlates of War) or wars (with those by hand) with each other."""
    if kind == DISPUTE:
        rows = source.listed("dispute_years").filter(list="cow")
        met = rows.group_by(pl.col("ccode1").alias("one"), pl.col("ccode2").alias("two"), "dispnum").agg(
            pl.col("year").min().alias("first"), pl.col("year").max().alias("last")
        )
    else:
        met = _opposed(source.listed("war_participants"))
    codes = source.universe()
    met = met.filter(pl.all_horizontal(pl.col("one", "two").is_in(codes.tolist())))
    one, two, first, last = (
        met[name].to_numpy().astype(np.int64) for name in ("one", "two", "first", "last")
    )
    return Confrontations(np.searchsorted(codes, one), np.searchsorted(codes, two), first, last, len(codes))


def _opposed(spells: pl.DataFrame) -> pl.DataFrame:
    """Return the years in which two states stood on opposite sides of a war at one time, both ways; a spell without an end lasts."""
    own = spells.select(
        "warnum", "ccode", "side", "start", pl.col("end").fill_null(pl.date(LAST_YEAR, 12, 31)).alias("end")
    )
    met = own.join(own, on="warnum", suffix="_other").with_columns(
        pl.max_horizontal("start", "start_other").alias("met"),
        pl.min_horizontal("end", "end_other").alias("left"),
    )
    opposed = met.filter(pl.col("side") != pl.col("side_other"), pl.col("met") <= pl.col("left"))
    return opposed.select(
        pl.col("ccode").alias("one"),
        pl.col("ccode_other").alias("two"),
        pl.col("met").dt.year().alias("first"),
        pl.col("left").dt.year().alias("last"),
    )


def at_war(source: Source, pairs: Pairs) -> Bools:
    """Return which pairs, sorted by pair and year, were at war with each other at some time of their year (rows,)."""
    codes, found = source.universe(), np.zeros(len(pairs.one), dtype=np.bool_)
    wars = clashes(source, WAR)
    keys = number(*pairs.triple)
    for one, two, first, last in zip(wars.one, wars.two, wars.year, wars.last, strict=True):
        if one < two:
            years = np.arange(first, last + 1)
            wanted = number(np.full(len(years), codes[one]), np.full(len(years), codes[two]), years)
            at = np.searchsorted(keys, wanted).clip(0, len(keys) - 1)
            found[at[keys[at] == wanted]] = True
    return found


def became(world: World, pairs: Pairs, year: int) -> dict[tuple[str, int], Floats]:
    """Return what became of pairs, by what and within how many years: 1, 0, or NaN where that was not on record by the end of a year.

    Parameters
    ----------
    world : World
        The record.
    pairs : Pairs
        In the years from which on it is asked.
    year : int
        Windows that were not over by its end, or not yet published, are not known.
    """
    seen = spans(listed(world), year)
    found = {(TIE, within): outcome(world, CHIEF, within, pairs.triple, seen).event for within in AFTERWARDS}
    codes = world.universe()
    one, two = (np.searchsorted(codes, side) for side in (pairs.one, pairs.two))
    for within in WITHIN:
        found |= {(what, within): np.full(len(one), np.nan) for what in (DISPUTE, WAR, FOUGHT)}
        for kind, (coverage, late) in COVERS.items():
            first, last = coverage.whole(world)
            for when in np.unique(pairs.year).tolist():
                if when + 1 < first or when + within > min(last, year - late):
                    continue
                rows = np.flatnonzero(pairs.year == when)
                against = clashes(world, kind).between(when + 1, when + within)
                found[kind, within][rows] = third(against, one[rows], two[rows])
                if kind == WAR:
                    found[FOUGHT, within][rows] = against[one[rows], two[rows]]
    return found


def told(found: dict[tuple[str, int], Floats], row: int) -> Became:
    """Return what became of one pair: by what, then by years; None where it is not known."""
    made: Became = {}
    for (what, within), values in found.items():
        value = values[row]
        made.setdefault(what, {})[within] = None if np.isnan(value) else bool(value)
    return made


def counted(world: World, pairs: Pairs, year: int) -> tuple[Share, ...]:
    """Return how many of some pairs something became of within five and ten years, beside all pairs of the same years.

    Parameters
    ----------
    world, pairs, year : World, Pairs, int
        As :func:`became` takes them.
    """
    mine = became(world, pairs, year)
    usual = {when: _usual(world, when, year) for when in np.unique(pairs.year).tolist()}
    return tuple(
        _share(what, within, mine[what, within], [usual[when][what, within] for when in pairs.year.tolist()])
        for what in WORDS
        for within in WITHIN
    )


def _usual(world: World, when: int, year: int) -> dict[tuple[str, int], float]:
    """Return the share of all pairs of a year, by what became of them; NaN where that is not known."""
    everyone = became(world, pairs_of(world, when, when), year)
    return {key: float(values.mean()) for key, values in everyone.items()}


def _share(what: str, within: int, came: Floats, usual: Iterable[float]) -> Share:
    """Return how many of those of whom it is known.

    Examples
    --------
    >>> found = _share("war", 5, np.array([1.0, 0.0, np.nan]), [0.1, 0.3, 0.9])
    >>> found.count, found.of, found.share, found.average
    (1, 2, 0.5, 0.2)
    """
    known = np.isfinite(came)
    of = int(known.sum())
    if not of:
        return Share(what, within, 0, 0, None, None, None)
    count = int(came[known].sum())
    average = float(np.mean(np.array(list(usual))[known]))
    return Share(what, within, count, of, count / of, shares.jeffreys(count, of), average)
