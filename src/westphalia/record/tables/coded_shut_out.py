"""Who shut out whom, from what, from when to when: episodes coded by hand, since 1816."""

from __future__ import annotations

from westphalia.record.schema import Column, Table, Timing, ccode
from westphalia.record.tables.coded_conflict import coded_columns

KINDS = ("recognition", "organisation", "embargo", "limits", "credit", "standing")
EXTENTS = ("full", "most", "some")

CODED_SHUT_OUT = Table(
    name="coded_shut_out",
    title="States shut out by others, coded by hand",
    description="One row per episode in which others shut a state out, since 1816: the best known. To be shut out is an act of others; a state that stayed away, or "
    "left of its own will, is not here. Refusals of recognition between two states that coded_recognition has, breaks since 1990 of coded_relations and cases "
    "of the lists of sanctions are not coded again. Absence is unknown, not no. Who shut it out is in coded_shut_out_by.",
    columns=coded_columns(
        KINDS,
        "From what: recognition of the state or its government, or relations with it; an organisation, congress or concert of its equals; trade, by embargo, "
        "blockade or boycott; arms and forces of its own, or land free of those of others (limits); credit, payments or control of its revenues; equal standing in law",
        "still so at the end of 2025",
        ccode("of", "the state shut out"),
        Column("organisation", "str", "The organisation or conference it was kept or put out of", null=True),
        Column(
            "extent",
            "str",
            "By how many: full, by practically all leading powers, a universal body or its whole region; most, by most of them; some, by one or two states or "
            "a body of few",
            values=EXTENTS,
        ),
    ),
    key=("id",),
    timing=Timing("start", "end"),
    minimum_rows=130,
    state=("of",),
)

CODED_SHUT_OUT_BY = Table(
    name="coded_shut_out_by",
    title="Who shut states out, coded by hand",
    description="One row per episode of coded_shut_out and state that shut the other out: the main ones, and of an organisation those who led.",
    columns=(
        Column("id", "str", "Short name of the episode"),
        ccode("ccode", "the state that shut the other out"),
        Column("start", "date", "First day of the episode; the first that it can have been"),
    ),
    key=("id", "ccode"),
    timing=Timing("start"),
    minimum_rows=400,
    state=("ccode",),
)

TABLES = (CODED_SHUT_OUT, CODED_SHUT_OUT_BY)
