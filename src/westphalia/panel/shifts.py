"""Lags, leads and differences of a panel's columns: the value of the same state or pair so many years before or after, null where there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from westphalia.errors import NotUnderstood
from westphalia.lazy import pl
from westphalia.record.manifest import unknown
from westphalia.record.schema import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from westphalia.panel.panel import Panel, Step
    from westphalia.record.world import World

ShiftKind = Literal["lag", "lead", "difference"]
_SHORT: dict[ShiftKind, str] = {"lag": "lag", "lead": "lead", "difference": "diff"}


@dataclass(frozen=True, slots=True)
class Shift:
    """A column of the panel in another year.

    Parameters
    ----------
    column : str
        The column.
    by : int
        How many years before, or after.
    kind : {"lag", "lead", "difference"}
        A difference is the value less that of ``by`` years before.
    """

    column: str
    by: int
    kind: ShiftKind

    @property
    def name(self) -> str:
        """Name of the column that it adds."""
        return f"{self.column}_{_SHORT[self.kind]}{self.by}"

    @property
    def description(self) -> str:
        """What it adds, in words."""
        years = "a year" if self.by == 1 else f"{self.by} years"
        if self.kind == "difference":
            return f"{self.column} less its value {years} before, of the same state or pair"
        return (
            f"{self.column} {years} {'before' if self.kind == 'lag' else 'after'}, of the same state or pair"
        )


def shift(panel: Panel, columns: tuple[str, ...], by: int, kind: ShiftKind) -> tuple[Shift, ...]:
    """Return the columns that are asked for, after checking that the panel can have them.

    Raises
    ------
    NotUnderstood
        For no year between, unknown columns, and rows that are more than a state or pair in a year.
    """
    if by < 1:
        raise NotUnderstood(
            f"There is no {kind} by {by} years.", "", "Ask for 1 or more; .lead() looks ahead."
        )
    if "year" not in panel.keys or len(panel.keys) != (3 if panel.dyads else 2):
        raise NotUnderstood(
            f"Rows of {panel.kind.name} have no {kind}: a state or pair may have several in a year.",
            "",
            "Use a panel of state-years or dyad-years.",
        )
    held = [name for name in panel.columns if name not in panel.keys]
    for column in columns:
        if column not in held:
            raise unknown(
                "column", column, held, f"The panel has: {', '.join(held) or 'nothing besides its key'}."
            )
    made = tuple(Shift(column, by, kind) for column in columns)
    if twice := [each.name for each in made if each.name in panel.columns]:
        raise NotUnderstood(f"The panel has {', '.join(twice)} already.", "", "")
    return made


def shifted(world: World, panel: Panel, at: int, made: Shift) -> pl.DataFrame:
    """Return the column of a shift for the rows of a panel.

    Parameters
    ----------
    world : World
        The world of the panel, or a draw of it.
    panel : Panel
        The panel.
    at : int
        The number of the step.
    made : Shift
        What is asked for.

    Notes
    -----
    Values are read from the record, also in the years before (after) the panel's own and of rows that filters leave out. Only columns that
    are counted along the rows themselves, such as years of peace, know no others than the panel's.
    """
    ahead = made.by if made.kind == "lead" else -made.by
    rows, keys = panel.rows.frame(), list(panel.keys)
    known = _source(world, panel, at, made.column, ahead).collect().select(*keys, value=made.column)
    asked = rows.select(keys).cast(dict.fromkeys(keys, pl.Int64))

    def beside(frame: pl.DataFrame) -> pl.Series:
        return asked.join(frame, on=keys, how="left", maintain_order="left", validate="1:1")["value"]

    other = beside(known.with_columns(pl.col("year") - ahead))
    if made.kind != "difference":
        return other.alias(made.name).to_frame()
    if not other.dtype.is_numeric():
        raise NotUnderstood(f"{made.column} has no differences: it is {other.dtype}.", "", "Ask for its lag.")
    return (beside(known) - other).alias(made.name).to_frame()


def _source(world: World, panel: Panel, at: int, column: str, ahead: int) -> Panel:
    """Return the panel that a column is read from: the step that makes it, over the years that are asked for."""
    step = next(each for each in panel.steps[:at] if column in _columns(panel, each))
    along = step.shift is not None or (step.addition is not None and step.addition.compute is not None)
    if along:
        return replace(panel, world=world, steps=panel.steps[: panel.steps.index(step) + 1])
    first, last = panel.years
    years = max(first + min(ahead, 0), FIRST_YEAR), min(last + max(ahead, 0), LAST_YEAR)
    return replace(panel, world=world, years=years, steps=(step,))


def _columns(panel: Panel, step: Step) -> dict[str, str]:
    return {name: "" for name in replace(panel, steps=(step,)).columns if name not in panel.keys}
