"""What states make and trade, and the make-up of their societies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import pl
from westphalia.record.corrections import sums
from westphalia.record.quantity import Codes, Quantity
from westphalia.record.rows import KnownRows, beside, of_frame, of_table

if TYPE_CHECKING:
    from westphalia.record.world import World

# Energy: oil and gas, produced, used and sold; one source a quantity.


INSTITUTE, OPEC, EIA, ETEMAD = "energy_institute_2025", "opec_asb_2023", "eia_2020", "etemad_luciani"
PUBLISHER = {
    INSTITUTE: "Energy Institute",
    OPEC: "OPEC",
    EIA: "US Energy Information Administration",
    ETEMAD: "Etemad and Luciani",
}


def _from(name: str, title: str, table: str, column: str, source: str, more: str) -> Quantity:
    title = f"{title} ({PUBLISHER[source]})"
    return Quantity(name, title, "state", table, column, more, where={"source": source})


PRODUCES, USES, SELLS, BUYS = "produces more", "uses more", "sells more", "buys more"


# Grain: wheat and maize, harvested and sold.


@beside("corrections")
def traded(world: World, quantity: Quantity, codes: Codes) -> KnownRows:
    """Return a state's grain over all partners; where the flows that were reported are less than half of its balance, the balance's."""
    rows = of_table(world, quantity, codes)
    flows = pl.DataFrame({"year": rows.year, "state0": rows.one, "value": rows.value})
    told = sums(world, quantity.table, quantity.sides[0]).select("year", "state0", "value")
    kept = told.filter(pl.col("state0").is_in(codes)) if codes else told
    return of_frame(flows.update(kept, on=["year", "state0"], how="full"))


# Trade in goods: between two states, in all, and as shares; sources stand apart.


SIDES = ("importer", "exporter")
IMPORTS = "Imports of the first state from the second"


# Society: how divided a state is, how its land lies.


QUANTITIES = (
    Quantity("gdp", "Real GDP, estimated", "state", "economy", "pwtrgdp", "larger"),
    Quantity("gdp_per_capita", "Real GDP per head, estimated", "state", "economy", "mrgdppc", "richer"),
    Quantity("population", "Population, estimated", "state", "economy", "pwtpop", "more people"),
    *(
        Quantity(
            f"{name}_own",
            f"{title}, estimated, where it is the state's own",
            "state",
            "economy",
            column,
            more,
            where={f"{column}_doubt": False},
            description=f"{title}, unknown where the model had next to nothing of the state or counts it in other borders",
        )
        for name, title, column, more in (
            ("gdp", "Real GDP", "pwtrgdp", "larger"),
            ("gdp_per_capita", "Real GDP per head", "mrgdppc", "richer"),
            ("population", "Population", "pwtpop", "more people"),
        )
    ),
    Quantity("gdp_current", "GDP in current dollars (World Bank)", "state", "macro", "gdp_wdi", "larger"),
    Quantity("gdp_ppp", "GDP at purchasing power parity (IMF)", "state", "macro", "gdp_ppp_imf", "larger"),
    Quantity("growth", "Growth of real GDP (IMF)", "state", "macro", "growth_imf", "grows faster"),
    Quantity(
        "inflation", "Rise of consumer prices (World Bank)", "state", "macro", "inflation_wdi", "dearer"
    ),
    Quantity("inflation_imf", "Rise of consumer prices (IMF)", "state", "macro", "inflation_imf", "dearer"),
    Quantity("unemployment", "Unemployment (IMF)", "state", "macro", "unemployment_imf", "more out of work"),
    Quantity("debt", "Debt of general government (IMF)", "state", "macro", "debt_imf", "more indebted"),
    Quantity(
        "bank_debt_abroad",
        "Debt to banks abroad (BIS)",
        "state",
        "bank_positions",
        "debt_abroad",
        "owes more",
        description="What residents of the state owe to the banks of the states that report, at the end of the year; reporters join over time",
    ),
    *(
        Quantity(
            name,
            title,
            "state",
            "economy",
            column,
            "less certain",
            description=f"Standard deviation of {column.removeprefix('sd_')} over simulations",
            unit=unit,
        )
        for name, title, column, unit in (
            ("gdp_per_capita_sd", "What is left open of real GDP per head", "sd_mrgdppc", "2011 US$"),
            ("gdp_sd", "What is left open of real GDP", "sd_pwtrgdp", "million 2017 US$"),
            ("population_sd", "What is left open of population", "sd_pwtpop", "million"),
        )
    ),
    *(
        Quantity(name, title, "state", "macro", column, more, description=text)
        for name, title, column, more, text in (
            (
                "population_midyear",
                "Population at midyear (World Bank)",
                "population_wdi",
                "more people",
                "Population at midyear, persons (World Bank)",
            ),
            (
                "gdp_current_imf",
                "GDP in current dollars (IMF)",
                "gdp_imf",
                "larger",
                "Gross domestic product, billion current US$ (IMF)",
            ),
            (
                "population_imf",
                "Population (IMF)",
                "population_imf",
                "more people",
                "",
            ),
            (
                "current_account",
                "Balance on the current account (IMF)",
                "current_account_imf",
                "earns more abroad than it pays",
                "Balance on the current account, per cent of GDP (IMF)",
            ),
        )
    ),
    _from("oil_production", "Oil production", "oil", "production", INSTITUTE, PRODUCES),
    _from("oil_production_long", "Oil production since 1900", "oil", "production", ETEMAD, PRODUCES),
    _from("crude_production", "Crude oil production", "oil", "production", OPEC, PRODUCES),
    _from("oil_consumption", "Oil consumption", "oil", "consumption", INSTITUTE, USES),
    _from("oil_consumption_opec", "Oil consumption", "oil", "consumption", OPEC, USES),
    _from("crude_exports", "Exports of crude oil", "oil", "crude_exports", OPEC, SELLS),
    _from("crude_exports_eia", "Exports of crude oil", "oil", "crude_exports", EIA, SELLS),
    _from("product_exports", "Exports of petroleum products", "oil", "product_exports", OPEC, SELLS),
    _from("crude_imports", "Imports of crude oil", "oil", "crude_imports", OPEC, BUYS),
    _from("product_imports", "Imports of petroleum products", "oil", "product_imports", OPEC, BUYS),
    _from("gas_production", "Natural gas production", "gas", "production", INSTITUTE, PRODUCES),
    _from("gas_production_long", "Natural gas production since 1900", "gas", "production", ETEMAD, PRODUCES),
    _from("gas_production_opec", "Natural gas production", "gas", "production", OPEC, PRODUCES),
    _from("gas_consumption", "Natural gas consumption", "gas", "consumption", INSTITUTE, USES),
    _from("gas_consumption_opec", "Natural gas consumption", "gas", "consumption", OPEC, USES),
    _from("gas_exports", "Natural gas exports", "gas", "exports", OPEC, SELLS),
    _from("gas_imports", "Natural gas imports", "gas", "imports", OPEC, BUYS),
    *(
        Quantity(
            f"{crop}_production",
            f"{crop.capitalize()} harvest",
            "state",
            "grain_production",
            "tonnes",
            "harvests more",
            where={"crop": crop, "source": "faostat_trade"},
        )
        for crop in ("wheat", "maize")
    ),
    *(
        Quantity(
            f"{crop}_{flow}",
            f"{crop.capitalize()} {flow}",
            "state",
            f"{crop}_trade",
            "tonnes",
            f"{verb} more",
            (side,),
            "sum",
            description=f"Weight of {crop} traded, calendar year, re-exports included"
            + (
                "; where the flows that were reported are less than half of the state's balance, the balance's"
                if crop == "wheat"
                else ""
            ),
            rows=traded,
            low=0,
        )
        for crop in ("wheat", "maize")
        for flow, side, verb in (("exports", "exporter", "sells"), ("imports", "importer", "buys"))
    ),
    *(
        Quantity(
            f"wheat_{flow}_balance",
            f"Wheat {flow}, its products included",
            "state",
            "grain_balances",
            flow,
            f"{verb} more",
            where={"item": "wheat"},
        )
        for flow, verb in (("exports", "sells"), ("imports", "buys"))
    ),
    *(
        Quantity(
            f"{crop}_{use}_balance",
            f"{crop.capitalize()} {title}, its products included",
            "state",
            "grain_balances",
            use,
            more,
            where={"item": crop},
            description=text,
        )
        for crop in ("wheat", "maize", "barley", "rice")
        for use, title, more, text in (
            ("production", "harvest", "harvests more", "Harvest"),
            ("imports", "imports", "buys more", "Imports"),
            ("exports", "exports", "sells more", "Exports"),
            (
                "stock_variation",
                "from stocks",
                "takes more from stocks",
                "Taken from stocks (positive) or put into them (negative)",
            ),
            ("feed", "fed to animals", "feeds more", "Fed to animals"),
            ("food", "eaten", "eats more", "Eaten"),
        )
        if crop != "wheat" or use not in ("exports", "imports")
    ),
    Quantity(
        "maize",
        "Maize sold by the first state to the second",
        "directed",
        "maize_trade",
        "tonnes",
        "sells more",
        ("exporter", "importer"),
    ),
    Quantity(
        "wheat",
        "Wheat sold by the first state to the second",
        "directed",
        "wheat_trade",
        "tonnes",
        "sells more",
        ("exporter", "importer"),
    ),
    Quantity(
        "trade",
        f"{IMPORTS} (Correlates of War)",
        "directed",
        "trade",
        "value",
        "buys more",
        SIDES,
        where={"source": "cow_trade_4"},
    ),
    Quantity(
        "trade_baci",
        f"{IMPORTS} (BACI)",
        "directed",
        "trade",
        "value",
        "buys more",
        SIDES,
        where={"source": "baci_2023"},
    ),
    Quantity("total_imports", "All imports of goods", "state", "trade_totals", "imports", "buys more"),
    Quantity("total_exports", "All exports of goods", "state", "trade_totals", "exports", "sells more"),
    *(
        Quantity(
            f"{flow}_share",
            f"Share of the first state's {flow}s {preposition} the second",
            "directed",
            "trade_partners",
            "share",
            "more dependent",
            ("ccode", "partner"),
            where={"flow": flow},
        )
        for flow, preposition in (("export", "to"), ("import", "from"))
    ),
    *tuple(
        Quantity(
            name, title, "state", "fractionalisation", column, "more divided", description=text, unit="0 to 1"
        )
        for name, title, column, text in (
            (
                "ethnic_fractionalisation",
                "Ethnic fractionalisation (Historical Index)",
                "efindex",
                "Ethnic fractionalisation, Historical Index",
            ),
            (
                "ethnic_fractionalisation_creg",
                "Ethnic fractionalisation (CREG)",
                "ethfrac",
                "Ethnic fractionalisation, CREG",
            ),
            ("ethnic_polarisation", "Ethnic polarisation (CREG)", "ethpol", "Ethnic polarisation, CREG"),
            (
                "religious_fractionalisation",
                "Religious fractionalisation (CREG)",
                "relfrac",
                "Religious fractionalisation, CREG",
            ),
            (
                "religious_polarisation",
                "Religious polarisation (CREG)",
                "relpol",
                "Religious polarisation, CREG",
            ),
        )
    ),
)
