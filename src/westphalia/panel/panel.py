"""A panel: asked for step by step, built when it is collected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from westphalia.errors import NotUnderstood
from westphalia.panel.addition import Addition, Span
from westphalia.panel.additions import ADDITIONS
from westphalia.panel.fill import columns
from westphalia.panel.grid import Bools, Grid, System, build
from westphalia.record.manifest import unknown
from westphalia.record.schema import LAST_YEAR
from westphalia.record.world import FIRST_YEAR, World

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from westphalia.record.citations import Citation

Carry = Literal["last"]
CONTIGUITY = {True: "contiguity", "as-listed": "contiguity-as-listed"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: an addition, or a filter when there is none.

    ``carry`` lets the last year that is covered stand for later ones.
    """

    addition: Addition | None
    carry: bool = False
    relevant: bool | Literal["as-listed"] = False
    majors: bool = False


@dataclass(frozen=True)
class Panel:
    """Rows and columns asked for; nothing is read before :meth:`collect`.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> asked = dyad_years(load(), (1913, 1914), directed=False).add("alliances", "capabilities")
    >>> asked.collect().filter(ccode1=255, ccode2=300).select("year", "atop_defense", "cinc1").rows()
    [(1913, 1, 0.143...), (1914, 1, 0.158...)]
    """

    world: World
    years: Span
    system: System = "cow"
    dyads: bool = False
    directed: bool = True
    steps: tuple[Step, ...] = ()

    def add(self, *names: str, carry: Carry | None = None) -> Panel:
        """Return the panel with more columns.

        Parameters
        ----------
        *names : str
            Names of :data:`~westphalia.panel.additions.ADDITIONS`; one that the panel has already is passed over.
        carry : {"last"}, optional
            Past the years an addition covers, use the last that it covers; a column ``<addition>_observed`` says from when values are.

        Raises
        ------
        NotUnderstood
            For an unknown name, with the nearest; for an addition of pairs to state-years.
        """
        held = [step.addition.name for step in self.steps if step.addition]
        fresh = [_addition(name, self.dyads) for name in dict.fromkeys(names) if name not in held]
        return replace(self, steps=(*self.steps, *(Step(each, carry == "last") for each in fresh)))

    def filter(
        self,
        *,
        politically_relevant: bool | Literal["as-listed"] = False,
        majors: bool = False,
        carry: Carry | None = None,
    ) -> Panel:
        """Return the panel with fewer rows.

        Parameters
        ----------
        politically_relevant : bool or "as-listed"
            Only pairs that are contiguous by land or at most 400 miles of water, or with a major power in them. Where spells of
            contiguity overlap the closest counts; ``"as-listed"`` takes the one listed first, as the R package does, which leaves out
            pairs such as Greece and Bulgaria before 1944.
        majors : bool
            Only rows with a major power.
        carry : {"last"}, optional
            Past 2016, take contiguity to be as it was then. Otherwise only pairs with a major power are known to be
            relevant there; :meth:`dropped` counts those of which it is not known.

        Notes
        -----
        Steps are taken in order: spells that are added after a filter count the rows that are left, as in the R package.
        """
        if politically_relevant and not self.dyads:
            raise NotUnderstood(
                "Only pairs of states are politically relevant.",
                "This is a panel of state-years.",
                "Use majors=True.",
            )
        return replace(self, steps=(*self.steps, Step(None, carry == "last", politically_relevant, majors)))

    @property
    def additions(self) -> tuple[Addition, ...]:
        """The additions asked for, in order."""
        return tuple(step.addition for step in self.steps if step.addition)

    @cached_property
    def _built(self) -> tuple[Grid, dict[int, pl.DataFrame], dict[str, int]]:
        """Return the rows that are left, the columns made on the way, and the rows dropped by reason."""
        grid = build(self.world, self.years, self.system, self.dyads, self.directed)
        made: dict[int, pl.DataFrame] = {}
        dropped: dict[str, int] = {}
        for number, step in enumerate(self.steps):
            if step.addition is None:
                mask = _mask(self.world, grid, step, dropped)
                made = {key: frame.filter(mask) for key, frame in made.items()}
                grid = grid.keep(mask)
            elif step.addition.compute is not None:
                made[number] = columns(self.world, grid, step.addition)
        return grid, made, dropped

    def collect(self) -> pl.DataFrame:
        """Return the panel, sorted by its key, which is unique."""
        import polars as pl

        grid, made, _ = self._built
        parts = [grid.frame()]
        for number, step in enumerate(self.steps):
            if step.addition is not None:
                held = made.get(number)
                parts.append(columns(self.world, grid, step.addition, step.carry) if held is None else held)
        assert all(part.height == len(grid.cells) for part in parts)
        return pl.concat(parts, how="horizontal")

    def lazy(self) -> pl.LazyFrame:
        """Return the panel as the start of a lazy query of polars."""
        return self.collect().lazy()

    def to_pandas(self) -> pd.DataFrame:
        """Return the panel for pandas, which must be installed; columns with nulls have its nullable types."""
        from westphalia.panel.export import to_pandas

        return to_pandas(self.collect())

    def sink(self, path: str | Path) -> tuple[int, int]:
        """Write the panel to a file, whole or not at all; return its rows and columns.

        The name says which kind: ``.parquet``, ``.csv`` or (with pandas) Stata's ``.dta``.
        """
        from westphalia.panel.export import sink

        return sink(self, Path(path))

    def dropped(self) -> dict[str, int]:
        """Return how many rows each filter dropped, by reason."""
        return dict(self._built[2])

    def tables(self) -> tuple[str, ...]:
        """Return the tables that the panel is made of."""
        used = ["memberships", *(["false_dyads"] if self.dyads else [])]
        for step in self.steps:
            if step.addition is not None:
                of_list = [t for t in step.addition.tables if t.endswith("_gw") == (self.system == "gw")]
                used += of_list or [*step.addition.tables]
            else:
                used += ["major_powers", *(["contiguity"] if step.relevant else [])]
        return tuple(dict.fromkeys(used))

    def cite(self) -> list[Citation]:
        """Return the sources of what was used."""
        chosen = {t: each.sources for each in self.additions if each.sources for t in each.tables}
        whole = [table for table in self.tables() if table not in chosen]
        named = [source for each in self.additions for source in each.sources]
        return self.world.cite(list(dict.fromkeys([*whole, *named])))

    def versions(self) -> dict[str, str]:
        """Return the version of each source that was used."""
        return {citation.id: citation.version for citation in self.cite()}

    def coverage(self) -> dict[str, Span | None]:
        """Return the first and last year each column covers; None when this world withholds it or it has no years."""
        return {
            name: each.span(self.world, field.name)
            for each in self.additions
            for name, field in each.columns(self.dyads).items()
        }

    def describe(self) -> pl.DataFrame:
        """Return the codebook: a row for each column."""
        import polars as pl

        rows: list[dict[str, Any]] = []
        for each in self.additions:
            rows += [
                {
                    "column": name,
                    "addition": each.name,
                    "description": field.description,
                    "first": (each.span(self.world, field.name) or (None, None))[0],
                    "last": (each.span(self.world, field.name) or (None, None))[1],
                    "absent": 0 if field.absent else None,
                    "tables": ", ".join(each.tables),
                }
                for name, field in each.columns(self.dyads).items()
            ]
        kinds = {"column": pl.String, "addition": pl.String, "description": pl.String, "first": pl.Int16}
        return pl.DataFrame(rows, schema={**kinds, "last": pl.Int16, "absent": pl.Int8, "tables": pl.String})


