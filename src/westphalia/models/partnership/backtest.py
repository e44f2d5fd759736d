"""What the model's forecasts would have been worth: fitted every five years on what was known, scored on every year after.

At each origin (1950, 1955, ...) every model is fitted to windows that had closed, and been published, by then; it then forecasts from the end of
that year and of the four that follow. Measures are as old as a forecaster's would have been, and so are the recent rates that set the level.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.lazy import np
from westphalia.models.outcomes import ALIGNMENT, HORIZONS, OUTCOMES, TIES
from westphalia.models.partnership import benchmarks
from westphalia.models.partnership.benchmarks import SCORES, binned, bootstrap, score
from westphalia.models.partnership.component import Component
from westphalia.models.partnership.family import MEMORY
from westphalia.models.partnership.features import MODELLED, PLAIN, STANDARD, TODAY, Feature
from westphalia.models.partnership.fitting import FIRST, Sample, fit_all, sample
from westphalia.models.partnership.fitting_rows import FittingRows
from westphalia.models.partnership.inputs import Inputs, Pairs, inputs, pairs_of
from westphalia.models.partnership.logit import log_odds
from westphalia.models.partnership.rates import Rates, calibrated_intercept, levels
from westphalia.models.partnership.recalibration import applied, renewed
from westphalia.models.partnership.windows import Windows, last_year, listed, outcome
from westphalia.models.partnership.year_forecasts import YearForecasts, together
from westphalia.record.new_ties import number
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
Ints: TypeAlias = "NDArray[np.int64]"
MODELS = ("partnership", "base_rate", "no_change", "plain_logit", "boosting")
KINDS = ("all", "onset", "renewal", "listed")
"""Pairs scored: all, those without such a tie before, those with one, and of these those whose tie a forecaster found listed."""
EVERY = 5
LAST = LAST_YEAR - 3
"""Last year forecast from: the shortest window must be seen, and arms orders of the last two years of the register are not yet all known."""
ORIGINS = tuple(range(1950, LAST - EVERY + 2, EVERY))
LATELY = 5
LATE = "partnership_late"
"""The model's forecast on lists that end as long before the origin year as they do before :data:`TODAY`."""
DRAWS = 100
Key = tuple[str, int]


@dataclass
class Bench:
    """Everything that does not change from origin to origin.

    Parameters
    ----------
    world : World
        The record.
    features : tuple of Feature
        What the models read: those of the model, then those of the plain logit that it lacks.
    pairs : Pairs
        All pairs from 1900.
    values : ndarray (rows, features)
        Their inputs.
    outcomes : dict
        By outcome and horizon.
    of : Sample
        Rows to fit on.
    rates : dict
        By source, levels with everything that was ever published: each year's is as it was known in that year.
    late : ndarray (rows, features), optional
        The model's inputs with sources that end as long before each year as they do before :data:`TODAY`.
    """

    world: World
    features: tuple[Feature, ...]
    pairs: Pairs
    values: NDArray[np.float32]
    outcomes: dict[Key, Windows]
    of: Sample
    rates: dict[str, Rates]
    late: NDArray[np.float32] | None = None


def bench(
    world: World, last: int = LAST, features: tuple[Feature, ...] = MODELLED, late: bool = False
) -> Bench:
    """Return the rows, inputs and outcomes that all origins of a rolling-origin evaluation share.

    Parameters
    ----------
    world : World
        The record.
    last : int
        Last origin year.
    features : tuple of Feature
        Of the model; the standard covariates of the plain logit are read besides.
    late : bool
        Whether to read the inputs with today's delay of data as well, which takes a minute more.
    """
    pairs = pairs_of(world, FIRST, last)
    everything = (*features, *STANDARD)
    values = inputs(world, pairs, everything).values
    outcomes = {(name, h): outcome(world, name, h, pairs.triple) for name in OUTCOMES for h in HORIZONS}
    of = sample(world, features, last + 1, pairs, values)
    rates = {name: levels(listed(world), pairs, name) for name in TIES}
    slow = _late(world, pairs, features) if late else None
    return Bench(world, everything, pairs, values, outcomes, of, rates, slow)


