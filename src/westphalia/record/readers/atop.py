"""Alliance Treaty Obligations and Provisions: phases of alliances and members as distributed, and the tables of alliances and pacts."""

from __future__ import annotations

from westphalia.lazy import pl
from westphalia.record.readers.csv_file import Layout, faults_where
from westphalia.record.readers.dates import first_day, last_day, precision
from westphalia.record.readers.release import Adding, MadeTable, OpenRelease, Published

OBLIGATIONS = ("defense", "offense", "neutral", "nonagg", "consul")
ENDED = {1: "fulfilled or expired", 2: "broken", 3: "renegotiated"}
NOT_A_STATE = "member outside the lists of states"
_PHASE = ["atopid", "phase"]
_ENTRY, _EXIT = "yrent moent dayent", "yrexit moexit dayexit"
_BEGIN, _END = "begyr begmo begday", "endyr endmo endday"
_TERMS = ("wartime", "conditio", "estmode", "intcom")
_KEPT = ("pubsecr", "length", "milcon", "milaid", "organ1", "base", "ecaid", "statthr1", "statthr2")
_GET = "atopdata.org"
PHASES = Layout(
    title="the phases of alliances of ATOP (atop5_1aph.csv)",
    columns={
        **dict.fromkeys(("atopid", "phase", *_BEGIN.split(), *_END.split(), "term", "bilat"), "whole"),
        **dict.fromkeys((*OBLIGATIONS, "asymm", *_TERMS, *_KEPT), "whole"),
        "version": "number",
    },
    first=("atopid", "atopidphase"),
    get=_GET,
    encodings=("utf-8-sig", "latin-1"),
    empty=("begmo", "begday", "endmo", "endday", "term", *_TERMS, *_KEPT, "version"),
)
MEMBERS = Layout(
    title="the members of alliances of ATOP (atop5_1m.csv)",
    columns=dict.fromkeys(
        (*_PHASE, "member", "cowsys", *_ENTRY.split(), *_EXIT.split(), "bilat", *OBLIGATIONS, "asymm", "obvary"), "whole"
    ),
    first=("atopid", "cowid"),
    get=_GET,
    encodings=("utf-8-sig", "latin-1"),
    empty=("moent", "dayent", "moexit", "dayexit"),
)  # fmt: skip
_DATES = {"phases": (_BEGIN, _END), "members": (_ENTRY, _EXIT)}


def faults(called: str, frame: pl.DataFrame) -> list[str]:
    """Return what is wrong in the rows of one of the files."""
    found: list[str] = []
    for names in _DATES[called]:
        year, month, day = names.split()
        left = pl.col(year) == 0 if names in (_END, _EXIT) else False
        found += faults_where(frame, ~(pl.col(year).is_between(1800, 2100) | left), f"{year} is no year")
        found += faults_where(frame, ~pl.col(month).is_between(-99, 12), f"{month} is no month")
        within = pl.col(day) <= pl.date(year, pl.col(month).clip(1), 1).dt.month_end().dt.day()
        found += faults_where(
            frame.filter(pl.col(year) > 0, pl.col(month).is_between(1, 12)),
            ~within,
            f"{day} is no day of its month",
        )
    for name in (*OBLIGATIONS, "bilat", "asymm"):
        found += faults_where(frame, ~pl.col(name).is_in([0, 1]), f"{name} is neither 0 nor 1")
    key = _PHASE if called == "phases" else [*_PHASE, "member", *_ENTRY.split()]
    return found + faults_where(
        frame, pl.struct(key).is_duplicated(), f"the {', '.join(key)} are there twice"
    )


def dated(frame: pl.DataFrame, entry: str, exit_: str) -> pl.DataFrame:
    """Add ``start``, ``end`` and precision; a last year of 0 (in force when coding stopped) becomes null."""
    frame = frame.with_columns(
        pl.when(pl.col(exit_.split()[0]) > 0).then(pl.col(exit_.split()[0])).alias("_year")
    )
    year, month, day = "_year", *exit_.split()[1:]
    lasts = pl.col("_year").is_null()
    return frame.with_columns(
        first_day(*entry.split()).alias("start"),
        pl.when(lasts).then(None).otherwise(last_day(year, month, day)).alias("end"),
        precision(*entry.split()[1:]).alias("start_precision"),
        pl.when(lasts).then(None).otherwise(precision(month, day)).alias("end_precision"),
    ).drop("_year")


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


def alliances(
    phases: pl.DataFrame, members: pl.DataFrame, institutions: pl.DataFrame, last: int
) -> MadeTable:
    """Return phases of alliances with dates, end and how they are institutionalised.

    Parameters
    ----------
    phases, members : polars.DataFrame
        As read.
    institutions : polars.DataFrame
        ``milinst`` and ``formal`` by ``atopid`` and ``phase``.
    last : int
        Last year of coding.
    """
    frame = dated(phases, _BEGIN, _END).join(institutions, on=_PHASE, how="left")
    frame = frame.with_columns(
        pl.col("term").replace_strict(ENDED, default=None).alias("ended"),
        pl.col("bilat").cast(pl.Boolean).alias("bilateral"),
        *_true(*OBLIGATIONS, "asymm", *_TERMS),
        *(pl.when(pl.col(name) > 0).then(pl.col(name)).alias(name) for name in ("statthr1", "statthr2")),
    )
    wanted = (
        *_PHASE, "start", "end", "start_precision", "end_precision", "ended", "bilateral", "members", *OBLIGATIONS,
        "asymm", *_TERMS, *_KEPT, "milinst", "formal",
    )  # fmt: skip
    notes = (f"Coded to 31 December {last}; an end of null means in force then.",)
    frame = present(frame, dated(members, _ENTRY, _EXIT).rename({"member": "ccode"}))
    return MadeTable(frame.select(wanted), phases.height, notes=notes)


