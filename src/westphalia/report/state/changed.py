"""What changed for a state in ten years: strength, democracy, exclusion, sanctions, allies and relations, then and now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.brief.figures import of_all
from westphalia.report.brief.places import place
from westphalia.report.brief.sanction_record import sender_counts
from westphalia.report.brief.why.others import WORDS
from westphalia.report.page import Section, SmallTable, Topic
from westphalia.report.state.outside import Outside
from westphalia.report.state.promised import Promised
from westphalia.report.state.relations import StateRelations, turned

if TYPE_CHECKING:
    from westphalia.report.state.subject import Subject

TEN = 10
"""Years before."""
Row = tuple[str, float, float, str, str]
"""What, its value then and now, and both in words."""
MUCH = 0.15
"""Part by which a figure must have changed to be told first."""


def topic(of: Subject, relations: StateRelations, outside: Outside, promised: Promised) -> Topic:
    """Return what changed in ten years.

    Parameters
    ----------
    of : Subject
        The state and year.
    relations, outside, promised : StateRelations, Outside, Promised
        Relations, exclusion with sanctions, and pacts of the state.
    """
    then = of.year - TEN
    there = any(first <= then <= last for first, last in of.world.spells(of.code))
    rows = list(_rows(of, outside, promised)) if there else []
    turns = turned(relations)
    facts = {
        "changed": {
            "since": then if there else None,
            "figures": [{"what": what, "then": was, "now": now} for what, was, now, _, _ in rows],
            "relations": [{"ccode": each.ccode, "name": each.name, "from": each.word_was, "to": each.word} for each in turns],
        }
    }  # fmt: skip
    topic_name = "What changed in ten years"
    if not there:
        return Topic(facts, Section("changed", topic_name, f"{of.start} was not in the system of states in {then}."))  # fmt: skip
    told = [f"{words.sentence(words.possessive(words.the(each.name)))} relations with it went from {WORDS[each.word_was]} to {WORDS[each.word]}" for each in turns]  # fmt: skip
    prose = (". ".join(told) + ".",) if told else ()
    grid = SmallTable(("", str(then), _now(of)), tuple((what, was, now) for what, _, _, was, now in rows), "lrr", ("capabilities", "democracy_indices", "coded_shut_out"), f"{of.start} in {then} and since")  # fmt: skip
    return Topic(
        facts, Section("changed", topic_name, _finding(of, rows), prose, (), (grid,) if rows else ())
    )


def _now(of: Subject) -> str:
    return f"{of.year}, or last known"


def _finding(of: Subject, rows: list[Row]) -> str:
    moved = sorted(((abs(now - was) / max(abs(was), abs(now)), what, was, now) for what, was, now, _, _ in rows if was != now), reverse=True)  # fmt: skip
    told = [(what, was, now) for size, what, was, now in moved if size >= MUCH][:2]
    if not told:
        return f"Little of what is measured changed for {of.name} in the ten years to {of.year}."
    texts = {what: (_bare(what, was), _bare(what, now)) for what, _, _, was, now in rows}
    clauses = [
        f"{_small(what)} {'rose' if now > was else 'fell'} from {texts[what][0]} to {texts[what][1]}"
        for what, was, now in told
    ]
    return f"In the ten years to {of.year} {words.listed(clauses)}."


def _bare(what: str, text: str) -> str:
    """Return a figure of the table as it stands in a sentence: without its rank, with its unit, and with the year that it is from."""
    plain = text.partition(" (")
    number = plain[0].partition(", ")[0] + (" billion dollars" if "billion" in what else "")
    return f"{number} (in {plain[2]}" if plain[2] else number


def _small(what: str) -> str:
    what = what.partition(" (")[0]
    return f"its {words.midsentence(what)}" if not what.startswith(("States", "Allies")) else f"the number of {words.midsentence(what)}"  # fmt: skip


def _rows(of: Subject, outside: Outside, promised: Promised) -> Iterator[Row]:
    then = of.year - TEN
    for name, what, how in (("cinc", "Share of capability", numbers.percent), ("gdp", "Output (billion dollars)", _billions), ("polyarchy", "Electoral democracy", _two)):  # fmt: skip
        was, now = of_all(of.world, name, then), of_all(of.world, name, of.year, carry=True)
        one, two = was.values.get(of.code), now.values.get(of.code)
        if one is not None and two is not None and now.observed is not None and now.observed > then:
            seen = f" ({now.observed})" if now.observed != of.year else ""
            yield what, float(one), float(two), how(float(one)) + _rank(was.values, of, name), how(float(two)) + _rank(now.values, of, name) + seen  # fmt: skip
    if outside.before is not None and outside.value is not None:
        yield "Exclusion (0 to 1)", outside.before, outside.value, _two(outside.before), _two(outside.value)
    span = of.world.covers("sanction_senders_own")
    if (
        span is not None
        and then >= span[0]
        and outside.on.observed is not None
        and outside.on.observed > then
    ):
        senders = int(sender_counts(of.world, then).values.get(of.code, 0))
        seen = f" ({outside.on.observed})" if outside.on.observed != of.year else ""
        yield "States that sanction it", senders, len(outside.on.senders), str(senders), f"{len(outside.on.senders)}{seen}"  # fmt: skip
    if promised.before is not None and promised.read is not None and promised.read > then:
        seen = f" ({promised.read})" if promised.read != of.year else ""
        yield "Allies by pacts of defence", promised.before, len(promised.allies), str(promised.before), f"{len(promised.allies)}{seen}"  # fmt: skip


def _rank(values: Any, of: Subject, name: str) -> str:
    spot = place(values, of.code)
    return f", {numbers.ordinal(spot.rank)}" if spot is not None and name != "gdp" else ""


def _billions(value: float) -> str:
    return numbers.number(value / 1000, 3)


def _two(value: float) -> str:
    return numbers.number(value, 2)