def _late(world: World, pairs: Pairs, features: tuple[Feature, ...]) -> NDArray[np.float32]:
    """Return inputs with today's delay for the years that are forecast; NaN for those before."""
    made = np.full((len(pairs.one), len(features)), np.nan, np.float32)
    forecast = pairs.year >= ORIGINS[0]
    made[forecast] = inputs(world, pairs.keep(forecast), features, late=True).values
    return made


def _delayed(models: dict[str, Component], seen: dict[str, tuple[int, int]]) -> dict[str, Component]:
    """Return the models with rates as late as they are known today."""
    made = {}
    for name, model in models.items():
        behind = max(TODAY - OUTCOMES[name].lag - seen[name][1], 0)
        annual = np.full_like(model.levels.annual, np.nan)
        annual[behind:] = model.levels.annual[: len(annual) - behind]
        made[name] = replace(model, levels=replace(model.levels, annual=annual))
    return made


def forecasts(of: Bench, origin: int, boosting: bool = True) -> dict[Key, dict[str, Any]]:
    """Return the forecasts of every model fitted at an origin, for the five years from it, by outcome and horizon.

    Each holds ``rows`` (places among the pairs) and a chance for each row by model; outcomes that the sources do not show whole, and those
    that a model could not yet be fitted for, are left out.

    Parameters
    ----------
    of : Bench
        Rows, inputs and outcomes.
    origin : int
        Models are fitted to what was published by its end.
    boosting : bool
        Whether gradient-boosted trees are fitted as well.
    """
    known = of.of
    own = of.features[: -len(STANDARD)]
    models, theta = fit_all(replace(known, values=known.values[:, : len(own)]), own, origin)
    models = {
        name: replace(m, levels=replace(m.levels, annual=of.rates[name].annual)) for name, m in models.items()
    }
    trees = {name: _trees(of, name, origin) for name in models} if boosting else {}
    fitted: dict[Any, Any] = {}
    made: dict[Key, list[dict[str, Any]]] = {}
    for year in range(origin, min(origin + EVERY, LAST + 1)):
        rows = np.flatnonzero(of.pairs.year == year)
        mask = of.pairs.year == year
        year_forecasts = YearForecasts(
            year, of.pairs.keep(mask), Inputs(of.values[rows], {}), _known(models, year), theta
        )
        late = _late_forecasts(of, year_forecasts, rows, models, theta)
        higher = {
            name: applied(
                models[name].recalibration,
                log_odds(tree.chance(of.values[rows])),
                renewed(year_forecasts.columns(name), models[name].basis),
            )
            for name, tree in trees.items()
            if name in year_forecasts.models
        }
        for key in of.outcomes:
            part = _year(of, year_forecasts, rows, key, origin, higher, fitted)
            if part is not None and late is not None:
                part[LATE] = _chance(late, _parts(of, year_forecasts, key, rows), key)
            if part is not None:
                made.setdefault(key, []).append(part)
    return {key: _stacked(parts) for key, parts in made.items()}


def _late_forecasts(
    of: Bench,
    year_forecasts: YearForecasts,
    rows: Ints,
    models: dict[str, Component],
    theta: dict[str, float],
) -> YearForecasts | None:
    """Return the year_forecasts of the same year with today's delay."""
    if of.late is None:
        return None
    known = _known(_delayed(models, of.of.known.seen), year_forecasts.year)
    return YearForecasts(year_forecasts.year, year_forecasts.pairs, Inputs(of.late[rows], {}), known, theta)


def _chance(year_forecasts: YearForecasts, parts: tuple[str, ...], key: Key) -> Floats:
    """Return the model's chances, NaN where a part of the outcome has no known rate."""
    name, horizon = key
    if not set(parts) <= set(year_forecasts.models):
        return np.full(len(year_forecasts.pairs.one), np.nan)
    return together(
        {part: year_forecasts.log_odds(part, horizon) for part in parts}, year_forecasts.theta, name
    )


