"""Analogues: the pairs in history that stood where the two stand, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from westphalia.errors import WestphaliaError
from westphalia.models.analogues import analogues
from westphalia.models.analogues.stored import SHOWN, stored
from westphalia.models.outcomes import AFTERWARDS
from westphalia.models.partnership.prospects import Say
from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.brief.forecast import TABLES
from westphalia.report.page import Section, SmallTable, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

CAME = {True: "yes", False: "no", None: "not known"}
STANDS = "Nearness is over all measures of the model, weighted by how well they told, by that year, pairs that made a tie from others."


def topic(world: World, dyad: Dyad, year: int, live: Say | None = None) -> Topic:
    """Return the nearest pairs in history: those stored, or else sought where ``live`` may be told of it, which takes some seconds.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    live : callable, optional
        Takes a sentence before analogues are sought; None where they are not to be.
    """
    found = stored(world, dyad, year)
    if found is None:
        if world.last_known is not None:
            return _absent(dyad, year, f"None are stored for a world as of {world.last_known}.", how=True)
        if live is None:
            return _absent(dyad, year, "They are not stored, and seeking them takes some seconds.", how=True)
        live(f"Analogues of this pair in {year} are not stored; searching history takes some seconds.")
        try:
            found = _sought(world, dyad, year)
        except WestphaliaError as error:
            return _absent(dyad, year, f"{error.what} {error.why}".strip())
    return told(dyad, year, found["analogues"], found["base_rate"])


def _sought(world: World, dyad: Dyad, year: int) -> dict[str, Any]:
    return analogues(world, dyad.a, dyad.b, year, top=SHOWN).to_dict()


def told(dyad: Dyad, year: int, near: Sequence[Mapping[str, Any]], rate: Mapping[str, Any]) -> Topic:
    """Return the topic of analogues as the JSON contract has them.

    Parameters
    ----------
    dyad, year : Dyad, int
        The pair, and the year of the page.
    near : sequence of mapping of str to object
        The analogues, nearest first, as the JSON document has them.
    rate : mapping of str to object
        The base rate, as the JSON document has it.
    """
    section = Section(
        "analogues",
        "Analogues",
        _finding(dyad, year, rate),
        tuple(_prose(near, rate)),
        (),
        tuple(_grids(dyad, year, near)),
        (STANDS,),
    )
    facts = {"analogues": list(near), "analogues_base_rate": dict(rate)}
    return Topic(facts, section, (), TABLES)


def _absent(dyad: Dyad, year: int, why: str, how: bool = False) -> Topic:
    names = " ".join(f'"{each.name}"' if " " in each.name else each.name for each in (dyad.a, dyad.b))
    ask = f" Ask: westphalia analogues {names} --year {year} --space model" if how else ""
    finding = f"Who in history stood where {words.the(dyad.a.name)} and {words.the(dyad.b.name)} stood in {year} is not shown here."
    facts = {"analogues": [], "analogues_base_rate": {"rate": None, "why": why}}
    return Topic(facts, Section("analogues", "Analogues", finding, (f"{why}{ask}",)))


def _finding(dyad: Dyad, year: int, rate: Mapping[str, Any]) -> str:
    pair = f"{words.the(dyad.a.name)} and {words.the(dyad.b.name)}"
    share = numbers.in_hundred(rate["rate"])
    return (
        f"Of the pairs in history that stood most as {pair} did in {year}, {share} made a new pact or defence agreement within five years; "
        f"of all pairs, {numbers.in_hundred(rate['average'])}."
    )


def _prose(near: Sequence[Mapping[str, Any]], rate: Mapping[str, Any]) -> Iterator[str]:
    low, high = rate["interval"]
    yield (
        f"That counts the {rate['pairs']} nearest, nearer ones more; by chance alone it could lie between {numbers.percent(low)} and "
        f"{numbers.percent(high)}, nine times in ten."
    )
    if near:
        first = near[0]
        shared = words.listed([trait["title"] for trait in first["shared"][:3]])
        unlike = words.listed([trait["title"] for trait in first["different"][:2]])
        both = f" What they shared: {shared}." if shared else ""
        apart = f" Where they differed most: {unlike}." if unlike else ""
        yield f"Nearest of all were {_pair(first)} in {first['year']}.{both}{apart}"


def _pair(each: Mapping[str, Any]) -> str:
    return f"{words.the(each['a']['name'])} and {words.the(each['b']['name'])}"


def _grids(dyad: Dyad, year: int, near: Sequence[Mapping[str, Any]]) -> Iterator[SmallTable]:
    rows = tuple(
        (
            words.sentence(_pair(each)),
            str(each["year"]),
            *(CAME[each["outcome"][horizon]] for horizon in map(str, AFTERWARDS)),
            words.listed([trait["title"] for trait in each["shared"][:1]]) or "-",
            words.listed([trait["title"] for trait in each["different"][:1]]) or "-",
        )
        for each in near
    )
    if rows:
        within = (f"in {horizon} year" if horizon == 1 else f"in {horizon}" for horizon in AFTERWARDS)
        heads = ("Pair", "Year", *within, "Most alike in", "Most unlike in")
        yield SmallTable(
            heads,
            rows,
            "lr" + "l" * (len(heads) - 2),
            TABLES,
            "The nearest pairs, and whether they made a new pact or agreement",
        )
