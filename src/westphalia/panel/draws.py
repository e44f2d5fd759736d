"""Draws of a panel: its rows again and again, each time with one draw of every estimate and, on request, with one of several codings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.errors import NotUnderstood
from westphalia.lazy import np, pl
from westphalia.panel.addition import Addition, Span
from westphalia.panel.additions import ADDITIONS
from westphalia.panel.blocks import laid, large, put, scanned
from westphalia.panel.export import sink
from westphalia.panel.fill import ColumnPart, check
from westphalia.panel.pooling import choices, coded, estimated
from westphalia.panel.readers import Rows
from westphalia.record.draws import Draw, DrawnWorld, stream, uniform
from westphalia.record.frames import widened
from westphalia.record.given import checked
from westphalia.record.grid import Grid
from westphalia.record.manifest import unknown

if TYPE_CHECKING:
    from westphalia.panel.panel import Panel
    from westphalia.record.citations import Citation
    from westphalia.record.world import World

DRAW = "draw"
"""The column with the number of the draw."""


@checked
@dataclass(frozen=True)
class Draws:
    """Draws of a panel, one after the other: nothing is made before it is asked for, and no two are held together.

    Parameters
    ----------
    panel : Panel
        The panel.
    n : int
        How many.
    seed : int
        Another seed gives other draws.
    persistence : float
        Correlation of what an estimate misses in successive years (see :class:`~westphalia.record.draws.Draw`).
    codings : tuple of str
        What is taken from one of its codings at random in every draw.

    Examples
    --------
    >>> import westphalia as wp
    >>> drawn = wp.panel.state_years(wp.load(), (1990, 1990)).add("gdp").draws(3)
    >>> frame = drawn.collect()
    >>> frame.columns[:4], frame.filter(ccode=2)["mrgdppc"].n_unique()
    (['ccode', 'year', 'draw', 'mrgdppc'], 3)
    """

    panel: Panel
    n: int
    seed: int = 1
    persistence: float = 0.0
    codings: tuple[str, ...] = ()
    _kept: dict[Any, list[ColumnPart]] = field(default_factory=dict, repr=False, compare=False)
    _panels: dict[Any, Panel] = field(default_factory=dict, repr=False, compare=False)

    def __repr__(self) -> str:
        """Return how many draws of what."""
        return f"<Draws {self.n} of {self.panel!r}>"

    def __post_init__(self) -> None:
        """Check that there is something to draw."""
        if self.n < 1:
            raise NotUnderstood(f"There are no {self.n} draws.", "", "Ask for 1 or more; 20 to 50 are usual.")
        if DRAW in self.panel.columns:
            origin = self.panel.columns[DRAW]
            raise NotUnderstood(f"The panel has a column '{DRAW}' already, from {origin}.", "", "Rename it.")
        Draw(1, self.seed, self.persistence)
        for each in self.codings:
            self._check(each)
        if not self.codings and not self.drawn():
            raise NotUnderstood(
                "No column of the panel is an estimate of which its source says how uncertain it is.",
                f"These are: {', '.join(each.name for each in ADDITIONS.values() if estimated(each))}; and measures of estimates.",
                f"Add one of them, or name what to take from several codings: {', '.join(choices())}.",
            )

    def _check(self, of: str) -> None:
        """Fail where something cannot be taken from several codings."""
        known = choices()
        if of not in known:
            raise unknown("choice of codings", of, tuple(known), f"There are: {', '.join(known)}.")
        if not any(each.coding and each.coding.of == of for each in self.panel.additions):
            able = [each.name for each in ADDITIONS.values() if each.coding and each.coding.of == of]
            raise NotUnderstood(
                f"No column of the panel is one of {of}.", "", f"Add one of: {', '.join(able)}."
            )

    def drawn(self) -> tuple[str, ...]:
        """Return the names of the columns that are drawn."""
        dyads, found = self.panel.dyads, []
        for each in self.panel.additions:
            fields = estimated(each)
            found += [name for name, of in each.columns(dyads).items() if of.name in fields]
        return tuple(found)

    def chosen(self, number: int) -> dict[str, str]:
        """Return which coding a draw takes of each thing that is coded by several."""
        known = choices()
        luck = {of: uniform(stream("coding", of, number, self.seed), 0).item() for of in self.codings}
        return {of: known[of][int(luck[of] * len(known[of]))] for of in self.codings}

    def __iter__(self) -> Iterator[pl.DataFrame]:
        """Yield the draws, from the first; those of a large panel in blocks of rows."""
        keys = list(self.panel.keys)
        for number in range(1, self.n + 1):
            codings = [pl.lit(name).alias(f"coding_{of}") for of, name in self.chosen(number).items()]
            named = [pl.lit(number, pl.Int64).alias(DRAW), *codings]
            for piece in self._pieces(number):
                yield piece.select(*keys, *named, pl.exclude(keys))

    def collect(self) -> pl.DataFrame:
        """Return all draws, sorted by draw and the key of the panel.

        Raises
        ------
        WestphaliaError
            When they do not fit into memory together; :meth:`sink`, :meth:`lazy` and iteration hold one at a time.
        """
        check(self.panel.rows.height * self.n, len(self.panel.columns) + 1)
        return pl.concat(self)

    def size(self) -> tuple[int, int]:
        """Return how many rows the draws have, and about how many bytes of memory it takes to collect them."""
        rows, memory = self.panel.size()
        return rows * self.n, memory * self.n

    def lazy(self) -> pl.LazyFrame:
        """Return the draws as a lazy query of polars, which makes them one after the other."""
        return scanned(self, next(iter(self)).schema)

    def sink(self, path: str | Path) -> tuple[int, int]:
        """Write the draws to a file, whole or not at all; return its rows and columns. Parquet and CSV are written draw by draw."""
        return sink(self.panel, Path(path), self)

    def cite(self) -> list[Citation]:
        """Return the sources of what was used, those of all codings among them."""
        known = choices()
        panels = [self.panel, *(self._coded({of: name}) for of in self.codings for name in known[of])]
        return list({each.id: each for panel in panels for each in panel.cite()}.values())

    def to_dict(self) -> dict[str, Any]:
        """Return what a file says of its draws."""
        return {
            "n": self.n,
            "seed": self.seed,
            "persistence": self.persistence,
            "drawn": list(self.drawn()),
            "codings": {of: list(names) for of, names in choices().items() if of in self.codings},
        }

    def _pieces(self, number: int) -> Iterator[pl.DataFrame]:
        world = DrawnWorld(self.panel.world, Draw(number, self.seed, self.persistence))
        chosen, rows = self.chosen(number), self.panel.rows
        parts = [part for at in range(len(self.panel.steps)) for part in self._parts(at, world, chosen)]
        if rows.at is not None:
            yield widened(
                pl.concat([rows.frame(), *(part.of(rows.grid) for part in parts)], how="horizontal")
            )
            return
        yield from put(self.panel, parts, None if large(self.panel) else max(1, rows.height))

    def _parts(self, at: int, world: World, chosen: Mapping[str, str]) -> list[ColumnPart]:
        """Return the columns of a step in a draw; those that are the same in others are made once."""
        own = self.panel.steps[at].addition
        coding = chosen.get(own.coding.of, "") if own is not None and own.coding else ""
        drawn = (own is not None and bool(estimated(own))) or self._shifts(at)
        if drawn or (at, coding) not in self._kept:
            panel = self._coded(chosen)
            made = laid(panel, at, world if drawn else panel.world)
            if own is not None and coding:
                made = [_recoded(self.panel, own, coding, part) for part in made]
            if drawn:
                return made
            self._kept[at, coding] = made
        return self._kept[at, coding]

    def _shifts(self, at: int) -> bool:
        """Tell whether a step shifts a column that is drawn, as it is or shifted itself."""
        made = self.panel.steps[at].shift
        if made is None:
            return False
        source = next(
            (
                n
                for n, step in enumerate(self.panel.steps[:at])
                if step.shift and step.shift.name == made.column
            ),
            None,
        )
        return made.column in self.drawn() if source is None else self._shifts(source)

    def _coded(self, chosen: Mapping[str, str]) -> Panel:
        """Return the panel with other codings in place of its own."""
        key = tuple(chosen.items())
        if key not in self._panels:
            steps = []
            for step in self.panel.steps:
                of = step.addition.coding.of if step.addition and step.addition.coding else ""
                other = coded(step.addition)[chosen[of]] if step.addition and of in chosen else step.addition
                steps.append(replace(step, addition=other))
            self._panels[key] = replace(self.panel, steps=tuple(steps))
        return self._panels[key]


@dataclass(frozen=True, slots=True)
class Recoded:
    """Columns of another coding under the names of the panel's own, in the years that all codings cover."""

    part: ColumnPart
    names: Mapping[str, str]
    span: Span | None
    rows: Rows

    def of(self, grid: Grid, start: int = 0) -> pl.DataFrame:
        """Return the columns."""
        frame = self.part.of(grid, start)
        inside = grid.within(self.span)
        if self.rows.at is not None:
            inside = np.zeros(frame.height, dtype=np.bool_)
            if self.span is not None:
                inside = self.rows.frame()["year"].is_between(*self.span).to_numpy()
        renamed = frame.rename({name: self.names[name] for name in frame.columns})
        return renamed.select(pl.when(pl.Series(inside)).then(pl.all()))


def _recoded(panel: Panel, own: Addition, coding: str, part: ColumnPart) -> Recoded:
    every = coded(own)
    spans = [each.span(panel.world) for each in every.values()]
    known = [span for span in spans if span is not None]
    span = (max(first for first, _ in known), min(last for _, last in known)) if known else None
    other = every[coding]
    names = dict(zip(other.columns(panel.dyads), own.columns(panel.dyads), strict=True))
    seen = [f"{each.name.replace('-', '_')}_observed" for each in (other, own)]
    return Recoded(part, {**names, seen[0]: seen[1]}, span if len(known) == len(spans) else None, panel.rows)
