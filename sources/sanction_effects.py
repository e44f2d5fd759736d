"""The effects of sanctions on trade, by case, and what is stored of them: ``edition/model/sanction_effects.json``.

Usage: ``python -m sources.sanction_effects [-o FOLDER] [--force]``, with the extra ``gravity`` (pyfixest); about ten minutes of one processor.

Poisson pseudo maximum likelihood (Santos Silva and Tenreyro 2006) on trade by pair in even years, with effects of exporter and year, of importer and year and of the
pair, so that a case is told from what befell its target everywhere. Cases of a kind are then drawn together (:mod:`sources.sanction_pooling`).
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sources.made import asked, written
from sources.sanction_panel import (
    GRAVEST,
    PAIR,
    SIDES,
    Panel,
    cases,
    design,
    panel,
    placebo,
    placebo_design,
    windows,
)
from sources.sanction_pooling import Pooled, excess, pool
from westphalia.effects.trade.estimates import EVERY, FILE, FLOWS, GONE, KINDS, PANEL
from westphalia.lazy import optional
from westphalia.record.definitions import Definitions, digests
from westphalia.record.manifest import SHIPPED
from westphalia.record.world import World

Floats = NDArray[np.float64]
Row = dict[str, Any]
CONSTANTS = "effects.trade.estimates"
PLACEBOS = {"embargo": 3, "trade": 1, "finance": 1}
"""How often placebo targets are drawn for each kind."""


@dataclass(frozen=True, eq=False)
class Fit:
    """Coefficients by name, with their covariance; those that nothing tells are left out."""

    names: list[str]
    values: Floats
    covariance: Floats
    rows: int

    def at(self, *names: str) -> tuple[Floats, Floats]:
        """Return the coefficients of some names, and their covariance."""
        where = [self.names.index(name) for name in names]
        return self.values[where], self.covariance[np.ix_(where, where)]


def fit(of: Panel, columns: Floats, names: list[str]) -> Fit:
    """Return the estimates of columns; errors are correlated within a pair."""
    import pandas as pd

    pf = optional("pyfixest", "Fitting the effects of sanctions needs", "pip install 'pyfixest>=0.60'")
    data = pd.DataFrame(columns, columns=[f"x{at}" for at in range(columns.shape[1])])
    importer, exporter, year = (of.rows[name].to_numpy().astype(np.int64) for name in (*PAIR, "year"))
    data["value"] = of.rows["value"].to_numpy()
    data["buyer"], data["seller"] = importer * 10_000 + year, exporter * 10_000 + year
    data["pair"] = importer * 1_000 + exporter
    formula = f"value ~ {' + '.join(data.columns[: columns.shape[1]])} | buyer + seller + pair"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = pf.fepois(formula, data=data, vcov={"CRV1": "pair"}, copy_data=False, store_data=False)
    told = [int(name[1:]) for name in model.coef().index]
    return Fit([names[at] for at in told], model.coef().to_numpy(), np.asarray(model._vcov), int(model._N))


def spreads(of: Panel, listed: pl.DataFrame, kind: str) -> tuple[dict[str, float], list[Row]]:
    """Return the excess variance of a single pair in either flow, and what the placebo targets show."""
    shown, found = [], {}
    fits = []
    for seed in range(1, PLACEBOS[kind] + 1):
        false = placebo(of, listed, seed)
        fits.append((fit(of, *placebo_design(of, false, kind)), false))
    for flow in FLOWS:
        estimates, variances, pairs = [], [], []
        for one, false in fits:
            mine = [name for name in one.names if name.startswith(f"{flow}_") and name.count("_") == 2]
            values, covariance = one.at(*mine)
            count = {
                f"{flow}_{was}_{begun}": n
                for was, begun, n in false.phases.filter(kind=GRAVEST[kind])
                .group_by("was", "from")
                .agg(pl.col("sender").n_unique())
                .iter_rows()
            }
            estimates += values.tolist()
            variances += np.diag(covariance).tolist()
            pairs += [count[name] for name in mine]
        b, v, n = np.array(estimates), np.array(variances), np.array(pairs, dtype=np.float64)
        b, kept = np.clip(b, GONE, -GONE), v > 0
        found[flow] = excess(b[kept], v[kept], n[kept])
        weight = 1 / (v[kept] + found[flow] / n[kept])
        mean = float((weight * b[kept]).sum() / weight.sum())
        shown.append(
            {
                "kind": kind, "flow": flow, "cases": int(kept.sum()), "mean": mean, "error": float(weight.sum() ** -0.5),
                "beyond_two_errors": float(np.mean(np.abs(b[kept]) > 2 * np.sqrt(v[kept]))), "excess": found[flow],
            }
        )  # fmt: skip
    return found, shown


def by_case(
    of: Panel, listed: pl.DataFrame, kind: str, wide: dict[str, float]
) -> tuple[list[Row], Pooled, Fit]:
    """Return the cases of a kind, with estimates and what they are pulled to."""
    one = fit(of, *design(of, listed, kind))
    rows: list[Row] = []
    for case in listed.filter(kind=GRAVEST[kind]).iter_rows(named=True):
        names = [f"{flow}_{case['target']}_{case['from']}" for flow in FLOWS]
        if all(name in one.names for name in names):
            values, covariance = one.at(*names)
            more = np.diag([wide[flow] / case[f"pairs_{flow}"] for flow in FLOWS])
            rows.append(
                {
                    **case,
                    "kind": kind,
                    "estimate": np.maximum(values, GONE),
                    "by_pair": covariance,
                    "covariance": covariance + more,
                }
            )
    held = pool(np.array([row["estimate"] for row in rows]), np.array([row["covariance"] for row in rows]))
    for row, value, covariance in zip(rows, held.cases, held.covariances, strict=True):
        row["pooled"], row["pooled_covariance"] = value, covariance
    return rows, held, one


def compute(world: World) -> Row:
    """Return all that is stored."""
    of = panel(world)
    listed = cases(of)
    document: Row = {
        "years": [*PANEL.whole(world), EVERY],
        "rows": of.rows.height,
        "dropped": [{"reason": reason, "n": n} for reason, n in of.dropped.items()],
        "kinds": {},
        "cases": [],
        "placebo": [],
    }
    for kind in KINDS:
        wide, shown = spreads(of, listed, kind)
        rows, held, one = by_case(of, listed, kind, wide)
        rest = [name for name in (f"{flow}_rest" for flow in FLOWS) if name in one.names]
        document["kinds"][kind] = {
            "cases": len(rows),
            "mean": held.mean,
            "mean_covariance": held.mean_covariance,
            "between": held.between,
            "others": {
                name.removesuffix("_rest"): [float(one.at(name)[0][0]), float(one.at(name)[1][0, 0] ** 0.5)]
                for name in rest
            },
        }
        document["placebo"] += shown
        document["cases"] += [_told(world, row) for row in rows]
        print(kind, len(rows), held.mean.round(3), np.sqrt(np.diag(held.between)).round(3), flush=True)
    document["windows"] = _windows(fit(of, *windows(of)))
    return document


def _told(world: World, row: Row) -> Row:
    return {**row, "name": world.state(row["target"], row["from"]).name}


def _windows(one: Fit) -> list[Row]:
    """Return what trade was before, during and after sanctions by kind and flow, beside pairs without."""
    found = []
    for name in one.names:
        flow, kind, window = name.split("_", 2)
        value, covariance = one.at(name)
        found.append(
            {
                "kind": kind,
                "flow": flow,
                "window": window,
                "effect": float(value[0]),
                "error": float(covariance[0, 0] ** 0.5),
            }
        )
    return found


def main(folder: Path = SHIPPED, force: bool = False) -> None:
    """Estimate what is made from something that has changed."""
    definitions = Definitions({CONSTANTS: digests(CONSTANTS, ())}, ())
    written(folder, FILE, definitions, compute, force=force, indent=1)


assert set(SIDES) == set(FLOWS)
if __name__ == "__main__":
    main(*asked("Estimate the effects of sanctions on trade."))
