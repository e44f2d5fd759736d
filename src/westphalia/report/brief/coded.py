"""What is coded by hand since the lists end, as events noted by hand and in sentences: never counted with the lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from westphalia.record.coded import CODED, between
from westphalia.report.brief import words
from westphalia.report.brief.ties import LESS, MANY, Event, same_date

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

TABLES = ("coded_parties", *CODED)
DISPUTES, RIVALRIES = "coded_disputes", "coded_rivalries"
KINDS: dict[str, tuple[str, int, bool, tuple[str, ...]]] = {
    "threat": ("threat of force", 6, True, ("threat", "statement")),
    "display": ("display of force", 6, True, ("threat", "exercise", "incident")),
    "force": ("use of force", 4, True, ("attack", "incident", "intervention", "war")),
    "war": ("war", 2, True, ("war", "attack", "intervention")),
    "annexed": ("land annexed", 2, True, ("land",)),
    "taken": ("land taken", 3, True, ("land", "attack", "war")),
    "ceded": ("land ceded", 3, False, ("land", "treaty")),
    "exchanged": ("land exchanged", 4, False, ("land", "treaty", "agreement")),
    "returned": ("land returned", 4, False, ("land", "withdrawal", "treaty")),
    "agreed": ("land to be given, by agreement", 4, False, ("treaty", "agreement", "land")),
    "occupied": ("occupation", 3, True, ("occupation", "war", "attack", "intervention")),
    "installed": ("government set up by force", 3, True, ("intervention", "occupation", "war")),
    "refused": ("recognition refused", 5, True, ("breach",)),
    "claims_whole": ("claim to the whole state", 4, True, ("breach", "statement")),
    "broken": ("relations broken", 4, True, ("breach",)),
    "restored": ("relations restored", 4, False, ("recognition",)),
    "ambassador_recalled": ("ambassador recalled", 6, True, ("breach",)),
    "ambassador_expelled": ("ambassador expelled", 5, True, ("breach",)),
    "diplomats_expelled": ("diplomats expelled", 6, True, ("breach",)),
    "downgraded": ("relations lowered", 5, True, ("breach",)),
    "border_closed": ("border closed", 5, True, ("breach",)),
    "border_opened": ("border opened", 6, False, ("agreement",)),
    "begun": ("rivalry begun", 5, True, ()),
    "ended": ("rivalry ended", 5, False, ()),
}
"""What each kind is in words, its weight (1 the weightiest), whether it is of one against the other, and kinds of noted events that may be the same."""
MOVED = ("annexed", "taken", "ceded", "exchanged", "returned")
BEGAN = {"begun": "began", "ended": "ended"}
LATER = "dispute, of which it was not known how far it would go"
NOTE = (
    "Disputes since 2015, land, occupations, recognition, relations and rivalries are coded by hand where the lists do not reach and stand among the events noted by "
    "hand; a war of the lists, and what is noted already with its date, is not told again."
)


def events(world: World, dyad: Dyad, noted: Sequence[Event]) -> list[Event]:
    """Return the rows between the two as events, without wars that are listed as such and those noted already.

    Parameters
    ----------
    world, dyad : World, Dyad
        The record and the pair.
    noted : sequence of Event
        The events noted by hand, of which none is told twice.
    """
    out = []
    for row in between(world, dyad.a.ccode, dyad.b.ccode):
        what, rank, against, twins = KINDS.get(row["kind"] or "", (LATER, 5, True, ()))
        event = _event(row, what, rank, against)
        if row.get("war") is None and not any(_same(event, other, twins) for other in noted):
            out.append(event)
    return out


def _event(row: dict[str, Any], what: str, rank: int, against: bool) -> Event:
    return Event(
        words.known_day(row["start_edtf"]),
        words.known_day(row["end_edtf"]) if row["end_edtf"] else _open(row),
        "event",
        _text(row, what),
        row["table"],
        role_of(row),
        "",
        rank + LESS * (row["states"] > MANY),
        tuple(_more(row, what, against).items()),
    )


def _open(row: dict[str, Any]) -> str | None:
    """Return the end of what has none: nothing, or the day that is known where how exactly is not told yet."""
    return None if row["end"] is None else row["end"].isoformat()


def _text(row: dict[str, Any], what: str) -> str:
    """Return what happened; where how it went on was not known yet, what it was."""
    return str(row["title"] or words.sentence(what)).rstrip(".")


def role_of(row: dict[str, Any]) -> str:
    """Return which of the two did it: the one that stands where the doer stands, if the other does not.

    Parameters
    ----------
    row : dict
        Coded by hand, with the parts of the two.
    """
    doers = [bool({"by", "side_a"} & set(row[side])) for side in ("parts_a", "parts_b")]
    return "pair" if doers[0] == doers[1] else "a" if doers[0] else "b"


def _more(row: dict[str, Any], what: str, against: bool) -> dict[str, Any]:
    where = f"{row['citation']} {row['url']}" if row["url"] else row["citation"]
    more = {"what": what, "against": against, "citation": where, "verified": row["verified"]}
    return more | {key: row[key] for key in ("place", "note") if row.get(key) is not None}


def _same(event: Event, noted: Event, kinds: tuple[str, ...]) -> bool:
    """Tell whether an event is one that is noted already: of such a kind, and of the same day, or month where no more is known."""
    return dict(noted.more)["what"] in kinds and same_date(event.date, noted.date)


def sentences(world: World, dyad: Dyad, year: int, last: int) -> tuple[str, ...]:
    """Return what is coded of disputes and rivalries of the two after the list of disputes ends, to a year; nothing for a year that the list covers.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    last : int
        The last year of the list of disputes.
    """
    span = world.span(DISPUTES)
    if span is None or year <= last:
        return ()
    rows = [row for row in between(world, dyad.a.ccode, dyad.b.ccode) if row["start"].year <= year]
    fought = disputes(world, dyad, year)
    turned = [row for row in rows if row["table"] == RIVALRIES]
    years = words.span(span[0], min(year, span[1]))
    if fought:
        number = words.sentence(words.counted(len(fought), "dispute"))
        out = [
            f"{number} between the two in {years} {'is' if len(fought) == 1 else 'are'} coded by hand by the same rules, "
            f"{'begun' if len(fought) == 1 else 'the last begun'} {_on(fought[-1])}: {_said(fought[-1])}."
        ]
    else:
        out = [
            f"Of {years} no dispute between the two is coded by hand; not all are known, so that there may have been some."
        ]
    return (
        *out,
        *(
            f"By an event coded by hand their rivalry {BEGAN[row['kind']]} {_on(row)}: {_said(row)}."
            for row in turned
        ),
    )


def disputes(world: World, dyad: Dyad, year: int) -> list[dict[str, Any]]:
    """Return the disputes of two states that are coded by hand to a year.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    return [
        row for row in between(world, *dyad.codes) if row["table"] == DISPUTES and row["start"].year <= year
    ]


def _on(row: dict[str, Any]) -> str:
    moment = words.known_day(row["start_edtf"])
    return f"{'on' if len(moment) == len('2022-02-24') else 'in'} {words.moment(moment)}"


def _said(row: dict[str, Any]) -> str:
    """Return what happened with where it is told, and a word where no text that states it was read."""
    sure = "" if row["verified"] else ", not verified"
    return f"{_text(row, LATER)} ({row['citation']}{sure})"
