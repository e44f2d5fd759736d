"""What many runs of a scenario and its baseline gave, and how blocks of runs are put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.errors import NoAnswer
from westphalia.lazy import np, pl
from westphalia.system.engine import RunBlock
from westphalia.system.outcomes import SYSTEM
from westphalia.system.scenario import Scenario

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.system.state import SystemState

Floats: TypeAlias = "NDArray[np.float64]"
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Quantiles of outcomes."""
ARMS = ("baseline", "scenario")
REGION = "World"


@dataclass(frozen=True, slots=True, eq=False)
class Simulation:
    """What many runs of a scenario and its baseline gave.

    Parameters
    ----------
    scenario : Scenario
        What was done.
    runs, seed : int
        How many, and with which luck.
    start : SystemState
        Where they began; what was filled and carried stands there.
    outcomes : polars.DataFrame
        ``name, region, unit, year, arm, mean, q05, q25, q50, q75, q95``.
    differences : polars.DataFrame
        Scenario less baseline, run by run: ``name, region, unit, year, mean, low, high, mean_low, mean_high``; low to high hold nine runs of ten,
        mean_low to mean_high is how well the mean is known.
    draws : ndarray (runs, arms, years, outcomes)
        All of them; the outcomes in the order of :data:`westphalia.system.outcomes.SYSTEM`.
    failed_runs : mapping of int to str
        Runs that could not go on, and why; they are in no number.
    inert : tuple of int
        Interventions, from 1, that changed nothing in any run.
    hash : str
        Of scenario, seed, data, estimates and code: the same hash is the same numbers.
    """

    scenario: Scenario
    runs: int
    seed: int
    start: SystemState
    outcomes: pl.DataFrame
    differences: pl.DataFrame
    draws: Floats
    failed_runs: Mapping[int, str] = field(default_factory=dict)
    inert: tuple[int, ...] = ()
    hash: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the document, with the keys of the contract."""
        quantile = {f"q{round(100 * level):02d}": f"{level:g}" for level in LEVELS}
        rows = [
            {**{key: row[key] for key in ("name", "region", "unit", "year", "arm", "mean")}, "quantiles": {text: row[key] for key, text in quantile.items()}}
            for row in self.outcomes.iter_rows(named=True)
        ]  # fmt: skip
        differences = [
            {**{key: row[key] for key in ("name", "region", "unit", "year", "mean")}, "interval": [row["low"], row["high"]], "mean_interval": [row["mean_low"], row["mean_high"]]}
            for row in self.differences.iter_rows(named=True)
        ]  # fmt: skip
        told = self.start.to_dict()
        return {
            "scenario": self.scenario.model_dump(mode="json"), "runs": self.runs, "seed": self.seed,
            "failed_runs": [{"run": run, "why": why} for run, why in self.failed_runs.items()], "outcomes": rows, "differences": differences,
            "trace": [], "inert": list(self.inert), "carried": [{"variable": name, "year": year} for name, year in told["carried"].items()],
            "filled": told["filled"], "interrupted": False, "hash": self.hash,
        }  # fmt: skip


def gathered(
    given: Scenario, seed: int, now: SystemState, blocks: list[RunBlock], name: str = ""
) -> Simulation:
    """Return blocks of runs, in the order of their runs, as one result.

    Parameters
    ----------
    given : Scenario
        The scenario.
    seed : int
        Its luck.
    now : SystemState
        The start.
    blocks : list of RunBlock
        In any order.
    name : str
        The hash.
    """
    blocks = sorted(blocks, key=lambda each: int(each.runs[0]))
    draws = np.concatenate([each.outcomes for each in blocks])
    runs = np.concatenate([each.runs for each in blocks])
    failed = {run: why for each in blocks for run, why in each.failed.items()}
    kept = draws[~np.isin(runs, list(failed))]
    if not len(kept):
        raise NoAnswer("No run could go on to the end.", next(iter(failed.values())), "Take a shorter time.")
    touched = np.sum([each.touched for each in blocks], axis=0)
    inert = tuple(at + 1 for at in range(len(given.interventions)) if touched[at] == 0)
    years = np.arange(given.start + 1, given.start + given.years + 1)
    return Simulation(
        given,
        len(runs),
        seed,
        now,
        _outcomes(kept, years),
        _differences(kept, years),
        draws,
        failed,
        inert,
        name,
    )


def _frame(years: Any, columns: Mapping[str, Floats]) -> pl.DataFrame:
    """Return arrays (years, outcomes) as rows of outcome and year."""
    rows = [(each.name, REGION, each.unit, int(year)) for each in SYSTEM for year in years]
    frame = pl.DataFrame(rows, schema=["name", "region", "unit", "year"], orient="row")
    return frame.with_columns(**{name: pl.Series(value.T.ravel()) for name, value in columns.items()})


def _outcomes(draws: Floats, years: Any) -> pl.DataFrame:
    frames = []
    for at, arm in enumerate(ARMS):
        of = draws[:, at]
        levels = {f"q{round(100 * level):02d}": each for level, each in zip(LEVELS, np.quantile(of, LEVELS, axis=0), strict=True)}  # fmt: skip
        frame = _frame(years, {"mean": of.mean(axis=0), **levels})
        frames.append(frame.with_columns(arm=pl.lit(arm)))
    columns = ["name", "region", "unit", "year", "arm", "mean", *levels]
    return pl.concat(frames).select(columns)


def _differences(draws: Floats, years: Any) -> pl.DataFrame:
    gap = draws[:, 1] - draws[:, 0]
    mean, low, high = gap.mean(axis=0), *np.quantile(gap, (LEVELS[0], LEVELS[-1]), axis=0)
    error = 1.645 * gap.std(axis=0) / np.sqrt(len(gap))
    return _frame(years, {"mean": mean, "low": low, "high": high, "mean_low": mean - error, "mean_high": mean + error})  # fmt: skip
