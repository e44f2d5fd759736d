"""Relation: how hostile or friendly the two are, one score of everything that is seen of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from westphalia.measures.relation.items import band
from westphalia.record.quantities import get
from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.brief.figures import between, of_all, taken
from westphalia.report.brief.places import Place, place
from westphalia.report.brief.relation_basis import Told, basis, not_known, told
from westphalia.report.page import Chart, Figure, Section, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

SMOOTHED, FILTERED = "relation", "relation_filtered"
Course = Mapping[int, tuple[float, float | None]]
"""Score and its standard deviation by year."""
WIDE = 1.645
SAME = 0.25
"""A change of score that is none."""
PHRASES = {
    "at war": "as hostile as states at war",
    "hostile": "hostile",
    "cool": "cool",
    "indifferent": "neither friendly nor hostile",
    "friendly": "friendly",
    "partners": "those of partners",
    "security community": "those of a security community",
}
COLD = ("cool", "hostile", "at war")
"""Words beside which a pair is called more hostile than others, and not less friendly."""
GLOSS = (
    "The relation is one score of all that is seen of a pair: wars, disputes, rivalry, pacts, sanctions, arms, visits, votes and "
    "organisations. It is 0 where nothing sets the two apart from any pair; below -3.5 lies war, above 3.5 a security community "
    "(states that no longer prepare to fight each other)."
)


def name_of(world: World) -> str | None:
    """Return the quantity that may be seen in this world; None when the edition has none.

    Parameters
    ----------
    world : World
        The record.
    """
    name = SMOOTHED if world.last_known is None else FILTERED
    return name if get(name).table in world.manifest.tables and world.covers(name) else None


def topic(world: World, dyad: Dyad, year: int) -> Topic:
    """Return the relation of the two in a year, over two centuries, and among all pairs.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    name = name_of(world)
    if name is None:
        why = "this edition has no scores of relations"
        missing = Figure(None, "", year, None, get(SMOOTHED).table, why)
        section = Section(
            "relation",
            "Relation",
            "How hostile or friendly the two are is not scored in this edition.",
        )
        return Topic({"relation": missing.to_dict()}, section)
    found = of_all(world, name, year, carry=True)
    course = between(world, name, *dyad.codes)
    figure = taken(found, dyad.codes, year)
    spot = place(found.values, dyad.codes)
    said = told(world, name, *dyad.codes)
    facts = _facts(figure, spot, course, said)
    section = Section(
        "relation",
        "Relation",
        _finding(dyad, year, figure, spot, said),
        tuple(_prose(world, figure, course, said)),
        tuple(_charts(world, name, year, figure, course)),
        (),
        (GLOSS, _lean(name)),
    )
    return Topic({"relation": facts}, section, tuple(_unknown(dyad, year, figure)), (get(name).table,))


def _lean(name: str) -> str:
    if name == FILTERED:
        return "The score of a year is estimated from that year and those before."
    return "The score is estimated from all years at once: that of a year leans on what came after."


def _facts(figure: Figure, spot: Place | None, course: Course, said: Told) -> dict[str, Any]:
    facts = figure.to_dict()
    _, sd = course.get(figure.observed or 0, (None, None))
    if figure.value is not None and spot is not None and sd is not None:
        at = float(figure.value)
        facts["interval"] = [at - WIDE * sd, at + WIDE * sd]
        facts["percentile"] = spot.percentile
        word = _word(said, figure.observed or 0, at)
        if word is not None:
            facts["band"] = word
    return facts


def _word(said: Told, year: int, score: float) -> str | None:
    """Return the word of a year, which needs evidence; by the score alone in an edition whose table has none."""
    if not said:
        return band(score).name
    word: str | None = said.get(year, {}).get("word")
    return word


