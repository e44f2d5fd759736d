"""The measures that the partnership model reads, as data: where each is from, how it enters, and how old a forecaster's value is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from westphalia.models.delays import (
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
Transform = Literal["as it is", "log", "log1p", "sqrt", "signed"]
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
        Name of the measure: registered, or one of :mod:`westphalia.models.basics`.
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


TODAY = LAST_YEAR - 3
"""A forecast of this year runs on lists that ended years before (defence agreements more than ten); the backtest is run with that delay too."""

FEATURES = (
    Feature("joint_exclusion", "both shut out of the core", "exclusion", "joint_exclusion", lag=MANY),
    Feature("exclusion_gap", "gap in exclusion from the core", "exclusion", "exclusion", "gap", lag=MANY),
    Feature("sanctions_lower", "core sanctions against the less sanctioned", "exclusion", "exclusion_sanctions", "lower", lag=MANY),
    Feature("sanctions_higher", "core sanctions against the more sanctioned", "exclusion", "exclusion_sanctions", "higher", lag=MANY),
    Feature("breadth_lower", "breadth of sanctions, the lesser", "exclusion", "sanction_breadth", "lower", lag=SANCTIONS),
    Feature("least_options", "outside options of the one with fewer", "outside options", "least_options", lag=MANY),
    Feature("options_higher", "outside options of the one with more", "outside options", "outside_options", "higher", lag=MANY),
    Feature("joint_revisionism", "both far from the leading coalition", "revisionism", "joint_revisionism", lag=PACTS),
    Feature("ideal_point_gap", "gap in votes at the United Nations", "revisionism", "ideal_point_gap", lag=VOTES),
    Feature("portfolios", "alike in pacts with others", "revisionism", "alliance_similarity", lag=PACTS),
    Feature("adversaries", "adversaries in common", "common adversaries", "common_adversaries", transform="sqrt", lag=MANY),
    Feature("supply_arms", "one makes the arms that the other buys", "complementarity", "complementarity_arms", "most", "sqrt", lag=ARMS),
    Feature("supply_oil", "one sells the oil that the other buys", "complementarity", "complementarity_oil", "most", "sqrt", lag=MARKETS),
    Feature("supply_wheat", "one sells the wheat that the other buys", "complementarity", "complementarity_wheat", "most", "sqrt", lag=MARKETS),
    Feature("grievance_most", "grievance of the more aggrieved", "grievance", "grievance", "most", "log1p", lag=MANY),
    Feature("grievance_powers", "grievance of both towards larger powers", "grievance", "grievance_great_powers", "lower", "log1p", lag=MANY),
    Feature("rivalry", "strategic rivalry, now or remembered", "rivalry", "rivalry_memory", basis="linear", lag=RIVALS),
    Feature("opposite_sides", "opposite sides in others' conflicts", "rivalry", "opposite_sides", transform="sqrt", basis="linear", lag=WARS),
    Feature("disputes", "disputes in ten years", "rivalry", "dispute_years", transform="log1p", basis="linear", lag=DISPUTES),
    Feature("market_rivalry", "both sell the same goods", "market rivalry", "market_rivalry", transform="sqrt", lag=MARKETS),
    Feature("asymmetry", "how unequal in capability", "asymmetry", "asymmetry", lag=CAPABILITY),
    Feature("arms_dependence", "arms of the more dependent from the other", "asymmetry", "arms_dependence", "most", "sqrt", lag=ARMS),
    Feature("capitals", "distance of capitals", "distance", "capitals", moves=False),
    Feature("land", "distance of territories", "distance", "log_minimum_distance", moves=False),
    Feature("contiguous", "common land border", "distance", "contiguous", basis="linear", moves=False),
    Feature("regime_gap", "gap in electoral democracy", "distance", "regime_distance", lag=REGIME),
    Feature("democracy_lower", "democracy of the less democratic", "distance", "democracy", "lower", lag=REGIME),
    Feature("families", "regimes of different families", "distance", "regime_family_differs", basis="linear", lag=REGIME),
    Feature("habit_pacts", "pacts made before", "habit", "tied_pact", transform="log1p", lag=PACTS),
    Feature("habit_dcas", "defence agreements made before", "habit", "tied_dca", transform="log1p", lag=PACTS),
    Feature("habit_last", "years since the last tie", "habit", "since_alignment", transform="log1p", lag=PACTS),
    Feature("pact_in_force", "pact of few in force", "habit", "small_in_force", basis="linear", lag=PACTS),
    Feature("help_in_force", "promise to help in force", "habit", "help_in_force", basis="linear", lag=PACTS),
    Feature("many_in_force", "pact of many in force", "habit", "many_in_force", basis="linear", lag=PACTS),
    Feature("arms_ties", "arms delivered before", "habit", "tied_arms", transform="log1p", lag=ARMS),
    Feature("shared_partners", "partners in common", "habit", "shared_alignment", transform="log1p", lag=PACTS),
    Feature("institutions", "institutions shared", "habit", "institutions", transform="sqrt", lag=INSTITUTIONS),
    Feature("trade_lower", "trade as a share of the less dependent", "habit", "trade_share", "lower", "sqrt", lag=TRADE),
    Feature("nearby_ties", "ties with the other's neighbours", "network", "nearby_alignment", transform="log1p", lag=PACTS),
    Feature("latent_ties", "place in the network of ties", "network", "latent_alignment", transform="signed", lag=PACTS),
    Feature("pacts_sum", "pacts of both", "sociality", "sociable_pact", "sum", "log1p", lag=PACTS),
    Feature("pacts_product", "pacts of one by pacts of the other", "sociality", "sociable_pact", "product", "log1p", lag=PACTS),
    Feature("new_pacts_sum", "recent pacts of both", "sociality", "lately_pact", "sum", "log1p", lag=PACTS),
    Feature("dcas_sum", "defence agreements of both", "sociality", "sociable_dca", "sum", "log1p", lag=PACTS),
    Feature("dcas_product", "defence agreements of one by those of the other", "sociality", "sociable_dca", "product", "log1p", lag=PACTS),
    Feature("new_dcas_sum", "recent defence agreements of both", "sociality", "lately_dca", "sum", "log1p", lag=PACTS),
    Feature("armed_sum", "arms relations of both", "sociality", "sociable_arms", "sum", "log1p", lag=ARMS),
    Feature("cinc_higher", "capability of the stronger", "capability", "cinc", "higher", "log", lag=CAPABILITY),
    Feature("cinc_lower", "capability of the weaker", "capability", "cinc", "lower", "log", lag=CAPABILITY),
    Feature("one_major", "a major power", "capability", "major", "higher", basis="linear", moves=False),
    Feature("two_majors", "two major powers", "capability", "major", "lower", basis="linear", moves=False),
    Feature("young", "age of the younger state", "capability", "age", "lower", "log1p", moves=False),
)  # fmt: skip
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