def state_years(world: World, years: Span, system: System = "cow") -> Panel:
    """Return the panel of states in the years in which they were in the system on at least one day.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> state_years(load(), (1816, 1816)).add("majors").collect()["cowmaj"].sum()
    5
    """
    return Panel(world, _years(years), _system(system))


def dyad_years(world: World, years: Span, directed: bool = True, system: System = "cow") -> Panel:
    """Return the panel of pairs of states in the years in which both were in the system.

    Parameters
    ----------
    world : World
        The record.
    years : pair of int
        First and last year.
    directed : bool
        Whether each pair stands both ways.
    system : {"cow", "gw"}
        Whose list of states: Correlates of War or Gleditsch-Ward.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> dyad_years(load(), (1816, 1816), directed=False).collect().height
    253
    """
    return Panel(world, _years(years), _system(system), True, directed)


def _years(years: Span) -> Span:
    first, last = int(years[0]), int(years[1])
    if first > last:
        raise NotUnderstood(f"{first}:{last} ends before it begins.", "", f"Did you mean {last}:{first}?")
    if first < FIRST_YEAR or last > LAST_YEAR:
        raise NotUnderstood(
            f"{first}:{last} reaches outside the record, which is {FIRST_YEAR} to {LAST_YEAR}.",
            "",
            f"Ask for {max(first, FIRST_YEAR)}:{min(last, LAST_YEAR)}.",
        )
    return first, last


def _system(system: System) -> System:
    if system not in ("cow", "gw"):
        raise unknown("system", system, ("cow", "gw"), "Lists of states: cow, gw.")
    return system


def _addition(name: str, dyads: bool) -> Addition:
    usable = [each.name for each in ADDITIONS.values() if dyads or each.kind == "state"]
    if name in ADDITIONS and name not in usable:
        raise NotUnderstood(
            f"{name} belongs to pairs of states.", "This is a panel of state-years.", "Add it to dyad-years."
        )
    if name not in ADDITIONS:
        raise unknown("addition", name, usable, f"Additions: {', '.join(usable)}.")
    return ADDITIONS[name]


def _mask(world: World, grid: Grid, step: Step, dropped: dict[str, int]) -> Bools:
    """Return which rows a filter keeps; those dropped are counted by reason."""
    powers = columns(world, grid, ADDITIONS["majors"])
    major: Bools = np.any([series.fill_null(0).to_numpy() > 0 for series in powers.iter_columns()], axis=0)
    keep = np.ones(len(grid.cells), dtype=np.bool_)
    if step.relevant:
        touching = columns(world, grid, ADDITIONS[CONTIGUITY[step.relevant]], step.carry).to_series()
        keep = major | (touching.fill_null(0).to_numpy() > 0)
        unsure = ~keep & touching.is_null().to_numpy()
        _count(dropped, "not politically relevant", ~keep & ~unsure)
        _count(dropped, "contiguity not known", unsure)
    if step.majors:
        _count(dropped, "no major power", keep & ~major)
        keep = keep & major
    return keep


def _count(dropped: dict[str, int], reason: str, rows: Bools) -> None:
    if number := int(rows.sum()):
        dropped[reason] = dropped.get(reason, 0) + number
