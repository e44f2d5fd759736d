"""Tables of sanctions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from sources import coded, in_force
from sources.adapters import eu_listings, gsdb, ofac, sanctions_by_hand, ties
from sources.adapters.eu_membership import EU_MEMBERS
from sources.registry import builds
from sources.source import Built, Inputs
from westphalia.record.readers import gsdb as reader
from westphalia.record.tables.sanctions import IMPOSED, OUTCOMES, PURPOSES

UNION = 1000
SENDERS = ("sender1", "sender2", "sender3", "sender4", "sender5")
_GERMANY = "Germany before 1990 is West Germany. The last year, 2023, is the sign for cases that go on."
_CORRECTED = (
    "The cases of the release are corrected as sanction_corrections says, and those of coded_sanctions stand beside them; `lists` says for each row on "
    "which it rests. Years after the release are known only of what was coded by hand."
)
_PARTIAL = "The list is partial: what is not on it may have been in force all the same."


HAND = sanctions_by_hand.SANCTIONS_BY_HAND
OF_CASES = (gsdb.GSDB, EU_MEMBERS)


def _built(cases: pl.DataFrame, frame: pl.DataFrame, found: reader.InForce, note: str) -> Built:
    return Built(frame, read=cases.height, dropped=found.dropped, notes=(note, _GERMANY, *found.notes))


def _corrected(inputs: Inputs, part: str, note: str) -> Built:
    cases, found = in_force.corrected(inputs)
    return _built(cases, getattr(found, part), found, f"{note} {_CORRECTED}")


def _listed(inputs: Inputs, part: str, note: str) -> Built:
    cases, found = in_force.as_listed(inputs)
    return _built(cases, getattr(found, part), found, note)


BETWEEN = (
    "Cases are expanded to each sender, target and year, and counted. Cases of institutions other than "
    "the Union are in institution_sanctions only."
)
FROM = "Cases of institutions are expanded to each target and year, and counted; those of states alone are not here."
AGAINST = "Cases are expanded to each target and year, and counted."
BINDING = "Cases that bind the members of the institution are expanded to each target and year, and counted."


@builds("sanctions", *OF_CASES, HAND)
def sanctions(inputs: Inputs) -> Built:
    """Sanctions in force between states."""
    return _corrected(inputs, "dyads", BETWEEN)


@builds("institution_sanctions", *OF_CASES, HAND)
def institution_sanctions(inputs: Inputs) -> Built:
    """Sanctions in force from institutions."""
    return _corrected(inputs, "institutions", FROM)


@builds("sanction_cases", *OF_CASES, HAND)
def sanction_cases(inputs: Inputs) -> Built:
    """Distinct cases in force by target."""
    return _corrected(inputs, "targets", AGAINST)


@builds("sanction_mandates", *OF_CASES, HAND)
def sanction_mandates(inputs: Inputs) -> Built:
    """Tell what binds the members of an institution."""
    return _corrected(inputs, "mandates", BINDING)


@builds("sanctions_as_listed", *OF_CASES)
def sanctions_as_listed(inputs: Inputs) -> Built:
    """Sanctions in force between states as the release has them."""
    return _listed(inputs, "dyads", BETWEEN)


@builds("institution_sanctions_as_listed", *OF_CASES)
def institution_sanctions_as_listed(inputs: Inputs) -> Built:
    """Sanctions in force from institutions as the release has them."""
    return _listed(inputs, "institutions", FROM)


@builds("sanction_cases_as_listed", *OF_CASES)
def sanction_cases_as_listed(inputs: Inputs) -> Built:
    """Distinct cases in force by target as the release has them."""
    return _listed(inputs, "targets", AGAINST)


@builds("coded_sanctions", HAND)
def coded_sanctions(inputs: Inputs) -> Built:
    """Cases coded by hand, one row a case and target."""
    rows = sanctions_by_hand.of_kind(sanctions_by_hand.coded(inputs), "case")
    long = [
        {
            **row,
            "target": target,
            "senders": ", ".join(str(sender) for sender in row["senders"]),
            "restricts": ", ".join(row["restricts"]),
            "mandate": bool(row.get("mandate")),
        }
        for row in rows
        for target in row["targets"]
    ]
    own = {
        "senders": pl.String,
        "target": pl.Int64,
        "restricts": pl.String,
        "meant": pl.String,
        "mandate": pl.Boolean,
    }
    return Built(coded.frame(long, own).drop("precision", "kind"), read=len(rows), notes=(_PARTIAL,))


@builds("sanction_corrections", HAND)
def sanction_corrections(inputs: Inputs) -> Built:
    """Tell what the release has wrong, one row a case."""
    rows = sanctions_by_hand.of_kind(sanctions_by_hand.coded(inputs), "correction")
    long = [
        {**row, "case_id": case, "printed": _text(row["printed"]), "right": _text(row["right"])}
        for row in rows
        for case in row["cases"]
    ]
    own = {"case_id": pl.Int64, "column": pl.String, "printed": pl.String, "right": pl.String}
    return Built(coded.frame(long, own).drop("precision", "kind"), read=len(rows))


def _text(value: Any) -> str | None:
    return ", ".join(value) if isinstance(value, list) else None if value is None else str(value)


@builds("sanction_aims", gsdb.GSDB, HAND)
def sanction_aims(inputs: Inputs) -> Built:
    """Whom each case of the release means, by rule or by hand."""
    cases = gsdb.cases(inputs)
    return Built(sanctions_by_hand.aims(inputs, cases), read=cases.height)


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


def by_hand(rows: list[Mapping[str, Any]]) -> pl.DataFrame:
    """Return episodes coded by hand in the published columns; their numbers are below zero."""
    found = []
    for number, row in enumerate(rows, 1):
        start, end = str(row["start"]), row["end"]
        found.append(
            {
                "caseid": -number,
                "primarysender": row["senders"][0],
                "targetstate": row["targets"][0],
                **dict(zip(("startyear", "startmonth", "startday"), (int(part) for part in start.split("-")), strict=False)),
                "endyear": None if end is None else sanctions_by_hand.year(end, last=True),
                "ongoingasofyear": sanctions_by_hand.LAST_YEAR if end is None else None,
                "threat": 0,
                "imposition": 1,
                "sancimpositionstartyear": sanctions_by_hand.year(start),
                "institution": 0,
                "issue1": PURPOSES.index(row["issue"]) + 1,
                "sanctiontype": " ".join(str(list(IMPOSED).index(kind) + 1) for kind in row["imposed"]),
                **{f"sender{n}": sender for n, sender in enumerate(row["senders"], 1)},
            }
        )  # fmt: skip
    return pl.DataFrame(found)


def all_episodes(inputs: Inputs) -> pl.DataFrame:
    """Return the episodes that TIES lists and those coded by hand, in the published columns."""
    listed = ties.episodes(inputs)
    coded_rows = by_hand(sanctions_by_hand.of_kind(sanctions_by_hand.coded(inputs), "episode"))
    return pl.concat(
        [listed, coded_rows.select(pl.col(name).cast(listed.schema[name]) for name in coded_rows.columns)],
        how="diagonal",
    )


@builds("sanction_episodes", ties.TIES, HAND)
def episodes(inputs: Inputs) -> Built:
    """Threats and impositions, one row an episode."""
    frame = all_episodes(inputs)
    notes = (
        "An end that is not coded stays unknown: end_coded tells it from one that is. "
        "The European Union as sender or target has no state code.",
    )
    whence = pl.when(pl.col("caseid") < 0).then(pl.lit("supplement")).otherwise(pl.lit("ties"))
    return Built(episode_rows(frame).with_columns(lists=whence), read=frame.height, notes=notes)


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


@builds("sanction_episode_senders", ties.TIES, HAND)
def senders(inputs: Inputs) -> Built:
    """Senders of episodes, one row a state."""
    frame = all_episodes(inputs)
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
    seen = pl.col("month") <= ofac.LAST_REMOVALS
    sums = sums.with_columns(
        pl.when(seen).then("active").alias("active"),
        pl.when(seen).then("removed").alias("removed"),
        pl.col("active").alias("active_as_listed"),
    )
    notes = (
        f"The panel begins in April 2022; nothing is known before {date(2022, 4, 1):%B %Y}.",
        f"After {ofac.LAST_REMOVALS:%B %Y} the panel hardly removes anybody, five entries in eleven months, while the Treasury took 518 off for Syria alone on 30 June 2025 "
        "(Executive Order 14312): how many are active or were removed is unknown since.",
    )
    return Built(sums, read=frame.height, dropped={"not a state": frame.height - states.height}, notes=notes)


@builds("union_listings", eu_listings.LISTINGS)
def union_listings(inputs: Inputs) -> Built:
    """Entries of the Union's list by programme."""
    frame = eu_listings.listings(inputs)
    return Built(frame.with_columns(pl.lit(2022).alias("year")), frame.height)
