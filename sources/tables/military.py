"""Tables of what states spend on their military and how many serve."""

from __future__ import annotations

import polars as pl

from sources import corrections
from sources.adapters import economies, sipri_milex, state_years, wdi
from sources.adapters import military_personnel as persons
from sources.adapters.economies import TERRITORIES, TERRITORY
from sources.names import codes
from sources.registry import builds
from sources.source import Built, Inputs
from sources.successors import NOT_THEN
from westphalia.record.once import once

MEASURES = list(sipri_milex.SHEETS)
NOT_INDEPENDENT = "not independent that year"
WITHOUT_FORCES = {41: (1996, 2016), 94: (1949, 9999), 95: (1990, 9999), 395: (1949, 9999)}
"""States without armed forces and their years: Haiti, Costa Rica, Panama, Iceland."""


def without_false_zeros(frame: pl.DataFrame) -> pl.DataFrame:
    """Make a zero null unless the state had no armed forces: the source has zeros for missing rates."""
    forces = pl.lit(True)
    for state, (first, last) in WITHOUT_FORCES.items():
        forces = forces & ~((pl.col("ccode") == state) & pl.col("year").is_between(first, last)).fill_null(
            False
        )
    return frame.with_columns(
        pl.when(~(forces & (pl.col(name) == 0))).then(name).alias(name) for name in MEASURES
    )


def known_spending(frame: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    """Keep the state-years with a figure in any of the three measures, and count the others by reason."""
    states = frame.filter(pl.col("ccode").is_not_null())
    kept = states.filter(pl.any_horizontal(pl.col(MEASURES).is_not_null()))
    empty = states.filter(pl.all_horizontal(pl.col(MEASURES).is_null()))
    gone = empty.filter(pl.col("mark") == "xxx").height
    dropped = {
        "not a state (organisation)": frame.height - states.height,
        sipri_milex.MISSING["xxx"]: gone,
        sipri_milex.MISSING["..."]: empty.height - gone,
    }
    return kept.select("ccode", "year", *MEASURES), {reason: rows for reason, rows in dropped.items() if rows}


def without_artefacts(spent: pl.DataFrame, indicators: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return spending without artefacts of money, and what was corrected."""
    output, _ = economies.coded(indicators, wdi.AGGREGATES)
    found = corrections.spending(spent, output.select("ccode", "year", gdp="gdp_wdi"))
    told = []
    for column, slips in found.items():
        spent, some = corrections.put("military_spending", spent, ("ccode", "year"), column, slips)
        told.append(some)
    return spent, pl.concat(told)


@builds("military_spending", sipri_milex.SIPRI_MILEX)
@once
def military_spending(inputs: Inputs) -> Built:
    """Military spending in constant and current dollars and as a share of GDP."""
    published = sipri_milex.spending(inputs)
    frame = without_false_zeros(published)
    kept, dropped = known_spending(frame)
    kept, told = without_artefacts(kept, wdi.indicators(inputs))
    zeros = sum(frame[name].null_count() - published[name].null_count() for name in MEASURES)
    notes = (
        "One row read is a country and year of the source.",
        f"{zeros} zeros of states that had armed forces are null: the workbook has zero current dollars "
        "where it has no rate of exchange "
        "(East Germany, Czechoslovakia, Taiwan to 1987, North Korea), and so in Mauritania 2007-11. Zeros "
        "of Haiti, Costa Rica, Panama and "
        "Iceland are facts.",
        "Germany to 1990 is the Federal Republic (260).",
        "North Yemen in constant dollars (1988-89) does not compare with Yemen after 1990.",
    )
    return Built(kept, read=frame.height, dropped=dropped, notes=notes, corrections=told)


def coded_personnel(frame: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    """Put state codes to personnel, which follows the states of the time: Germany to 1990 is West Germany.

    Serbia to 1991 is Yugoslavia, to 2005 Serbia and Montenegro: one state in the Correlates of War list.
    """
    states = frame.filter(~pl.col("iso3").is_in(TERRITORIES))
    german, yemeni = pl.col("iso3") == "DEU", pl.col("iso3") == "YEM"
    split = (
        pl.when(german & (pl.col("year") <= 1990)).then(260).when(german).then(255)
        .when(yemeni & (pl.col("year") < 1990)).then(678).when(yemeni).then(679)
    )  # fmt: skip
    plain = states["iso3"].replace(["DEU", "YEM"], [None, None])
    states = states.with_columns(codes(plain, states["year"])).with_columns(
        pl.coalesce(split, "ccode").cast(pl.Int64).alias("ccode")
    )
    alone = ~((pl.col("ccode") == 678) & (pl.col("iso3") == "YEM"))
    kept = states.filter(alone)
    dropped = {TERRITORY: frame.height - states.height, NOT_THEN: states.height - kept.height}
    return kept.select("ccode", "year", "personnel"), dropped


@builds("military_personnel", persons.PERSONNEL, state_years.ISARD_STATES)
def military_personnel(inputs: Inputs) -> Built:
    """Armed forces personnel."""
    frame = persons.personnel(inputs)
    kept, dropped = coded_personnel(frame)
    kept, colonial = state_years.independent(kept, inputs)
    dropped = {reason: rows for reason, rows in {**dropped, NOT_INDEPENDENT: colonial}.items() if rows}
    notes = (
        "Active duty military and paramilitary forces that may replace them, so not the concept of milper "
        "in `capabilities`.",
        "Germany to 1990 is West Germany (478,000 in 1985). Yemen before unification is left out: North or "
        "South is not said.",
    )
    return Built(kept, read=frame.height, dropped=dropped, notes=notes)
