"""Economies, oil, gas and grain, sanctions."""

from __future__ import annotations

from westphalia.panel.addition import Addition, Coding
from westphalia.panel.additions.numbers import numbers

WHOLE = ", whole millions: 0 is anything below half a million"


def _trade(name: str, column: str, of: str, title: str, for_states: str = "", rounded: str = "") -> Addition:
    return numbers(
        name,
        title,
        {
            f"{column}1": (of, f"Imports of the first state from the second, million current US${rounded}"),
            f"{column}2": (of, f"Imports of the second state from the first, million current US${rounded}"),
        },
        for_states=for_states,
    )


_UNLESS = (
    "null where the model had next to nothing of the state (its standard deviation above half of the value)"
)
_UNLESS_TOTAL = (
    "null where the model had next to nothing of the state (its standard deviation above half of the value), mixes state and "
    "successor (Soviet Union) or counts other borders (Prussia, Ottoman Empire, West Germany, Pakistan to 1970)"
)

ECONOMY = (
    numbers(
        "gdp",
        "Simulated GDP and population (Anders, Fariss and Markowitz)",
        {
            "mrgdppc": (
                "gdp_per_capita_own",
                f"Simulated real GDP per head, 2011 US$ (Maddison); {_UNLESS}, or mixes state and successor (Soviet Union)",
            ),
            "pwtrgdp": (
                "gdp_own",
                f"Simulated real GDP, million 2017 US$ (Penn World Table); {_UNLESS_TOTAL}",
            ),
            "pwtpop": (
                "population_own",
                f"Simulated population, million (Penn World Table); {_UNLESS_TOTAL}",
            ),
        },
    ),
    numbers(
        "gdp-as-listed",
        "Simulated GDP and population of all states, as the R package has them",
        {
            "mrgdppc_listed": (
                "gdp_per_capita",
                "As mrgdppc, what the model supposes of a state without data too",
            ),
            "pwtrgdp_listed": ("gdp", "As pwtrgdp, what the model supposes and totals of other borders too"),
            "pwtpop_listed": (
                "population",
                "As pwtpop, what the model supposes and totals of other borders too",
            ),
        },
    ),
    numbers(
        "gdp-uncertainty",
        "Uncertainty of simulated GDP and population",
        {"sd_mrgdppc": "gdp_per_capita_sd", "sd_pwtrgdp": "gdp_sd", "sd_pwtpop": "population_sd"},
    ),
    numbers(
        "macro",
        "Prices, output and population (World Bank, International Monetary Fund)",
        {
            "inflation_wdi": ("inflation", "Rise of consumer prices, yearly average, per cent (World Bank)"),
            "gdp_wdi": ("gdp_current", "Gross domestic product, current US$ (World Bank)"),
            "population_wdi": "population_midyear",
            "inflation_imf": ("inflation_imf", "Rise of consumer prices, yearly average, per cent (IMF)"),
            "gdp_imf": "gdp_current_imf",
            "growth_imf": ("growth", "Growth of gross domestic product at constant prices, per cent (IMF)"),
            "gdp_ppp_imf": (
                "gdp_ppp",
                "Gross domestic product at purchasing power parity, billion international $ (IMF)",
            ),
            "population_imf": ("population_imf", "Population, million (IMF)"),
            "unemployment_imf": ("unemployment", "Unemployment, per cent of the labour force (IMF)"),
            "debt_imf": ("debt", "Gross debt of general government, per cent of GDP (IMF)"),
            "current_account_imf": "current_account",
        },
    ),
    _trade("trade", "flow", "trade", "Bilateral imports (Correlates of War)", "trade-totals", WHOLE),
    _trade("trade-baci", "baciflow", "trade_baci", "Bilateral imports (BACI)"),
    numbers(
        "trade-shares",
        "Main trade partners (CIA World Factbook); unknown for others",
        {
            "exportshare": (
                "export_share",
                "Share of the second state in the exports of the first, 0 to 1",
            ),
            "importshare": (
                "import_share",
                "Share of the second state in the imports of the first, 0 to 1",
            ),
        },
    ),
    numbers(
        "trade-totals",
        "All trade of a state (Correlates of War)",
        {
            "imports": ("total_imports", "Imports of goods from anywhere, million current US$"),
            "exports": ("total_exports", "Exports of goods to anywhere, million current US$"),
        },
    ),
)


# Commodities: oil, gas and grain, what states make, use and trade.


BARRELS, CUBIC = "thousand barrels a day", "billion cubic metres"


def _fuel(name: str, publisher: str, unit: str, **columns: tuple[str, str]) -> Addition:
    """Return the addition of one source of a fuel; sources define oil and gas differently and are kept apart."""
    fuel = name.partition("-")[0]
    title = f"{fuel.capitalize()} ({publisher}); the territory's before independence"
    prefix = name.replace("-", "_")
    return numbers(
        name, title, {f"{prefix}_{what}": (of, f"{text}, {unit}") for what, (of, text) in columns.items()}
    )


