"""Tables of oil and gas."""

from __future__ import annotations

import polars as pl

from sources.adapters import eia_exports, energy_institute, etemad, opec, recent_energy
from sources.members import between_states
from sources.registry import builds
from sources.source import Built, Inputs
from sources.successors import coded, of_their_time, summed, tally

OIL = ("production", "consumption", "crude_exports", "product_exports", "crude_imports", "product_imports")
GAS = ("production", "consumption", "exports", "imports")
Part = tuple[pl.DataFrame, int, dict[str, int]]
COMMON = (
    "Rows are counted as single figures, one series of one state and year; the table lays those of a "
    "source side by side.",
    "The Soviet Union of 1985-1991 (energy_institute_2025) and to 1991 (opec_asb_2023), and "
    "Czechoslovakia, are sums of the parts listed under today's names.",
    "energy_institute_2025: Soviet oil production of 1985-1991 lacks Ukraine, about one per cent.",
    "Germany is left out for 1946-1990, Yemen before 1990 and Vietnam before 1976 where a source writes "
    "two states as one.",
)


@builds("oil", energy_institute.ENERGY_INSTITUTE, opec.OPEC, eia_exports.EIA_EXPORTS, etemad.ETEMAD)
def oil(inputs: Inputs) -> Built:
    """Oil by state and year, four sources apart."""
    parts = [
        _energy_institute(energy_institute.oil(inputs)),
        _opec(opec.oil(inputs)),
        _one(eia_exports.crude_exports(inputs), eia_exports.EIA_EXPORTS.id, "crude_exports"),
        _one(etemad.oil(inputs), etemad.ETEMAD.id, "production"),
    ]
    return _built(
        parts,
        OIL,
        (
            *COMMON,
            "etemad_luciani: from 1980 the compiler's figures are all liquids, gas liquids and refinery "
            "gains with them.",
        ),
    )


@builds("gas", energy_institute.ENERGY_INSTITUTE, opec.OPEC, etemad.ETEMAD)
def gas(inputs: Inputs) -> Built:
    """Natural gas by state and year, three sources apart."""
    raw = opec.gas(inputs)
    sound = raw.filter(~opec.doubtful())
    bulletin, _, lost = _opec(sound)
    parts = [
        _energy_institute(energy_institute.gas(inputs)),
        (bulletin, raw.height, tally(lost, {opec.DOUBTFUL: raw.height - sound.height})),
        _one(etemad.gas(inputs), etemad.ETEMAD.id, "production"),
    ]
    breaks = (
        "opec_asb_2023: Russia's exports of 1992-1995 leave out former Soviet states; some states "
        "count transit as trade."
    )
    return _built(parts, GAS, (*COMMON, breaks))


def _energy_institute(raw: pl.DataFrame) -> Part:
    known = raw.filter(pl.col("value").is_not_null())
    whole = energy_institute.soviet_whole(known)
    frame, dropped = _named(whole)
    lost = {
        energy_institute.NONE: raw.height - known.height,
        energy_institute.INSIDE: known.height - whole.height,
    }
    return (
        frame.with_columns(pl.lit(energy_institute.ENERGY_INSTITUTE.id).alias("source")),
        raw.height,
        tally(dropped, lost),
    )


def _opec(raw: pl.DataFrame) -> Part:
    apart = raw.filter(~opec.soviet_trade())
    known, empty = opec.reported(apart)
    frame, dropped = _named(opec.soviet_whole(known))
    lost = {opec.MIXED: raw.height - apart.height, opec.BEFORE: empty}
    return frame.with_columns(pl.lit(opec.OPEC.id).alias("source")), raw.height, tally(dropped, lost)


def _one(raw: pl.DataFrame, source: str, series: str) -> Part:
    known = raw.filter(pl.col("value").is_not_null()).with_columns(pl.lit(series).alias("series"))
    frame, dropped = _named(known)
    return (
        frame.with_columns(pl.lit(source).alias("source")),
        raw.height,
        tally(dropped, {"no figure": raw.height - known.height}),
    )


