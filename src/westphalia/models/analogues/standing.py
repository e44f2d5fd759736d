"""The search for pairs in history that stood in the drivers where two states stand, and for how near one pair ever came."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.lazy import np
from westphalia.models.analogues import aftermath
from westphalia.models.analogues.drivers import DRIVERS, FIRST, STEPS, UNKNOWN, Standings, everyone
from westphalia.models.analogues.results import (
    BaseRate,
    DriverAnalogue,
    DriverAnalogues,
    Likeness,
    Trait,
)
from westphalia.models.outcomes import LONG
from westphalia.models.partnership.inputs import Pairs
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.state import Dyad, State
    from westphalia.record.world import World

Bytes: TypeAlias = "NDArray[np.uint8]"
Floats: TypeAlias = "NDArray[np.float32]"
Places: TypeAlias = "NDArray[np.intp]"
LEAST = 7
"""Of how many of the eleven drivers both must be known."""
APART = 10
"""A pair stands in the list once within so many years."""
PER_DECADE = 2
AGO = 5
"""So many years must have passed since an analogue."""
ALIKE, UNLIKE, TRAITS = 0.1, 0.25, 3
"""Within how much ranks are alike and from how much on they differ; how many of either are told."""


def distances(ranks: Bytes, point: Bytes) -> Floats:
    """Return how far pairs stand from a point: the root of the mean squared difference of ranks over the drivers known of both, 0 to 1.

    Infinite where fewer than :data:`LEAST` are known of both.

    Parameters
    ----------
    ranks : ndarray (11, rows)
        In hundredths; 255 where unknown.
    point : ndarray (11,)
        The same of one pair.

    Examples
    --------
    >>> ranks = np.full((11, 2), 50, np.uint8)
    >>> ranks[7:, 0], ranks[6:, 1] = 255, 255
    >>> distances(ranks, np.full(11, 20, np.uint8)).astype(float).round(2).tolist()
    [0.3, inf]
    """
    total, known = (np.zeros(ranks.shape[1], dtype=np.int32) for _ in range(2))
    for mine, here in zip(ranks, point.tolist(), strict=True):
        if here == UNKNOWN:
            continue
        both = mine != UNKNOWN
        gap = mine.astype(np.int32) - here
        total += np.where(both, gap * gap, 0)
        known += both
    far = np.full(len(total), np.inf, dtype=np.float32)
    enough = known >= LEAST
    far[enough] = np.sqrt(total[enough] / known[enough]) / STEPS
    return far


def spaced(order: Places, pair: Places, year: Places, top: int, per_decade: int) -> list[int]:
    """Return the first rows of an order, so many of a decade at most, and no pair within ten years of itself.

    Parameters
    ----------
    order : ndarray (some,)
        Rows, nearest first.
    pair, year : ndarray (rows,)
        Which pair and year each row is.
    top, per_decade : int
        How many at most; 0 for no limit.

    Examples
    --------
    >>> pair, year = np.array([1, 1, 2, 3, 1]), np.array([1930, 1935, 1936, 1937, 1950])
    >>> spaced(np.arange(5), pair, year, 0, 2), spaced(np.arange(5), pair, year, 0, 0)
    ([0, 2, 4], [0, 2, 3, 4])
    """
    chosen: list[int] = []
    decades: Counter[int] = Counter()
    when: defaultdict[int, list[int]] = defaultdict(list)
    full = len(np.unique(year[order] // 10)) * per_decade if per_decade else len(order)
    for row in order.tolist():
        if len(chosen) >= min(top or len(order), full):
            break
        mine, at = int(pair[row]), int(year[row])
        if per_decade and decades[at // 10] >= per_decade:
            continue
        if any(abs(at - other) <= APART for other in when[mine]):
            continue
        chosen.append(row)
        decades[at // 10] += 1
        when[mine].append(at)
    return chosen


@dataclass(frozen=True, eq=False)
class Neighbourhood:
    """What a search looks through: how far all pairs and years stand from a pair.

    Parameters
    ----------
    all : Standings
        All pairs and years.
    dyad : Dyad
        The pair asked about.
    year : int
        Its year.
    point : ndarray (11,)
        Where it stands.
    far : ndarray (rows,)
        Infinite for years that were not past, where too little is known, and, unless the pair asked about is at war too, in years in which two were
        at war with each other.
    own : slice
        The rows of the pair itself.
    """

    all: Standings
    dyad: Dyad
    year: int
    point: Bytes
    far: Floats
    own: slice

    @property
    def others(self) -> Floats:
        """The distances of the other pairs."""
        far = self.far.copy()
        far[self.own] = np.inf
        return far


def field_of(world: World, a: Any, b: Any, year: int, among: Standings | None = None) -> Neighbourhood:
    """Return how far all pairs of the years before stand from where two states stand.

    Parameters
    ----------
    world : World
        The record.
    a, b : int, str or State
        The states.
    year : int
        Where they stand at its end.
    among : Standings, optional
        Where it is looked for; by default all pairs and years of the edition.

    Raises
    ------
    NotUnderstood
        For a year with no twenty years of the record before it, or one that the world does not know.
    NoAnswer
        When the pair was not in the system in that year, or too little is known of it.
    """
    last = LAST_YEAR if world.last_known is None else world.last_known
    if not FIRST + 20 <= year <= last:
        raise NotUnderstood(
            f"There are no analogues for {year}.", "", f"Ask for a year from {FIRST + 20} to {last}."
        )
    dyad = world.dyad(a, b, year)
    stand = everyone(world) if among is None else among
    row = stand.row(dyad.codes, year)
    if row is None:
        raise NoAnswer(
            f"{dyad.a.name} and {dyad.b.name} were not both in the system in {year}.",
            "",
            "Ask for another year.",
        )
    point = stand.ranks[:, row]
    known = int((point != UNKNOWN).sum())
    if known < LEAST:
        raise NoAnswer(
            f"Too little is known of {dyad.a.name} and {dyad.b.name} in {year}.",
            f"{known} of the {len(DRIVERS)} drivers are known, and {LEAST} are needed.",
            "Ask for another year.",
        )
    far = distances(stand.ranks, point)
    far[stand.pairs.year + AGO > year] = np.inf
    fought = aftermath.at_war(world, stand.pairs)
    if not fought[row]:
        far[fought] = np.inf
    return Neighbourhood(stand, dyad, year, point, far, stand.of(dyad.codes))


def stood(
    world: World,
    a: Any,
    b: Any,
    year: int,
    top: int = 10,
    per_decade: int = PER_DECADE,
    among: Standings | None = None,
) -> DriverAnalogues:
    """Return the pairs in history that stood in the drivers where two states stand, and what became of them.

    Parameters
    ----------
    world : World
        The record.
    a, b : int, str or State
        The states.
    year : int
        Where they stand at its end. Only pairs of five years before and earlier are considered, and what became of them is told as far as it was
        on record by then.
    top : int
        How many to return; 0 for all.
    per_decade : int
        How many of one decade at most; 0 for no limit.
    among : Standings, optional
        Where they are looked for; by default among all pairs and years of the edition.

    Raises
    ------
    NotUnderstood, NoAnswer
        As :func:`field_of`.
    """
    field = field_of(world, a, b, year, among)
    far = field.others
    order = np.argsort(far, kind="stable")
    order = order[: int(np.isfinite(far).sum())]
    pairs = field.all.pairs
    chosen = spaced(order, pairs.one * 1000 + pairs.two, pairs.year, top, per_decade)
    if not chosen:
        raise NoAnswer(
            f"Too little is known of the pairs before {year}.",
            "None can be compared.",
            "Ask for a later year.",
        )
    told, shares = _told(world, field, np.array(chosen))
    dyad, observed = field.dyad, field.all.observed(year)
    return DriverAnalogues(
        dyad.a, dyad.b, year, year, told, _rate(shares), _stands(field), observed, shares, len(order), per_decade
    )  # fmt: skip


def like(
    world: World,
    a: Any,
    b: Any,
    year: int,
    other: tuple[State, State],
    years: tuple[int, int] | None = None,
    among: Standings | None = None,
) -> DriverAnalogues:
    """Return how near one pair ever came to where two states stand, and what became of it.

    Parameters
    ----------
    world, a, b, year : World, int or str or State, int or str or State, int
        As :func:`stood` takes them.
    other : tuple of State
        The pair that is compared; it may be the same two in other years.
    years : tuple of int, optional
        First and last year in which it is compared; by default all that can be.
    among : Standings, optional
        Where it is looked for; by default among all pairs and years of the edition.

    Raises
    ------
    NotUnderstood
        As :func:`field_of`, and for one state twice.
    NoAnswer
        As :func:`field_of`, and where the other pair was not in the system in those years, too little is known of it, or the years were not past.
    """
    field = field_of(world, a, b, year, among)
    named = world.dyad(*other)
    first, last = years or (FIRST, LAST_YEAR)
    rows = field.all.of(named.codes)
    when = field.all.pairs.year[rows]
    some = rows.start + np.flatnonzero((when >= first) & (when <= last))
    known = some[np.isfinite(field.far[some])]
    if not len(known):
        raise _never(field, (other[0].name, other[1].name), (first, last), len(some))
    row = int(known[np.argmin(field.far[known])])
    found = _likeness(field, row, known, years)
    told, shares = _told(world, field, np.array([row]))
    observed = field.all.observed(year)
    dyad = field.dyad
    return DriverAnalogues(
        dyad.a, dyad.b, year, year, told, None, _stands(field), observed, shares, found.of, 0, found
    )


def _likeness(field: Neighbourhood, row: int, known: Places, years: tuple[int, int] | None) -> Likeness:
    """Return how near a row came, of those of its pair that can be compared, among all pairs and years."""
    far = field.others
    far[known] = field.far[known]
    pairs, compared, nearer = field.all.pairs, np.isfinite(far), far < far[row]
    keys = pairs.one * 1000 + pairs.two
    of = int(compared.sum())
    return Likeness(
        None if years is None else years[0],
        None if years is None else years[1],
        int(nearer.sum()) + 1,
        of,
        float((far[compared] > far[row]).sum() / max(of - 1, 1)),
        len(np.unique(keys[nearer])) + 1,
        len(np.unique(keys[compared])),
        _traits(field.point, field.all.ranks[:, row]),
        tuple((int(pairs.year[each]), float(field.far[each])) for each in known),
    )


def _never(field: Neighbourhood, names: tuple[str, str], years: tuple[int, int], there: int) -> NoAnswer:
    """Return why a pair cannot be compared."""
    pair, until = " and ".join(names), field.year - AGO
    if years[0] > until:
        why = f"Five years must have passed since by the end of {field.year}: the last year is {until}."
        ask = f"Ask from a later year, or the other way round: where {pair} stood, and how near the two of {field.year} came."
        return NoAnswer(f"{pair} in {years[0]} cannot be compared with a pair of {field.year}.", why, ask)
    span = f"{years[0]} to {min(years[1], until)}" if years[1] != years[0] else str(years[0])
    why = (
        f"They were at war with each other, or fewer than {LEAST} of the {len(DRIVERS)} drivers are known of both pairs."
        if there
        else "They were not both in the system."
    )
    return NoAnswer(
        f"{pair} cannot be compared in {span}.", why, "Ask for other years, or see: westphalia states"
    )


def _told(
    world: World, field: Neighbourhood, rows: Places
) -> tuple[tuple[DriverAnalogue, ...], tuple[aftermath.Share, ...]]:
    """Return pairs as they are told, with what became of each and of how many."""
    pairs = Pairs(*(part[rows] for part in field.all.pairs.triple))
    came = aftermath.became(world, pairs, field.year)
    named = {key: world.state(*key) for key in _named(pairs)}
    made = []
    for at, row in enumerate(rows.tolist()):
        one, two, when = (int(part[at]) for part in pairs.triple)
        ranks = _traits(field.point, field.all.ranks[:, row])
        after = aftermath.told(came, at)
        made.append(
            DriverAnalogue(
                named[one, when],
                named[two, when],
                when,
                float(field.far[row]),
                *_alike(ranks),
                after.pop(aftermath.TIE),
                ranks,
                sum(each.here is not None and each.there is not None for each in ranks),
                after,
            )
        )
    return tuple(made), aftermath.counted(world, pairs, field.year)


def _named(pairs: Pairs) -> set[tuple[int, int]]:
    """Return the states of some pairs, each with its year."""
    years = pairs.year.tolist()
    return {
        (code, year)
        for side in (pairs.one, pairs.two)
        for code, year in zip(side.tolist(), years, strict=True)
    }


def _stands(field: Neighbourhood) -> tuple[Trait, ...]:
    """Return where the pair asked about stands, beside nobody."""
    return _traits(field.point, np.full(len(DRIVERS), UNKNOWN, dtype=np.uint8))


def _traits(here: Bytes, there: Bytes) -> tuple[Trait, ...]:
    """Return the ranks of two pairs, driver by driver; None where unknown."""

    def share(rank: int) -> float | None:
        return None if rank == UNKNOWN else rank / STEPS

    both = zip(DRIVERS, here.tolist(), there.tolist(), strict=True)
    return tuple(
        Trait(each.name, each.title, each.driver, share(mine), share(other)) for each, mine, other in both
    )


def _alike(ranks: tuple[Trait, ...]) -> tuple[tuple[Trait, ...], tuple[Trait, ...]]:
    """Return in which drivers two pairs stood alike and far from the middle, and in which they differed most; nothing on either side is no trait."""
    known = [
        (each, each.here, each.there) for each in ranks if each.here is not None and each.there is not None
    ]
    alike = [
        (min(abs(here - 0.5), abs(there - 0.5)), each)
        for each, here, there in known
        if abs(here - there) <= ALIKE and here + there > 0 and (here - 0.5) * (there - 0.5) > 0
    ]
    unlike = [(abs(here - there), each) for each, here, there in known if abs(here - there) > UNLIKE]
    first, second = (
        tuple(each for _, each in sorted(some, key=lambda one: -one[0])[:TRAITS]) for some in (alike, unlike)
    )
    return first, second


def _rate(found: tuple[aftermath.Share, ...]) -> BaseRate | None:
    """Return how many made a new tie within five years, as the base rate of the other space is told; None where it is known of none."""
    tie = next(each for each in found if each.what == aftermath.TIE and each.within == LONG)
    if tie.share is None or tie.interval is None or tie.average is None:
        return None
    return BaseRate(LONG, tie.share, tie.interval, tie.of, float(tie.of), tie.average)
