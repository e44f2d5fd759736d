"""Events, visits, exercises and troops abroad, and where values come from."""

from __future__ import annotations

from westphalia.record.event_kinds import EVENT_KINDS
from westphalia.record.schema import Column, Table, Timing, ccode, year

KINDS = tuple(EVENT_KINDS)
PARTS = ("actor", "target", "party", "place", "concerned")
PRECISIONS = ("day", "month", "year")
PLOVER = tuple(dict.fromkeys(kind.plover for kind in EVENT_KINDS.values()))
UNITS = (
    "deaths", "km2", "missiles", "aircraft", "ships", "tonnes", "troops", "people", "million USD", "barrels a day", "years",
)  # fmt: skip


def _date() -> Column:
    return Column("date", "date", "Day of the event; the first day where only the month or year is known")


EVENTS = Table(
    name="events",
    title="Events between states",
    description="One row per event: a choice of the best known of some five hundred pairs since 1804, one in eight of Russia and Iran. "
    "A pair without a row has had events all the same: not for counting.",
    columns=(
        Column("event", "str", "Short name of the event"),
        _date(),
        Column("until", "date", "Last day of what lasted longer than a day", null=True),
        Column(
            "edtf", "str", "The date as exactly as it is known, in the Extended Date/Time Format (ISO 8601-2)"
        ),
        Column("precision", "str", "How exactly the day is known", values=PRECISIONS),
        Column("kind", "str", "What it was", values=KINDS),
        Column("plover", "str", "Type of the kind in the PLOVER ontology", values=PLOVER),
        Column("cameo", "str", "Code of the kind in the CAMEO ontology"),
        Column("title", "str", "What happened, in one sentence"),
        Column("people", "str", "People and groups that had a part, divided by semicolons", null=True),
        Column("place", "str", "Where it happened", null=True),
        Column("magnitude", "float64", "How much of the unit", null=True, minimum=0),
        Column("unit", "str", "Unit of the magnitude", null=True, values=UNITS),
        Column("citation", "str", "The work that tells it, or works, divided by semicolons"),
        Column("url", "str", "Address of the work itself, or of an archive that keeps it", null=True),
        Column("verified", "bool", "A text that states event and date was read"),
        Column("note", "str", "What a reader should know of the date or the coding", null=True),
    ),
    key=("event",),
    timing=Timing("date"),
    minimum_rows=70,
)

EVENT_PARTIES = Table(
    name="event_parties",
    title="States in events",
    description="One row per event and state with its part in it; some events are older than the state's "
    "entry into the lists of states.",
    columns=(
        Column("event", "str", "Short name of the event"),
        ccode(),
        Column(
            "part",
            "str",
            "Actor did it; target is a state against which or at whose cost it was done; party agreed, took "
            "part or received; place is where it happened; concerned is a state that it bore on",
            values=PARTS,
        ),
        _date(),
    ),
    key=("event", "ccode"),
    timing=Timing("date"),
    minimum_rows=170,
    state=("ccode",),
)


# Presence: troops, bases, exercises, visits and what the news counted between states.


US_TROOPS = Table(
    name="us_troops",
    title="Troops of the United States abroad",
    description="One row per host and year: active duty personnel of the United States there.",
    columns=(
        ccode(of="the host"),
        year(),
        Column("troops", "int32", "Active duty personnel", "persons", null=True, minimum=0),
    ),
    key=("ccode", "year"),
    timing=Timing("year"),
    minimum_rows=11_000,
    state=("ccode",),
)

US_BASES = Table(
    name="us_bases",
    title="Bases of the United States abroad",
    description="One row per site used by the armed forces of the United States abroad about 2018.",
    columns=(
        Column("site", "int16", "Number in this table", minimum=1),
        ccode(of="the host"),
        year("Year of the list"),
        Column("name", "str", "Name of the site", null=True),
        Column(
            "kind",
            "str",
            "base; lilypad: small, with few or no permanent troops; funded: paid for by the United "
            "States, run by the host",
            values=("base", "lilypad", "funded"),
        ),
        Column("latitude", "float32", "Latitude", "degrees", null=True, minimum=-90, maximum=90),
        Column("longitude", "float32", "Longitude", "degrees", null=True, minimum=-180, maximum=180),
    ),
    key=("site",),
    timing=Timing("year"),
    minimum_rows=370,
    state=("ccode",),
)

