"""Geography: borders, distance, and the organizations that both belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from westphalia.record.in_force import contiguity
from westphalia.record.once import once
from westphalia.record.schema import FIRST_YEAR, LAST_YEAR
from westphalia.report.brief import known, words
from westphalia.report.brief.figures import between, gap, of_all, taken, year_read
from westphalia.report.brief.places import Place, capitals, distances, place
from westphalia.report.page import Chart, Figure, Section, SmallTable, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World


CONTACT = {
    0: "no common border, and other states or more than 400 miles of water between them",
    1: "a border on land or along a river",
    2: "up to 12 miles of water",
    3: "12 to 24 miles of water",
    4: "24 to 150 miles of water",
    5: "150 to 400 miles of water",
}
BINS = 40


def topic(world: World, dyad: Dyad, year: int) -> Topic:
    """Return how near the two are in a year.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    towns = capitals(world, year)
    distance, ranked = _capital_distance(world, dyad, year)
    contact, spells = _contiguity(world, dyad, year)
    absent = "the source has no distance of the pair in {}"
    nearest = _of_pair(world, "minimum_distance", "km", dyad, year, absent)
    shared, shared_place = _institutions(world, dyad, year)
    facts = {
        "geography": {
            "capital_distance": distance.to_dict(),
            "capitals": {
                side: towns[state.ccode][0] if state.ccode in towns else None for side, state in _sides(dyad)
            },
            "minimum_distance": nearest.to_dict(),
            "contiguity": contact.to_dict(),
            "contiguity_words": CONTACT[int(contact.value)] if contact.value is not None else None,
            "contiguity_spells": spells,
            "border": _border(contact).to_dict(),
            "shared_institutions": shared.to_dict(),
            "place": {
                "capital_distance": ranked.to_dict() if ranked else None,
                "shared_institutions": shared_place.to_dict() if shared_place else None,
            },
        }
    }
    section = Section(
        "geography",
        "Borders and distance",
        _finding(dyad, year, contact, spells, distance, ranked),
        prose=_prose(contact, spells, nearest, shared, shared_place),
        charts=_chart(world, dyad, year, distance, ranked),
        grids=(_grid(year, distance, nearest, contact, shared, ranked, shared_place),),
        notes=(
            "Distance is that of the capitals of the year on the great circle; contiguity is that of homelands, not of dependencies (Correlates of War).",
        ),
    )
    unknown = [
        f"{what} in {year}: {each.why or 'the figure is of ' + str(each.observed)}."
        for what, each in (
            ("Contiguity", contact),
            ("The shortest distance between the territories", nearest),
            ("How many organizations the two shared", shared),
        )
        if each.value is None or each.observed != year
    ]
    used = ("capitals", "contiguity", "minimum_distance", "shared_institutions")
    return Topic(facts, section, tuple(unknown), used)


def _sides(dyad: Dyad) -> tuple[tuple[str, Any], tuple[str, Any]]:
    return ("a", dyad.a), ("b", dyad.b)


def _capital_distance(world: World, dyad: Dyad, year: int) -> tuple[Figure, Place | None]:
    every = distances(world, year)
    km = every.get(dyad.codes)
    if km is None:
        return Figure(None, "km", year, None, "capitals", "the capital of one of the two is not known"), None
    return Figure(round(km, 1), "km", year, year, "capitals"), place(every, dyad.codes)


def _contiguity(world: World, dyad: Dyad, year: int) -> tuple[Figure, list[dict[str, Any]]]:
    """Return the type of contiguity in the year, the lowest above 0, and its spells by a year."""
    touching = contiguity(world).of(*dyad.codes)
    rows = touching.frame.sort("start", "conttype").select("start", "end", "conttype").rows()
    spells = [
        {
            "from": start.year,
            "to": end.year if end and end.year <= year else None,
            "type": kind,
            "words": CONTACT[kind],
        }
        for start, end, kind in rows
        if start.year <= year
    ]
    absent = "in {} not both were among the Correlates of War states, for which contiguity is known"
    return _of_pair(world, "contiguity", "type", dyad, year, absent), spells


def _of_pair(world: World, name: str, unit: str, dyad: Dyad, year: int, absent: str) -> Figure:
    """Return the value of the pair in a year, of its last year where the source has ended; ``absent`` says why a year read has none."""
    read = year_read(world, name, year, carry=True)
    if read is None:
        return Figure(None, unit, year, None, name, gap(world, name, year))
    known = between(world, name, *dyad.codes)
    if read not in known:
        return Figure(None, unit, year, None, name, absent.format(read))
    return Figure(known[read][0], unit, year, read, name)


def _border(contact: Figure) -> Figure:
    value = None if contact.value is None else contact.value == 1
    return Figure(value, "", contact.year, contact.observed, contact.source, contact.why)


def _institutions(world: World, dyad: Dyad, year: int) -> tuple[Figure, Place | None]:
    every = of_all(world, "shared_institutions", year, carry=True)
    found = taken(every, dyad.codes, year)
    return found, place(every.values, dyad.codes)


