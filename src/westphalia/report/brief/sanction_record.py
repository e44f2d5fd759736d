"""What the record of sanctions holds on one target in one year: cases, senders, institutions, kinds, place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.lazy import pl
from westphalia.record.once import once
from westphalia.record.quantities.sanctions import on_states
from westphalia.record.tables.sanctions import AIMS, KINDS
from westphalia.report.brief.figures import YearValues, gap, of_all, year_read
from westphalia.report.brief.places import Place, among
from westphalia.report.page import Figure

if TYPE_CHECKING:
    from westphalia.record.state import State
    from westphalia.record.world import World


LABELS = {
    "trade": "trade",
    "arms": "arms",
    "military": "military assistance",
    "financial": "finance",
    "travel": "travel",
    "other": "other",
}
SENDERS = "states"


@dataclass(frozen=True, slots=True)
class Sender:
    """A state with a case in force against the target."""

    state: State
    route: str
    cases: int
    kinds: tuple[str, ...]
    since: int
    embargo: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the sender for the JSON document."""
        return {
            **self.state.to_dict(),
            "route": self.route,
            "cases": self.cases,
            "kinds": list(self.kinds),
            "since": self.since,
        }


@dataclass(frozen=True, slots=True)
class Record:
    """Sanctions against one state in one year.

    Parameters
    ----------
    state : State
        The target.
    year : int
        Year asked for.
    observed : int or None
        Year that is read; None when the year is not covered.
    why : str
        Why it is not.
    cases : mapping
        Cases in force by kind, and ``cases`` for all.
    embargo : bool
        Whether one of them forbids all trade.
    senders : tuple of Sender
        States with a case in force of their own, or through the European Union, that means the state.
    institutions : mapping
        Cases in force by institution.
    place : Place or None
        Where the number of senders stands among all states of the year.
    meant : mapping
        Cases in force by who is meant: the state, its government, persons and so on.
    bound : tuple of str
        Kinds that the Security Council binds all members of the United Nations to keep from the state.
    closed : tuple of str
        Institutions that forbid all trade.
    """

    state: State
    year: int
    observed: int | None
    why: str
    cases: Mapping[str, int]
    embargo: bool
    senders: tuple[Sender, ...]
    institutions: Mapping[str, int]
    place: Place | None
    meant: Mapping[str, int]
    bound: tuple[str, ...]
    closed: tuple[str, ...] = ()

    def figure(self, value: int | bool | None, unit: str, source: str) -> Figure:
        """Return a value of this record as a figure; unknown where the year is not covered."""
        if self.observed is None:
            return Figure(None, unit, self.year, None, source, self.why)
        return Figure(value, unit, self.year, self.observed, source)

    def by_kind(self) -> dict[str, int]:
        """Return how many states sanction in each kind."""
        return {kind: sum(kind in sender.kinds for sender in self.senders) for kind in KINDS}


def record(world: World, state: State, year: int, *, carry: bool = False) -> Record:
    """Return the sanctions against a state in a year; past the coverage, with ``carry``, those of the last year.

    Parameters
    ----------
    world, state, year : World, State, int
        The record, the state, and the year of the page.
    carry : bool, optional
        Whether the last year covered stands for later ones.
    """
    observed = year_read(world, "sanctions", year, carry=carry)
    if observed is None:
        return Record(state, year, None, gap(world, "sanctions", year), {}, False, (), {}, None, {}, ())
    counts = sender_counts(world, observed)
    own = counts.values.get(state.ccode)
    place = None if own is None else among(counts.values.values(), own)
    senders = _senders(world, state.ccode, observed)
    institutions, closed = _institutions(world, state.ccode, observed)
    cases = _cases(world, state.ccode, observed)
    bound, all_bound = _bound(world, state.ccode, observed)
    closed += ("UN",) if all_bound and "UN" not in closed else ()
    embargo = bool(closed) or any(each.embargo for each in senders)
    meant = _meant(world, state.ccode, observed)
    return Record(
        state, year, observed, "", cases, embargo, senders, institutions, place, meant, bound, closed
    )


def _cases(world: World, target: int, year: int) -> dict[str, int]:
    names = {"cases": "sanctions_in_force", **{kind: f"sanctions_in_force_{kind}" for kind in KINDS}}
    return {key: of_all(world, name, year).values.get(target, 0) for key, name in names.items()}


def _meant(world: World, target: int, year: int) -> dict[str, int]:
    """Return the cases in force by who is meant."""
    rows = world.scan("sanction_cases").filter(target=target, year=year).collect().to_dicts()
    return {aim: row[f"on_{aim}"] for row in rows for aim in AIMS if row[f"on_{aim}"]}


@once(latest=16)
def against(world: World, target: int, table: str = "sanctions") -> pl.DataFrame:
    """Return what is in force on a state: a row a year and state that sanctions it of its own as a state, or a row a year and institution of what is on record.

    Parameters
    ----------
    world : World
        The record.
    target : int
        Code of the state.
    table : str, optional
        ``sanctions``, or a table of measures of institutions.
    """
    if table != "sanctions":
        return world.scan(table).filter(target=target).sort("year", "institution").collect()
    rows = on_states(world).filter(pl.col("route") != "un", target=target).sort("sender", "year")
    begins = (pl.col("year") != pl.col("year").shift(1).over("sender") + 1).fill_null(True)
    since = pl.when(begins).then(pl.col("year")).forward_fill().over("sender")
    return rows.with_columns(since=since).sort("year", "sender")


def _bound(world: World, target: int, year: int) -> tuple[tuple[str, ...], bool]:
    """Return the kinds that all members of the United Nations must keep from a state, and whether they are bound to end all trade."""
    rows = (
        world.scan("sanction_mandates")
        .filter(pl.col("state_cases") > 0, institution="UN", target=target, year=year)
        .collect()
        .to_dicts()
    )
    return tuple(kind for kind in KINDS for row in rows if row[f"state_{kind}"]), any(
        row["embargo"] for row in rows
    )


def _senders(world: World, target: int, year: int) -> tuple[Sender, ...]:
    """Return the states with a case in force."""
    return tuple(
        Sender(
            world.state(row["sender"], year),
            row["route"],
            row["cases"],
            tuple(kind for kind in KINDS if row[kind]),
            row["since"],
            bool(row["embargo"]),
        )
        for row in against(world, target).filter(year=year).to_dicts()
    )


def _institutions(world: World, target: int, year: int) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return the cases in force by institution, and those that forbid all trade."""
    rows = against(world, target, "institution_sanctions").filter(year=year).to_dicts()
    closed = tuple(row["institution"] for row in rows if row["embargo"])
    return {row["institution"]: row["cases"] for row in rows}, closed


def sender_counts(world: World, year: int) -> YearValues:
    """Return by how many states each state of the system is sanctioned in a covered year; none is zero.

    Parameters
    ----------
    world : World
        The record.
    year : int
        The year.
    """
    return of_all(world, "sanction_senders_own", year)
