"""Commodities: oil, gas and grain, what states make, use and trade."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from westphalia.panel.addition import Addition, fields
from westphalia.panel.readers import flows, of_years, state_rows
from westphalia.record import sums

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.grid import Grid
    from westphalia.record.world import World

BARRELS, CUBIC = "thousand barrels a day", "billion cubic metres"
_OIL: dict[str, tuple[str, dict[str, str]]] = {
    "energy_institute_2025": (
        "Energy Institute",
        {
            "production": "Oil produced, gas liquids and oil from sands included",
            "consumption": "Oil products consumed",
        },
    ),
    "opec_asb_2023": (
        "OPEC",
        {
            "production": "Crude oil produced",
            "consumption": "Demand for oil",
            "crude_exports": "Crude oil exported",
            "product_exports": "Oil products exported",
            "crude_imports": "Crude oil imported",
            "product_imports": "Oil products imported",
        },
    ),
    "eia_2020": ("Energy Information Administration", {"crude_exports": "Crude oil exported"}),
    "etemad_luciani": ("Etemad and Luciani", {"production": "Crude oil produced"}),
}
_GAS: dict[str, tuple[str, dict[str, str]]] = {
    "energy_institute_2025": (
        "Energy Institute",
        {"production": "Gas produced", "consumption": "Gas consumed"},
    ),
    "opec_asb_2023": (
        "OPEC",
        {
            "production": "Gas marketed",
            "consumption": "Gas consumed",
            "exports": "Gas exported",
            "imports": "Gas imported",
        },
    ),
    "etemad_luciani": ("Etemad and Luciani", {"production": "Gas produced"}),
}
SHORT = {"energy_institute_2025": "", "opec_asb_2023": "opec", "eia_2020": "eia", "etemad_luciani": "history"}


def _fuel(fuel: str, source: str, what: tuple[str, dict[str, str]], unit: str) -> Addition:
    """Return the addition of one source of a fuel; sources define oil and gas differently and are kept apart."""
    publisher, described = what
    short = SHORT[source]
    prefix = f"{fuel}_{short}_" if short else f"{fuel}_"
    columns = fields(False, **{f"{prefix}{name}": f"{text}, {unit}" for name, text in described.items()})
    return Addition(
        f"{fuel}-{short}" if short else fuel,
        f"{fuel.capitalize()} ({publisher}); the territory's before independence",
        "state",
        columns,
        (fuel,),
        state_rows(fuel, {f"{prefix}{name}": name for name in described}, where={"source": source}),
        (source,),
        listed=source,
    )


def _grain_trade(crop: str) -> Addition:
    return Addition(
        f"{crop}-trade",
        f"Trade in {crop}; what no side reported is unknown",
        "dyad",
        fields(
            **{
                f"{crop}flow1": f"{crop.capitalize()} exported by the first state to the second, tonnes",
                f"{crop}flow2": f"{crop.capitalize()} exported by the second state to the first, tonnes",
            }
        ),
        (f"{crop}_trade",),
        flows(f"{crop}_trade", ("exporter", "importer"), "tonnes", f"{crop}flow"),
        for_states=f"{crop}-totals",
    )


def _grain_totals(crop: str) -> Addition:
    def read(world: World, grid: Grid) -> pl.DataFrame:
        import polars as pl

        rows = of_years(world.table(f"{crop}_trade"), grid)
        sides = [
            rows.group_by(pl.col(side).alias("ccode"), "year", maintain_order=True).agg(
                sums.total(pl.col("tonnes")).round(6).alias(f"{crop}_{what}")
            )
            for side, what in (("exporter", "exported"), ("importer", "imported"))
        ]
        both = sides[0].join(sides[1], on=["ccode", "year"], how="full", coalesce=True)
        return both.sort("ccode", "year").collect()

    return Addition(
        f"{crop}-totals",
        f"All trade of a state in {crop}, so far as one side reported it",
        "state",
        fields(
            **{
                f"{crop}_exported": f"{crop.capitalize()} exported to all states, tonnes",
                f"{crop}_imported": f"{crop.capitalize()} imported from all states, tonnes",
            }
        ),
        (f"{crop}_trade",),
        read,
    )


def _balance(crop: str) -> Addition:
    described = {
        "production": "Harvest",
        "imports": "Imports",
        "exports": "Exports",
        "stock_variation": "Taken from stocks (positive) or put into them (negative)",
        "feed": "Fed to animals",
        "food": "Eaten",
    }
    columns = fields(
        False, **{f"{crop}_{name}": f"{text}, thousand tonnes" for name, text in described.items()}
    )
    return Addition(
        f"{crop}-balance",
        f"Balance of {crop} with its products",
        "state",
        columns,
        ("grain_balances",),
        state_rows("grain_balances", {f"{crop}_{name}": name for name in described}, where={"item": crop}),
    )


def _harvest(crop: str) -> Addition:
    where: dict[str, Any] = {"crop": crop, "source": "faostat_trade"}
    return Addition(
        f"{crop}-harvest",
        f"Harvest of {crop} (FAOSTAT)",
        "state",
        fields(**{f"{crop}_harvest": f"Harvest of {crop}, tonnes"}),
        ("grain_production",),
        state_rows("grain_production", {f"{crop}_harvest": "tonnes"}, where=where),
        ("faostat_trade",),
        listed="faostat_trade",
    )


ADDITIONS = (
    *(_fuel("oil", source, what, BARRELS) for source, what in _OIL.items()),
    *(_fuel("gas", source, what, CUBIC) for source, what in _GAS.items()),
    *(make(crop) for make in (_grain_trade, _grain_totals, _harvest) for crop in ("wheat", "maize")),
    *(_balance(crop) for crop in ("wheat", "maize", "barley", "rice")),
)
