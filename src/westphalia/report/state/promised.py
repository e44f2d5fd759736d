"""Whom a state has promised to defend, and its pacts: those in force, those made in the year, and what is coded after the lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from westphalia.lazy import pl
from westphalia.record.in_force import SMALL
from westphalia.report.brief import words
from westphalia.report.brief.promises import OBLIGATIONS, terms
from westphalia.report.page import Section, SmallTable, Topic
from westphalia.report.state.reason import StateReason

if TYPE_CHECKING:
    from westphalia.report.state.subject import Subject

PACTS = 8
"""Pacts that the page names."""


@dataclass(frozen=True, slots=True)
class StatePact:
    """A pact of the state with one or more others, as far as it stood at the end of the year that is read.

    Parameters
    ----------
    number, start : int, date
        In ATOP, and the first day on which the state was bound with one of the others.
    partners : tuple of int
        Codes of the others.
    promises : tuple of str
        What any two of them promise, keys of :data:`~westphalia.report.brief.promises.OBLIGATIONS`.
    """

    number: int
    start: date
    partners: tuple[int, ...]
    promises: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the pact for the JSON document."""
        return {"atopid": self.number, "from": self.start.isoformat(), "partners": list(self.partners), "promises": [OBLIGATIONS[name][0] for name in self.promises]}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Promised:
    """Pacts of a state.

    Parameters
    ----------
    read : int or None
        The year at whose end they stand; None where the list begins later.
    pacts : tuple of StatePact
        In force, those of fewest members first.
    allies : tuple of int
        Codes of states with which it has a pact of defence, in which either promises it.
    before : int or None
        How many allies it had ten years before.
    made : tuple of StatePact
        Pacts made in the year.
    coded : tuple of mapping
        What was coded by hand of pacts after the list ends, to the year.
    """

    read: int | None
    pacts: tuple[StatePact, ...]
    allies: tuple[int, ...]
    before: int | None
    made: tuple[StatePact, ...]
    coded: tuple[dict[str, Any], ...]


def promised(of: Subject) -> Promised:
    """Return the pacts of a state in a year; past the list those at its end.

    Parameters
    ----------
    of : Subject
        The state and year.
    """
    span = of.world.span("pacts")
    if span is None or of.year < span[0]:
        return Promised(None, (), (), None, (), ())
    read = min(of.year, span[1])
    frame = of.world.listed("pacts")
    own = frame.filter((pl.col("ccode1") == of.code) | (pl.col("ccode2") == of.code))
    rows = own.sort("start", "atopid").to_dicts()
    standing = [row for row in rows if row["first"] <= read <= row["last"]]
    began: dict[int, int] = {}
    for row in rows:
        began.setdefault(row["atopid"], row["start"].year)
    made = [row for row in rows if row["start"].year == of.year and began[row["atopid"]] == of.year]
    past = _allies(of, [row for row in rows if row["first"] <= read - 10 <= row["last"]])
    return Promised(
        read,
        _grouped(of, standing),
        _allies(of, standing),
        len(past) if read - 10 >= span[0] else None,
        _grouped(of, made),
        tuple(_coded(of, span[1])) if of.year > span[1] else (),
    )


def _allies(of: Subject, rows: list[dict[str, Any]]) -> tuple[int, ...]:
    return tuple(sorted({of.other(row) for row in rows if row["defense"]}))


def _grouped(of: Subject, rows: list[dict[str, Any]]) -> tuple[StatePact, ...]:
    by: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        by.setdefault(row["atopid"], []).append(row)
    made = [
        StatePact(
            number,
            min(row["start"] for row in some),
            tuple(sorted({of.other(row) for row in some})),
            tuple(name for name in OBLIGATIONS if any(row[name] for row in some)),
        )
        for number, some in by.items()
    ]
    return tuple(
        sorted(made, key=lambda pact: ("defense" not in pact.promises, len(pact.partners), pact.start))
    )


