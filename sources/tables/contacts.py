"""Tables of missions, visits, visas, walls, troops, bases and news."""

from __future__ import annotations

import polars as pl

from sources.adapters import (
    barriers,
    deployments,
    foreign_bases,
    gdelt,
    missions,
    russian_exercises,
    visa,
    visits_by_pair,
)
from sources.members import NO_STATE, between_states
from sources.registry import builds
from sources.source import Built, Inputs

KEPT_TO = 2025
PAIR = ("ccode1", "ccode2")


def paired(one: str | pl.Expr, two: str | pl.Expr) -> list[pl.Expr]:
    """Return the pair of two states, the lower code first."""
    return [pl.min_horizontal(one, two).alias("ccode1"), pl.max_horizontal(one, two).alias("ccode2")]


@builds("missions", missions.EXCHANGE)
def mission_years(inputs: Inputs) -> Built:
    """Who had a mission at whom, each way a row."""
    pairs = missions.exchange(inputs)
    ways = (("ccode2", "ccode1", "at1"), ("ccode1", "ccode2", "at2"))
    frame = pl.concat(
        pairs.filter(there).select(pl.col(sender).alias("sender"), pl.col(host).alias("host"), "year")
        for sender, host, there in ways
    )
    lost = {"a side without a mission": 2 * pairs.height - frame.height}
    notes = (
        "Rows read are sides of pairs. The levels that the source codes, and its year 2005, are not here.",
    )
    return Built(frame, 2 * pairs.height, lost, notes)


@builds("visits_by_pair", visits_by_pair.COLT_PAIRS, visits_by_pair.CHINA_VITAE, visits_by_pair.AIDDATA)
def visits(inputs: Inputs) -> Built:
    """Visits by pair and year, three lists apart."""
    both, vitae, dashboard = (
        read(inputs) for read in (visits_by_pair.colt, visits_by_pair.china_vitae, visits_by_pair.aiddata)
    )
    colt = both.select(*paired("one", "two"), "year", "visits").unique()
    seen, abroad = _named(vitae, "ccode")
    told, small = _named(dashboard, "ccode")
    known = told.filter(pl.any_horizontal(pl.col("visits", "military_visits").is_not_null()))
    engagements = seen.group_by("ccode1", "ccode2", "year").agg(
        (pl.col("kind") == "travelled abroad").sum().alias("days_abroad"),
        (pl.col("kind") == "meeting").sum().alias("meetings"),
    )
    parts = {"colt_pairs": colt, "china_vitae": engagements, "aiddata_visits": known.drop("ccode")}
    frame = pl.concat(
        (part.with_columns(pl.lit(name).alias("source")) for name, part in parts.items()),
        how="diagonal_relaxed",
    )
    lost = {
        NO_STATE: abroad + small,
        "the same pair from its other side": both.height - colt.height,
        "nothing known of the year": told.height - known.height,
    }
    notes = (
        "Rows of china_vitae are engagements, summed; those that are neither a journey nor a meeting count in neither sum.",
    )
    return Built(frame, both.height + vitae.height + dashboard.height, lost, notes)


def _named(frame: pl.DataFrame, column: str) -> tuple[pl.DataFrame, int]:
    kept = frame.drop_nulls(column)
    return kept.with_columns(
        paired(column, pl.lit(visits_by_pair.CHINA, pl.Int64))
    ), frame.height - kept.height


@builds("visa_free", visa.VISA)
def visa_free(inputs: Inputs) -> Built:
    """Who may enter where without a visa."""
    frame = visa.visas(inputs)
    kept = frame.filter(pl.col("destination") != pl.col("home"))
    lost = {"a state's own nationals": frame.height - kept.height}
    notes = (
        "In 1969 the Soviet Union, Yugoslavia and Czechoslovakia stand once, West Germany is 260; Trucial States and Hong Kong are left out.",
    )
    return Built(kept, frame.height, lost, notes)


