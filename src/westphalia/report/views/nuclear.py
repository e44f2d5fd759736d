"""How far a state is on the way to nuclear weapons, and what is known of the chance of the next step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from westphalia.effects.proliferation import hazards, levels, programmes
from westphalia.effects.proliferation.levels import LEVELS, MODELLED, STAGES, STATUS, Levels
from westphalia.errors import NoAnswer, NotUnderstood, shortened
from westphalia.lazy import difflib, np
from westphalia.models.cases import strikes
from westphalia.record.results import document as stored
from westphalia.report.views import View
from westphalia.report.views.answer import Answer, Say, table
from westphalia.report.views.named import called, seen_in
from westphalia.report.views.nuclear_page import page
from westphalia.report.views.question import AS_OF, Name, Positional, Question, Year

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.state import State
    from westphalia.record.world import World

FILE = "model/nuclear.json"
MAKE = "Run: python -m sources.nuclear"
YES: Mapping[str, float] = {"yes": 1.0, "no": 0.0, "1": 1.0, "0": 0.0}
WORDS = "nuclear_status"
NO_CHANNEL = (
    "Air defence enters no hazard: no state's record holds it beside its nuclear programme, so what it would do to the chance of a bomb cannot be told from the record.",
    "Only levels of the political-science literature are read: nothing of engineering, material or time needed.",
)
"""What the model has no channel for."""


class NuclearQuestion(Question):
    """Print how far the state A is on the way to nuclear weapons, and the chance of its next step beside the base rate.

    Steps are to explore, to pursue, to acquire and to give up. The first two have a model of six levels; of the others only base rates are told.
    """

    a: Annotated[Name, Positional()] = Field(description="A state: code, ISO3 or a name of the year.")
    year: Annotated[Year, Positional(option=True)] = Field(
        description="Where it stands at the end of this year."
    )
    with_: str = Field(
        "",
        alias="with",
        description="Levels to take instead of the record's, NAME=VALUE with commas between: protector=yes,exclusion=0.2.",
    )
    struck: Literal["yes", "no"] | None = Field(
        None,
        description="What is known of programmes that were struck, or never were: cases, and the bound that follows from them.",
    )
    as_of: Year | None = AS_OF


@dataclass(frozen=True, eq=False)
class Foothold:
    """Where a state stands.

    Parameters
    ----------
    state : State
        Which.
    year : int
        When.
    known : Levels
        Of all states.
    place : int
        Of the state among them.
    status : int
        Its status.
    value : dict
        Its levels by name, NaN where unknown, with what was given instead.
    given : dict
        What was given.
    """

    state: State
    year: int
    known: Levels
    place: int
    status: int
    value: dict[str, float]
    given: dict[str, float]


def answer(world: World, asked: NuclearQuestion, say: Say) -> Answer:
    """Return where a state stands and what is known of its next step.

    Parameters
    ----------
    world, asked, say : World, NuclearQuestion, Say
        The record, the question, and who is told of progress.
    """
    given = parsed(asked.with_)
    seen = seen_in(world, asked.year, asked.as_of)
    where = standing(seen, asked.a, asked.year, given)
    held = fits(stored(seen.manifest, FILE, MAKE), asked.as_of)
    hazard = {name: _hazard(where, name, held[name]) for name in STAGES}
    document = {
        "westphalia": seen.stamp(),
        "state": where.state.to_dict(),
        "year": asked.year,
        "as_of": asked.as_of,
        "status": {
            "value": where.status,
            "words": STATUS[where.status],
            "unit": "0 none, 1 explores, 2 pursues, 3 has",
            "year": asked.year,
            "observed": where.known.observed["exploring"],
            "source": WORDS,
        },
        "hazard": hazard,
        "covariates": [_covariate(where, name, held) for name in LEVELS],
        "change": {name: _change(where, held[name]) for name in MODELLED if _can(where, name)},
        "peers": _peers(seen, where, held),
        "struck": None if asked.struck is None else _struck(seen, asked.struck, asked.year),
        "skill": {name: held[name]["skill"] for name in STAGES},
        "skill_since_1970": {name: held[name]["skill_since_1970"] for name in STAGES},
        "no_channel": list(NO_CHANNEL),
        "fit": _fit_of(held),
    }
    heads = ("step", "within_years", "probability", "low", "high", "base_rate")
    return Answer(document, lambda: page(seen, where.state, document), table(heads, _rows(hazard)), where)


def _fit_of(held: Mapping[str, Any]) -> dict[str, Any]:
    """Return to what year the steps are known that the fits have seen."""
    return {
        name: {"steps_to": held[name]["fit"].get("known_to", held[name]["fit"].get("last"))}
        for name in MODELLED
    }


def _rows(hazard: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Give a row a step and horizon."""
    for name, each in hazard.items():
        for years in map(str, hazards.HORIZONS):
            chance = None if each["probability"] is None else each["probability"][years]
            yield name, int(years), chance, *each["interval"][years], each["base_rate"][years]


