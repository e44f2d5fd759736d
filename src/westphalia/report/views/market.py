"""The market view: what it does to prices, buyers and sellers of a good when some states are shut out of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import Field

from westphalia.effects.distribution import distribution
from westphalia.effects.market import Shock, market
from westphalia.effects.market.bases import base_of
from westphalia.effects.market.coalition import coalitions
from westphalia.effects.market.weights import SHIPPED, drawing
from westphalia.effects.parameters import parameters
from westphalia.effects.pass_through import pass_through
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.report.views import View
from westphalia.report.views.answer import Answer, Say, table
from westphalia.report.views.effect import GIVEN, RUNS, SEED, Runs
from westphalia.report.views.market_document import told
from westphalia.report.views.market_page import page, rows
from westphalia.report.views.named import seen_from, state_of
from westphalia.report.views.question import AS_OF, Given, Names, Positional, Question, Texts, Year

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from westphalia.effects.market import MarketOutcome
    from westphalia.effects.parameters import ParameterSet
    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
LATEST = 2021
"""The year where none is asked for: the last before Russia's oil was refused."""


class MarketQuestion(Question):
    """Tell what shutting states out of a market does to its price, to buyers and to those shut out, beside ranges of what is not known.

    The change of the price is a contribution: what else moves the price in a year is several times larger.
    """

    good: Annotated[Literal["oil", "gas", "wheat", "oil,gas"], Positional()] = Field(
        description="oil, gas, wheat, or oil,gas for both with the same draws."
    )
    exclude: Names = Field(description="Who is shut out: states with commas between them.")
    year: Year = Field(LATEST, description="The year in which they are shut out; nothing later is read.")
    by: Names | None = Field(
        None,
        description="Who refuses: sanctioners (of each, that year; the core where nobody is; so by default), core, all, or states and institutions (US,EU,GBR).",
    )
    secondary: bool = Field(False, description="Those who refuse also threaten those who still buy.")
    horizon: Literal["short", "long"] = Field("short", description="Within one year, or within five.")
    from_: Texts = Field(
        (),
        alias="from",
        description="Take exports from another year, before a seller was shut out: 2017, or Iran:2017; may be repeated.",
    )
    cap: float | None = Field(
        None,
        gt=0,
        description="A cap on the price for whoever uses the ships and insurance of those who refuse.",
    )
    runs: Runs = RUNS
    seed: int = SEED
    given: Given = GIVEN
    as_of: Year | None = AS_OF


def answer(world: World, asked: MarketQuestion, say: Say) -> Answer:
    """Return what shutting sellers out of a market does.

    Parameters
    ----------
    world, asked, say : World, MarketQuestion, Say
        The record, the question, and who is told of progress.

    Raises
    ------
    NotUnderstood
        For a state given twice, a seller among those who refuse, or a year after that of the question.
    NoAnswer
        Where the tables do not say who buys of a seller, or no run has a price.
    """
    seen = seen_from(world, asked.as_of)
    if asked.as_of is not None and asked.as_of < asked.year:
        raise NotUnderstood(
            f"The year {asked.year} is after {asked.as_of}, the last that is to be known.",
            "",
            "Choose an earlier --year.",
        )
    found = {good: ask(seen, asked, good, say) for good in asked.good.split(",")}
    documents = {good: told(seen, asked, each, held) for good, (each, held) in found.items()}
    document = _together(seen, asked, documents, found)
    return Answer(
        document,
        lambda: page(seen, asked, document, found, _later(seen, asked, found, say)),
        table(*rows(documents)),
        found,
    )


def _later(
    world: World, asked: MarketQuestion, found: Mapping[str, Any], say: Say
) -> dict[str, dict[str, MarketOutcome]]:
    """Return by good the market within one year and within five, for the picture; the one that was not asked for is made with the same draws."""
    other: Literal["short", "long"] = "long" if asked.horizon == "short" else "short"
    more = asked.model_copy(update={"horizon": other})
    return {
        good: {asked.horizon: made, other: ask(world, more, good, say)[0]}
        for good, (made, _) in found.items()
    }