@builds("border_barriers", barriers.CARTER_POAST, barriers.LISTS)
def border_barriers(inputs: Inputs) -> Built:
    """Walls by builder and target, four lists apart."""
    frame = pl.concat([barriers.carter_poast(inputs), barriers.lists(inputs)], how="diagonal")
    states, lost = between_states(frame, "builder", "target")
    across = states.filter(pl.col("builder") != pl.col("target"))
    dated = across.drop_nulls("first")
    once = dated.unique(["list", "builder", "target", "first"], keep="first", maintain_order=True)
    lost |= {
        "a state against itself (Cyprus)": states.height - across.height,
        "no year": across.height - dated.height,
        "the same wall and year again": dated.height - once.height,
    }
    notes = (
        "Walls towards territories (Western Sahara, Palestine, Hong Kong) are not between states.",
        "Of several years given for one wall (1973/2013) the first stands here.",
        "South Vietnam (817) built the McNamara line, France (220) the Morice line: the source has Vietnam and Algeria.",
    )
    return Built(once, frame.height, lost, notes)


@builds("deployments", deployments.DEPLOYMENTS)
def troops_abroad(inputs: Inputs) -> Built:
    """Troops by deployer, host, mission and year."""
    frame = deployments.deployments(inputs)
    kept, lost = between_states(frame, "deployer", "host")
    return Built(
        kept, frame.height, {"the host is a region, a territory or several states": sum(lost.values())}
    )


@builds("foreign_bases", foreign_bases.FOREIGN_BASES)
def bases_abroad(inputs: Inputs) -> Built:
    """Bases by operator and host."""
    frame = foreign_bases.bases(inputs)
    states, lost = between_states(frame, "operator", "host")
    abroad = states.filter(pl.col("operator") != pl.col("host"))
    counted = abroad.group_by("operator", "host").agg(
        pl.lit(KEPT_TO).alias("year"), (pl.col("status") == "active").sum().alias("active")
    )
    lost |= {"at home": states.height - abroad.height}
    notes = (
        "Four American bases in Afghanistan, still active in the source, are closed: all foreign troops left in August 2021.",
        "Bases that are closed, planned or that the source calls controversial are no active ones.",
    )
    return Built(counted, frame.height, lost, notes)


@builds("russian_exercises", russian_exercises.RUSSIAN_EXERCISES)
def exercises_of_russia(inputs: Inputs) -> Built:
    """Exercises by partner and year."""
    frame = russian_exercises.partners(inputs)
    kept, lost = between_states(frame, "ccode")
    pair = kept.select(*paired("ccode", pl.lit(russian_exercises.RUSSIA, pl.Int64)), "year", "exercise")
    counted = pair.group_by(*PAIR, "year").agg(pl.col("exercise").n_unique().alias("exercises"))
    return Built(counted, frame.height, lost, ("Rows read are partners of exercises.",))


@builds("news_days", gdelt.GDELT)
def news_days(inputs: Inputs) -> Built:
    """Shares of days by pair and year."""
    frame = gdelt.pair_months(inputs)
    kept, lost = between_states(frame, "one", "two")
    return Built(
        shares(kept),
        frame.height,
        lost,
        ("Months are summed; a day of a month without a row had no event of the pair.",),
    )


def shares(months: pl.DataFrame) -> pl.DataFrame:
    """Return the shares of the days of a year that were above and below zero.

    Parameters
    ----------
    months : polars.DataFrame
        ``one``, ``two``, ``year``, ``month``, ``days_pos``, ``days_neg`` and ``days_observed``, which all pairs of a month share.

    Examples
    --------
    >>> months = pl.DataFrame({"one": [2, 2, 20], "two": [20, 20, 31], "year": [2018] * 3, "month": [1, 2, 3],
    ...                        "days_pos": [3, 6, 1], "days_neg": [1, 0, 0], "days_observed": [30, 20, 10]})
    >>> shares(months).sort("ccode1").rows()
    [(2, 20, 2018, 0.15, 0.016666666666666666, 60), (20, 31, 2018, 0.016666666666666666, 0.0, 60)]
    """
    observed = months.group_by("year", "month").agg(pl.col("days_observed").max())
    days = observed.group_by("year").agg(pl.col("days_observed").sum().alias("days"))
    pairs = months.with_columns(paired("one", "two")).group_by(*PAIR, "year")
    summed = pairs.agg(pl.col("days_pos", "days_neg").sum()).join(days, on="year")
    return summed.select(
        *PAIR,
        "year",
        (pl.col("days_pos") / pl.col("days")).alias("above"),
        (pl.col("days_neg") / pl.col("days")).alias("below"),
        "days",
    )
