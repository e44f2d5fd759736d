"""The V-Dem country-year data set: the file as distributed, and its columns of the table of indices of democracy."""

from __future__ import annotations

import re

from westphalia.errors import NotUnderstood
from westphalia.lazy import pl
from westphalia.record.readers.csv_file import Layout, faults_where
from westphalia.record.readers.release import Adding, MadeTable, OpenRelease, Published
from westphalia.record.schema import LAST_YEAR

INDICES = {
    "v2x_polyarchy": "polyarchy",
    "v2x_polyarchy_codelow": "polyarchy_low",
    "v2x_polyarchy_codehigh": "polyarchy_high",
    "v2x_libdem": "liberal",
    "v2x_partipdem": "participatory",
    "v2x_delibdem": "deliberative",
    "v2x_egaldem": "egalitarian",
}
NO_CODE = "not a state of either list"
NOT_INDEPENDENT = "not independent that year"
MERGED = "a second unit of the same state and year"
EMPTY = "no value in any column"
UNITS = (
    "V-Dem's Czechia to 1992 is Czechoslovakia (315) and its Austria to 1918 the Habsburg Empire "
    "(300), and so in the Lexical Index and Polity5."
)
POLITY = (
    "polity2 is null for states that Polity5 does not code (fewer than half a million people), in years of foreign "
    "interruption, and after 2018.",
    "In Polity's seven years of transition the polity at the end of the year is kept.",
)
LAYOUT = Layout(
    title="the V-Dem country-year data set (V-Dem-CY-Core-v15.csv)",
    columns={
        "country_name": "text",
        "year": "whole",
        "COWcode": "whole",
        **dict.fromkeys(INDICES, "number"),
    },
    first=("country_name", "country_text_id"),
    get="v-dem.net/data/the-v-dem-dataset",
    empty=("COWcode", *INDICES),
)


def faults(called: str, frame: pl.DataFrame) -> list[str]:
    """Return what is wrong in the rows of the file."""
    found = faults_where(frame, ~pl.col("year").is_between(1700, 2100), "year is no year")
    found += faults_where(
        frame, ~pl.col("COWcode").is_between(2, 999), "COWcode is no Correlates of War code"
    )
    for name in INDICES:
        found += faults_where(frame, ~pl.col(name).is_between(0, 1), f"{name} is not within 0 and 1")
    return found + faults_where(
        frame, pl.struct("country_name", "year").is_duplicated(), "the country and year repeat"
    )


def predecessor(code: str = "ccode", year: str = "year") -> pl.Expr:
    """Return the code with units that the source continues under other states' codes set right.

    The unit Czechia is Czechoslovakia (315) to 1992, Austria the Habsburg Empire (300) to 1918, and the Republic of Vietnam,
    the Vietnam of the Nguyen (815) before the French took it, South Vietnam (817) from 1954.
    """
    when = pl.col(year)
    return (
        pl.when((pl.col(code) == 316) & (when <= 1992))
        .then(315)
        .when((pl.col(code) == 305) & (when <= 1918))
        .then(300)
        .when((pl.col(code) == 815) & (when >= 1954))
        .then(817)
        .otherwise(pl.col(code))
    )


def one_a_year(frame: pl.DataFrame, values: list[str]) -> tuple[pl.DataFrame, dict[str, int]]:
    """Keep rows with a state code and a value, one a state and year.

    Of two units of one state and year (Piedmont and Italy in 1861) the one that lasted longer is kept.

    Parameters
    ----------
    frame : polars.DataFrame
        ``name``, ``ccode``, ``year`` and values of one source.
    values : list of str
        Columns of which one must be known.
    """
    coded = frame.filter(pl.col("ccode").is_not_null())
    known = coded.filter(pl.any_horizontal(pl.col(values).is_not_null()))
    last = known.group_by("name", "ccode", maintain_order=True).agg(pl.col("year").max().alias("until"))
    ranked = known.join(last, on=["name", "ccode"], how="left").sort(
        "ccode", "year", "until", "name", descending=[False, False, True, False]
    )
    kept = ranked.unique(["ccode", "year"], keep="first", maintain_order=True).drop("until", "name")
    return kept, {
        NO_CODE: frame.height - coded.height,
        EMPTY: coded.height - known.height,
        MERGED: known.height - kept.height,
    }


