"""Tables of militarized interstate disputes, by two lists."""

from __future__ import annotations

import polars as pl

from sources.adapters import cow_mid, gml_mid
from sources.registry import builds
from sources.source import Built, Inputs
from westphalia.record.readers.dates import known, precision, runs

MISSING = -9
LEVELS = (1, 7, 13, 20)
_DISPUTE = ["list", "dispnum"]
_PART_OUTCOMES = ("hiact", "hostlev", "fatality", "fatalpre")


def _true(*names: str) -> list[pl.Expr]:
    return [pl.col(name).cast(pl.Boolean) for name in names]


def _highest(frame: pl.DataFrame, keys: list[str], names: tuple[str, ...]) -> pl.DataFrame:
    return frame.group_by(keys).agg(pl.col(name).max() for name in names)


def cow_participants(dyad_years: pl.DataFrame) -> pl.DataFrame:
    """Return spells of participation by side from dyadic dispute-years; only years are known."""
    long = dyad_years.select(
        "dispnum",
        "year",
        ccode="ccode1",
        side_a="sidea1",
        orig="orig1",
        **{name: f"{name}1" for name in _PART_OUTCOMES},
    )
    keys = ["dispnum", "ccode", "side_a"]
    spells = runs(long.select(*keys, "year").unique(), keys)
    values = spells.join(long, on=keys).filter(pl.col("year").is_between(pl.col("first"), pl.col("last")))
    values = _highest(values, [*keys, "first"], ("orig", *_PART_OUTCOMES))
    return spells.join(values, on=[*keys, "first"]).select(
        pl.lit("cow").alias("list"),
        *keys,
        pl.date(pl.col("first"), 1, 1).alias("start"),
        pl.date(pl.col("last"), 12, 31).alias("end"),
        pl.lit("year").alias("start_precision"),
        pl.lit("year").alias("end_precision"),
        "orig",
        *_PART_OUTCOMES,
    )


def hostility(action: pl.Expr) -> pl.Expr:
    """Return the level of hostility of a MID action: 1 none, 2 threat, 3 display, 4 use of force, 5 war."""
    return 1 + pl.sum_horizontal((action >= first).cast(pl.Int64) for first in LEVELS)


def gml_participants(parts: pl.DataFrame, dyad_years: pl.DataFrame) -> pl.DataFrame:
    """Return spells of participation with their days; deaths and aims are from the dyadic dispute-years."""
    keys = ["dispnum", "ccode", "side_a"]
    long = dyad_years.select(
        "dispnum",
        ccode="ccode1",
        side_a="sidea1",
        fatality="fatality1",
        fatalpre="fatalpre1",
        revstate="revstate1",
        revtype1="revtype11",
        revtype2="revtype21",
    )
    values = _highest(long, keys, ("fatality", "fatalpre", "revstate", "revtype1", "revtype2"))
    frame = parts.rename({"sidea": "side_a"}).join(values, on=keys, how="left")
    return frame.select(
        pl.lit("gml").alias("list"),
        *keys,
        pl.date("styear", "stmon", "dummy_stday").alias("start"),
        pl.date("endyear", "endmon", "dummy_endday").alias("end"),
        precision("stmon", "stday").alias("start_precision"),
        precision("endmon", "endday").alias("end_precision"),
        "orig",
        "hiact",
        hostility(pl.col("hiact")).alias("hostlev"),
        "fatality",
        "fatalpre",
        "revstate",
        "revtype1",
        "revtype2",
        "obsid_start",
        "obsid_end",
    )


def gml_dates(parts: pl.DataFrame) -> pl.DataFrame:
    """Return first and last day of each dispute with their precision, from the spells of its participants."""
    first = parts.sort("dispnum", "start", "start_precision").unique(
        "dispnum", keep="first", maintain_order=True
    )
    last = parts.sort("dispnum", "end", "end_precision", descending=[False, True, False]).unique(
        "dispnum", keep="first", maintain_order=True
    )
    return first.select("dispnum", "start", "start_precision").join(
        last.select("dispnum", "end", "end_precision"), on="dispnum"
    )


def cow_dates(disputes: pl.DataFrame, dyad_years: pl.DataFrame) -> pl.DataFrame:
    """Return the first of the published first month and the end of the last dyadic year of each dispute."""
    frame = disputes.join(
        dyad_years.group_by("dispnum").agg(pl.col("year").max().alias("last")), on="dispnum", how="left"
    )
    return frame.select(
        "dispnum",
        pl.date("styear", "stmon", 1).alias("start"),
        pl.lit("month").alias("start_precision"),
        pl.date(pl.max_horizontal("last", "styear"), 12, 31).alias("end"),
        pl.lit("year").alias("end_precision"),
    )


