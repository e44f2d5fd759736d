"""The answer of analogues in the space of the drivers: the nearest pairs, or how near one pair came, and what became of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from westphalia.models.outcomes import AFTERWARDS, LONG
from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.page import Page, Section, SmallTable
from westphalia.report.views.answer import Answer, table
from westphalia.report.views.named import sources_of, tables_of

if TYPE_CHECKING:
    from westphalia.models.analogues import Analogue, DriverAnalogue, DriverAnalogues, Likeness
    from westphalia.models.analogues.aftermath import Share
    from westphalia.models.analogues.results import Trait
    from westphalia.record.world import World

CAME = {True: "yes", False: "no", None: "not known"}
PAIR = ("ccode1", "name1", "ccode2", "name2", "year", "distance", *(f"in_{h}" for h in AFTERWARDS))
TENTH = AFTERWARDS[-1]
CONFLICTS = ("dispute_dyad_years", "war_participants")
SHOWN = 3


def cells(each: Analogue) -> tuple[Any, ...]:
    """Return an analogue as a row: the pair, its year and distance, and whether it made a new tie.

    Parameters
    ----------
    each : Analogue
        Of either space.
    """
    came = (_flag(each.outcome[h]) for h in AFTERWARDS)
    return (each.a.ccode, each.a.name, each.b.ccode, each.b.name, each.year, round(each.distance, 4), *came)


def _flag(came: bool | None) -> int | None:
    return None if came is None else int(came)


def answer(world: World, found: DriverAnalogues) -> Answer:
    """Return what was found as an answer.

    Parameters
    ----------
    world : World
        The record.
    found : DriverAnalogues
        What was found.
    """
    document = {"westphalia": world.stamp(), **found.to_dict()}
    heads = (*PAIR, "known", *_after(found), *(each.name for each in found.drivers))
    return Answer(
        document, lambda: _page(world, found, document), table(heads, map(_cells, found.analogues)), found
    )


def _after(found: DriverAnalogues) -> tuple[str, ...]:
    first = found.analogues[0]
    return tuple(f"{what}_{within}" for what, each in first.after.items() for within in each)


def _cells(each: DriverAnalogue) -> tuple[Any, ...]:
    after = (_flag(came) for some in each.after.values() for came in some.values())
    return (*cells(each), each.known, *after, *(trait.there for trait in each.ranks))


def _page(world: World, found: DriverAnalogues, document: dict[str, Any]) -> Page:
    from westphalia.measures.registry import registered

    pair = f"{words.the(found.a.name)} and {words.the(found.b.name)}"
    if found.like is None:
        title = f"Pairs that stood where {pair} stood in {found.year}"
        sections: tuple[Section, ...] = (_nearest(found), _aftermath(found), _place(found))
    else:
        title = f"How near {_pair(found.analogues[0])} came to {pair} in {found.year}"
        sections = (_likeness(found, found.like), _alone(found))
    tables = (registered()[name].table for name in found.observed)
    used = tuple(dict.fromkeys([*tables, *tables_of("alignment"), *CONFLICTS]))
    standfirst = f"Who stood where they stand in the drivers, among their contemporaries. Only what was on record by the end of {found.as_of} is used."
    return Page(title, standfirst, sections, document, sources_of(world, used), {}, found.year)


def _pair(each: DriverAnalogue) -> str:
    return f"{words.the(each.a.name)} and {words.the(each.b.name)}"


def _nearest(found: DriverAnalogues) -> Section:
    """Return the nearest pairs."""
    first = words.listed([f"{_pair(each)} in {each.year}" for each in found.analogues[:SHOWN]])
    rows = tuple(
        (
            words.sentence(_pair(each)),
            str(each.year),
            f"{each.distance:.2f}",
            CAME[each.outcome[LONG]],
            *(
                CAME[each.after[what][within]]
                for what, within in (("dispute", LONG), ("war", LONG), ("war", TENTH), ("fought", TENTH))
            ),
            *(", ".join(_both(trait) for trait in some[:1]) or "-" for some in (each.shared, each.different)),
        )
        for each in found.analogues
    )
    heads = (
        "pair", "year", "distance", f"tie in {LONG} years", f"dispute in {LONG}", f"war in {LONG}", f"war in {TENTH}", f"fought in {TENTH}",
        "alike in", "unlike in",
    )  # fmt: skip
    limit = f"at most {found.per_decade} of a decade, " if found.per_decade else ""
    compared = (
        f"Nearest of {found.compared:,} pairs and years; {limit}no pair twice within ten years of itself."
    )
    grid = SmallTable(heads, rows, "lrr" + "l" * (len(heads) - 3), ())
    columns = "Tie: a new pact or defence agreement of the two. Dispute, war: a new one of either with a third state. Fought: a war with each other."
    notes = (columns, *_notes(found))
    return Section("analogues", "Analogues", f"Nearest stood {first}.", (compared,), (), (grid,), notes)


def _both(trait: Trait) -> str:
    """Return a driver with the ranks of the two asked about and of the analogue."""
    return f"{trait.title} ({_rank(trait.here)} and {_rank(trait.there)})"


def _rank(rank: float | None) -> str:
    return "-" if rank is None else f"{100 * rank:.0f}"


def _aftermath(found: DriverAnalogues) -> Section:
    """Return how many of them something became of."""
    war = _of(found.became, "war", TENTH)
    finding = (
        "What became of them is not on record yet."
        if war.share is None or war.average is None
        else f"{words.sentence(numbers.in_hundred(war.share))} came into a war with a third state within {TENTH} years; "
        f"of all pairs of the same years, {numbers.in_hundred(war.average)}."
    )
    rows = tuple(_counted(each) for each in found.became)
    heads = ("what", "within years", "how many", "share", "90 % interval", "all pairs of these years")
    note = "Disputes and wars are of either of the two, begun in those years; with a third state: with any but each other. Jeffreys' interval."
    return Section(
        "aftermath", "What became of them", finding, (), (), (SmallTable(heads, rows, "lrrrrr", ()),), (note,)
    )


def _of(became: Sequence[Share], what: str, within: int) -> Share:
    return next(each for each in became if (each.what, each.within) == (what, within))


def _counted(each: Share) -> tuple[str, ...]:
    from westphalia.models.analogues.aftermath import WORDS

    if each.share is None or each.interval is None or each.average is None:
        return WORDS[each.what], str(each.within), "not known", "", "", ""
    low, high = (f"{100 * end:.0f}" for end in each.interval)
    return (
        WORDS[each.what], str(each.within), f"{each.count} of {each.of}", f"{100 * each.share:.0f} %",
        f"{low} to {high} %", f"{100 * each.average:.1f} %",
    )  # fmt: skip


def _place(found: DriverAnalogues) -> Section:
    """Return where the two stand."""
    rows = tuple((trait.title, _rank(trait.here)) for trait in found.drivers)
    known = [trait for trait in found.drivers if trait.here is not None]
    top = max(known, key=lambda trait: trait.here or 0.0)
    finding = f"They stand highest in {top.title}, above {_rank(top.here)} of 100."
    grid = SmallTable(("driver", "rank of 100"), rows, "lr", ())
    return Section("place", "Where they stand", finding, (), (), (grid,), ())


def _likeness(found: DriverAnalogues, like: Likeness) -> Section:
    """Return how near one pair came."""
    each = found.analogues[0]
    finding = (
        f"{words.sentence(_pair(each))} came nearest in {each.year}, at a distance of {each.distance:.2f}: nearer than "
        f"{math.floor(10_000 * like.percentile) / 100:g} of 100 of all pairs and years."
    )
    place = (
        f"That is place {like.place:,} of {like.of:,} pairs and years, and {like.place_of_pairs:,} of {like.pairs:,} pairs, "
        "each in its nearest year."
    )
    alone = f"Compared in {like.first} alone."
    span = (
        alone if like.first == like.last else f"Compared in {like.first} to {like.last}, where they can be."
    )
    asked = () if like.first is None else (span,)
    heads = (
        "driver",
        f"{found.a.name} and {found.b.name} {found.year}",
        f"{each.a.name} and {each.b.name} {each.year}",
    )
    rows = tuple((trait.title, _rank(trait.here), _rank(trait.there)) for trait in like.drivers)
    years = tuple((str(year), f"{far:.2f}") for year, far in like.course)
    grids = (SmallTable(heads, rows, "lrr", ()), SmallTable(("year", "distance"), years, "rr", ()))
    return Section("likeness", "How near", finding, (place, *asked), (), grids, tuple(_notes(found)))


def _alone(found: DriverAnalogues) -> Section:
    """Return what became of one pair, beside all pairs of its year."""
    from westphalia.models.analogues.aftermath import WORDS

    each = found.analogues[0]
    came = {"tie": each.outcome, **each.after}
    rows = tuple(
        (
            WORDS[share.what],
            str(share.within),
            CAME[came[share.what][share.within]],
            "" if share.average is None else f"{100 * share.average:.1f} %",
        )
        for share in found.became
    )
    begun = [WORDS[what] for what, some in came.items() if some[TENTH]]
    finding = (
        f"Within {TENTH} years they {words.listed(begun) or 'did none of this, as far as it is on record'}."
    )
    grid = SmallTable(("what", "within years", "came", f"all pairs of {each.year}"), rows, "lrlr", ())
    return Section("aftermath", "What became of them", finding, (), (), (grid,), ())


def _notes(found: DriverAnalogues) -> Iterator[str]:
    """Yield how distance is measured, and what is not known or old."""
    from westphalia.models.analogues.drivers import CARRY, DRIVERS
    from westphalia.models.analogues.standing import LEAST

    yield (
        f"A rank is the share of the others of the same year that have less, in hundredths: among states for exclusion, revisionism and outside "
        f"options, else among pairs. Distance is the root of the mean squared difference of the {len(DRIVERS)} ranks, which weigh the same: 0 the same "
        f"place, 1 as far as can be; over those known of both, at least {LEAST}. Years in which a pair was at war with each other are left out, unless "
        "the two asked about are."
    )
    short = [each for each in found.analogues if each.known < len(DRIVERS)]
    if short:
        least = min(each.known for each in short)
        yield f"Not all {len(DRIVERS)} are known of both for {len(short)} of {len(found.analogues)}; at the least {least} are."
    old = {name: year for name, year in found.observed.items() if year is not None and year < found.year}
    if old:
        said = words.listed([f"{name} of {year}" for name, year in old.items()])
        yield f"The last known values stand in, for at most {CARRY} years: {said}."
    gone = [name for name, year in found.observed.items() if year is None]
    if gone:
        yield f"Known too long ago to stand in: {words.listed(gone)}."
