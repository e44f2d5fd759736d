"""The model's inputs and outcomes as the house has them: the one place to mend when these move."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from math import isclose

import numpy as np

from tests.golden.raw.features import COUNTED, HORIZONS, OUTCOMES, PAIRS, YEARS, all_pairs
from westphalia.models.partnership.features import FEATURES, STANDARD, Feature
from westphalia.models.partnership.inputs import Pairs, inputs
from westphalia.models.partnership.windows import outcome
from westphalia.record.world import World, load

READ = {feature.name: feature for feature in (*FEATURES, *STANDARD)}
RELATIVE, ABSOLUTE = 3e-7, 1e-7
"""Features are kept as float32, whose last digit this is."""
Values = dict[str, dict[str, float | None]]


def features(world: World, names: Iterable[str] = tuple(READ)) -> Values:
    """Return features of the model and of the plain logit by pair and year; None where unknown."""
    asked = tuple(READ[name] for name in names)
    found: Values = {}
    for year in YEARS:
        for (named, _), line in zip(PAIRS.items(), _inputs(world, year, asked), strict=True):
            found[f"{named} {year}"] = dict(zip(names, _known(line), strict=True))
    return {f"{named} {year}": found[f"{named} {year}"] for named in PAIRS for year in YEARS}


def _inputs(world: World, year: int, asked: tuple[Feature, ...]) -> np.ndarray:
    one, two = np.array(list(PAIRS.values()), dtype=np.int64).T
    return inputs(world, Pairs(one, two, np.full(len(one), year)), asked).values


def outcomes(world: World) -> Values:
    """Return the outcomes of the model by pair and year, and how many of all pairs of a year have each; None where not known."""
    found = {
        f"{named} {year}": _outcomes(world, [codes], year) for named, codes in PAIRS.items() for year in YEARS
    }
    for year in COUNTED:
        found[f"all pairs {year}"] = _outcomes(world, all_pairs(world.members(year, "cow")), year)
    return found


def _outcomes(world: World, pairs: list[tuple[int, int]], year: int) -> dict[str, float | None]:
    one, two = np.array(pairs, dtype=np.int64).T
    asked = {f"{name} {h}": (name, h) for name in OUTCOMES for h in HORIZONS}
    events = [
        outcome(world, *what, (one, two, np.full(len(one), year))).event.sum() for what in asked.values()
    ]
    return dict(zip(asked, _known(np.array(events)), strict=True))


def _known(values: np.ndarray) -> list[float | None]:
    return [None if np.isnan(value) else float(value) for value in values]


def differing(golden: Values, found: Values) -> list[str]:
    """Return a line for every value that differs from the golden one."""
    return [
        f"{row}, {name}: {was} -> {now}"
        for row, values in found.items()
        for name, now in values.items()
        if not same(was := golden[row][name], now)
    ]


def same(one: float | None, two: float | None) -> bool:
    """Return whether two values are the same as float32; unknown is only the same as unknown.

    Examples
    --------
    >>> same(1.0, 1.0 + 1e-8), same(1.0, 1.001), same(None, 0.0)
    (True, False, False)
    """
    if one is None or two is None:
        return one is two
    return isclose(one, two, rel_tol=RELATIVE, abs_tol=ABSOLUTE)


if __name__ == "__main__":
    from tests.golden.values import read

    print("\n".join(differing(read()["features"], features(load(), sys.argv[1:]))))
