"""The page of a strike that may be deterred."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from westphalia.report.brief.words import counted, listed, sentence, the
from westphalia.report.numbers import number, percent
from westphalia.report.page import Chart, Page, Section, SmallTable
from westphalia.report.views.effect import parameter_section
from westphalia.report.views.named import sources_of

if TYPE_CHECKING:
    from westphalia.effects.parameters import ParameterSet
    from westphalia.record.world import World


def page(world: World, document: Mapping[str, Any], held: ParameterSet, moved: Sequence[tuple[str, float]]) -> Page:  # fmt: skip
    """Return the page of a document.

    Parameters
    ----------
    world : World
        The record as it was seen.
    document : mapping
        Of :mod:`westphalia.report.views.strike`.
    held : ParameterSet
        What was assumed.
    moved : sequence of (str, float)
        What moves the worth of a strike.
    """
    by, on = _by(document), the(document["on"]["name"])
    sections = (
        _box(document),
        _thresholds(document),
        _against(document),
        parameter_section(held, moved, "the worth of a strike"),
        _limits(document),
    )
    standfirst = (
        f"{_finding(document)} {document['against'][0]['claim'].split(';')[0]} (Fuhrmann and Kreps 2010)."
    )
    tables = (
        "arms_transfers",
        "military_spending",
        "capabilities",
        "capitals",
        "nuclear_status",
        "events",
        "pact_dyad_years",
    )
    title = f"A strike by {by} on the nuclear programme of {on}, {document['year']}"
    return Page(
        title,
        standfirst,
        sections,
        document,
        sources_of(world, tables),
        {"a": document["on"]["name"]},
        document["year"],
    )


def _by(document: Mapping[str, Any]) -> str:
    return listed(the(each["name"]) for each in document["by"])


def _changes(document: Mapping[str, Any]) -> bool:
    return bool(document["package"] or document["support"])


def _finding(document: Mapping[str, Any]) -> str:
    before, after = document["deterred"]["before"], document["deterred"]["after"]
    by, on = _by(document), the(document["on"]["name"])
    head = f"In {percent(before)} of the box of assumptions a strike by {by} on the nuclear programme of {on} is not worth it"
    if not _changes(document):
        return f"{head}."
    parts = []
    if document["package"]:
        parts.append("the package")
    if document["support"]:
        parts.append(f"the support of {listed(the(each['name']) for each in document['support'])}")
    return f"{head}; with {listed(parts)} in {percent(after)}."


def _box(document: Mapping[str, Any]) -> Section:
    prose = [
        "A share of assumptions, and no probability: it says how wide the ranges were drawn as much as how the world is. What it is worth is the change from one column to the other, and where the answer turns.",
        *(_delivered(each, document) for each in document["package"]),
    ]
    if document["support"]:
        prose.append(_supported(document))
    rows = []
    for when, words in (("before", "as it is"), ("after", "with what was given")):
        if when == "after" and not _changes(document):
            continue
        share = round(100 * document["deterred"][when])
        rows += [{"group": "not worth it", "part": words, "value": share}, {"group": "worth it", "part": words, "value": 100 - share}]  # fmt: skip
    chart = Chart("box", "tally", tuple(rows), "Of 100 points of the box of assumptions", _finding(document), "points of 100", (), f"{document['runs']:,} points", {"looks": {"as it is": "leader", "with what was given": "a"}})  # fmt: skip
    settings = document["setting"]
    grid = SmallTable(
        ("from the record", "as it is", "with what was given"),
        (
            ("air defence of the target, over itself and what the attackers bring to bear there", percent(settings["before"]["air_defence"]), percent(settings["after"]["air_defence"])),
            ("missiles of the target, as a multiple", number(settings["before"]["missiles"]), number(settings["after"]["missiles"])),
        ),
        "lrr",
        ("arms_transfers", "military_spending"),
    )  # fmt: skip
    note = "Air defence is what is left of deliveries, as a share of the world's; the attackers' strength is military spending as far as it reaches. Air defence that the target makes itself is in no list."
    return Section("box", "Box", _finding(document), tuple(prose), (chart,), (grid,), (note,))


def _delivered(each: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    text = f"{number(each['volume'])} million trend-indicator values of {each['title']} are delivered to {the(document['on']['name'])}, which has {number(each['had'])} left"
    if not each["counts"]:
        return f"{text}: they count for nothing here, where only air defence and missiles do."
    if each["category"] == "missiles" and not each["had"]:
        return f"{text}: without a number to set them beside they change nothing here."
    return f"{text}."


def _supported(document: Mapping[str, Any]) -> str:
    third = document["setting"]["after"]["third_states"]
    promised = len(third["promised"])
    words = (
        "one has promised to defend the target"
        if promised == 1
        else f"{counted(promised, 'state')} have promised to defend the target"
        if promised
        else "none has promised to defend the target, as far as pacts are listed"
    )
    return (
        f"Of those that stand by it {words}; whether a third state fights is drawn accordingly, and its cost goes with its strength where the target is."
    )  # fmt: skip


def _thresholds(document: Mapping[str, Any]) -> Section:
    rows, turning = [], []
    for each in document["thresholds"]:
        value = each["value"]
        told = (
            "nowhere in its range"
            if value is None and "share" not in each
            else f"more than {number(each['high'])}"
            if value is None
            else "already so"
            if "share" in each and value == 0
            else number(value)
        )
        called = each["note"].split(".")[0]
        rows.append((called, f"{number(each['low'])} to {number(each['high'])}", each["unit"], told))
        if value is not None and "share" not in each:
            turning.append(called)
    lead = (
        "With all assumptions in the middle of their ranges none of them alone turns the answer."
        if not turning
        else f"With the others in the middle of their ranges {counted(len(turning), 'assumption')} alone would turn the answer."
    )
    grid = SmallTable(("assumption", "range", "unit", "turns at"), tuple(rows), "lrlr", ())
    return Section("thresholds", "Thresholds", lead, (), (), (grid,))


def _against(document: Mapping[str, Any]) -> Section:
    prose = tuple(f"{each['claim']} ({each['citation']}.)" for each in document["against"])
    rows = tuple(
        (str(each["year"]), each["by"]["name"], each["target"]["name"], each["kind"], each["setting"], "" if each["deterred"] is None else percent(each["deterred"]), f"{each['what']}{'' if each['verified'] else ' (Not checked.)'}")
        for each in document["cases"]
    )  # fmt: skip
    done = sum(each["kind"] == "attack" for each in document["cases"])
    lead = f"The study of all cases finds no deterrence by expected retaliation; of {len(rows)} cases listed here to {document['year']} {done} were struck."
    grid = SmallTable(("year", "by", "on", "", "in", "not worth it", "what"), rows, "rllllrl", ("events",))
    note = "The list holds the best known cases and is no sample: that most of it was struck says nothing of how often states are deterred, since what never came near a plan is in no list."
    return Section("against", "Against", lead, (*prose, *_put(document)), (), (grid,), (note,))


def _put(document: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what the box says of the cases of the past: of those that were struck beside those only weighed."""
    past = document["past"]
    if past is None:
        return ()
    order = (
        "the wrong way round: it knows nothing of why states strike"
        if past["struck"] > past["weighed"]
        else "the right way round, in too few cases to mean much"
    )
    done, weighed = past["counts"]
    return (
        f"Put to the cases of the past, the box has a strike not worth it in {percent(past['struck'])} (median of the {done} that were struck and that the record reaches), "
        f"and in {percent(past['weighed'])} of the {weighed} that were only weighed: {order}.",
    )


def _limits(document: Mapping[str, Any]) -> Section:
    told = [each["found"] for each in document["assumptions"]]
    own = sum(each == "memory" for each in told)
    return Section(
        "limits",
        "Not in it",
        sentence(
            f"{own} of {len(told)} ranges are own assumptions or from memory: nobody has measured them."
        ),
        (
            "Bargaining, signals, surprise, fear at home and what comes after a strike are not in the inequality. Nothing is estimated, and no case was used to choose a range.",
        ),
    )
