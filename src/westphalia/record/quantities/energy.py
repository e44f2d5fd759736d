"""Energy: oil and gas, produced, used and sold; one source a quantity."""

from __future__ import annotations

from westphalia.record.quantity import Quantity

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
QUANTITIES = (
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
)
