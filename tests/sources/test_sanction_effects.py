"""Known effects of sanctions come back from simulated trade: with the estimator's package alone, which only the workshop needs."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from sources.sanction_panel import Panel, cases, design
from westphalia.effects.trade.estimates import EVERY, FLOWS, LATEST, PANEL
from westphalia.record.world import load

TRUE = {"sold": -1.2, "bought": -0.5}
STATES, CASE, SENDERS, FROM = range(2, 26), 7, (3, 4, 5, 6), 2000


@pytest.fixture(scope="module")
def simulated() -> Panel:
    rng, world = np.random.default_rng(1), load()
    first, last = PANEL.whole(world)
    rows = []
    size = {(state, year): rng.normal(3, 1) for state in STATES for year in range(first, last + 1)}
    pair = {(one, two): rng.normal(0, 1) for one in STATES for two in STATES}
    for one in STATES:
        for two in STATES:
            for year in range(first, last + 1, EVERY):
                under = year >= FROM
                sold, bought = (
                    (under and one in SENDERS and two == CASE),
                    (under and two in SENDERS and one == CASE),
                )
                # a drift over decades between target and senders, which is no effect
                drift = (
                    0.03
                    * (year - FROM)
                    * (year < FROM - 2 * LATEST)
                    * ({one, two} & set(SENDERS) != set() and CASE in (one, two))
                )
                mean = (
                    size[one, year]
                    + size[two, year]
                    + pair[one, two]
                    + drift
                    + TRUE["sold"] * sold
                    + TRUE["bought"] * bought
                )
                value = rng.gamma(400) / 400 * np.exp(mean)
                kinds = (
                    2 if sold else None,
                    FROM if sold else None,
                    2 if bought else None,
                    FROM if bought else None,
                )
                rows.append((one, two, year, value, *kinds))
    names = ("importer", "exporter", "year", "value", "kind_sold", "from_sold", "kind_bought", "from_bought")
    frame = pl.DataFrame(
        [row for row in rows if row[0] != row[1]], schema=names, orient="row", infer_schema_length=None
    )
    frame = frame.with_columns(pl.col(name).cast(pl.Int16) for name in names if name != "value").sort(
        "importer", "exporter", "year"
    )
    phases = pl.DataFrame(
        [(sender, CASE, year, 2, FROM) for sender in SENDERS for year in range(FROM, last + 1)],
        schema=dict.fromkeys(("sender", "target", "year", "kind", "from"), pl.Int16), orient="row",
    )  # fmt: skip
    return Panel(frame, phases, {})


def test_the_case_is_found_and_set_apart(simulated: Panel) -> None:
    listed = cases(simulated)
    assert listed.select("target", "kind", "from").rows() == [(CASE, 2, FROM)]
    assert listed["pairs_sold"].item() == len(SENDERS)
    columns, names = design(simulated, listed, "trade")
    under = simulated.rows["kind_sold"].is_not_null().to_numpy()
    assert (columns[:, names.index(f"sold_{CASE}_{FROM}")] == under).all()
    year = simulated.rows["year"].to_numpy()
    aside = columns[:, names.index(f"_sold_{CASE}_{FROM}")] == 1
    assert set(year[aside]) == set(range(year.min(), FROM - LATEST * EVERY, EVERY))
    assert aside.sum() == len(SENDERS) * len(set(year[aside]))


@pytest.mark.long
def test_known_effects_are_recovered(simulated: Panel) -> None:
    pytest.importorskip("pyfixest")
    from sources.sanction_effects import fit

    found = fit(simulated, *design(simulated, cases(simulated), "trade"))
    for flow in FLOWS:
        value, covariance = found.at(f"{flow}_{CASE}_{FROM}")
        assert abs(value[0] - TRUE[flow]) < max(3 * covariance[0, 0] ** 0.5, 0.1)
