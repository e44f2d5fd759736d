"""What the lists of conflict, land and relations do not reach, claims and support: rows coded by hand, a table for each, never part of a list."""

from __future__ import annotations

from westphalia.record.schema import Column, Table, Timing, ccode, reference

PRECISION = ("day", "month", "year")
DISPUTE = ("threat", "display", "force", "war")
LAND = ("annexed", "taken", "ceded", "exchanged", "returned", "agreed", "occupied", "installed")
RECOGNITION = ("refused", "claims_whole")
RELATION = (
    "broken",
    "restored",
    "ambassador_recalled",
    "ambassador_expelled",
    "diplomats_expelled",
    "downgraded",
    "border_closed",
    "border_opened",
)
RIVALRY = ("begun", "ended")
CLAIM = ("land", "whole", "order")
EXTENT = ("large", "small")
SUPPORT = ("troops", "arms", "money", "bases", "advisers")
SIDES = ("A", "B")
PARTS = ("side_a", "side_b", "by", "of", "to", "state", "where")
_BANDS = "by level: 0 none, 1 to 25, 2 to 100, 3 to 250, 4 to 500, 5 to 999, 6 more"
_ABSENT = "Absence is unknown, not no. Its states are in coded_parties."


def coded_columns(
    kinds: tuple[str, ...], what: str, open_: str, *own: Column, late: bool = False
) -> tuple[Column, ...]:
    """Return the columns that every table coded by hand has, with those of its own after the dates."""
    return (
        Column("id", "str", "Short name of the row, with the year in which it begins"),
        Column("kind", "str", what, values=kinds, outcome=late),
        Column("start", "date", "First day; the first that it can have been"),
        Column(
            "start_edtf",
            "str",
            "The first day as exactly as it is known, in the Extended Date/Time Format (ISO 8601-2)",
        ),
        Column("precision", "str", "How exactly the first day is known", values=PRECISION),
        Column("end", "date", f"Last day; the last that it can have been; null: {open_}", null=True),
        Column(
            "end_edtf",
            "str",
            "The last day as exactly as it is known",
            null=True,
            outcome=True,
        ),
        *own,
        Column("title", "str", "What happened, in one sentence", outcome=True),
        *reference(),
        Column(
            "note", "str", "What a reader should know of the dates or the coding", null=True, outcome=True
        ),
    )


CODED_DISPUTES = Table(
    name="coded_disputes",
    title="Disputes between states since 2015, coded by hand",
    description="One row per dispute since 2015, after the list of militarized disputes ends, by its rules; firing that goes on for years is a row a year. "
    f"Not part of the list and not to be added to it. {_ABSENT}",
    columns=coded_columns(
        DISPUTE,
        "The gravest act: threat, display of force, use of force, war",
        "not over at the end of 2025",
        Column(
            "hostility",
            "int8",
            "The gravest act by level: 2 threat, 3 display, 4 use of force, 5 war",
            minimum=2,
            maximum=5,
            outcome=True,
        ),
        Column(
            "action", "str", "The highest act, in the words of the list of militarized disputes", outcome=True
        ),
        Column(
            "deaths",
            "int8",
            f"All dead, civilians too, {_BANDS}; null: no text gives a number",
            null=True,
            minimum=0,
            maximum=6,
            outcome=True,
        ),
        Column(
            "fatality",
            "int8",
            f"Dead of the forces of the states alone, {_BANDS}; null: no text gives a number",
            null=True,
            minimum=0,
            maximum=6,
            outcome=True,
        ),
        Column("found_a", "bool", "Found by the first search, of data sets by a script"),
        Column("found_b", "bool", "Found by the second search, region by region"),
        Column(
            "war", "str", "Name of the war in the table wars that it is or became", null=True, outcome=True
        ),
        late=True,
    ),
    key=("id",),
    timing=Timing("start", "end"),
    minimum_rows=140,
)

CODED_LAND = Table(
    name="coded_land",
    title="Land taken since 2015, and occupations and governments set up by force since 1816, coded by hand",
    description="One row per change of land between states after July 2015, when the list of changes ends, and per occupation of a state or of its land, "
    f"or government set up by another's force, since 1816: the best known. {_ABSENT}",
    columns=coded_columns(
        LAND,
        "What was done; taken is control by force, agreed is signed and not yet done, installed is a government set up",
        "still so at the end of 2025",
        Column("place", "str", "The land, where it was not the whole state", null=True),
        Column("area", "float64", "Area, where a text gives it", "km2", null=True, minimum=0),
        Column("whole", "bool", "It was the state as a whole"),
    ),
    key=("id",),
    timing=Timing("start", "end"),
    minimum_rows=110,
)