def of_states(members: pl.DataFrame) -> pl.DataFrame:
    """Return memberships of states, with ``ccode``, ``start`` and ``end``."""
    return dated(members, _ENTRY, _EXIT).rename({"member": "ccode"}).filter(pl.col("ccode") <= 999)


def alliance_members(members: pl.DataFrame, last: int) -> MadeTable:
    """Return memberships of alliances by spell."""
    frame = of_states(members)
    frame = frame.select(*_PHASE, "ccode", "start", "end", *_true("cowsys", *OBLIGATIONS, "obvary"))
    notes = (
        f"Coded to 31 December {last}; an end of null means a member then.",
        "Annam (8152), partner of France in 1874, is outside the lists.",
    )
    return MadeTable(frame, members.height, {NOT_A_STATE: members.height - frame.height}, notes)


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


def by_year(pacts: pl.DataFrame, last: int) -> pl.DataFrame:
    """Return one row per pact and year in which it was in force for a day, to the last year of coding.

    In the year in which one phase of an alliance follows another the later counts, as published.
    """
    until = pl.col("end").dt.year().fill_null(last)
    years = pl.int_ranges(pl.col("start").dt.year().cast(pl.Int64), until.cast(pl.Int64) + 1)
    pacts = pacts.with_columns(years.alias("year")).explode("year")
    return pacts.filter(pl.col("phase") == pl.col("phase").max().over("ccode1", "ccode2", "atopid", "year"))


def towards(pacts: pl.DataFrame, published: pl.DataFrame, last: int) -> pl.DataFrame:
    """Narrow what a member promises someone to what it promises this partner.

    Members' obligations are those towards at least one partner. Where they differ between partners
    (``obvary``), a promise that the published dyad-years lack in any year of the spell is not made to it.
    """
    pacts = pacts.with_row_index("row")
    varying = by_year(pacts, last).filter(pl.col("obvary") == 1)
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


def pacts(members: pl.DataFrame, published: pl.DataFrame, last: int) -> MadeTable:
    """Return directed pairs of members, phase by phase, with what the first promises the second.

    Parameters
    ----------
    members : polars.DataFrame
        As read.
    published : polars.DataFrame
        Obligations by directed dyad and year, each 0 or 1.
    last : int
        Last year of coding.
    """
    states = of_states(members)
    frame = present(towards(paired(states), published, last), states)
    frame = frame.with_columns(
        pl.col("bilat").cast(pl.Boolean).alias("bilateral"), *_true(*OBLIGATIONS, "asymm")
    )
    wanted = ("ccode1", "ccode2", *_PHASE, "start", "end", *OBLIGATIONS, "bilateral", "members", "asymm")
    notes = (
        "Rows are pairs made of the memberships read; a pair whose memberships share no day has no row.",
        "Obligations are those of the first state by membership, narrowed to this partner by the published "
        "dyad-years where they vary.",
        f"Coded to 31 December {last}; an end of null means in force then.",
    )
    left_out = {NOT_A_STATE: members.height - states.height}
    return MadeTable(frame.select(wanted), members.height, left_out, notes)


def pact_dyad_years(made: pl.DataFrame, last: int) -> MadeTable:
    """Return obligations by directed dyad and year as the pacts imply them, which is what is published of the years that both have."""
    years = by_year(made, last).group_by("ccode1", "ccode2", "year")
    frame = years.agg(pl.col(name).max().alias(f"atop_{name}") for name in OBLIGATIONS)
    notes = (
        "Made from the table pacts; in the year of a change of phase the later phase counts.",
        f"Covers 1815 to {last}.",
    )
    return MadeTable(frame, made.height, notes=notes, sources=(ATOP.source,))


def _last(published: Published) -> int:
    years = [published[called].select(pl.max_horizontal(pl.col(names.split()[0]).max() for names in dates)) for called, dates in _DATES.items()]  # fmt: skip
    return max(int(each.item()) for each in years)


def _version(published: Published) -> str:
    said = published["phases"]["version"].drop_nulls()
    return f"{round(float(said[0]), 2):g}" if len(said) else ""


def _make(published: Published, adding: Adding) -> dict[str, MadeTable]:
    phases, members = published["phases"], published["members"]
    numbers = [pl.col(f"atop_{name}").cast(pl.Int64) for name in OBLIGATIONS]
    narrowing = adding.standing("pact_dyad_years").select(
        pl.col("ccode1", "ccode2", "year").cast(pl.Int64), *numbers
    )
    known = adding.standing("alliances").select(pl.col(_PHASE).cast(pl.Int64), "milinst", "formal")
    lists = pacts(members, narrowing, adding.last)
    return {
        "alliances": alliances(phases, members, known, adding.last),
        "alliance_members": alliance_members(members, adding.last),
        "pacts": lists,
        "pact_dyad_years": pact_dyad_years(lists.frame, adding.last),
    }


ATOP = OpenRelease(
    "atop",
    "Alliance Treaty Obligations and Provisions (atop5_1aph.csv and atop5_1m.csv)",
    "atop_5_1",
    {"phases": PHASES, "members": MEMBERS},
    ("alliances", "alliance_members", "pacts", "pact_dyad_years"),
    faults,
    _last,
    _make,
    _version,
)
