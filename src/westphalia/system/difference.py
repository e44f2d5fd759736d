"""Two simulations beside each other: what the one does to the system less what the other does, and how well that is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.errors import NoAnswer
from westphalia.lazy import np, pl
from westphalia.system.outcomes import frame_of
from westphalia.system.result import Simulation, gap_columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.system.saved import SavedSimulation

Floats: TypeAlias = "NDArray[np.float64]"
Either: TypeAlias = "Simulation | SavedSimulation"
KEYS = ("name", "region", "unit", "year")


@dataclass(frozen=True, slots=True, eq=False)
class SimulationDifference:
    """What a second scenario does less what a first does, each beside its own baseline.

    Parameters
    ----------
    one, two : Simulation or SavedSimulation
        The two.
    paired : bool
        Whether it was told run by run, with the same luck in both.
    differences : polars.DataFrame
        ``name, region, unit, year, one, two, mean, low, high, mean_low, mean_high``: mean differences from the baseline of the one and of the other, the
        second less the first, what nine runs of ten lie between (null where it is not told run by run), and how well the mean is known.
    unlike : tuple of str
        In what the two are not alike, in words.
    """

    one: Either
    two: Either
    paired: bool
    differences: pl.DataFrame
    unlike: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the document."""
        rows = [
            {**{key: row[key] for key in (*KEYS, "one", "two", "mean")}, "interval": [row["low"], row["high"]] if self.paired else None, "mean_interval": [row["mean_low"], row["mean_high"]]}
            for row in self.differences.iter_rows(named=True)
        ]  # fmt: skip
        sides = {key: {"scenario": of.scenario.name, "start": of.scenario.start, "years": of.scenario.years, "runs": of.runs, "seed": of.seed, "hash": of.hash} for key, of in (("one", self.one), ("two", self.two))}  # fmt: skip
        return {**sides, "paired": self.paired, "unlike": list(self.unlike), "differences": rows}


def difference(one: Either, two: Either) -> SimulationDifference:
    """Return what a second scenario does less what a first does, of the outcomes and years that both have.

    Two that were run with the same luck from the same start are compared run by run. Of what was saved the means are, as if nothing were shared, so that intervals are
    rather too wide.

    Parameters
    ----------
    one, two : Simulation or SavedSimulation
        The two.

    Raises
    ------
    NoAnswer
        When they have no outcome in common.
    """
    paired = isinstance(one, Simulation) and isinstance(two, Simulation) and one.seed == two.seed and one.scenario.start == two.scenario.start  # fmt: skip
    found = _run_by_run(one, two) if paired else _of_means(one, two)  # type: ignore[arg-type]
    if found.is_empty():
        raise NoAnswer(f"{one.scenario.name} and {two.scenario.name} have no outcome of a year in common.", "", "Take scenarios of the same years.")  # fmt: skip
    return SimulationDifference(one, two, paired, found, tuple(_unlike(one, two)))


def _run_by_run(one: Simulation, two: Simulation) -> pl.DataFrame:
    """Return the difference of two with the same luck."""
    runs = np.intersect1d(one.good_runs, two.good_runs)
    years = min(one.scenario.years, two.scenario.years)
    shared = [(one.labels.index(each), two.labels.index(each)) for each in one.labels if each in two.labels]
    effects = []
    for of, side in ((one, 0), (two, 1)):
        rows = np.isin(of.good_runs, runs)
        arms = of.every[rows][:, :, :years, [each[side] for each in shared]]
        effects.append(arms[:, 1] - arms[:, 0])
    gap = effects[1] - effects[0]
    columns = {"one": effects[0].mean(axis=0), "two": effects[1].mean(axis=0), **gap_columns(gap, runs)}
    first = one.scenario.start + 1
    frame = frame_of(range(first, first + years), [one.labels[at] for at, _ in shared], columns)
    return frame.join(one.differences.select("name", "region").unique(), on=["name", "region"], how="semi", maintain_order="left")  # fmt: skip


def _of_means(one: Either, two: Either) -> pl.DataFrame:
    """Return the difference of two whose runs are not known, or are of other luck."""
    sides = [
        of.differences.select(*KEYS, pl.col("mean").alias(name), ((pl.col("mean_high") - pl.col("mean_low")) / 2).alias(f"wide_{name}"))
        for name, of in (("one", one), ("two", two))
    ]  # fmt: skip
    both = sides[0].join(sides[1], on=list(KEYS), how="inner", maintain_order="left")
    mean, wide = pl.col("two") - pl.col("one"), (pl.col("wide_one") ** 2 + pl.col("wide_two") ** 2).sqrt()
    nothing = pl.lit(None, dtype=pl.Float64)
    return both.select(*KEYS, "one", "two", mean.alias("mean"), nothing.alias("low"), nothing.alias("high"), (mean - wide).alias("mean_low"), (mean + wide).alias("mean_high"))  # fmt: skip


def _unlike(one: Either, two: Either) -> Iterator[str]:
    """Yield in what two are not alike."""
    for what, a, b in (
        ("start", one.scenario.start, two.scenario.start),
        ("number of years", one.scenario.years, two.scenario.years),
        ("number of runs", one.runs, two.runs),
        ("seed", one.seed, two.seed),
        ("edition", _edition(one), _edition(two)),
    ):
        if a != b and None not in (a, b):
            yield f"The {what} of the one is {a}, of the other {b}."


def _edition(of: Either) -> str | None:
    held = getattr(of, "document", {}).get("westphalia", {})
    return held.get("edition") if isinstance(held, dict) else None
