"""Write gegravity_values.json: what gegravity 0.3 (Herman 2021, US International Trade Commission) makes of two matrices.

Usage, in an environment of its own (it is no dependency of the project): ``pip install gegravity==0.3 gme``, then ``python gegravity_values.py FOLDER``, where FOLDER
holds the data folders trade_gegravity_sample and trade_wiod44_gegravity.

It is given the same matrix as the program: one cost variable log(X_ij Y / (Y_i E_j)) with the coefficient 1, so that its baseline is the matrix, and a second one that
holds the shock. A second ``simulate`` of one model fails in 0.3, so that each run has a model of its own.
"""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

SIGMA = 5.0
GONE = -60.0
SHOCKS = {
    "sample": (("CAN", "USA"), ("MEX", "USA")),
    "wiod": (("RUS", "USA"), ("RUS", "DEU"), ("RUS", "FRA"), ("RUS", "ITA"), ("RUS", "GBR"), ("RUS", "POL")),
}
EFFECT = {"sample": 0.4, "wiod": -1.0}


def sample(folder: Path) -> pd.DataFrame:
    """Return exporter, importer and trade of the sample of the package, 30 countries of 2006."""
    frame = pd.read_csv(folder / "trade_gegravity_sample" / "sample_data_set.dlm")
    return frame[frame["year"] == 2006][["exporter", "importer", "trade"]]


def wiod(folder: Path) -> pd.DataFrame:
    """Return the same of 43 countries and the rest of the world, 2014."""
    frame = pd.read_csv(
        folder / "trade_wiod44_gegravity" / "wiod44_trade_with_internal_2000_2005_2010_2014.csv"
    )
    return frame[frame["year"] == 2014][["exporter", "importer", "trade"]]


def rows(trade: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the rows that the package wants."""
    data = trade.copy()
    output, spending = data.groupby("exporter")["trade"].sum(), data.groupby("importer")["trade"].sum()
    data["Y"], data["E"] = data["exporter"].map(output), data["importer"].map(spending)
    share = data["trade"] * output.sum() / (data["Y"] * data["E"])
    data["cost"] = np.where(share > 0, np.log(share.where(share > 0, 1.0)), GONE)
    data["shock"], data["changed"] = 0.0, 0.0
    for one, two in SHOCKS[name]:
        there = (
            data["exporter"].isin((one, two))
            & data["importer"].isin((one, two))
            & (data["exporter"] != data["importer"])
        )
        data.loc[there, "changed"] = EFFECT[name]
    data["year"] = "2014"
    return data


def simulated(name: str, trade: pd.DataFrame) -> dict[str, Any]:
    """Return factory prices and real income of one run."""
    import gegravity

    data = rows(trade, name)
    model = gegravity.OneSectorGE(
        baseline=gegravity.BaselineData(
            data, imp_var_name="importer", exp_var_name="exporter", year_var_name="year", trade_var_name="trade", output_var_name="Y", expend_var_name="E",
        ),
        year="2014", reference_importer="USA", sigma=SIGMA, output_var_name="Y", expend_var_name="E", cost_variables=["cost", "shock"],
        cost_coeff_values=gegravity.CostCoeffs(
            pd.DataFrame({"identifier": ["cost", "shock"], "beta": [1.0, 1.0], "stderr": [0.0, 0.0]}),
            identifier_col="identifier", coeff_col="beta", stderr_col="stderr",
        ),
        quiet=True,
    )  # fmt: skip
    model.build_baseline(omr_rescale=1, mr_tolerance=1e-11)
    changed = model.baseline_data.copy()
    wanted = data.set_index(["exporter", "importer"])["changed"]
    changed["shock"] = [wanted[pair] for pair in zip(changed["exporter"], changed["importer"], strict=True)]
    model.define_experiment(changed)
    model.simulate(ge_tolerance=1e-11)
    found = model.country_results
    names = sorted(found.index)
    price = [1 + float(found.loc[each, "factory gate price change (percent)"]) / 100 for each in names]
    income = [1 + float(found.loc[each, "GDP change (percent)"]) / 100 for each in names]
    return {
        "names": names,
        "price": price,
        "real_income": income,
        "effect": EFFECT[name],
        "pairs": SHOCKS[name],
        "sigma": SIGMA,
    }


def main(folder: Path) -> None:
    """Write the values beside this script."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        square = (
            sample(folder)
            .pivot(index="exporter", columns="importer", values="trade")
            .sort_index()
            .sort_index(axis=1)
        )
        values = {"sample": simulated("sample", sample(folder)), "wiod": simulated("wiod", wiod(folder))}
    values["sample"]["flows"] = square.to_numpy().tolist()
    Path(__file__).with_suffix(".json").write_text(json.dumps(values) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
