"""Events between states in words, coded by hand."""

from westphalia.record.schema import Column, Table, Timing, ccode

KINDS = (
    "treaty",
    "land",
    "intervention",
    "occupation",
    "agreement",
    "visit",
    "delivery",
    "exercise",
    "incident",
    "mediation",
    "broken promise",
)
PARTS = ("actor", "target", "party", "place")
PRECISIONS = ("day", "month", "year")


def _date() -> Column:
    return Column("date", "date", "Day of the event; the first day where only the month or year is known")


EVENTS = Table(
    name="events",
    title="Events between states",
    description="One row per event: a choice of the best known, about half of Russia and Iran since 1813. "
    "A pair without a row has had events all the same: not for counting.",
    columns=(
        Column("event", "str", "Short name of the event"),
        _date(),
        Column("precision", "str", "How exactly the day is known", values=PRECISIONS),
        Column("kind", "str", "What it was", values=KINDS),
        Column("title", "str", "What happened, in one sentence"),
        Column("citation", "str", "Where it can be checked"),
        Column("verified", "bool", "A text that states event and date was read there"),
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
            "part or received; place is where it happened",
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