def _finding(
    dyad: Dyad,
    year: int,
    contact: Figure,
    spells: list[dict[str, Any]],
    distance: Figure,
    ranked: Place | None,
) -> str:
    a, b = words.the(dyad.a.name, start=True), words.the(dyad.b.name)
    if contact.value is None:
        first = f"Whether {words.the(dyad.a.name)} and {b} bordered in {year} is not known"
    elif contact.value == 1:
        first = f"{a} and {b} bordered each other{_when(contact, year)}"
    else:
        before = [spell["to"] for spell in spells if spell["type"] == 1 and spell["to"]]
        ended = contact.observed if contact.observed != year else None
        since = f" since {max(before)}" + (f", to {ended}" if ended else "") if before else ""
        first = (
            f"{a} and {b} have shared no land border{since}"
            if before
            else f"{a} and {b} shared no land border{_when(contact, year)}"
        )
    if distance.value is None or ranked is None:
        return f"{first}; how far apart their capitals lay is not known."
    where = ranked.frequency("farther", "nearer", "pairs")
    if contact.observed is not None and year - contact.observed > known.RECENT:
        capitals = f"The capitals of {words.the(dyad.a.name)} and {b} lay {float(distance.value):,.0f} km apart, {where} in {year}"
        return f"{capitals}; who borders whom is known to {contact.observed}."
    return f"{first}; their capitals lay {float(distance.value):,.0f} km apart, {where} in {year}."


def _when(contact: Figure, year: int) -> str:
    return "" if contact.observed == year else f" in {contact.observed}"


def _prose(
    contact: Figure,
    spells: list[dict[str, Any]],
    nearest: Figure,
    shared: Figure,
    shared_place: Place | None,
) -> tuple[str, ...]:
    out = []
    history = _history(spells)
    if contact.value is not None:
        out.append(f"Between the two in {contact.observed}: {CONTACT[int(contact.value)]}.")
        if len(history) > 1 or (history and contact.value == 0):
            out.append(f"Since both were states: {words.listed(history)}.")
    if nearest.value and contact.value != 1:
        out.append(
            f"On the maps of CShapes at the end of {nearest.observed} their territories were {float(nearest.value):,.0f} km apart at the nearest point."
        )
    if shared.value is not None and shared_place is not None:
        number = words.counted(int(shared.value), "intergovernmental organization")
        if not shared.value:
            out.append(f"They shared no intergovernmental organization in {shared.observed}.")
            return tuple(out)
        out.append(
            f"Both were members of {number} in {shared.observed}, {shared_place.frequency('more', 'fewer', 'pairs')}; "
            f"the middle pair shared {shared_place.median:.0f}."
        )
    return tuple(out)


def _history(spells: list[dict[str, Any]]) -> list[str]:
    """Return each kind of contiguity with its years."""
    kinds: dict[str, list[str]] = {}
    for each in spells:
        years = words.span(each["from"], each["to"]) if each["to"] else f"since {each['from']}"
        kinds.setdefault(each["words"], []).append(years)
    return [f"{kind} ({words.listed(years)})" for kind, years in kinds.items()]


@once(latest=32)
def _bins(world: World, year: int, width: float) -> list[int]:
    """Return how many pairs of a year are so many times a width apart."""
    bins = [0] * (BINS + 1)
    for km in distances(world, year).values():
        bins[int(km // width)] += 1
    return bins


def _chart(world: World, dyad: Dyad, year: int, distance: Figure, ranked: Place | None) -> tuple[Chart, ...]:
    if distance.value is None or ranked is None:
        return ()
    width = 20_020 / BINS
    rows: list[dict[str, Any]] = [
        {
            "label": "",
            "role": "other",
            "value": round(n * width),
            "upto": round((n + 1) * width),
            "count": number,
        }
        for n, number in enumerate(_bins(world, year, width))
        if number
    ]
    pair = f"{dyad.a.name} and {dyad.b.name}"
    rows.append({"label": pair, "role": "pair", "value": distance.value})
    return (
        Chart(
            "geography-distance",
            "strip",
            tuple(rows),
            f"Distance between the capitals of all pairs of states in {year}, km",
            f"{words.sentence(words.the(dyad.a.name))} and {words.the(dyad.b.name)}: {float(distance.value):,.0f} km; the middle pair {ranked.median:,.0f} km.",
            "km",
            ("capitals",),
            f"{FIRST_YEAR}-{LAST_YEAR}",
            {
                "marks": [{"value": round(ranked.median), "text": "middle pair"}],
                "ends": {"low": "near", "high": "far"},
                "zero": True,
                "format": "count",
            },
        ),
    )


def _grid(
    year: int,
    distance: Figure,
    nearest: Figure,
    contact: Figure,
    shared: Figure,
    ranked: Place | None,
    shared_place: Place | None,
) -> SmallTable:
    def shown(each: Figure, digits: str = ",.0f") -> str:
        return "not known" if each.value is None else format(float(each.value), digits)

    def when(each: Figure) -> str:
        return "" if each.value is None else str(each.observed)

    touch = "not known" if contact.value is None else CONTACT[int(contact.value)]
    rows = (
        (
            "Between the capitals, km",
            shown(distance),
            when(distance),
            ranked.frequency("farther", "nearer", "pairs") if ranked else "",
        ),
        ("Between the territories, km", shown(nearest), when(nearest), ""),
        ("Borders", touch, when(contact), ""),
        (
            "Organizations that both belong to",
            shown(shared),
            when(shared),
            shared_place.frequency("more", "fewer", "pairs") if shared_place else "",
        ),
    )
    return SmallTable(
        ("", "figure", "of", "place"),
        rows,
        "llll",
        ("capitals", "minimum_distance", "contiguity", "shared_institutions"),
        f"How near the two are, {year} or the last year known",
    )
