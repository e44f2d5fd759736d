"""Print what equilibria of trade cost, beside gegravity where it is installed, started from the same matrix in the same run.

Usage: ``python -m benchmarks.trade [--sizes 30,44,100,185]``. Processor seconds, one thread of linear algebra (set OPENBLAS_NUM_THREADS=1). Ours is the counterfactual alone, and what a
thousand draws take; theirs is the baseline and the experiment. Both solve the system of ``incomes="fixed"``; the last columns say how far the two lie apart, and how far the full equilibrium
lies from theirs. Where gegravity is not installed its columns are blank: ``pip install gegravity==0.3 gme`` in an environment of its own, with this checkout's ``src`` on the path.
"""

from __future__ import annotations

import argparse
import importlib.util
import time
import warnings
from typing import Any

import numpy as np
from numpy.typing import NDArray

from westphalia.effects.parameters import parameters
from westphalia.effects.trade import costs_of, counterfactual
from westphalia.effects.trade.base import base
from westphalia.effects.trade.sanction import TradeShock, simulate
from westphalia.record.world import World, load

SIGMA, EFFECT, GONE = 5.0, -1.0, -60.0
DRAWS = 1_000


def matrix(world: World, size: int) -> tuple[list[str], NDArray[np.float64]]:
    """Return labels and flows: the square of 44 of 2014, or the largest traders of the world's trade of 2014."""
    if size == 44:
        of = base(world, 2014, "square")
        return [str(code) for code in of.codes], of.flows
    of = base(world, 2014)
    flows = of.flows.copy()
    np.fill_diagonal(flows, of.whole(parameters("trade", year=2014), 1, 1)[0])
    kept = np.sort(np.argsort(-(of.flows.sum(axis=1) + of.flows.sum(axis=0)))[:size])
    return [str(code) for code in of.codes[kept]], flows[np.ix_(kept, kept)]


def shock(n: int) -> tuple[NDArray[np.float64], NDArray[np.int64], int]:
    """Return the effect of an embargo of a tenth of the states, and who they are."""
    target, senders = n // 2, np.arange(0, n // 2, max(1, n // 20))
    effect = np.zeros((n, n))
    effect[target, senders] = effect[senders, target] = EFFECT
    return effect, senders, target


def theirs(
    labels: list[str], flows: NDArray[np.float64], effect: NDArray[np.float64]
) -> tuple[float, NDArray[np.float64]]:
    """Return processor seconds of gegravity and its real incomes; a model of its own, since a second run of one fails."""
    import gegravity
    import pandas as pd

    n = len(labels)
    output, spending = flows.sum(axis=1), flows.sum(axis=0)
    share = flows * output.sum() / np.outer(output, spending)
    cost = np.where(share > 0, np.log(np.where(share > 0, share, 1.0)), GONE)
    names = [f"S{label:0>3}" for label in labels]
    data = pd.DataFrame(
        {
            "exporter": np.repeat(names, n), "importer": np.tile(names, n), "year": "2014", "trade": flows.ravel(), "Y": np.repeat(output, n),
            "E": np.tile(spending, n), "cost": cost.ravel(), "shock": 0.0, "changed": effect.ravel(),
        }
    )  # fmt: skip
    began = time.process_time()
    coefficients = pd.DataFrame({"name": ["cost", "shock"], "beta": [1.0, 1.0], "error": [0.0, 0.0]})
    model = gegravity.OneSectorGE(
        gegravity.BaselineData(data, trade_var_name="trade", output_var_name="Y", expend_var_name="E"), year="2014",
        reference_importer=names[0], sigma=SIGMA, output_var_name="Y", expend_var_name="E", cost_variables=["cost", "shock"],
        cost_coeff_values=gegravity.CostCoeffs(coefficients, "name", "beta", "error"), quiet=True,
    )  # fmt: skip
    model.build_baseline(omr_rescale=1, mr_tolerance=1e-11)
    changed = model.baseline_data.copy()
    changed["shock"] = changed["changed"]
    model.define_experiment(changed)
    model.simulate(ge_tolerance=1e-11)
    spent = time.process_time() - began
    found = model.country_results["GDP change (percent)"]
    return spent, np.array([1 + float(found[name]) / 100 for name in names])


def ours(
    flows: NDArray[np.float64], effect: NDArray[np.float64], incomes: Any
) -> tuple[float, NDArray[np.float64]]:
    """Return processor seconds of one counterfactual, the fastest of five, and real incomes."""
    costs, best = costs_of(effect, SIGMA), np.inf
    for _ in range(5):
        began = time.process_time()
        found = counterfactual(flows, costs, SIGMA, incomes=incomes)
        best = min(best, time.process_time() - began)
    return float(best), found.real_income


def draws(flows: NDArray[np.float64], senders: NDArray[np.int64], target: int) -> float:
    """Return processor seconds of a thousand draws of effect and elasticity."""
    rng = np.random.default_rng(1)
    effects = rng.normal(EFFECT, 0.4, (1, DRAWS, 1)) * np.ones((len(senders), 1, 2))
    began = time.process_time()
    simulate(
        flows,
        np.tile(np.diag(flows), (DRAWS, 1)),
        rng.lognormal(np.log(4), 0.3, DRAWS) + 1,
        TradeShock(target, senders, effects),
    )
    return time.process_time() - began


def main() -> None:
    """Measure every size and print the table."""
    parser = argparse.ArgumentParser(description="Time equilibria of trade.")
    parser.add_argument("--sizes", default="44,100,185", help="numbers of states")
    sizes = [int(each) for each in parser.parse_args().sizes.split(",")]
    world, peer = load(), importlib.util.find_spec("gegravity") is not None
    print(
        f"{'states':>6}{'fixed ms':>10}{'full ms':>10}{'1,000 draws s':>15}{'gegravity s':>13}{'times':>8}{'apart':>10}{'full from it':>14}{'largest':>10}"
    )
    for size in sizes:
        labels, flows = matrix(world, size)
        effect, senders, target = shock(len(labels))
        fixed, income = ours(flows, effect, "fixed")
        full, real = ours(flows, effect, "full")
        line = (
            f"{len(labels):>6}{1e3 * fixed:>10.1f}{1e3 * full:>10.1f}{draws(flows, senders, target):>15.1f}"
        )
        if peer:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                spent, other = theirs(labels, flows, effect)
            line += f"{spent:>13.1f}{spent / fixed:>8,.0f}{np.abs(income - other).max():>10.1e}{np.abs(real - other).max():>14.1e}{np.abs(real - 1).max():>10.1e}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
