"""Relations between states as matrices: one layer, one year, states by states.

A layer is declared as data: its table, its value, whether it has a direction, and whether a pair without a row stands for zero
where the table covers the year. Past the coverage everything is unknown (NaN).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from westphalia.record import sums
from westphalia.record.contiguity import contiguity
from westphalia.record.geography import great_circle, towns
from westphalia.record.manifest import unknown

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.world import World

System = Literal["cow", "gw", "either"]
Matrix = NDArray[np.float64]
PAIR = ("ccode1", "ccode2")


@dataclass(frozen=True, slots=True)
class Layer:
    """A relation in one year.

    Parameters
    ----------
    values : ndarray (n, n)
        ``values[i, j]`` is from state ``i`` to state ``j``; NaN where unknown. The diagonal is zero where the year is covered.
    states : tuple of int (n,)
        Codes of the states in the system in the year asked for, ascending.
    year : int
        The year asked for.
    observed : int or None
        The year that the values are from; None when the layer does not cover the year.
    """

    values: Matrix
    states: tuple[int, ...]
    year: int
    observed: int | None

    def index(self, ccode: int) -> int:
        """Return the row and column of a state; ``ValueError`` when it was not in the system."""
        return self.states.index(ccode)

    def of(self, a: int, b: int) -> float:
        """Return the value from the state ``a`` to the state ``b`` (codes)."""
        return float(self.values[self.index(a), self.index(b)])


@dataclass(frozen=True, slots=True)
class Relation:
    """The declaration of a layer.

    Parameters
    ----------
    name, title, unit : str
        Identifier, what a value means, and its unit.
    table, value : str
        Where the values are; an empty value column counts rows.
    sides : pair of str
        Columns with the code of the row and of the column of the matrix.
    directed : bool
        Whether the value from i to j may differ from that from j to i.
    zero : {"", "cow", "either"}
        Between the members of which list a pair without a row stands for zero in a covered year (events); empty when
        it is unknown (measurements).
    where : mapping
        Columns and the value each must have.
    covers : pair of int, optional
        First and last year of the list, where the rows alone do not tell (a year without a war is covered).
    special : str
        Name of the function in :data:`SPECIAL` that makes it, for layers that are not rows of a table.
    """

    name: str
    title: str
    unit: str
    table: str
    value: str = ""
    sides: tuple[str, str] = PAIR
    directed: bool = False
    zero: Literal["", "cow", "either"] = ""
    where: Mapping[str, Any] = field(default_factory=dict)
    covers: tuple[int, int] | None = None
    special: str = ""


def _pact(name: str, title: str, value: str) -> Relation:
    return Relation(
        name, title, "promised (1) or not (0)", "pact_dyad_years", value, directed=True, zero="cow"
    )


TRADERS = ("importer", "exporter")
TRADED = "Imports of the state in the row from the one in the column"
RELATIONS = {
    relation.name: relation
    for relation in (
        _pact("defence", "The first promises to defend the second (ATOP)", "atop_defense"),
        _pact("offence", "The first promises to join the second in attack (ATOP)", "atop_offense"),
        _pact("neutrality", "The first promises neutrality (ATOP)", "atop_neutral"),
        _pact("nonaggression", "The first promises not to attack (ATOP)", "atop_nonagg"),
        _pact("consultation", "The first promises to consult (ATOP)", "atop_consul"),
        Relation("pact", "Any pact between the two (ATOP)", "in force (1) or not (0)", "pact_dyad_years", special="any_row", zero="cow"),
        Relation("trade", f"{TRADED} (Correlates of War)", "million current US$", "trade", "value", TRADERS, True, where={"source": "cow_trade_4"}),
        Relation("trade_baci", f"{TRADED} (BACI)", "million current US$", "trade", "value", TRADERS, True, where={"source": "baci_2023"}),
        Relation("arms", "Major arms delivered by the state in the row to the one in the column", "million SIPRI trend-indicator values", "arms_transfers", "tiv", ("supplier", "recipient"), True, zero="either"),
        Relation("sanctions", "Cases in force of the state in the row against the one in the column", "cases", "sanctions", "cases", ("sender", "target"), True, zero="either"),
        Relation("wheat", "Wheat sold by the state in the row to the one in the column", "tonnes", "wheat_trade", "tonnes", ("exporter", "importer"), True),
        Relation("shared_institutions", "Organizations in which both are full members", "organizations", "shared_institutions", "dyadigos"),
        Relation("disputes", "Militarized disputes under way between the two (Gibler, Miller and Little)", "disputes", "dispute_dyad_years", zero="cow", where={"list": "gml"}, covers=(1816, 2010)),
        Relation("disputes_cow", "Militarized disputes under way between the two (Correlates of War)", "disputes", "dispute_dyad_years", zero="cow", where={"list": "cow"}, covers=(1816, 2014)),
        Relation("wars", "Interstate wars under way between the two", "wars", "war_dyad_years", zero="cow", covers=(1816, 2007)),
        Relation("rivalry", "Strategic rivalries between the two (Thompson, Sakuwa and Suhas)", "rivalries", "rivalries", where={"list": "tss"}, zero="cow", covers=(1816, 2020), special="rivalry"),
        Relation("contiguity", "Kind of contiguity: 1 land, 2-5 by water at up to 12, 24, 150, 400 miles; 0 none", "type", "contiguity", "conttype", zero="cow", covers=(1816, 2016), special="contiguity"),
        Relation("minimum_distance", "Shortest distance between the territories", "km", "minimum_distance", "km", special="minimum_distance"),
        Relation("capital_distance", "Distance between the capitals at the end of the year", "km", "capitals", special="capital_distance"),
        Relation("ideal_point_distance", "Difference of the published ideal points (final passage)", "ideal point", "ideal_points", "mean", where={"series": "final_passage"}, special="ideal_points"),
        Relation("agreement", "Share of the roll calls in which both voted on which they voted the same", "share", "votes", "vote", special="agreement"),
    )
}  # fmt: skip


def array(
    world: World,
    layer: str,
    year: int,
    *,
    carry: Literal["last"] | None = None,
    system: System = "either",
) -> Layer:
    """Return a relation of a year as a matrix.

    Parameters
    ----------
    world : World
        The record.
    layer : str
        One of :data:`RELATIONS`.
    year : int
        The states are those in the system in this year.
    carry : {"last"}, optional
        Past the coverage, use the last year covered; ``observed`` says which.
    system : {"cow", "gw", "either"}
        Which list of states.

    Raises
    ------
    NotUnderstood
        For an unknown layer, with the nearest names.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> world = load()
    >>> array(world, "defence", 1913).of(300, 255), array(world, "defence", 2022).observed
    (1.0, None)
    >>> array(world, "defence", 2022, carry="last").observed
    2018
    """
    if layer not in RELATIONS:
        raise unknown("layer", layer, RELATIONS, f"Layers: {', '.join(RELATIONS)}.")
    relation = RELATIONS[layer]
    states = tuple(world.members(year, system))
    values = np.full((len(states), len(states)), np.nan)
    observed = year_read(world, relation, year, carry)
    if observed is not None and states:
        if relation.zero:
            listed = np.isin(states, world.members(observed, relation.zero))
            values[np.ix_(listed, listed)] = 0.0
        (SPECIAL[relation.special] if relation.special else _rows)(world, relation, observed, states, values)
        if not relation.directed:
            values = _symmetric(values)
        np.fill_diagonal(values, 0.0)
    return Layer(values, states, year, observed)


def covered(world: World, relation: Relation) -> tuple[int, int] | None:
    """Return the first and last year that a layer covers in this world; None for none."""
    return world.span(relation.table, source=str(relation.where.get("source", "")), covers=relation.covers)


def year_read(world: World, relation: Relation, year: int, carry: Literal["last"] | None) -> int | None:
    """Return the year whose values stand for ``year``: itself, the last covered one when carried, or None."""
    span = covered(world, relation)
    if span is None or year < span[0]:
        return None
    return year if year <= span[1] else span[1] if carry == "last" else None


def _symmetric(values: Matrix) -> Matrix:
    """Return the matrix in which a pair has the larger of its two values, the known one if only one is."""
    return np.fmax(values, values.T)


def _fill(frame: pl.DataFrame, states: Sequence[int], values: Matrix) -> None:
    """Write rows of (code, code, value) into the matrix; states outside it are passed over."""
    if frame.is_empty() or not len(states):
        return
    codes = np.asarray(states)
    rows, columns = (frame.to_series(i).to_numpy().astype(np.int64) for i in (0, 1))
    i, j = (np.searchsorted(codes, side).clip(0, len(codes) - 1) for side in (rows, columns))
    inside = (codes[i] == rows) & (codes[j] == columns)
    values[i[inside], j[inside]] = frame.to_series(2).to_numpy().astype(np.float64)[inside]


def _of_year(world: World, relation: Relation, year: int) -> pl.LazyFrame:
    return world.table(relation.table).filter(year=year, **relation.where)


def _rows(world: World, relation: Relation, year: int, states: Sequence[int], values: Matrix) -> None:
    import polars as pl

    value = (
        sums.total(pl.col(relation.value).cast(pl.Float64)) if relation.value else pl.len().cast(pl.Float64)
    )
    frame = _of_year(world, relation, year)
    if relation.value:
        frame = frame.drop_nulls(relation.value)
    _fill(frame.group_by(*relation.sides).agg(value.alias("value")).collect(), states, values)


def _any_row(world: World, relation: Relation, year: int, states: Sequence[int], values: Matrix) -> None:
    import polars as pl

    frame = _of_year(world, relation, year).select(*relation.sides, pl.lit(1.0))
    _fill(frame.unique(relation.sides).collect(), states, values)


def _rivalry(world: World, relation: Relation, year: int, states: Sequence[int], values: Matrix) -> None:
    import polars as pl

    lasting = pl.col("last").is_null() | (pl.col("last") >= year)
    frame = world.table(relation.table).filter(pl.col("first") <= year, lasting, **relation.where)
    _fill(frame.group_by(*PAIR).agg(pl.len().cast(pl.Float64).alias("value")).collect(), states, values)


def _contiguity(world: World, relation: Relation, year: int, states: Sequence[int], values: Matrix) -> None:
    _fill(contiguity(world).in_year(year).select(*PAIR, relation.value), states, values)


def _minimum_distance(
    world: World, relation: Relation, year: int, states: Sequence[int], values: Matrix
) -> None:
    """Write distances of both lists, those of the Correlates of War list last: they go first where both have one."""
    import polars as pl

    lasting = pl.col("last").is_null() | (pl.col("last") >= year)
    frame = world.table(relation.table).filter(pl.col("first") <= year, lasting).collect()
    for system in ("gw", "cow"):
        _fill(frame.filter(system=system).select(*PAIR, "km"), states, values)


def _capital_distance(
    world: World, relation: Relation, year: int, states: Sequence[int], values: Matrix
) -> None:
    points = towns(world, year)
    known = [i for i, state in enumerate(states) if state in points]
    if known:
        places = np.radians([points[states[i]][1:] for i in known])
        values[np.ix_(known, known)] = great_circle(places)


def _ideal_points(world: World, relation: Relation, year: int, states: Sequence[int], values: Matrix) -> None:
    frame = _of_year(world, relation, year).select("ccode", relation.value).drop_nulls().collect()
    points = dict(frame.iter_rows())
    line = np.array([points.get(state, np.nan) for state in states], dtype=np.float64)
    values[:] = np.abs(line[:, None] - line[None, :])


def _agreement(world: World, relation: Relation, year: int, states: Sequence[int], values: Matrix) -> None:
    frame = _of_year(world, relation, year).select("ccode", "rcid", "vote").collect()
    calls = {rcid: n for n, rcid in enumerate(sorted(frame["rcid"].unique().to_list()))}
    place = {state: n for n, state in enumerate(states)}
    cast = np.zeros((3, len(states), len(calls)), dtype=np.float32)
    for ccode, rcid, vote in frame.iter_rows():
        if ccode in place:
            cast[vote - 1, place[ccode], calls[rcid]] = 1.0
    same = sum(np.asarray(kind @ kind.T, dtype=np.float64) for kind in cast)
    voted = cast.sum(axis=0)
    together = np.asarray(voted @ voted.T, dtype=np.float64)
    np.divide(same, together, out=values, where=together > 0)


Maker = Callable[["World", Relation, int, Sequence[int], Matrix], None]
SPECIAL: dict[str, Maker] = {
    "any_row": _any_row,
    "rivalry": _rivalry,
    "contiguity": _contiguity,
    "minimum_distance": _minimum_distance,
    "capital_distance": _capital_distance,
    "ideal_points": _ideal_points,
    "agreement": _agreement,
}
