"""A panel: asked for step by step, built when it is collected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.lazy import pl
from westphalia.panel.addition import Addition, Field, Span
from westphalia.panel.blocks import attached, laid
from westphalia.panel.choice import chosen, measures_of, names_of, usable
from westphalia.panel.draws import Draws
from westphalia.panel.export import sink
from westphalia.panel.fill import check, needed
from westphalia.panel.filters import Day, Kept, Relevant, mask
from westphalia.panel.merge import merge
from westphalia.panel.readers import Kind, Rows
from westphalia.panel.shifts import Shift, ShiftKind, shift
from westphalia.record.frames import to_pandas, widened
from westphalia.record.given import checked, shown
from westphalia.record.grid import System
from westphalia.record.world import World

if TYPE_CHECKING:
    import pandas as pd

    from westphalia.panel.draws import Draws
    from westphalia.panel.merge import Merge, Unmatched
    from westphalia.record.citations import Citation

Carry = Literal["last"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: an addition, a table to be merged, or else a filter.

    ``carry`` lets the last year that is covered stand for later ones.
    """

    addition: Addition | None = None
    merged: Merge | None = None
    shift: Shift | None = None
    kept: Kept | None = None
    carry: bool = False


@checked
@dataclass(frozen=True)
class Panel:
    """Rows and columns asked for; nothing is read before :meth:`collect`.

    Examples
    --------
    >>> import westphalia as wp
    >>> asked = wp.panel.dyad_years(wp.load(), (1913, 1914), directed=False).add("alliances", "capabilities")
    >>> asked.collect().filter(ccode1=255, ccode2=300).select("year", "atop_defense", "cinc1").rows()
    [(1913, 1, 0.143...), (1914, 1, 0.158...)]
    """

    world: World
    years: Span
    kind: Kind
    system: System = "cow"
    steps: tuple[Step, ...] = ()

    def __repr__(self) -> str:
        """Return which rows it has, of which years, and how many columns; nothing is read for it."""
        many = len(self.columns)
        return (
            f"<Panel {self.kind.name} {self.years[0]}:{self.years[1]}, {self.system} states, {many} columns>"
        )

    def _repr_html_(self) -> str:
        """Return what was asked for as a small table."""
        added = ", ".join(each.name for each in self.additions) or None
        facts = {"rows": self.kind.name, "states": self.system, "columns": len(self.columns), "added": added}
        return shown(f"Panel {self.years[0]} to {self.years[1]}", {**facts, "next": ".collect()"})

    @property
    def dyads(self) -> bool:
        """Whether a row belongs to a pair of states."""
        return self.kind.dyads

    @property
    def directed(self) -> bool:
        """Whether each pair stands both ways."""
        return self.kind.directed

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of the columns that make a row unique."""
        return self.kind.keys(self.system)

    @property
    def columns(self) -> dict[str, str]:
        """Names of the panel's columns, and what each is from."""
        named = dict.fromkeys(self.kind.columns(self.system), self.kind.name)
        for step in self.steps:
            if step.addition is not None:
                named |= dict.fromkeys(names_of(step.addition, self.dyads, step.carry), step.addition.name)
            elif step.merged is not None:
                named |= dict.fromkeys(step.merged.values, "merged")
            elif step.shift is not None:
                named[step.shift.name] = step.shift.kind
        return named

    def add(self, *names: str, carry: Carry | None = None) -> Panel:
        """Return the panel with more columns.

        Parameters
        ----------
        *names : str
            Names of :data:`~westphalia.panel.additions.ADDITIONS`, or ``measure-<name>`` for a measure (``measure-exclusion``); one
            that the panel has already is passed over.
        carry : {"last"}, optional
            Past the years an addition covers, use the last that it covers; a column ``<addition>_observed`` says from when values are.

        Raises
        ------
        NotUnderstood
            For an unknown name, with the nearest; for an addition that does not belong to such rows; for a column that is there already.
        """
        asked = self
        for fresh in dict.fromkeys(chosen(name, self.kind) for name in names):
            if fresh.name not in {each.name for each in asked.additions}:
                held = asked.columns
                if twice := [each for each in names_of(fresh, self.dyads, carry == "last") if each in held]:
                    raise NotUnderstood(
                        f"{fresh.name} would add {', '.join(twice)}, which the panel has already from {held[twice[0]]}.",
                        "",
                        "Leave one of the two out, or make two panels.",
                    )
                step = Step(fresh, carry=carry == "last")
                asked = replace(asked, steps=(*asked.steps, step))
        return asked

    def merge(self, frame: Any, on: str | Sequence[str] | Mapping[str, str], codes: str = "") -> Panel:
        """Return the panel with the columns of a table of your own, joined by key; no row is doubled or dropped.

        Parameters
        ----------
        frame : polars.DataFrame, polars.LazyFrame, pandas.DataFrame or pyarrow table
            The table: one row for each key. A lazy one is read when the panel is collected.
        on : str, sequence or mapping
            Its key columns, among those of the panel's key; a mapping says how the table names each, ``{"ccode": "country"}``.
        codes : str, optional
            The scheme by which the table names states (:data:`westphalia.record.schemes.TITLES`: ``names``, ``iso3``, ``vdem``, ``imf`` ...). Without
            it each column is read by the one scheme that knows most of its values, which is reported; numbers are codes of the panel's list where it
            knows them, and refused where they may be of several others.

        Raises
        ------
        NotUnderstood
            When the key stands more than once in the table, a column stands in both, or types do not match.

        Notes
        -----
        :meth:`unmatched` has the keys without a match on both sides. A panel of pairs that is not directed has the lower code first;
        so must a table of pairs.

        Examples
        --------
        >>> import polars as pl
        >>> import westphalia as wp
        >>> mine = pl.DataFrame({"country": ["Iran", "Persia", "Atlantis"], "year": [2000, 1901, 2000], "score": [1.5, 2.5, 0.0]})
        >>> asked = wp.panel.state_years(wp.load(), (2000, 2000)).merge(mine, on={"ccode": "country", "year": "year"})
        >>> asked.collect().filter(ccode=630)["score"].item()
        1.5
        >>> asked.unmatched()[0].table["country"].to_list()
        ['Persia', 'Atlantis']
        """
        merged = merge(self.world, frame, on, self.columns, self.keys, self.system, codes)
        return replace(self, steps=(*self.steps, Step(merged=merged)))

    def lag(self, *columns: str, by: int = 1) -> Panel:
        """Return the panel with columns as they were ``by`` years before in the same state or pair, ``<column>_lag<by>``.

        Values are read from the record, also of years before the panel's first and of rows that filters leave out; null where there is no row of
        that year, as after a gap in a state's membership. :meth:`lead` looks ahead, :meth:`difference` takes the value less that of before.

        Examples
        --------
        >>> import westphalia as wp
        >>> asked = wp.panel.state_years(wp.load(), (1990, 1991)).add("capabilities").lag("cinc").difference("milex", by=5)
        >>> asked.collect().filter(ccode=2).select("cinc", "cinc_lag1")["cinc"][0] == asked.collect().filter(ccode=2)["cinc_lag1"][1]
        True
        """
        return self._shifted(columns, by, "lag")

    def lead(self, *columns: str, by: int = 1) -> Panel:
        """Return the panel with columns as they are ``by`` years later in the same state or pair, ``<column>_lead<by>``; as :meth:`lag`."""
        return self._shifted(columns, by, "lead")

    def difference(self, *columns: str, by: int = 1) -> Panel:
        """Return the panel with the change of columns since ``by`` years before, ``<column>_diff<by>``; as :meth:`lag`."""
        return self._shifted(columns, by, "difference")

    def _shifted(self, columns: tuple[str, ...], by: int, kind: ShiftKind) -> Panel:
        made = shift(self, columns, by, kind)
        return replace(self, steps=(*self.steps, *(Step(shift=each) for each in made)))

    def filter(
        self,
        *,
        politically_relevant: Relevant = False,
        majors: bool = False,
        microstates: bool = True,
        day: Day = "any",
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
        microstates : bool
            Whether rows with a microstate of Gleditsch and Ward stay.
        day : {"any", "first", "last"}
            Whether states must be in the system on some day of the year, on 1 January, or on 31 December.
        carry : {"last"}, optional
            Past 2016, the last year of both lists, take contiguity and major powers to be as they were then. Otherwise no row is known to
            be relevant there; :meth:`dropped` counts those of which it is not known.

        Notes
        -----
        Steps are taken in order: spells that are added after a filter count the rows that are left, as in the R package. In panels
        whose rows are more than a state or pair in a year (leaders, disputes) they count all years of the pair.
        """
        if politically_relevant and not self.dyads:
            raise NotUnderstood(
                "Only pairs of states are politically relevant.",
                f"This is a panel of {self.kind.name}.",
                "Use majors=True.",
            )
        kept = Kept(politically_relevant, majors, microstates, day)
        return replace(self, steps=(*self.steps, Step(kept=kept, carry=carry == "last")))

    @property
    def additions(self) -> tuple[Addition, ...]:
        """The additions asked for, in order."""
        return tuple(step.addition for step in self.steps if step.addition)

    def available(self) -> tuple[str, ...]:
        """Return the names of the additions that such rows can have; any quantity or measure is one as ``measure-<name>``."""
        return (*usable(self.kind), *measures_of(self.kind.dyads))

    def covers(self) -> Span | None:
        """Return the years asked for in which the panel can have rows: all, or those that their source covers."""
        if self.kind.covers is None:
            return self.years
        span = self.kind.covers(self.world)
        if span is None or span[0] > self.years[1] or span[1] < self.years[0]:
            return None
        return max(span[0], self.years[0]), min(span[1], self.years[1])

    @cached_property
    def _built(self) -> tuple[Rows, dict[int, pl.DataFrame], dict[str, int]]:
        """Return the rows that are left, the columns made on the way, and the rows dropped by reason."""
        span = self.covers()
        if span is None:
            known = self.kind.covers and self.kind.covers(self.world)
            years = f"Their source covers {known[0]} to {known[1]}" if known else "Their source is withheld"
            raise NoAnswer(
                f"There are no {self.kind.name} in {self.years[0]} to {self.years[1]}.",
                f"{years} in this world.",
                "",
            )
        rows = self.kind.make(self.world, span, self.system)
        made: dict[int, pl.DataFrame] = {}
        dropped = dict(rows.dropped)
        for number, step in enumerate(self.steps):
            if step.addition is not None and step.addition.compute is not None:
                made[number] = attached(self.world, rows, self.kind, step.addition, step.carry)
            elif step.kept is not None:
                kept = mask(self.world, rows, step.kept, step.carry, dropped)
                made = {key: frame.filter(kept) for key, frame in made.items()}
                rows = rows.keep(kept)
        return rows, made, dropped

    @property
    def rows(self) -> Rows:
        """The rows that are left."""
        return self._built[0]

    @property
    def made(self) -> dict[int, pl.DataFrame]:
        """Columns that were made with the rows, by number of step."""
        return self._built[1]

    def size(self) -> tuple[int, int]:
        """Return how many rows the panel has, and about how many bytes of memory it takes to collect it."""
        return self.rows.height, needed(self.rows.height, len(self.columns))

    def collect(self) -> pl.DataFrame:
        """Return the panel, sorted by its key, which is unique; whole numbers have 64 bits.

        Raises
        ------
        NoAnswer
            When the source of its rows covers none of the years.
        WestphaliaError
            When it does not fit into memory, with its size.
        """
        rows = self.rows
        check(rows.height, len(self.columns))
        frames = [rows.frame()]
        for at in range(len(self.steps)):
            frames += [part.of(rows.grid) for part in laid(self, at, self.world)]
        assert all(frame.height == rows.height for frame in frames)
        return widened(pl.concat(frames, how="horizontal"))

    def draws(
        self, n: int, seed: int = 1, *, persistence: float = 0.0, codings: str | Sequence[str] = ()
    ) -> Draws:
        """Return the panel many times over, each time with one draw of every estimate of which its source says how uncertain it is.

        Parameters
        ----------
        n : int
            How many draws; 20 to 50 are usual.
        seed : int
            Another seed gives other draws.
        persistence : float
            Correlation of what an estimate misses in successive years, 0 to 1. Sources give standard deviations year by year and not this; 0
            takes the years as independent.
        codings : str or sequence of str
            What is taken from one of its codings at random in every draw: ``disputes`` (by Gibler, Miller and Little or the Correlates of War),
            ``sanctions`` (GSDB or TIES); in the years that all of them cover.

        Raises
        ------
        NotUnderstood
            When no column is an estimate, with the additions that are; for an unknown choice of codings.

        Notes
        -----
        What is drawn is a quantity of a state (or pair) in a year, so that it is the same in every row in which it stands. It hangs on the
        quantity, state, year, draw and seed alone. :func:`~westphalia.panel.pool` puts together what is estimated from the draws.

        Examples
        --------
        >>> import westphalia as wp
        >>> asked = wp.panel.dyad_years(wp.load(), (1990, 1990), directed=False).add("gdp", "weak-link-income")
        >>> frame = asked.draws(2).collect()
        >>> frame.filter(ccode1=2, draw=1)["mrgdppc1"].n_unique(), frame.filter(ccode1=2)["mrgdppc1"].n_unique()
        (1, 2)
        """
        several = (codings,) if isinstance(codings, str) else tuple(codings)
        return Draws(self, n, seed, persistence, several)

    def unmatched(self) -> tuple[Unmatched, ...]:
        """Return, for each table that was merged, the keys without a match on both sides; ``summary()`` of each says it in a line."""
        rows = widened(self.rows.frame())
        return tuple(step.merged.unmatched(rows) for step in self.steps if step.merged)

    def lazy(self) -> pl.LazyFrame:
        """Return the panel as the start of a lazy query of polars."""
        return self.collect().lazy()

    def to_pandas(self, nullable: bool = False) -> pd.DataFrame:
        """Return the panel for pandas, which must be installed: numbers with nulls as float64 with NaN, or with ``nullable`` in its nullable types."""
        return to_pandas(self.collect(), nullable)

    def sink(self, path: str | Path) -> tuple[int, int]:
        """Write the panel to a file, whole or not at all; return its rows and columns.

        A large panel of states or pairs by year is written as Parquet or CSV block by block, and is never held whole.

        The end of the name says which kind (:data:`westphalia.panel.export.ENDINGS`).
        """
        return sink(self, Path(path))

    def dropped(self) -> dict[str, int]:
        """Return how many rows each filter dropped, by reason."""
        return dict(self._built[2])

    def tables(self) -> tuple[str, ...]:
        """Return the tables that the panel is made of."""
        used = ["memberships", *(["false_dyads"] if self.dyads else []), *self.kind.tables]
        for step in self.steps:
            if step.addition is not None:
                of_list = [t for t in step.addition.tables if t.endswith("_gw") == (self.system == "gw")]
                used += of_list or [*step.addition.tables]
            elif step.kept is not None:
                used += step.kept.tables
        return tuple(dict.fromkeys(used))

    def cite(self) -> list[Citation]:
        """Return the sources of what was used; a table that was merged is yours to cite."""
        parts: list[Kind | Addition] = [self.kind, *self.additions]
        parts = [each for each in parts if each.sources]
        chosen = {table for each in parts for table in each.tables}
        whole = [table for table in self.tables() if table not in chosen]
        named = [source for each in parts for source in each.sources]
        return self.world.cite(list(dict.fromkeys([*whole, *named])))

    def versions(self) -> dict[str, str]:
        """Return the version of each source that was used."""
        return {citation.id: citation.version for citation in self.cite()}

    def coverage(self) -> dict[str, Span | None]:
        """Return the first and last year each column covers; None when this world withholds it or it has no years."""
        return {
            row["column"]: None if row["first"] is None else (row["first"], row["last"])
            for row in self._book()
        }

    def describe(self) -> pl.DataFrame:
        """Return the codebook: a row for each column besides state and year; those of your own tables are ``merged``."""
        kinds = {"column": pl.String, "addition": pl.String, "description": pl.String, "first": pl.Int64}
        return pl.DataFrame(
            self._book(), schema={**kinds, "last": pl.Int64, "absent": pl.Int64, "tables": pl.String}
        )

    def _book(self) -> list[dict[str, Any]]:
        span = self.kind.covers(self.world) if self.kind.covers else None
        rows = [_entry(each.name, self.kind.name, each, span, self.kind.tables) for each in self.kind.fields]
        for step in self.steps:
            if step.addition is not None:
                part = step.addition
                rows += [
                    _entry(name, part.name, field, part.span(self.world, field.name), part.tables)
                    for name, field in part.columns(self.dyads).items()
                ]
            elif step.merged is not None:
                text = f"From your own table, merged by {', '.join(step.merged.on)}"
                rows += [_entry(name, "merged", Field(name, text), None, ()) for name in step.merged.values]
            elif step.shift is not None:
                made = step.shift
                rows.append(_entry(made.name, made.kind, Field(made.name, made.description), None, ()))
        return rows


def _entry(
    column: str, part: str, field: Field, span: Span | None, tables: tuple[str, ...]
) -> dict[str, Any]:
    first, last = span or (None, None)
    return {
        "column": column,
        "addition": part,
        "description": field.description,
        "first": first,
        "last": last,
        "absent": 0 if field.absent else None,
        "tables": ", ".join(tables),
    }