EXERCISES = Table(
    name="exercises",
    title="Joint military exercises",
    description="One row per pair of states, year and source with a joint exercise that began in it; "
    "each pair "
    "once, lower code first. The two sources overlap: do "
    "not add them. No row in 1980-2010 (mme_7) means none found in the news, which is not none.",
    columns=(
        ccode("ccode1", "the first state"),
        ccode("ccode2", "the second state"),
        year("Year in which the exercises began"),
        Column("source", "str", "Where the row comes from", values=("mme_7", "jme_3")),
        Column("exercises", "int16", "Exercises in which both took part", "exercises", minimum=1),
    ),
    key=("ccode1", "ccode2", "year", "source"),
    timing=Timing("year"),
    minimum_rows=10_000,
    state=("ccode1", "ccode2"),
    symmetric=True,
)

VISITS = Table(
    name="visits",
    title="Visits abroad by leaders of the United States",
    description="One row per visit abroad of a president (1909-2020) or secretary of state (1866-2020) "
    "of the "
    "United States.",
    columns=(
        ccode("visitor", "the visitor's state"),
        Column("office", "str", "The visitor's office", values=("president", "secretary of state")),
        Column("date", "date", "First day"),
        Column("number", "int16", "Number of the visit on that day", minimum=1),
        ccode("host", "the state visited"),
        Column("end", "date", "Last day"),
        Column("place", "str", "Places visited", null=True),
        Column("purpose", "str", "What the visit was for, in the Department's words"),
    ),
    key=("visitor", "office", "date", "number"),
    timing=Timing("date"),
    minimum_rows=3_500,
    state=("visitor", "host"),
)

TRAVEL_TOTALS = Table(
    name="travel_totals",
    title="Travel of heads of state and government",
    description="One row per state and year: trips abroad of its leaders, and of foreign leaders to it.",
    columns=(
        ccode(),
        year(),
        Column(
            "sent",
            "int16",
            "Trips abroad of its leaders; null where the source has no row",
            "trips",
            null=True,
            minimum=1,
        ),
        Column(
            "received",
            "int16",
            "Trips of foreign leaders to it; null where the source has no row",
            "trips",
            null=True,
            minimum=1,
        ),
    ),
    key=("ccode", "year"),
    timing=Timing("year"),
    minimum_rows=6_000,
    state=("ccode",),
)

EVENT_COUNTS = Table(
    name="event_counts",
    title="Events between states in the news",
    description="One row per directed pair of states and year with an event: how many the news reported, by "
    "kind. A pair of states that event_coverage lists in a year "
    "and that has no row here had none. Counts grow with the volume of news: compare shares of a "
    "year, not counts of different years.",
    columns=(
        ccode("ccode1", "the acting state"),
        ccode("ccode2", "the other state"),
        year(),
        Column("verbal_cooperation", "int16", "Words of cooperation", "events", minimum=0),
        Column("material_cooperation", "int16", "Deeds of cooperation", "events", minimum=0),
        Column("verbal_conflict", "int16", "Words of conflict", "events", minimum=0),
        Column("material_conflict", "int16", "Deeds of conflict", "events", minimum=0),
    ),
    key=("year", "ccode1", "ccode2"),
    timing=Timing("year"),
    minimum_rows=90_000,
    state=("ccode1", "ccode2"),
)

EVENT_COVERAGE = Table(
    name="event_coverage",
    title="States covered by the event counts",
    description="One row per state and year that event_counts covers: between any two of them a missing row "
    "is "
    "a zero.",
    columns=(ccode(), year()),
    key=("ccode", "year"),
    timing=Timing("year"),
    minimum_rows=1_900,
    state=("ccode",),
)


# What the edition itself covers.


COVERAGE = Table(
    name="coverage",
    title="Coverage by state",
    description="One row per table and state: the first and last year with a row and how many rows there are.",
    columns=(
        Column("table", "str", "Name of the table"),
        ccode(),
        Column("first", "int16", "First year with a row", null=True),
        Column(
            "last",
            "int16",
            "Last year with a row; for lasting spells the last year of the edition",
            null=True,
        ),
        Column("rows", "int32", "Number of rows", "rows", minimum=1),
    ),
    key=("table", "ccode"),
    timing=None,
    minimum_rows=2000,
    state=("ccode",),
)


TABLES = (
    EVENTS,
    EVENT_PARTIES,
    US_TROOPS,
    US_BASES,
    EXERCISES,
    VISITS,
    TRAVEL_TOTALS,
    EVENT_COUNTS,
    EVENT_COVERAGE,
    COVERAGE,
)
