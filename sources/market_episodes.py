"""Episodes that the market of exclusion is tried on: what it says, what happened, and how good that is beside last year's figure.

Usage: ``python -m docs.market_episodes`` writes the page. What was done stands in ``market_episodes.yaml``, written before the model was run on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sources.source import by_hand
from westphalia.effects.market import MarketOutcome, Shock, market
from westphalia.effects.market.areas import AREAS
from westphalia.effects.market.coalition import coalitions
from westphalia.effects.market.oil import TO, brent, oil
from westphalia.effects.market.price import made_up, world_price
from westphalia.effects.market.prices_known import ordinary, priced_at
from westphalia.effects.market.weights import WAYS, Way, drawing
from westphalia.effects.parameters import parameters
from westphalia.record import draws
from westphalia.record.world import World

FILE = Path(__file__).parent / "market_episodes.yaml"
RUNS, SEED = 2000, 1
SCORED: Way = "imports"
"""How buyers are weighed in the scores: the plainest way, not the one that was chosen on these very episodes."""
WITHIN = (0.1, 0.9)
"""Quantiles between which eight runs of ten lie."""
OUTSIDE = 0.2
PAST = 10
"""Years of change before an episode that say how much a figure ordinarily changes."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Score:
    """One figure of an episode, relative to the year before it (shares as they are).

    Parameters
    ----------
    episode, figure : str
        Which.
    year : int
        Of the figure.
    actual : float
        What happened.
    low, middle, high : float
        What the model says: between what eight runs of ten lie, and the middle, with the figure's ordinary change from year to year.
    bare : tuple of float
        The same bounds without the ordinary change: the effect alone.
    last, spread : float
        Last year's figure, and the standard deviation of its changes over as many years.
    """

    episode: str
    figure: str
    year: int
    actual: float
    low: float
    middle: float
    high: float
    bare: tuple[float, float]
    last: float
    spread: float

    @property
    def inside(self) -> bool:
        """Whether the interval holds what happened."""
        return self.low <= self.actual <= self.high

    @property
    def score(self) -> float:
        """Interval score of the model (Gneiting and Raftery 2007): width, and ten times what lies outside; less is better."""
        return interval_score(self.low, self.high, self.actual)

    @property
    def before(self) -> float:
        """Interval score of last year's figure with the spread of past changes."""
        wide = 1.2816 * self.spread
        return interval_score(self.last - wide, self.last + wide, self.actual)


def interval_score(low: float, high: float, actual: float) -> float:
    """Return the interval score of an 80 per cent interval."""
    return high - low + 2 / OUTSIDE * (max(low - actual, 0.0) + max(actual - high, 0.0))


def episodes() -> dict[str, Any]:
    """Return what the file holds."""
    found: dict[str, Any] = by_hand(FILE)
    return found


def made(
    world: World,
    episode: Mapping[str, Any],
    year: int,
    way: Way = SCORED,
    given: Mapping[str, float] | None = None,
) -> MarketOutcome:
    """Return the market of an episode in one of its years, from the market before it and the coalition of the first year."""
    first = min(episode["in_force"])
    held = parameters("oil", "inflation", year=first, given=given)
    base = oil(world, (episode["seller"],), episode["base"], held)
    refusing = coalitions(world, base.sellers, first, tuple(episode["by"]))
    shock = Shock(refusing, episode["secondary"], "short", None, episode["in_force"][year])
    weights = drawing(world, base, refusing, way)
    return market(base, shock, held, RUNS, SEED, weights)


def scores(world: World, given: Mapping[str, float] | None = None) -> list[Score]:
    """Return every figure of every episode, with some assumptions given instead where that is asked for."""
    return [each for episode in episodes()["oil"] for each in _of(world, episode, given)]


def _of(world: World, episode: Mapping[str, Any], given: Mapping[str, float] | None) -> Iterator[Score]:
    base = episode["base"]
    sold = exported(world, episode["seller"])
    quoted = discounts(world, **episode["crude"])
    for lag, year in enumerate(sorted(episode["in_force"]), 1):
        found = made(world, episode, year, given=given)
        volume = found.where.bought[:, 0].sum(axis=1) / found.base.sold.sum()
        yield _scored(episode, "exports", year, volume, sold, base, lag)
        off = found.prices.discount[:, 0]
        if year in quoted:
            yield _scored(episode, "discount", year, quoted[base] + off, quoted, base, lag, plain=True)
        if "earned" in episode:
            price = brent(world, year) / brent(world, base)
            yield _scored(episode, "revenue at the actual price", year, volume * (1 - off) * price, episode["earned"], base, lag)  # fmt: skip
        if episode.get("willing", {}).get("year") == year or (
            year == max(episode["in_force"]) and "willing" in episode
        ):
            yield _share(world, episode, found, lag)


