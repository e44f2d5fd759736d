"""The page of a balance of strength."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from westphalia.effects.balance import ALL_ARMS
from westphalia.report.brief.words import counted, listed, midsentence, possessive, sentence, the
from westphalia.report.numbers import number, percent, ratio
from westphalia.report.page import Chart, Page, Section, SmallTable
from westphalia.report.views.effect import parameter_section
from westphalia.report.views.named import sources_of

if TYPE_CHECKING:
    from westphalia.effects.parameters import ParameterSet
    from westphalia.record.world import World

Row = Mapping[str, Any]
CHIEF = ("capability", "spending", ALL_ARMS)
"""Measures that are told first; categories of arms follow."""
BY = {"capability": "capability", "spending": "military spending", ALL_ARMS: "arms delivered"}


def page(world: World, document: Mapping[str, Any], held: ParameterSet, moved: Sequence[tuple[str, float]]) -> Page:  # fmt: skip
    """Return the page of a document.

    Parameters
    ----------
    world : World
        The record as it was seen.
    document : mapping
        Of :mod:`westphalia.report.views.balance`.
    held : ParameterSet
        What was assumed.
    moved : sequence of (str, float)
        What moves the subject's share of arms that reach.
    """
    subject = document["subject"]["name"]
    sections = [_shares(document), *_package(document), *_conquest(document), _limits(document)]
    sections.append(
        parameter_section(held, moved, f"{possessive(the(subject))} share of the arms that reach")
    )
    title = f"Balance of {document['group']['title']}, {document['year']}"
    if document["group"]["name"] == "states":
        title = (
            f"Balance of {listed(each['name'] for each in document['group']['states'])}, {document['year']}"
        )
    tables = sorted({row["source"] for row in document["rows"]} | {"capitals"} | ({"territorial_changes", "contiguity"} if document["conquest"] else set()))  # fmt: skip
    standfirst = _finding(document)
    return Page(title, standfirst, tuple(sections), document, sources_of(world, tables), {"a": subject}, document["year"])  # fmt: skip


def _own(document: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Return a figure of the subject by measure, of those that are known."""
    code = document["subject"]["ccode"]
    return {row["measure"]: row for row in document["rows"] if row["state"]["ccode"] == code and row[key] is not None}  # fmt: skip


def _finding(document: Mapping[str, Any]) -> str:
    own = _own(document, "share")
    told = [(name, own[name]["share"]) for name in CHIEF if name in own]
    subject = document["subject"]["name"]
    whom = document["group"]["title"]
    if not told:
        return f"Nothing is known of the strength of {the(subject)}."
    low, high = min(told, key=lambda each: each[1]), max(told, key=lambda each: each[1])
    parts = listed(f"{percent(value)} by {BY[name]}" for name, value in told)
    if len(told) == 1:
        return f"{sentence(the(subject))} has {parts} of what {whom} have together."
    return (
        f"By which measure one takes, {the(subject)} has from {percent(low[1])} to {percent(high[1])} of the strength of {whom}: {parts}."
    )  # fmt: skip


def _shares(document: Mapping[str, Any]) -> Section:
    states = [each["name"] for each in document["group"]["states"]]
    by: dict[str, dict[str, Row]] = {}
    for row in document["rows"]:
        by.setdefault(row["measure"], {})[row["state"]["name"]] = row
    rows = tuple(
        (
            first["title"],
            str(first["observed"]),
            *(_cell(each[name]) for name in states),
        )
        for each in by.values()
        for first in [next(iter(each.values()))]
    )
    heads = ("share by", "of", *states)
    notes = [
        "First what a state has, then in brackets what is left of it where the others are, with the loss of strength over distance that is assumed below; shares of what all of them have together. Unknown is left empty."
    ]
    notes += _lacking(by)
    if document["group"]["absent"]:
        notes.append(f"Not in the system in {document['year']}: {listed(document['group']['absent'])}.")
    if document["group"]["name"] != "states":
        source = document["group"]["source"]
        notes.append(
            f"{sentence(document['group']['title'])}: {source}{'' if document['group']['read'] else ' (not opened for this)'}."
        )
    return Section(
        "shares",
        "Shares",
        _finding(document),
        _reached(document),
        (_strip(document, by),),
        (SmallTable(heads, rows, "lr" + "r" * len(states), ()),),
        tuple(notes),
    )


