"""The relations that a network can be of, by name: quantities and measures of pairs, and two distances.

The two are columns of additions to panels, whose numbers are not those of the quantity of the same name. `minimum-distance` is between the states
of the panel's list, where the measure knows those of one list alone; `capital-distance` keeps the radius and the day of the R package that it
equals, where the measure has the mean radius and the last day of the year.
"""

from __future__ import annotations

from dataclasses import replace

from westphalia.measures import similarity_alliances, similarity_votes, votes
from westphalia.measures.registry import get, registered
from westphalia.networks.relation import Relation, of_column, of_quantity
from westphalia.record.manifest import unknown

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
