"""The hazards of exploring, pursuing, acquiring and giving up nuclear weapons, fitted and scored: ``model/nuclear.json``.

Usage: ``python -m sources.nuclear [-o FOLDER] [--force]``, in about two minutes. Terms, penalty and origins were fixed before these fits (decision 58).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from sources.made import asked, written
from westphalia.effects.proliferation.hazards import (
    EVERY,
    FIRST_ORIGIN,
    LAG,
    LATE,
    RIDGE,
    HazardFit,
    exact_interval,
    yearly,
)
from westphalia.effects.proliferation.levels import (
    EXPLORES,
    FIRST_ACTIVITY,
    LEVELS,
    MODELLED,
    READS,
    STAGES,
    Stage,
    design,
    levels,
)
from westphalia.models.definitions import declared
from westphalia.models.partnership.logit import fit as logit
from westphalia.record.manifest import SHIPPED
from westphalia.record.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
FILE = "model/nuclear.json"
ROOTS = ("effects.proliferation.levels", "effects.proliferation.hazards")
DRAWS = 400
"""Redraws of states for the interval of a skill."""


@dataclass(frozen=True, eq=False)
class StateYears:
    """States in years, and where they stood the year after.

    Parameters
    ----------
    code, year : ndarray (rows,)
        The state, and the year of the step: levels are of the year before.
    value : mapping of ndarray (rows,)
        Levels by name, and ``status``.
    after : ndarray (rows,)
        Status in the year of the step.
    before : ndarray (rows,)
        Whether the state had explored or pursued before.
    """

    code: NDArray[np.int64]
    year: NDArray[np.int64]
    value: Mapping[str, Floats]
    after: Floats
    before: Floats

    def keep(self, mask: NDArray[np.bool_]) -> StateYears:
        """Return some of the rows."""
        held = {name: each[mask] for name, each in self.value.items()}
        return StateYears(self.code[mask], self.year[mask], held, self.after[mask], self.before[mask])


def state_years(world: World, to: int | None = None) -> StateYears:
    """Return all states in all years of which the status is known, to a last one, with their levels the year before; levels past a list's end are unknown."""
    last = world.covers("nuclear_status")[1] if to is None else to  # type: ignore[index]
    parts, known = [], {}
    ever = np.zeros(len(world.universe()), dtype=bool)
    for year in range(FIRST_ACTIVITY, last):
        found = levels(world, year)
        after = levels_status(world, year + 1)
        held = {name: np.array(each) for name, each in found.value.items()}
        for name, when in found.observed.items():
            if when < year:
                held[name][:] = np.nan
        mask = found.present & np.isin(found.codes, world.states(year + 1))
        mask &= np.isfinite(held["status"]) & np.isfinite(after)
        ever |= np.nan_to_num(held["status"]) >= EXPLORES
        known = {name: each[mask] for name, each in held.items()}
        parts.append((found.codes[mask], np.full(mask.sum(), year + 1), known, after[mask], ever[mask]))
    codes, years, values, followed, before = zip(*parts, strict=True)
    joined = {name: np.concatenate([each[name] for each in values]) for name in known}
    return StateYears(
        np.concatenate(codes).astype(np.int64), np.concatenate(years), joined, np.concatenate(followed), np.concatenate(before).astype(np.float64)
    )  # fmt: skip


def levels_status(world: World, year: int) -> Floats:
    """Return the status of all states in a year (n,)."""
    return np.array(world.of_year("nuclear_status", year), dtype=np.float64)


def at_risk(of: StateYears, stage: Stage) -> StateYears:
    """Return the rows from which a step can be taken."""
    return of.keep(np.isin(of.value["status"], stage.risk))


def complete(of: StateYears, stage: Stage) -> NDArray[np.bool_]:
    """Return which rows have all levels known."""
    return np.asarray(np.isfinite(design(of.value, stage.terms)).all(axis=1), dtype=np.bool_)


# Fitting.


