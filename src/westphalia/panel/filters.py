"""Which rows of a panel a filter keeps; those dropped are counted by reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from westphalia.lazy import np, pl
from westphalia.panel.additions import ADDITIONS
from westphalia.panel.fill import columns
from westphalia.panel.readers import Rows
from westphalia.record.grid import Bools

if TYPE_CHECKING:
    from westphalia.record.world import World

Relevant = bool | Literal["as-listed"]
Day = Literal["any", "first", "last"]
STATES = ("ccode", "ccode1", "ccode2", "gwcode", "gwcode1", "gwcode2")
"""Columns that hold the states of a row."""
MAJORS_UNKNOWN = "major powers not known"
CONTIGUITY = {True: "contiguity", "as-listed": "contiguity-as-listed"}


@dataclass(frozen=True, slots=True)
class Kept:
    """What a filter keeps.

    Parameters
    ----------
    relevant : bool or "as-listed"
        Pairs that are politically relevant.
    majors : bool
        Rows with a major power.
    microstates : bool
        Whether rows with a microstate stay.
    day : {"any", "first", "last"}
        The day of the year on which states must be in the system.
    """

    relevant: Relevant = False
    majors: bool = False
    microstates: bool = True
    day: Day = "any"

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that it reads, besides those of the rows."""
        return (
            *(["major_powers"] if self.relevant or self.majors else []),
            *(["contiguity"] if self.relevant else []),
            *([] if self.microstates else ["states"]),
        )


def mask(world: World, rows: Rows, kept: Kept, carry: bool, dropped: dict[str, int]) -> Bools:
    """Return which rows are kept.

    Parameters
    ----------
    world : World
        The record.
    rows : Rows
        The rows.
    kept : Kept
        What is kept.
    carry : bool
        Past the last years of their lists, take contiguity and major powers to be as they were then.
    dropped : dict
        Where the rows that go are counted.
    """
    keep = np.ones(rows.height, dtype=np.bool_)
    if kept.day != "any":
        present = _present(world, rows, kept.day)
        _count(dropped, f"not in the system on the {kept.day} day of the year", ~present)
        keep &= present
    if not kept.microstates:
        small = _small(world, rows)
        _count(dropped, "microstates", keep & small)
        keep &= ~small
    return keep & _powerful(world, rows, kept, carry, keep, dropped) if kept.relevant or kept.majors else keep


def _present(world: World, rows: Rows, day: Day) -> Bools:
    """Return which rows have all their states in the system on the first or last day of their year."""
    frame, system = rows.frame(), rows.grid.system
    spells = world.scan("memberships").filter(system=system).select("code", "start", "end").collect()
    when = pl.date(pl.col("year"), *((1, 1) if day == "first" else (12, 31)))
    inside = np.ones(rows.height, dtype=np.bool_)
    for column in _states(frame):
        asked = frame.select(pl.col(column).cast(pl.Int64).alias("code"), when.alias("day")).with_row_index(
            "row"
        )
        met = asked.join(spells.cast({"code": pl.Int64}), on="code").filter(
            pl.col("start") <= pl.col("day"), pl.col("end").is_null() | (pl.col("end") >= pl.col("day"))
        )
        here = np.zeros(rows.height, dtype=np.bool_)
        here[met["row"].to_numpy()] = True
        inside &= here
    return inside


def _small(world: World, rows: Rows) -> Bools:
    """Return which rows have a microstate."""
    frame = rows.frame()
    code = "ccode" if rows.grid.system == "cow" else "gwcode"
    small = (
        world.scan("states").filter(microstate=True).select(code).drop_nulls().collect().to_series().to_list()
    )
    found: Bools = np.any([frame[column].is_in(small).to_numpy() for column in _states(frame)], axis=0)
    return found


def _states(frame: pl.DataFrame) -> list[str]:
    """Return the columns of a frame that hold its states."""
    return [name for name in frame.columns if name in STATES]


def _powerful(
    world: World, rows: Rows, kept: Kept, carry: bool, keep: Bools, dropped: dict[str, int]
) -> Bools:
    """Return which rows are relevant, or have a major power; of those that were kept so far the others are counted."""
    relevant, majors = kept.relevant, kept.majors
    before = keep
    major, unsure = _majors(world, rows, carry)
    keep = np.ones(rows.height, dtype=np.bool_)
    if relevant:
        addition = ADDITIONS[CONTIGUITY[relevant]]
        touching = rows.spread(columns(world, rows.grid, addition, carry)).to_series()
        keep = major | (touching.fill_null(0).to_numpy() > 0)
        unknown = ~keep & touching.is_null().to_numpy()
        _count(dropped, "contiguity not known", before & unknown)
        _count(dropped, MAJORS_UNKNOWN, before & ~keep & ~unknown & unsure)
        _count(dropped, "not politically relevant", before & ~keep & ~unknown & ~unsure)
    if majors:
        _count(dropped, MAJORS_UNKNOWN, before & keep & unsure)
        _count(dropped, "no major power", before & keep & ~major & ~unsure)
        keep = keep & major
    return keep


def _majors(world: World, rows: Rows, carry: bool) -> tuple[Bools, Bools]:
    """Return which rows have a major power, and which lie past the list of them."""
    addition = ADDITIONS["majors"]
    held = rows.spread(columns(world, rows.grid, addition, carry))
    powers = [held[name].fill_null(0).to_numpy() > 0 for name in addition.columns(rows.grid.dyads)]
    span = addition.span(world)
    year = rows.frame()["year"].to_numpy()
    later = np.zeros(rows.height, dtype=np.bool_) if carry and span else year > (span[1] if span else -1)
    return np.any(powers, axis=0), later


def _count(dropped: dict[str, int], reason: str, rows: Bools) -> None:
    if number := int(rows.sum()):
        dropped[reason] = dropped.get(reason, 0) + number
