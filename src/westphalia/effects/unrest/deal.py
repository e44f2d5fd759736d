"""A delivery of wheat: how much of a year's use it is, what it replaces, what it may do to prices, and to the terms that protests are told from."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, TypeAlias

from westphalia.effects.unrest.conditions import TERMS, balances
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.lazy import np
from westphalia.measures.values import along

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.effects.parameters import ParameterSet
    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
BASE = (2005, 2009)
"""Years of use per head: the last five of FAO's balances."""
MOST = 1.0
"""A delivery may be at most a year's use."""
BACK = 3
"""How many years old a figure of imports or population may be."""
SHORT = 0.7
"""Where imports and harvest on record make up less than this share of use, one of them is too low on record, which is said."""


@dataclass(frozen=True, slots=True)
class Deal:
    """Wheat delivered to a state within a year.

    Parameters
    ----------
    tonnes : float
        How much; none is no deal.
    """

    tonnes: float


@dataclass(frozen=True, slots=True)
class Market:
    """A state's wheat in a year, in tonnes.

    Parameters
    ----------
    use : float
        Use per head of 2005-09 times population.
    per_head : float
        Kilograms a head and year.
    people : float
        Population, of the year ``counted``.
    imports : float
        Bought abroad in the year ``bought``; NaN where unknown.
    source : str
        Where imports are from: a table, or a parameter.
    harvest : float
        Harvested in the year ``bought``; NaN where unknown.
    counted, bought : int
        Years that figures are from.
    world : float
        Use of all states together, 2005-09 a year.
    """

    use: float
    per_head: float
    people: float
    imports: float
    source: str
    harvest: float
    counted: int
    bought: int
    world: float

    @property
    def short(self) -> bool:
        """Whether imports and harvest on record are too little for the use."""
        return bool(self.imports + self.harvest < SHORT * self.use)


@dataclass(frozen=True)
class Relief:
    """What a delivery does in each run.

    Parameters
    ----------
    share_of_use : ndarray (runs,)
        The delivery over a year's use.
    before, after : ndarray (runs,)
        Share of use that is bought abroad at the world price.
    home, world : ndarray (runs,)
        Change of the price of wheat at home and in the world, as fractions.
    consumer : ndarray (runs,)
        Change of consumer prices at home, as a fraction.
    terms : ndarray (runs, terms)
        By how much the terms of the model change, in the order of ``TERMS``.
    """

    share_of_use: Floats
    before: Floats
    after: Floats
    home: Floats
    world: Floats
    consumer: Floats
    terms: Floats

    def first(self, runs: int) -> Relief:
        """Return the first so many runs.

        Parameters
        ----------
        runs : int
            How many.
        """
        return Relief(*(getattr(self, each.name)[:runs] for each in fields(self)))


def market(world: World, code: int, iso3: str, year: int, held: ParameterSet) -> Market:
    """Return a state's wheat in a year.

    Parameters
    ----------
    world : World
        The record.
    code, iso3, year : int, str, int
        The state and the year.
    held : ParameterSet
        Of the file ``grain``: its ``grain.wheat_imports.<iso3>`` goes before the table from the year on in which it begins.

    Raises
    ------
    NoAnswer
        Where the state's use of wheat, its population or its imports are not on record.
    """
    per_head = _per_head(world, code)
    people, counted = _last(world, "population_midyear", code, year)
    name = f"grain.wheat_imports.{iso3}"
    entry = held.entries.get(name)
    if name in held.given or (entry is not None and entry.from_ <= year):
        imports, bought, source = held.value(name), entry.from_ if entry else year, name
    else:
        imports, bought = _last(world, "wheat_imports", code, year)
        source = "wheat_trade"
    harvest, _ = _last(world, "wheat_production", code, year)
    if np.isnan(people + imports):
        raise NoAnswer(
            f"What a delivery is to wheat in {iso3} in {year} cannot be told.",
            f"Its {'population' if np.isnan(people) else 'imports of wheat'} are not on record within {BACK} years before.",
            "Ask without --grain, or for an earlier year.",
        )
    use = sum(used for years in balances(world).values() for when, (_, used) in years.items() if BASE[0] <= when <= BASE[1])  # fmt: skip
    return Market(
        per_head * people, 1000 * per_head, people, imports, source, harvest, counted, bought,
        use / (BASE[1] - BASE[0] + 1),
    )  # fmt: skip