# What was given.


def parsed(text: str) -> dict[str, float]:
    """Return levels given as name=value with commas between.

    Parameters
    ----------
    text : str
        As it was written.

    Raises
    ------
    NotUnderstood
        For every name or value that is none.

    Examples
    --------
    >>> parsed("protector=yes, exclusion=0.2")
    {'protector': 1.0, 'exclusion': 0.2}
    """
    found, problems = {}, []
    for part in filter(None, (each.strip() for each in text.split(","))):
        name, sign, value = (each.strip() for each in part.partition("="))
        level = LEVELS.get(name)
        if not sign or level is None or name == "exploring":
            problems.append(_no_level(name))
        elif (read := _read(value, level)) is None:
            problems.append(f"{name} cannot be '{shortened(value)}': {_range(level)}.")
        elif name in found:
            problems.append(f"{name} is given twice.")
        else:
            found[name] = read
    if problems:
        names = ", ".join(name for name in LEVELS if name != "exploring")
        raise NotUnderstood(" ".join(problems), "", f"It can be given: {names}.")
    return found


def _no_level(name: str) -> str:
    if "defence" in name.replace("defense", "defence") or name.startswith("air"):
        return f"'{shortened(name)}' is no level: {NO_CHANNEL[0][0].lower()}{NO_CHANNEL[0][1:]}"
    near = difflib.get_close_matches(name, LEVELS, n=1, cutoff=0.5)
    return f"There is no level '{shortened(name)}'." + (f" Did you mean {near[0]}?" if near else "")


def _read(text: str, level: levels.Level) -> float | None:
    """Return a value within its range; None for any other."""
    if level.kind == "yes":
        return YES.get(text.lower())
    try:
        value = float(text)
    except ValueError:
        return None
    low, high = _bounds(level)
    inside = low < value <= high if level.kind == "amount" else low <= value <= high
    return value if inside else None


def _bounds(level: levels.Level) -> tuple[float, float]:
    return 0.0, 1.0 if level.kind == "share" or level.unit == "share" else 1e6


def _range(level: levels.Level) -> str:
    if level.kind == "yes":
        return "yes or no is wanted"
    low, high = _bounds(level)
    return f"a number {'above' if level.kind == 'amount' else 'from'} {low:g} to {high:,.0f} is wanted"


# Where a state stands.


def standing(world: World, name: int | str, year: int, given: Mapping[str, float]) -> Foothold:
    """Return where a state stands at the end of a year.

    Parameters
    ----------
    world : World
        The record.
    name : int or str
        The state.
    year : int
        The year.
    given : mapping
        Levels to take instead of the record's.

    Raises
    ------
    NoAnswer
        Before the list of status, for a state that is not in the system that year, or whose status is not known.
    """
    if year < levels.FIRST_ACTIVITY:
        raise NoAnswer(
            f"Nothing is known of nuclear weapons in {year}.",
            f"The list of status begins in {levels.FIRST_ACTIVITY}.",
            f"Ask for a year from {levels.FIRST_ACTIVITY} on.",
        )
    state = called(world, name, year)
    known = levels.levels(world, year)
    place = int(np.searchsorted(known.codes, state.ccode))
    there = place < len(known.codes) and known.codes[place] == state.ccode and known.present[place]
    if not there or np.isnan(known.value["status"][place]):
        why = (
            f"The list of status to {known.observed['exploring']} has no row of it."
            if there
            else f"It is not in the system of states in {year}."
        )
        raise NoAnswer(f"Where {state.name} stood in {year} is not known.", why, "Ask for another year.")
    value = {each: float(known.value[each][place]) for each in LEVELS} | dict(given)
    return Foothold(state, year, known, place, int(known.value["status"][place]), value, dict(given))