def _finding(dyad: Dyad, year: int, figure: Figure, spot: Place | None, said: Told) -> str:
    pair = f"{words.the(dyad.a.name)} and {words.the(dyad.b.name)}"
    if figure.value is None or spot is None:
        return f"How hostile or friendly {pair} were in {year} is not known: {figure.why}."
    score = float(figure.value)
    word = _word(said, figure.observed or 0, score)
    if word is None:
        return not_known(pair, figure.observed or year, said.get(figure.observed or 0, {}).get("seen"))
    when = f"In {figure.observed}" + ("" if figure.observed == year else ", the last year scored,")
    less = "more hostile" if word in COLD else "less friendly"
    return f"{when} relations of {pair} were {PHRASES[word]}, {spot.frequency('friendlier', less, 'pairs')}."


def _prose(world: World, figure: Figure, course: Course, said: Told) -> Iterator[str]:
    if figure.value is None or figure.observed is None:
        return
    word = _word(said, figure.observed, float(figure.value))
    if word is None:
        return
    rests = basis(world, figure.observed)
    if rests:
        yield rests
    before = figure.observed - 10
    now = float(figure.value)
    if before not in course:
        return
    then = course[before][0]
    change = now - then
    if SAME <= abs(change) < _noise(course, figure.observed, before):
        yield f"Ten years before, in {before}, the score was {numbers.number(then, 2)}, now {numbers.number(now, 2)}: no surer change than the band leaves open."
        return
    if abs(change) < SAME:
        yield f"Ten years before, in {before}, they were much the same ({numbers.number(then, 2)}, now {numbers.number(now, 2)})."
        return
    way = "friendlier" if change > 0 else "more hostile"
    earlier = _word(said, before, then)
    past = "" if earlier is None or earlier == word else f": in {before} relations were {PHRASES[earlier]}"
    yield f"That is {way} than ten years before{past} ({numbers.number(then, 2)} then, {numbers.number(now, 2)} now)."


def _noise(course: Course, *years: int) -> float:
    """Return the standard deviation of a difference of two years: a smaller change may be none."""
    return math.hypot(*(course[year][1] or 0.0 for year in years))


def _charts(world: World, name: str, year: int, figure: Figure, course: Course) -> Iterator[Chart]:
    known = {when: (score, sd) for when, (score, sd) in course.items() if sd is not None}
    if len(known) < 2:
        return
    begun, ended = min(known), max(known)
    rows = []
    for when in range(begun, ended + 1):
        score, sd = known.get(when, (None, None))
        ends = (None, None) if score is None or sd is None else (score - WIDE * sd, score + WIDE * sd)
        row = {"series": "relation", "role": "pair", "year": when, "value": score}
        rows.append({**row, "lo": ends[0], "hi": ends[1]})
    best, worst = (pick(known, key=lambda when: known[when][0]) for pick in (max, min))
    span = world.covers(name)
    assert span is not None
    yield Chart(
        "relation-course",
        "lines",
        tuple(rows),
        "How hostile or friendly the two have been (score; band: what is left open, nine times in ten)",
        f"Most hostile in {worst}, friendliest in {best}; "
        + (
            f"{numbers.number(float(figure.value), 2)} in {figure.observed}."
            if figure.value is not None
            else f"not known in {year}."
        ),
        "score: 0 like any pair, higher is friendlier",
        (get(name).table,),
        f"{begun}-{ended}" + (f"; {words.not_after(span[1])}" if span[1] < year else ""),
        {
            "year": year,
            "zero": True,
            "labels": {"relation": ""},
            "rules": [{"value": -3.5, "text": "war"}, {"value": 3.5, "text": "security community"}],
        },
    )


def _unknown(dyad: Dyad, year: int, figure: Figure) -> Iterator[str]:
    pair = f"the relation of {words.the(dyad.a.name)} and {words.the(dyad.b.name)}"
    if figure.value is None:
        yield f"{words.sentence(pair)}: {figure.why}."
    elif figure.observed != year:
        yield f"{words.sentence(pair)}: not scored for {year}; the value shown is of {figure.observed}."
