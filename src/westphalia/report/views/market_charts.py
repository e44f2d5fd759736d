"""The pictures of the market view: who buys before and after, and where what was refused goes."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.effects.market.areas import IN_WORDS
from westphalia.lazy import np
from westphalia.report.page import Chart

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.effects.market import MarketOutcome

Floats: TypeAlias = "NDArray[np.float64]"
MOST = 8
"""Buyers that a picture shows apart."""
AMOUNTS: Mapping[str, float] = {"wheat": 1e6}
"""What amounts are divided by on a page."""
FLOWS: Mapping[str, tuple[str, ...]] = {
    "oil": ("oil_area_flows", "oil_area_trade", "oil_destinations"),
    "gas": ("gas_area_flows",),
    "wheat": ("wheat_trade",),
}
"""Tables that pictures are drawn from."""
ROLES = ("a", "b", "pair", "leader")


def in_words(area: str) -> str:
    """Return an area as a page calls it.

    Parameters
    ----------
    area : str
        As the tables call it.
    """
    return IN_WORDS.get(area, area)


def charts(made: MarketOutcome, names: Mapping[str, str], of: str, unit: str, who: str) -> tuple[Chart, ...]:
    """Return who buys before and after, and, where anything was refused, where it went.

    Parameters
    ----------
    made : MarketOutcome
        The market.
    names : mapping
        Names of the sellers by their letters.
    of : str
        What identifiers begin with on a page of several goods.
    unit, who : str
        The unit of amounts, and the sellers, in words.
    """
    scale = AMOUNTS.get(made.base.good, 1.0)
    taken = made.where.taken[made.sound].mean(axis=0) / scale
    flows = _flows(made, names, taken, scale)
    found = [_before_and_after(made, of, unit, who, scale)]
    if any(row["value"] for row in flows):
        lost = sum(row["value"] for row in flows if row["target"] == SHUT_IN)
        found.append(
            Chart(
                f"{of}refused", "flows", tuple(flows), f"Where what was refused goes, {unit}", f"{lost:,.0f} {unit} find no buyer.", unit,
                FLOWS[made.base.good], f"who sold to whom: {made.base.matrix}", {"nowhere": SHUT_IN},
            )
        )  # fmt: skip
    return tuple(found)


SHUT_IN, OTHERS = "shut in", "all others"


def _tally(
    made: MarketOutcome,
    name: str,
    rows: list[dict[str, Any]],
    title: str,
    alt: str,
    unit: str,
    options: Mapping[str, Any],
) -> Chart:
    covered = f"who sold to whom: {made.base.matrix}"
    return Chart(name, "tally", tuple(rows), title, alt, unit, FLOWS[made.base.good], covered, options)


def _before_and_after(made: MarketOutcome, of: str, unit: str, who: str, scale: float) -> Chart:
    """Return what each buys of all sellers before and after, the largest buyers apart."""
    sides = {
        "before": made.where.sold.sum(axis=0) / scale,
        "after": made.where.bought[made.sound].sum(axis=1).mean(axis=0) / scale,
    }
    before, after = sides.values()
    largest = sorted(range(len(before)), key=lambda at: -max(before[at], after[at]))[:MOST]
    order = [at for at in largest if max(before[at], after[at]) > 0]
    rows = [
        _row(in_words(made.base.buyers[at]), part, values[at], scale)
        for at in order
        for part, values in sides.items()
    ]
    others = [_row(OTHERS, part, values.sum() - values[order].sum(), scale) for part, values in sides.items()]
    rows += others if any(row["value"] for row in others) else []
    most = max(order, key=lambda at: after[at] - before[at], default=None)
    alt = "Nobody buys." if most is None else f"{in_words(made.base.buyers[most])} gains most."
    options = {"looks": {"before": "other", "after": "leader"}}
    return _tally(
        made, f"{of}bought", rows, f"Who buys from {who} before and after, {unit}", alt, unit, options
    )


def _flows(
    made: MarketOutcome, names: Mapping[str, str], taken: Floats, scale: float
) -> list[dict[str, Any]]:
    """Return where what was refused of each seller went, the largest takers apart, and what was shut in."""
    takers = sorted(range(taken.shape[1]), key=lambda at: -taken[:, at].sum())[:MOST]
    takers = [at for at in takers if taken[:, at].sum() > 0]
    rows = []
    for place, (name, role) in enumerate(zip(names.values(), cycle(ROLES), strict=False)):
        lost = made.where.shut_in[made.sound, place].mean() / scale
        amounts = {in_words(made.base.buyers[at]): taken[place, at] for at in takers}
        amounts |= {OTHERS: taken[place].sum() - taken[place, takers].sum(), SHUT_IN: lost}
        told = ((target, _rounded(amount, scale)) for target, amount in amounts.items())
        rows += [
            {"source": name, "target": target, "value": value, "role": role}
            for target, value in told
            if value > 0
        ]
    return rows


def _row(group: str, part: str, value: float, scale: float) -> dict[str, Any]:
    return {
        "group": group,
        "part": part,
        "value": _rounded(value, scale),
    }


def _rounded(value: float, scale: float) -> float:
    return round(float(value), 1) if scale > 1 else round(float(value))


AFTER: Mapping[str, int] = {"short": 1, "long": 5}
"""Years after the year of the question that the horizons are."""


def fan(horizons: Mapping[str, MarketOutcome], of: str) -> tuple[Chart, ...]:
    """Return the change of the price within one year and five, all sellers shut out together beside the sum of each alone.

    Parameters
    ----------
    horizons : mapping
        The market by horizon, with the same draws.
    of : str
        What identifiers begin with on a page of several goods.
    """
    first = next(iter(horizons.values()))
    kinds = {"together": "a", "sum of each alone": "leader"} if len(first.alone) > 1 else {"together": "a"}
    rows: list[dict[str, Any]] = [
        {"series": name, "role": role, "year": first.base.year, "value": 0.0, "lo": 0.0, "hi": 0.0}
        for name, role in kinds.items()
    ]
    for horizon in AFTER:
        made = horizons[horizon]
        sums = {"together": made.prices.change, "sum of each alone": np.sum(made.alone, axis=0)}
        for name, role in kinds.items():
            low, middle, high = np.quantile(100 * sums[name][made.sound], (0.05, 0.5, 0.95))
            rows.append(
                {
                    "series": name,
                    "role": role,
                    "year": first.base.year + AFTER[horizon],
                    "value": float(middle),
                    "lo": float(low),
                    "hi": float(high),
                }
            )
    if not any(row.get("hi", 0.0) > 0.05 for row in rows):
        return ()
    most = max(row["hi"] for row in rows if "hi" in row)
    chart = Chart(
        f"{of}horizons", "lines", tuple(rows), "Change of the price within one year and within five, per cent", f"Nine runs of ten lie under {most:.0f} per cent.", "per cent",
        FLOWS[first.base.good], "median, and between what nine runs of ten lie; the same draws", {"zero": True},
    )  # fmt: skip
    return (chart,)
