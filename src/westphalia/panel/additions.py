"""The additions to panels, by name. Codebooks, coverage and citations are made from this."""

from __future__ import annotations

from westphalia.panel.addition import Addition, Field
from westphalia.panel.computed import capital_distance, peace_years
from westphalia.panel.readers import flows, pair_rows, pair_spells, state_rows, state_spells

GML, COW_MID = (1816, 2010), (1816, 2014)
GML_SOURCE, COW_SOURCE = ("gml_mid_2_2_1",), ("cow_mid_5",)


def _fields(absent: bool = False, /, **described: str) -> tuple[Field, ...]:
    return tuple(Field(name, text, absent) for name, text in described.items())


def _names(fields: tuple[Field, ...]) -> dict[str, str]:
    return {field.name: field.name for field in fields}


_PACTS = _fields(
    True,
    atop_defense="1 when the first state promised to defend the second",
    atop_offense="1 when the first state promised to join the second in attack",
    atop_neutral="1 when the first state promised neutrality",
    atop_nonagg="1 when the first state promised not to attack",
    atop_consul="1 when the first state promised to consult",
    atop_alliance="1 when any pact bound the two",
)
_CAPABILITIES = _fields(
    milex="Military spending, thousand current US$ (pounds before 1914)",
    milper="Military personnel, thousand",
    irst="Iron and steel production, thousand tonnes",
    pec="Energy consumption, thousand tonnes of coal equivalent",
    tpop="Population, thousand",
    upop="Urban population, thousand",
    cinc="Composite Index of National Capability, share of the world",
)
_DEMOCRACY = _fields(
    euds="Extended Unified Democracy Score",
    aeuds="Extended Unified Democracy Score, adjusted to its theoretical midpoint",
    polity2="Polity score, -10 to 10",
    v2x_polyarchy="V-Dem electoral democracy index, 0 to 1",
)
_ECONOMY = _fields(
    mrgdppc="Simulated real GDP per head, 2011 US$ (Maddison)",
    pwtrgdp="Simulated real GDP, million 2017 US$ (Penn World Table)",
    pwtpop="Simulated population, million (Penn World Table)",
)
_ECONOMY_SD = _fields(
    sd_mrgdppc="Standard deviation of mrgdppc over simulations",
    sd_pwtrgdp="Standard deviation of pwtrgdp over simulations",
    sd_pwtpop="Standard deviation of pwtpop over simulations",
)
_DISPUTE_DETAILS = _fields(
    dispnum="Number of the dispute that stands for the dyad-year; null without one",
    sidea1="1 when the first state was on side A",
    sidea2="1 when the second state was on side A",
    orig1="1 when the first state was in the dispute from its first day",
    orig2="1 when the second state was in the dispute from its first day",
    fatality="Level of deaths in battle, 0 to 6",
    hostlev="Highest level of hostility, 1 to 5",
)
_FRACTIONS = _fields(
    efindex="Ethnic fractionalisation, Historical Index",
    ethfrac="Ethnic fractionalisation, CREG",
    ethpol="Ethnic polarisation, CREG",
    relfrac="Religious fractionalisation, CREG",
    relpol="Religious polarisation, CREG",
)

_DISPUTES = Addition(
    "disputes",
    "Militarized interstate disputes (Gibler, Miller and Little)",
    "dyad",
    _fields(
        True,
        gmlmidongoing="1 when a dispute was under way between the two",
        gmlmidonset="1 when a dispute began between the two",
    ),
    ("dispute_dyad_years",),
    pair_rows(
        "dispute_dyad_years",
        {"gmlmidongoing": "=1", "gmlmidonset": "onset"},
        both=False,
        where={"list": "gml", "kept": True},
    ),
    GML_SOURCE,
    GML,
)
_COW_DISPUTES = Addition(
    "cow-disputes",
    "Militarized interstate disputes (Correlates of War)",
    "dyad",
    _fields(
        True,
        cowmidongoing="1 when a dispute was under way between the two",
        cowmidonset="1 when a dispute began between the two",
    ),
    ("dispute_dyad_years",),
    pair_rows(
        "dispute_dyad_years",
        {"cowmidongoing": "=1", "cowmidonset": "onset"},
        both=False,
        where={"list": "cow", "kept": True},
    ),
    COW_SOURCE,
    COW_MID,
)
_WARS = Addition(
    "wars",
    "Interstate wars (Correlates of War)",
    "dyad",
    _fields(
        True,
        cowinterongoing="1 when the two were at war with each other",
        cowinteronset="1 when a war between the two began",
    ),
    ("war_dyad_years",),
    pair_rows(
        "war_dyad_years", {"cowinterongoing": "=1", "cowinteronset": "onset"}, both=False, largest=True
    ),
    covers=(1816, 2007),
)