def _scored(
    episode: Mapping[str, Any], figure: str, year: int, effect: Floats, series: Mapping[int, float], base: int, lag: int,
    plain: bool = False, when: int | None = None,
) -> Score:  # fmt: skip
    """Return the score of a figure: relative to the year before the episode, or plain for shares."""
    past = [at for at in sorted(series) if base - PAST <= at <= base]
    values = np.array([series[at] for at in past])
    change = np.diff(values) if plain else np.diff(np.log(values))
    spread = float(change.std()) * np.sqrt(lag)
    noise = spread * draws.normal(draws.stream("episode", episode["name"], figure, year), np.arange(RUNS), np.zeros(RUNS, dtype=int))  # fmt: skip
    told = effect + noise if plain else effect * np.exp(noise)
    low, middle, high = np.quantile(told, (WITHIN[0], 0.5, WITHIN[1]))
    actual = series[year] if plain else series[year] / series[base]
    last = series[base] if plain else 1.0
    bare = np.quantile(effect, WITHIN)
    return Score(
        episode["name"], figure, when or year, float(actual), float(low), float(middle), float(high),
        (float(bare[0]), float(bare[1])), float(last), spread,
    )  # fmt: skip


def exported(world: World, code: int) -> dict[int, float]:
    """Return what a state exports by year, thousand barrels a day, crude and products: of Russia from the Statistical Review, of others from OPEC."""
    if code == 365:
        rows = world.scan("oil_area_trade").filter(area="Russia", flow="export").collect()
        return {int(year): float(oil_) for year, oil_ in rows.select("year", "oil").iter_rows()}
    rows = world.scan("oil").filter(pl.col("ccode") == code, source="opec_asb_2023").drop_nulls("crude_exports").collect()  # fmt: skip
    pairs = rows.select("year", pl.col("crude_exports") + pl.col("product_exports").fill_null(0.0))
    return {int(year): float(whole) for year, whole in pairs.iter_rows()}


def discounts(world: World, country: str, name: str) -> dict[int, float]:
    """Return by year how far a crude is quoted under Brent, as a share of it."""
    table = world.scan("oil_spot_prices").filter(pl.col("crude").is_in([name, "BrentDated"])).collect()
    price = {(row["crude"], row["year"]): row["price"] for row in table.iter_rows(named=True)}
    years = {year for crude, year in price if crude == name} & {
        year for crude, year in price if crude != name
    }
    return {year: 1 - price[name, year] / price["BrentDated", year] for year in sorted(years)}


def _share(world: World, episode: Mapping[str, Any], found: MarketOutcome, lag: int) -> Score:
    """Return the score of what part of all that is sold goes to the willing."""
    asked = episode["willing"]
    series = willing(world, episode["seller"], tuple(asked["unwilling"]))
    known = max(year for year in series if year <= episode["base"])
    held = {**series, episode["base"]: series[known]}
    areas = {area for name in asked["unwilling"] for area in TO.get(name, (name,))}
    open_ = np.array([area not in areas for area in AREAS])
    bought = found.where.bought[:, 0]
    before = found.base.sold[0][open_].sum() / found.base.sold[0].sum()
    share = bought[:, open_].sum(axis=1) / bought.sum(axis=1)
    effect = held[episode["base"]] + share - before
    return _scored(
        episode, "share going to the willing", asked["year"], effect, held, episode["base"], lag, plain=True
    )


def willing(world: World, code: int, unwilling: tuple[str, ...]) -> dict[int, float]:
    """Return by year what part of what a state sells goes to others than the unwilling: of OPEC's members its crude by destination, of Russia the table of areas."""
    if code == 365:
        rows = world.scan("oil_area_flows").filter(pl.col("exporter") == "Russia", pl.col("importer") != "Russia").collect()  # fmt: skip
        pairs = rows.select("year", pl.col("importer").alias("to"), pl.col("oil").alias("amount"))
    else:
        rows = world.scan("oil_destinations").filter(pl.col("exporter") == code).collect()
        pairs = rows.select("year", pl.col("destination").alias("to"), pl.col("crude").alias("amount"))
    whole = pairs.group_by("year").agg(
        pl.col("amount").sum().alias("all"), pl.col("amount").filter(~pl.col("to").is_in(unwilling)).sum()
    )
    return {int(year): float(part / all_) for year, all_, part in whole.sort("year").iter_rows() if all_ > 0}


