"""The relations that a network can be of, by name."""

from __future__ import annotations

from westphalia.networks.additions import PI_ALLIANCES, PI_VOTES, VISITS
from westphalia.networks.relation import Joined, Relation
from westphalia.panel.additions import ADDITIONS


def _of(
    name: str,
    column: str,
    addition: str = "",
    *,
    valued: bool = False,
    undirected: Joined = "same",
    title: str = "",
    types: tuple[int, ...] = (),
) -> Relation:
    """Return a relation that is a column of an addition to panels."""
    found = ADDITIONS[addition or name]
    return Relation(name, title or found.title, found, column, valued, undirected, types)


def _pact(name: str, column: str, promise: str) -> Relation:
    title = f"Alliances: promise {promise} (ATOP)"
    return _of(name, column, "alliances", undirected="either", title=title)


def _flow(name: str, column: str, addition: str = "", title: str = "") -> Relation:
    return _of(name, column, addition, valued=True, undirected="sum", title=title)


def _news(name: str) -> Relation:
    title = f"{name.replace('-', ' ').capitalize()} in the news (ICEWS)"
    return _flow(name, name.replace("-", "_"), "news-events", title)


def _sanctions(kind: str) -> Relation:
    title = f"Sanctions in force: {kind} (Global Sanctions Data Base)"
    return _flow(f"sanctions-{kind}", f"sanctions_{kind}", "sanction-kinds", title)


def _alike(name: str, column: str, of: str, what: str) -> Relation:
    found = {"votes": "similarity-votes", "alliances": "similarity-alliances"}[of]
    whose = {"votes": "votes in the General Assembly", "alliances": "alliance portfolios"}[of]
    return _of(name, column, found, valued=True, title=f"Similarity of {whose}: {what}")


WATER = (1, 2, 3, 4, 5)
_ALL = (
    _of("alliances", "atop_alliance", title="Alliances: any pact in force (ATOP)"),
    _pact("defence", "atop_defense", "to defend"),
    _pact("offence", "atop_offense", "to join in attack"),
    _pact("neutrality", "atop_neutral", "of neutrality"),
    _pact("nonaggression", "atop_nonagg", "not to attack"),
    _pact("consultation", "atop_consul", "to consult"),
    _of("defence-agreements", "dcas", "dca", valued=True),
    _of("exercises", "exercises", valued=True),
    _of("contiguity", "conttype", types=WATER),
    _of("contiguity-type", "conttype", "contiguity", valued=True),
    _of("minimum-distance", "mindist", valued=True),
    _of("capital-distance", "capdist", valued=True),
    _of("disputes", "gmlmidongoing"),
    _of("cow-disputes", "cowmidongoing"),
    _of("wars", "cowinterongoing"),
    _of("ucdp-conflicts", "ucdpinterongoing", "ucdp-dyads"),
    _flow("territorial-changes", "landgained"),
    _of("rivalry", "ongoingrivalry"),
    _of("rivalry-td", "td_ongoingrivalry"),
    _of("arms-races", "armsrace"),
    _flow("trade", "flow1"),
    _flow("trade-baci", "baciflow1"),
    _flow("wheat", "wheatflow1", "wheat-trade"),
    _flow("maize", "maizeflow1", "maize-trade"),
    _flow("arms", "armstiv1"),
    _flow("sanctions", "sanctions1"),
    *(_sanctions(kind) for kind in ("trade", "arms", "military", "financial", "travel")),
    _of("igos", "dyadigos", valued=True),
    _of("nuclear-agreements", "nuclearagreements", valued=True),
    Relation("visits", VISITS.title, VISITS, "visits", True, ""),
    *(
        _news(name)
        for name in ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict")
    ),
    _alike("agreement", "vote_agreement", "votes", "share of equal votes"),
    _alike("s-votes", "svotea", "votes", "S"),
    _alike("kappa-votes", "kvote_w", "votes", "Cohen's kappa"),
    Relation("pi-votes", PI_VOTES.title, PI_VOTES, "votes_pi", True),
    _alike("tau-b-votes", "vote_taub", "votes", "Kendall's tau-b"),
    _alike("s-alliances", "sallyva", "alliances", "S"),
    _alike("kappa-alliances", "kallyv", "alliances", "Cohen's kappa"),
    Relation("pi-alliances", PI_ALLIANCES.title, PI_ALLIANCES, "alliances_pi", True),
    _alike("tau-b-alliances", "ally_taub", "alliances", "Kendall's tau-b"),
)
RELATIONS: dict[str, Relation] = {relation.name: relation for relation in _ALL}
"""Relations by name."""
