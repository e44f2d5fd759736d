"""The model of protests: fitted to what was known by the end of each year, tried on the year after, and stored.

Usage: ``python -m sources.unrest [-o FOLDER] [--force]``; what is made from nothing that has changed is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sources import poisson
from sources.made import asked, written
from westphalia.effects.unrest.conditions import OUTCOMES, READS, TERMS, Conditions, conditions
from westphalia.effects.unrest.counts import HOLDS, LATE, Counts, counts_of
from westphalia.effects.unrest.stored import EARLIEST, FILE
from westphalia.measures.values import values
from westphalia.models.definitions import declared
from westphalia.record.grid import build

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.definitions import Definitions
    from westphalia.record.world import World

FIRST, LAST = 1990, 2017
"""Years of the fit: after 2017 the list of protests has states with a protest only, which says nothing of the others."""
MODELS = ("model", "base_rate", "own_rate", "lag")
"""What is scored: the model, the mean of all states and years, each state's own mean drawn towards it, and its last count."""
FEWEST = 3
"""Years that scores are pooled over at least."""
Row = dict[str, Any]


@dataclass(frozen=True)
class Panel:
    """States and years with a count.

    Parameters
    ----------
    at : Conditions
        Their terms.
    count : dict of ndarray (rows,)
        By outcome; NaN where the list does not have the state.
    """

    at: Conditions
    count: dict[str, NDArray[np.float64]]

    def rows(self, outcome: str, first: int, last: int) -> NDArray[np.bool_]:
        """Return which rows of some years have a count and all terms."""
        within = (self.at.year >= first) & (self.at.year <= last)
        return within & np.isfinite(self.count[outcome]) & self.at.known


def panel(world: World) -> Panel:
    """Return all states from 1990 to 2017."""
    grid = build(world, (FIRST, LAST), "cow", dyads=False, directed=False)
    count = {name: values(world, held, grid).value for name, held in OUTCOMES.items()}
    return Panel(conditions(world, (FIRST, LAST)), count)


def fitted(held: Panel, outcome: str, until: int) -> Row:
    """Return the model of one outcome, fitted to years up to one, as it is stored."""
    some = held.rows(outcome, FIRST, until)
    code, year, terms, count = held.at.code[some], held.at.year[some], held.at.value[some], held.count[outcome][some]  # fmt: skip
    found = poisson.fit(count, terms, code, year)
    when = dict(zip(found.periods.tolist(), found.period_effect.tolist(), strict=True))
    told = np.isin(code, found.groups)
    freedom = found.rows - len(found.coefficient) - len(found.groups) - len(found.periods) + 1
    scale = float(((count[told] - found.mean) ** 2 / found.mean).sum() / freedom)
    states, place = np.unique(code, return_inverse=True)
    middle = np.column_stack([np.bincount(place, column) / np.bincount(place) for column in terms.T])
    about = (terms - middle[place]) @ found.coefficient + np.array([when[y] for y in year.tolist()])
    counted, exposed = np.bincount(place, count), np.bincount(place, np.exp(about))
    return {
        "until": until, "names": list(TERMS), "coefficient": found.coefficient.tolist(), "covariance": found.covariance.tolist(),
        "years": {str(year): effect for year, effect in when.items()},
        "states": {str(code): list(pair) for code, pair in zip(states.tolist(), zip(counted.tolist(), exposed.tolist(), strict=True), strict=True)},
        "middles": dict(zip(map(str, states.tolist()), middle.tolist(), strict=True)),
        "prior": list(poisson.prior_of(counted, exposed, scale)), "scale": scale, "size": poisson.size_of(count[told], found.mean),
        "rows": found.rows, "rows_without_count": int(some.sum()) - found.rows, "states_fitted": len(found.groups), "counted": int(count.sum()),
        "with_any": int((count > 0).sum()),
    }  # fmt: skip


