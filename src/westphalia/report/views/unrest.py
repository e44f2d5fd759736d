"""Streets: how many protests a state's year lets expect, and what a delivery of grain may and may not do to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from westphalia.effects.distribution import distribution, movers
from westphalia.effects.parameters import parameters
from westphalia.effects.unrest import (
    OUTCOMES,
    TERMS,
    Conditions,
    Counts,
    Deal,
    Market,
    Relief,
    expected,
    of_state,
    relief,
)
from westphalia.effects.unrest.conditions import counts
from westphalia.effects.unrest.deal import BASE, market
from westphalia.effects.unrest.stored import EARLIEST, models, stored
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.lazy import np
from westphalia.report.brief.words import the
from westphalia.report.views import View
from westphalia.report.views.answer import Answer, AnswerTable, Say, table
from westphalia.report.views.effect import GIVEN, RUNS, SEED, Runs, assumed
from westphalia.report.views.named import seen_from, state_of
from westphalia.report.views.question import AS_OF, Given, Name, Positional, Question, Year
from westphalia.report.views.unrest_page import page_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from westphalia.effects.parameters import ParameterSet
    from westphalia.record.state import State
    from westphalia.record.world import World

    Floats = NDArray[np.float64]

GOODS = ("wheat",)
"""Grains that a delivery can be of: the model reads the wheat trade alone."""
FIRST = 1991
"""First year that can be asked about: the counts begin in 1990."""
BOUND_RUNS = 1000
"""Runs that a bound is read from, however few are asked for."""
HELD = 0.95
"""Share of runs that a bound holds."""
LEVELS = ("0.05", "0.25", "0.5", "0.75", "0.95")
HEADS = ("outcome", "figure", "mean", *LEVELS)


class UnrestQuestion(Question):
    """Tell how many protests are to be expected in a state's year, all and those that ask for lower prices or taxes, and what a delivery of grain does.

    The model is fitted to protests of fifty or more people from 1990 to 2017; with --as-of to what was known by then.
    """

    state: Annotated[Name, Positional()] = Field(description="The state: code, ISO3 or name.")
    year: Annotated[Year, Positional(option=True)] = Field(
        description="The year whose protests are expected."
    )
    grain: str | None = Field(
        None, description="A delivery within the year as grain and tonnes, for example wheat:5000000."
    )
    as_of: Year | None = AS_OF
    runs: Runs = Field(BOUND_RUNS, description=RUNS.description)
    seed: int = SEED
    given: Given = GIVEN


@dataclass(frozen=True)
class Delivered:
    """A delivery and what it does in every run.

    Parameters
    ----------
    tonnes : float
        Its weight.
    wheat : Market
        The state's wheat.
    relief : Relief
        What it does to use, prices and terms.
    difference : mapping of ndarray (runs,)
        Protests with it less protests without it, by outcome.
    bound : mapping
        Between what the difference lies, by outcome.
    moved : tuple of (str, float)
        What moves the difference of protests with price demands most.
    """

    tonnes: float
    wheat: Market
    relief: Relief
    difference: Mapping[str, Floats]
    bound: Mapping[str, tuple[float, float]]
    moved: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Unrest:
    """Everything that is told of a state's year.

    Parameters
    ----------
    state : State
        The state.
    year : int
        The year.
    known : int or None
        The last year known; None for all.
    at : Conditions
        Its terms (one row).
    models : mapping of Counts
        By outcome.
    expected : mapping of ndarray (runs,)
        By outcome.
    counted : mapping
        How many were counted in the year by outcome; None where they were not.
    history : mapping
        Years and counts by outcome, NaN where not counted.
    held : ParameterSet
        What was assumed.
    delivered : Delivered or None
        Of the delivery that was asked for.
    skill : list of mapping
        What the models were worth out of sample, up to the last year of the fit; empty where too few years had been tried.
    """

    state: State
    year: int
    known: int | None
    at: Conditions
    models: Mapping[str, Counts]
    expected: Mapping[str, Floats]
    counted: Mapping[str, int | None]
    history: Mapping[str, Floats]
    held: ParameterSet
    delivered: Delivered | None
    skill: list[Mapping[str, Any]]


def answer(world: World, asked: UnrestQuestion, say: Say) -> Answer:
    """Return how many protests are to be expected.

    Parameters
    ----------
    world, asked, say : World, UnrestQuestion, Say
        The record, the question, and who is told of progress.
    """
    seen = seen_from(world, asked.as_of)
    found = told(seen, asked)
    document = _document(seen, asked, found)
    return Answer(document, lambda: page_of(seen, found, document), _table(found), found)


def told(world: World, asked: UnrestQuestion) -> Unrest:
    """Return everything that is told of a state's year.

    Parameters
    ----------
    world, asked : World, UnrestQuestion
        The record as it was known, and the question.

    Raises
    ------
    NotUnderstood
        For a grain or a weight that is none.
    NoAnswer
        For a year before the counts, a state that they do not follow, or one of which too little is known.
    """
    state = state_of(world, asked.state, asked.year)
    deal = None if asked.grain is None else _deal(asked.grain)
    if asked.year < FIRST:
        raise NoAnswer(
            f"There is no model of protests in {asked.year}.",
            f"They are counted from {FIRST - 1} on.",
            f"Ask for a year from {FIRST} on.",
        )
    fits = models(world)
    for model in fits.values():
        _followed(model, state)
    at = of_state(world, state.ccode, asked.year)
    _whole(at, state, asked.year)
    held = parameters("grain", year=_known(asked), given=asked.given)
    means = {name: expected(fits[name], at.value[0], state.ccode, asked.year, name, asked.runs, asked.seed)[0] for name in OUTCOMES}  # fmt: skip
    history = counts(world, state.ccode, FIRST - 1, max(fits["events"].until, asked.year))
    counted = {name: _whole_number(each[asked.year - FIRST + 1]) for name, each in history.items()}
    skill = stored(world)["skill"].get(str(fits["events"].until), [])
    given = None if deal is None else _delivered(world, state, asked, at, fits, means, held, deal)
    return Unrest(
        state, asked.year, world.last_known, at, fits, means, counted, history, held, given, skill,
    )  # fmt: skip


def _known(asked: UnrestQuestion) -> int:
    """Return the year whose assumptions hold: that of the question, or the last that is known."""
    return asked.year if asked.as_of is None else min(asked.year, asked.as_of)


def _deal(text: str) -> Deal:
    """Return the delivery that a text says."""
    good, sign, weight = text.partition(":")
    usage = "Write a grain and tonnes, for example wheat:5000000."
    if good.strip().casefold() not in GOODS or not sign:
        raise NotUnderstood(
            f"A delivery cannot be '{text[:60]}'.",
            "" if not sign else f"The model reads how far a state lives on wheat from abroad; '{good.strip()[:30]}' is none of {', '.join(GOODS)}.",
            usage,
        )  # fmt: skip
    try:
        tonnes = float(weight.replace(",", ""))
    except ValueError:
        raise NotUnderstood(f"'{weight[:30]}' is no weight.", "", usage) from None
    if not 0 <= tonnes < float("inf"):
        raise NotUnderstood(f"{weight} tonnes cannot be delivered.", "", usage)
    return Deal(tonnes)


def _followed(model: Counts, state: State) -> None:
    """Refuse a state of which the counts, or what the model reads, are not known."""
    if state.ccode in model.states:
        return
    raise NoAnswer(
        f"Protests in {the(state.name)} cannot be told.",
        "Mass Mobilization, which counts them, does not follow it (it leaves out the United States and states below half a million people), or "
        f"what the model reads (output, prices, population, wheat) is on record together in no year from {FIRST - 1} to {model.until}.",
        "Ask for another state; westphalia measure protests STATE shows what was counted.",
    )


def _whole(at: Conditions, state: State, year: int) -> None:
    """Refuse a year of which a term is unknown."""
    unknown = [words for words, value in zip(TERMS.values(), at.value[0], strict=True) if np.isnan(value)]
    if unknown:
        raise NoAnswer(
            f"Protests in {the(state.name)} in {year} cannot be told.",
            f"Not on record within three years before: {'; '.join(unknown)}.",
            "Ask for another year.",
        )


def _whole_number(value: float) -> int | None:
    return None if np.isnan(value) else int(value)


def _delivered(
    world: World, state: State, asked: UnrestQuestion, at: Conditions, fits: Mapping[str, Counts],
    means: Mapping[str, Floats], held: ParameterSet, deal: Deal,
) -> Delivered:  # fmt: skip
    """Return what a delivery does in every run; bounds are read from a thousand runs at least."""
    wheat = market(world, state.ccode, state.iso3 or "", asked.year, held)
    place = {name: at for at, name in enumerate(TERMS)}
    change = at.value[0, place["price"]] / max(at.value[0, place["dependence"]], 1e-9)
    many = max(asked.runs, BOUND_RUNS)
    done = relief(deal, wheat, change, held, many, asked.seed)
    difference, slopes = {}, {}
    for name, model in fits.items():
        mean, slope = expected(model, at.value[0], state.ccode, asked.year, name, many, asked.seed)
        difference[name] = mean * np.expm1((slope * done.terms).sum(axis=1))
        slopes[name] = slope
    half = (1 - HELD) / 2
    bound = {name: tuple(np.quantile(each, (half, 1 - half)).tolist()) for name, each in difference.items()}
    drawn = held.drawn(many, asked.seed)
    estimates = {f"our estimate for {TERMS[name]}": slopes["price_demands"][:, place[name]] for name in ("dependence", "price", "inflation")}  # fmt: skip
    moved = movers({**drawn, **estimates}, difference["price_demands"])
    return Delivered(
        deal.tonnes, wheat, done.first(asked.runs), {name: each[: asked.runs] for name, each in difference.items()}, bound, moved,
    )  # fmt: skip


# The document.


def terms_of(found: Unrest) -> list[dict[str, Any]]:
    """Return what each term goes with; a direction only where the interval of the estimate does not hold zero.

    Parameters
    ----------
    found : Unrest
        What is told.
    """
    rows = []
    for outcome, model in found.models.items():
        for name, slope, (low, high) in zip(model.names, model.coefficient.tolist(), model.interval.tolist(), strict=True):  # fmt: skip
            way = "more" if low > 0 else "fewer" if high < 0 else None
            rows.append(
                {"outcome": outcome, "term": name, "words": TERMS[name], "coefficient": slope, "interval": [low, high], "direction": way}
            )  # fmt: skip
    return rows


def _document(world: World, asked: UnrestQuestion, found: Unrest) -> dict[str, Any]:
    spread = {name: distribution(each) for name, each in found.expected.items()}
    model = found.models["events"]
    return {
        "westphalia": world.stamp(),
        "state": found.state.to_dict(),
        "year": found.year,
        "as_of": asked.as_of,
        "expected": {
            **{name: each["mean"] for name, each in spread.items()},
            "unit": "protests a year",
            "spread": spread,
            "counted": found.counted,
        },
        "conditions": [
            {"term": name, "words": words, "value": float(value), "observed": int(when) or None}
            for (name, words), value, when in zip(TERMS.items(), found.at.value[0], found.at.observed[0], strict=True)
        ],
        "terms": terms_of(found),
        **_of_delivery(found.delivered),
        "skill": {"told_from": "what was known at the end of the year before", "first": EARLIEST + 1, "last": model.until, "rows": found.skill},
        "model": {"file": "model/unrest.json", "first": FIRST - 1, "until": model.until, "states": len(model.states)},
        "assumptions": assumed(found.held, found.delivered.moved if found.delivered else ()),
        "runs": asked.runs,
        "seed": asked.seed,
    }  # fmt: skip


def _of_delivery(given: Delivered | None) -> dict[str, Any]:
    """Return the parts of the document that tell of a delivery; null where none was asked for."""
    if given is None:
        return {"grain": None, "difference": None, "bound": None}
    done, wheat = given.relief, given.wheat
    spread = {name: distribution(getattr(done, name)) for name in ("share_of_use", "before", "after", "home", "world", "consumer")}  # fmt: skip
    differences = {name: distribution(each) for name, each in given.difference.items()}
    return {
        "grain": {
            "good": GOODS[0],
            "tonnes": given.tonnes,
            "share_of_use": spread["share_of_use"]["mean"],
            "dependence": {when: spread[when]["mean"] for when in ("before", "after")},
            "price": {name: spread[name]["mean"] for name in ("home", "world", "consumer")},
            "use": {"value": wheat.use, "unit": "tonnes a year", "per_head": wheat.per_head, "observed": BASE[1], "interval": 0.2, "population": wheat.counted, "source": "grain_balances"},
            "imports": {"value": wheat.imports, "unit": "tonnes a year", "observed": wheat.bought, "source": wheat.source, "short": wheat.short},
            "spread": spread,
        },
        "difference": differences["price_demands"],
        "differences": differences,
        "bound": {
            "low": given.bound["price_demands"][0],
            "high": given.bound["price_demands"][1],
            "unit": "protests with demands about prices or taxes in the year",
            "holds": HELD,
            "by_outcome": {name: list(each) for name, each in given.bound.items()},
        },
    }  # fmt: skip


def _table(found: Unrest) -> AnswerTable:
    """Return the distributions as rows."""
    parts = [(name, "expected", each) for name, each in found.expected.items()]
    if found.delivered is not None:
        parts += [(name, "difference", each) for name, each in found.delivered.difference.items()]
        parts += [("grain", name, getattr(found.delivered.relief, name)) for name in ("share_of_use", "before", "after", "home", "world", "consumer")]  # fmt: skip
    rows = []
    for outcome, figure, samples in parts:
        held = distribution(samples)
        rows.append((outcome, figure, held["mean"], *(held["quantiles"][level] for level in LEVELS)))
    return table(HEADS, rows)


VIEW = View("unrest", UnrestQuestion, answer)
