"""Pacts, agreements, sanctions, arms and visits between two states, as events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.report.brief import promises, words
from westphalia.report.brief.arms_flows import flow
from westphalia.report.brief.events import Event, spells
from westphalia.report.brief.pacts import iso, signed
from westphalia.report.brief.sanction_record import LABELS, against

if TYPE_CHECKING:
    from westphalia.record.state import Dyad, State
    from westphalia.record.world import World

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
    """Return the pacts between the two, with what they had promised by a year."""
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
    """Return the defence agreements that the two signed."""
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
    """Return the sanctions of one on the other as unbroken spells, with the kinds that were in force in them by a year."""
    span = world.span("sanctions")
    out = []
    for role, sender, target in (("a", dyad.a, dyad.b), ("b", dyad.b, dyad.a)):
        frame = against(world, target.ccode).filter(sender=sender.ccode)
        rows = frame.select("year", "route", *LABELS).to_dicts()
        for first, last in spells(row["year"] for row in rows):
            inside = [row for row in rows if first <= row["year"] <= min(last, year)]
            kinds = [text for name, text in LABELS.items() if any(row[name] for row in inside)]
            union = all(row["route"] == "eu" for row in inside)
            who = words.the(world.gazetteer.usual(sender.ccode, first), start=True)
            whom = words.the(world.gazetteer.usual(target.ccode, first))
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
    """Return the deliveries of major arms between the two as spells, with their volume by a year."""
    out = []
    for role, seller, buyer in (("a", dyad.a, dyad.b), ("b", dyad.b, dyad.a)):
        sold = flow(world, seller.ccode, buyer.ccode)
        for first, last in spells(sold.years, gap=LULL):
            volume = sold.tiv(first, min(last, year))
            out.append(_delivery(world, role, seller, buyer, first, last, volume))
    return out


def _delivery(
    world: World, role: str, seller: State, buyer: State, first: int, last: int, volume: float
) -> Event:
    who = words.the(world.gazetteer.usual(seller.ccode, first), start=True)
    whom = words.the(world.gazetteer.usual(buyer.ccode, first))
    return Event(
        str(first),
        str(last),
        "arms",
        f"{who} delivers major arms to {whom}",
        "arms_transfers",
        role,
        f"to {whom}",
        5,
        (("supplier", seller.ccode), ("recipient", buyer.ccode), ("tiv", round(volume, 2))),
    )


def visits(world: World, dyad: Dyad) -> list[Event]:
    """Return the visits of presidents and secretaries of state of the United States of which the record has all."""
    import polars as pl

    codes = list(dyad.codes)
    pair = pl.col("visitor").is_in(codes) & pl.col("host").is_in(codes)
    rows = world.table("visits").filter(pair).sort("date", "office", "number").collect().to_dicts()
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