# Price: effect, noise and what happened, side by side; nothing is claimed from them.


@dataclass(frozen=True)
class PriceRow:
    """What an episode did to the price by the model, what the price ordinarily does, and what it did.

    Parameters
    ----------
    episode : str
        Which.
    low, middle, high : float
        Relative change by the model, eight runs of ten and the middle.
    noise : float
        Standard deviation of the logarithm's change from one year to the next.
    actual : float
        Relative change from the year before to the year after.
    """

    episode: str
    low: float
    middle: float
    high: float
    noise: float
    actual: float


SERIES = {"oil": ("imf_crude_brent", "jacks_petroleum"), "wheat": ("imf_wheat", "jacks_wheat")}


def prices(world: World) -> list[PriceRow]:
    """Return the price of each episode beside what the model says and what is ordinary."""
    found = []
    for episode in episodes()["oil"]:
        last = max(episode["in_force"])
        change = made(world, episode, last).prices.change
        found.append(_row(world, episode["name"], change, "oil", episode["base"], last))
    found += [
        _row(world, episode["name"], lost(episode), episode["good"], episode["base"], episode["after"])
        for episode in episodes()["price"]
    ]
    return found


def lost(episode: Mapping[str, Any]) -> Floats:
    """Return what a loss of a share of the world's supply does to the price (runs,)."""
    good = episode["good"]
    held = parameters(*dict.fromkeys((good, "oil")), year=episode["year"])
    world_supply = {"oil": 60.0, "wheat": 771.0}[good]
    gone = np.full(RUNS, episode["lost"] * world_supply)

    def draw(name: str) -> Floats:
        each: Floats = held.draw(f"{good}.{name}", RUNS, SEED)
        return each

    offset = made_up(gone, draw("spare.capacity"), draw("spare.used.short"), draw("stocks.share.short"), held.value(f"{good}.stocks.most"))  # fmt: skip
    return world_price(gone, world_supply, draw("elasticity.short.demand"), draw("elasticity.short.supply"), offset=offset)  # fmt: skip


def _row(world: World, name: str, change: Floats, good: str, base: int, after: int) -> PriceRow:
    low, middle, high = np.quantile(change, (WITHIN[0], 0.5, WITHIN[1]))
    series = next(each for each in SERIES[good] if ordinary(world, each, base) == ordinary(world, each, base))
    actual = priced_at(world, series, after) / priced_at(world, series, base) - 1
    noise = ordinary(world, series, after)
    return PriceRow(name, float(low), float(middle), float(high), noise, actual)


# Who takes what others refuse: ways to weigh buyers, scored on the episodes with a table of who bought afterwards.


def placements(world: World) -> dict[str, dict[str, float]]:
    """Return by way, and by episode, what part of a seller's sales the model puts in the wrong place; "no change" is the table before."""
    found: dict[str, dict[str, float]] = {}
    for episode in episodes()["oil"]:
        after = episode.get("after")
        if after is None:
            continue
        actual = bought(world, episode["seller"], after["year"])
        for way in WAYS:
            share = np.median(made(world, episode, max(episode["in_force"]), way).shares[1], axis=0)
            found.setdefault(way, {})[episode["name"]] = misplaced(share / share.sum(), actual)
        before = made(world, episode, max(episode["in_force"])).shares[0]
        found.setdefault("no change", {})[episode["name"]] = misplaced(before, actual)
    return found


def misplaced(one: Floats, two: Floats) -> float:
    """Return half the sum of the differences of two sets of shares: what part of the whole is in the wrong place."""
    return float(np.abs(one - two).sum() / 2)


def bought(world: World, code: int, year: int) -> Floats:
    """Return what part of what a state sells each area buys in a year (areas,)."""
    held = parameters("oil", "inflation", year=year)
    sold = oil(world, (code,), year, held).sold[0]
    return sold / sold.sum()