def fitted(of: StateYears, stage: Stage, *, spread: bool = True) -> HazardFit:
    """Return the penalised logit of a step, with the covariance from leaving out one state at a time.

    References
    ----------
    MacKinnon, James G., Morten Orregaard Nielsen and Matthew D. Webb (2023). Cluster-robust inference: A guide to empirical practice. Journal of Econometrics 232(2): 272-299.
    """
    x, y = design(of.value, stage.terms), stage.steps(of.after).astype(np.float64)
    centre, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale < 1e-9] = 1.0
    z = (x - centre) / scale
    ridge = np.full(z.shape[1], RIDGE)
    whole = logit(z, y, ridge)
    covariance = np.array(whole.bread)
    if spread:
        states = np.unique(of.code)
        left = np.stack(
            [
                logit(z[of.code != each], y[of.code != each], ridge).coefficients - whole.coefficients
                for each in states
            ]
        )
        covariance = (len(states) - 1) / len(states) * left.T @ left
    return HazardFit(stage.terms, centre, scale, whole.coefficients, covariance)


def stored(fit: HazardFit) -> dict[str, Any]:
    """Return a fit as a document."""
    names = ("centre", "scale", "coefficients", "covariance")
    return {"terms": list(fit.terms), **{name: getattr(fit, name).tolist() for name in names}}


def rate(of: StateYears, stage: Stage) -> dict[str, Any]:
    """Return the base rate a year with its exact interval."""
    events, rows = int(stage.steps(of.after).sum()), len(of.code)
    low, high = exact_interval(events, rows) if rows else (0.0, 1.0)
    return {
        "events": events,
        "rows": rows,
        "rate": events / rows if rows else None,
        "interval": [low, high],
        "first": int(of.year.min()) if rows else None,
        "last": int(of.year.max()) if rows else None,
    }


# Scoring: what fits of their time would have been worth.


@dataclass(frozen=True, eq=False)
class Scored:
    """Chances of a year that rows were given by each forecaster, and what happened (rows,)."""

    code: NDArray[np.int64]
    year: NDArray[np.int64]
    event: Floats
    chance: Mapping[str, Floats]


def rolled(of: StateYears, stage: Stage) -> tuple[Scored, list[dict[str, Any]]]:
    """Return the chances given by fits of their time and by base rate and lag, and the fits."""
    parts, origins = [], []
    for origin in range(FIRST_ORIGIN, int(of.year.max()), EVERY):
        past, next_ = (
            of.keep(of.year <= origin - LAG),
            of.keep((of.year > origin) & (of.year <= origin + EVERY)),
        )
        event = stage.steps(past.after)
        if not event.any() or not len(next_.code):
            continue
        fit = fitted(past, stage)
        base = float(event.mean())
        chances = {
            "model": yearly(fit, design(next_.value, stage.terms)),
            "base_rate": np.full(len(next_.code), base),
            "lag": _lag(past, next_, stage, base),
        }
        parts.append((next_, chances))
        origins.append({"origin": origin, "known_to": origin - LAG, **stored(fit), "base": rate(past, stage)})
    chance = {
        name: np.concatenate([each[1][name] for each in parts]) for name in ("model", "base_rate", "lag")
    }
    code, year, after = (
        np.concatenate([getattr(each[0], name) for each in parts]) for name in ("code", "year", "after")
    )
    return Scored(code, year, stage.steps(after).astype(np.float64), chance), origins


def of_its_time(world: World, origin: int) -> dict[str, Any]:
    """Return the document of one origin alone: fits and base rates of the steps known by then.

    Parameters
    ----------
    world : World
        The record, as of the origin or later.
    origin : int
        One of the years in which fits of their time are made.
    """
    everybody, found = state_years(world, origin - LAG), {}
    for name, stage in STAGES.items():
        risk = at_risk(everybody, stage)
        past = risk.keep(complete(risk, stage))
        known = {"origin": origin, "known_to": origin - LAG, "base": rate(past, stage)}
        there = bool(stage.steps(past.after).any())
        found[name] = {"origins": [{**known, **(stored(fitted(past, stage)) if name in MODELLED else {})}] if there else []}  # fmt: skip
    return {"stages": found, "lag": LAG}


def _lag(past: StateYears, next_: StateYears, stage: Stage, base: float) -> Floats:
    """Return the rate of the past among states that stood where each stands: whether it explores, and whether it had before."""
    event = stage.steps(past.after).astype(np.float64)
    kind, wanted = (each.value["status"] * 2 + each.before for each in (past, next_))
    found = np.full(len(wanted), base)
    for each in np.unique(wanted):
        same = kind == each
        found[wanted == each] = (event[same].sum() + base) / (same.sum() + 1)
    return found


