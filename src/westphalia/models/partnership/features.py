"""The measures that the partnership model reads, as data: where each is from, how it enters, and how old a forecaster's value is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from westphalia.measures.tie_network import LONGEST
from westphalia.models.outcomes import (
    ARMS,
    CAPABILITY,
    DISPUTES,
    INSTITUTIONS,
    MANY,
    MARKETS,
    PACTS,
    REGIME,
    RIVALS,
    SANCTIONS,
    TRADE,
    VOTES,
    WARS,
)
from westphalia.record.schema import LAST_YEAR

Side = Literal["pair", "sum", "product", "lower", "higher", "gap", "most", "least"]
Transform = Literal["as it is", "log", "log1p", "sqrt", "signed", "made"]
Basis = Literal["linear", "smooth"]


@dataclass(frozen=True, slots=True)
class Feature:
    """One term of the model.

    Parameters
    ----------
    name, title : str
        Identifier, and what it is in a few words.
    driver : str
        The driver that it belongs to.
    source : str
        Name of the measure: a base quantity or a measure.
    side : str
        How values of two states (or two directions) become one: sum, product, lower, higher, gap (their difference, without sign), most
        or least; pair for a value of the pair.
    transform : str
        Applied to the values before they are joined.
    basis : {"linear", "smooth"}
        A straight line, or a line bent at knots.
    lag : int
        Years until a value is published.
    carry : int
        Most years for which the last known value may stand in.
    moves : bool
        Whether it can change within a few years (a capital does not move).
    nothing : float
        What it is where nothing can be listed yet: before its list begins, and for a state that entered the system after the year that the values are
        from; NaN where that is unknown.
    barrier : bool
        Whether it is 1 where something makes a tie impossible for now, else 0: its slope is that of :mod:`westphalia.models.partnership.cannot`.
    renewal : bool
        Whether it tells renewals from first ties: its slope is that of :mod:`westphalia.models.partnership.recalibration`.
    """

    name: str
    title: str
    driver: str
    source: str
    side: Side = "pair"
    transform: Transform = "as it is"
    basis: Basis = "smooth"
    lag: int = 0
    carry: int = 15
    moves: bool = True
    nothing: float = math.nan
    barrier: bool = False
    renewal: bool = False


TODAY = LAST_YEAR - 3
"""A forecast of this year runs on lists that ended years before (defence agreements more than ten); the backtest is run with that delay too."""

FEATURES = (
    Feature("joint_exclusion", "both shut out by others", "exclusion", "joint_exclusion", transform="sqrt", lag=MANY),
    Feature("exclusion_gap", "gap in exclusion", "exclusion", "exclusion", "gap", lag=MANY),
    Feature("sanctions_lower", "core sanctions against the less sanctioned", "exclusion", "exclusion_sanctions", "lower", lag=MANY),
    Feature("sanctions_higher", "core sanctions against the more sanctioned", "exclusion", "exclusion_sanctions", "higher", lag=MANY),
    Feature("breadth_lower", "breadth of sanctions, the lesser", "exclusion", "sanction_breadth", "lower", lag=SANCTIONS),
    Feature("joint_periphery", "both with few ties to the core", "periphery", "joint_periphery", lag=MANY),
    Feature("periphery_gap", "gap in ties to the core", "periphery", "periphery", "gap", lag=MANY),
    Feature("least_options", "outside options of the one with fewer", "outside options", "least_options", lag=MANY),
    Feature("options_higher", "outside options of the one with more", "outside options", "outside_options", "higher", lag=MANY),
    Feature("joint_revisionism", "both want the order changed", "revisionism", "joint_revisionism", lag=VOTES),
    Feature("ideal_point_gap", "gap in votes at the United Nations", "revisionism", "ideal_point_gap", lag=VOTES),
    Feature("portfolios", "alike in pacts with others", "revisionism", "alliance_overlap", transform="sqrt", lag=PACTS),
    Feature("adversaries", "adversaries in common", "common adversaries", "common_adversaries", transform="sqrt", lag=MANY),
    Feature("supply_arms", "one would sell the arms that the other buys", "complementarity", "complementarity_arms", "most", "sqrt", lag=ARMS),
    Feature("supply_oil", "one sells the oil that the other buys", "complementarity", "complementarity_oil", "most", "sqrt", lag=MARKETS),
    Feature("supply_wheat", "one sells the wheat that the other buys", "complementarity", "complementarity_wheat", "most", "sqrt", lag=MARKETS),
    Feature("grievance_most", "grievance of the more aggrieved", "grievance", "grievance", "most", "log1p", lag=MANY),
    Feature("grievance_powers", "grievance of both towards great powers", "grievance", "grievance_great_powers", "lower", "log1p", lag=MANY),
    Feature("rivalry", "strategic rivalry, now or remembered", "rivalry", "rivalry_memory", basis="linear", lag=RIVALS),
    Feature("opposite_sides", "opposite sides in others' conflicts", "rivalry", "opposite_sides", transform="sqrt", basis="linear", lag=WARS),
    Feature("disputes", "disputes in ten years", "rivalry", "years_in_dispute", transform="log1p", basis="linear", lag=DISPUTES, nothing=0.0),
    Feature("market_rivalry", "both sell the same goods", "market rivalry", "market_rivalry", transform="sqrt", lag=MARKETS),
    Feature("asymmetry", "how unequal in capability", "asymmetry", "asymmetry", lag=CAPABILITY),
    Feature("arms_dependence", "arms of the more dependent from the other", "asymmetry", "arms_dependence", "most", "sqrt", lag=ARMS),
    Feature("capitals", "distance of capitals", "distance", "log_capital_distance", moves=False),
    Feature("land", "distance of territories", "distance", "log_minimum_distance", moves=False),
    Feature("contiguous", "common land border", "distance", "common_border", basis="linear", moves=False),
    Feature("regime_gap", "gap in electoral democracy", "distance", "regime_distance", lag=REGIME),
    Feature("democracy_lower", "democracy of the less democratic", "distance", "electoral_democracy", "lower", lag=REGIME),
    Feature("families", "regimes of different families", "distance", "regime_family_differs", basis="linear", lag=REGIME),
    Feature("habit_pacts", "pacts made before", "habit", "pact_ties", transform="log1p", lag=PACTS, nothing=0.0),
    Feature("habit_dcas", "defence agreements made before", "habit", "agreement_ties", transform="log1p", lag=PACTS, nothing=0.0),
    Feature("habit_last", "years since the last tie", "habit", "years_since_tie", transform="log1p", lag=PACTS, nothing=float(LONGEST)),
    Feature("pact_in_force", "pact of few in force", "habit", "small_pact_in_force", basis="linear", lag=PACTS, nothing=0.0),
    Feature("help_in_force", "promise to help in force", "habit", "help_pact_in_force", basis="linear", lag=PACTS, nothing=0.0),
    Feature("many_in_force", "pact of many in force", "habit", "large_pact_in_force", basis="linear", lag=PACTS, nothing=0.0),
    Feature("arms_ties", "arms delivered before", "habit", "arms_ties", transform="log1p", lag=ARMS, nothing=0.0),
    Feature("shared_partners", "partners in common", "habit", "partners_shared", transform="log1p", lag=PACTS, nothing=0.0),
    Feature("institutions", "institutions shared", "habit", "shared_institutions", transform="sqrt", lag=INSTITUTIONS),
    Feature("trade_lower", "trade as a share of the less dependent", "habit", "trade_share", "lower", "sqrt", lag=TRADE),
    Feature("nearby_ties", "ties with the other's neighbours", "network", "ties_nearby", transform="log1p", lag=PACTS),
    Feature("latent_ties", "place in the network of ties", "network", "ties_latent", transform="signed", lag=PACTS, nothing=0.0),
    Feature("pacts_sum", "pacts of both", "sociality", "pact_sociability", "sum", "log1p", lag=PACTS, nothing=0.0),
    Feature("pacts_product", "pacts of one by pacts of the other", "sociality", "pact_sociability", "product", "log1p", lag=PACTS, nothing=0.0),
    Feature("new_pacts_sum", "recent pacts of both", "sociality", "pact_sociability_recent", "sum", "log1p", lag=PACTS, nothing=0.0),
    Feature("dcas_sum", "defence agreements of both", "sociality", "agreement_sociability", "sum", "log1p", lag=PACTS, nothing=0.0),
    Feature("dcas_product", "defence agreements of one by those of the other", "sociality", "agreement_sociability", "product", "log1p", lag=PACTS, nothing=0.0),
    Feature("new_dcas_sum", "recent defence agreements of both", "sociality", "agreement_sociability_recent", "sum", "log1p", lag=PACTS, nothing=0.0),
    Feature("armed_sum", "arms relations of both", "sociality", "arms_sociability", "sum", "log1p", lag=ARMS, nothing=0.0),
    Feature("cinc_higher", "capability of the stronger", "capability", "cinc", "higher", "log", lag=CAPABILITY),
    Feature("cinc_lower", "capability of the weaker", "capability", "cinc", "lower", "log", lag=CAPABILITY),
    Feature("one_major", "a major power", "capability", "major_power", "higher", basis="linear", moves=False, nothing=0.0),
    Feature("two_majors", "two major powers", "capability", "major_power", "lower", basis="linear", moves=False, nothing=0.0),
    Feature("young", "age of the younger state", "capability", "state_age", "lower", "log1p", moves=False),
)  # fmt: skip
FIGHTING, CANNOT = "fighting", "cannot"
"""The barrier of pairs that are at war or fighting, and the driver of all barriers."""
BARRIERS = tuple(
    Feature(name, title, CANNOT, f"barrier_{name}", basis="linear", moves=False, nothing=0.0, barrier=True)
    for name, title in (
        (FIGHTING, "at war or fighting"),
        ("holding", "one holds or claims the whole of the other"),
        ("refusal", "one does not recognise the other"),
        ("break", "relations broken"),
        ("embargo", "a full embargo"),
    )
)
"""What makes a tie impossible for now: public acts, known on the day, so that they are read without delay."""
BEFORE = Feature(
    "made_before", "made such a tie before", "habit", "years_since_tie", transform="made", basis="linear", lag=PACTS, moves=False,
    nothing=float(LONGEST), renewal=True,
)  # fmt: skip
"""Whether a new pact or agreement would renew an older one, as far as lists tell."""
MODELLED = (*FEATURES, BEFORE, *BARRIERS)
"""All that the model reads."""
STANDARD = (
    Feature("joint_democracy", "both democracies", "", "joint_democracy", basis="linear", lag=REGIME),
    Feature("similarity", "S of alliance portfolios", "", "s_alliances", basis="linear", lag=PACTS),
)  # fmt: skip
"""What the plain logit reads beside measures of the model."""
PLAIN = (
    "contiguous",
    "capitals",
    "asymmetry",
    "one_major",
    "two_majors",
    "joint_democracy",
    "similarity",
    "institutions",
)
"""Covariates of the plain logit: contiguity, log distance of capitals, ratio of capabilities, major powers, joint democracy, S, institutions shared."""
