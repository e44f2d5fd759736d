"""Partners and adversaries of a state: its relations with all others, with words that rest on evidence, now and ten years before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.lazy import pl
from westphalia.record.quantities import get
from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.brief.figures import of_all, year_read
from westphalia.report.brief.relation import COLD, GLOSS, name_of
from westphalia.report.brief.relation_basis import basis
from westphalia.report.brief.why.limiting import WARM
from westphalia.report.brief.why.others import WORDS
from westphalia.report.brief.why.third import BEFORE
from westphalia.report.page import Chart, Section, SmallTable, Topic
from westphalia.report.state.reason import StateReason

if TYPE_CHECKING:
    from westphalia.report.state.subject import Subject

SHOWN = 5
"""Partners, and adversaries, that the page names."""
GREAT = 0.03
"""Share of the system's capability from which a relation counts in full."""
TURN = 1.5
"""Change of a relation in ten years that is told."""


@dataclass(frozen=True, slots=True)
class StateRelation:
    """The relation of the state with another.

    Parameters
    ----------
    ccode, name : int, str
        The other, as it is called in the year.
    score : float
        0 is like any pair; higher is friendlier.
    word : str
        The word for it; empty where no evidence allows one.
    was, word_was : float or None, str
        The same ten years before.
    strength : float
        The other's share of the system's capability; 0 where it is not known.
    """

    ccode: int
    name: str
    score: float
    word: str
    was: float | None
    word_was: str
    strength: float

    def to_dict(self) -> dict[str, Any]:
        """Return the relation for the JSON document."""
        return {"ccode": self.ccode, "name": self.name, "score": self.score, "word": self.word or None, "ten_years_before": self.was, "word_ten_years_before": self.word_was or None}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StateRelations:
    """All relations of a state of which a word may be said.

    Parameters
    ----------
    observed : int or None
        The year that is read; None where none is.
    why : str
        Why none is.
    every : tuple of StateRelation
        With a word, the friendliest first.
    silent : int
        States of the year of which no word may be said, or of which nothing was seen for ten years that bears the word out.
    """

    observed: int | None
    why: str
    every: tuple[StateRelation, ...]
    silent: int = 0

    @property
    def partners(self) -> list[StateRelation]:
        """Those with friendly words, friendliest first; of equal ones the strongest."""
        return [each for each in self.every if each.word in WARM]

    @property
    def adversaries(self) -> list[StateRelation]:
        """Those with hostile words, most hostile first."""
        return [each for each in reversed(self.every) if each.word in COLD]


def relations(of: Subject) -> StateRelations:
    """Return the relations of a state in a year; past the scores those of their last year, which ``observed`` says.

    Parameters
    ----------
    of : Subject
        The state and year.
    """
    name = name_of(of.world)
    if name is None:
        return StateRelations(None, "this edition has no scores of relations", ())
    read = year_read(of.world, name, of.year, carry=True)
    if read is None:
        return StateRelations(None, "no relation is scored for the year", ())
    by = _rows(of, get(name).table, read)
    strength = of_all(of.world, "cinc", read, carry=True).values
    found, silent = [], 0
    for (code, year), (score, word) in by.items():
        if year != read:
            continue
        silent += not word
        was, word_was = by.get((code, read - BEFORE), (None, ""))
        if word:
            found.append(StateRelation(code, of.called(code, read), score, word, was, word_was, float(strength.get(code, 0.0))))  # fmt: skip
    if not by:
        return StateRelations(None, f"no relation of {of.name} is scored for {read}", ())
    return StateRelations(read, "", tuple(sorted(found, key=lambda each: (-each.score, -each.strength))), silent)  # fmt: skip