def _known(models: dict[str, Component], year: int) -> dict[str, Component]:
    return {name: model for name, model in models.items() if np.isfinite(model.levels.at(year, 5))}


def _stacked(parts: list[dict[str, Any]]) -> dict[str, Any]:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _parts(of: Bench, year_forecasts: YearForecasts, key: Key, rows: Ints) -> tuple[str, ...]:
    """Return the sources that an outcome was seen by in a window, without those that nothing can be forecast of yet: until agreements can, alignment is pacts."""
    name, sources = key[0], str(of.outcomes[key].sources[rows[0]])
    seen = OUTCOMES[name].parts if name in TIES else tuple(sources.split("+"))
    told = year_forecasts.parts(name)
    return seen if name in TIES or not told else tuple(part for part in seen if part in told)


def _came(of: Bench, parts: tuple[str, ...], horizon: int, rows: Ints) -> tuple[Floats, Floats]:
    """Return whether a tie of some sources came about, and whether it would be no first one (rows,)."""
    each = [of.outcomes[part, horizon] for part in parts]
    event = np.max([one.event[rows] for one in each], axis=0)
    renewal = np.max([one.renewal[rows] for one in each], axis=0)
    return event, renewal


def _year(
    of: Bench,
    year_forecasts: YearForecasts,
    rows: Ints,
    key: Key,
    origin: int,
    higher: dict[str, Floats],
    fitted: dict[Any, Any],
) -> dict[str, Any] | None:
    name, horizon = key
    seen = of.outcomes[key]
    if not np.isfinite(seen.event[rows[0]]):
        return None
    parts = _parts(of, year_forecasts, key, rows)
    if not set(parts) <= set(year_forecasts.models):
        return None
    event, renewal = _came(of, parts, horizon, rows)
    found: dict[str, Any] = {"rows": rows, "event": event, "renewal": renewal}
    found["partnership"] = _chance(year_forecasts, parts, key)
    if (key, parts) not in fitted:
        fitted[key, parts] = _references(of, key, parts, origin)
    if fitted[key, parts] is None:
        return None
    every, tied, others = fitted[key, parts]
    found["base_rate"] = np.full(len(rows), every)
    found["no_change"] = np.where(_lately(of, year_forecasts.pairs, parts), tied, others)
    found["plain_logit"] = _plain(of, rows, parts, horizon, origin, fitted)
    if higher:
        shifted = {
            part: higher[part]
            + calibrated_intercept(
                higher[part], year_forecasts.models[part].levels.at(year_forecasts.year, horizon)
            )
            for part in parts
        }
        found["boosting"] = together(shifted, year_forecasts.theta, name)
    return found


def _references(
    of: Bench, key: Key, parts: tuple[str, ...], origin: int
) -> tuple[float, float, float] | None:
    """Return the shares behind base rate and no-change, from closed windows of the same sources; None when there are none."""
    name, horizon = key
    seen, lag = of.outcomes[key], max(OUTCOMES[part].lag for part in parts)
    wanted = name if name in TIES else "+".join(parts)
    closed = np.isfinite(seen.event) & (of.pairs.year + horizon <= origin - lag) & (seen.sources == wanted)
    closed &= of.pairs.year > origin - lag - horizon - benchmarks.RECENT - 1
    if not closed.any():
        return None
    past = of.pairs.keep(closed)
    return benchmarks.shares(seen.event[closed], past.year, _lately(of, past, parts))


def _lately(of: Bench, pairs: Pairs, parts: tuple[str, ...]) -> NDArray[np.bool_]:
    """Return whether the pair made such a tie in the last five published years."""
    made = np.zeros(len(pairs.one), np.bool_)
    for part in parts:
        events = of.of.known.events[part]
        keys = np.sort(number(events.one, events.two, events.year))
        when = pairs.year - OUTCOMES[part].lag
        made |= last_year(keys, pairs.one, pairs.two, when) > when - LATELY
    return made


