"""What many runs of a scenario and its baseline gave, and how blocks of runs are put together."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.files import whole
from westphalia.lazy import np, pl
from westphalia.system.draws import number
from westphalia.system.engine import FOLLOWED, TIED, RunBlock
from westphalia.system.nuclear import REACHED
from westphalia.system.outcomes import SYSTEM, AskedOutcome, OutcomeLabel, frame_of, untold
from westphalia.system.processes import processes
from westphalia.system.scenario import Scenario
from westphalia.system.sensitivity import drawn_inputs, sensitivity
from westphalia.system.variables import VARIABLES
from westphalia.version import __version__

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.system.state import SystemState

Floats: TypeAlias = "NDArray[np.float64]"
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Quantiles of outcomes."""
WIDTH = 1.645
"""Standard errors on either side of a mean in its interval."""
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
        mean_low to mean_high is how well the mean is known, runs with the same draw of the parameters taken together.
    draws : ndarray (runs, arms, years, outcomes)
        All of them; the outcomes in the order of :data:`westphalia.system.outcomes.SYSTEM`.
    failed_runs : mapping of int to str
        Runs that could not go on, and why; they are in no number.
    inert : tuple of int
        Interventions, from 1, that changed nothing in any run.
    first_passage : polars.DataFrame
        Of ties that the scenario asks after: ``name, region, arm, at_start, year, share``, the share of runs in which the pair had the tie in or before a year.
    affected : polars.DataFrame
        States and pairs that the scenario moves most by the last year, the surest first: ``kind, name, region, baseline, scenario, difference, mean_low, mean_high``;
        empty where none can be told from none.
    interrupted : bool
        Whether it was stopped before all runs were made.
    hash : str
        Of scenario, seed, data, estimates and code: the same hash is the same numbers.
    sensitivity : polars.DataFrame
        On which levels and coefficients of which processes outcomes and differences hang in the last year (:func:`westphalia.system.sensitivity.sensitivity`).
    until : int
        The last year that the estimates of the processes know of.
    off : tuple of str
        Processes that are off, since too little was on record of them by then.
    traced : int
        Of how many runs the reasons are told.
    trace : polars.DataFrame
        Which subjects of processes carried the difference (:func:`westphalia.system.trace.traced`); empty where it was not asked for.
    variance : polars.DataFrame
        Of what spreads come (:func:`westphalia.system.spread.spread`); empty where it was not asked for.
    every : ndarray (runs that went on, arms, years, labels)
        All that is told of them, with the outcomes of states and pairs that the scenario asks after.
    labels : tuple of OutcomeLabel
        What each of these is.
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
    first_passage: pl.DataFrame = field(default_factory=lambda: pl.DataFrame())
    affected: pl.DataFrame = field(default_factory=lambda: pl.DataFrame())
    interrupted: bool = False
    hash: str = ""
    sensitivity: pl.DataFrame = field(default_factory=lambda: pl.DataFrame())
    until: int = 0
    off: tuple[str, ...] = ()
    traced: int = 0
    trace: pl.DataFrame = field(default_factory=lambda: pl.DataFrame())
    variance: pl.DataFrame = field(default_factory=lambda: pl.DataFrame())
    every: Floats = field(default_factory=lambda: np.zeros((0, 2, 0, 0)))
    labels: tuple[OutcomeLabel, ...] = ()

    @property
    def good_runs(self) -> Any:
        """Numbers of the runs that went on to the end."""
        return np.setdiff1d(np.arange(1, self.runs + 1), list(self.failed_runs))

    @property
    def last_year(self) -> int:
        """The last year of the runs."""
        return self.scenario.start + self.scenario.years

    @property
    def carried(self) -> dict[str, int]:
        """Variables whose list had ended before the start, with its last year."""
        return dict(self.start.carried or {})

    @property
    def failed_share(self) -> float:
        """Share of the runs that could not go on to the end."""
        return len(self.failed_runs) / self.runs

    def to_iamc(self) -> pl.DataFrame:
        """Return outcomes of both arms in the long format of the Integrated Assessment Modeling Consortium, which pyam and others read.

        Quantiles are variables of their own, as ``Sanctions in force, by sender and target|0.05 quantile``.

        Returns
        -------
        polars.DataFrame
            ``model, scenario, region, variable, unit, year, value``.
        """
        levels = {"mean": "", **{f"q{round(100 * level):02d}": f"|{level:g} quantile" for level in LEVELS}}
        long = self.outcomes.unpivot(
            list(levels), index=["name", "region", "unit", "year", "arm"], variable_name="of"
        )
        kinds = self.outcomes.select("name", "region").unique().rows()
        titles = pl.DataFrame(
            [(*each, titled(*each)) for each in kinds], schema=["name", "region", "title"], orient="row"
        )
        long = long.join(titles, on=["name", "region"], how="left", maintain_order="left")
        variable = pl.col("title") + pl.col("of").replace_strict(levels)
        arm = pl.when(pl.col("arm") == ARMS[0]).then(pl.lit(ARMS[0])).otherwise(pl.lit(self.scenario.name))
        return long.select(
            model=pl.lit(f"Westphalia {__version__}"),
            scenario=arm,
            region="region",
            variable=variable,
            unit="unit",
            year="year",
            value="value",
        )

    def save(self, path: str | Path) -> Path:
        """Write what came out to a file, whole or not at all: ``.json`` for the document, ``.csv`` for the long format of :meth:`to_iamc`.

        Parameters
        ----------
        path : str or Path
            The file.

        Raises
        ------
        NotUnderstood
            For another ending.
        """
        file = Path(path)
        if file.suffix not in (".json", ".csv"):
            raise NotUnderstood(
                f"A simulation is not written as {file.suffix or 'a file without ending'}.",
                "",
                "Name the file with .json or .csv.",
            )
        text = (
            json.dumps(self.to_dict(), ensure_ascii=False, allow_nan=False, indent=1)
            if file.suffix == ".json"
            else self.to_iamc().write_csv()
        )
        with whole(file) as temporary:
            temporary.write_text(text, encoding="utf-8")
        return file

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
            "trace": self._of_last_year(self.trace), "variance": self._of_last_year(self.variance), "sensitivity": self.sensitivity.to_dicts(), "traced": self.traced, "estimates": {"until": self.until, "off": list(self.off)}, "inert": list(self.inert), "carried": [{"variable": name, "year": year} for name, year in told["carried"].items()],
            "filled": told["filled"], "first_passage": self.first_passage.to_dicts(), "affected": self.affected.to_dicts(), "interrupted": self.interrupted, "hash": self.hash,
        }  # fmt: skip

    def _of_last_year(self, frame: pl.DataFrame) -> list[dict[str, Any]]:
        return frame.filter(pl.col("year") == self.last_year).to_dicts() if len(frame) else []


