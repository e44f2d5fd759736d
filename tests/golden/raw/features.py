"""The model's features and outcomes of some pairs and years from the raw tables: which value, how old, and on which scale."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations
from math import log, log1p, nan, sqrt

from tests.golden.raw import markets, quarrels, states, ties
from tests.golden.raw.tables import members

PAIRS = {"Russia-Iran": (365, 630), "United States-Russia": (2, 365), "Egypt-Saudi Arabia": (651, 670),
         "China-Japan": (710, 740), "France-Italy": (220, 325)}  # fmt: skip
YEARS = (1938, 1965, 1995, 2022)
COUNTED = (1910, 1938, 1965, 1985, 2005)
"""Years for which the outcomes of all pairs are counted too."""
OUTCOMES, HORIZONS = ("alignment", "pact", "dca", "arms", "multilateral", "any"), (1, 3, 5)
CARRIED = 15
"""Most years for which the last known value stands in."""
PINNED = {
    "joint_exclusion": "acts of the leading powers, which the core is from 1946: it is found by a search over coalitions", "exclusion_gap": "the same",
    "sanctions_lower": "sanctions weighed by the core", "sanctions_higher": "the same", "joint_periphery": "ties to the core", "periphery_gap": "the same",
    "least_options": "friends among the leading powers", "options_higher": "the same", "joint_revisionism": "distance from the core in ideal points of roll calls",
    "supply_arms": "ideal points of all members, and refusals that the Security Council binds to", "latent_ties": "eigenvectors of the network",
}  # fmt: skip
"""Features that are no arithmetic on tables, and why: they are pinned as they are."""
PACTS, CAPABILITY, DISPUTES, INSTITUTIONS, TRADE, VOTES, REGIME, ARMS, RIVALS = 2, 3, 4, 5, 3, 1, 1, 1, 5
SANCTIONS, MARKETS, WARS, MANY = 2, 2, 2, 5
"""Years until a value is published."""
Value = tuple[float, ...]
"""Of a pair (1) or of both sides (2)."""


def _sides(of: Callable[[int, int], float]) -> Callable[[int, int, int], Value]:
    return lambda one, two, year: (of(one, year), of(two, year))


def _pair(of: Callable[[int, int, int], float]) -> Callable[[int, int, int], Value]:
    return lambda one, two, year: (of(one, two, year),)


Source = tuple[Callable[[int, int, int], Value], int, int, int]
"""What is computed, the lag, and the first and last year that its source covers."""
SOURCES: dict[str, Source] = {
    "breadth": (_sides(states.sanction_breadth), SANCTIONS, 1949, 2023),
    "ideal_point_gap": (_pair(states.ideal_point_gap), VOTES, 1946, 2024),
    "portfolios": (_pair(states.alliance_overlap), PACTS, 1816, 2018),
    "adversaries": (_pair(quarrels.common_adversaries), MANY, 1816, 2014),
    "supply_oil": (states.supply_oil, MARKETS, 1965, 2024),
    "supply_wheat": (states.supply_wheat, MARKETS, 1973, 2022),
    "grievance": (quarrels.grievance, MANY, 1816, 2010),
    "grievance_powers": (_sides(quarrels.grievance_great_powers), MANY, 1816, 2010),
    "rivalry": (_pair(states.rivalry), RIVALS, 1816, 2020),
    "opposite_sides": (_pair(states.opposite_sides), WARS, 1816, 2024),
    "disputes": (_pair(states.dispute_years), DISPUTES, 1816, 2010),
    "market_rivalry": (_pair(markets.market_rivalry), MARKETS, 1980, 2022),
    "asymmetry": (_pair(states.asymmetry), CAPABILITY, 1816, 2022),
    "arms_dependence": (states.arms_dependence, ARMS, 1959, 2025),
    "land": (_pair(states.territories), 0, 1886, 2019),
    "contiguous": (_pair(states.contiguous), 0, 1816, 2016),
    "regime_gap": (
        lambda a, b, y: (abs(states.democracy(a, y) - states.democracy(b, y)),),
        REGIME,
        1816,
        2025,
    ),
    "democracy": (_sides(states.democracy), REGIME, 1816, 2024),
    "families": (
        _pair(lambda a, b, y: _differ(states.family(a, y), states.family(b, y))),
        REGIME,
        1950,
        2020,
    ),
    "small_in_force": (_pair(lambda a, b, y: ties.in_force(a, b, y)["small_in_force"]), PACTS, 1816, 2018),
    "help_in_force": (_pair(lambda a, b, y: ties.in_force(a, b, y)["help_in_force"]), PACTS, 1815, 2018),
    "many_in_force": (_pair(lambda a, b, y: ties.in_force(a, b, y)["many_in_force"]), PACTS, 1815, 2018),
    "last_tie": (_pair(ties.last_tie), PACTS, 1816, 2010),
    "institutions": (_pair(states.institutions), INSTITUTIONS, 1816, 2014),
    "trade_share": (states.trade_share, TRADE, 1870, 2014),
    "cinc": (_sides(states.capability), CAPABILITY, 1816, 2022),
    "major": (_sides(states.major), 0, 1816, 2016),
    "s_alliances": (_pair(states.s_alliances), PACTS, 1816, 2018),
}
"""What is read of the record as it was in the year that a forecaster would have."""


ANY_STATE = {"breadth", "capitals", "contiguous"}
"""What tables say of a state that was not in the system too."""
NOTHING = {
    **dict.fromkeys(("disputes", "small_in_force", "help_in_force", "many_in_force", "major", "tied_pact", "tied_dca", "tied_arms"), 0.0),
    **dict.fromkeys(("shared", "pacts", "new_pacts", "dcas", "new_dcas", "armed"), 0.0), "last_tie": 60.0,
}  # fmt: skip
"""What stands for a value before its list begins, and where a state was not in the system in the year of the value (Egypt in 1936); else it is unknown."""


def _differ(one: int | None, two: int | None) -> float:
    return nan if None in (one, two) else float(one != two)


SOURCES |= {
    "capitals": (_pair(lambda a, b, y: log1p(ties.distance(a, b, y))), 0, 1816, 2025),
    "age": (_sides(lambda state, y: float(y - ties.entered(state))), 0, 1816, 2025),
    "tied_pact": (_pair(lambda a, b, y: ties.network("pact", y).tied.get((a, b), 0.0)), PACTS, 1816, 2018),
    "tied_dca": (_pair(lambda a, b, y: ties.network("dca", y).tied.get((a, b), 0.0)), PACTS, 1980, 2010),
    "tied_arms": (_pair(lambda a, b, y: ties.network("arms", y).tied.get((a, b), 0.0)), ARMS, 1950, 2025),
    "shared": (_pair(lambda a, b, y: ties.network("alignment", y).shared(a, b)), PACTS, 1816, 2010),
    "nearby": (
        _pair(lambda a, b, y: ties.network("alignment", y).nearby(a, b, ties.neighbours(y))),
        PACTS,
        1816,
        2010,
    ),
    "pacts": (_sides(lambda state, y: ties.network("pact", y).sociable()[state]), PACTS, 1816, 2018),
    "new_pacts": (_sides(lambda state, y: ties.network("pact", y).lately()[state]), PACTS, 1816, 2018),
    "dcas": (_sides(lambda state, y: ties.network("dca", y).sociable()[state]), PACTS, 1980, 2010),
    "new_dcas": (_sides(lambda state, y: ties.network("dca", y).lately()[state]), PACTS, 1980, 2010),
    "armed": (_sides(lambda state, y: ties.network("arms", y).sociable()[state]), ARMS, 1950, 2025),
}
"""The network of ties, and what else says who a state is."""


def _plain(x: float) -> float:
    return x


def _root(x: float) -> float:
    return sqrt(max(x, 0.0))


def _log1p(x: float) -> float:
    return log1p(max(x, 0.0))


def _log(x: float) -> float:
    return log(x) if x > 0 else nan


def _lower(one: float, two: float) -> float:
    return nan if nan_in(one, two) else min(one, two)


def _higher(one: float, two: float) -> float:
    return nan if nan_in(one, two) else max(one, two)


def nan_in(*values: float) -> bool:
    """Return whether one of some values is unknown."""
    return any(value != value for value in values)


def _sum(one: float, two: float) -> float:
    return one + two


def _product(one: float, two: float) -> float:
    return one * two


Side = Callable[[float, float], float] | None
FEATURES: dict[str, tuple[str, Callable[[float], float], Side]] = {
    "breadth_lower": ("breadth", _plain, _lower), "ideal_point_gap": ("ideal_point_gap", _plain, None), "portfolios": ("portfolios", _root, None),
    "adversaries": ("adversaries", _root, None), "supply_oil": ("supply_oil", _root, _higher),
    "supply_wheat": ("supply_wheat", _root, _higher), "grievance_most": ("grievance", _log1p, _higher),
    "grievance_powers": ("grievance_powers", _log1p, _lower), "rivalry": ("rivalry", _plain, None), "opposite_sides": ("opposite_sides", _root, None),
    "disputes": ("disputes", _log1p, None), "market_rivalry": ("market_rivalry", _root, None), "asymmetry": ("asymmetry", _plain, None),
    "arms_dependence": ("arms_dependence", _root, _higher), "capitals": ("capitals", _plain, None), "land": ("land", _plain, None),
    "contiguous": ("contiguous", _plain, None), "regime_gap": ("regime_gap", _plain, None), "democracy_lower": ("democracy", _plain, _lower),
    "families": ("families", _plain, None), "habit_pacts": ("tied_pact", _log1p, None), "habit_dcas": ("tied_dca", _log1p, None),
    "habit_last": ("last_tie", _log1p, None), "pact_in_force": ("small_in_force", _plain, None), "help_in_force": ("help_in_force", _plain, None),
    "many_in_force": ("many_in_force", _plain, None), "arms_ties": ("tied_arms", _log1p, None), "shared_partners": ("shared", _log1p, None),
    "institutions": ("institutions", _root, None), "trade_lower": ("trade_share", _root, _lower), "nearby_ties": ("nearby", _log1p, None),
    "pacts_sum": ("pacts", _log1p, _sum), "pacts_product": ("pacts", _log1p, _product), "new_pacts_sum": ("new_pacts", _log1p, _sum),
    "dcas_sum": ("dcas", _log1p, _sum), "dcas_product": ("dcas", _log1p, _product), "new_dcas_sum": ("new_dcas", _log1p, _sum),
    "armed_sum": ("armed", _log1p, _sum), "cinc_higher": ("cinc", _log, _higher), "cinc_lower": ("cinc", _log, _lower),
    "one_major": ("major", _plain, _higher), "two_majors": ("major", _plain, _lower), "young": ("age", _log1p, _lower),
    "joint_democracy": ("democracy", lambda x: x if x != x else float(x >= 0.5), _lower), "similarity": ("s_alliances", _plain, None),
}  # fmt: skip
"""Of each feature what it reads, on which scale, and how two sides become one."""


FEATURES_OF = {source: side for source, _, side in FEATURES.values()}
"""How the two sides of what is read become one; None for what is of a pair."""


def feature(name: str, one: int, two: int, year: int) -> float | None:
    """Return a feature of a pair for a forecaster at the end of a year; None where it is not known."""
    source, scale, side = FEATURES[name]
    _, lag, first, last = SOURCES[source]
    when = min(year - lag, last)
    if year - lag - when > CARRIED:
        return None
    if when < first:
        values = [NOTHING.get(source, nan)] * (1 if side is None else 2)
    else:
        values = list(_of(source, one, two, when))
    scaled = [scale(value) for value in values]
    found = scaled[0] if side is None else side(*scaled)
    return None if found != found else found


def _of(source: str, one: int, two: int, when: int) -> Value:
    """Return the values of a pair in a year, of a state that was not in the system what stands for them."""
    compute, here, none = SOURCES[source][0], members(when), NOTHING.get(source, nan)
    if source in ANY_STATE or {one, two} <= here:
        return compute(one, two, when)
    if source in (
        "cinc",
        "democracy",
        "major",
        "age",
        "pacts",
        "new_pacts",
        "dcas",
        "new_dcas",
        "armed",
        "grievance_powers",
    ):
        alone = [next(iter(here - {state})) for state in (one, two)]
        return tuple(
            compute(state, other, when)[0] if state in here else none
            for state, other in zip((one, two), alone, strict=True)
        )
    return (none,) if FEATURES_OF[source] is None else (none, none)


def features() -> dict[str, dict[str, float | None]]:
    """Return all features that are arithmetic on tables, by pair and year."""
    return {
        f"{named} {year}": {name: feature(name, *codes, year) for name in FEATURES}
        for named, codes in PAIRS.items()
        for year in YEARS
    }


def outcomes() -> dict[str, dict[str, float | None]]:
    """Return all outcomes at all horizons, by pair and year; and how many of all pairs of a year have each, None where that is not known."""
    asked = [(name, h) for name in OUTCOMES for h in HORIZONS]
    found = {
        f"{named} {year}": {f"{name} {h}": ties.outcome(name, h, *codes, year) for name, h in asked}
        for named, codes in PAIRS.items()
        for year in YEARS
    }
    for year in COUNTED:
        pairs = all_pairs(members(year))
        of = {f"{name} {h}": [ties.outcome(name, h, *codes, year) for codes in pairs] for name, h in asked}
        found[f"all pairs {year}"] = {key: None if None in each else sum(each) for key, each in of.items()}
    return found


def all_pairs(codes: Iterable[int]) -> list[tuple[int, int]]:
    """Return all pairs of states, the lower code first."""
    return list(combinations(sorted(codes), 2))