def _plain(
    of: Bench, rows: Ints, parts: tuple[str, ...], horizon: int, origin: int, fitted: dict[Any, Any]
) -> Floats:
    """Return the chances of the plain logit: one a source and horizon, joined as if independent."""
    places = [at for at, feature in enumerate(of.features) if feature.name in PLAIN]
    features = tuple(replace(of.features[at], basis="linear") for at in places)
    none: Floats = np.ones(len(rows))
    for part in parts:
        if (part, horizon) not in fitted:
            fitted[part, horizon] = benchmarks.plain(
                _rows(of, part, horizon, origin, places), features, MEMORY, origin
            )
        none = none * (1 - benchmarks.plain_chance(fitted[part, horizon], of.values[rows][:, places]))
    return 1 - none


def _rows(of: Bench, name: str, horizon: int, origin: int, places: list[int] | None = None) -> FittingRows:
    """Return the rows of a source that a fit at an origin may use."""
    known = of.of
    event = outcome(of.world, name, horizon, known.pairs.triple, known.known.seen).event
    last = min(origin - OUTCOMES[name].lag, known.known.seen[name][1])
    fine = np.isfinite(event) & (known.pairs.year + horizon <= last)
    values = known.values[fine]
    return FittingRows(
        known.pairs.keep(fine),
        values if places is None else values[:, places],
        event[fine],
        known.weight[fine],
        known.level[name],
    )


def _trees(of: Bench, name: str, origin: int) -> benchmarks.Trees:
    return benchmarks.boosted(_rows(of, name, 5, origin), MEMORY, origin)


def run(
    of: Bench, origins: tuple[int, ...] = ORIGINS, boosting: bool = True, progress: Any = None
) -> dict[Key, dict[str, Any]]:
    """Return the forecasts of all origins, by outcome and horizon, with ``origin`` of each row.

    Parameters
    ----------
    of : Bench
        Rows, inputs and outcomes.
    origins : tuple of int
        Years at whose ends models are fitted.
    boosting : bool
        Whether gradient-boosted trees are fitted as well.
    progress : callable, optional
        Takes each origin that is done.
    """
    made: dict[Key, list[dict[str, Any]]] = {}
    for origin in origins:
        for key, part in forecasts(of, origin, boosting).items():
            made.setdefault(key, []).append({**part, "origin": np.full(len(part["rows"]), origin)})
        if progress is not None:
            progress(origin)
    return {key: _stacked(parts) for key, parts in made.items()}


def tables(of: Bench, made: dict[Key, dict[str, Any]], draws: int = DRAWS) -> dict[str, Any]:
    """Return the scores by outcome and horizon, as the contract has them.

    Parameters
    ----------
    of : Bench
        Rows, inputs and outcomes.
    made : dict
        What :func:`run` returned.
    draws : int
        Draws of the bootstrap by origin; 0 for no intervals.
    """
    return {f"{name}-{h}": _table(of, (name, h), part, draws) for (name, h), part in made.items()}


