"""Commodities: oil, gas and grain, what states make, use and trade."""

from __future__ import annotations

from westphalia.panel.addition import Addition
from westphalia.panel.additions.numbers import numbers

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


ADDITIONS = (
    *_OIL,
    *_GAS,
    *(make(crop) for make in (_grain_trade, _grain_totals, _harvest) for crop in ("wheat", "maize")),
    *(_balance(crop) for crop in ("wheat", "maize", "barley", "rice")),
)
