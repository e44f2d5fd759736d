"""Pacts, agreements, sanctions, arms and visits between two states, as events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from westphalia.lazy import pl
from westphalia.record.once import once
from westphalia.report.brief import promises, words
from westphalia.report.brief.arms import flow
from westphalia.report.brief.promises import iso, signed
from westphalia.report.brief.sanction_record import LABELS, against

if TYPE_CHECKING:
    from westphalia.record.state import Dyad, State
    from westphalia.record.world import World

# What happened between two states, in one shape: the material of the timeline.


Kind = Literal[
    "war", "conflict", "dispute", "land", "pact", "agreement", "sanction", "arms", "visit", "rivalry", "event"
]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened between the two.

    Parameters
    ----------
    date : str
        First day in ISO form, as exactly as it is known: "1939-08-23", "1908-04" or "1828".
    end : str or None
        Last day in the same form; the date itself for a moment, None while it lasts or where the end is not known.
    kind : str
        War, armed conflict, dispute, land, pact, agreement, sanction, arms, visit, rivalry, or an event coded by hand.
    text : str
        What happened, one clause with a capital, without the date.
    source : str
        Table of the edition.
    role : str
        ``a``: done by A, ``b``, ``pair``: by both, ``warning``: one against the other.
    short : str
        Words beside the mark on the chart; empty for none.
    rank : int
        Importance on the chart, 1 first.
    more : mapping items
        Further keys of the JSON entry, for example ``bilateral``.
    """

    date: str
    end: str | None
    kind: Kind
    text: str
    source: str
    role: str
    short: str = ""
    rank: int = 9
    more: tuple[tuple[str, Any], ...] = ()

    @property
    def year(self) -> int:
        """Year of the first day."""
        return int(self.date[:4])

    def until(self, year: int) -> Event | None:
        """Return the event as it could be told at the end of a year: None when it came later, open when it lasted longer."""
        if self.year > year:
            return None
        if self.end is None or int(self.end[:4]) <= year:
            return self
        return Event(
            self.date, None, self.kind, self.text, self.source, self.role, self.short, self.rank, self.more
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the event for the JSON document."""
        return {
            "date": self.date,
            "kind": self.kind,
            "text": self.text,
            "source": self.source,
            "end": self.end,
            **dict(self.more),
        }


def spells(years: Iterable[int], gap: int = 1) -> Iterator[tuple[int, int]]:
    """Return years joined into spells; years up to ``gap`` apart belong together.

    Parameters
    ----------
    years : iterable of int
        In any order.
    gap : int, optional
        The most years from one to the next within a spell.

    Examples
    --------
    >>> list(spells([1990, 1991, 1993, 2000])), list(spells([1990, 1991, 1993], gap=2))
    ([(1990, 1991), (1993, 1993), (2000, 2000)], [(1990, 1993)])
    """
    first = last = None
    for year in sorted(set(years)):
        if first is None or last is None:
            first = last = year
        elif year - last <= gap:
            last = year
        else:
            yield first, last
            first = last = year
    if first is not None and last is not None:
        yield first, last


SUBJECTS = {
    "COMMISSION": "a joint body",
    "DCA": "defence in general",
    "DIC": "arms industry",
    "PROCUREMENT": "procurement",
    "RESEARCH": "research",
    "TREX": "training and exercises",
}
LULL = 2
"""Deliveries of arms with at most one year between them are told as one."""


def pacts(world: World, dyad: Dyad, year: int) -> list[Event]:
    """Return the pacts between the two, with what they had promised by a year.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    out = []
    for pact in promises.between(world, dyad.a.ccode, dyad.b.ccode):
        made = [phase for phase in pact.phases if phase.start.year <= year]
        names = {name for phase in made for name in phase.all}
        ordered = [name for name in promises.OBLIGATIONS if name in names]
        kind = (
            "Pact of the two"
            if pact.bilateral
            else f"Pact with {words.counted(pact.phases[0].members - 2, 'other state')}"
        )
        terms = promises.terms(ordered) or "no obligation"
        out.append(
            Event(
                iso(pact.start, pact.start_precision),
                pact.end.isoformat() if pact.end else None,
                "pact",
                f"{kind}: {terms}",
                "pacts",
                "pair",
                terms if pact.bilateral else "",
                2 if pact.bilateral else 7,
                (("bilateral", pact.bilateral), ("atopid", pact.atopid)),
            )
        )
    return out


def agreements(world: World, dyad: Dyad) -> list[Event]:
    """Return the defence agreements that the two signed.

    Parameters
    ----------
    world, dyad : World, Dyad
        The record and the pair.
    """
    out = []
    for row in signed(world, *dyad.codes):
        subjects = [SUBJECTS.get(row[f"category{n}"], "") for n in (1, 2, 3)]
        about = words.listed(dict.fromkeys(subject for subject in subjects if subject))
        day = iso(row["signed"], row["signed_precision"])
        out.append(
            Event(
                day,
                day,
                "agreement",
                f"Defence agreement on {about}" if about else "Defence agreement",
                "defence_agreements",
                "pair",
                about,
                5,
                (("dcaid", row["dcaid"]),),
            )
        )
    return out


def sanctions(world: World, dyad: Dyad, year: int) -> list[Event]:
    """Return the sanctions of one on the other as unbroken spells, with the kinds that were in force in them by a year.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    span = world.span("sanctions")
    out = []
    for role, sender, target in (("a", dyad.a, dyad.b), ("b", dyad.b, dyad.a)):
        frame = against(world, target.ccode).filter(sender=sender.ccode)
        rows = frame.select("year", "route", *LABELS).to_dicts()
        for first, last in spells(row["year"] for row in rows):
            inside = [row for row in rows if first <= row["year"] <= min(last, year)]
            kinds = [text for name, text in LABELS.items() if any(row[name] for row in inside)]
            union = all(row["route"] == "eu" for row in inside)
            ends = min(last, year)
            who = words.sentence(through_names(world, sender, first, ends))
            whom = through_names(world, target, first, ends)
            through = " as a member of the European Union" if union else ""
            out.append(
                Event(
                    str(first),
                    None if span and last == span[1] else str(last),
                    "sanction",
                    f"{who} sanctions {whom}{through} ({words.listed(kinds)})",
                    "sanctions",
                    role,
                    words.listed(kinds),
                    4,
                    (("sender", sender.ccode), ("target", target.ccode), ("kinds", kinds)),
                )
            )
    return out


def arms(world: World, dyad: Dyad, year: int) -> list[Event]:
    """Return the deliveries of major arms between the two as spells, with their volume by a year.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    out = []
    for role, seller, buyer in (("a", dyad.a, dyad.b), ("b", dyad.b, dyad.a)):
        sold = flow(world, seller.ccode, buyer.ccode)
        for first, last in spells(sold.years, gap=LULL):
            volume = sold.tiv(first, min(last, year))
            names = [through_names(world, state, first, min(last, year)) for state in (seller, buyer)]
            out.append(_delivery(role, (seller, buyer), names, (first, last), volume))
    return out


def through_names(world: World, state: State, first: int, last: int) -> str:
    """Return the name of a state over some years: that of the first, and that of the last where it had become another.

    Parameters
    ----------
    world, state : World, State
        The record and the state.
    first, last : int
        Years.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> russia = load().state(365, 2000)
    >>> through_names(load(), russia, 1986, 2020), through_names(load(), russia, 1986, 1990)
    ('the Soviet Union (later Russia)', 'the Soviet Union')
    """
    was, became = (world.gazetteer.usual(state.ccode, year) for year in (first, last))
    return words.the(was) if was == became else f"{words.the(was)} (later {words.the(became)})"


def _delivery(
    role: str, states: tuple[State, State], names: list[str], years: tuple[int, int], volume: float
) -> Event:
    seller, buyer = states
    return Event(
        str(years[0]),
        str(years[1]),
        "arms",
        f"{words.sentence(names[0])} delivers major arms to {names[1]}",
        "arms_transfers",
        role,
        f"to {names[1]}",
        5,
        (("supplier", seller.ccode), ("recipient", buyer.ccode), ("tiv", round(volume, 2))),
    )


def visits(world: World, dyad: Dyad) -> list[Event]:
    """Return the visits of presidents and secretaries of state of the United States of which the record has all.

    Parameters
    ----------
    world, dyad : World, Dyad
        The record and the pair.
    """
    codes = list(dyad.codes)
    pair = pl.col("visitor").is_in(codes) & pl.col("host").is_in(codes)
    rows = world.scan("visits").filter(pair).sort("date", "office", "number").collect().to_dicts()
    return [
        Event(
            row["date"].isoformat(),
            row["end"].isoformat() if row["end"] else row["date"].isoformat(),
            "visit",
            f"The {row['office']} of the United States visits {words.the(world.gazetteer.usual(row['host'], row['date'].year))}"
            + (f" ({row['place']})" if row["place"] else ""),
            "visits",
            "a" if row["visitor"] == dyad.a.ccode else "b",
            "",
            6 if row["office"] == "president" else 9,
            (("office", row["office"]), ("purpose", row["purpose"])),
        )
        for row in rows
    ]


def same_date(one: str, two: str) -> bool:
    """Tell whether two dates are the same as exactly as both are known.

    Parameters
    ----------
    one, two : str
        ISO dates, of a day, month or year.

    Examples
    --------
    >>> same_date("1828-02", "1828-02-22"), same_date("1828", "1828-02-22"), same_date("1828-02-21", "1828-02-22")
    (True, False, False)
    """
    known = min(len(one), len(two))
    return known >= len("1828-02") and one[:known] == two[:known]


# Events between the two that no systematic list holds, or not in words: noted by hand, each with its citation.


RANKS = {
    "war": 2, "land": 2, "occupation": 3, "intervention": 3, "attack": 4, "treaty": 4, "recognition": 4, "breach": 4,
    "broken promise": 4, "sanction": 4, "agreement": 5, "ceasefire": 5, "withdrawal": 5, "delivery": 5, "threat": 5,
    "incident": 5, "relief": 5, "visit": 6, "talks": 6, "aid": 6, "cooperation": 6, "exercise": 6, "mediation": 6,
    "statement": 7,
}  # fmt: skip
"""Weight of each kind, 1 the weightiest."""
ASIDE = ("place", "concerned")
"""Parts of a state that did nothing and to which nothing was done."""
MANY = 4
"""States in an event up to which it is one of the pair; with more it weighs less."""
LESS = 2
"""Ranks by which an event weighs less that is not one of the two alone."""


@once(latest=32)
def events(world: World, dyad: Dyad) -> tuple[Event, ...]:
    """Return the events in which both states had a part, and at least one more than that of the place or of one concerned.

    Parameters
    ----------
    world, dyad : World, Dyad
        The record and the pair.
    """
    own = pl.col("ccode").is_in(list(dyad.codes))
    shared = (
        world.scan("event_parties")
        .group_by("event")
        .agg(
            pl.len().alias("states"),
            pl.col("ccode").filter(own & (pl.col("part") == "actor")).alias("actors"),
            (pl.col("part") == "actor").sum().alias("acting"),
            *(
                pl.col("part").filter(pl.col("ccode") == state.ccode).first().alias(f"part_{side}")
                for side, state in (("a", dyad.a), ("b", dyad.b))
            ),
        )
        .drop_nulls(["part_a", "part_b"])
        .filter(~(pl.col("part_a").is_in(ASIDE) & pl.col("part_b").is_in(ASIDE)))
    )
    rows = world.scan("events").join(shared, on="event").sort("date", "event")
    return tuple(_event(dyad, row) for row in rows.collect().to_dicts())


def _event(dyad: Dyad, row: Mapping[str, Any]) -> Event:
    start, end = words.known_day(row["edtf"]), words.known_day(row["edtf"].partition("/")[2])
    parts = (row["part_a"], row["part_b"])
    aside = row["states"] > MANY or (row["acting"] > 0 and any(part in ASIDE for part in parts))
    return Event(
        start,
        end or start,
        "event",
        str(row["title"]).rstrip("."),
        "events",
        _role(dyad, row),
        "",
        RANKS[row["kind"]] + LESS * aside,
        _more(row, _one_against_the_other(row["part_a"], row["part_b"], row["acting"])),
    )


def _one_against_the_other(a: str, b: str, acting: int) -> bool:
    """Tell whether an event was one of the pair against the other, by their parts and how many states acted.

    One of the two must be the target; the other acted or agreed, or it happened on its soil by the hand of no state.

    Examples
    --------
    >>> _one_against_the_other("actor", "target", 1), _one_against_the_other("party", "party", 0)
    (True, False)
    >>> _one_against_the_other("place", "target", 0), _one_against_the_other("place", "target", 1)
    (True, False)
    """
    if (a == "target") == (b == "target"):
        return False
    other = b if a == "target" else a
    return other in ("actor", "party") or (other == "place" and not acting)


def _role(dyad: Dyad, row: Mapping[str, Any]) -> str:
    """Return which of the two did it: the only one that acted, or the one that was not the target of the other."""
    if len(row["actors"]) == 1:
        return "a" if row["actors"][0] == dyad.a.ccode else "b"
    if row["acting"] or not _one_against_the_other(row["part_a"], row["part_b"], row["acting"]):
        return "pair"
    return "b" if row["part_a"] == "target" else "a"


def _more(row: Mapping[str, Any], opposed: bool) -> tuple[tuple[str, Any], ...]:
    """Return the further keys of an entry; those on people, place and magnitude only where they are known."""
    more: dict[str, Any] = {
        "what": row["kind"],
        "against": opposed,
        "citation": words.cited(row["citation"], row["url"]),
        "verified": row["verified"],
    }
    if row["people"]:
        more["people"] = [name.strip() for name in row["people"].split(";")]
    more |= {key: row[key] for key in ("place", "magnitude", "unit", "note") if row[key] is not None}
    return tuple(more.items())
