"""Tables of trade after 2014, each of one source."""

from __future__ import annotations

import polars as pl

from sources.adapters import portwatch, recent_trade
from sources.members import between_states
from sources.registry import builds
from sources.source import Built, Inputs

RUSSIA = 365
MADE_UP = "2022 and 2023, which the Fund scaled from Russia's figures of 2021"
PROVISIONAL = 2022
CHINA_YEAR = 2023
NOVEMBER = 11


@builds("trade_russia", recent_trade.DOTS)
def trade_russia(inputs: Inputs) -> Built:
    """Russia's exports and imports as it reports them."""
    frame = recent_trade.dots(inputs)
    own = frame.filter(pl.col("reporter") == recent_trade.RUSSIA)
    sound = own.filter("sound")
    states, lost = between_states(sound, "partner")
    out = pl.col("flow") == "export_fob"
    russia = pl.lit(RUSSIA, pl.Int64)
    result = states.select(
        pl.when(out).then(russia).otherwise("partner").alias("exporter"),
        pl.when(out).then("partner").otherwise(russia).alias("importer"),
        "year",
        "value",
    )
    return Built(result, own.height, {MADE_UP: own.height - sound.height, **lost})


@builds("trade_mirrored", recent_trade.DOTS)
def trade_mirrored(inputs: Inputs) -> Built:
    """Goods that all reporters together sell to a state and buy from it."""
    frame = recent_trade.dots(inputs).filter(pl.col("reporter") == recent_trade.WORLD)
    states, lost = between_states(frame, "partner")
    flows = states.group_by(pl.col("partner").alias("ccode"), "year").agg(
        pl.col("value").filter(pl.col("flow") == "export_fob").first().alias("imports"),
        pl.col("value").filter(pl.col("flow") == "import_cif").first().alias("exports"),
    )
    result = flows.with_columns((pl.col("year") >= PROVISIONAL).alias("provisional"))
    return Built(
        result, frame.height, lost, ("Rows read are flows; the two of a state and year stand in one row.",)
    )


@builds("trade_thirty", recent_trade.BACI_30)
def trade_thirty(inputs: Inputs) -> Built:
    """Trade among the thirty largest traders."""
    frame = recent_trade.baci_30(inputs)
    states, lost = between_states(frame, "exporter", "importer")
    return Built(states, frame.height, lost, ("Hong Kong, an importer in the source, is no state.",))


@builds("trade_from_china", recent_trade.FROM_CHINA)
def trade_from_china(inputs: Inputs) -> Built:
    """Goods from China about 2022-23."""
    frame = recent_trade.from_china(inputs)
    states, lost = between_states(frame, "ccode")
    notes = ("Hong Kong and Macao are no states; Other Asia is Taiwan.",)
    return Built(states.with_columns(pl.lit(CHINA_YEAR).alias("year")), frame.height, lost, notes)


@builds("trade_union_east", recent_trade.EUROSTAT)
def trade_union_east(inputs: Inputs) -> Built:
    """Trade of the Union's members with Russia and its neighbours by year."""
    frame = recent_trade.eurostat(inputs)
    whole = frame.group_by("year").agg(pl.col("month").n_unique().alias("months"))
    sums = [
        _sum(flow, product, span)
        for flow in ("import", "export")
        for product in ("total", "fuels")
        for span in (12, NOVEMBER)
    ]
    yearly = frame.group_by("reporter", "partner", "year").agg(sums).join(whole, on="year")
    return Built(yearly, frame.height, notes=("Rows read are months, summed by year.",))


def _sum(flow: str, product: str, last: int) -> pl.Expr:
    """Return the sum of a flow to a month of the year; null where there is none."""
    chosen = pl.col("value").filter(
        pl.col("flow") == flow, pl.col("product") == product, pl.col("month") <= last
    )
    name = f"{flow}s{'_fuels' if product == 'fuels' else ''}{'_to_november' if last == NOVEMBER else ''}"
    return pl.when(chosen.len() > 0).then(chosen.sum()).alias(name)


@builds("commodity_imports", recent_trade.COMTRADE)
def commodity_imports(inputs: Inputs) -> Built:
    """Grain, fertiliser and gas liquids by pair and year."""
    frame = recent_trade.comtrade(inputs)
    states, lost = between_states(frame, "exporter", "importer")
    return Built(
        states, frame.height, lost, ("Other Asia is Taiwan; what is not specified has no exporter.",)
    )


@builds("strait_transits", portwatch.PORTWATCH)
def strait_transits(inputs: Inputs) -> Built:
    """Ships through straits by month."""
    frame = portwatch.transits(inputs)
    return Built(frame, frame.height)
