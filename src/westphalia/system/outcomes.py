"""Outcomes of the system that every run counts, by year: declared once, in the order in which the loop writes them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from westphalia.lazy import pl

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class SystemOutcome:
    """A number of the whole system in a year.

    Parameters
    ----------
    name, title : str
        Identifier, and what it is.
    unit : str
        Unit in plain words.
    """

    name: str
    title: str
    unit: str


SYSTEM = (
    SystemOutcome("pacts_new", "Pacts of few made", "treaties"),
    SystemOutcome("pacts", "Pacts of few in force", "treaties"),
    SystemOutcome("pact_pairs", "Pairs bound by a pact of few", "pairs"),
    SystemOutcome("transitivity", "Partners of a state that are partners of each other", "share"),
    SystemOutcome("agreements_new", "Defence agreements signed", "agreements"),
    SystemOutcome("arms_new", "Relations of supply of arms begun", "relations"),
    SystemOutcome("arms", "Relations of supply of arms", "relations"),
    SystemOutcome("targets_new", "States upon which sanctions were imposed", "states"),
    SystemOutcome("sanctions_new", "Sanctions imposed, by sender and target", "sanctions"),
    SystemOutcome("sanctions", "Sanctions in force, by sender and target", "sanctions"),
    SystemOutcome("disputes_new", "Disputes begun, by pair", "pairs"),
    SystemOutcome("deadly_new", "Deadly disputes begun, by pair", "pairs"),
    SystemOutcome("disputes", "Disputes that go on, by pair", "pairs"),
    SystemOutcome("rivalries_new", "Rivalries begun", "pairs"),
    SystemOutcome("rivalries", "Rivalries", "pairs"),
    SystemOutcome("regime_changes", "Abrupt changes of a regime", "states"),
    SystemOutcome("democracy", "Mean electoral democracy", "index"),
    SystemOutcome("output", "Output of all states", "millions of dollars of 2017"),
    SystemOutcome("sanctions_trade", "Sanctions on trade with a state, by sender and target", "sanctions"),
    SystemOutcome("sanctions_financial", "Financial sanctions on a state, by sender and target", "sanctions"),
    SystemOutcome("sanctions_arms", "Sanctions on arms for a state, by sender and target", "sanctions"),
    SystemOutcome("wars_new", "Wars begun, by pair", "pairs"),
    SystemOutcome("wars", "Wars that go on, by pair", "pairs"),
    SystemOutcome("nuclear_exploring", "States that explore nuclear weapons", "states"),
    SystemOutcome("nuclear_pursuing", "States that pursue nuclear weapons", "states"),
    SystemOutcome("nuclear_armed", "States with nuclear weapons", "states"),
)
"""Outcomes in the order of the loop (:func:`westphalia.system.kernel.loop.count`)."""
NAMES = tuple(each.name for each in SYSTEM)

SANCTIONS = (
    "targets_new",
    "sanctions_new",
    "sanctions",
    "sanctions_trade",
    "sanctions_financial",
    "sanctions_arms",
)
"""Outcomes that tell of sanctions."""
NUCLEAR = ("nuclear_exploring", "nuclear_pursuing", "nuclear_armed")
"""Outcomes that tell of nuclear weapons."""
TOLD_BY = {
    "pact": ("pacts_new", "pacts", "pact_pairs", "transitivity"),
    "agreement": ("agreements_new",),
    "arms": ("arms_new", "arms"),
    "sanction": SANCTIONS,
    "sanction_sender": SANCTIONS,
    "kind_trade": ("sanctions_trade",),
    "kind_financial": ("sanctions_financial",),
    "kind_arms": ("sanctions_arms",),
    "dispute": ("disputes_new", "deadly_new", "disputes", "wars_new", "wars"),
    "dispute_war": ("wars_new", "wars"),
    "dispute_deadly": ("deadly_new", "wars_new", "wars"),
    "rivalry": ("rivalries_new", "rivalries"),
    "regime": ("regime_changes", "democracy"),
    "output": ("output",),
    "nuclear_explore": ("nuclear_exploring",),
    "nuclear_pursue": ("nuclear_pursuing", "nuclear_armed"),
}
"""By process, the outcomes that tell nothing where it is off."""


def untold(off: Collection[str]) -> set[str]:
    """Return the outcomes of the system that tell nothing where some processes are off.

    Parameters
    ----------
    off : collection of str
        The processes.

    Examples
    --------
    >>> sorted(untold(["arms", "ideal"]))
    ['arms', 'arms_new']
    """
    return {name for process in off for name in TOLD_BY.get(process, ())}


@dataclass(frozen=True, slots=True)
class AskedOutcome:
    """An outcome that a scenario names, of which every draw is kept.

    Parameters
    ----------
    kind : {"system", "state", "pair", "first", "reached"}
        Of the whole system, of a state, of a pair, the first year in which a pair has a tie, or that in which a state comes to a nuclear stage.
    name : str
        A name of :data:`SYSTEM`, a variable of states, a variable of pairs, or a stage (:data:`westphalia.system.nuclear.REACHED`).
    codes : tuple of int
        State numbers that it is of: none, one or two.
    """

    kind: Literal["system", "state", "pair", "first", "reached"]
    name: str
    codes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomeLabel:
    """What a column of draws is: the outcome, of whom, and its unit."""

    name: str
    region: str
    unit: str


def frame_of(
    years: Any, labels: Sequence[OutcomeLabel], columns: Mapping[str, NDArray[Any]], also: Mapping[str, str] | None = None
) -> pl.DataFrame:  # fmt: skip
    """Return arrays (years, outcomes) as rows of outcome and year.

    Parameters
    ----------
    years : sequence of int (years,)
        The years.
    labels : sequence of OutcomeLabel
        What each outcome is.
    columns : mapping
        By name, an array (years, outcomes).
    also : mapping, optional
        By name, what is the same in all rows; it stands before the arrays.

    Returns
    -------
    polars.DataFrame
        ``name, region, unit, year``, then the columns.

    Examples
    --------
    >>> import numpy as np
    >>> frame_of([2023, 2024], [OutcomeLabel("pacts", "World", "treaties")], {"mean": np.array([[1.0], [2.0]])}, {"arm": "baseline"}).rows()
    [('pacts', 'World', 'treaties', 2023, 'baseline', 1.0), ('pacts', 'World', 'treaties', 2024, 'baseline', 2.0)]
    """
    rows = [(each.name, each.region, each.unit, int(year)) for each in labels for year in years]
    frame = pl.DataFrame(rows, schema=["name", "region", "unit", "year"], orient="row")
    same = {name: pl.lit(value) for name, value in (also or {}).items()}
    return frame.with_columns(**same, **{name: pl.Series(value.T.ravel()) for name, value in columns.items()})