def _per_head(world: World, code: int) -> float:
    """Return the use of wheat per head and year in 2005-09, in tonnes."""
    held = balances(world).get(code, {})
    people = along(world, "population_midyear", (code,), BASE).value
    used = [
        (held[year][1], people[year - BASE[0]])
        for year in range(BASE[0], BASE[1] + 1)
        if year in held and np.isfinite(people[year - BASE[0]])
    ]
    if not used:
        raise NoAnswer(
            "What a delivery is to its wheat cannot be told.",
            f"Neither FAO's balances of {BASE[0]} to {BASE[1]} nor trade and harvest have it, or they are not known as of then.",
            "Ask without --grain.",
        )
    return float(np.sum([each for each, _ in used]) / np.sum([heads for _, heads in used]))


def _last(world: World, name: str, code: int, year: int) -> tuple[float, int]:
    """Return the last value known of a state in the last years, and of which year it is."""
    found = along(world, name, (code,), (year - BACK, year)).value
    there = np.flatnonzero(np.isfinite(found))
    return (float(found[there[-1]]), year - BACK + int(there[-1])) if len(there) else (np.nan, 0)


def relief(deal: Deal, wheat: Market, change: float, held: ParameterSet, runs: int, seed: int) -> Relief:
    """Return what a delivery does to use, prices and the terms of the model.

    A part of it replaces what would have been bought elsewhere at the world price; the rest adds to supply at home, so that the price there
    falls, and is missing elsewhere, so that the world's rises.

    Parameters
    ----------
    deal : Deal
        The delivery.
    wheat : Market
        The state's wheat.
    change : float
        Rise of the world price of wheat in the year, in logarithms.
    held : ParameterSet
        Of the file ``grain``.
    runs, seed : int
        How many runs, and which.

    Raises
    ------
    NotUnderstood
        For a weight below zero, or above a year's use.
    """
    if not 0 <= deal.tonnes < np.inf:
        raise NotUnderstood(
            f"{deal.tonnes} tonnes cannot be delivered.", "", "Give a weight of zero or more."
        )
    if deal.tonnes > MOST * wheat.use:
        raise NotUnderstood(
            f"{deal.tonnes:,.0f} tonnes of wheat are more than the {wheat.use:,.0f} that the state uses in a year.",
            "What a delivery of such a size would do is outside all experience.",
            "Give a smaller weight.",
        )
    draw = {name: held.draw(f"grain.{name}", runs, seed) for name in ("use_error", "replaced", "home_elasticity", "world_elasticity", "transmission", "bread_share")}  # fmt: skip
    use = wheat.use * draw["use_error"]
    told = held.draw(wheat.source, runs, seed) if wheat.source in held.entries else wheat.imports
    imports = np.minimum(told, use)
    instead = np.minimum(deal.tonnes * draw["replaced"], imports)
    extra = deal.tonnes - instead
    home = -np.log1p(extra / use) / draw["home_elasticity"]
    world = np.log1p(extra / wheat.world) / draw["world_elasticity"]
    consumer = draw["bread_share"] * draw["transmission"] * home
    before, after = imports / use, (imports - instead) / use
    terms = np.zeros((runs, len(TERMS)))
    place = {name: at for at, name in enumerate(TERMS)}
    terms[:, place["dependence"]] = after - before
    terms[:, place["price"]] = (after - before) * change
    terms[:, place["inflation"]] = consumer
    return Relief(
        deal.tonnes / use, before, after, np.expm1(home), np.expm1(world), np.expm1(consumer), terms
    )