def ask(world: World, asked: MarketQuestion, good: str, say: Say) -> tuple[MarketOutcome, ParameterSet]:
    """Return the market of one good with the sellers shut out, and what was assumed.

    Parameters
    ----------
    world, asked, good, say : World, MarketQuestion, str, Say
        The record as it is to be known, the question, which of its goods, and who is told.
    """
    sellers = _sellers(world, asked)
    files = dict.fromkeys((good, "oil", "inflation"))
    held = parameters(*files, year=asked.year, given=asked.given)
    say.step(0, 2, "reading the market")
    base = base_of(good)(world, sellers, asked.year, held, _before(world, asked, sellers))
    refusing = coalitions(world, sellers, asked.year, asked.by or ("sanctioners",))
    say.step(1, 2, "drawing")
    shock = Shock(refusing, asked.secondary, asked.horizon, asked.cap)
    weights = drawing(world, base, refusing, SHIPPED)
    made = market(base, shock, held, asked.runs, asked.seed, weights, _panel(world, asked, good))
    say.step(2, 2, "")
    if not made.sound.any():
        raise NoAnswer(
            "No run has a price.",
            "More is lost than the market can do without.",
            "Shut out fewer, or by fewer.",
        )
    return made, held


def _panel(world: World, asked: MarketQuestion, good: str) -> Floats | None:
    """Return our own estimate of how far oil reaches consumers within a year, as known at the end of the year, drawn (runs,); None before there is one."""
    if good != "oil":
        return None
    try:
        return pass_through(world.as_of(asked.year)).drawn(1, asked.runs, asked.seed)
    except NoAnswer:
        return None


def _sellers(world: World, asked: MarketQuestion) -> tuple[int, ...]:
    codes = [state_of(world, name, asked.year).ccode for name in asked.exclude]
    twice = [code for code in codes if codes.count(code) > 1]
    if twice:
        raise NotUnderstood(f"{world.state(twice[0]).name} is shut out twice.", "", "Name each state once.")
    for code in codes:
        if code not in world.members(asked.year):
            raise NoAnswer(
                f"{world.state(code).name} was no state in {asked.year}.", "", "Choose another state or year."
            )
    return tuple(codes)


def _before(world: World, asked: MarketQuestion, sellers: tuple[int, ...]) -> dict[int, int]:
    """Return, by seller, the year that its exports are to be taken from."""
    found: dict[int, int] = {}
    for text in asked.from_:
        name, _, when = text.rpartition(":")
        if not when.strip().isdecimal():
            raise NotUnderstood(f"'{text}' is no year.", "", "Write --from 2017 or --from Iran:2017.")
        year = int(when)
        if year > asked.year:
            raise NotUnderstood(
                f"{year} is after {asked.year}, the year of the question.",
                "",
                "Take exports from an earlier year.",
            )
        codes = sellers if not name else (state_of(world, name, asked.year).ccode,)
        if not set(codes) <= set(sellers):
            raise NotUnderstood(f"{name} is not shut out.", "", "Name one of --exclude before the colon.")
        found |= dict.fromkeys(codes, year)
    return found


def _together(
    world: World, asked: MarketQuestion, documents: dict[str, dict[str, Any]], found: Mapping[str, Any]
) -> dict[str, Any]:
    """Return one document: of one good its own; of two, each under its name, and what they do to consumers together."""
    asking = {
        "westphalia": world.stamp(),
        "good": asked.good,
        "year": asked.year,
        "exclude": [state_of(world, name, asked.year).to_dict() for name in asked.exclude],
        "secondary": asked.secondary,
        "horizon": asked.horizon,
        "cap": asked.cap,
        "seed": asked.seed,
        "as_of": asked.as_of,
    }
    if len(documents) == 1:
        (only,) = documents.values()
        return {**asking, **{key: each for key, each in only.items() if key != "good"}}
    sound = _both(found)
    total = sum(made.inflation["published"] for made, _ in found.values())
    first = next(iter(documents.values()))
    return {
        **asking,
        "goods": documents,
        "price_change": {good: each["price_change"] for good, each in documents.items()},
        "alone": {good: each["alone"] for good, each in documents.items()},
        "beyond_sum": {good: each["beyond_sum"] for good, each in documents.items()},
        "inflation": [{"estimate": "published", "unit": "percentage points", **distribution(total[sound])}],
        "by": first["by"],
        "contribution": True,
        "runs": asked.runs,
        "failed": [int(run) for run in (~sound).nonzero()[0]],
    }


def _both(found: Mapping[str, Any]) -> Any:
    """Return in which runs all markets have a price (runs,)."""
    sound = None
    for made, _ in found.values():
        sound = made.sound if sound is None else sound & made.sound
    return sound


VIEW = View("market", MarketQuestion, answer, wide=True)
