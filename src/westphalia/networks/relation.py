"""What a network can be of: a quantity or measure of pairs, or a column of an addition to dyad-years."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from westphalia.measures import similarity_alliances, similarity_votes, votes
from westphalia.measures.measure import Measure
from westphalia.measures.registry import get, registered
from westphalia.panel.additions import ADDITIONS
from westphalia.panel.additions.numbers import said
from westphalia.panel.choice import added
from westphalia.record.manifest import unknown

if TYPE_CHECKING:
    from westphalia.panel.addition import Addition
    from westphalia.record.coverage import Span
    from westphalia.record.quantity import Quantity
    from westphalia.record.world import World

Joined = Literal["", "same", "either", "sum"]


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between states, read as a column of dyad-years.

    Parameters
    ----------
    name, title, meaning : str
        How it is asked for, what it is, and what a value means, with its unit.
    addition : Addition
        The column, with its years, its sources and whether an absent row stands for zero.
    column : str
        Its name in a panel; in a row it belongs to the direction from the first state to the second.
    valued : bool
        Whether it has more values than tie (1) and no tie (0).
    undirected : {"same", "either", "sum", ""}
        What a pair has when directions are not told apart: the relation has none; the larger of both; the sum of both; nothing,
        because only one side is recorded or the value means nothing without its direction.
    types : tuple of int
        Kinds of the relation among which a network may choose; the column has their numbers, and 0 for none of them.
    quantity : str
        The quantity or measure that it is; empty for one that is a column of an addition alone.
    """

    name: str
    title: str
    meaning: str
    addition: Addition
    column: str
    valued: bool = False
    undirected: Joined = "same"
    types: tuple[int, ...] = ()
    quantity: str = ""

    @property
    def directed(self) -> bool:
        """Whether the value from one state to another may differ from that of the way back."""
        return self.undirected != "same"

    def span(self, world: World) -> Span | None:
        """Return the first and last year that it covers in a world; None when it is withheld."""
        return self.addition.span(world, self.column)


def of_quantity(quantity: Quantity, name: str = "") -> Relation:
    """Return the relation that a quantity or measure of pairs is; title, meaning, directions and whether it is valued are its own.

    Parameters
    ----------
    quantity : Quantity
        A quantity or measure of pairs.
    name : str
        How the relation is asked for, where not by the name of the quantity.

    Examples
    --------
    >>> from westphalia.measures.registry import get
    >>> sold = of_quantity(get("wheat"))
    >>> sold.title, sold.valued, sold.undirected
    ('Wheat sold by the first state to the second', True, 'sum')
    """
    column = f"{quantity.name}1" if quantity.kind == "directed" else quantity.name
    return Relation(
        name or quantity.name.replace("_", "-"),
        quantity.title,
        said(quantity),
        _alone(added(quantity), column),
        column,
        not _yes_or_no(quantity),
        _joined(quantity),
        quantity=quantity.name,
    )


def of_column(name: str, column: str) -> Relation:
    """Return the relation, valued and the same both ways, that a column of the addition to dyad-years of that name is."""
    found = ADDITIONS[name]
    alone = _alone(found, column)
    return Relation(name, found.title, alone.fields[0].description, alone, column, valued=True)


def _alone(addition: Addition, column: str) -> Addition:
    """Return an addition with one of its columns only."""
    return replace(addition, fields=tuple(field for field in addition.fields if field.name == column))


def _yes_or_no(quantity: Quantity) -> bool:
    return quantity.whole() and quantity.range() == (0, 1)


def _joined(quantity: Quantity) -> Joined:
    """Return what a pair has: the larger of two promises, the sum of two counts or flows; of shares and measures nothing."""
    if quantity.kind != "directed":
        return "same"
    if _yes_or_no(quantity):
        return "either"
    return "sum" if quantity.range() == (0, None) and not isinstance(quantity, Measure) else ""


# The relations that a network can be of, by name: quantities and measures of pairs, and two distances.


_MEASURES = {
    each.name: each for room in (votes, similarity_votes, similarity_alliances) for each in room.MEASURES
}
"""Those that are listed here; the registry would import all there are."""


def _of(name: str, quantity: str = "") -> Relation:
    return of_quantity(_MEASURES.get(name.replace("-", "_")) or get(quantity or name), name)


_ALL = (
    _of("alliances", "pact"),
    *map(_of, ("defence", "offence", "neutrality", "nonaggression", "consultation")),
    *map(_of, ("defence-agreements", "exercises")),
    replace(_of("contiguity"), valued=False, types=(1, 2, 3, 4, 5)),
    _of("contiguity-type", "contiguity"),
    of_column("minimum-distance", "mindist"),
    of_column("capital-distance", "capdist"),
    _of("disputes", "dispute_gml"),
    _of("cow-disputes", "dispute_cow"),
    _of("wars", "war"),
    _of("ucdp-conflicts", "ucdp_conflict"),
    _of("territorial-changes", "land_gained"),
    *(
        replace(_of(name), valued=False) for name in ("rivalry", "rivalry-td")
    ),  # counted, and never more than one
    _of("arms-races", "arms_race"),
    *map(_of, ("trade", "trade-baci", "wheat", "maize", "arms", "sanctions")),
    *(_of(f"sanctions-{kind}") for kind in ("trade", "arms", "military", "financial", "travel")),
    _of("igos", "shared_institutions"),
    _of("nuclear-agreements"),
    replace(_of("visits", "visits_abroad"), undirected=""),  # of one side's leaders only
    *map(_of, ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict")),
    _of("agreement"),
    *(_of(f"{how}-votes") for how in ("s", "kappa", "pi", "tau-b")),
    *(_of(f"{how}-alliances") for how in ("s", "kappa", "pi", "tau-b")),
)
RELATIONS: dict[str, Relation] = {relation.name: relation for relation in _ALL}
"""Relations that are listed, by name; every other quantity and measure of pairs is one under its own name."""


def find(name: str) -> Relation:
    """Return a relation: one that is listed, or that any quantity or measure of pairs is.

    Raises
    ------
    NotUnderstood
        For an unknown name, with the nearest.

    Examples
    --------
    >>> find("alliances").quantity, find("joint_exclusion").quantity
    ('pact', 'joint_exclusion')
    """
    key = str(name).strip().lower().replace("_", "-")
    if key in RELATIONS:
        return RELATIONS[key]
    of_pairs = {each.name.replace("_", "-"): each for each in registered().values() if each.states > 1}
    if key not in of_pairs:
        told = f"Relations: {', '.join(RELATIONS)}; and every measure of pairs: westphalia measure --list."
        raise unknown("relation", name, {**RELATIONS, **of_pairs}, told)
    return of_quantity(of_pairs[key])