def _named(frame: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    frame, foreign = coded(frame, {"ccode": "name"}, year=None)
    frame, early = of_their_time(frame, "name")
    return summed(frame, ["series"], ["value"]), tally(foreign, early)


def _built(parts: list[Part], series: tuple[str, ...], notes: tuple[str, ...]) -> Built:
    long = pl.concat(frame.select("ccode", "year", "source", "series", "value") for frame, _, _ in parts)
    columns = (
        pl.col("value").filter(pl.col("series") == name).first().round(4).alias(name) for name in series
    )
    wide = long.group_by("ccode", "year", "source", maintain_order=True).agg(*columns)
    return Built(
        wide,
        read=sum(read for _, read, _ in parts),
        dropped=tally(*(dropped for _, _, dropped in parts)),
        notes=notes,
    )


@builds("oil_destinations", opec.OPEC)
def oil_destinations(inputs: Inputs) -> Built:
    """Crude exports of OPEC members by destination, sums left out."""
    raw = opec.destinations(inputs)
    parts = raw.filter((pl.col("destination") != "TOTAL") & (pl.col("name") != "OPEC"))
    frame, dropped = coded(parts, {"exporter": "name"})
    return Built(
        frame.select("exporter", "destination", "year", "crude"),
        read=raw.height,
        dropped=tally(dropped, {"sum of the destinations or of the members": raw.height - parts.height}),
    )


@builds("oil_area_trade", energy_institute.ENERGY_INSTITUTE)
def oil_area_trade(inputs: Inputs) -> Built:
    """Oil trade of areas, as published."""
    raw = energy_institute.areas(inputs)
    frame = raw.filter(
        ~((pl.col("area") == "USSR & Central Europe") & (pl.col("year") > 1992))
        & (pl.col("area") != "Total World")
    )
    return Built(
        frame,
        read=raw.height,
        dropped=tally({"sum of the areas, or an area after it was divided": raw.height - frame.height}),
    )


@builds("gas_flows", recent_energy.GAS_FLOWS)
def gas_flows(inputs: Inputs) -> Built:
    """Gas across borders by year, months summed."""
    raw = recent_energy.gas_flows(inputs)
    kept, lost = between_states(raw, "exit", "entry")
    yearly = kept.group_by("exit", "entry", "year").agg((pl.col("mcm").sum() / 1000).round(4).alias("gas"))
    return Built(
        yearly,
        raw.height,
        {"liquefied gas, whose origin the source does not give, or a place not said": sum(lost.values())},
        ("Rows read are months. What flowed back is taken off: a sum may be a little below zero.",),
    )


@builds("china_energy_from_russia", recent_energy.CHINA_CUSTOMS)
def china_energy_from_russia(inputs: Inputs) -> Built:
    """Energy that China bought from Russia by year, months summed."""
    raw = recent_energy.from_russia(inputs)
    whole = raw.filter(pl.col("year") < recent_energy.BROKEN_OFF)
    total = [
        pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum()).alias(name)
        for name in ("weight", "value")
    ]
    yearly = whole.group_by("good", "year").agg(*total)
    ends = (pl.lit(code).alias(side) for side, code in recent_energy.ENDS.items())
    lost = {"January and February of 2023, no whole year": raw.height - whole.height}
    return Built(yearly.with_columns(*ends), raw.height, lost, ("Rows read are months of a good.",))


@builds("oil_area_flows", energy_institute.ENERGY_INSTITUTE)
def oil_area_flows(inputs: Inputs) -> Built:
    """Oil between areas, crude and products summed."""
    raw = energy_institute.oil_between_areas(inputs)
    tonnes = raw.filter(pl.col("unit") == "Mt")
    parts = tonnes.filter(
        ~pl.col("exporter").is_in(energy_institute.TOTALS), ~pl.col("importer").is_in(energy_institute.TOTALS)
    ).drop_nulls("oil")
    summed_up = parts.group_by("exporter", "importer", "year").agg(pl.col("oil").sum().round(4))
    lost = {
        "the same in barrels a day (2014)": raw.height - tonnes.height,
        "a sum of areas, or no figure": tonnes.height - parts.height,
    }
    return Built(
        summed_up, raw.height, lost, ("Rows read are of one product; crude and products are summed.",)
    )


@builds("gas_area_flows", energy_institute.ENERGY_INSTITUTE)
def gas_area_flows(inputs: Inputs) -> Built:
    """Gas between areas by way, as published, sums left out."""
    raw = energy_institute.gas_between_areas(inputs)
    sums = (*energy_institute.TOTALS, *energy_institute.SUMS)
    parts = raw.filter(
        ~pl.col("exporter").is_in(energy_institute.TOTALS), ~pl.col("importer").is_in(sums)
    ).drop_nulls("gas")
    return Built(parts, raw.height, {"a sum of areas, or no figure": raw.height - parts.height})


@builds("oil_spot_prices", opec.OPEC)
def oil_spot_prices(inputs: Inputs) -> Built:
    """Spot prices of crude oils, means of the year."""
    raw = opec.spot_prices(inputs)
    known = raw.drop_nulls("price").with_columns(pl.col("price").round(3))
    return Built(known, raw.height, {"no quotation": raw.height - known.height})
