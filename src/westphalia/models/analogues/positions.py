"""The field in which analogues are sought: pairs every five years, each measure less the mean of its year.

Which pairs are in it depends on what was known at the origin alone, never on what came of it: all neighbours, all pairs with a major
power, all that had a tie, a delivery of arms, a dispute or a rivalry; and of the rest one pair in eight, which stands for eight.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np, pl
from westphalia.models.definitions import declared, made_of
from westphalia.models.partnership.features import FEATURES, Feature
from westphalia.models.partnership.inputs import Pairs, inputs, pairs_of
from westphalia.record.definitions import Definitions
from westphalia.record.manifest import read_manifest
from westphalia.record.once import once
from westphalia.record.results import current, storing
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

Ints: TypeAlias = "NDArray[np.int64]"
Floats: TypeAlias = "NDArray[np.float64]"
Small: TypeAlias = "NDArray[np.float32]"
FIRST, EVERY = 1850, 5
LAST = LAST_YEAR - EVERY
"""Years from which pairs are: each shows what came of it."""
ONE_IN = 8
"""Of the pairs with nothing between them one in so many is kept."""
LIVELY = ("contiguous", "one_major", "habit_pacts", "habit_dcas", "arms_ties", "rivalry", "disputes")
"""Measures of which a value above zero keeps a pair."""
STEPS = 15.0
"""Stored in steps of a fifteenth of the spread, whole numbers of one byte; null where unknown."""
FILE = "model/analogues_field.parquet"


@dataclass(frozen=True, eq=False)
class Positions:
    """Pairs in origin years and where they stood.

    Parameters
    ----------
    names : tuple of str
        Of the measures, as the partnership model has them.
    pairs : Pairs
        Codes and origin years.
    values : ndarray (rows, features)
        Each less the mean of all pairs of its year; NaN where unknown.
    weight : ndarray (rows,)
        How many pairs each stands for.
    """

    names: tuple[str, ...]
    pairs: Pairs
    values: Small
    weight: Floats

    def keep(self, mask: NDArray[np.bool_]) -> Positions:
        """Return some of the rows."""
        return Positions(self.names, self.pairs.keep(mask), self.values[mask], self.weight[mask])


def centred(values: Small, year: Ints) -> Small:
    """Return values less the mean of the known ones of their year.

    Examples
    --------
    >>> centred(np.array([[1.0], [3.0], [np.nan], [5.0]], np.float32), np.array([1900, 1900, 1900, 1905])).ravel().tolist()
    [-1.0, 1.0, nan, 0.0]
    """
    made = values.copy()
    for each in np.unique(year):
        rows = np.flatnonzero(year == each)
        known = np.isfinite(values[rows])
        count = known.sum(axis=0)
        total = np.where(known, values[rows], 0.0).sum(axis=0)
        mean = np.divide(total, count, out=np.full(count.shape, np.nan), where=count > 0)
        made[rows] = values[rows] - mean.astype(np.float32)
    return made


def lively(values: Small, names: tuple[str, ...]) -> NDArray[np.bool_]:
    """Return which pairs had something between them."""
    columns = [names.index(name) for name in LIVELY if name in names]
    with np.errstate(invalid="ignore"):
        found = (values[:, columns] > 0).any(axis=1)
    return np.asarray(found, dtype=np.bool_)


def drawn(one: Ints, two: Ints) -> NDArray[np.bool_]:
    """Return which pairs are kept when they have nothing between them; it depends on their codes alone."""
    mixed = (one * 7919 + two * 104729) * 2654435761 % 2**32
    made: NDArray[np.bool_] = mixed < 2**32 // ONE_IN
    return made


def make(world: World, features: tuple[Feature, ...] = FEATURES, last: int = LAST) -> Positions:
    """Return the field computed from the record (a quarter of a minute)."""
    everyone = pairs_of(world, FIRST, last)
    everyone = everyone.keep(everyone.year % EVERY == 0)
    raw = inputs(world, everyone, features).values
    names = tuple(feature.name for feature in features)
    awake = lively(raw, names)
    kept = awake | drawn(everyone.one, everyone.two)
    weight = np.where(awake, 1.0, float(ONE_IN))
    return Positions(names, everyone, centred(raw, everyone.year), weight).keep(kept)


def write(folder: Path, positions: Positions) -> None:
    """Write the field into an edition."""
    spread = np.nanstd(positions.values.astype(np.float64), axis=0)
    step = (np.where(spread > 0, spread, 1.0) / STEPS).astype(np.float32)
    whole = np.clip(np.rint(positions.values / step), -127, 127)
    codes = zip(("one", "two", "year"), positions.pairs.triple, strict=True)
    made = {name: pl.Series(values.astype(np.int16)) for name, values in codes}
    made["weight"] = pl.Series(positions.weight.astype(np.int8))
    for name, column in zip(positions.names, whole.T, strict=True):
        made[name] = pl.Series(column, nan_to_null=True).cast(pl.Int8)
    about = {"steps": dict(zip(positions.names, step.tolist(), strict=True))}
    with storing(folder, FILE, made_of(read_manifest(folder), definitions())) as path:
        pl.DataFrame(made).write_parquet(
            path,
            compression="zstd",
            compression_level=19,
            statistics=False,
            metadata={"about": json.dumps(about)},
        )


def definitions() -> Definitions:
    """Return the definitions that the field rests on."""
    return declared(roots=("models.analogues.positions",))


def read(path: Path) -> Positions:
    """Return the field of a file."""
    about, frame = json.loads(pl.read_parquet_metadata(path)["about"]), pl.read_parquet(path)
    names = tuple(about["steps"])
    step = np.array(list(about["steps"].values()), dtype=np.float32)
    values = np.stack([frame[name].cast(pl.Float32).to_numpy() for name in names], axis=1) * step
    pairs = Pairs(*(frame[name].to_numpy().astype(np.int64) for name in ("one", "two", "year")))
    return Positions(names, pairs, values, frame["weight"].to_numpy().astype(np.float64))


def positions(world: World) -> Positions:
    """Return the field: the one stored with the edition, or one computed where that was made from other tables or with other definitions."""
    whole = world.whole()
    return _field(whole, current(whole.manifest, FILE))


@once
def _field(world: World, path: Path | None) -> Positions:
    return make(world) if path is None else read(path)
