"""Whether great powers dispute more with neighbours of middle power."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np, pl
from westphalia.models.mechanisms.effects import NORMAL
from westphalia.models.mechanisms.multiplicity import holm, two_sided
from westphalia.models.partnership import logit
from westphalia.models.partnership.inputs import Pairs, pairs_of
from westphalia.record.coverage import since
from westphalia.record.history import Snapshot, of_rows
from westphalia.record.in_force import LAND
from westphalia.record.once import once
from westphalia.record.schema import FIRST_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
Bools: TypeAlias = "NDArray[np.bool_]"
MIDDLE = 0.8
"""Middle powers are the top fifth of the others by capability."""
YEARS = since(FIRST_YEAR, "dispute_dyad_years:cow")
DRAWS = 200


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Shares of pair-years in which a dispute between the two began (Correlates of War).

    Parameters
    ----------
    rates : dict
        By group of pairs: pair-years, disputes begun, share.
    differences : dict
        Of great powers with middle powers next door against other groups, with an intercept for each decade: difference and 90 % interval.
    placebo : float
        Share of shufflings, within decades, of which neighbours of great powers are the middle powers that give as large a difference
        from small neighbours.
    adjusted : dict
        By group, p of the difference when all groups are counted.
    """

    rates: dict[str, tuple[int, int, float]]
    differences: dict[str, tuple[float, tuple[float, float]]]
    placebo: float
    adjusted: dict[str, float]


def begun(world: World, pairs: Pairs) -> Bools:
    """Return whether a dispute between the two began in the year."""
    frame = world.scan("dispute_dyad_years").filter(
        (pl.col("list") == "cow") & pl.col("onset") & (pl.col("ccode1") < pl.col("ccode2"))
    )
    known = frame.select("ccode1", "ccode2", "year").collect().to_numpy().astype(np.int64)
    keys = (known[:, 0] * 1000 + known[:, 1]) * 4096 + known[:, 2]
    return np.isin((pairs.one * 1000 + pairs.two) * 4096 + pairs.year, keys)


def standing(world: World, pairs: Pairs) -> tuple[Bools, Bools, Bools]:
    """Return whether each pair shares a land border, and for both sides (rows, 2) whether it is a great power and a middle power."""
    border = of_rows(world, "contiguity", pairs.year, pairs.one, pairs.two) == LAND
    sides = [
        np.stack([of_rows(world, name, pairs.year, side) for side in (pairs.one, pairs.two)], axis=1)
        for name in ("major_power", "cinc")
    ]
    return (
        border,
        sides[0] == 1,
        (sides[0] != 1) & (sides[1] >= _middle(world)[pairs.year - YEARS.whole(world)[0], None]),
    )


@once
def _middle(world: World) -> Floats:
    """Return, by year, the capability from which a state that is no great power is a middle power."""
    first, last = YEARS.whole(world)
    years = (Snapshot(world, year) for year in range(first, last + 1))
    others = [np.where(now["major_power"] == 1, np.nan, now["cinc"]) for now in years]
    made: Floats = np.nanquantile(np.stack(others), MIDDLE, axis=1)
    return made


def neighbours(world: World, draws: int = DRAWS, seed: int = 1) -> Neighbours:
    """Return how often great powers and their neighbours of middle power begin disputes, beside other pairs."""
    pairs = pairs_of(world, *YEARS.whole(world))
    event = begun(world, pairs).astype(np.float64)
    border, major, middle = standing(world, pairs)
    great, two_middle = major.any(axis=1) & ~major.all(axis=1), middle.all(axis=1)
    mixed = great & middle.any(axis=1)
    groups = {
        "great and middle power, neighbours": border & mixed,
        "great and small power, neighbours": border & great & ~mixed,
        "two middle powers, neighbours": border & two_middle,
        "other neighbours": border & ~great & ~two_middle & ~major.all(axis=1),
        "great and middle power, no border": ~border & mixed,
    }
    rates = {
        name: (int(rows.sum()), int(event[rows].sum()), float(event[rows].mean()))
        for name, rows in groups.items()
    }
    first = groups["great and middle power, neighbours"]
    differences = {
        name: _difference(pairs, event, first, rows) for name, rows in groups.items() if rows is not first
    }
    placebo = _shuffled(pairs, event, first, groups["great and small power, neighbours"], draws, seed)
    adjusted = holm([two_sided(*each) for each in differences.values()])
    return Neighbours(rates, differences, placebo, dict(zip(differences, adjusted, strict=True)))


def _difference(pairs: Pairs, event: Floats, one: Bools, two: Bools) -> tuple[float, tuple[float, float]]:
    """Return the difference of the shares of two groups with an intercept a decade, and its interval for dependent pairs."""
    rows = one | two
    decade = pairs.year[rows] // 10
    x = np.column_stack(
        [one[rows].astype(np.float64), *((decade == d).astype(np.float64) for d in np.unique(decade))]
    )
    bread = np.linalg.inv(x.T @ x)
    found = bread @ (x.T @ event[rows])
    error = event[rows] - x @ found
    covariance = logit.covariance(bread, x * error[:, None], pairs.one[rows], pairs.two[rows])
    spread = float(np.sqrt(covariance[0, 0]))
    return float(found[0]), (float(found[0]) - NORMAL * spread, float(found[0]) + NORMAL * spread)


def _shuffled(pairs: Pairs, event: Floats, one: Bools, two: Bools, draws: int, seed: int) -> float:
    """Return the share of shufflings of whole pairs within decades that give as large a difference."""
    rng = np.random.default_rng(seed)
    rows = one | two
    block = np.unique(
        np.stack([pairs.year[rows] // 10, pairs.one[rows], pairs.two[rows]], axis=1),
        axis=0,
        return_inverse=True,
    )
    place, decade = block[1].ravel(), block[0][:, 0]
    count = np.bincount(place)
    hits = np.bincount(place, event[rows])
    share = np.bincount(place, one[rows]) / count >= 0.5

    def gap(of: Bools) -> float:
        parts = []
        for d in np.unique(decade):
            a, b = of & (decade == d), ~of & (decade == d)
            if a.any() and b.any():
                parts.append(
                    (
                        hits[a].sum() / count[a].sum() - hits[b].sum() / count[b].sum(),
                        count[a].sum() * count[b].sum() / count[a | b].sum(),
                    )
                )
        value, weight = zip(*parts, strict=True)
        return float(np.average(value, weights=weight))

    own, beyond = abs(gap(share)), 0
    for _ in range(draws):
        made = share.copy()
        for d in np.unique(decade):
            made[decade == d] = rng.permutation(share[decade == d])
        beyond += abs(gap(made)) >= own
    return (beyond + 1) / (draws + 1)
