"""How well the simulator would have done on the past: free runs from origins, with what was known then, held against what came.

Usage: ``python -m sources.hindcast [-o FOLDER] [--force]``; a quarter of an hour of one processor (thirty origins, coupled and not, at three horizons). What is made from nothing that has changed is kept.

At each origin all processes are fitted to what was known (data as of today, cut off at the origin), the system is run on from there, and its statistics are
compared with the record's, counted in both among the states of the origin that are still there: births of states are in no run. A process of which too
little was on record is off, and what it would tell is not scored. Beside it stand no change with a spread, the last value moved both ways by each change of
the same length on record in the thirty years before; the trend, the last value moved by each such change; and runs in which what begins between two
states does not hang on ties and memories that have changed. Of what happens in a year, the mean of the last five is the last value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sources.hindcast_analogue import analogue
from sources.hindcast_runs import (
    TIED,
    Remaining,
    Uncoupled,
    at_start,
    origin_of,
    recorded_among,
    remaining,
    runs,
    smoothed,
)
from sources.hindcast_scores import crps, held, interval, onward, pit, roc, skill, still, width
from sources.made import asked, written
from sources.system import READS, ROOTS
from westphalia.models.definitions import declared
from westphalia.record.world import World
from westphalia.system.outcomes import NAMES, untold
from westphalia.system.recorded import speaks
from westphalia.system.state import start

Floats = NDArray[np.float64]
FILE = "model/hindcast.json"
ORIGINS = tuple(range(1955, 2014, 2))
HORIZONS = (5, 10, 20)
RUNS = 200
EARLY = 1975
"""Origins before this year are early: settings may be chosen on them, as far as what they foretell lies before it."""
SPREAD = 30
"""Years before an origin from which changes are taken for no change with a spread."""
FLOWS = tuple(name for name in NAMES if name.endswith("_new") or name == "regime_changes")
"""Outcomes that happen in a year, which no change holds at the mean of the last five."""
LASTING = 5
LISTED = {"pact": "pact_pairs", "dispute": "disputes", "sanction": "sanctions"}
"""By tie that is ranked, the outcome whose list tells how far it is known."""
MEANT = ("cover50", "cover90", "crps", "crps_no_change", "crps_trend", "crps_uncoupled", "width", "width_no_change")  # fmt: skip


class Past:
    """The record as outcomes of years, and what changed in it over spans of years.

    Parameters
    ----------
    world : World
        The record.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.at = lru_cache(maxsize=None)(lambda year: start(world, year))
        self.among = lru_cache(maxsize=None)(self._among)
        self.changes = lru_cache(maxsize=None)(self._changes)

    def who(self, one: int, two: int) -> Remaining:
        """Return which states of a year are still there in a later one."""
        return remaining(self.world, self.at(one), self.at(two))

    def _among(self, year: int, one: int, two: int) -> dict[str, float]:
        """Return the outcomes of a year among the states of one year that are still there in another."""
        left, now = self.who(one, two), self.at(year)
        if year == two:
            return recorded_among(self.world, now, left.there, left.whole)
        codes, whole = self.at(one).codes[left.here], left.whole
        known = np.isin(codes, now.codes)
        return recorded_among(self.world, now, np.searchsorted(now.codes, codes[known]), whole[known])

    def known(self, name: str, origin: int) -> int | None:
        """Return the last year of which an outcome was known at an origin; None where it was not."""
        span = speaks(self.world.as_of(origin), name)
        return min(origin, span[1]) if span and span[0] <= origin else None

    def last(self, name: str, one: int, two: int) -> float | None:
        """Return the last value of an outcome in a year, among its states that are still there in a later one; None where it is not told."""
        span = speaks(self.world, name)
        years = range(one - LASTING + 1, one + 1) if name in FLOWS else (one,)
        told = [self.among(year, one, two)[name] for year in years if span and span[0] <= year <= span[1]]
        return float(np.mean(told)) if told else None

    def _changes(self, name: str, origin: int, horizon: int) -> tuple[float, ...]:
        """Return changes of an outcome over so many years, those that ended in the thirty years before an origin."""
        span = speaks(self.world, name)
        assert span is not None
        found = []
        for year in range(max(origin - SPREAD + 1, span[0] + horizon), min(origin, span[1]) + 1):
            base = self.last(name, year - horizon, year)
            if base is not None:
                found.append(self.among(year, year - horizon, year)[name] - base)
        return tuple(found)


