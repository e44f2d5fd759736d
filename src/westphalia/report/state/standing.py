"""Who a state is and how it stands: names and spells, rulers, capability, regime, weapons, output and the permanent seat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.measures.complementarity import PERMANENT
from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.brief.capability import GLOSS
from westphalia.report.brief.figures import figure, of_all, series
from westphalia.report.brief.office import principal
from westphalia.report.brief.places import Place, place
from westphalia.report.brief.portrait import Portrait, portrait, rows_of_one
from westphalia.report.page import Chart, Figure, Section, SmallTable, Topic
from westphalia.report.state.government import ruled
from westphalia.report.state.reason import StateReason

if TYPE_CHECKING:
    from westphalia.report.state.subject import Subject

TAIPEI, PEKING = 713, 710
"""The Republic of China, which sat for China until October 1971, and the People's Republic."""
OUTPUT = "gdp"
"""The quantity of output: real GDP, estimated, in millions of dollars of 2017."""
ARMED = 3
"""Status of a state that has nuclear weapons."""
TOP = 10
"""Ranks by capability that are worth a sentence at the head of the page."""
KIN = {
    "annexation": "took in",
    "continuation": "continued",
    "dissolution": "came out of",
    "secession": "broke away from",
    "unification": "united with or took in",
}
"""How a state followed others, in words."""
LEFT = {
    "annexation": "was taken by",
    "continuation": "was continued by",
    "dissolution": "was dissolved into",
    "secession": "parted from",
    "unification": "was united into",
}
"""How others followed it."""


@dataclass(frozen=True, slots=True)
class StateStanding:
    """How a state stands in a year.

    Parameters
    ----------
    who : Portrait
        What the brief knows of one state.
    output : Figure
        Real GDP.
    output_place : Place or None
        Its place among all states.
    seat : bool or None
        Whether it had a permanent seat in the Security Council; None before there was one.
    kin : tuple of str
        What it followed and what followed it, to the year, in clauses.
    """

    who: Portrait
    output: Figure
    output_place: Place | None
    seat: bool | None
    kin: tuple[str, ...]


def standing(of: Subject) -> StateStanding:
    """Return who a state is and how it stands in a year.

    Parameters
    ----------
    of : Subject
        The state and year.
    """
    every = of_all(of.world, OUTPUT, of.year, carry=True)
    return StateStanding(
        portrait(of.world, of.state, of.year),
        figure(of.world, OUTPUT, of.code, of.year, carry=True),
        place(every.values, of.code),
        _seat(of),
        tuple(_kin(of)),
    )


def _seat(of: Subject) -> bool | None:
    """Return whether the state was a member of the United Nations with a permanent seat; None before they were founded."""
    span = of.world.covers("un_member")
    if span is None or of.year < span[0]:
        return None
    if of.code not in (*PERMANENT, TAIPEI, PEKING):
        return False
    return bool(of_all(of.world, "un_member", of.year).values.get(of.code))


def _kin(of: Subject) -> Iterator[str]:
    """Yield what the state followed and what followed it to the year, with the year of each."""
    by: dict[tuple[str, int], list[int]] = {}
    for row in sorted(of.world.listed("successions").to_dicts(), key=lambda each: each["date"]):
        year = row["date"].year
        if year > of.year:
            continue
        if row["successor"] == of.code and row["predecessor"] != of.code:
            by.setdefault((KIN.get(row["kind"], "followed"), year), []).append(row["predecessor"])
        elif row["predecessor"] == of.code and row["successor"] != of.code:
            by.setdefault((LEFT.get(row["kind"], "was followed by"), year), []).append(row["successor"])
    goes_on = any(last >= of.year for _, last in of.world.spells(of.code))
    for (how, year), codes in by.items():
        said = "saw the end of its union with" if goes_on and how == LEFT["dissolution"] else how
        names = [of.called(code, year) for code in sorted(set(codes))]
        yield f"{said} {words.first_of(names)} in {year}"


def reasons(of: Subject, found: StateStanding) -> Iterator[StateReason]:
    """Yield the place of a state that is among the strongest.

    Parameters
    ----------
    of, found : Subject, StateStanding
        The state and year, and how it stands.
    """
    rank, share = found.who.rank, found.who.cinc
    if rank is None or share.value is None or share.observed != of.year or rank.rank > TOP:
        return
    text = f"{of.start} was the {rank.words('states', 'strongest')} by capability in {of.year}, with {numbers.percent(float(share.value))} of the whole."
    yield StateReason("power", text, max(0.0, 1.0 - 0.17 * (rank.rank - 1)), "who")


def topic(of: Subject, found: StateStanding) -> Topic:
    """Return who the state is and how it stands.

    Parameters
    ----------
    of, found : Subject, StateStanding
        The state and year, and how it stands.
    """
    facts: dict[str, Any] = {
        "who": found.who.to_dict(),
        "standing": {
            "output": found.output.to_dict(),
            "output_place": found.output_place.to_dict() if found.output_place else None,
            "permanent_seat": found.seat,
            "succession": list(found.kin),
        },
    }
    prose = tuple(_prose(of, found))
    section = Section("who", "Who it is and how it stands", _finding(of, found), prose, tuple(_charts(of)), (_grid(of, found),), (GLOSS,))  # fmt: skip
    used = ("states", "state_names", "memberships", "leaders", "regime_spells", "democracy_indices", "capabilities", "major_powers", "nuclear_status", "warheads", "capitals", "economy", "successions", "institution_members")  # fmt: skip
    return Topic(facts, section, tuple(_unknown(of, found)), used)