def _rows(of: Subject, table: str, read: int) -> dict[tuple[int, int], tuple[float, str]]:
    """Return score and word by other state and year; a friendly or hostile word stands only where such a thing was seen in ten years."""
    rows = (
        of.world.table(table)
        .filter(pl.col("year").is_in([read, read - BEFORE]))
        .filter((pl.col("ccode1") == of.code) | (pl.col("ccode2") == of.code))
        .select("ccode1", "ccode2", "year", "mean", "word", "friendly", "hostile")
        .collect()
    )
    return {
        (two if one == of.code else one, year): (float(mean), _borne(word or "", year, friendly, hostile))
        for one, two, year, mean, word, friendly, hostile in rows.iter_rows()
    }


def _borne(word: str, year: int, friendly: int | None, hostile: int | None) -> str:
    """Return the word where what it says was seen in ten years; empty where not.

    Examples
    --------
    >>> _borne("hostile", 2022, 2014, None), _borne("hostile", 2022, 2014, 2017), _borne("indifferent", 2022, None, None)
    ('', 'hostile', 'indifferent')
    """
    seen = friendly if word in WARM else hostile if word in COLD else year
    return word if seen is not None and seen > year - BEFORE else ""


def reasons(of: Subject, found: StateRelations) -> Iterator[StateReason]:
    """Yield what relations make worth telling: the adversaries, the partners, and the one that turned most.

    Parameters
    ----------
    of : Subject
        The state and year.
    found : StateRelations
        Its relations.
    """
    if found.observed is None:
        return
    when = f"in {found.observed}"
    foes = [each for each in found.adversaries if each.word == "hostile"]
    if foes:
        told = of.listed([each.ccode for each in foes])
        size = min(1.0, 0.35 + max(each.strength for each in foes) / GREAT * 0.35 + 0.05 * len(foes))
        yield StateReason(
            "adversary", f"Relations of {of.name} with {told} were hostile {when}.", size, "relations"
        )
    friends = found.partners
    if friends:
        nearest = [each for each in friends if each.word == friends[0].word]
        text = f"{of.start} was closest to {_ordered(nearest)} {when}."
        yield StateReason("partner", text, min(1.0, 0.4 + friends[0].score / 8), "relations")
    turn = max(_turns(found), key=lambda each: _moved(each), default=None)
    if turn is not None and turn.was is not None:
        text = f"Relations of {of.name} with {words.the(turn.name)} went from {WORDS[turn.word_was]} to {WORDS[turn.word]} in the ten years to {found.observed}."
        yield StateReason("turned", text, min(0.85, 0.2 + 0.14 * _moved(turn)), "relations")


def _turns(found: StateRelations) -> list[StateRelation]:
    """Return the relations that changed their word, and much."""
    return [each for each in found.every if each.was is not None and each.word_was and each.word_was != each.word and abs(each.score - each.was) >= TURN]  # fmt: skip


def _moved(each: StateRelation) -> float:
    """Return by how much a relation turned, weighed by the strength of the other."""
    return abs(each.score - (each.was or 0.0)) * (0.3 + min(1.0, each.strength / GREAT))


def turned(found: StateRelations, most: int = 4) -> list[StateRelation]:
    """Return the relations that turned most in ten years.

    Parameters
    ----------
    found : StateRelations
        All of the state.
    most : int, optional
        How many.
    """
    return sorted(_turns(found), key=lambda each: -_moved(each))[:most]


def topic(of: Subject, found: StateRelations) -> Topic:
    """Return partners and adversaries.

    Parameters
    ----------
    of : Subject
        The state and year.
    found : StateRelations
        Its relations.
    """
    facts = {
        "observed": found.observed,
        "why": found.why or None,
        "partners": [each.to_dict() for each in found.partners],
        "adversaries": [each.to_dict() for each in found.adversaries],
        "words": len(found.every),
        "silent": found.silent,
    }
    if found.observed is None:
        section = Section("relations", "Partners and adversaries", f"How {of.name} stood with others in {of.year} is not known: {found.why}.")  # fmt: skip
        return Topic({"relations": facts}, section, (f"Relations of {of.name} in {of.year}: {found.why}.",))
    prose = tuple(text for text in (_silent(of, found), basis(of.world, found.observed)) if text)
    table = get(name_of(of.world) or "relation").table
    section = Section("relations", "Partners and adversaries", _finding(of, found), prose, tuple(_charts(of, found, table)), tuple(_grids(found, table)), (GLOSS,))  # fmt: skip
    late = () if found.observed == of.year else (f"Relations after {found.observed}, the last year scored.",)
    return Topic({"relations": facts}, section, late, (table,))


