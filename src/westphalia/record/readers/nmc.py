"""National Material Capabilities: the file as distributed, and the table of capabilities."""

from __future__ import annotations

from westphalia.lazy import pl
from westphalia.record.readers.csv_file import Layout, faults_where
from westphalia.record.readers.release import Adding, MadeTable, OpenRelease, Published

MISSING = -9
COMPONENTS = ("milex", "milper", "irst", "pec", "tpop", "upop", "cinc")
LAYOUT = Layout(
    title="National Material Capabilities (NMC-70-abridged.csv or a later one)",
    columns={"ccode": "whole", "year": "whole", **dict.fromkeys(COMPONENTS, "number")},
    first=("stateabb", "ccode", "year"),
    get="correlatesofwar.org/data-sets/national-material-capabilities",
    encodings=("utf-8-sig", "latin-1"),
    empty=COMPONENTS,
)


def faults(called: str, frame: pl.DataFrame) -> list[str]:
    """Return what is wrong in the rows of the file."""
    found = faults_where(frame, ~pl.col("year").is_between(1800, 2100), "year is no year")
    found += faults_where(frame, ~pl.col("ccode").is_between(2, 999), "ccode is no Correlates of War code")
    for name in COMPONENTS:
        below = (pl.col(name) < 0) & (pl.col(name) != MISSING)
        found += faults_where(frame, below, f"{name} is below zero and not {MISSING}")
    found += faults_where(frame, pl.col("cinc") > 1, "cinc is above one")
    return found + faults_where(
        frame, pl.struct("ccode", "year").is_duplicated(), "the state and year repeat"
    )


def capabilities(rows: pl.DataFrame) -> MadeTable:
    """Return the six components and the CINC by state and year; what is not known is null.

    Examples
    --------
    >>> rows = {name: [1.0] for name in COMPONENTS} | {"ccode": [2], "year": [1816], "upop": [-9.0]}
    >>> capabilities(pl.DataFrame(rows)).frame["upop"].to_list()
    [None]
    """
    known = [pl.when(pl.col(name) != MISSING).then(pl.col(name)).alias(name) for name in COMPONENTS]
    return MadeTable(rows.select("ccode", "year", *known), read=rows.height)


def _last(published: Published) -> int:
    return int(published["rows"].select(pl.col("year").max()).item())


def _make(published: Published, adding: Adding) -> dict[str, MadeTable]:
    return {"capabilities": capabilities(published["rows"])}


NMC = OpenRelease(
    "nmc", "National Material Capabilities (NMC-70-abridged.csv)", "nmc_7", {"rows": LAYOUT}, ("capabilities",), faults, _last, _make
)  # fmt: skip
