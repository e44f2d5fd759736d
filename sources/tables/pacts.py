"""Tables of pacts and defence cooperation agreements."""

from __future__ import annotations

import polars as pl

from sources.adapters import atop, coded_pacts, dcad
from sources.adapters.atop import OBLIGATIONS
from sources.registry import builds
from sources.source import Built, Inputs
from sources.spells import first_day, known, precision

LAST_YEAR = 2018
ENDED = {1: "fulfilled or expired", 2: "broken", 3: "renegotiated"}
SLIPS = {"DCADv1.0-0108": 651, "DCADv1.0-0297": 101}
NOT_A_STATE = "member outside the lists of states"
_PHASE = ["atopid", "phase"]


def _true(*names: str) -> list[pl.Expr]:
    return [pl.col(name).cast(pl.Boolean) for name in names]


def present(spells: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Add ``members``: how many members the phase of each row has on the row's first day."""
    spells = spells.with_row_index("row")
    days = spells.select("row", *_PHASE, "start")
    inside = days.join(
        members.select(*_PHASE, "ccode", pl.col("start").alias("entry"), pl.col("end").alias("exit")),
        on=_PHASE,
    )
    inside = inside.filter(
        (pl.col("entry") <= pl.col("start")) & (pl.col("exit").is_null() | (pl.col("exit") > pl.col("start")))
    )
    counts = inside.group_by("row").agg(pl.col("ccode").n_unique().alias("members"))
    return spells.join(counts, on="row", how="left").drop("row")


@builds("alliances", atop.ATOP, atop.INSTITUTIONS)
def alliances(inputs: Inputs) -> Built:
    """Phases of alliances as published, with dates, end and institutions."""
    published, members = atop.phases(inputs), atop.members(inputs).rename({"member": "ccode"})
    frame = published.join(atop.institutions(inputs), on=_PHASE, how="left")
    frame = frame.with_columns(
        pl.col("term").replace_strict(ENDED, default=None).alias("ended"),
        pl.col("bilat").cast(pl.Boolean).alias("bilateral"),
        *_true(*OBLIGATIONS, "asymm", "conditio", "wartime", "estmode", "intcom"),
        *(pl.when(pl.col(name) > 0).then(pl.col(name)).alias(name) for name in ("statthr1", "statthr2")),
    )
    wanted = (
        *_PHASE,
        "start",
        "end",
        "start_precision",
        "end_precision",
        "ended",
        "bilateral",
        "members",
        *OBLIGATIONS,
        "asymm",
        "conditio",
        "wartime",
        "estmode",
        "pubsecr",
        "length",
        "milcon",
        "milaid",
        "intcom",
        "organ1",
        "base",
        "ecaid",
        "statthr1",
        "statthr2",
        "milinst",
        "formal",
    )
    notes = ("Coded to 31 December 2018; an end of null means in force then.",)
    return Built(present(frame, members).select(wanted), read=published.height, notes=notes)


@builds("alliance_members", atop.ATOP)
def alliance_members(inputs: Inputs) -> Built:
    """Members of alliances as published."""
    published = atop.members(inputs)
    frame = published.rename({"member": "ccode"}).filter(pl.col("ccode") <= 999)
    frame = frame.select(*_PHASE, "ccode", "start", "end", *_true("cowsys", *OBLIGATIONS, "obvary"))
    notes = (
        "Coded to 31 December 2018; an end of null means a member then.",
        "Annam (8152), partner of France in 1874, is outside the lists.",
    )
    return Built(
        frame, read=published.height, dropped={NOT_A_STATE: published.height - frame.height}, notes=notes
    )


def paired(members: pl.DataFrame) -> pl.DataFrame:
    """Return directed pairs of members of a phase with the days of both; a spell without a day is none."""
    second = members.select(*_PHASE, "ccode", "start", "end")
    pairs = (
        members.join(second, on=_PHASE, suffix="2")
        .filter(pl.col("ccode") != pl.col("ccode2"))
        .rename({"ccode": "ccode1"})
    )
    pairs = pairs.with_columns(
        pl.max_horizontal("start", "start2").alias("start"), pl.min_horizontal("end", "end2").alias("end")
    )
    return pairs.filter(pl.col("end").is_null() | (pl.col("start") < pl.col("end"))).drop("start2", "end2")


def by_year(pacts: pl.DataFrame) -> pl.DataFrame:
    """Return one row per pact and year in which it was in force for a day, to the last year of coding.

    In the year in which one phase of an alliance follows another the later counts, as published.
    """
    last = pl.col("end").dt.year().fill_null(LAST_YEAR)
    years = pl.int_ranges(pl.col("start").dt.year().cast(pl.Int64), last.cast(pl.Int64) + 1)
    pacts = pacts.with_columns(years.alias("year")).explode("year")
    return pacts.filter(pl.col("phase") == pl.col("phase").max().over("ccode1", "ccode2", "atopid", "year"))


def towards(pacts: pl.DataFrame, published: pl.DataFrame) -> pl.DataFrame:
    """Narrow what a member promises someone to what it promises this partner.

    Members' obligations are those towards at least one partner. Where they differ between partners
    (``obvary``), a promise that the published dyad-years lack in any year of the spell is not made to it.
    """
    pacts = pacts.with_row_index("row")
    varying = by_year(pacts).filter(pl.col("obvary") == 1)
    made = (
        varying.join(published, on=["ccode1", "ccode2", "year"], how="left")
        .group_by("row")
        .agg(pl.col(f"atop_{name}").min() for name in OBLIGATIONS)
    )
    pacts = pacts.join(made, on="row", how="left").sort("row")
    narrowed = [
        pl.min_horizontal(name, pl.col(f"atop_{name}").fill_null(1)).alias(name) for name in OBLIGATIONS
    ]
    return pacts.with_columns(narrowed).drop("row", *(f"atop_{name}" for name in OBLIGATIONS))


@builds("pacts", atop.ATOP, atop.DYADS)
def pacts(inputs: Inputs) -> Built:
    """Directed pairs of members, phase by phase, with what the first promises the second."""
    published = atop.members(inputs)
    members = published.rename({"member": "ccode"}).filter(pl.col("ccode") <= 999)
    frame = present(towards(paired(members), atop.dyad_years(inputs)), members)
    frame = frame.with_columns(
        pl.col("bilat").cast(pl.Boolean).alias("bilateral"), *_true(*OBLIGATIONS, "asymm")
    )
    wanted = ("ccode1", "ccode2", *_PHASE, "start", "end", *OBLIGATIONS, "bilateral", "members", "asymm")
    notes = (
        "Rows are pairs made of the memberships read; a pair whose memberships share no day has no row.",
        "Obligations are those of the first state by membership, narrowed to this partner by the published "
        "dyad-years where they vary.",
        "Coded to 31 December 2018; an end of null means in force then.",
    )
    return Built(
        frame.select(wanted),
        read=published.height,
        dropped={NOT_A_STATE: published.height - members.height},
        notes=notes,
    )


@builds("pact_dyad_years", atop.DYADS)
def pact_dyad_years(inputs: Inputs) -> Built:
    """Obligations by directed dyad and year, as published."""
    frame = atop.dyad_years(inputs)
    obligations = _true(*(f"atop_{name}" for name in OBLIGATIONS))
    notes = (
        "Equal to what the table pacts implies, if in the year of a change of phase the later phase counts.",
        "Covers 1815 to 2018.",
    )
    return Built(frame.with_columns(obligations), read=frame.height, notes=notes)


def mended(agreements: pl.DataFrame) -> pl.DataFrame:
    """Give the second state the code of its abbreviation in the two rows where they differ."""
    right = pl.col("DCAid").replace_strict(SLIPS, default=None, return_dtype=pl.Int64)
    return agreements.with_columns(right.fill_null(pl.col("ccode2")).alias("ccode2"))


@builds("defence_agreements", dcad.DCAD)
def defence_agreements(inputs: Inputs) -> Built:
    """Defence cooperation agreements, one row each, the lower code first."""
    published = dcad.agreements(inputs)
    frame = known(mended(published), -99, -88, -77).filter(pl.col("ccode1") != pl.col("ccode2"))
    entered = pl.when(pl.col("EIFYear") >= pl.col("signYear")).then(
        first_day("EIFYear", "EIFMonth", "EIFDay")
    )
    frame = frame.select(
        pl.col("DCAid").alias("dcaid"),
        pl.min_horizontal("ccode1", "ccode2").alias("ccode1"),
        pl.max_horizontal("ccode1", "ccode2").alias("ccode2"),
        first_day("signYear", "signMonth", "signDay").alias("signed"),
        precision("signMonth", "signDay").alias("signed_precision"),
        entered.alias("entered"),
        pl.when(pl.col("endYearEstimate") < 2010)
        .then(pl.date(pl.col("endYearEstimate"), 12, 31))
        .alias("end"),
        "type",
        "category1",
        "category2",
        "category3",
        "asymmetry",
        pl.col("categoryConf").alias("confidence"),
    )
    notes = (
        "Two slips are mended by the abbreviation beside the code: Egypt, coded Syria in DCADv1.0-0108, and "
        "Venezuela, coded Bolivia in DCADv1.0-0297.",
        "Covers agreements signed from 1980 to 2010; outside those years nothing is known.",
        "The end is DCAD's estimate from the agreed term; an estimate of 2010 is the end of coding and "
        "becomes null.",
        "One agreement (DCADv1.0-0688) has an entry into force before its signature; that day is left null.",
    )
    dropped = {"both states of the agreement are the same": published.height - frame.height}
    return Built(frame, read=published.height, dropped=dropped, notes=notes)


WRITTEN = (
    "Absence is unknown: what no source told is not here.",
    "Searched in full for 25 states, named at the head of the file, and for agreements of three or more.",
)


@builds("coded_pacts", coded_pacts.PACTS)
def coded(inputs: Inputs) -> Built:
    """Pacts after the list of ATOP ends, one row for each thing that happened to one."""
    frame = coded_pacts.pacts(inputs)
    return Built(frame, read=frame.height, notes=WRITTEN)


@builds("coded_defence_agreements", coded_pacts.AGREEMENTS)
def coded_agreements(inputs: Inputs) -> Built:
    """Defence agreements after the list of DCAD ends, one row for each thing that happened to one."""
    frame = coded_pacts.agreements(inputs)
    return Built(frame, read=frame.height, notes=WRITTEN)


@builds("coded_pact_states", coded_pacts.PACTS, coded_pacts.AGREEMENTS)
def coded_states(inputs: Inputs) -> Built:
    """States in the pacts and defence agreements coded by hand."""
    frame = coded_pacts.parts(inputs)
    return Built(frame, read=frame.height, notes=WRITTEN)