def _table(of: Bench, key: Key, part: dict[str, Any], draws: int) -> dict[str, Any]:
    rows, event, renewal = part["rows"], part["event"], part["renewal"]
    decade = of.pairs.year[rows] // 10 * 10
    chosen_by = {
        "all": np.ones(len(rows), np.bool_),
        "onset": renewal == 0.0,
        "renewal": renewal == 1.0,
    }
    if set(OUTCOMES[key[0]].parts) <= set(ALIGNMENT.parts):
        chosen_by["listed"] = (renewal == 1.0) & (of.values[rows, _before(of)] > 0)
    by_decade, pooled = [], []
    for kind, chosen in chosen_by.items():
        for model in [m for m in MODELS if m in part]:
            at = np.flatnonzero(chosen)
            if not len(at):
                continue
            counted = binned(event[at], part[model][at], part["base_rate"][at], part["origin"][at])
            line = {"model": model, "kind": kind, "n": len(at), "events": int(event[at].sum())}
            pooled.append({**line, **_said(score(counted)), "interval": _ranges(counted, draws)})
            for ten in np.unique(decade[at]).tolist():
                some = at[decade[at] == ten]
                each = binned(event[some], part[model][some], part["base_rate"][some], part["origin"][some])
                head = {
                    "model": model,
                    "kind": kind,
                    "decade": ten,
                    "n": len(some),
                    "events": int(event[some].sum()),
                }
                by_decade.append({**head, **_said(score(each))})
    return {"rows": by_decade, "pooled": pooled, "origins": _origins(part)}


def _before(of: Bench) -> int:
    """Return which input tells that a pair had made such a tie before."""
    return next(at for at, feature in enumerate(of.features) if feature.renewal)


def delayed(made: dict[Key, dict[str, Any]], draws: int = DRAWS) -> dict[str, Any]:
    """Return, by outcome and horizon, the model's pooled scores with today's delay of data beside those without, on the same rows.

    Parameters
    ----------
    made : dict
        What :func:`run` returned.
    draws : int
        Draws of the bootstrap by origin; 0 for no intervals.
    """
    return {f"{name}-{h}": _delay(part, draws) for (name, h), part in made.items() if LATE in part}


def _delay(part: dict[str, Any], draws: int) -> dict[str, Any]:
    at, event = np.flatnonzero(np.isfinite(part[LATE])), part["event"]
    found: dict[str, Any] = {"n": len(at), "events": int(event[at].sum())}
    for name, model in (("late", LATE), ("usual", "partnership")) if len(at) else ():
        counted = binned(event[at], part[model][at], part["base_rate"][at], part["origin"][at])
        found[name] = {**_said(score(counted)), "interval": _ranges(counted, draws)}
    return found


def _said(scores: dict[str, float | None]) -> dict[str, Any]:
    """Return rounded scores, with the reason where one is missing."""
    made: dict[str, Any] = {name: _round(scores[name]) for name in SCORES}
    missing = [name for name in SCORES if made[name] is None]
    if missing:
        few = len(missing) == len(SCORES)
        made["why"] = "fewer than five ties" if few else "the forecast is the same for every pair"
    return made


def _ranges(counted: Any, draws: int) -> dict[str, Any]:
    found = bootstrap(counted, draws, seed=1) if draws else {}
    return {
        name: None if span is None else [_round(span[0]), _round(span[1])] for name, span in found.items()
    }


def _round(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.5g}")


def _origins(part: dict[str, Any]) -> dict[str, Any]:
    """Return rows, ties and the model's Brier score by origin, which a test refits."""
    event = part["event"]
    found = {}
    for origin in np.unique(part["origin"]).tolist():
        at = part["origin"] == origin
        brier = float(((event[at] - part["partnership"][at]) ** 2).mean())
        found[str(origin)] = {"n": int(at.sum()), "events": int(event[at].sum()), "brier": _round(brier)}
    return found


def reliability(event: Floats, p: Floats, groups: int = 10) -> list[dict[str, float]]:
    """Return a reliability diagram: mean forecast and share of ties in groups of forecasts, finer among the likeliest.

    Parameters
    ----------
    event : ndarray (rows,)
        1 for a tie, 0 for none.
    p : ndarray (rows,)
        Forecasts, between 0 and 1.
    groups : int
        How many.
    """
    order = np.argsort(p)
    edges = np.unique((len(p) * (1 - np.logspace(0, -3.3, groups + 1))).astype(int))
    made = []
    for low, high in zip(edges, [*edges[1:].tolist(), len(p)], strict=True):
        at = order[low:high]
        if len(at):
            made.append({"forecast": float(p[at].mean()), "share": float(event[at].mean()), "n": len(at)})
    return made
