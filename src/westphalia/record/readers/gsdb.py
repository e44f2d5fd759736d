"""The Global Sanctions Data Base, release 4: its file of cases, and what is in force in a year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from westphalia.lazy import pl
from westphalia.record.readers.csv_file import Layout, complain, faults_where, read_csv

KINDS = ("trade", "arms", "military", "financial", "travel", "other")
LAYOUT = Layout(
    title="the cases of the Global Sanctions Data Base (GSDB_V4.csv)",
    columns={
        "case_id": "whole",
        "sanctioned_state": "text",
        "sanctioning_state": "text",
        "begin": "whole",
        "end": "whole",
        **dict.fromkeys(KINDS, "whole"),
        "descr_trade": "text",
    },
    first=("case_id", "sanctioned_state", "sanctioning_state"),
    get="globalsanctionsdatabase.com",
    encodings=("utf-8-sig", "latin-1"),
    empty=("descr_trade",),
)
TRADE = ("exp_part", "exp_compl", "imp_part", "imp_compl")
INVERTED = (
    "Korea, North",
    "Korea, South",
    "Gambia, The",
    "Congo, Democratic Republic of the",
    "Egypt, Arab Rep.",
    "Yemen, North",
)
USUAL = {
    "Korea, North": "North Korea",
    "Korea, South": "South Korea",
    "Gambia, The": "Gambia",
    "Congo, Democratic Republic of the": "Democratic Republic of the Congo",
    "Congo (Brazzaville)": "Republic of the Congo",
    "Egypt, Arab Rep.": "Egypt",
    "Ethiopia (excludes Eritrea)": "Ethiopia",
    "FRY": "Yugoslavia",
    "Malaya": "Malaysia",
    "Ceylon": "Sri Lanka",
    "Transjordan": "Jordan",
    "Malagasy Republic": "Madagascar",
    "Rhodesia": "Zimbabwe",
}
UNION = ("EU", "EEC")
INSTITUTIONS = {
    "EU": "EU",
    "EEC": "EU",
    "UN": "UN",
    "African Union": "African Union",
    "Organisation of African Unity": "African Union",
    "Organization of American States": "Organization of American States",
    "League of Arab States": "Arab League",
    "Commonwealth": "Commonwealth",
    "ECOWAS": "ECOWAS",
    "G7": "G7",
    "G8": "G8",
    "NATO": "NATO",
    "OSCE": "OSCE",
    "CSCE": "OSCE",
    "CoCom": "CoCom",
    "ChinCom": "ChinCom",
    "OAPEC": "OAPEC",
    "OIC": "OIC",
    "SADC": "SADC",
    "MERCOSUR": "MERCOSUR",
    "NAFTA": "NAFTA",
    "UNASUR": "UNASUR",
    "Pacific Islands Forum": "Pacific Islands Forum",
    "Organization of Eastern Carribean States": "Organisation of Eastern Caribbean States",
    "Kimberly Process Participants": "Kimberley Process",
    "Paris Agreement Signatories": "Paris Agreement",
}
NOT_TARGETS = {
    "Balkans": "region",
    "Comecon": "organisation",
    "ECOWAS": "organisation",
    "EEU": "organisation",
    "League of Arab States": "organisation",
    "ICC Rome Statute Signatories": "aggregate",
    "Western countries": "aggregate",
    "Terrorist Organizations (Al-Qaeda)": "armed group",
    "Terrorist Organizations (ISIL and ANF)": "armed group",
    "Terrorist Organizations (Taliban and Al-Qaeda)": "armed group",
    "Terrorist Organizations (Taliban)": "armed group",
}
"""Targets that are no states, with what they are."""

Names: TypeAlias = "Callable[[pl.Series, pl.Series | None], pl.Series]"
"""State codes of names in years; null for what is known not to be a state."""


AIMS = ("state", "government", "persons", "firms", "territory", "group")
"""Who is meant by a case."""
LISTED = ("financial", "travel")
"""Kinds that may concern listed persons only, in a case that means the state otherwise."""


@dataclass(frozen=True, slots=True)
class InForce:
    """Sanctions in force.

    Parameters
    ----------
    dyads : polars.DataFrame
        ``sender``, ``target``, ``year``, ``route`` (own, eu, both), ``cases`` and one count of cases for
        each kind, ``embargo``, ``since``.
    institutions : polars.DataFrame
        ``institution``, ``target``, ``year`` and the same counts.
    targets : polars.DataFrame
        ``target``, ``year``: distinct cases in force against the state, from whomever.
    mandates : polars.DataFrame
        ``institution``, ``target``, ``year`` and the counts of the cases that bind the members of the institution; none where no case says so.
    dropped : dict
        Cases in no table, by reason.
    notes : tuple of str
        What was left out of cases that were otherwise used.
    """

    dyads: pl.DataFrame
    institutions: pl.DataFrame
    targets: pl.DataFrame
    mandates: pl.DataFrame
    dropped: dict[str, int]
    notes: tuple[str, ...]


def read(path: Path) -> pl.DataFrame:
    """Return the cases of a file of the Global Sanctions Data Base, release 4.

    Parameters
    ----------
    path : Path
        ``GSDB_V4.csv`` as distributed.

    Returns
    -------
    polars.DataFrame
        ``case_id``, ``sanctioned_state`` and ``sanctioning_state`` (names, several to a cell), ``begin``,
        ``end``, six kinds as 0 or 1,
        ``descr_trade``.

    Raises
    ------
    NotUnderstood
        When the file is not as distributed, naming file, lines and columns.
    """
    frame = read_csv(path, LAYOUT)
    faults = faults_where(frame, pl.col("case_id").is_duplicated(), "case_id repeats")
    faults += faults_where(frame, pl.col("begin") > pl.col("end"), "begin is after end")
    faults += faults_where(
        frame,
        ~pl.col("begin").is_between(1900, 2100) | ~pl.col("end").is_between(1900, 2100),
        "begin or end is no year",
    )
    for kind in KINDS:
        faults += faults_where(frame, ~pl.col(kind).is_in([0, 1]), f"{kind} is neither 0 nor 1")
    known = (
        pl.col("descr_trade").str.split(",").list.eval(pl.element().str.strip_chars().is_in(TRADE)).list.all()
    )
    faults += faults_where(
        frame,
        pl.col("descr_trade").is_not_null() & ~known,
        f"descr_trade holds other words than {', '.join(TRADE)}",
    )
    complain(path, LAYOUT, faults)
    return frame.drop("line")


def split_names(cell: str) -> list[str]:
    """Return the names in a cell; some names carry a comma themselves.

    Examples
    --------
    >>> split_names("Gambia, The, Russia, Korea, North")
    ['Gambia, The', 'Russia', 'Korea, North']
    """
    for name in INVERTED:
        cell = cell.replace(name, name.replace(",", ";"))
    names = [name.strip().replace(";", ",") for name in cell.split(",")]
    return list(dict.fromkeys(name for name in names if name))


def derive(cases: pl.DataFrame, names: Names, union: pl.DataFrame) -> InForce:
    """Return what is in force between whom in each year.

    A case is in force in every year from its first to its last, both included; the last year of the release
    stands for "ongoing". A case that
    names several senders or targets counts for each of them. The European Union (before 1993 the
    Communities) is also expanded to the states that were
    members in that year, as sender and as target; no other institution is. A sender does not sanction itself.

    Parameters
    ----------
    cases : polars.DataFrame
        As :func:`read` returns them.
    names : callable
        Takes names and years and returns state codes, null for what is not a state; raises for unknown names.
    union : polars.DataFrame
        Members of the European Union or Communities: ``ccode``, ``year``.
    """
    known = years(cases)
    targets, senders = (parties(known, column, names, union) for column in PARTIES)
    return in_force(known, targets, senders, cases)


PARTIES = ("sanctioned_state", "sanctioning_state")


def years(cases: pl.DataFrame) -> pl.DataFrame:
    """Return one row per case and year in force: its parties as named, its kinds, and whether all exports or all imports are forbidden."""
    trade = pl.col("descr_trade").fill_null("")
    return cases.select(
        "case_id",
        *PARTIES,
        *KINDS,
        trade.str.contains("exp_compl").alias("exports"),
        trade.str.contains("imp_compl").alias("imports"),
        pl.int_ranges("begin", pl.col("end") + 1).alias("year"),
    ).explode("year")


def in_force(
    known: pl.DataFrame, targets: pl.DataFrame, senders: pl.DataFrame, cases: pl.DataFrame
) -> InForce:
    """Return what is in force from cases by year and their parties.

    Parameters
    ----------
    known : polars.DataFrame
        As :func:`years` returns them. With ``meant`` (see :data:`AIMS`), ``aid`` (it ends aid or loans alone), ``persons`` (finance and travel concern listed persons), ``lists`` and ``mandate``
        the cases are counted by who is meant as well, and it is told on which list each row rests.
    targets, senders : polars.DataFrame
        As :func:`parties` returns them.
    cases : polars.DataFrame
        The cases as listed, for the account of those that name no state.
    """
    aimed = targets.drop_nulls("ccode").select("case_id", "year", pl.col("ccode").alias("target")).unique()
    against = aimed.join(known.drop(PARTIES, strict=False), on=["case_id", "year"])
    institutions = (
        senders.drop_nulls("institution")
        .select("case_id", "year", "institution")
        .unique()
        .join(against, on=["case_id", "year"])
    )
    acting = (
        senders.drop_nulls("ccode")
        .group_by("case_id", "year", "ccode")
        .agg(pl.col("union").all())
        .rename({"ccode": "sender"})
    )
    dyads = acting.join(against, on=["case_id", "year"]).filter(pl.col("sender") != pl.col("target"))
    bound = institutions.filter(pl.col("mandate") if "mandate" in known.columns else pl.lit(False))
    return InForce(
        _since(_counted(dyads, "sender", "target", "year", route=True)),
        _counted(institutions, "institution", "target", "year"),
        _counted(against, "target", "year"),
        _counted(bound, "institution", "target", "year"),
        *_account(cases, targets, aimed),
    )


def parties(years: pl.DataFrame, column: str, names: Names, union: pl.DataFrame) -> pl.DataFrame:
    """Return each case's parties by year: code or institution, and whether as a member of the Union."""
    cells = {cell: split_names(cell) for cell in years[column].unique().sort()}
    parts = pl.DataFrame({column: list(cells), "party": list(cells.values())}).explode("party")
    long = years.select("case_id", "year", column).join(parts, on=column).drop(column)
    isstate = ~pl.col("party").is_in([*INSTITUTIONS, *NOT_TARGETS])
    places = long.filter(isstate).with_columns(_spelling().alias("spelling"))
    places = places.with_columns(names(places["spelling"], places["year"]).alias("ccode")).drop("spelling")
    bodies = long.filter(~isstate).with_columns(
        pl.col("party").replace_strict(INSTITUTIONS, default=None).alias("institution")
    )
    members = long.filter(pl.col("party").is_in(UNION)).join(union.select("ccode", "year"), on="year")
    return pl.concat(
        [
            places.with_columns(union=pl.lit(False)),
            bodies.with_columns(union=pl.lit(False)),
            members.with_columns(union=pl.lit(True)),
        ],
        how="diagonal_relaxed",
    )