def scores(of: Scored) -> dict[str, Any]:
    """Return log score, Brier score, area and steps expected of each forecaster, and the skill over the base rate with its interval."""
    found: dict[str, Any] = {"rows": len(of.event), "events": int(of.event.sum())}
    loss = {name: _loss(each, of.event) for name, each in of.chance.items()}
    for name, p in of.chance.items():
        found[name] = {
            "log_score": -float(loss[name].mean()),
            "brier": float(((p - of.event) ** 2).mean()),
            "roc_auc": area(p, of.event),
            "expected": float(p.sum()),
        }
    for name in ("model", "lag"):
        found[name]["skill"] = 1 - float(loss[name].sum() / loss["base_rate"].sum())
        found[name]["interval"] = _redrawn(of.code, loss[name], loss["base_rate"])
    return found


def _loss(p: Floats, event: Floats) -> Floats:
    p = np.clip(p, 1e-9, 1 - 1e-9)
    made: Floats = -(event * np.log(p) + (1 - event) * np.log1p(-p))
    return made


def _redrawn(code: NDArray[np.int64], loss: Floats, base: Floats) -> list[float]:
    """Return the interval (90 %) of a skill when states are drawn anew."""
    which = np.unique(code, return_inverse=True)[1]
    own, other = np.bincount(which, loss), np.bincount(which, base)
    times = np.random.default_rng(1).multinomial(len(own), np.full(len(own), 1 / len(own)), size=DRAWS)
    drawn = 1 - (times @ own) / (times @ other)
    return [float(each) for each in np.quantile(drawn, (0.05, 0.95))]


def area(p: Floats, event: Floats) -> float | None:
    """Return the area under the ROC curve: how often a step had the higher chance of a pair of rows; None without both kinds.

    Examples
    --------
    >>> area(np.array([0.1, 0.2, 0.2, 0.9]), np.array([0.0, 1.0, 0.0, 1.0]))
    0.875
    """
    yes, no = p[event == 1], np.sort(p[event == 0])
    if not len(yes) or not len(no):
        return None
    below, upto = np.searchsorted(no, yes, "left"), np.searchsorted(no, yes, "right")
    return float(((below + upto) / 2).mean() / len(no))


# The document.


def compute(world: World) -> dict[str, Any]:
    """Return what is stored: fits and base rates of all steps, their scores, and the fits of their time."""
    everybody = state_years(world)
    found: dict[str, Any] = {}
    for name, stage in STAGES.items():
        risk = at_risk(everybody, stage)
        known = complete(risk, stage)
        used, event = risk.keep(known), stage.steps(risk.after)
        scored, origins = rolled(used, stage)
        lacking = {
            each: int((~np.isfinite(risk.value[each])).sum())
            for each in stage.terms
            if not np.isfinite(risk.value[each]).all()
        }
        found[name] = {
            "modelled": name in MODELLED,
            "base": rate(risk, stage),
            "since_1970": rate(risk.keep(risk.year >= LATE), stage),
            "fit": {**stored(fitted(used, stage)), **rate(used, stage)},
            "dropped": {"rows": int((~known).sum()), "events": int(event[~known].sum()), "unknown": lacking},
            "skill": scores(scored),
            "skill_since_1970": scores(_since(scored, LATE)),
            "origins": origins if name in MODELLED else [_plain_origin(each) for each in origins],
        }
    return {"stages": found, "ridge": RIDGE, "lag": LAG, "levels": list(LEVELS)}


def _plain_origin(of: Mapping[str, Any]) -> dict[str, Any]:
    """Return the base rate of an origin without the fit, where none is used."""
    return {name: of[name] for name in ("origin", "known_to", "base")}


def _since(of: Scored, year: int) -> Scored:
    mask = of.year >= year
    return Scored(
        of.code[mask],
        of.year[mask],
        of.event[mask],
        {name: each[mask] for name, each in of.chance.items()},
    )


def main(folder: Path = SHIPPED, force: bool = False) -> None:
    """Make the document where anything that it is made from has changed."""
    definitions = declared(features=(), roots=ROOTS, names=READS)
    written(folder, FILE, definitions, compute, force=force, indent=1)


if __name__ == "__main__":
    main(*asked("Store the nuclear hazards of an edition."))