def _finding(of: Subject, found: StateStanding) -> str:
    ruler = principal(found.who.holders, of.year)
    under = f" under {ruler.name}" if ruler else ""
    rank, share = found.who.rank, found.who.cinc
    if rank is None or share.value is None:
        return f"How strong {of.name}{under} was in {of.year} is not known."
    when = (
        f"in {share.observed}" if share.observed == of.year else f"in {share.observed}, the last year known"
    )
    return f"{of.start}{under} was the {rank.words('states', 'strongest', 'weakest')} by capability {when}, with {numbers.percent(float(share.value))} of the whole."


def _prose(of: Subject, found: StateStanding) -> Iterator[str]:
    spells = words.spans(of.world.spells(of.code))
    kin = found.kin[-3:]
    followed = f" It {words.listed(kin)}." if kin else ""
    yield f"{of.start} is in the lists of states for {spells}.{followed}"
    yield from _marks(of, found)
    holders = [each for each in found.who.holders if each.effective]
    if len(holders) > 1:
        yield f"In power in {of.year}: {words.listed(f'{each.name} from {words.day(each.start)}' for each in holders)}."
    lost = found.who.lost
    if lost is not None and not holders:
        yield f"Who led it in {of.year} is not known; {lost.name} did in {(lost.known_to or lost.start).year}, the last year known."


def _marks(of: Subject, found: StateStanding) -> Iterator[str]:
    """Yield regime, weapons, seat and output in a sentence or two, and the names that the state bore to the year."""
    who = found.who
    if who.regime:
        when = f"in {who.regime_observed}" if who.regime_observed != of.year else f"in {of.year}"
        yield f"Its regime {when} was {ruled(who.regime)}."
    bomb, seat = who.nuclear.value == ARMED, found.seat
    if bomb or seat:
        yield f"It had {words.listed([*(['nuclear weapons'] * bool(bomb)), *(['a permanent seat in the Security Council'] * bool(seat))])}."
    if found.output.value is not None and found.output_place is not None:
        yield f"Its output was the {found.output_place.words('states', 'largest', 'smallest')} in {found.output.observed}."
    names = [(each["name"], each["from"], each["to"]) for each in who.names if each["kind"] == "usual"]  # fmt: skip
    if len(names) > 1:
        told = words.listed(f"{words.the(name)} ({words.span(first, last, 'today')})" for name, first, last in names)  # fmt: skip
        yield f"Its usual names: {told}."


def _grid(of: Subject, found: StateStanding) -> SmallTable:
    rows = [*rows_of_one(found.who, of.year), ("Output (real GDP, estimated)", _output(of, found)), ("Permanent seat in the Security Council", _seated(found))]  # fmt: skip
    return SmallTable(("", of.state.name), tuple(rows), "ll", ("leaders", "regime_spells", "democracy_indices", "capabilities", "nuclear_status", "economy"), f"{of.start} in {of.year}")  # fmt: skip


def _output(of: Subject, found: StateStanding) -> str:
    if found.output.value is None or found.output_place is None:
        return f"not known: {found.output.why}"
    spot = found.output_place
    when = "" if found.output.observed == of.year else f" ({found.output.observed})"
    billions = float(found.output.value) / 1000
    return f"{numbers.number(billions, 3)} billion dollars of 2017, {numbers.ordinal(spot.rank)} of {spot.among}{when}"


def _seated(found: StateStanding) -> str:
    return "there was none before 1945" if found.seat is None else "yes" if found.seat else "no"


def _unknown(of: Subject, found: StateStanding) -> Iterator[str]:
    if found.who.cinc.value is None:
        yield f"The capability of {of.name}: {found.who.cinc.why}."
    if found.who.regime is None:
        yield f"The kind of regime of {of.name} in {of.year}."
    if found.output.value is None:
        yield f"The output of {of.name}: {found.output.why}."


def _charts(of: Subject) -> Iterator[Chart]:
    """Yield the share of capability over two centuries."""
    values = {year: value for year, value in series(of.world, "cinc", of.code)[0].items() if year <= of.year}
    if len(values) < 2:
        return
    first, last = min(values), max(values)
    rows = tuple({"series": of.state.name, "role": "a", "year": year, "value": values.get(year)} for year in range(first, last + 1))  # fmt: skip
    most = max(values, key=lambda year: values[year])
    yield Chart(
        "state-capability",
        "lines",
        rows,
        f"Share of {words.possessive(of.name)} capability in that of all states (CINC)",
        f"Most in {most}, {numbers.percent(values[most])}; {numbers.percent(values[last])} in {last}.",
        "share of the system",
        ("capabilities",),
        f"{first}-{last}" + (f"; {words.not_after(last)}" if last < of.year else ""),
        {"year": of.year, "zero": True, "format": "percent", "labels": {of.state.name: ""}},
    )