def gathered(
    given: Scenario,
    seed: int,
    now: SystemState,
    blocks: list[RunBlock],
    name: str = "",
    asked: Sequence[AskedOutcome] = (),
    *,
    interrupted: bool = False,
    estimates: Mapping[str, Any] | None = None,
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
    asked : sequence of AskedOutcome
        Outcomes that the scenario names, as the blocks kept them.
    interrupted : bool
        Whether it was stopped before all blocks were made.
    estimates : mapping, optional
        Of the processes, for what outcomes hang on; without them coefficients are left out of it.
    """
    blocks = sorted(blocks, key=lambda each: int(each.runs[0]))
    draws, kept = (np.concatenate([getattr(each, key) for each in blocks]) for key in ("outcomes", "kept"))
    runs = np.concatenate([each.runs for each in blocks])
    failed = {run: why for each in blocks for run, why in each.failed.items()}
    good = ~np.isin(runs, list(failed))
    if not good.any():
        raise NoAnswer("No run could go on to the end.", next(iter(failed.values())), "Take a shorter time.")
    touched = np.sum([each.touched for each in blocks], axis=0)
    inert = tuple(at + 1 for at in range(len(given.interventions)) if touched[at] == 0)
    years = years_of(given)
    labels, every = outcomes_of(blocks, now, asked)
    paths, names = np.concatenate([each.paths for each in blocks])[good], sorted(processes())
    drawn = drawn_inputs(processes(), estimates, runs[good], seed) if estimates is not None else None
    return Simulation(
        given, len(runs), seed, now, _outcomes(every[good], years, labels), _differences(every[good], runs[good], years, labels), draws, failed, inert,
        _passages(kept[good], years, asked, now), _affected(blocks, int(good.sum()), len({number(int(run)) for run in runs[good]}), now), interrupted, name,
        sensitivity(paths, names, every[good][:, :, -1], runs[good], labels, drawn), every=every[good], labels=tuple(labels),
    )  # fmt: skip


def outcomes_of(
    blocks: Sequence[RunBlock], now: SystemState, asked: Sequence[AskedOutcome]
) -> tuple[list[OutcomeLabel], Floats]:
    """Return what is told of blocks of runs, and its numbers (runs, arms, years, outcomes): outcomes of the system, and those of states and pairs that were asked for.

    Parameters
    ----------
    blocks : sequence of RunBlock
        In the order of their runs.
    now : SystemState
        The start.
    asked : sequence of AskedOutcome
        Outcomes that the scenario names.
    """
    draws, kept = (np.concatenate([getattr(each, key) for each in blocks]) for key in ("outcomes", "kept"))
    own = [(at, each) for at, each in enumerate(asked) if each.kind in ("state", "pair")]
    labels = [OutcomeLabel(each.name, REGION, each.unit) for each in SYSTEM]
    labels += [_label(each, now) for _, each in own]
    return labels, np.concatenate([draws, kept[..., [at for at, _ in own]]], axis=3) if own else draws


def as_known(found: Simulation, until: int, off: tuple[str, ...]) -> Simulation:
    """Return a simulation with as of when its processes were estimated, without what those that are off would tell.

    Parameters
    ----------
    found : Simulation
        What came out.
    until : int
        The last year that the estimates know of.
    off : tuple of str
        Processes that are off.
    """
    frames: dict[str, Any] = {name: told(getattr(found, name), off) for name in ("outcomes", "differences", "sensitivity")}  # fmt: skip
    return replace(found, until=until, off=off, **frames)


def told(frame: pl.DataFrame, off: tuple[str, ...]) -> pl.DataFrame:
    """Return the rows of outcomes that some processes being off leaves with something to tell.

    Parameters
    ----------
    frame : polars.DataFrame
        With ``name`` and ``region``.
    off : tuple of str
        Processes that are off.
    """
    silent = pl.col("name").is_in(list(untold(off))) & (pl.col("region") == REGION)
    return frame.filter(~silent) if off else frame


def years_of(given: Scenario) -> Any:
    """Return the years that are simulated.

    Parameters
    ----------
    given : Scenario
        What is done.
    """
    return np.arange(given.start + 1, given.start + given.years + 1)


def titled(name: str, region: str) -> str:
    """Return what an outcome is, in words: of the whole system, or a variable of a state or pair.

    Parameters
    ----------
    name, region : str
        As the rows have them.

    Examples
    --------
    >>> titled("democracy", "World"), titled("democracy", "Iran")
    ('Mean electoral democracy', 'Electoral democracy')
    """
    return (
        next((each.title for each in SYSTEM if each.name == name), name)
        if region == REGION
        else VARIABLES[name].title
    )


def _label(each: AskedOutcome, now: SystemState) -> OutcomeLabel:
    return OutcomeLabel(each.name, _region(each, now), VARIABLES[each.name].unit)


def _region(each: AskedOutcome, now: SystemState) -> str:
    """Return of whom an outcome is: the numbers of the states, which are their names to the record."""
    return ", ".join(now.names.get(code, str(code)) for code in each.codes) if each.codes else REGION


def _passages(kept: Floats, years: Any, asked: Sequence[AskedOutcome], now: SystemState) -> pl.DataFrame:
    """Return in what share of runs a pair has had a tie, or a state has come to a nuclear stage, by each year."""
    rows: list[tuple[Any, ...]] = []
    for at, each in enumerate(asked):
        if each.kind not in ("first", "reached"):
            continue
        places = tuple(now.place(code) for code in each.codes)
        least = REACHED[each.name] if each.kind == "reached" else 1e-9
        there = bool(
            (now.states["nuclear_stage"] if each.kind == "reached" else now.pairs[each.name])[places] >= least
        )
        had = np.maximum.accumulate(kept[..., at] >= least, axis=2).mean(axis=0)
        rows += [
            (each.name, _region(each, now), arm, there, int(year), float(had[a, t]))
            for a, arm in enumerate(ARMS)
            for t, year in enumerate(years)
        ]
    columns = {
        "name": pl.String,
        "region": pl.String,
        "arm": pl.String,
        "at_start": pl.Boolean,
        "year": pl.Int64,
        "share": pl.Float64,
    }
    return pl.DataFrame(rows, schema=columns, orient="row")


MOST = 20
"""States and pairs that are named as most affected."""
LEAST = 0.05
"""Standard deviations among states by which a state must move to be told of; what is counted beside the mean of all moves everybody a little."""
SURE = 2.5
"""Halves of its interval by which a gap must differ from none to be told of one state or pair among thousands: some four standard errors."""


def _affected(blocks: Sequence[RunBlock], runs: int, draws: int, now: SystemState) -> pl.DataFrame:
    """Return whom the scenario moves most by the last year, where the mean of the gaps can be told from none."""
    columns = {
        "kind": pl.String,
        "name": pl.String,
        "region": pl.String,
        **dict.fromkeys(("baseline", "scenario", "difference", "mean_low", "mean_high"), pl.Float64),
    }
    states, pairs = (_summed([getattr(each, key) for each in blocks], runs) for key in ("states", "pairs"))
    called = [now.names.get(int(code), str(code)) for code in now.codes]
    least = np.array([LEAST * now.states[name].std() for name in FOLLOWED])
    moved = np.nonzero(np.abs(states[2]) > least[:, None])
    rows = [
        ("state", FOLLOWED[v], called[i], *_gap(states[:, v, i], runs, draws))
        for v, i in zip(*moved, strict=True)
    ]
    rows += [
        ("pair", TIED[v], f"{called[i]}, {called[j]}", *_gap(pairs[:, v, i, j], runs, draws))
        for v, i, j in zip(*np.nonzero(pairs[3]), strict=True)
        if i < j or TIED[v] in DIRECTED
    ]
    sure = [row for row in rows if abs(row[5]) > SURE * (row[7] - row[6]) / 2]
    sure.sort(key=lambda row: (-abs(row[5]) / max(row[7] - row[6], 1e-9), -abs(row[5]), row[1], row[2]))
    kept = [row for kind in ("state", "pair") for row in [row for row in sure if row[0] == kind][:MOST]]
    return pl.DataFrame(kept, schema=columns, orient="row")


DIRECTED = ("arms", "sanction")
"""Ties from a first state to a second."""


def _summed(of: Sequence[Any], runs: int) -> Floats:
    """Return sums of blocks over runs as means, of the squares as they are."""
    found = np.asarray(np.sum(of, axis=0), dtype=np.float64)
    found[:3] /= runs
    return found


def _gap(of: Floats, runs: int, draws: int) -> tuple[float, float, float, float, float]:
    """Return means of both arms, of the gap, and between what its mean lies; runs that share a draw count together, as in :func:`standard_error`."""
    one, two, gap, square = (float(each) for each in of)
    spread = max(square - (gap * runs) ** 2 / draws, 0.0) * draws / max(draws - 1, 1)
    error = WIDTH * float(np.sqrt(spread)) / runs
    return one, two, gap, gap - error, gap + error


def _outcomes(draws: Floats, years: Any, labels: Sequence[OutcomeLabel]) -> pl.DataFrame:
    frames = []
    for at, arm in enumerate(ARMS):
        of = draws[:, at]
        levels = {f"q{round(100 * level):02d}": each for level, each in zip(LEVELS, np.quantile(of, LEVELS, axis=0), strict=True)}  # fmt: skip
        frames.append(frame_of(years, labels, {"mean": of.mean(axis=0), **levels}, {"arm": arm}))
    return pl.concat(frames)


def _differences(draws: Floats, runs: Any, years: Any, labels: Sequence[OutcomeLabel]) -> pl.DataFrame:
    return frame_of(years, labels, gap_columns(draws[:, 1] - draws[:, 0], runs))


def gap_columns(gap: Floats, runs: Any) -> dict[str, Floats]:
    """Return the mean of a difference over runs, between what nine of ten lie, and how well the mean is known, by the names of columns, (years, outcomes) each.

    Parameters
    ----------
    gap : ndarray (runs, years, outcomes)
        One number a run.
    runs : ndarray (runs,)
        Their numbers.
    """
    low, high = np.quantile(gap, (LEVELS[0], LEVELS[-1]), axis=0)
    mean, error = gap.mean(axis=0), WIDTH * standard_error(gap, runs)
    return {"mean": mean, "low": low, "high": high, "mean_low": mean - error, "mean_high": mean + error}


def standard_error(gap: Floats, runs: Any) -> Floats:
    """Return the standard error of the mean over runs (years, outcomes); runs that share a draw of the parameters count together.

    Parameters
    ----------
    gap : ndarray (runs, years, outcomes)
        One number a run.
    runs : ndarray (runs,)
        Their numbers, which say who shares a draw (:func:`westphalia.system.draws.number`).

    Examples
    --------
    >>> gap = np.repeat([1.0, -1.0], 10).reshape(20, 1, 1)
    >>> round(float(standard_error(gap, np.arange(1, 21))[0, 0]), 3), round(float(gap.std() / 20**0.5), 3)
    (1.0, 0.224)
    """
    draws, at = np.unique([number(int(run)) for run in runs], return_inverse=True)
    if len(draws) < 2:
        return np.asarray(gap.std(axis=0) / np.sqrt(len(gap)))
    sums = np.zeros((len(draws), *gap.shape[1:]))
    np.add.at(sums, at, gap - gap.mean(axis=0))
    spread = (sums**2).sum(axis=0) * len(draws) / (len(draws) - 1)
    return np.asarray(np.sqrt(spread) / len(gap))
