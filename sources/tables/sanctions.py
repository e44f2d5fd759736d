"""Tables of sanctions."""

from __future__ import annotations

from datetime import date

import polars as pl

from sources.adapters import eu_listings, gsdb, ofac, ties
from sources.adapters.eu_membership import EU_MEMBERS, eu_members
from sources.names import codes
from sources.registry import builds
from sources.source import Built, Inputs
from westphalia.record.readers import gsdb as reader
from westphalia.record.tables.sanctions import IMPOSED, OUTCOMES, PURPOSES

UNION = 1000
SENDERS = ("sender1", "sender2", "sender3", "sender4", "sender5")
_GERMANY = "Germany before 1990 is West Germany. The last year, 2023, is the sign for cases that go on."


def in_force(inputs: Inputs) -> tuple[pl.DataFrame, reader.InForce]:
    """Return the cases and what is in force in each year."""
    cases = gsdb.cases(inputs)
    return cases, reader.derive(cases, codes, eu_members(inputs))


def _built(cases: pl.DataFrame, frame: pl.DataFrame, found: reader.InForce, note: str) -> Built:
    return Built(frame, read=cases.height, dropped=found.dropped, notes=(note, _GERMANY, *found.notes))


@builds("sanctions", gsdb.GSDB, EU_MEMBERS)
def sanctions(inputs: Inputs) -> Built:
    """Sanctions in force between states."""
    cases, found = in_force(inputs)
    note = (
        "Cases are expanded to each sender, target and year, and counted. Cases of institutions other than "
        "the Union are in institution_sanctions only."
    )
    return _built(cases, found.dyads, found, note)


@builds("institution_sanctions", gsdb.GSDB, EU_MEMBERS)
def institution_sanctions(inputs: Inputs) -> Built:
    """Sanctions in force from institutions."""
    cases, found = in_force(inputs)
    return _built(
        cases,
        found.institutions,
        found,
        "Cases of institutions are expanded to each target and year, and counted; those of states "
        "alone are not here.",
    )


@builds("sanction_cases", gsdb.GSDB, EU_MEMBERS)
def sanction_cases(inputs: Inputs) -> Built:
    """Distinct cases in force by target."""
    cases, found = in_force(inputs)
    return _built(cases, found.targets, found, "Cases are expanded to each target and year, and counted.")


def day(year: str, month: str, of_month: str) -> pl.Expr:
    """Return the day where all three parts are known and make one."""
    known = pl.all_horizontal(pl.col(name).is_not_null() for name in (year, month, of_month))
    text = pl.format(
        "{}-{}-{}",
        pl.col(year),
        pl.col(month).cast(pl.String).str.zfill(2),
        pl.col(of_month).cast(pl.String).str.zfill(2),
    )
    return pl.when(known).then(text).str.to_date("%Y-%m-%d", strict=False)


def types() -> list[pl.Expr]:
    """Return one column for each type of sanction imposed; null where none is coded."""
    listed = pl.col("sanctiontype").str.extract_all(r"\d+")
    coded = listed.list.len().fill_null(0) > 0
    return [
        pl.when(coded).then(listed.list.contains(str(number))).alias(name)
        for number, name in enumerate(IMPOSED, 1)
    ]


def episode_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """Return episodes in the shape of the table, from the published columns."""
    sender, target = pl.col("primarysender"), pl.col("targetstate")
    imposed = pl.col("imposition") == 1
    ended = pl.col("endyear").is_not_null()
    return frame.select(
        "caseid",
        pl.when(sender != UNION).then(sender).alias("sender"),
        pl.when(sender.is_null())
        .then(pl.lit("unknown"))
        .when(sender == UNION)
        .then(pl.lit("EU"))
        .otherwise(pl.lit("state"))
        .alias("sender_kind"),
        pl.when(target != UNION).then(target).alias("target"),
        pl.col("startyear").alias("start_year"),
        day("startyear", "startmonth", "startday").alias("start"),
        pl.col("endyear").alias("end_year"),
        ended.alias("end_coded"),
        pl.col("ongoingasofyear").alias("ongoing_year"),
        (pl.col("threat") == 1).alias("threat"),
        imposed.alias("imposition"),
        pl.when(imposed).then(pl.col("sancimpositionstartyear")).alias("imposed_year"),
        (pl.col("institution") == 1).alias("institution"),
        pl.col("issue1").replace_strict(dict(enumerate(PURPOSES, 1)), return_dtype=pl.String).alias("issue"),
        *types(),
        pl.col("targetcosts").alias("target_costs"),
        pl.col("finaloutcome")
        .replace_strict(dict(enumerate(OUTCOMES, 1)), return_dtype=pl.String)
        .alias("outcome"),
    )


@builds("sanction_episodes", ties.TIES)
def episodes(inputs: Inputs) -> Built:
    """Threats and impositions, one row an episode."""
    frame = ties.episodes(inputs)
    notes = (
        "An end that is not coded stays unknown: end_coded tells it from one that is. "
        "The European Union as sender or target has no state code.",
    )
    return Built(episode_rows(frame), read=frame.height, notes=notes)


def sender_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """Return one row an episode and state among its senders, the primary one included."""
    long = frame.unpivot(
        index=["caseid", "startyear", "primarysender"], on=[*SENDERS, "primarysender"], value_name="sender"
    ).drop("variable")
    states = long.drop_nulls("sender").filter(pl.col("sender") != UNION)
    primary = (pl.col("sender") == pl.col("primarysender")).fill_null(False).alias("primary")
    return states.unique(["caseid", "sender"]).select(
        "caseid", "sender", pl.col("startyear").alias("start_year"), primary
    )


@builds("sanction_episode_senders", ties.TIES)
def senders(inputs: Inputs) -> Built:
    """Senders of episodes, one row a state."""
    frame = ties.episodes(inputs)
    rows = sender_rows(frame)
    none = frame.height - rows["caseid"].n_unique()
    return Built(
        rows,
        read=frame.height,
        dropped={"no sender that is a state": none},
        notes=("Episodes are expanded to their senders.",),
    )


@builds("designations", ofac.OFAC)
def designations(inputs: Inputs) -> Built:
    """Entries of the lists by state and month."""
    frame = ofac.panel(inputs)
    states = frame.drop_nulls("ccode")
    sums = states.group_by("ccode", "month").agg(pl.col("active", "added", "removed").sum())
    notes = (f"The panel begins in April 2022; nothing is known before {date(2022, 4, 1):%B %Y}.",)
    return Built(sums, read=frame.height, dropped={"not a state": frame.height - states.height}, notes=notes)


@builds("union_listings", eu_listings.LISTINGS)
def union_listings(inputs: Inputs) -> Built:
    """Entries of the Union's list by programme."""
    frame = eu_listings.listings(inputs)
    return Built(frame.with_columns(pl.lit(2022).alias("year")), frame.height)