def told(world: World, origin: int, horizon: int, off: set[str]) -> Iterator[str]:
    """Yield the outcomes that the record tells of at an origin and after so many years, and that processes move which are not off.

    Parameters
    ----------
    world : World
        The record.
    origin, horizon : int
        The last year known, and how far ahead.
    off : set of str
        Processes that are off.
    """
    silent = untold(off)
    for name in NAMES:
        span = speaks(world, name)
        if (
            span is not None
            and span[0] <= origin
            and span[0] <= origin + horizon <= span[1]
            and name not in silent
        ):
            yield name


def scored(past: Past, origin: int, many: int = RUNS) -> Iterator[dict[str, Any]]:
    """Yield a row for each outcome and horizon that the record reaches, and for each tie of pairs.

    Parameters
    ----------
    past : Past
        The record.
    origin : int
        The last year known.
    many : int
        Runs.
    """
    world = past.world
    of, now, off = origin_of(world, origin)
    for horizon in HORIZONS:
        names = list(told(world, origin, horizon, off))
        if not names:
            continue
        left = past.who(origin, origin + horizon)
        coupled = runs(of, now, horizon, left, many)
        alone = runs(of, now, horizon, left, many, Uncoupled)
        for name in names:
            row = one(past, origin, horizon, name, coupled.samples[name], alone.samples[name])
            if row:
                yield row
        yield from ranked(
            past,
            origin,
            horizon,
            {
                tie: smoothed(coupled.ties[tie], some, many)
                for tie, some in at_start(of, now, horizon).items()
            },
            names,
        )


def one(
    past: Past, origin: int, horizon: int, name: str, samples: Floats, alone: Floats
) -> dict[str, Any] | None:
    """Return how one outcome was forecast; nothing where too few past changes are known to hold it against.

    Parameters
    ----------
    past : Past
        The record.
    origin, horizon : int
        The last year known, and how far ahead.
    name : str
        The outcome.
    samples, alone : ndarray (runs,)
        Of the runs, and of runs that are not coupled.
    """
    known = past.known(name, origin)
    if known is None:
        return None
    last = past.last(name, known, origin + horizon)
    changes = past.changes(name, known, origin + horizon - known)
    if last is None or not len(no := still(last, changes)):
        return None
    came = past.among(origin + horizon, origin, origin + horizon)[name]
    return {
        "name": name, "origin": origin, "horizon": horizon, "truth": came, "mean": float(samples.mean()), "cover50": held(samples, came, 0.5), "cover90": held(samples, came, 0.9),
        "crps": crps(samples, came), "crps_no_change": crps(no, came), "crps_trend": crps(onward(last, changes), came), "crps_uncoupled": crps(alone, came),
        "width": width(samples), "width_no_change": width(no), "pit": pit(samples, came),
    }  # fmt: skip