def _finding(of: Subject, found: StateRelations) -> str:
    when = f"In {found.observed}" + ("" if found.observed == of.year else ", the last year scored,")
    by = {word: [each.ccode for each in found.adversaries if each.word == word] for word in COLD}
    nearest = [each for each in found.partners if each.word == found.partners[0].word]
    parts = [f"{_near(nearest[0].word)} {_ordered(nearest)}"] if nearest else []
    parts += [f"at war with {of.listed(by['at war'])}"] if by["at war"] else []
    parts += [f"at odds with {of.listed(by['hostile'])}"] if by["hostile"] else []
    parts += [f"cool to {of.listed(by['cool'])}"] if by["cool"] and len(parts) < 2 else []
    if not parts:
        return f"{when} {of.name} was neither friend nor foe of any state that the record can tell of."
    return f"{when} {of.name} was {words.listed(parts)}."


def _ordered(some: Sequence[StateRelation], most: int = 3) -> str:
    """Return the names of the first of some relations as a list, with how many more there are."""
    return words.first_of([words.the(each.name) for each in some], most)


def _near(word: str) -> str:
    """Return how close the nearest are, in words; of a security community no more than that they are the closest, which a score alone bears out."""
    return {"security community": "closest to", "partners": "a partner of"}.get(word, "friendly with")


def _silent(of: Subject, found: StateRelations) -> str:
    whole = len(found.every) + found.silent
    if not found.silent or not whole:
        return ""
    return f"Of {words.counted(whole, 'other state')} no word may be said for {words.count(found.silent)}: too little was seen of them with {of.name} in ten years."


def _grids(found: StateRelations, table: str) -> Iterator[SmallTable]:
    rows = [("Partners:", "", "")] * bool(found.partners) + _cells(found.partners)
    rows += [("Adversaries:", "", "")] * bool(found.adversaries) + _cells(found.adversaries)
    if rows:
        heads = ("State", f"Relation in {found.observed}", f"In {(found.observed or 0) - BEFORE}")
        yield SmallTable(
            heads, tuple(rows), "lll", (table,), "The closest partners and the gravest adversaries"
        )


def _cells(some: Sequence[StateRelation]) -> list[tuple[str, str, str]]:
    return [
        (
            words.sentence(words.the(each.name)),
            f"{each.word}, {numbers.number(each.score, 2)}",
            "not scored"
            if each.was is None
            else f"{each.word_was or 'no word'}, {numbers.number(each.was, 2)}",
        )
        for each in some[:SHOWN]
    ]


def _charts(of: Subject, found: StateRelations, table: str) -> Iterator[Chart]:
    """Yield all relations of the year on one scale, the extremes named."""
    known = found.every
    if len(known) < 2:
        return
    ends = {known[0].ccode, known[-1].ccode}
    rows = tuple({"label": each.name, "role": "a" if each.ccode == known[0].ccode else "warning" if each.ccode == known[-1].ccode else "other", "value": round(each.score, 3), "named": each.ccode in ends} for each in known)  # fmt: skip
    alt = f"Friendliest with {words.the(known[0].name)} ({numbers.number(known[0].score, 2)}), most hostile with {words.the(known[-1].name)} ({numbers.number(known[-1].score, 2)})."
    yield Chart(
        "state-relations",
        "strip",
        rows,
        f"Relations of {of.name} with {len(known)} states in {found.observed}, each a tick",
        alt,
        "score: 0 like any pair, higher is friendlier",
        (table,),
        f"states of {found.observed}",
        {"ends": {"low": "hostile", "high": "friendly"}, "domain": [-6, 6], "format": "number"},
    )
