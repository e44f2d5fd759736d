"""The search for the nearest pairs in history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.lazy import np
from westphalia.models.analogues.comparison import (
    HORIZON,
    NEIGHBOURS,
    ComparisonSet,
    Near,
    came,
    comparison_set,
    interval,
    standard,
    traits,
)
from westphalia.models.analogues.positions import FIRST, centred
from westphalia.models.analogues.results import Analogue, Analogues, BaseRate, Trait
from westphalia.models.outcomes import AFTERWARDS
from westphalia.models.partnership.features import FEATURES
from westphalia.models.partnership.inputs import Pairs, inputs, pairs_of
from westphalia.record.once import once
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.models.partnership.model import Partnership
    from westphalia.record.world import World

Small: TypeAlias = "NDArray[np.float32]"


def analogues(
    world: World, a: Any, b: Any, year: int, top: int = 10, model: Partnership | None = None
) -> Analogues:
    """Return the pairs in history that stood nearest to where two states stand, and what became of them.

    Only pairs whose five years had passed, and whose ties had been published, by the end of ``year`` are considered; the metric is
    learned from them alone. There is one entry a pair, and never the pair itself.

    Parameters
    ----------
    world : World
        The record.
    a, b : int, str or State
        The states.
    year : int
        Where they stand at its end.
    top : int
        How many to return.
    model : Partnership, optional
        Its chance stands beside the base rate.

    Raises
    ------
    NoAnswer
        When the pair was not in the system in that year, or too little is known of it.

    Examples
    --------
    >>> import westphalia as wp
    >>> found = analogues(wp.load(), "Russia", "Iran", 2000, top=3)
    >>> len(found.analogues), max(each.year + 5 for each in found.analogues) <= 2000
    (3, True)
    """
    last = LAST_YEAR if world.last_known is None else world.last_known
    if not FIRST + 20 <= year <= last:
        raise NotUnderstood(
            f"There are no analogues for {year}.", "", f"Ask for a year from {FIRST + 20} to {last}."
        )
    dyad = world.dyad(a, b, year)
    point = _stands(world, dyad.codes, year)
    if point is None:
        raise NoAnswer(
            f"{dyad.a.name} and {dyad.b.name} were not both in the system in {year}.",
            "",
            "Ask for another year.",
        )
    compared = comparison_set(world, year)
    near = compared.nearest(point, dyad.codes)
    if not len(near.rows):
        raise NoAnswer(
            f"Too little is known of {dyad.a.name} and {dyad.b.name} in {year}.", "", "Ask for another year."
        )
    share, effective = compared.share(near)
    low, high = interval(share, effective)
    pairs = min(len(near.rows), NEIGHBOURS)
    rate = BaseRate(HORIZON, share, (float(low), float(high)), pairs, effective, compared.average)
    if model is not None:
        forecast = model.forecast(*dyad.codes, year)
        rate = replace(rate, model=forecast.probability[HORIZON], model_interval=forecast.interval[HORIZON])
    found = tuple(_told(world, compared, Near(near.rows[:top], near.far[:top]), point, year))
    return Analogues(dyad.a, dyad.b, year, year, found, rate)


def _told(world: World, compared: ComparisonSet, near: Near, point: Small, year: int) -> Iterator[Analogue]:
    """Yield the nearest pairs with their traits, and what became of them as far as it was on record by the end of ``year``."""
    pairs = Pairs(*(part[near.rows] for part in compared.positions.pairs.triple))
    became = {h: came(world, pairs, h, year) for h in AFTERWARDS}
    mine = standard(compared.metric, point)
    for at, row in enumerate(near.rows.tolist()):
        one, two, when = (int(part[at]) for part in pairs.triple)
        other = standard(compared.metric, compared.positions.values[row])
        shared, different = (
            tuple(
                Trait(
                    FEATURES[j].name, FEATURES[j].title, FEATURES[j].driver, float(mine[j]), float(other[j])
                )
                for j in chosen
            )
            for chosen in traits(compared.metric, mine, other)
        )
        results = {h: None if np.isnan(each[at]) else bool(each[at]) for h, each in became.items()}
        yield Analogue(
            world.state(one, when),
            world.state(two, when),
            when,
            float(near.far[at]),
            shared,
            different,
            results,
        )


def _stands(world: World, codes: tuple[int, int], year: int) -> Small | None:
    """Return where a pair stands among the pairs of its year."""
    rows, values = _all_stand(world, year)
    return values[rows[codes]] if codes in rows else None


@once(latest=8)
def _all_stand(world: World, year: int) -> tuple[dict[tuple[int, int], int], Small]:
    pairs = pairs_of(world, year, year)
    values = centred(inputs(world, pairs, FEATURES).values, pairs.year)
    rows = {pair: at for at, pair in enumerate(zip(pairs.one.tolist(), pairs.two.tolist(), strict=True))}
    return rows, values
