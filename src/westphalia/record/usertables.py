"""Tables made from a user's own copy of a full release that may not be shipped."""

from __future__ import annotations

from dataclasses import dataclass

from westphalia.record.schema import Column, Table, Timing, ccode, year

FLAGS = {
    "trade": "The case restricts trade",
    "arms": "The case restricts arms",
    "military": "The case ends military assistance",
    "financial": "The case restricts finance",
    "travel": "The case restricts travel",
    "other": "The case is of another kind",
}

GSDB_CASES = Table(
    name="gsdb_cases",
    title="Cases of the Global Sanctions Data Base",
    description="One row per case of the user's own copy, with the names as the file has them.",
    columns=(
        Column("case_id", "int64", "Number of the case"),
        Column("sanctioned_state", "str", "Targets as named in the file, several separated by commas"),
        Column("sanctioning_state", "str", "Senders as named in the file, several separated by commas"),
        Column("begin", "int64", "First year in force"),
        Column(
            "end", "int64", "Last year in force; the last year of the release stands for lasting", null=True
        ),
        *(
            Column(name, "int64", f"1: {text}; 0: it does not", minimum=0, maximum=1)
            for name, text in FLAGS.items()
        ),
        Column("descr_trade", "str", "Which trade, and how completely", null=True),
    ),
    key=("case_id",),
    timing=Timing("begin", "end"),
    minimum_rows=1,
)

GSDB_IN_FORCE = Table(
    name="gsdb_in_force",
    title="Sanctions in force between states, from the user's copy",
    description="One row per sender, target and year, as the table sanctions of the edition counts them.",
    columns=(
        ccode("sender", "the state that sanctions"),
        ccode("target", "the state sanctioned"),
        year(),
        Column("route", "str", "Named as a sender (own), as a member of the Union (eu), or both"),
        Column("cases", "int64", "Cases in force, of any kind", "cases"),
        *(Column(name, "int64", f"Cases in force: {text[9:]}", "cases") for name, text in FLAGS.items()),
        Column("embargo", "bool", "At least one case that forbids all exports and all imports"),
        Column("since", "int64", "First year of the unbroken spell with any case in force"),
    ),
    key=("sender", "target", "year"),
    timing=Timing("year"),
    minimum_rows=1,
    state=("sender", "target"),
)

SIPRI_DELIVERIES = Table(
    name="sipri_deliveries",
    title="Deliveries of the SIPRI Arms Transfers Database",
    description="One row per row of the user's own copy: a deal and a year of delivery, names as the file has them.",
    columns=(
        Column("deal", "int64", "Number of the deal in the file"),
        Column("supplier", "str", "Supplier as named in the file"),
        Column("recipient", "str", "Recipient as named in the file"),
        Column("order_year", "int64", "Year of order"),
        Column("year", "int64", "Year of delivery"),
        Column("category", "str", "Category of armament; unknown in the trade register"),
        Column("tiv", "float64", "Volume delivered", "million SIPRI trend-indicator values", minimum=0),
    ),
    key=(),
    timing=Timing("year"),
    minimum_rows=1,
)

SIPRI_ARMS = Table(
    name="sipri_arms",
    title="Deliveries of arms between states, from the user's copy",
    description="One row per supplier, recipient, year and category, as the table arms_transfers of the edition sums them.",
    columns=(
        ccode("supplier", "the supplier"),
        ccode("recipient", "the recipient"),
        year("Year of delivery"),
        Column("category", "str", "Category of armament; unknown in the trade register"),
        Column("tiv", "float64", "Volume delivered", "million SIPRI trend-indicator values", minimum=0),
        Column("deals", "int64", "Deals with a delivery in the year", "deals"),
    ),
    key=("supplier", "recipient", "year", "category"),
    timing=Timing("year"),
    minimum_rows=1,
    state=("supplier", "recipient"),
)

COW_TRADE_DYADIC = Table(
    name="cow_trade_dyadic",
    title="Correlates of War Trade 4.0, dyadic file",
    description="One row per pair and year of the user's own copy. Unknown flows are null.",
    columns=(
        Column("ccode1", "int64", "Correlates of War code of the first state"),
        Column("ccode2", "int64", "Correlates of War code of the second state"),
        Column("year", "int64", "Calendar year"),
        Column("flow1", "float64", "Imports of the first from the second", "million current US$", null=True),
        Column("flow2", "float64", "Imports of the second from the first", "million current US$", null=True),
        Column(
            "smoothflow1",
            "float64",
            "flow1 with gaps filled by the authors, later years among what they used",
            "million current US$",
            null=True,
        ),
        Column(
            "smoothflow2",
            "float64",
            "flow2 with gaps filled by the authors, later years among what they used",
            "million current US$",
            null=True,
        ),
    ),
    key=("ccode1", "ccode2", "year"),
    timing=Timing("year"),
    minimum_rows=1,
)


@dataclass(frozen=True, slots=True)
class Release:
    """A publisher's release that a user can add.

    Parameters
    ----------
    name : str
        What ``westphalia data add`` calls it.
    title : str
        What the file is.
    source : str
        The source of the edition whose citation and terms hold for it.
    tables : tuple of Table
        What is made from it.
    """

    name: str
    title: str
    source: str
    tables: tuple[Table, ...]


RELEASES = {
    release.name: release
    for release in (
        Release("gsdb", "Global Sanctions Data Base 4 (GSDB_V4.csv)", "gsdb_4", (GSDB_CASES, GSDB_IN_FORCE)),
        Release(
            "sipri",
            "SIPRI Arms Transfers Database (deliveries or trade register, CSV)",
            "sipri_arms_2026",
            (SIPRI_DELIVERIES, SIPRI_ARMS),
        ),
        Release(
            "cow-trade",
            "Correlates of War Trade 4.0 (Dyadic_COW_4.0.csv)",
            "cow_trade_4",
            (COW_TRADE_DYADIC,),
        ),
    )
}
USER_TABLES = {table.name: table for release in RELEASES.values() for table in release.tables}
OF_RELEASE = {table.name: release for release in RELEASES.values() for table in release.tables}
