"""Events between states in words, coded by hand."""

from westphalia.record.event_kinds import EVENT_KINDS
from westphalia.record.schema import Column, Table, Timing, ccode

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
    description="One row per event: a choice of the best known of some seventy pairs since 1804, about a quarter of Russia and Iran. "
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
        Column("citation", "str", "Where it can be checked"),
        Column("verified", "bool", "A text that states event and date was read there"),
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

TABLES = (EVENTS, EVENT_PARTIES)
