"""Whether partnerships of the excluded go on to more disputes and wars with third states than other partnerships.

A partnership is a new small pact or defence agreement of two states that had none in the ten years before. It is one of the excluded when
its joint exclusion the year before is above nothing and in the top third of the partnerships made within ten years of it. Disputes and wars are those that
either state began or joined against states other than the partner, new in a year, a state. What counts is the change from the five years
before to the five or ten years after, beside that of the three other partnerships made within five years of it that are most alike in
capability, great powers, regime and disputes of the five years before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np, pl
from westphalia.models.mechanisms.multiplicity import doubt, holm
from westphalia.models.outcomes import ALIGNMENT
from westphalia.models.partnership.features import Feature
from westphalia.models.partnership.inputs import measured
from westphalia.models.partnership.windows import listed
from westphalia.record.coverage import Coverage
from westphalia.record.history import of_rows
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
Ints: TypeAlias = "NDArray[np.int64]"
START, QUIET, NEAR, MATCHES, DRAWS = 1870, 10, 5, 3, 1000
LISTS = {"disputes": "disputes:cow", "wars": "wars:cow_inter_state_wars_4", "initiated": "disputes:cow"}
"""The list of each count."""
SPAN = 15
SHUT = Feature("joint_exclusion", "both shut out by others", "exclusion", "joint_exclusion", carry=0)
"""By which partnerships are told apart."""
FIRST = 1810
"""First year of the table of members."""
AFTER, BEFORE = ("5", "10"), ("before", "placebo")
"""Changes that answer, and those that should show nothing."""


@dataclass(frozen=True, slots=True)
class MatchedChange:
    """How much more the excluded changed than their matches, new conflicts a state and year; 90 % by resampling states.

    ``p`` is two-sided, by the same resampling; ``adjusted`` that of an answer when all twelve are counted; ``why`` says why it does not stand though its
    interval lies on one side.
    """

    difference: float
    interval: tuple[float, float]
    excluded: float
    others: float
    pairs: int
    p: float
    adjusted: float | None = None
    why: str = ""


Changes: TypeAlias = dict[str, dict[str, MatchedChange]]


@dataclass(frozen=True, slots=True)
class WarningResult:
    """The answer, by kind of conflict.

    Parameters
    ----------
    partnerships, excluded : int
        How many, and how many of the excluded.
    changes : dict
        By kind of conflict, then ``5`` and ``10`` (years after), ``before`` (from six to ten years before to the five before: no trend should
        show) and ``placebo`` (as if made ten years earlier).
    great : dict
        The same changes where one of the two is a great power, or both are.
    path : dict
        By kind of conflict, mean new conflicts a state and year by years from the partnership, of the excluded and their matches.
    verdict : str
        Of disputes within five years.
    """

    partnerships: int
    excluded: int
    changes: Changes
    great: Changes
    path: dict[str, dict[int, tuple[float, float]]]
    verdict: str


def partnerships(world: World) -> tuple[Ints, Ints, Ints]:
    """Return codes and year of new partnerships of states without one in the ten years before."""
    known = listed(world)
    events, first = known.events, {name: span[0] for name, span in known.seen.items()}
    seen: dict[tuple[int, int], list[int]] = {}
    for name in ALIGNMENT.parts:
        for one, two, year in zip(
            events[name].one.tolist(), events[name].two.tolist(), events[name].year.tolist(), strict=True
        ):
            if first[name] <= year:
                seen.setdefault((one, two), []).append(year)
    made = [
        (one, two, year)
        for (one, two), years in seen.items()
        for before, year in zip([-999, *sorted(set(years))], sorted(set(years)), strict=False)
        if year - before > QUIET and year >= START
    ]
    found = np.array(sorted(made, key=lambda each: (each[2], each[0], each[1])), dtype=np.int64)
    return found[:, 0], found[:, 1], found[:, 2]


def conflicts(world: World, kind: str) -> dict[int, list[tuple[int, frozenset[int]]]]:
    """Return, by state, the year and opponents of each new dispute or war; of those that it began, with ``initiated``."""
    if kind == "wars":
        frame = world.scan("war_participants").select(
            pl.col("warnum").alias("n"),
            "ccode",
            pl.col("start").dt.year().alias("year"),
            (pl.col("side") == 1).alias("a"),
            "initiator",
        )
    else:
        frame = world.scan("dispute_participants").filter(pl.col("list") == "cow").select(
            pl.col("dispnum").alias("n"), "ccode", pl.col("start").dt.year().alias("year"), pl.col("side_a").alias("a"),
            pl.col("side_a").alias("initiator"),
        )  # fmt: skip
    rows = (
        frame.group_by("n", "ccode", "a")
        .agg(pl.col("year").min(), pl.col("initiator").any())
        .sort("n", "ccode")
        .collect()
    )
    by: dict[tuple[int, bool], set[int]] = {}
    for n, code, a, _, _ in rows.select("n", "ccode", "a", "year", "initiator").iter_rows():
        by.setdefault((n, a), set()).add(code)
    found: dict[int, list[tuple[int, frozenset[int]]]] = {}
    for n, code, a, year, began in rows.select("n", "ccode", "a", "year", "initiator").iter_rows():
        if kind != "initiated" or began:
            found.setdefault(code, []).append((year, frozenset(by.get((n, not a), set()))))
    return found


def paths(world: World, kind: str, one: Ints, two: Ints, year: Ints) -> Floats:
    """Return new conflicts with third states a state, by years from -15 to 10 (rows, 26).

    NaN past the list, and in years in which either was not in the system.
    """
    known = conflicts(world, kind)
    members = present(world)
    made = np.zeros((len(one), SPAN + 11))
    for row, (a, b, t) in enumerate(zip(one.tolist(), two.tolist(), year.tolist(), strict=True)):
        for state, partner in ((a, b), (b, a)):
            for when, against in known.get(state, ()):
                if -SPAN <= when - t <= 10 and against - {partner}:
                    made[row, when - t + SPAN] += 0.5
    offset = np.arange(-SPAN, 11)
    at = np.clip(year[:, None] + offset - FIRST, 0, members.shape[1] - 1)
    here = members[one[:, None], at] & members[two[:, None], at]
    last = Coverage((LISTS[kind],)).whole(world)[1]
    made[(year[:, None] + offset > last) | ~here] = np.nan
    return made


def present(world: World) -> NDArray[np.bool_]:
    """Return whether each state, by code, was in the system in each year from 1810."""
    made = np.zeros((1000, LAST_YEAR - FIRST + 1), np.bool_)
    spells = world.scan("memberships").filter(system="cow").select("code", "start", "end").collect()
    for code, start, end in spells.iter_rows():
        made[code, start.year - FIRST : (LAST_YEAR if end is None else end.year) - FIRST + 1] = True
    return made


def matched(excluded: NDArray[np.bool_], year: Ints, traits: Floats) -> tuple[Ints, Ints]:
    """Return the rows of the excluded and those of their nearest others in time and traits (n, 3).

    Examples
    --------
    >>> rows, others = matched(np.array([True, False, False, False, False]), np.array([1900, 1901, 1902, 1903, 1950]), np.arange(5.0)[:, None])
    >>> rows.tolist(), others.tolist()
    ([0], [[1, 2, 3]])
    """
    z = (traits - np.nanmean(traits, axis=0)) / np.nanstd(traits, axis=0)
    z = np.nan_to_num(z)
    mine, theirs = [], []
    for row in np.flatnonzero(excluded):
        near = np.flatnonzero(~excluded & (np.abs(year - year[row]) <= NEAR))
        if len(near) >= MATCHES:
            far = ((z[near] - z[row]) ** 2).sum(axis=1)
            mine.append(int(row))
            theirs.append(near[np.argsort(far, kind="stable")[:MATCHES]])
    return np.array(mine, dtype=np.int64), np.array(theirs, dtype=np.int64).reshape(len(mine), MATCHES)


def _mean(path: Floats, first: int, last: int) -> Floats:
    """Return the mean of some years; NaN where one of them is unknown."""
    made: Floats = path[:, first + SPAN : last + SPAN + 1].mean(axis=1)
    return made


def _change(
    delta: Floats, rows: Ints, others: Ints, states: tuple[Ints, Ints], draws: int, seed: int
) -> MatchedChange:
    """Return the change of the excluded beside the mean of those matches that are known."""
    seen = np.isfinite(delta[others])
    match = np.divide(
        np.where(seen, delta[others], 0.0).sum(axis=1), seen.sum(axis=1), out=np.full(len(rows), np.nan), where=seen.any(axis=1)
    )  # fmt: skip
    known = np.isfinite(delta[rows] - match)
    gap, rows, match = (delta[rows] - match)[known], rows[known], match[known]
    rng = np.random.default_rng(seed)
    codes = np.unique(np.concatenate([states[0][rows], states[1][rows]]))
    one, two = (np.searchsorted(codes, side[rows]) for side in states)
    drawn = []
    for _ in range(draws):
        weight = np.bincount(rng.integers(0, len(codes), len(codes)), minlength=len(codes))
        both = weight[one] * weight[two]
        if both.sum() > 0:
            drawn.append(float(np.average(gap, weights=both)))
    low, high = np.quantile(drawn, (0.05, 0.95))
    return MatchedChange(
        float(gap.mean()),
        (float(low), float(high)),
        float(delta[rows].mean()),
        float(match.mean()),
        len(rows),
        min(1.0, 2 * max(1 / len(drawn), min(float(np.mean(np.array(drawn) <= 0)), float(np.mean(np.array(drawn) >= 0))))),
    )  # fmt: skip


def answered(changes: Changes, great: Changes) -> tuple[Changes, Changes]:
    """Return the changes with what stands of the years after, when all are counted and where the years before show no difference."""
    parts = changes, great
    asked = [(part, kind, name) for part in range(2) for kind in parts[part] for name in AFTER]
    adjusted = holm([parts[part][kind][name].p for part, kind, name in asked])
    made = tuple({kind: dict(each) for kind, each in part.items()} for part in parts)
    for (part, kind, name), p in zip(asked, adjusted, strict=True):
        each = made[part][kind][name]
        before = [made[part][kind][other].interval for other in BEFORE]
        why = "" if _holds_none(each.interval) else doubt(p, None, len(asked))
        if not why and not _holds_none(each.interval) and not all(map(_holds_none, before)):
            why = "they differed as much in the years before"
        made[part][kind][name] = replace(each, adjusted=p, why=why)
    return made[0], made[1]


def _holds_none(interval: tuple[float, float]) -> bool:
    return interval[0] <= 0 <= interval[1]


def warning(world: World, draws: int = DRAWS, seed: int = 1) -> WarningResult:
    """Return whether partnerships of the excluded go on to more disputes and wars with third states."""
    one, two, year = partnerships(world)
    shut, _ = measured(world, SHUT, (one, two), year - 1)
    known = np.isfinite(shut)
    one, two, year, shut = one[known], two[known], year[known], shut[known]
    excluded = np.array(
        [0 < s >= np.quantile(shut[np.abs(year - t) <= 10], 2 / 3) for s, t in zip(shut, year, strict=True)]
    )
    changes: Changes = {}
    great: Changes = {}
    path: dict[str, dict[int, tuple[float, float]]] = {}
    for kind in LISTS:
        mine = paths(world, kind, one, two, year)
        before, after5, after10 = _mean(mine, -5, -1), _mean(mine, 1, 5), _mean(mine, 1, 10)
        traits = _traits(world, one, two, year, before)
        rows, others = matched(excluded, year, traits)
        deltas = {
            "5": after5 - before, "10": after10 - before, "before": before - _mean(mine, -10, -6),
            "placebo": _mean(mine, -9, -5) - _mean(mine, -15, -11),
        }  # fmt: skip
        changes[kind] = {
            name: _change(delta, rows, others, (one, two), draws, seed) for name, delta in deltas.items()
        }
        strong = traits[rows, 2] > 0
        great[kind] = {
            name: _change(delta, rows[strong], others[strong], (one, two), draws, seed)
            for name, delta in deltas.items()
        }
        whole = np.isfinite(mine[rows]).all(axis=1) & np.isfinite(mine[others]).all(axis=(1, 2))
        path[kind] = {
            k: (float(mine[rows[whole], k + SPAN].mean()), float(mine[others[whole], k + SPAN].mean())) for k in range(-10, 11)
        }  # fmt: skip
    changes, great = answered(changes, great)
    (low, high), why = changes["disputes"]["5"].interval, changes["disputes"]["5"].why
    said = "no difference shown" if why or low <= 0 <= high else "yes" if low > 0 else "no, fewer"
    return WarningResult(len(one), int(excluded.sum()), changes, great, path, said)


def _traits(world: World, one: Ints, two: Ints, year: Ints, before: Floats) -> Floats:
    """Return capability of the stronger and the weaker, great powers, democracy of the less democratic, and disputes before."""
    cinc, great, free = (
        np.stack([of_rows(world, name, year - 1, side) for side in (one, two)])
        for name in ("cinc", "major_power", "electoral_democracy")
    )
    index = np.log(np.maximum(cinc, 1e-6))
    return np.stack(
        [index.max(axis=0), index.min(axis=0), np.nansum(great, axis=0), np.fmin(*free), 2 * before], axis=1
    )


__all__ = ["MatchedChange", "WarningResult", "conflicts", "matched", "partnerships", "paths", "warning"]
