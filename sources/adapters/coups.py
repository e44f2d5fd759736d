"""Coups: the Cline Center's list and Colpus, each as it is."""

from __future__ import annotations

import openpyxl
import polars as pl

from sources.source import Inputs, Source

CLINE = Source(
    id="cline_coups_2_1_2",
    folder="coups",
    files=("cline_center_coup_2.1.2.csv",),
    title="Cline Center Coup d'Etat Project Dataset 2.1.2",
    citation="Peyton, Buddy, Joseph Bajjalieh, Dan Shalmon, Michael Martin, Jonathan Bonaguro and Emilio "
    "Soto (2023). Cline Center "
    "Coup d'Etat Project Dataset, v2.1.2. Cline Center for Advanced Social Research, University of "
    "Illinois Urbana-Champaign.",
    version="2.1.2",
    terms="Open with citation (Illinois Data Bank).",
    licence="academic",
    tier="open",
    url="https://doi.org/10.13012/B2IDB-9651987",
)
COLPUS = Source(
    id="colpus",
    folder="coups",
    files=("colpus_basic.xlsx",),
    title="Colpus: varieties of coups d'etat",
    citation="Chin, John J., David B. Carter and Joseph G. Wright (2021). The Varieties of Coups D'etat: "
    "Introducing the Colpus "
    "Dataset. International Studies Quarterly 65(4): 1040-1051.",
    version="2023-08 copy, events 1946-2022",
    terms="Free with citation.",
    licence="academic",
    tier="open",
    url="https://doi.org/10.1093/isq/sqab058",
)
RESULTS = {"coup": "success", "attempted": "attempt", "conspiracy": "conspiracy"}
KINDS = {
    "military": "military",
    "dissident": "dissident",
    "rebel": "rebel",
    "palace": "palace",
    "foreign": "foreign-backed",
    "auto": "self-coup",
    "resign": "forced resignation",
    "popular": "popular revolt",
    "counter": "counter-coup",
    "other": "other",
}
FATES = {
    "noharm": "unharmed",
    "injured": "injured",
    "killed": "killed",
    "harrest": "house arrest",
    "jailed": "jailed",
    "tried": "tried",
    "fled": "fled",
    "exile": "exiled",
}
COLPUS_KINDS = {
    "CH": "regime change",
    "SH": "reshuffling",
    "AD": "anti-democratic",
    "PR": "provisional",
    "NM": "non-military",
    "WR": "warlord",
}
SLIPS = {(260, 1991): 255, (393, 1992): 365, (340, 1992): 345}


def flags(names: dict[str, str]) -> pl.Expr:
    """Return the words of the columns that are 1, joined; null where none is."""
    words = [pl.when(pl.col(column) == 1).then(pl.lit(word)) for column, word in names.items()]
    joined = pl.concat_str(words, separator=", ", ignore_nulls=True)
    return pl.when(joined != "").then(joined)


def repaired(code: str = "cowcode", year: str = "year") -> pl.Expr:
    """Return the state code with three slips set right: Germany 2022, Russia 1993, Serbia 1999."""
    expression = pl.col(code)
    for (wrong, since), right in SLIPS.items():
        expression = (
            pl.when((pl.col(code) == wrong) & (pl.col(year) >= since)).then(right).otherwise(expression)
        )
    return expression


def cline(inputs: Inputs) -> pl.DataFrame:
    """Return one row an event of the Cline Center's list."""
    frame = pl.read_csv(inputs.file(CLINE, CLINE.files[0]), infer_schema_length=None)
    return frame.select(
        pl.lit(CLINE.id).alias("source"),
        pl.col("coup_id").alias("event"),
        repaired().alias("ccode"),
        pl.date("year", "month", "day").alias("start"),
        pl.lit("day").alias("precision"),
        pl.col("event_type").replace_strict(RESULTS).alias("result"),
        flags(KINDS).alias("type"),
        flags(FATES).alias("fate"),
    )


def colpus(inputs: Inputs) -> pl.DataFrame:
    """Return one row an attempt of Colpus."""
    book = openpyxl.load_workbook(inputs.file(COLPUS, COLPUS.files[0]), read_only=True, data_only=True)
    header, *rows = book.worksheets[0].iter_rows(values_only=True)
    place = {name: number for number, name in enumerate(header)}
    rows = [row for row in rows if row[place["id"]]]
    return pl.DataFrame(
        {
            "source": [COLPUS.id] * len(rows),
            "event": [str(row[place["id"]]) for row in rows],
            "ccode": [int(row[place["ccode"]]) for row in rows],
            "start": [row[place["date"]].date() for row in rows],
            "precision": ["day"] * len(rows),
            "result": [{1: "success", 2: "attempt"}[row[place["success"]]] for row in rows],
            "type": [COLPUS_KINDS[row[place["type"]]] for row in rows],
        }
    ).with_columns(pl.lit(None, dtype=pl.String).alias("fate"))
