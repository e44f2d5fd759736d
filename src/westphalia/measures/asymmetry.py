"""Asymmetry: how unequal two states are, and how far one depends on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.measures.measure import Measure
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


def _capability(history: History) -> Floats:
    return history.now["cinc"].clip(LEAST)


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
    """Return the share of the first state's arms of ten years that the second delivered (n, n); 0 for one that got none.

    Known once the deliveries of all ten years are, from 1959.
    """
    window = range(history.year - WINDOW + 1, history.year + 1)
    years = [delivered(history.source, year) for year in window]
    each, total = sum(got for got, _ in years), sum(whole for _, whole in years)
    share: Floats = each / np.where(total > 0, total, 1)[:, None]
    return share.clip(0, 1)


RATIO = "logarithm of a ratio"

MEASURES = (
    Measure(
        "capability_advantage",
        "Capability of the first state over the second's",
        "directed",
        "capabilities",
        "cinc",
        more="the first is stronger",
        unit=RATIO,
        driver="asymmetry",
        reads=("cinc",),
        compute=capability_advantage,
        description="Natural logarithm of the ratio of two shares of world capability; a share below a millionth counts as one",
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
        "cinc",
        more="more unequal",
        unit=RATIO,
        low=0,
        driver="asymmetry",
        reads=("cinc",),
        compute=asymmetry,
        description="Absolute logarithm of the ratio of two shares of world capability; a share below a millionth counts as one",
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
        "cinc",
        more="the first is weaker",
        unit="share",
        low=0,
        high=1,
        driver="asymmetry",
        reads=("cinc",),
        compute=junior,
        description="Share of the capability of both that the second holds: above a half the first is the junior one",
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
        description="Share of the volume of major arms delivered to the first state over ten years that the second delivered; 0 where "
        "none was delivered",
        equation=r"\sum_{s=t-9}^{t} a_{j \to i}(s) \Big/ \sum_{s=t-9}^{t} \sum_k a_{k \to i}(s)",
    ),
)