def _lacking(by: Mapping[str, Mapping[str, Row]]) -> list[str]:
    """Return sentences on the states of which a measure is not known: shares are of what is known of the others."""
    found = []
    for each in by.values():
        out = [name for name, row in each.items() if row["raw"] is None]
        if out:
            title = next(iter(each.values()))["title"]
            found.append(
                f"{sentence(title)} of {listed(the(name) for name in out)} is not known: shares are of what the others have together."
            )
    return found


def _cell(row: Row) -> str:
    if row["share"] is None:
        return ""
    reached = "" if row["reached_share"] is None else f" ({percent(row['reached_share'])})"
    return f"{percent(row['share'])}{reached}"


def _reached(document: Mapping[str, Any]) -> tuple[str, ...]:
    own = _own(document, "reached_share").get("capability")
    if own is None or own["low"] is None:
        return ()
    ends = [percent(own[key]) for key in ("low", "high")]
    bounds = "" if ends[0] == ends[1] else f" ({ends[0]} to {ends[1]})"
    return (
        f"By capability {the(document['subject']['name'])} has {percent(own['share'])} of what there is, and {percent(own['reached_share'])}{bounds} of what reaches the others.",
    )


def _strip(document: Mapping[str, Any], by: Mapping[str, Mapping[str, Row]]) -> Chart:
    code = document["subject"]["ccode"]
    shown = [name for name in by if name in CHIEF] + [
        each["measure"] for each in document["change"] if each["measure"] not in CHIEF
    ]
    rows = []
    for name in dict.fromkeys(shown):
        for state, row in by[name].items():
            mine = row["state"]["ccode"] == code
            rows.append(
                {"label": state, "role": "a" if mine else "other", "value": row["share"], "panel": row["title"], "named": (row["share"] or 0) > 0.15}
            )  # fmt: skip
    subject = document["subject"]["name"]
    own = _own(document, "share")
    told = [
        f"{percent(own[name]['share'])} by {own[name]['title']}"
        for name in dict.fromkeys(shown)
        if name in own
    ]
    alt = f"{subject}: {listed(told)}." if told else _finding(document)
    covered = listed(
        f"{next(iter(by[name].values()))['title']} {next(iter(by[name].values()))['observed']}"
        for name in dict.fromkeys(shown)
    )
    return Chart(
        "shares",
        "strip",
        tuple(rows),
        f"Shares of the strength of {document['group']['title']}, by measure",
        alt,
        "share",
        ("capabilities", "military_spending", "arms_transfers"),
        covered,
        {"format": "percent", "domain": [0, 1], "labels": {"a": subject}},
    )


# A package of arms.


def _package(document: Mapping[str, Any]) -> list[Section]:
    if not document["package"]:
        return []
    told = [
        f"{number(each['volume'])} million trend-indicator values of {each['title']} from {the(each['supplier']['name'])} to {the(each['recipient']['name'])}: "
        f"{'about as much as' if each['years_of_deliveries'] is None else number(each['years_of_deliveries'], 2) + ' times what'} the supplier has delivered of it a year to everybody, on average of ten years."
        for each in document["package"]
    ]
    rows = tuple(
        (each["state"]["name"], each["title"], *(_part(each[when]) for when in ("before", "after")), *(_part(each["reached"][when]) for when in ("before", "after")))
        for each in document["change"]
    )  # fmt: skip
    heads = ("state", "share by", "before", "after", "reaching, before", "after")
    moved = [each for each in document["change"] if each["before"] != each["after"]]
    parts = listed(
        f"{each['state']['name']} from {_part(each['before'])} to {_part(each['after'])} of {each['title']}"
        for each in moved
    )
    still = "capability and spending stay as they are"
    lead = f"The package takes {parts}; {still}." if moved else f"The package changes no share; {still}."
    note = (
        "Trend-indicator values measure what arms can do by what they cost to make, not how many there are nor how well they are used. A package counts as delivered at the end of the year. "
        "Arms that a state makes itself are in no list of deliveries, so that states with an industry of their own are put too low."
    )
    return [
        Section(
            "package",
            "Package",
            lead,
            tuple(told),
            (),
            (SmallTable(heads, rows, "llrrrr", ("arms_transfers",)),),
            (note,),
        )
    ]