def forecast(model: Counts, terms: NDArray[np.float64], code: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the mean count of each state in a year that the model has not seen."""
    late = np.mean(np.exp([model.years[year] for year in sorted(model.years)[-LATE:]]))
    effects = [model.effect_of(each) for each in code.tolist()]
    own = np.array([shape / rate for shape, rate in effects])
    middle = np.array([model.states[each].middle for each in code.tolist()])
    return own * late * np.exp((terms - middle) @ model.coefficient)


def known_before(held: Panel, year: int) -> NDArray[np.float64]:
    """Return the terms of all rows of a year as they were known the year before: those of that year, with a world price that stays."""
    now, then = held.at.year == year, held.at.year == year - 1
    terms = dict(zip(held.at.code[then].tolist(), held.at.value[then], strict=True))
    unknown = np.full(len(TERMS), np.nan)
    found = np.array([terms.get(code, unknown) for code in held.at.code[now].tolist()])
    found[:, list(TERMS).index("price")] = 0.0 * found[:, list(TERMS).index("dependence")]
    return found


def tried(held: Panel, models: dict[tuple[str, int], Counts]) -> dict[str, list[Row]]:
    """Return scores of each year told from the years before, pooled to each last year: of the model, the base rate, each state's own rate and its last count."""
    years = {(outcome, year): _year(held, models[outcome, year - 1], outcome, year) for outcome in OUTCOMES for year in range(EARLIEST + 1, LAST + 1)}  # fmt: skip
    return {
        str(last): [row for outcome in OUTCOMES for row in _pooled(outcome, [years[outcome, year] for year in range(EARLIEST + 1, last + 1)])]
        for last in range(EARLIEST + FEWEST, LAST + 1)
    }  # fmt: skip


def _pooled(outcome: str, years: list[dict[str, NDArray[np.float64]]]) -> list[Row]:
    """Return the scores of all models over some years, on the same rows."""
    whole = {name: np.concatenate([each[name] for each in years]) for name in years[0]}
    count, code = whole["count"], whole["code"]
    rows = []
    for name in MODELS:
        more = poisson.deviances(count, whole[name]) - poisson.deviances(count, whole["model"])
        row = _scored(outcome, name, count, whole[name], whole[f"size {name}"])
        rows.append({**row, "deviance_more_than_model": None if name == "model" else _mean_by(code, more)})
    return rows


def _year(held: Panel, model: Counts, outcome: str, year: int) -> dict[str, NDArray[np.float64]]:
    """Return counts of a year, what each rule made of them the year before, and how far that rule's counts lay from its means until then."""
    now = held.at.year == year
    terms, code, count = known_before(held, year), held.at.code[now], held.count[outcome][now]
    before = held.rows(outcome, FIRST, year - 1)
    last = {c: n for c, n, y in zip(held.at.code[before].tolist(), held.count[outcome][before].tolist(), held.at.year[before].tolist(), strict=True) if y == year - 1}  # fmt: skip
    some = np.isfinite(count) & np.isfinite(terms).all(axis=1)
    some &= np.array([c in model.states and c in last for c in code.tolist()])
    terms, code, count = terms[some], code[some], count[some]
    past, who = held.count[outcome][before], held.at.code[before]
    own = {c: (past[who == c].sum() + past.mean()) / ((who == c).sum() + 1) for c in np.unique(who).tolist()}
    lagged, at_lag = _lag(held, outcome, before)
    means = {
        "model": forecast(model, terms, code),
        "base_rate": np.full(len(code), past.mean()),
        "own_rate": np.array([own[c] for c in code.tolist()]),
        "lag": np.exp(lagged[0] + lagged[1] * np.log1p(np.array([last[c] for c in code.tolist()]))),
    }
    sizes = {
        "model": model.size,
        "base_rate": poisson.size_of(past, np.full(len(past), past.mean())),
        "own_rate": poisson.size_of(past, np.array([own[c] for c in who.tolist()])),
        "lag": poisson.size_of(*at_lag),
    }
    spread = {f"size {name}": np.full(len(code), size) for name, size in sizes.items()}
    return {"count": count, "code": code, **means, **spread}


def _lag(
    held: Panel, outcome: str, before: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Return a Poisson regression of counts on the logarithm of one more than the count of the year before, and counts with their means."""
    code, year, count = held.at.code[before], held.at.year[before], held.count[outcome][before]
    known = dict(zip(zip(code.tolist(), year.tolist(), strict=True), count.tolist(), strict=True))
    pairs = [(known[c, y - 1], n) for (c, y), n in known.items() if (c, y - 1) in known]
    lag, now = np.array(pairs).T
    design = np.column_stack([np.ones(len(lag)), np.log1p(lag)])
    beta, mean = poisson.newton(now, design)
    return beta, (now, mean)


def _scored(outcome: str, name: str, count: NDArray[np.float64], mean: NDArray[np.float64], size: NDArray[np.float64]) -> Row:  # fmt: skip
    """Return scores of counts, and of whether there is any."""
    came, chance = count > 0, 1 - (1 + mean / size) ** -size
    chance = np.clip(chance, 1e-6, 1 - 1e-6)
    base = came.mean()
    log_score = float(-np.where(came, np.log(chance), np.log1p(-chance)).mean())
    return {
        "outcome": outcome, "model": name, "n": len(count), "counted": int(count.sum()), "expected": float(mean.sum()), "any": int(came.sum()), "expected_any": float(chance.sum()),
        "deviance": poisson.deviance(count, mean) / len(count), "absolute_error": float(np.abs(count - mean).mean()),
        "any_log_score": log_score, "any_brier": float(((came - chance) ** 2).mean()), "any_brier_of_the_share": float(base * (1 - base)),
        "any_roc_auc": _auc(came, chance),
    }  # fmt: skip


def _mean_by(code: NDArray[np.int64], each: NDArray[np.float64]) -> Row:
    """Return a mean over rows with its 95 % interval, rows of one state taken to hang together."""
    _, place = np.unique(code, return_inverse=True)
    sums = np.bincount(place, each - each.mean())
    error = float(np.sqrt((sums**2).sum() * len(sums) / (len(sums) - 1)) / len(each))
    mean = float(each.mean())
    return {"mean": mean, "interval": [mean - HOLDS * error, mean + HOLDS * error]}


def _auc(came: NDArray[np.bool_], chance: NDArray[np.float64]) -> float:
    """Return how often a year with a protest had a higher chance than one without, ties as halves."""
    _, place, tied = np.unique(chance, return_inverse=True, return_counts=True)
    rank = (np.cumsum(tied) - (tied - 1) / 2)[place]
    yes, no = int(came.sum()), int((~came).sum())
    return float((rank[came].sum() - yes * (yes + 1) / 2) / (yes * no))


def document(world: World) -> Row:
    """Return the models of every year with what they are worth."""
    held = panel(world)
    fits = {(outcome, until): fitted(held, outcome, until) for outcome in OUTCOMES for until in range(EARLIEST, LAST + 1)}  # fmt: skip
    models = {key: counts_of(each) for key, each in fits.items()}
    counted = np.isfinite(held.count["events"])
    return {
        "first": FIRST, "last": LAST,
        "rows": {"with_count": int(counted.sum()), "without_terms": int((counted & ~held.at.known).sum()), "unknown": _unknown(held, counted)},
        "models": {outcome: {str(until): fits[outcome, until] for until in range(EARLIEST, LAST + 1)} for outcome in OUTCOMES},
        "skill": tried(held, models),
    }  # fmt: skip


def _unknown(held: Panel, counted: NDArray[np.bool_]) -> dict[str, int]:
    """Return of how many rows each term is unknown."""
    return {name: int((counted & ~np.isfinite(held.at.value[:, place])).sum()) for place, name in enumerate(TERMS)}  # fmt: skip


def definitions() -> Definitions:
    """Return what the result hangs on besides its tables."""
    return declared(
        (), roots=("effects.unrest.conditions", "effects.unrest.counts"), names=(*READS, *OUTCOMES.values())
    )


if __name__ == "__main__":
    folder, force = asked("Fit, try and store the model of protests.")
    written(folder, FILE, definitions(), document, force=force)