_OIL = (
    _fuel(
        "oil",
        "Energy Institute",
        BARRELS,
        production=("oil_production", "Oil produced, gas liquids and oil from sands included"),
        consumption=("oil_consumption", "Oil products consumed"),
    ),
    _fuel(
        "oil-opec",
        "OPEC",
        BARRELS,
        production=("crude_production", "Crude oil produced"),
        consumption=("oil_consumption_opec", "Demand for oil"),
        crude_exports=("crude_exports", "Crude oil exported"),
        product_exports=("product_exports", "Oil products exported"),
        crude_imports=("crude_imports", "Crude oil imported"),
        product_imports=("product_imports", "Oil products imported"),
    ),
    _fuel(
        "oil-eia",
        "Energy Information Administration",
        BARRELS,
        crude_exports=("crude_exports_eia", "Crude oil exported"),
    ),
    _fuel(
        "oil-history",
        "Etemad and Luciani",
        BARRELS,
        production=("oil_production_long", "Crude oil produced"),
    ),
)
_GAS = (
    _fuel(
        "gas",
        "Energy Institute",
        CUBIC,
        production=("gas_production", "Gas produced"),
        consumption=("gas_consumption", "Gas consumed"),
    ),
    _fuel(
        "gas-opec",
        "OPEC",
        CUBIC,
        production=("gas_production_opec", "Gas marketed"),
        consumption=("gas_consumption_opec", "Gas consumed"),
        exports=("gas_exports", "Gas exported"),
        imports=("gas_imports", "Gas imported"),
    ),
    _fuel("gas-history", "Etemad and Luciani", CUBIC, production=("gas_production_long", "Gas produced")),
)


def _grain_trade(crop: str) -> Addition:
    text = f"{crop.capitalize()} exported by the {{}} state to the {{}}, tonnes"
    ways = (text.format("first", "second"), text.format("second", "first"))
    return numbers(
        f"{crop}-trade",
        f"Trade in {crop}; what no side reported is unknown",
        {f"{crop}flow{side}": (crop, way) for side, way in zip("12", ways, strict=True)},
        for_states=f"{crop}-totals",
    )


def _grain_totals(crop: str) -> Addition:
    text = crop.capitalize()
    return numbers(
        f"{crop}-totals",
        f"All trade of a state in {crop}, so far as one side reported it",
        {
            f"{crop}_exported": (f"{crop}_exports", f"{text} exported to all states, tonnes"),
            f"{crop}_imported": (f"{crop}_imports", f"{text} imported from all states, tonnes"),
        },
    )


def _balance(crop: str) -> Addition:
    of = ("production", "imports", "exports", "stock_variation", "feed", "food")
    return numbers(
        f"{crop}-balance",
        f"Balance of {crop} with its products",
        {f"{crop}_{name}": f"{crop}_{name}_balance" for name in of},
    )


def _harvest(crop: str) -> Addition:
    return numbers(
        f"{crop}-harvest",
        f"Harvest of {crop} (FAOSTAT)",
        {f"{crop}_harvest": (f"{crop}_production", f"Harvest of {crop}, tonnes")},
    )


COMMODITIES = (
    *_OIL,
    *_GAS,
    *(make(crop) for make in (_grain_trade, _grain_totals, _harvest) for crop in ("wheat", "maize")),
    *(_balance(crop) for crop in ("wheat", "maize", "barley", "rice")),
)


# Sanctions in force, and entries on the lists of the United States.


_KINDS = {
    "trade": "restricting trade",
    "arms": "restricting arms",
    "military": "ending military assistance",
    "financial": "restricting finance",
    "travel": "restricting travel",
    "other": "of another kind",
}

IMPOSED_LATER = "the source tells whether sanctions were imposed only of cases that are over"


_AGAINST = "Cases in force of the {} state against the {}"
SANCTIONS = (
    numbers(
        "sanctions",
        "Sanctions in force (Global Sanctions Data Base)",
        {
            "sanctions1": ("sanctions", _AGAINST.format("first", "second")),
            "sanctions2": ("sanctions", _AGAINST.format("second", "first")),
        },
        coding=Coding("sanctions", "gsdb", ("sanctions-ties",)),
        for_states="sanctioned",
    ),
    numbers(
        "sanction-kinds",
        "Sanctions in force of the first state against the second, by kind",
        {
            **{
                f"sanctions_{kind}": (f"sanctions_{kind}", f"Cases in force {text}")
                for kind, text in _KINDS.items()
            },
            "sanctions_embargo": ("sanctions_embargo", "1 when one forbids all exports and all imports"),
        },
    ),
    numbers(
        "sanction-threats",
        "Threats of sanctions by the first state against the second (TIES)",
        {"tiesthreats": "sanction_threats"},
        beside=("sanction_episode_senders",),
    ),
    numbers(
        "sanction-impositions",
        "Impositions of sanctions by the first state against the second (TIES)",
        {"tiesimposed": "sanction_impositions"},
        beside=("sanction_episode_senders",),
        later=IMPOSED_LATER,
    ),
    numbers(
        "sanctions-ties",
        "Sanctions in force (TIES)",
        {
            "tiessanctions1": (
                "sanctions_ties",
                f"{_AGAINST.format('first', 'second')}, to their end or the last year in which they were seen",
            ),
            "tiessanctions2": ("sanctions_ties", _AGAINST.format("second", "first")),
        },
        beside=("sanction_episode_senders",),
        coding=Coding("sanctions", "ties", ("sanctions",)),
        later=IMPOSED_LATER,
    ),
    numbers(
        "sanctioned",
        "Sanctions in force against a state, whoever the sender",
        {
            "sanctioned": ("sanctions_in_force", "Distinct cases in force"),
            **{
                f"sanctioned_{kind}": (f"sanctions_in_force_{kind}", f"Distinct cases in force {text}")
                for kind, text in _KINDS.items()
            },
        },
        kept="int64",
    ),
    numbers(
        "sanctioned-by-institutions",
        "Sanctions in force against a state from institutions",
        {
            "sanctioned_un": ("un_sanctions", "Cases in force with the United Nations among the senders"),
            "sanctioned_eu": (
                "eu_sanctions",
                "Cases in force with the European Union or Communities among the senders",
            ),
        },
        kept="int64",
    ),
    numbers(
        "designations",
        "Entries of the United States Treasury's lists with an address in the state",
        {
            "designations": (
                "designations",
                "Entries at the end of the last month of the year that is known",
            ),
            "designations_added": "designations_added",
            "designations_removed": "designations_removed",
        },
    ),
)
