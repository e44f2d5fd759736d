"""Asymmetry: how unequal two states are, and how far one depends on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.measures.core import BECKLEY
from westphalia.measures.core.ties import ties
from westphalia.measures.measure import Measure
from westphalia.measures.members import of_members
from westphalia.record import sums
from westphalia.record.coverage import since
from westphalia.record.history import NEAR, Floats, History
from westphalia.record.once import once
from westphalia.record.rows import KnownRows, located

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.source import Source

LEAST = 1e-6
"""The smallest share that the capability table can show; a state with less has this."""
WINDOW = 10
"""Years of deliveries that dependence is reckoned on."""
ARMS = since(1950, "arms_transfers").later(WINDOW - 1)
CAPABLE = since(1816, "capabilities.cinc")
CAPABILITY = ("cinc", "gdp", "gdp_per_capita")
"""What capability is made of; output is carried past the end of its source."""


def _capability(history: History) -> Floats:
    """Return the capability of members, the mean of two shares of the system; NaN for others (n,)."""
    own = ties(history.source, history.year).capability
    return of_members(history, np.asarray(own)).clip(LEAST)


def _log_ratio(values: Floats) -> Floats:
    """Return the logarithm of each value over each other (n, n)."""
    logs = np.log(values)
    return logs[:, None] - logs


def capability_advantage(history: History) -> Floats:
    """Return the logarithm of the first state's capability over the second's (n, n)."""
    return _log_ratio(_capability(history))


def product_advantage(history: History) -> Floats:
    """Return the logarithm of the first state's product over the second's (n, n)."""
    return _log_ratio(history.now["gdp"])


def asymmetry(history: History) -> Floats:
    """Return how unequal two states' capability is (n, n)."""
    return np.abs(capability_advantage(history))


def product_asymmetry(history: History) -> Floats:
    """Return how unequal two states' product is (n, n)."""
    return np.abs(product_advantage(history))


def junior(history: History) -> Floats:
    """Return the share of the pair's capability that the other holds (n, n)."""
    own = _capability(history)
    share: Floats = own / (own[:, None] + own)
    return share


@once
def _deliveries(source: Source) -> KnownRows:
    """Return the volume delivered by each supplier (first) to each recipient by year; -1 for a supplier that is no state."""
    by_year = source.listed("deliveries").group_by("supplier", "recipient", "year")
    frame = by_year.agg(sums.total(pl.col("tiv"))).sort("year", "supplier", "recipient")
    year, supplier, recipient = (
        frame[name].fill_null(-1).to_numpy().astype(np.int64) for name in ("year", "supplier", "recipient")
    )
    return KnownRows(year, supplier, recipient, frame["tiv"].to_numpy())


@once(latest=NEAR)
def delivered(source: Source, year: int) -> tuple[NDArray[np.float32], Floats]:
    """Return the volume of arms that each state (row) got in a year from each other (n, n), and from all suppliers (n,)."""
    codes, rows = source.universe(), _deliveries(source)
    rows = rows.cut(rows.of_year(year))
    (supplier, known), (recipient, ours) = located(codes, rows.one), located(codes, rows.two)
    each, total = np.zeros((len(codes), len(codes)), dtype=np.float32), np.zeros(len(codes))
    np.add.at(total, recipient[ours], rows.value[ours])
    both = ours & known
    np.add.at(each, (recipient[both], supplier[both]), rows.value[both])
    return each, total


def arms_dependence(history: History) -> Floats:
    """Return the share of the arms that the first state got or sold in ten years that the second delivered (n, n); 0 for one with neither.

    Known once the deliveries of all ten years are, from 1959.
    """
    window = range(history.year - WINDOW + 1, history.year + 1)
    years = [delivered(history.source, year) for year in window]
    each, total = sum(got for got, _ in years), sum(whole for _, whole in years)
    made = total + np.asarray(each).sum(axis=0)
    share: Floats = each / np.where(made > 0, made, 1)[:, None]
    return share.clip(0, 1)


RATIO = "logarithm of a ratio"

MEASURES = (
    Measure(
        "capability_advantage",
        "Capability of the first state over the second's",
        "directed",
        "capabilities",
        more="the first is stronger",
        unit=RATIO,
        driver="asymmetry",
        reads=CAPABILITY,
        covers=CAPABLE,
        drawn=("nmc_7", "isard_gdppop"),
        reference=BECKLEY,
        compute=capability_advantage,
        description="Natural logarithm of the ratio of two shares of world capability, each the mean of the share in the composite index and in output times output a head; a share below a millionth counts as one",
        equation=r"\ln c_i(t) - \ln c_j(t)",
    ),
    Measure(
        "product_advantage",
        "Product of the first state over the second's",
        "directed",
        "economy",
        "pwtrgdp",
        more="the first is richer",
        unit=RATIO,
        driver="asymmetry",
        reads=("gdp",),
        compute=product_advantage,
        description="Natural logarithm of the ratio of two real gross domestic products",
        equation=r"\ln y_i(t) - \ln y_j(t)",
    ),
    Measure(
        "asymmetry",
        "How unequal in capability two states are",
        "dyad",
        "capabilities",
        more="more unequal",
        unit=RATIO,
        low=0,
        driver="asymmetry",
        reads=CAPABILITY,
        covers=CAPABLE,
        drawn=("nmc_7", "isard_gdppop"),
        reference=BECKLEY,
        compute=asymmetry,
        description="Absolute logarithm of the ratio of two shares of world capability, each the mean of the share in the composite index and in output times output a head; a share below a millionth counts as one",
        equation=r"\left|\ln c_i(t) - \ln c_j(t)\right|",
    ),
    Measure(
        "product_asymmetry",
        "How unequal in product two states are",
        "dyad",
        "economy",
        "pwtrgdp",
        more="more unequal",
        unit=RATIO,
        low=0,
        driver="asymmetry",
        reads=("gdp",),
        compute=product_asymmetry,
        description="Absolute logarithm of the ratio of two real gross domestic products",
        equation=r"\left|\ln y_i(t) - \ln y_j(t)\right|",
    ),
    Measure(
        "junior",
        "How far the first state is the junior one",
        "directed",
        "capabilities",
        more="the first is weaker",
        unit="share",
        low=0,
        high=1,
        driver="asymmetry",
        reads=CAPABILITY,
        covers=CAPABLE,
        drawn=("nmc_7", "isard_gdppop"),
        reference=BECKLEY,
        compute=junior,
        description="Share of the capability of both (mean of the shares in the composite index and in output times output a head) that the second holds: above a half the first is the junior one",
        equation=r"c_j(t) / (c_i(t) + c_j(t))",
    ),
    Measure(
        "arms_dependence",
        "Arms of the first state that are from the second",
        "directed",
        "arms_transfers",
        more="more dependent",
        covers=ARMS,
        unit="share",
        low=0,
        high=1,
        driver="asymmetry",
        reads=("deliveries",),
        window=WINDOW,
        compute=arms_dependence,
        description="Volume of major arms that the second delivered to the first over ten years, over all that was delivered to the first and all that it delivered to others: "
        "a state that makes arms depends the less on those it buys; 0 where it neither got nor sold any",
        equation=r"\sum_{s=t-9}^{t} a_{j \to i}(s) \Big/ \sum_{s=t-9}^{t} \sum_k \bigl(a_{k \to i}(s) + a_{i \to k}(s)\bigr)",
    ),
)