_ALL = (
    Addition(
        "alliances",
        "Alliances: obligations in force (ATOP)",
        "dyad",
        _PACTS,
        ("pact_dyad_years",),
        pair_rows("pact_dyad_years", _names(_PACTS) | {"atop_alliance": "=1"}, both=False, either=True),
    ),
    _DISPUTES,
    _COW_DISPUTES,
    Addition(
        "dispute-details",
        "The dispute that stands for a dyad-year (Gibler, Miller and Little)",
        "dyad",
        _DISPUTE_DETAILS,
        ("dispute_dyad_years",),
        pair_rows(
            "dispute_dyad_years", _names(_DISPUTE_DETAILS), both=False, where={"list": "gml", "kept": True}
        ),
        GML_SOURCE,
        GML,
    ),
    Addition(
        "capabilities",
        "National capability (Correlates of War)",
        "state",
        _CAPABILITIES,
        ("capabilities",),
        state_rows("capabilities", _names(_CAPABILITIES)),
    ),
    Addition(
        "democracy",
        "Democracy",
        "state",
        _DEMOCRACY,
        ("regimes", "regimes_gw"),
        state_rows("regimes", _names(_DEMOCRACY), gw="regimes_gw"),
    ),
    Addition(
        "contiguity",
        "Direct contiguity (Correlates of War)",
        "dyad",
        _fields(True, conttype="1 by land, 2 to 5 by water at up to 12, 24, 150, 400 miles, 0 none"),
        ("contiguity",),
        pair_spells("contiguity", "conttype", "conttype", choose="closest"),
        covers=(1816, 2016),
    ),
    Addition(
        "contiguity-as-listed",
        "Direct contiguity, the spell listed first in a year",
        "dyad",
        _fields(True, conttype_listed="As conttype, from the first spell of the year even when it says 0"),
        ("contiguity",),
        pair_spells("contiguity", "conttype", "conttype_listed", choose="first"),
        covers=(1816, 2016),
    ),
    Addition(
        "majors",
        "Major powers (Correlates of War)",
        "state",
        _fields(True, cowmaj="1 for a major power"),
        ("major_powers",),
        state_spells("major_powers", "cowmaj", where={"list": "cow"}),
        ("cow_majors_2016",),
    ),
    Addition(
        "gdp",
        "Simulated GDP and population (Anders, Fariss and Markowitz)",
        "state",
        _ECONOMY,
        ("economy", "economy_gw"),
        state_rows("economy", _names(_ECONOMY), gw="economy_gw"),
    ),
    Addition(
        "gdp-uncertainty",
        "Uncertainty of simulated GDP and population",
        "state",
        _ECONOMY_SD,
        ("economy", "economy_gw"),
        state_rows("economy", _names(_ECONOMY_SD), gw="economy_gw"),
    ),
    Addition(
        "spells",
        "Years of peace since the last dispute (Gibler, Miller and Little)",
        "dyad",
        _fields(gmlmidspell="Rows of the dyad since the last with a dispute under way"),
        ("dispute_dyad_years",),
        sources=GML_SOURCE,
        covers=GML,
        compute=peace_years(_DISPUTES, "gmlmidongoing", "gmlmidspell"),
    ),
    Addition(
        "cow-spells",
        "Years of peace since the last dispute (Correlates of War)",
        "dyad",
        _fields(cowmidspell="Rows of the dyad since the last with a dispute under way"),
        ("dispute_dyad_years",),
        sources=COW_SOURCE,
        covers=COW_MID,
        compute=peace_years(_COW_DISPUTES, "cowmidongoing", "cowmidspell"),
    ),
    _WARS,
    Addition(
        "trade",
        "Bilateral imports (Correlates of War)",
        "dyad",
        _fields(
            flow1="Imports of the first state from the second, million current US$",
            flow2="Imports of the second state from the first, million current US$",
        ),
        ("trade",),
        flows("trade", ("importer", "exporter"), "value", "flow", where={"source": "cow_trade_4"}),
        ("cow_trade_4",),
        (1870, 2014),
    ),
    Addition(
        "igos",
        "Shared membership of intergovernmental organisations",
        "dyad",
        _fields(dyadigos="Organisations in which both are full members"),
        ("shared_institutions",),
        pair_rows("shared_institutions", {"dyadigos": "dyadigos"}, both=True),
    ),
    Addition(
        "rivalry",
        "Strategic rivalries (Thompson, Sakuwa and Suhas)",
        "dyad",
        _fields(True, ongoingrivalry="1 when the two were strategic rivals"),
        ("rivalries",),
        pair_spells("rivalries", "", "ongoingrivalry", choose="any", where={"list": "tss"}),
        ("tss_rivalries_2022",),
        (1816, 2020),
    ),
    Addition(
        "minimum-distance",
        "Shortest distance between territories",
        "dyad",
        _fields(mindist="Shortest distance between the two, km"),
        ("minimum_distance",),
        pair_spells("minimum_distance", "km", "mindist", choose="smallest"),
    ),
    Addition(
        "capital-distance",
        "Distance between capitals",
        "dyad",
        _fields(capdist="Great-circle distance between the seats of government at the end of the year, km"),
        ("capitals",),
        compute=capital_distance,
    ),
    Addition(
        "sanctions",
        "Sanctions in force (Global Sanctions Data Base)",
        "dyad",
        _fields(
            True,
            sanctions1="Cases in force of the first state against the second",
            sanctions2="Cases in force of the second state against the first",
        ),
        ("sanctions",),
        flows("sanctions", ("sender", "target"), "cases", "sanctions", absent=True),
        zero="either",
    ),
    Addition(
        "arms",
        "Deliveries of major arms (SIPRI)",
        "dyad",
        _fields(
            True,
            armstiv1="Delivered by the first state to the second, million trend-indicator values",
            armstiv2="Delivered by the second state to the first, million trend-indicator values",
        ),
        ("arms_transfers",),
        flows("arms_transfers", ("supplier", "recipient"), "tiv", "armstiv", absent=True),
        zero="either",
    ),
    Addition(
        "ideal-points",
        "Ideal points in the General Assembly, votes on final passage",
        "state",
        _fields(idealpoint="Ideal point, posterior mean"),
        ("ideal_points",),
        state_rows("ideal_points", {"idealpoint": "mean"}, where={"series": "final_passage"}),
    ),
    Addition(
        "nuclear",
        "Nuclear status",
        "state",
        _fields(nuclear="0 none, 1 considers, 2 pursues, 3 has nuclear weapons"),
        ("nuclear_status",),
        state_rows("nuclear_status", {"nuclear": "status"}),
    ),
    Addition(
        "territorial-threat",
        "Latent territorial threat (Miller)",
        "state",
        _fields(lterrthreat="Latent external territorial threat"),
        ("territorial_threat",),
        state_rows("territorial_threat", {"lterrthreat": "lterrthreat"}),
    ),
    Addition(
        "fractionalisation",
        "Ethnic and religious fractionalisation",
        "state",
        _FRACTIONS,
        ("fractionalisation",),
        state_rows("fractionalisation", _names(_FRACTIONS)),
    ),
    Addition(
        "protests",
        "Mass protests (Mass Mobilization)",
        "state",
        _fields(protests="Protests against the state"),
        ("protests",),
        state_rows("protests", {"protests": "events"}),
    ),
)
ADDITIONS: dict[str, Addition] = {addition.name: addition for addition in _ALL}
"""Additions by name."""