@builds("disputes", cow_mid.MID, gml_mid.GML)
def disputes(inputs: Inputs) -> Built:
    """Both lists of disputes, one under the other."""
    cow, gml = cow_mid.disputes(inputs), gml_mid.disputes(inputs)
    parts = gml_participants(gml_mid.participants(inputs), gml_mid.dyad_years(inputs))
    cow_part = cow.join(cow_dates(cow, cow_mid.dyad_years(inputs)), on="dispnum").with_columns(
        pl.lit("cow").alias("list")
    )
    gml_part = gml.join(gml_dates(parts), on="dispnum").with_columns(pl.lit("gml").alias("list"))
    frame = known(pl.concat([cow_part, gml_part], how="diagonal"), MISSING).with_columns(_true("recip"))
    notes = (
        "cow: the month of the start and the years of the dyads are published, days are not; covers 1816 to "
        "2014.",
        "gml: days are those of the participants; where unknown, the first or last of the month; covers "
        "1816 to 2010.",
        "cow dispute 4005 is dated 1996 as a dispute and 1995 as a dyad-year, as published.",
    )
    return Built(frame.drop("styear", "stmon"), read=cow.height + gml.height, notes=notes)


@builds("dispute_participants", cow_mid.MID, gml_mid.GML)
def dispute_participants(inputs: Inputs) -> Built:
    """Participants of both lists, one under the other."""
    cow, gml = cow_mid.dyad_years(inputs), gml_mid.participants(inputs)
    frames = (
        cow_participants(known(cow, MISSING)),
        gml_participants(known(gml, MISSING), known(gml_mid.dyad_years(inputs), MISSING)),
    )
    frame = pl.concat(frames, how="diagonal").with_columns(_true("side_a", "orig", "revstate"))
    notes = (
        f"cow: {cow.height:,} directed dyadic dispute-years read and gathered into {frames[0].height:,} "
        "spells of years on one side; the worst "
        "value where a publisher has several.",
        f"gml: {gml.height:,} spells read; deaths and aims come from the directed dyadic dispute-years of "
        "the same state and side, hostility from the action.",
    )
    return Built(frame, read=cow.height + gml.height, notes=notes)


def _ended(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.col("year").max().over("dispnum").alias("end"))


@builds("dispute_dyad_years", cow_mid.MID, gml_mid.GML)
def dispute_dyad_years(inputs: Inputs) -> Built:
    """Directed dyadic dispute-years of both lists, one under the other."""
    cow = _ended(cow_mid.dyad_years(inputs)).with_columns(pl.lit("cow").alias("list"))
    gml = _ended(gml_mid.dyad_years(inputs)).with_columns(pl.lit("gml").alias("list"))
    aims = {
        "revtype11": "revtype1_1",
        "revtype12": "revtype1_2",
        "revtype21": "revtype2_1",
        "revtype22": "revtype2_2",
    }
    gml = gml.drop(
        "midongoing",
        "hiact",
        "outcome",
        "settle",
        "fatalpre",
        "endmon",
        "numa",
        "numb",
        "ongo2010",
        "version",
    )
    frame = known(pl.concat([cow, gml], how="diagonal"), MISSING)
    frame = frame.rename(aims).rename({new: new.replace("_", "") for new in aims.values()})
    flags = (
        "onset",
        "recip",
        *(f"{name}{side}" for name in ("sidea", "orig", "revstate") for side in (1, 2)),
    )
    notes = (
        "Every row is an ongoing dispute; the column that says so is left out.",
        "The rows with kept are those of the R package's one-dispute-a-dyad-year tables.",
        "gml dispute 1272 has the start month 13 as published; it began on 13 November 1918.",
    )
    return Built(frame.with_columns(_true(*flags)), read=cow.height + gml.height, notes=notes)


@builds("dispute_leader_dyad_years", gml_mid.GML)
def dispute_leader_dyad_years(inputs: Inputs) -> Built:
    """Directed dispute-years of leaders, as published."""
    frame = _ended(gml_mid.leader_dyad_years(inputs)).drop("gmlmidongoing")
    flags = ("onset", *(f"{name}{side}" for name in ("sidea", "orig") for side in (1, 2)))
    return Built(
        frame.with_columns(_true(*flags)), read=frame.height, notes=("Every row is an ongoing dispute.",)
    )
