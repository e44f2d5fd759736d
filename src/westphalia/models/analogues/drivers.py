"""Where pairs stand in the drivers: eleven ranks within the year, of every pair of every year, so that eras compare.

A rank is the share of the others of the same year of whom it is known that have less: 0 where there is nothing, in every era. Exclusion, revisionism and
outside options are ranked among states, and a pair has the lower and the higher of its two; the rest is ranked among pairs. Past the years that a
measure covers, its last values stand in for as long as :data:`CARRY`, among the pairs of the later year.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np, pl
from westphalia.measures.arrays import of_year
from westphalia.measures.registry import registered
from westphalia.models.definitions import declared, made_of
from westphalia.models.partnership.features import Feature
from westphalia.models.partnership.inputs import Pairs, pairs_of
from westphalia.record.definitions import Definitions
from westphalia.record.manifest import read_manifest
from westphalia.record.once import once
from westphalia.record.results import current, storing
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

Bytes: TypeAlias = "NDArray[np.uint8]"
Places: TypeAlias = "NDArray[np.intp]"
FIRST, CARRY = 1816, 12
"""The first year, and for how many years after its last one a measure stands in."""
STEPS, UNKNOWN = 100, 255
"""Ranks are whole hundredths, in bytes; what stands for one that is not known."""
DRIVERS = (
    Feature("exclusion_lower", "exclusion of the less excluded", "exclusion", "exclusion", "lower"),
    Feature("exclusion_higher", "exclusion of the more excluded", "exclusion", "exclusion", "higher"),
    Feature(
        "revisionism_lower", "revisionism of the less revisionist", "revisionism", "revisionism", "lower"
    ),
    Feature(
        "revisionism_higher", "revisionism of the more revisionist", "revisionism", "revisionism", "higher"
    ),
    Feature("options_lower", "outside options of the one with fewer", "options", "outside_options", "lower"),
    Feature("options_higher", "outside options of the one with more", "options", "outside_options", "higher"),
    Feature("grievance_higher", "grievance of the more aggrieved", "grievance", "grievance", "higher"),
    Feature("grievance_lower", "grievance of the less aggrieved", "grievance", "grievance", "lower"),
    Feature("rivalry", "rivalry, now or remembered", "rivalry", "rivalry_memory"),
    Feature("asymmetry", "asymmetry of capability", "asymmetry", "asymmetry"),
    Feature("adversaries", "adversaries in common", "adversaries", "common_adversaries"),
)
"""The eleven, in the order in which they are told; all weigh the same."""
FILE = "model/analogues_drivers.parquet"


@dataclass(frozen=True, eq=False)
class Standings:
    """All pairs of all years and where they stand.

    Parameters
    ----------
    pairs : Pairs
        Codes and years, sorted by pair, then year.
    ranks : ndarray (11, rows)
        In hundredths, in the order of :data:`DRIVERS`; 255 where unknown.
    last : mapping
        The last year that each measure covers, by its name.
    """

    pairs: Pairs
    ranks: Bytes
    last: Mapping[str, int]

    def of(self, codes: tuple[int, int]) -> slice:
        """Return the rows of a pair, in the order of the years; none where there is no such pair."""
        low, high = sorted(codes)
        one = slice(*np.searchsorted(self.pairs.one, [low, low + 1]).tolist())
        two = np.searchsorted(self.pairs.two[one], [high, high + 1]).tolist()
        return slice(one.start + two[0], one.start + two[1])

    def row(self, codes: tuple[int, int], year: int) -> int | None:
        """Return the row of a pair in a year; None where the two were not both in the system."""
        rows = self.of(codes)
        at = rows.start + int(np.searchsorted(self.pairs.year[rows], year))
        return at if at < rows.stop and self.pairs.year[at] == year else None

    def observed(self, year: int) -> dict[str, int | None]:
        """Return the year that the values of each measure are from, as of a year; None where none stands in any more."""
        return {
            name: None if year - last > CARRY else min(year, last) for name, last in sorted(self.last.items())
        }


def ranked(values: NDArray[np.float64]) -> Bytes:
    """Return the share of the other known values that are smaller, in hundredths; 255 where a value is unknown, or none but it is known.

    Examples
    --------
    >>> ranked(np.array([0.0, 0.0, 3.0, np.nan, 5.0])).tolist()
    [0, 0, 67, 255, 100]
    """
    known = np.isfinite(values)
    found = np.full(values.shape, UNKNOWN, dtype=np.uint8)
    others = int(known.sum()) - 1
    if others > 0:
        below = np.searchsorted(np.sort(values[known]), values[known])
        found[known] = np.rint(STEPS * below / others)
    return found


def states_of() -> tuple[str, ...]:
    """Return the measures that are ranked among states."""
    return tuple(dict.fromkeys(each.source for each in DRIVERS if registered()[each.source].kind == "state"))


def pairwise() -> tuple[Feature, ...]:
    """Return the drivers that are ranked among pairs."""
    return tuple(each for each in DRIVERS if registered()[each.source].kind != "state")


def make(world: World, first: int = FIRST, last: int = LAST_YEAR) -> pl.DataFrame:
    """Return the ranks of some years as they are stored (three quarters of a minute for all).

    A row of a pair has the ranks of the pair; one of a state with itself those of the state. Sorted by both codes, then year.
    """
    frames = []
    for year in range(first, last + 1):
        pairs = pairs_of(world, year, year)
        codes = np.unique([pairs.one, pairs.two])
        frames += [
            _frame(codes, codes, year, dict(_of_states(world, codes, year))),
            _frame(pairs.one, pairs.two, year, dict(_of_pairs(world, pairs, year))),
        ]
    columns = [*states_of(), *(each.name for each in pairwise())]
    whole = pl.concat(frames, how="diagonal").select("one", "two", "year", *columns)
    return whole.with_columns(pl.col(columns).fill_null(UNKNOWN)).sort("one", "two", "year")


def _frame(
    one: NDArray[np.int64], two: NDArray[np.int64], year: int, ranks: Mapping[str, Bytes]
) -> pl.DataFrame:
    codes = {"one": one.astype(np.int16), "two": two.astype(np.int16)}
    return pl.DataFrame({**codes, "year": np.full(len(one), year, dtype=np.int16), **ranks})


def _unknown(rows: int) -> Bytes:
    return np.full(rows, UNKNOWN, dtype=np.uint8)


def _then(world: World, name: str, year: int) -> int | None:
    """Return the year whose values of a measure stand for a year; None for none."""
    span = registered()[name].span(world)
    if span is None or year < span[0] or year - span[1] > CARRY:
        return None
    return min(year, span[1])


def _of_states(world: World, codes: NDArray[np.int64], year: int) -> Iterator[tuple[str, Bytes]]:
    at = np.searchsorted(world.universe(), codes)
    for name in states_of():
        then = _then(world, name, year)
        yield name, _unknown(len(at)) if then is None else ranked(of_year(world, name, then)[at])


def _of_pairs(world: World, pairs: Pairs, year: int) -> Iterator[tuple[str, Bytes]]:
    one, two = (np.searchsorted(world.universe(), side) for side in (pairs.one, pairs.two))
    for each in pairwise():
        then = _then(world, each.source, year)
        if then is None:
            yield each.name, _unknown(len(one))
            continue
        found = of_year(world, each.source, then)
        sides = found[one, two], found[two, one]
        joined = {"lower": np.minimum, "higher": np.maximum}.get(each.side)
        yield each.name, ranked(sides[0] if joined is None else joined(*sides))


def write(folder: Path, world: World, first: int = FIRST, last: int = LAST_YEAR) -> None:
    """Write the ranks into an edition. What is stored of a rank is its change from the row above, modulo 256: mostly nothing, which packs well."""
    frame = make(world, first, last)
    columns = [name for name in frame.columns if name not in ("one", "two", "year")]
    changes = {name: np.diff(frame[name].to_numpy(), prepend=np.uint8(0)) for name in columns}
    spans = {each.source: registered()[each.source].span(world) for each in DRIVERS}
    about = {"last": {name: span[1] for name, span in spans.items() if span is not None}}
    with storing(folder, FILE, made_of(read_manifest(folder), definitions())) as path:
        frame.with_columns(pl.Series(name, each) for name, each in changes.items()).write_parquet(
            path,
            compression="zstd",
            compression_level=19,
            statistics=False,
            row_group_size=len(frame),
            metadata={"about": json.dumps(about)},
        )


def definitions() -> Definitions:
    """Return the definitions that the ranks rest on."""
    return declared(DRIVERS, roots=("models.analogues.drivers",))


def read(path: Path) -> Standings:
    """Return the standings of a file."""
    frame = pl.read_parquet(path)
    codes = ("one", "two", "year")
    summed = {name: np.cumsum(frame[name].to_numpy(), dtype=np.uint8) for name in frame.columns[len(codes) :]}
    about = json.loads(pl.read_parquet_metadata(path)["about"])
    return standings(
        frame.with_columns(pl.Series(name, each) for name, each in summed.items()), about["last"]
    )


def standings(frame: pl.DataFrame, last: Mapping[str, int]) -> Standings:
    """Return the standings of pairs from the ranks of pairs and of states (:func:`make`).

    Parameters
    ----------
    frame : DataFrame
        As :func:`make` returns it.
    last : mapping
        The last year that each measure covers, by its name.
    """
    alone = frame["one"] == frame["two"]
    pairs = Pairs(
        *(frame.filter(~alone)[name].to_numpy().astype(np.int64) for name in ("one", "two", "year"))
    )
    held, own = frame.filter(~alone), frame.filter(alone)
    table = np.full((1000, LAST_YEAR + 1 - FIRST), UNKNOWN, dtype=np.uint8)
    place = own["one"].to_numpy(), own["year"].to_numpy() - FIRST
    ranks = np.empty((len(DRIVERS), len(held)), dtype=np.uint8)
    for at, each in enumerate(DRIVERS):
        if each.name in frame.columns:
            ranks[at] = held[each.name].to_numpy()
            continue
        table[place] = own[each.source].to_numpy()
        sides = table[pairs.one, pairs.year - FIRST], table[pairs.two, pairs.year - FIRST]
        most = np.maximum(*sides)
        ranks[at] = most if each.side == "higher" else np.where(most == UNKNOWN, UNKNOWN, np.minimum(*sides))
    return Standings(pairs, ranks, dict(last))


def stored(world: World) -> bool:
    """Return whether the standings of all pairs are stored with the edition, and need not be computed for a minute."""
    whole = world.whole()
    return current(whole.manifest, FILE) is not None


def everyone(world: World) -> Standings:
    """Return the standings of all pairs and years: those stored with the edition, or computed where they were made from other tables or with other definitions."""
    whole = world.whole()
    return _everyone(whole, current(whole.manifest, FILE))


@once
def _everyone(world: World, path: Path | None) -> Standings:
    if path is not None:
        return read(path)
    spans = {each.source: registered()[each.source].span(world) for each in DRIVERS}
    return standings(make(world), {name: span[1] for name, span in spans.items() if span is not None})