def _spelling() -> pl.Expr:
    """Return usual names: the data base has South Vietnam and North Yemen for the states of today too."""
    party, year = pl.col("party"), pl.col("year")
    return (
        pl.when((party == "South Vietnam") & (year > 1975))
        .then(pl.lit("Vietnam"))
        .when((party == "Yemen, North") & (year >= 1990))
        .then(pl.lit("Yemen"))
        .when(party == "Yemen, North")
        .then(pl.lit("North Yemen"))
        .otherwise(party.replace(USUAL))
    )


def _counted(rows: pl.DataFrame, *key: str, route: bool = False) -> pl.DataFrame:
    own, union = (~pl.col("union")).any(), pl.col("union").any()
    said = (
        pl.when(own & union)
        .then(pl.lit("both"))
        .when(union)
        .then(pl.lit("eu"))
        .otherwise(pl.lit("own"))
        .alias("route")
    )
    return rows.group_by(*key).agg(*([said] if route else []), *_counts(rows.columns)).sort(*key)


def _counts(columns: list[str]) -> list[pl.Expr]:
    """Return the number of cases, in all and by kind, and whether they forbid all trade together; by who is meant, where that is known."""
    counts = [pl.len().alias("cases"), *(pl.col(kind).sum() for kind in KINDS)]
    if "meant" not in columns:
        return [*counts, (pl.col("exports").any() & pl.col("imports").any()).alias("embargo")]
    whole = pl.col("meant").is_in(AIMS[:2])
    forbidden = [(pl.col(way) & whole).any() for way in ("exports", "imports")]
    ours = pl.col("lists")
    return [
        pl.when((ours == "gsdb").all())
        .then(pl.lit("gsdb"))
        .when((ours == "supplement").all())
        .then(pl.lit("supplement"))
        .otherwise(pl.lit("both"))
        .alias("lists"),
        *counts,
        (forbidden[0] & forbidden[1]).alias("embargo"),
        *((pl.col("meant") == aim).sum().alias(f"on_{aim}") for aim in AIMS),
        whole.sum().alias("state_cases"),
        (whole & pl.col("aid")).sum().alias("state_aid"),
        *(
            ((pl.col(kind) > 0) & whole & ~(pl.col("persons") & pl.lit(kind in LISTED)))
            .sum()
            .alias(f"state_{kind}")
            for kind in KINDS
        ),
    ]


