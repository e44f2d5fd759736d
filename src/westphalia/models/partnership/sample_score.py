"""Scores of forecasts on a sample of pairs that was drawn with known weights and searched for, so that no is known as well as yes.

The lists of agreements end in 2010; the sample (table ``pair_sample``) has 300 pairs and three windows to 2025. Each pair counts as often as the pairs of its
stratum that it stands for (Horvitz and Thompson's estimator), and intervals draw pairs with replacement within strata.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np, pl
from westphalia.models.partnership.benchmarks import area, by_chance, calibration, precision

if TYPE_CHECKING:
    from numpy.typing import NDArray

Ints: TypeAlias = "NDArray[np.int64]"
Floats: TypeAlias = "NDArray[np.float64]"
Chances = Mapping[int, tuple[Ints, Ints, Floats]]
"""By origin year: codes of one and of two, the lower first, and the chance of every pair."""
DRAWS, SEED, TAIL = 1000, 1, 0.05


@dataclass(frozen=True, slots=True)
class Sampled:
    """Pairs and windows of a sample.

    Parameters
    ----------
    pair : ndarray (rows,)
        Number of the pair.
    stratum : ndarray (rows,)
        Of the draw.
    weight : ndarray (rows,)
        How many pairs each stands for.
    event : ndarray (rows,)
        1 where they signed something, 0 where not.
    chance, base : ndarray (rows,)
        What was said of the pair, and of all pairs of that year on average.
    """

    pair: Ints
    stratum: Ints
    weight: Floats
    event: Floats
    chance: Floats
    base: Floats

    def take(self, rows: Ints) -> Sampled:
        """Return some rows."""
        return Sampled(
            *(getattr(self, name)[rows] for name in ("pair", "stratum", "weight", "event", "chance", "base"))
        )


def joined(sample: pl.DataFrame, said: Chances, unknown_is_no: bool = False) -> Sampled:
    """Return the rows of a sample with what was said of them at the end of the year before each window.

    Parameters
    ----------
    sample : DataFrame
        With the columns of the table ``pair_sample``.
    said : mapping
        Chances of all pairs, by origin year.
    unknown_is_no : bool
        Whether what no text settles counts as no; else it is left out.
    """
    kept = sample if unknown_is_no else sample.filter(pl.col("signed") != "unknown")
    kept = kept.filter((pl.col("first_year") - 1).is_in(list(said))).sort("ccode1", "ccode2", "first_year")
    columns = {
        name: kept[name].to_numpy() for name in ("ccode1", "ccode2", "first_year", "stratum", "weight")
    }
    pair = columns["ccode1"].astype(np.int64) * 1000 + columns["ccode2"]
    chance, base = np.full(len(pair), np.nan), np.full(len(pair), np.nan)
    for year, (one, two, p) in said.items():
        keys = one * 1000 + two
        order, at = np.argsort(keys), np.flatnonzero(columns["first_year"] == year + 1)
        place = order[np.searchsorted(keys[order], pair[at]).clip(0, len(keys) - 1)]
        chance[at], base[at] = np.where(keys[place] == pair[at], p[place], np.nan), p.mean()
    event = (kept["signed"] == "yes").to_numpy().astype(np.float64)
    made = Sampled(
        pair, columns["stratum"].astype(np.int64), columns["weight"].astype(np.float64), event, chance, base
    )
    return made.take(np.flatnonzero(np.isfinite(chance)))


def scores(of: Sampled) -> dict[str, float | None]:
    """Return the weighted scores of a sample: ``brier_skill`` over the mean of all pairs, ``average_precision``, ``roc_area``, ``slope``, said and came about.

    Parameters
    ----------
    of : Sampled
        At least one row.
    """
    n, hits, total = by_chance(of.chance, of.weight, of.weight * of.event, of.weight * of.chance)
    own, other = (float(of.weight @ (each - of.event) ** 2) for each in (of.chance, of.base))
    decided = 0 < of.event.sum() < len(of.event)
    slope = calibration(n, hits, total)[0] if decided else None
    return {
        "said": float(total.sum() / n.sum()),
        "came_about": float(hits.sum() / n.sum()),
        "brier_skill": 1 - own / other if other > 0 else None,
        "average_precision": precision(n, hits) if decided else None,
        "roc_area": area(n, hits) if decided else None,
        "slope": slope,
    }


def intervals(of: Sampled, draws: int = DRAWS) -> dict[str, tuple[float, float] | None]:
    """Return the 90 % intervals of :func:`scores`: pairs, with all their windows, are drawn with replacement within strata.

    Parameters
    ----------
    of : Sampled
        The sample.
    draws : int
        How many.
    """
    random = np.random.default_rng(SEED)
    rows = {pair: np.flatnonzero(of.pair == pair) for pair in np.unique(of.pair).tolist()}
    strata = [np.unique(of.pair[of.stratum == each]) for each in np.unique(of.stratum)]
    found: dict[str, list[float]] = {}
    for _ in range(draws):
        drawn = [pair for pairs in strata for pair in random.choice(pairs, len(pairs)).tolist()]
        for name, value in scores(of.take(np.concatenate([rows[pair] for pair in drawn]))).items():
            if value is not None:
                found.setdefault(name, []).append(value)
    ends = {
        name: np.quantile(values, [TAIL, 1 - TAIL])
        for name, values in found.items()
        if len(values) > draws / 2
    }
    return {
        name: (float(ends[name][0]), float(ends[name][1])) if name in ends else None for name in scores(of)
    }