def fits(held: Mapping[str, Any], as_of: int | None) -> dict[str, Any]:
    """Return by step the fit, base rate and skill that may speak as of a year.

    Parameters
    ----------
    held : mapping
        The stored document.
    as_of : int or None
        The last year known; None for all.

    Raises
    ------
    NoAnswer
        Before the first origin that has a fit.
    """
    found = {}
    for name, stage in held["stages"].items():
        latest = stage["fit"]["last"] + held["lag"]
        chosen = stage
        if as_of is not None and as_of < latest:
            past = [each for each in stage["origins"] if each["origin"] <= as_of]
            if not past and name in MODELLED:
                raise NoAnswer(
                    f"Nothing is fitted as of {as_of}.", "Too few steps were known by then.", "Ask from 1960 on, or leave --as-of out."
                )  # fmt: skip
            last = past[-1] if past else {"base": {**stage["base"], "rate": None}}
            chosen = {**stage, "fit": last, "base": last["base"]}
        found[name] = chosen
    return found


def _can(where: Foothold, name: str) -> bool:
    return where.status in STAGES[name].risk


def _own(where: Foothold, name: str) -> NDArray[np.float64]:
    return levels.design(
        {each: np.array(where.value[each]) for each in STAGES[name].terms}, STAGES[name].terms
    )


def _hazard(where: Foothold, name: str, held: Mapping[str, Any]) -> dict[str, Any]:
    """Return the chance of a step with its interval, beside the base rate."""
    base = held["base"]
    unknown: dict[str, Any] = {str(years): [None, None] for years in hazards.HORIZONS}
    found: dict[str, Any] = {
        "words": STAGES[name].words,
        "model": name in MODELLED,
        "probability": None,
        "interval": unknown,
        "base_rate": {
            str(years): None if base["rate"] is None else hazards.within(base["rate"], years) for years in hazards.HORIZONS
        },
        "base_rate_interval": {
            str(years): [None, None] if base["rate"] is None else [hazards.within(end, years) for end in base["interval"]]
            for years in hazards.HORIZONS
        },
        "events": base["events"],
        "state_years": base["rows"],
        "years": [base["first"], base["last"]],
    }  # fmt: skip
    if not _can(where, name):
        risk = " or ".join(STATUS[each] for each in STAGES[name].risk)
        return found | {"why": f"its status is {STATUS[where.status]}; the step is from {risk}"}
    if name not in MODELLED:
        same = found["base_rate"]["1"] is not None
        return (
            found
            | {"interval": found["base_rate_interval"]}
            | ({"probability": found["base_rate"]} if same else {"why": "too few were known then"})
        )
    made = hazards.hazard(hazards.HazardFit.of(held["fit"]), _own(where, name))
    if made is None:
        lacking = [LEVELS[each].title for each in STAGES[name].terms if np.isnan(where.value[each])]
        return found | {"why": f"not known of it: {', '.join(lacking)}"}
    return found | {
        "probability": {str(years): p for years, p in made.probability.items()},
        "interval": {str(years): list(each) for years, each in made.interval.items()},
    }


