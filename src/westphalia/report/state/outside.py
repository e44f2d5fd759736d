"""How far a state is shut out of the order of its day, of what, and by whom; and sanctions on it and by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.lazy import np, pl
from westphalia.measures.exclusion import PARTS, of_states, shut_out
from westphalia.record.history import History
from westphalia.record.quantities.sanctions import on_states
from westphalia.record.tables.sanctions import KINDS
from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.brief.figures import of_all, year_read
from westphalia.report.brief.places import Place, place
from westphalia.report.brief.sanction_record import LABELS, Record, record
from westphalia.report.page import Chart, Section, SmallTable, Topic
from westphalia.report.state.reason import StateReason

if TYPE_CHECKING:
    from westphalia.report.state.subject import Subject

OF = {
    "recognition": "recognition and embassies",
    "organisation": "organisations of states",
    "embargo": "trade and arms",
    "limits": "equality in arms",
    "credit": "credit and payments",
    "standing": "equal standing in law",
}
"""What a state can be shut out of, as a sentence says it."""
TOLD = 0.2
"""Exclusion from which it is told of."""
MOST = 0.12
"""What is added to the size of exclusion where no other state has as many senders of sanctions on it."""
PART = 0.2
"""Part of the order from which a state must be shut out for it to be named."""
HAND = 0.08
"""Share that a state must have in the acts to be named."""
FIRST = 1949
"""First year in which sanctions are on record."""
SENT = 5
"""Targets that the page names."""


@dataclass(frozen=True, slots=True)
class Outside:
    """Exclusion and sanctions of a state in a year.

    Parameters
    ----------
    value : float or None
        Exclusion, 0 to 1.
    place : Place or None
        Where it stands among all states of the year.
    parts : mapping
        By part of the order (:data:`OF`), how far it is shut out of it.
    by : mapping
        By code, the share that a state has in what shuts it out.
    before : float or None
        Exclusion ten years before.
    on : Record
        Sanctions on it.
    sent : tuple of tuple
        Whom it sanctions: code and kinds, the strongest first.
    read : int or None
        The year that ``sent`` is from.
    """

    value: float | None
    place: Place | None
    parts: dict[str, float]
    by: dict[int, float]
    before: float | None
    on: Record
    sent: tuple[tuple[int, tuple[str, ...]], ...]
    read: int | None


def outside(of: Subject) -> Outside:
    """Return exclusion and sanctions of a state in a year.

    Parameters
    ----------
    of : Subject
        The state and year.
    """
    codes = of.world.universe().tolist()
    at = codes.index(of.code)
    values = of_states(History(of.world, of.year, None))
    known = {code: float(x) for code, x in zip(codes, values, strict=True) if x == x}
    value = known.get(of.code)
    found = shut_out(of.world, of.year)
    parts = {part: float(found.share[k, at]) for k, part in enumerate(PARTS)}
    gravity = np.array(list(PARTS.values())) * found.share[:, at]
    hands = (gravity[:, None] * found.by[:, at]).sum(axis=0)
    whole = float(hands.sum())
    by = {code: float(x) / whole for code, x in zip(codes, hands, strict=True) if x > 0} if whole else {}
    past = of_states(History(of.world, of.year - 10, None))[at] if of.year - 10 >= 1816 else np.nan
    read = year_read(of.world, "sanctions", of.year, carry=True)
    return Outside(
        value,
        place(known, of.code) if value is not None else None,
        parts,
        by,
        float(past) if past == past else None,
        record(of.world, of.state, of.year, carry=True),
        () if read is None else _sent(of, read),
        read,
    )


def _sent(of: Subject, year: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
    rows = on_states(of.world).filter(pl.col("route") != "un", sender=of.code, year=year).to_dicts()
    kinds = {row["target"]: tuple(kind for kind in KINDS if row[kind]) for row in rows}
    return tuple((code, kinds[code]) for code in of.strongest(kinds))


def closed(found: Outside) -> list[str]:
    """Return what a state is shut out of, in words, the most first.

    Parameters
    ----------
    found : Outside
        Its exclusion.
    """
    ordered = sorted(found.parts.items(), key=lambda each: -each[1])
    return [OF[part] for part, share in ordered if share >= PART]


def hands(of: Subject, found: Outside) -> str:
    """Return who has the greatest part in shutting a state out; empty where nobody stands out.

    Parameters
    ----------
    of, found : Subject, Outside
        The state and year, and its exclusion.
    """
    chief = sorted(((share, code) for code, share in found.by.items() if share >= HAND), reverse=True)[:3]
    return words.listed(of.called(code) for _, code in chief)


def reasons(of: Subject, found: Outside) -> Iterator[StateReason]:
    """Yield how far the state is shut out, where it is.

    Parameters
    ----------
    of, found : Subject, Outside
        The state and year, and its exclusion.
    """
    yield from _broken(of)
    if found.value is None or found.value < TOLD or found.place is None:
        return
    only = [part for part, share in found.parts.items() if share >= PART]
    size = 0.15 + 0.85 * found.value if only != ["standing"] else 0.3
    on = found.on
    if on.observed == of.year and on.place is not None and on.senders and on.place.above == 0:
        size += MOST
    if on.observed == of.year and on.place is not None and len(on.senders) >= 5 and not _beyond(found):
        senders = words.counted(len(on.senders), "state")
        text = f"Sanctions of {senders} on {of.name} were in force in {of.year}, {_more(on.place, 'on')}."
    else:
        what, who = closed(found)[:2], hands(of, found)
        by = f", above all by {who}" if who else ""
        text = f"{of.start} was shut out of {words.listed(what)} in {of.year}{by}." if what else ""
    if text:
        yield StateReason("exclusion", text, size, "outside")


def _broken(of: Subject) -> Iterator[StateReason]:
    """Yield who broke off relations with the state in the year: several shut it out, one is a rupture."""
    steps = of.world.listed("diplomatic_steps").filter(kind="broken", ccode2=of.code, first=of.year)
    codes = set(steps["ccode1"].to_list())
    if codes:
        kind = "exclusion" if len(codes) > 1 else "rupture"
        text = f"{words.sentence(of.listed(codes))} broke off relations with {of.name} in {of.year}."
        yield StateReason(kind, text, 0.7 + 0.02 * len(codes), "outside")


def _more(spot: Place, of: str) -> str:
    """Return a place among states in words: more than "on", or "that of", so many."""
    if spot.above == 0:
        return f"more than {of} any other state"
    return f"more than {of} {numbers.in_hundred(spot.below / max(spot.among - 1, 1))} states"


def _beyond(found: Outside) -> bool:
    """Whether others shut the state out of recognition more than of trade: China to 1971."""
    return found.parts["recognition"] > max(found.parts["embargo"], found.parts["credit"])


def topic(of: Subject, found: Outside) -> Topic:
    """Return exclusion and sanctions.

    Parameters
    ----------
    of, found : Subject, Outside
        The state and year, and its exclusion.
    """
    on = found.on
    facts: dict[str, Any] = {
        "exclusion": {
            "value": found.value,
            "place": found.place.to_dict() if found.place else None,
            "ten_years_before": found.before,
            "of": {part: round(share, 4) for part, share in found.parts.items()},
            "by": [{**of.named(code), "share": round(share, 4)} for share, code in sorted(((s, c) for c, s in found.by.items()), reverse=True)],
        },
        "sanctions": {
            "observed": on.observed,
            "why": on.why or None,
            "on": [each.to_dict() for each in on.senders],
            "by": [{**of.named(code), "kinds": list(kinds)} for code, kinds in found.sent],
        },
    }  # fmt: skip
    section = Section("outside", "Exclusion and sanctions", _finding(of, found), tuple(_prose(of, found)), tuple(_charts(of, found)), tuple(_grids(of, found)), tuple(_notes(of, found)))  # fmt: skip
    used = ("coded_shut_out", "coded_shut_out_by", *(("sanctions", "sanction_mandates", "institution_sanctions") if on.observed else ()))  # fmt: skip
    late = (f"Sanctions after {on.observed}, when the list ends; those of then are shown.",) if on.observed and on.observed < of.year else (f"Sanctions in {of.year}: {on.why}.",) if on.observed is None else ()  # fmt: skip
    return Topic(facts, section, late, used)


def _finding(of: Subject, found: Outside) -> str:
    if found.value is None or found.place is None:
        return f"How far {of.name} was shut out in {of.year} is not known."
    if found.value < TOLD:
        little = "nothing" if found.value == 0 else "little"
        return f"{words.sentence(little)} on record shut {of.name} out of the order of {of.year}."
    then = "" if found.before is None else f"; ten years before it was {numbers.number(found.before, 2)}"
    return f"Exclusion of {of.name} stood at {numbers.number(found.value, 2)} of 1 in {of.year}, {_more(found.place, 'that of')}{then}."


def _prose(of: Subject, found: Outside) -> Iterator[str]:
    what, who = closed(found), hands(of, found)
    if found.value is not None and found.value >= TOLD and what:
        by = f"; {who} had the greatest part in it" if who else ""
        yield f"Others kept it out of {words.listed(what)}{by}."
    on = found.on
    if on.observed is None:
        return
    when = str(on.observed) if on.observed == of.year else f"{on.observed}, when the list ends"
    if on.senders:
        names = of.listed([each.state.ccode for each in on.senders], 5)
        yield f"It was sanctioned by {words.counted(len(on.senders), 'state')} in {when}: {names}."
    else:
        yield f"No state sanctioned {of.name} of its own in {when}."
    if found.sent:
        names = of.listed([code for code, _ in found.sent], 5)
        yield f"It sanctioned {words.counted(len(found.sent), 'state')} itself: {names}."
    else:
        yield "It sanctioned no state itself."


def _grids(of: Subject, found: Outside) -> Iterator[SmallTable]:
    on = found.on
    rows = [(words.sentence(words.the(each.state.name)), words.listed(LABELS[kind] for kind in each.kinds) or "other", str(each.since)) for each in _first(of, on)]  # fmt: skip
    if rows:
        yield SmallTable(("On it, by", "Kinds", "Since"), tuple(rows), "lll", ("sanctions",), f"Sanctions on {of.name}, the strongest senders")  # fmt: skip
    sent = [(words.sentence(of.called(code)), words.listed(LABELS[kind] for kind in kinds) or "other") for code, kinds in found.sent[:SENT]]  # fmt: skip
    if sent:
        yield SmallTable(("By it, on", "Kinds"), tuple(sent), "ll", ("sanctions",), f"Sanctions by {of.name}, the strongest targets")  # fmt: skip


def _first(of: Subject, on: Record) -> list[Any]:
    by = {each.state.ccode: each for each in on.senders}
    return [by[code] for code in of.strongest(by)[:SENT]]


def _notes(of: Subject, found: Outside) -> Iterator[str]:
    yield (
        "Exclusion counts acts of others: recognition refused, organisations closed, embargoes, limits laid on forces, credit cut off, standing in law denied. "
        "Few ties are no exclusion, and what nobody coded counts as none. Its level compares badly across eras; its rank does not."
    )
    if of.year < FIRST:
        yield f"Sanctions are on record from {FIRST}; what is earlier is in the acts coded by hand."


def _charts(of: Subject, found: Outside) -> Iterator[Chart]:
    """Yield by how many states it was sanctioned, year by year."""
    if found.on.observed is None:
        return
    rows = _senders(of)
    if len(rows) < 2 or not any(row["value"] for row in rows):
        return
    most = max(rows, key=lambda row: row["value"])
    yield Chart(
        "state-senders",
        "lines",
        tuple(rows),
        f"States that sanctioned {of.name}, year by year",
        f"Most in {most['year']}: {words.counted(most['value'], 'state')}.",
        "states",
        ("sanctions",),
        f"{rows[0]['year']}-{rows[-1]['year']}",
        {"year": of.year, "zero": True, "labels": {"senders": ""}},
    )


def _senders(of: Subject) -> list[dict[str, Any]]:
    there = [(first, last) for first, last in of.world.spells(of.code)]
    span = of.world.covers("sanction_senders_own") or (1, 0)
    rows = []
    for year in range(span[0], min(span[1], of.year) + 1):
        if any(first <= year <= last for first, last in there):
            count = of_all(of.world, "sanction_senders_own", year).values.get(of.code, 0)
            rows.append({"series": "senders", "role": "a", "year": year, "value": count})
    return rows
