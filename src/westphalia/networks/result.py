"""A network: a relation between all states, one matrix a year, and who was in the system when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.lazy import np, pl
from westphalia.networks.graphs import to_networkx
from westphalia.networks.relation import Relation
from westphalia.networks.write import edges, nodes_frame, write
from westphalia.record.given import checked, shown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.panel.panel import Panel
    from westphalia.record.citations import Citation
    from westphalia.record.grid import System
    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
Bools: TypeAlias = "NDArray[np.bool_]"


@dataclass(frozen=True, slots=True)
class Node:
    """A state of a network.

    Parameters
    ----------
    code : int
        Its code in the list asked for.
    ccode : int
        The code by which the edition keys it; it differs from ``code`` for some states of the Gleditsch-Ward list.
    name : str
        Its usual name in the last of the network's years in which it was in the system.
    iso3 : str or None
        ISO 3166-1 alpha-3 code, if it has one.
    """

    code: int
    ccode: int
    name: str
    iso3: str | None


@checked
@dataclass(frozen=True, eq=False)
class Network:
    """A relation between all states of some years.

    Parameters
    ----------
    relation : Relation
        What it is a network of.
    nodes : tuple of Node (n,)
        The states in the system in any of the years, by ascending code: the order of rows and columns.
    years : tuple of int (t,)
        The years, or waves.
    array : ndarray (t, n, n)
        The values, from the state of the row to that of the column. NaN where either state was not in the system, where the two never were on
        the same day, where the value is unknown (past the years covered, or not measured), and on the diagonal.
    present : ndarray (t, n)
        Whether the state was in the system on at least one day of the year.
    directed : bool
        Whether the two directions of a pair are told apart; otherwise every matrix is symmetric.
    observed : tuple of int or None (t,)
        The year that the values of each year are from; None where the relation does not cover it.
    panel : Panel
        The directed dyad-years that it was made of.

    Examples
    --------
    >>> import westphalia as wp
    >>> pacts = wp.network(wp.load(), "alliances", (2016, 2020))
    >>> pacts
    <Network alliances 2016:2020, 195 states, undirected>
    >>> pacts.observed
    (2016, 2017, 2018, None, None)
    """

    relation: Relation
    nodes: tuple[Node, ...]
    years: tuple[int, ...]
    array: Floats = field(repr=False)
    present: Bools = field(repr=False)
    directed: bool
    observed: tuple[int | None, ...]
    panel: Panel = field(repr=False)

    def __repr__(self) -> str:
        """Return what it is of, which years, how many states."""
        kind = "directed" if self.directed else "undirected"
        span = f"{self.years[0]}:{self.years[-1]}"
        return f"<Network {self.relation.name} {span}, {len(self.nodes)} states, {kind}>"

    def _repr_html_(self) -> str:
        """Return what it is of, which years and how many states, as a small table."""
        kind = f"{'directed' if self.directed else 'undirected'}, {'valued' if self.valued else 'ties'}"
        unknown = int(self.unknown().sum()) or None
        facts = {"years": f"{self.years[0]} to {self.years[-1]}", "states": len(self.nodes), "kind": kind}
        return shown(self.relation.title, {**facts, "pairs that are not known": unknown})

    @property
    def world(self) -> World:
        """The record that it was made of."""
        return self.panel.world

    @property
    def system(self) -> System:
        """Whose list of states."""
        return self.panel.system

    @property
    def codes(self) -> tuple[int, ...]:
        """Codes of the states, in order."""
        return tuple(node.code for node in self.nodes)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the states, in order."""
        return tuple(node.name for node in self.nodes)

    @property
    def valued(self) -> bool:
        """Whether it has more values than tie (1) and no tie (0)."""
        return self.relation.valued

    @property
    def weights(self) -> Floats | None:
        """The values of a valued relation; None where there are only ties."""
        return self.array if self.valued else None

    @property
    def coverage(self) -> tuple[int, int] | None:
        """First and last year that the relation covers in this world; None when it is withheld."""
        return self.relation.span(self.world)

    def wave(self, year: int) -> int:
        """Return the place of a year; one that is not in the network is told with those that are."""
        if year not in self.years:
            held = f"{self.years[0]} to {self.years[-1]}"
            raise NotUnderstood(
                f"{year} is not a year of this network.", f"It has {len(self.years)}, {held}."
            )
        return self.years.index(year)

    def value(self, a: int | str, b: int | str, year: int) -> float:
        """Return the value from one state to another in a year, NaN where unknown.

        Parameters
        ----------
        a, b : int or str
            From the first state to the second.
        year : int
            One of the network.

        Raises
        ------
        NotUnderstood
            For an unknown state, or a year that is not in the network.
        NoAnswer
            When a state was not in the system in the year.
        """
        row, column = (self._place(state, year) for state in (a, b))
        return float(self.array[self.wave(year), row, column])

    def _place(self, state: int | str, year: int) -> int:
        found, at = self.world.state(state, year, system=self.system), self.wave(year)
        for place, node in enumerate(self.nodes):
            if self.present[at, place] and self._ccode(node, year) == found.ccode:
                return place
        raise NoAnswer(f"{found.name} was not in the system in {year}.")

    def _ccode(self, node: Node, year: int) -> int:
        """Return the edition's code of a state in a year: a Gleditsch-Ward code may pass from one to another."""
        if self.system == "cow":
            return node.code
        return self.world.state(node.code, year, system="gw").ccode

    def ties(self, above: float = 0.0) -> Floats:
        """Return 1 where a value lies above a threshold and 0 where it does not (t, n, n); NaN stays."""
        return np.where(np.isnan(self.array), np.nan, (self.array > above).astype(np.float64))

    def paired(self) -> Bools:
        """Return whether two different states were in the system in the year (t, n, n)."""
        both = self.present[:, :, None] & self.present[:, None, :]
        both[:, np.arange(len(self.nodes)), np.arange(len(self.nodes))] = False
        return both

    def unknown(self) -> NDArray[np.int_]:
        """Return how many ordered pairs (pairs, without directions) of states in the system have no known value, by year (t,)."""
        count = (self.paired() & np.isnan(self.array)).sum(axis=(1, 2))
        return np.asarray(count if self.directed else count // 2, dtype=np.int_)

    def spells(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """Return, for each state, the first and last year of each of its times in the system, among the network's years."""
        return tuple(
            tuple((self.years[begin], self.years[end]) for begin, end in _runs(self.present[:, place]))
            for place in range(len(self.nodes))
        )

    def composition(self) -> tuple[tuple[float, ...], ...]:
        """Return, for each state, the times between which it was present, as RSiena counts time: the first wave is 1.

        A state that enters after the first wave joins halfway between two waves, and one that is gone before the last leaves halfway, so
        it is present exactly at the waves of its years.

        Examples
        --------
        >>> import westphalia as wp
        >>> germany = wp.network(wp.load(), "alliances", (1943, 1956))
        >>> germany.composition()[germany.codes.index(255)], germany.composition()[germany.codes.index(260)]
        ((1.0, 3.5), (12.5, 14.0))
        """
        last = len(self.years)
        return tuple(
            tuple(
                time
                for begin, end in _runs(self.present[:, place])
                for time in (begin + (0.5 if begin else 1.0), end + (1.5 if end + 1 < last else 1.0))
            )
            for place in range(len(self.nodes))
        )

    def edges(self, *, unknown: bool = False) -> pl.DataFrame:
        """Return the ties as rows: codes, year and value; a pair of states in the system that is not there has the value 0.

        Parameters
        ----------
        unknown : bool
            Whether pairs whose value is not known have a row too, with null.
        """
        return edges(self, unknown)

    def nodes_frame(
        self, additions: str | Sequence[str] = (), *, carry: Literal["last"] | None = None
    ) -> pl.DataFrame:
        """Return a row for each year and state, in the order of the network, with columns of a panel of state-years.

        Parameters
        ----------
        additions : str or sequence of str
            Names of additions to state-years, or one; null where the state was not in the system. A column of theirs stands in the place of one
            of the same name.
        carry : {"last"}, optional
            Past the years an addition covers use its last.
        """
        return nodes_frame(self, additions, carry)

    def to_networkx(self, year: int) -> Any:
        """Return the network of one year for networkx, which must be installed; nodes are codes, edges ties.

        Nodes have ``name`` and ``iso3``, edges ``value`` (and ``weight`` in a valued network); the graph's attribute ``unknown_pairs`` counts pairs
        without an edge whose value is not known.
        """
        return to_networkx(self, year)

    def write(self, path: str | Path, **options: Any) -> None:
        """Write the network, whole or not at all: ``.graphml``, ``.csv``, ``.npz``, or a folder for R.

        See :func:`westphalia.networks.write.write`.
        """
        write(self, Path(path), **options)

    def cite(self) -> list[Citation]:
        """Return the sources of what was used."""
        return self.panel.cite()

    def about(self) -> dict[str, Any]:
        """Return what the network is, where it is from and what is unknown, as data for JSON."""
        span = self.coverage
        return {
            "westphalia": self.world.stamp(),
            "as_of": self.world.last_known,
            "relation": self.relation.name,
            "title": self.relation.title,
            "meaning": self.relation.meaning,
            "directed": self.directed,
            "valued": self.valued,
            "system": self.system,
            "years": list(self.years),
            "observed": list(self.observed),
            "coverage": None if span is None else list(span),
            "unknown_pairs": self.unknown().tolist(),
            "sources": [citation.id for citation in self.cite()],
        }


def _runs(line: Bools) -> list[tuple[int, int]]:
    """Return the first and last place of each run of true values.

    Examples
    --------
    >>> _runs(np.array([True, True, False, True]))
    [(0, 1), (3, 3)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[0], line.astype(np.int8), [0]])))
    return [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]