def ranked(
    past: Past, origin: int, horizon: int, chances: Mapping[str, Floats], names: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """Yield how the pairs that had a tie after so many years, or a dispute within them, were ranked by the runs and by no change.

    Parameters
    ----------
    past : Past
        The record.
    origin, horizon : int
        The last year known, and how far ahead.
    chances : mapping of str to ndarray (n, n)
        Chances of pairs, by tie.
    names : sequence of str
        Outcomes that the record tells of.
    """
    now, then, left = past.at(origin), past.at(origin + horizon), past.who(origin, origin + horizon)
    off = ~np.eye(len(left.here), dtype=bool)
    for tie in TIED:
        if LISTED[tie] not in names:
            continue
        before = now.pairs["clash" if tie == "dispute" else tie][np.ix_(left.here, left.here)][off]
        came = _fought(past, origin, horizon, left) if tie == "dispute" else then.pairs[tie][np.ix_(left.there, left.there)] > 0  # fmt: skip
        chance = chances[tie][np.ix_(left.here, left.here)][off]
        happened = came[off]
        fresh = before == 0
        if happened.any() and happened[fresh].any():
            yield {
                "pair": tie, "origin": origin, "horizon": horizon, "roc": roc(chance, happened), "roc_no_change": roc(before, happened), "skill": skill(chance, happened),
                "roc_new": roc(chance[fresh], happened[fresh]), "rate": float(happened.mean()),
            }  # fmt: skip


def _fought(past: Past, origin: int, horizon: int, left: Remaining) -> NDArray[np.bool_]:
    """Return which pairs of remaining states had a dispute begin in the years after an origin (m, m)."""
    came = np.zeros((len(left.here), len(left.here)), dtype=bool)
    for year in range(origin + 1, origin + horizon + 1):
        each = past.at(year)
        mine = past.who(origin, year)
        at = np.searchsorted(mine.here, left.here)
        square = np.ix_(mine.there[at], mine.there[at])
        came |= (each.pairs["dispute"][square] > 0) & (each.since["dispute"][square] > origin)
    return came


def document(world: World) -> dict[str, Any]:
    """Return the hindcasts: all rows, and what they come to by outcome and horizon.

    Parameters
    ----------
    world : World
        The record.
    """
    past, rows = Past(world), list[dict[str, Any]]()
    for origin in ORIGINS:
        print(f"from {origin}", flush=True)
        rows += scored(past, origin)
    return {**summed(rows), "analogue": analogue(world)}


def summed(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return all rows with what they come to: those of early origins apart, since settings may be chosen on them.

    Parameters
    ----------
    rows : sequence of mapping
        Of :func:`scored`.
    """
    late = [row for row in rows if row["origin"] >= EARLY]
    figures, pairs = ([row for row in late if key in row] for key in ("name", "pair"))
    early = [row for row in rows if row["origin"] < EARLY]
    return {
        "origins": sorted({row["origin"] for row in late}),
        "runs": RUNS,
        "statistics": list(pooled(figures)),
        "pairs": list(of_pairs(pairs)),
        "whole": whole(figures),
        "early": {
            "origins": sorted({row["origin"] for row in early}),
            "statistics": list(pooled([row for row in early if "name" in row])),
            "pairs": list(of_pairs([row for row in early if "pair" in row])),
            "whole": whole([row for row in early if "name" in row]),
        },
        "rows": [
            {key: value for key, value in row.items() if key not in ("crps_trend", "crps_uncoupled")}
            for row in figures
        ],
        "pair_rows": pairs,
    }


def whole(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what all figures come to, with how surely it is known.

    Parameters
    ----------
    rows : sequence of mapping
        Of outcomes.
    """
    origins = sorted({row["origin"] for row in rows})
    by = {key: [[float(row[key]) for row in rows if row["origin"] == origin] for origin in origins] for key in ("cover50", "cover90")}  # fmt: skip
    ratio = [[float(np.log(max(row["crps"], 1e-9) / max(row["crps_no_change"], 1e-9))) for row in rows if row["origin"] == origin] for origin in origins]  # fmt: skip
    low, high = interval(ratio)
    return {
        "figures": len(rows),
        **{
            key: {"mean": float(np.mean([each for some in value for each in some])), "interval": list(interval(value))}
            for key, value in by.items()
        },
        "score": {"ratio": float(np.exp(np.mean([each for some in ratio for each in some]))), "interval": [float(np.exp(low)), float(np.exp(high))]},
        "pit": np.histogram([row["pit"] for row in rows], bins=10, range=(0.0, 1.0))[0].tolist(),
    }  # fmt: skip


def pooled(rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield what the figures of each outcome and horizon come to.

    Parameters
    ----------
    rows : sequence of mapping
        Of outcomes.
    """
    for name in NAMES:
        for horizon in HORIZONS:
            some = [row for row in rows if (row["name"], row["horizon"]) == (name, horizon)]
            if some:
                came, expected = (sum(row[key] for row in some) for key in ("truth", "mean"))
                yield {
                    "name": name,
                    "horizon": horizon,
                    "origins": len(some),
                    **{key: float(np.mean([row[key] for row in some])) for key in MEANT},
                    "observed_over_expected": float(came / max(expected, 1e-9)),
                }


def of_pairs(rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield what the ranks of pairs come to.

    Parameters
    ----------
    rows : sequence of mapping
        Of pairs.
    """
    for name in TIED:
        for horizon in HORIZONS:
            some = [row for row in rows if (row["pair"], row["horizon"]) == (name, horizon)]
            if some:
                means = {key: float(np.mean([row[key] for row in some])) for key in ("roc", "roc_no_change", "roc_new", "skill", "rate")}  # fmt: skip
                yield {"name": name, "horizon": horizon, "origins": len(some), **means}


if __name__ == "__main__":
    folder, force = asked("Run the simulator from origins of the past and store how well it does.")
    written(
        folder,
        FILE,
        declared((), (*ROOTS, "system.engine", "system.outcomes", "system.recorded"), READS),
        document,
        force=force,
        indent=1,
    )