CODED_RECOGNITION = Table(
    name="coded_recognition",
    title="Recognition refused and claims to a whole state, coded by hand",
    description="One row per recognition that a state refused another or its government, and per claim to the whole of another, by the day: the best known. "
    f"That two states are not here is no recognition. {_ABSENT}",
    columns=coded_columns(
        RECOGNITION,
        "Recognition refused, or a claim to all of the other's land, which is a refusal too",
        "still so at the end of 2025",
    ),
    key=("id",),
    timing=Timing("start", "end"),
    minimum_rows=90,
)

CODED_RELATIONS = Table(
    name="coded_relations",
    title="Relations broken and restored, envoys expelled and borders closed since 1990, coded by hand",
    description=f"One row per break or return of relations, recall or expulsion of envoys, or closing of a border since 1990: the best known. {_ABSENT}",
    columns=coded_columns(
        RELATION,
        "What was done; restored is also opened for the first time",
        "still so, or its end not known, at the end of 2025",
    ),
    key=("id",),
    timing=Timing("start", "end"),
    minimum_rows=110,
)

CODED_RIVALRIES = Table(
    name="coded_rivalries",
    title="Rivalries begun and ended since 2020, coded by hand",
    description="One row per rivalry that began or ended after the list of rivalries ends, with the event that shows it. The event is verified; that it "
    f"began or ended a rivalry is the coder's judgment. {_ABSENT}",
    columns=coded_columns(RIVALRY, "The rivalry began or ended with the event", "not known"),
    key=("id",),
    timing=Timing("start", "end"),
    minimum_rows=20,
)

CODED_CLAIMS = Table(
    name="coded_claims",
    title="Claims to land of others or against the order since 1816, coded by hand",
    description="One row per claim of a state to land that another holds, to the whole of another, or to the overthrow of a settlement or of the order, from the "
    f"first year that a text or a list shows to the last: the best known. {_ABSENT}",
    columns=coded_columns(
        CLAIM,
        "Land is a government's public or settled aim to gain or regain land that another holds; whole is a claim to all of another state (more in "
        "coded_recognition); order renounces or works to overthrow a settlement or the institutions of the order",
        "still so at the end of 2025",
        Column("what", "str", "The land or the clause"),
        Column(
            "extent",
            "str",
            "Large: provinces, a homeland, an empire, the order itself; small: a strip, islands, a line of border",
            values=EXTENT,
        ),
    ),
    key=("id",),
    timing=Timing("start", "end"),
    minimum_rows=240,
)

CODED_SUPPORT = Table(
    name="coded_support",
    title="Outside support to a side in a war of others since 1816, coded by hand",
    description="One row per supporter and side of a war within a state or between others: the best known. States that stood on opposite sides of one conflict are "
    f"those with A and with B. {_ABSENT}",
    columns=coded_columns(
        SUPPORT,
        "The weightiest support: troops (aircraft and ships that fight too), arms, money, bases (land to shelter and pass from), advisers",
        "still given at the end of 2025",
        Column(
            "conflict", "str", "Short name of the war, the same in all its rows: the land and the first year"
        ),
        Column("side", "str", "A the government or the first side, B the other", values=SIDES),
        late=True,
    ),
    key=("id",),
    timing=Timing("start", "end"),
    minimum_rows=280,
)

CODED_PARTIES = Table(
    name="coded_parties",
    title="States in disputes, land, recognition, relations, rivalries, claims and support coded by hand",
    description="One row per row of a table coded by hand, state and part.",
    columns=(
        Column(
            "record",
            "str",
            "Table of the row",
            values=(
                "coded_disputes",
                "coded_land",
                "coded_recognition",
                "coded_relations",
                "coded_rivalries",
                "coded_claims",
                "coded_support",
            ),
        ),
        Column("id", "str", "Short name of the row"),
        ccode(),
        Column(
            "part",
            "str",
            "Side_a acted first in a dispute, side_b is the other; by did it, of or to is the other; state is one of two rivals; who did it "
            "together stand on both sides; where is the state over whose land the war was fought that by took a side in",
            values=PARTS,
        ),
        Column("start", "date", "First day of the row; the first that it can have been"),
    ),
    key=("record", "id", "ccode", "part"),
    timing=Timing("start"),
    minimum_rows=1900,
    state=("ccode",),
)

TABLES = (
    CODED_DISPUTES,
    CODED_LAND,
    CODED_RECOGNITION,
    CODED_RELATIONS,
    CODED_RIVALRIES,
    CODED_CLAIMS,
    CODED_SUPPORT,
    CODED_PARTIES,
)