def _since(dyads: pl.DataFrame) -> pl.DataFrame:
    """Add the first year of the unbroken spell in which the sender had anything in force."""
    pair = ["sender", "target"]
    start = (pl.col("year") != pl.col("year").shift(1).over(pair) + 1).fill_null(True)
    return dyads.sort(*pair, "year").with_columns(
        pl.when(start).then(pl.col("year")).otherwise(None).forward_fill().over(pair).alias("since")
    )


def _account(
    cases: pl.DataFrame, targets: pl.DataFrame, aimed: pl.DataFrame
) -> tuple[dict[str, int], tuple[str, ...]]:
    lost = cases.filter(~pl.col("case_id").is_in(aimed["case_id"].unique().to_list()))
    reasons = [
        f"the target is not a state ({NOT_TARGETS.get(name, 'dependency or unlisted')})"
        for name in lost["sanctioned_state"].sort()
    ]
    dropped = {reason: reasons.count(reason) for reason in sorted(set(reasons))}
    left = targets.filter(pl.col("ccode").is_null() & ~pl.col("party").is_in(UNION))
    other = (
        left.filter(~pl.col("case_id").is_in(lost["case_id"].to_list()))["party"].unique().sort().to_list()
    )
    notes = (
        (f"Targets that are not states were left out of cases that name others too: {', '.join(other)}.",)
        if other
        else ()
    )
    return dropped, notes
