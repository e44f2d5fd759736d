"""Relation: how hostile or friendly the two are, one score of everything that is seen of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from westphalia.report.brief import words
from westphalia.report.brief.figures import Values, covered, of_pairs, taken
from westphalia.report.brief.places import Place, place
from westphalia.report.view import Chart, Figure, Section, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

SMOOTHED, FILTERED = "relations", "relations_filtered"
WIDE = 1.645
NEITHER = "indifferent"
PHRASES = {
    "at war": "as hostile as states at war",
    "hostile": "hostile",
    "cool": "cool",
    "indifferent": "neither friendly nor hostile",
    "friendly": "friendly",
    "partners": "those of partners",
    "security community": "those of a security community",
}
GLOSS = (
    "The relation is one score of all that is seen of a pair: wars, disputes, rivalry, pacts, sanctions, arms, visits, votes and "
    "organisations. It is 0 where nothing sets the two apart from any pair; below -3.5 lies war, above 3.5 a security community "
    "(states that no longer prepare to fight each other)."
)


def table_of(world: World) -> str | None:
    """Return the table of relations that may be seen in this world; None when the edition has none."""
    name = SMOOTHED if world.last_known is None else FILTERED
    return name if name in world.manifest.tables else None


def topic(world: World, dyad: Dyad, year: int) -> Topic:
    """Return the relation of the two in a year, over two centuries, and among all pairs."""
    table = table_of(world)
    if table is None or covered(world, table) is None:
        missing = Figure(None, "", year, None, table or SMOOTHED, "this edition has no scores of relations")
        section = Section(
            "relation", "Relation", "How hostile or friendly the two are is not scored in this edition."
        )
        return Topic({"relation": missing.to_dict()}, section)
    found = of_pairs(world, table, "mean", year, carry=True)
    key = _key(dyad)
    left = of_pairs(world, table, "sd", year, carry=True, ccode1=key[0], ccode2=key[1])
    figure = taken(world, found, key, table, "mean", year)
    spot = place(found.values, key)
    facts = _facts(dyad, figure, spot, left)
    section = Section(
        "relation",
        "Relation",
        _finding(dyad, year, figure, spot),
        tuple(_prose(world, dyad, table, figure, found)),
        tuple(_charts(world, dyad, table, year, figure)),
        (),
        (GLOSS, _lean(table)),
    )
    return Topic({"relation": facts}, section, tuple(_unknown(dyad, year, figure)), (table,))


def _key(dyad: Dyad) -> tuple[int, int]:
    low, high = sorted(dyad.codes)
    return low, high


def _lean(table: str) -> str:
    if table == FILTERED:
        return "The score of a year is estimated from that year and those before."
    return "The score is estimated from all years at once: that of a year leans on what came after."


def _facts(dyad: Dyad, figure: Figure, spot: Place | None, left: Values) -> dict[str, Any]:
    facts = figure.to_dict()
    sd = left.values.get(_key(dyad))
    if figure.value is not None and spot is not None and sd is not None:
        at = float(figure.value)
        facts["interval"] = [at - WIDE * sd, at + WIDE * sd]
        facts["percentile"] = spot.percentile
        facts["band"] = _band(at)
    return facts


def _band(score: float) -> str:
    from westphalia.measures.relation.bands import band

    return band(score).name


def _said(score: float) -> str:
    return PHRASES.get(_band(score), _band(score))


def _finding(dyad: Dyad, year: int, figure: Figure, spot: Place | None) -> str:
    pair = f"{words.the(dyad.a.name)} and {words.the(dyad.b.name)}"
    if figure.value is None or spot is None:
        return f"How hostile or friendly {pair} were in {year} is not known: {figure.why}."
    score = float(figure.value)
    when = f"In {figure.observed}" + ("" if figure.observed == year else ", the last year scored,")
    return f"{when} relations of {pair} were {_said(score)}, {spot.frequency('friendlier', 'more hostile', 'pairs')}."


def _prose(world: World, dyad: Dyad, table: str, figure: Figure, found: Values) -> Iterator[str]:
    if figure.value is None or figure.observed is None:
        return
    before = figure.observed - 10
    low, high = _key(dyad)
    then = of_pairs(world, table, "mean", before, ccode1=low, ccode2=high).values.get((low, high))
    now = float(figure.value)
    if then is None:
        return
    change = now - float(then)
    if abs(change) < 0.25:
        yield f"Ten years before, in {before}, they were much the same ({words.number(float(then), 2)}, now {words.number(now, 2)})."
        return
    way = "friendlier" if change > 0 else "more hostile"
    past = "" if _band(now) == _band(float(then)) else f": in {before} relations were {_said(float(then))}"
    yield f"That is {way} than ten years before{past} ({words.number(float(then), 2)} then, {words.number(now, 2)} now)."


def _charts(world: World, dyad: Dyad, table: str, year: int, figure: Figure) -> Iterator[Chart]:
    import polars as pl

    low, high = _key(dyad)
    frame = world.table(table).filter(pl.col("ccode1") == low, pl.col("ccode2") == high)
    known = sorted(frame.select("year", "mean", "sd").drop_nulls().collect().iter_rows())
    if len(known) < 2:
        return
    years = {when: (mean, sd) for when, mean, sd in known}
    rows = [
        {
            "series": "relation",
            "role": "pair",
            "year": when,
            "value": years[when][0] if when in years else None,
            "lo": years[when][0] - WIDE * years[when][1] if when in years else None,
            "hi": years[when][0] + WIDE * years[when][1] if when in years else None,
        }
        for when in range(known[0][0], known[-1][0] + 1)
    ]
    best, worst = max(known, key=lambda row: row[1]), min(known, key=lambda row: row[1])
    span = covered(world, table)
    assert span is not None
    yield Chart(
        "relation-course",
        "lines",
        tuple(rows),
        "How hostile or friendly the two have been (score; band: what is left open, nine times in ten)",
        f"Most hostile in {worst[0]}, friendliest in {best[0]}; "
        + (
            f"{words.number(float(figure.value), 2)} in {figure.observed}."
            if figure.value is not None
            else f"not known in {year}."
        ),
        "score: 0 like any pair, higher is friendlier",
        (table,),
        f"{known[0][0]}-{known[-1][0]}" + (f"; {words.not_after(span[1])}" if span[1] < year else ""),
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