def _covariate(where: Foothold, name: str, held: Mapping[str, Any]) -> dict[str, Any]:
    """Return a level of the state, and what it does to the odds of each step that has a model."""
    level, value = LEVELS[name], where.value[name]
    effect = {}
    for stage in MODELLED:
        for term in hazards.terms(hazards.HazardFit.of(held[stage]["fit"])):
            if term.name == name:
                effect[stage] = {
                    "odds": term.odds,
                    "interval": list(term.interval),
                    "direction": term.direction,
                }
    return {
        "name": name,
        "title": level.title,
        "value": None if np.isnan(value) else value,
        "unit": level.unit,
        "year": where.year,
        "observed": None if name in where.given else where.known.observed[name],
        "given": name in where.given,
        "source": level.source,
        "contrast": level.contrast,
        "reference": level.reference,
        "effect": effect,
    }


def _change(where: Foothold, held: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return by how much what was given changes the odds; None where nothing was, or a level is unknown."""
    fit = hazards.HazardFit.of(held["fit"])
    record = {each: np.array(float(where.known.value[each][where.place])) for each in fit.terms}
    before = levels.design(record, fit.terms)
    after = levels.design({each: np.array(where.value[each]) for each in fit.terms}, fit.terms)
    if not set(where.given) & set(fit.terms) or not np.isfinite(before).all():
        return None
    term = hazards.moved(fit, before, after)
    made = hazards.hazard(fit, before)
    if term is None or made is None:
        return None
    return {
        "from": {str(years): p for years, p in made.probability.items()},
        "odds": term.odds,
        "interval": list(term.interval),
        "direction": term.direction,
    }


def _peers(world: World, where: Foothold, held: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the chance within five years of all states of the same status, of the next step that has a model; of those that pursue, how long they have or had."""
    if where.status >= levels.PURSUES:
        return _ladder(world, where)
    name = MODELLED[where.status]
    risk = where.known.present & (where.known.value["status"] == where.status)
    x = levels.design(where.known.value, STAGES[name].terms)
    p = hazards.within(hazards.yearly(hazards.HazardFit.of(held[name]["fit"]), x), max(hazards.HORIZONS))
    found = [
        {
            "state": world.state(int(code), where.year).to_dict(),
            "step": name,
            "within": max(hazards.HORIZONS),
            "probability": float(each),
        }
        for code, each in zip(where.known.codes[risk], np.asarray(p)[risk], strict=True)
        if np.isfinite(each)
    ]
    return sorted(found, key=lambda row: -row["probability"])


def _ladder(world: World, where: Foothold) -> list[dict[str, Any]]:
    """Return how many years each state that acquired pursued before, and how many each has that pursues still."""
    found = []
    for each in programmes.programmes(world, where.year):
        at = int(np.searchsorted(where.known.codes, each.code))
        still = where.known.value["status"][at] == levels.PURSUES and not each.ended
        if each.pursued is None or (each.acquired is None and not still):
            continue
        until = where.known.observed["exploring"] if each.acquired is None else each.acquired
        found.append(
            {
                "state": world.state(each.code, until).to_dict(),
                "pursued": each.pursued,
                "acquired": each.acquired,
                "years": until - each.pursued,
            }
        )
    return sorted(found, key=lambda row: row["years"])


def _struck(world: World, asked: str, year: int) -> dict[str, Any]:
    """Return the programmes that were struck, or never were, what became of them, and the bound that follows."""
    span = world.covers(WORDS) or (year, year)
    last = min(span[1], year)
    cases = [each for each in strikes(year) if each.kind == "attack"]
    hits = [(world.state(each.target, each.year).ccode, each.year) for each in cases]
    found = programmes.programmes(world, last)
    rows = programmes.struck(found, hits, last) if asked == "yes" else programmes.spared(found, hits)
    decided = [each for each in rows if each.acquired is not None]
    got = sum(bool(each.acquired) for each in decided)
    low, high = hazards.exact_interval(got, len(decided)) if decided else (0.0, 1.0)
    return {
        "asked": asked,
        "cases": [
            {"state": world.state(each.code, each.year).to_dict(), "year": each.year, "acquired": each.acquired}
            for each in rows
        ],
        "acquired": got,
        "decided": len(decided),
        "open": len(rows) - len(decided),
        "at_least": low,
        "at_most": high,
        "attacks": [each.model_dump() for each in cases],
    }  # fmt: skip


VIEW = View("nuclear", NuclearQuestion, answer, wide=True)