def _part(value: float | None) -> str:
    return "not known" if value is None else percent(value)


# Conquest.


def _conquest(document: Mapping[str, Any]) -> list[Section]:
    found = document["conquest"]
    if found is None:
        return []
    rows = tuple(
        (
            each["state"]["name"],
            BY[each["measure"]],
            str(each["neighbours"]),
            _part(each["before"]),
            _part(each["after"]),
            ", ".join(each["passed"]["after"]),
        )
        for each in found["rows"]
    )
    heads = (
        "state",
        "by",
        "neighbours",
        f"{found['ratio']:g} to 1, before",
        "after",
        "against whom, after",
    )
    base = found["base_rate"]
    rare = (
        "No conquest can be counted."
        if base["rate"] is None
        else f"From {base['first']} to {base['last']} a state conquered land of a neighbour {counted(base['conquests'], 'time')} in {base['pair_years']:,} years of neighbours, either way: {percent(base['rate'])} a year."
    )
    lead = _gains(document, found) if document["package"] else f"{found['ratio']:g} to 1 against neighbours is common, and conquest rare: {midsentence(rare)}"  # fmt: skip
    notes = (
        "The ratio is of what reaches the neighbour's capital to what the neighbour has at home. The rule of three to one is of combat power at one place of a front, and disputed; of whole states it says little, and far more neighbours pass it than were ever conquered.",
        f"Neighbours as of {found['borders']}: on land, or with at most 150 miles of water between.",
    )
    return [
        Section(
            "conquest",
            "Conquest",
            lead,
            (rare,),
            (),
            (SmallTable(heads, rows, "llrrrl", ("contiguity", "territorial_changes")),),
            notes,
        )
    ]


def _gains(document: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    """Return whom a package brings within the ratio, and by which measure."""
    gained = []
    for each in found["rows"]:
        more = [name for name in each["passed"]["after"] if name not in each["passed"]["before"]]
        if more:
            gained.append(f"{listed(the(name) for name in more)} by {BY[each['measure']]}")
    within = f"within {found['ratio']:g} to 1 of {the(document['subject']['name'])}"
    if not gained:
        return f"The package brings no neighbour more {within}."
    return f"The package brings {listed(gained)} {within}, and nobody by capability or spending."


def _limits(document: Mapping[str, Any]) -> Section:
    known = [row for row in document["rows"] if row["share"] and row["measure"] in CHIEF]
    spread = ""
    by: dict[str, list[float]] = {}
    for row in known:
        by.setdefault(row["state"]["name"], []).append(row["share"])
    wide = max(
        ((max(values) / min(values), name) for name, values in by.items() if len(values) > 1), default=None
    )
    if wide is not None:
        spread = f" The widest gap is that of {the(wide[1])}: {ratio(wide[0])} as much by one measure as by another."
    return Section(
        "limits",
        "Not in it",
        f"The measures do not agree, and none of them is the answer.{spread}",
        (
            "None of them measures skill, morale, allies, geography or what a state makes for itself. No list tells where strength was brought to bear, so the loss over distance cannot be tested on what happened.",
        ),
    )