def state_years(memberships: pl.DataFrame, last: int) -> pl.DataFrame:
    """Return every ccode and year in which a state was in either list on some day; one that lasts does to a last year.

    Examples
    --------
    >>> from datetime import date
    >>> spells = pl.DataFrame({"ccode": [2], "start": [date(2024, 1, 1)], "end": [None]}, schema_overrides={"end": pl.Date})
    >>> state_years(spells, 2025)["year"].to_list()
    [2024, 2025]
    """
    until = pl.col("end").dt.year().fill_null(last).cast(pl.Int64)
    years = pl.int_ranges(pl.col("start").dt.year().cast(pl.Int64), until + 1)
    return (
        memberships.select(pl.col("ccode").cast(pl.Int64), years.alias("year"))
        .explode("year")
        .unique()
        .sort("ccode", "year")
    )


def indices(rows: pl.DataFrame) -> pl.DataFrame:
    """Return name, ccode, year and the indices; the code is null for a unit in neither list of states."""
    return rows.select(
        pl.col("country_name").alias("name"),
        predecessor("COWcode").alias("ccode"),
        "year",
        *(pl.col(k).alias(v) for k, v in INDICES.items()),
    )


def democracy_indices(
    rows: pl.DataFrame, standing: pl.DataFrame, memberships: pl.DataFrame, release: int
) -> MadeTable:
    """Return the indices of democracy with the columns of V-Dem of another release.

    Parameters
    ----------
    rows : polars.DataFrame
        ``name``, ``ccode``, ``year`` and indices.
    standing : polars.DataFrame
        The table as it is: what is not V-Dem's stays, and in ``polyarchy_latest`` the later release counts.
    memberships : polars.DataFrame
        Spells of states in either list.
    release : int
        Number of the release.
    """
    key, values = ["ccode", "year"], list(INDICES.values())
    kept, dropped = one_a_year(rows, values)
    last = max(LAST_YEAR, int(rows.select(pl.col("year").max()).item()))
    independent = kept.join(state_years(memberships, last), on=key, how="semi")
    dropped[NOT_INDEPENDENT] = kept.height - independent.height
    old = standing.drop(values).with_columns(pl.col(key).cast(pl.Int64))
    joined = independent.join(old, on=key, how="full", coalesce=True)
    newer = pl.col("polyarchy").is_not_null() & (pl.col("polyarchy_release").fill_null(0) <= release)
    joined = joined.with_columns(
        pl.when(newer).then("polyarchy").otherwise("polyarchy_latest").alias("polyarchy_latest"),
        pl.when(newer).then(release).otherwise("polyarchy_release").alias("polyarchy_release"),
    )
    known = joined.filter(pl.any_horizontal(pl.exclude(key).is_not_null()))
    notes = (
        "Read and dropped are rows of V-Dem; polity2 and lexical_index are as they were.",
        UNITS,
        "polyarchy_latest is of the latest release that has been added and has the state and year: see polyarchy_release.",
        *POLITY,
    )
    return MadeTable(known, rows.height, {why: count for why, count in dropped.items() if count}, notes)


def _last(published: Published) -> int:
    known = published["rows"].filter(pl.any_horizontal(pl.col(list(INDICES)).is_not_null()))
    return int(known.select(pl.col("year").max().fill_null(0)).item())


def _make(published: Published, adding: Adding) -> dict[str, MadeTable]:
    number = re.match(r"v?(\d+)", adding.version)
    if number is None:
        raise NotUnderstood(
            "Which release of V-Dem this is stands neither in the file nor in its name.",
            "The table says which release each value is of.",
            "Say it: --version 16",
        )
    made = democracy_indices(
        indices(published["rows"]), adding.standing("democracy_indices"), adding.standing("memberships"), int(number[1])
    )  # fmt: skip
    return {"democracy_indices": made}


VDEM = OpenRelease(
    "vdem",
    "V-Dem Country-Year Dataset (V-Dem-CY-Core-v15.csv)",
    "vdem_15",
    {"rows": LAYOUT},
    ("democracy_indices",),
    faults,
    _last,
    _make,
    named=re.compile(r"-v(\d+(?:\.\d+)?)\.csv$"),
)