def _coded(of: Subject, last: int) -> Iterator[dict[str, Any]]:
    """Yield what is coded by hand of pacts of the state after the list ends, in order of date."""
    mine = of.world.scan("coded_pact_states").filter(pl.col("ccode") == of.code, pl.col("pact")).select("id").unique()  # fmt: skip
    rows = of.world.scan("coded_pacts").join(mine, on="id").sort("start", "id").collect().to_dicts()
    for row in rows:
        if last < row["start"].year <= of.year and row["title"]:
            yield {"date": words.known_day(row["start_edtf"]), "text": str(row["title"]).rstrip("."), "kind": row["kind"], "verified": row["verified"]}  # fmt: skip


def reasons(of: Subject, found: Promised) -> Iterator[StateReason]:
    """Yield a pact made in the year, and how many allies the state has.

    Parameters
    ----------
    of, found : Subject, Promised
        The state and year, and its pacts.
    """
    few = [pact for pact in found.made if len(pact.partners) < SMALL]
    if few:
        pact = min(few, key=lambda each: ("defense" not in each.promises, each.start))
        text = f"{of.start} made a pact with {of.listed(pact.partners)} on {words.day(pact.start)}, promising {terms(pact.promises) or 'nothing that is coded'}."
        yield StateReason("treaty", text, 0.8 if "defense" in pact.promises or "offense" in pact.promises else 0.5, "pacts")  # fmt: skip
    if found.allies and found.read is not None:
        when = f"in {found.read}" + ("" if found.read == of.year else ", when the list ends")
        text = f"{of.start} was bound to defence with {words.counted(len(found.allies), 'state')} {when}: {of.listed(found.allies)}."
        yield StateReason("pact", text, min(0.7, 0.35 + 0.01 * len(found.allies)), "pacts")


def topic(of: Subject, found: Promised) -> Topic:
    """Return allies and pacts.

    Parameters
    ----------
    of, found : Subject, Promised
        The state and year, and its pacts.
    """
    facts = {
        "observed": found.read,
        "allies": [of.named(code) for code in of.strongest(found.allies)],
        "allies_ten_years_before": found.before,
        "in_force": [pact.to_dict() for pact in found.pacts],
        "made": [pact.to_dict() for pact in found.made],
        "since_the_list": list(found.coded),
    }  # fmt: skip
    if found.read is None:
        section = Section("pacts", "Allies and pacts", f"Pacts of {of.name} are not known in {of.year}.")
        return Topic({"pacts": facts}, section, (f"Pacts in {of.year}.",))
    section = Section("pacts", "Allies and pacts", _finding(of, found), tuple(_prose(of, found)), (), tuple(_grids(of, found)))  # fmt: skip
    late = (f"Pacts after {found.read}, when the list ends, beyond those coded by hand.",) if found.read < of.year else ()  # fmt: skip
    used = ("pacts", *(("coded_pacts", "coded_pact_states") if found.coded else ()))
    return Topic({"pacts": facts}, section, late, used)


def _finding(of: Subject, found: Promised) -> str:
    when = f"in {found.read}" if found.read == of.year else f"at the end of {found.read}, when the list ends"
    if not found.allies:
        return f"{of.start} had no pact of defence {when}."
    return f"{of.start} had {words.counted(len(found.allies), 'ally', 'allies')} by pacts of defence {when}: {of.listed(found.allies)}."


def _prose(of: Subject, found: Promised) -> Iterator[str]:
    if found.pacts:
        lone = sum(len(pact.partners) == 1 for pact in found.pacts)
        own = f", {words.count(lone) if lone else 'none'} of them with one other state alone"
        yield f"In force were {words.counted(len(found.pacts), 'pact')} of any kind{own}."
    if found.before is not None and found.before != len(found.allies):
        yield f"Ten years before it had {words.counted(found.before, 'ally', 'allies')} by pacts of defence."
    for row in found.coded[-3:]:
        yield f"{words.sentence(words.moment(row['date']))}: {row['text']}."


def _grids(of: Subject, found: Promised) -> Iterator[SmallTable]:
    rows = tuple((str(pact.start.year), of.listed(pact.partners), terms(pact.promises) or "nothing coded") for pact in found.pacts[:PACTS])  # fmt: skip
    if rows:
        yield SmallTable(("Since", "With", "Promising"), rows, "lll", ("pacts",), f"Pacts in force at the end of {found.read}, those of defence first")  # fmt: skip
