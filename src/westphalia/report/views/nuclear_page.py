"""The page of a state on the way to nuclear weapons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from westphalia.effects.proliferation.levels import LEVELS, MODELLED, PURSUES, STAGES
from westphalia.report.brief.words import count, counted, listed, sentence, the
from westphalia.report.numbers import chance, number, percent, plain
from westphalia.report.page import Chart, Page, Section, SmallTable
from westphalia.report.views.named import sources_of

if TYPE_CHECKING:
    from westphalia.record.state import State
    from westphalia.record.world import World

STANDS: Mapping[int, str] = {
    0: "has no nuclear weapons and is not counted among those that explore them",
    1: "is counted among the states that explore nuclear weapons",
    2: "is counted among the states that pursue nuclear weapons",
    3: "has nuclear weapons",
}
"""What a status means, in words."""
FIVE = "5"
NAMED = 4
"""States that are named on a strip besides the one asked for."""
SOURCE = (
    "Status is that of Bleek (2017) and the Nuclear Threat Initiative: none, explores, pursues, has. It is coded in retrospect and disputed: other lists "
    "date some programmes by years otherwise, and governments named as pursuing deny it."
)


def page(world: World, state: State, document: Mapping[str, Any]) -> Page:
    """Return the page of a document.

    Parameters
    ----------
    world : World
        The record as it was seen.
    state : State
        The state.
    document : mapping
        Of :mod:`westphalia.report.views.nuclear`.
    """
    sections = [
        _next(state, document),
        *_levels(state, document),
        *_struck(document),
        _worth(document),
        _limits(document),
    ]
    tables = ("nuclear_status", "capabilities", "economy", "rivalries", "dispute_participants", "pact_dyad_years", "coded_shut_out", "sanctions")  # fmt: skip
    title = f"{sentence(the(state.name))} and nuclear weapons, {document['year']}"
    standfirst = f"{sentence(the(state.name))} {STANDS[document['status']['value']]} ({_when(document)})."
    return Page(
        title,
        standfirst,
        tuple(sections),
        document,
        sources_of(world, tables),
        {"a": state.name},
        document["year"],
    )


def _when(document: Mapping[str, Any]) -> str:
    seen, year = document["status"]["observed"], document["year"]
    return f"{year}" if seen == year else f"as known for {seen}, the last year of the list"


def _own(document: Mapping[str, Any]) -> list[str]:
    """Return the steps that the state can take."""
    return [name for name, each in document["hazard"].items() if each["probability"] is not None]


# The next step.


def _next(state: State, document: Mapping[str, Any]) -> Section:
    hazard, own = document["hazard"], _own(document)
    rows = tuple(
        (STAGES[name].words, *(_cell(each, years) for years in ("1", FIVE)), _base(each), _of(each))
        for name, each in hazard.items()
    )
    heads = (
        "step",
        "within a year (90 % interval)",
        "within five years",
        "base rate, five years",
        "steps on record",
    )
    notes = [SOURCE, *_hindsight(document)]
    notes += [
        f"That a state {STAGES[name].words} is not told of it: {each['why']}."
        for name, each in hazard.items()
        if each.get("why") and "not known" in each["why"]
    ]
    return Section(
        "next",
        "Next step",
        _finding(state, document, own),
        _prose(document, own),
        _strip(state, document),
        (SmallTable(heads, rows, "lrrrr", ("nuclear_status",)),),
        tuple(notes),
    )


def _hindsight(document: Mapping[str, Any]) -> list[str]:
    """Return a sentence where a fit has seen what came after the year."""
    last, year = document["fit"]["explore"]["steps_to"], document["year"]
    if last <= year:
        return []
    return [
        f"Fits and rates know the steps to {last}, and so what came after {year}. For what could be said then, add: --as-of {year}"
    ]


def _finding(state: State, document: Mapping[str, Any], own: list[str]) -> str:
    name = sentence(the(state.name))
    if not own:
        if document["status"]["value"] > PURSUES:
            return f"{name} has nuclear weapons: no further step is told of."
        return f"What the chance of the next step of {the(state.name)} is, is not known."
    first = document["hazard"][own[0]]
    if not first["model"]:
        return (
            f"Of states that pursue nuclear weapons {_hundred(first, FIVE)} acquire them within five years; of {the(state.name)} nothing more "
            f"exact can be said."
        )
    low, high = first["interval"][FIVE]
    return (
        f"The model puts the chance that {the(state.name)} {first['words']} within five years at {percent(first['probability'][FIVE])} "
        f"({percent(low)} to {percent(high)}); of all states that could, {_hundred({'probability': first['base_rate']}, FIVE)} do."
    )


def _hundred(each: Mapping[str, Any], years: str) -> str:
    return chance(each["probability"][years])


def _prose(document: Mapping[str, Any], own: list[str]) -> tuple[str, ...]:
    found = []
    for name, change in document["change"].items():
        if change is None:
            continue
        odds, (low, high) = change["odds"], change["interval"]
        told = (
            f"With what was given instead of the record, the odds that it {STAGES[name].words} are multiplied by {_times(odds)} (90 % interval {_times(low)} to {_times(high)}; "
            f"from a chance of {percent(change['from'][FIVE])} within five years)"
        )
        unsure = "; the interval holds 1, so the record does not tell whether this raises or lowers them"
        found.append(f"{told}{unsure if change['direction'] == 'not told' else ''}.")
    if "explore" in own:
        late = document["skill_since_1970"]["explore"]
        found.append(
            f"Since 1970 such models, fitted to what was known before, expected {late['model']['expected']:.0f} states to begin exploring and {count(late['events'])} did: "
            f"read the chance as too high, and its order among states as the better part of it."
        )
    return tuple(found)


def _cell(each: Mapping[str, Any], years: str) -> str:
    if each["probability"] is None:
        return ""
    low, high = each["interval"][years]
    bounds = "" if low is None else f" ({percent(low)} to {percent(high)})"
    return f"{percent(each['probability'][years])}{bounds}"


def _base(each: Mapping[str, Any]) -> str:
    value = each["base_rate"][FIVE]
    return "not known" if value is None else percent(value)


def _of(each: Mapping[str, Any]) -> str:
    return f"{each['events']:,} in {each['state_years']:,} years of states"


def _strip(state: State, document: Mapping[str, Any]) -> tuple[Chart, ...]:
    """Return the state among its peers: the chance of the next step, or years of pursuit."""
    peers = document["peers"]
    pursuing = document["status"]["value"] >= PURSUES
    if not peers:
        return ()
    key = "years" if pursuing else "probability"
    named = peers if pursuing else peers[:NAMED]
    rows = tuple(
        {
            "label": each["state"]["name"],
            "role": "a"
            if each["state"]["ccode"] == state.ccode
            else "leader"
            if pursuing and each["acquired"]
            else "other",
            "value": each[key],
            "named": each in named,
        }
        for each in peers
    )
    if pursuing:
        got = [each["years"] for each in peers if each["acquired"]]
        title = "Years from the beginning of pursuit to the first weapon, or to now"
        alt = f"The {count(len(got))} states that acquired weapons had pursued them for {min(got)} to {max(got)} years." if got else title  # fmt: skip
        return (
            Chart(
                "ladder",
                "strip",
                rows,
                title,
                alt,
                "years",
                ("nuclear_status",),
                _cover(document),
                {"zero": True, "labels": {"a": state.name}},
            ),
        )
    title = f"Chance that a state {STAGES[peers[0]['step']].words} within five years, among the {len(peers):,} that stand where it stands"
    place = next((at for at, each in enumerate(peers, 1) if each["state"]["ccode"] == state.ccode), None)
    alt = (
        f"{state.name} stands {place} of {len(peers)}."
        if place
        else f"{state.name} is not placed: a level is not known."
    )
    return (
        Chart(
            "peers",
            "strip",
            rows,
            title,
            alt,
            "chance",
            ("nuclear_status",),
            _cover(document),
            {"log": True, "format": "percent"},
        ),
    )


def _cover(document: Mapping[str, Any]) -> str:
    return f"1938-{document['status']['observed']}"


# Levels and what they do.


def _levels(state: State, document: Mapping[str, Any]) -> list[Section]:
    rows = tuple(_level_row(each, document["year"]) for each in document["covariates"])
    heads = ("level", state.name, "of", "compared", *(f"odds: {STAGES[name].name}" for name in MODELLED))
    note = (
        "Odds are multiplied by the number where the level changes as compared, the others alike; 90 % intervals, from leaving out one state at a time. "
        "Where an interval holds 1 the record does not tell which way the level works."
    )
    refs = "; ".join(f"{each['title']}: {each['reference']}" for each in document["covariates"])
    return [
        Section(
            "levels",
            "Levels",
            _told(document),
            (),
            (),
            (SmallTable(heads, rows, "lrrlrr", ()),),
            (note, f"{sentence(refs)}."),
        )
    ]


def _told(document: Mapping[str, Any]) -> str:
    """Return which levels raise or lower the hazard of exploring by more than the record leaves open, and of which it does not tell."""
    parts = []
    by: dict[str, list[str]] = {"raises": [], "lowers": [], "not told": []}
    for each in document["covariates"]:
        if "explore" in each["effect"]:
            by[each["effect"]["explore"]["direction"]].append(each["title"])
    for direction in ("raises", "lowers"):
        if by[direction]:
            verb = direction if len(by[direction]) == 1 else direction.removesuffix("s")
            parts.append(
                f"{listed(by[direction])} {verb} the chance that a state begins to explore nuclear weapons"
            )
    if by["not told"]:
        parts.append(f"of {listed(by['not told'])} the record does not tell which way they work")
    return f"{sentence('; '.join(parts))}."


def _level_row(each: Mapping[str, Any], year: int) -> tuple[str, ...]:
    value = "not known" if each["value"] is None else _value(each["name"], each["value"])
    seen = "given" if each["given"] else "" if each["observed"] == year else str(each["observed"])
    return each["title"], value, seen, each["contrast"], *(_effect(each["effect"].get(name)) for name in MODELLED)  # fmt: skip


def _value(name: str, value: float) -> str:
    kind, unit = LEVELS[name].kind, LEVELS[name].unit
    if kind == "yes":
        return "yes" if value else "no"
    if unit == "share":
        return percent(value)
    if "US$" in unit:
        return f"{number(value)} US$"
    return f"{number(value)} a year" if "a year" in unit else number(value)


def _effect(found: Mapping[str, Any] | None) -> str:
    if found is None:
        return ""
    low, high = found["interval"]
    return f"{_times(found['odds'])} ({_times(low)} to {_times(high)})"


def _times(value: float) -> str:
    """Return an odds ratio, fine enough near 1 to tell on which side it lies."""
    return f"{value:.2f}" if value < 9.95 else plain(value)


# Strikes, skill, limits.


def _struck(document: Mapping[str, Any]) -> list[Section]:
    found = document["struck"]
    if found is None:
        return []
    after = "within ten years of being struck" if found["asked"] == "yes" else "without having been struck"
    lead = (
        f"Of the {counted(found['decided'], 'programme')} whose end is known, {count(found['acquired']) if found['acquired'] else 'none'} acquired weapons {after}: by cases "
        f"alone a chance from {percent(found['at_least'])} to {percent(found['at_most'])}."
    )
    rows = tuple(
        (each["state"]["name"], str(each["year"]), {True: "acquired", False: "did not", None: "open"}[each["acquired"]])
        for each in found["cases"]
    )  # fmt: skip
    grid = SmallTable(("state", "since", "weapons"), rows, "lrl", ("nuclear_status",))
    note = (
        "A bound and no effect: states strike the programmes that they fear, and most that were struck were at war or years from a weapon. "
        "Kreps and Fuhrmann (2011), on 16 attacks from 1942 to 2007, find that attacks in peace delayed programmes, modestly, and that those in war did less."
    )
    attacks = tuple(
        f"{each['year']}: {each['what']} ({'; '.join(each['sources'])}{'' if each['verified'] else '; not checked'})" for each in found["attacks"]
    )  # fmt: skip
    return [
        Section("struck", "Strikes", lead, attacks if found["asked"] == "yes" else (), (), (grid,), (note,))
    ]


def _worth(document: Mapping[str, Any]) -> Section:
    rows = []
    for name, scored in document["skill"].items():
        for who, words in (
            ("model", "model"),
            ("lag", "rate by where it stood before"),
            ("base_rate", "base rate"),
        ):
            if who == "lag" and scored["lag"]["log_score"] == scored["base_rate"]["log_score"]:
                continue
            each = scored[who]
            skill = "" if "skill" not in each else f"{percent(each['skill'])} ({percent(each['interval'][0])} to {percent(each['interval'][1])})"  # fmt: skip
            area = "" if each["roc_auc"] is None else f"{each['roc_auc']:.2f}"
            rows.append(
                (
                    STATUS_OF[name] if who == "model" else "",
                    words,
                    area,
                    skill,
                    f"{each['expected']:.0f}",
                    f"{scored['events']}",
                )
            )
    explore, pursue, acquire = (document["skill"][name]["model"] for name in ("explore", "pursue", "acquire"))
    lead = (
        f"Fitted every five years since 1960 to what was known by then, the model of exploring would have scored {percent(explore['skill'])} better than the base rate and that of "
        f"pursuit {percent(pursue['skill'])}; one of acquiring {percent(abs(acquire['skill']))} {'worse' if acquire['skill'] < 0 else 'better'}, and its base rate is told."
    )
    heads = ("step", "forecaster", "area", "skill over base rate (90 %)", "expected", "came")
    note = (
        "Area: how often a state that took the step had been given the higher chance. Skill: log score beside the base rate's; intervals draw states. "
        "Status is taken to be known five years later; levels are of the year before each forecast. States that pursue stand alike before, so that they have no rate of that kind."
    )
    return Section(
        "worth",
        "Worth",
        lead,
        (),
        (),
        (SmallTable(heads, tuple(rows), "llrrrr", ()),),
        (note,),
    )


STATUS_OF: Mapping[str, str] = {
    "explore": "explore",
    "pursue": "pursue",
    "acquire": "acquire",
    "give_up": "give up",
}


def _limits(document: Mapping[str, Any]) -> Section:
    late = [each for each in document["covariates"] if each["observed"] not in (document["year"], None)]
    notes = (
        [
            "Read from the last year known: "
            + ", ".join(f"{each['title']} ({each['observed']})" for each in late)
            + "."
        ]
        if late
        else []
    )
    return Section(
        "limits", "Not in it", document["no_channel"][0], tuple(document["no_channel"][1:]), notes=tuple(notes)
    )  # fmt: skip
