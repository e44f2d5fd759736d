"""The core of the system: the leading coalition of each year, drawn by one rule from capability, reach and dense ties."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from westphalia.measures.measure import Measure
from westphalia.measures.vectorised import series

if TYPE_CHECKING:
    from westphalia.measures.core.rule import Core
    from westphalia.measures.vectorised import Array
    from westphalia.record.grid import Ints
    from westphalia.record.world import World

OBSERVED = (1816, 2014)
"""Years in which everything that the core is drawn from is on record; later cores run on carried inputs and are not given as measures."""
SOURCES = (
    "nmc_7",
    "isard_gdppop",
    "atop_5_1_dyad_years",
    "cow_igo_3",
    "cow_trade_4",
    "cow_majors_2016",
    "cow_mid_5",
)
BECKLEY = (
    "Beckley, Michael (2018). The Power of Nations: Measuring What Matters. International Security 43(2): 7-44. "
    "https://doi.org/10.1162/isec_a_00328"
)
TIES = (
    "Strength is the geometric mean of capability (mean of the shares of the system in the composite index and in output times output a head) and reach (mean of the "
    "shares in pacts, shared institutions, trade and standing as a major power)"
)


def of_states(world: World, codes: Ints, years: tuple[int, int], of: Callable[[Core], Array]) -> Array:
    """Return a figure of the core for states and years, (n, years); NaN where the state was not in the system or the inputs are not on record."""
    import numpy as np

    from westphalia.measures.core.rule import core

    found = np.full((len(codes), years[1] - years[0] + 1), np.nan)
    last = min(years[1], OBSERVED[1], world.last_known or OBSERVED[1])
    for year in range(max(years[0], OBSERVED[0]), last + 1):
        drawn = core(world, year)
        at = np.searchsorted(drawn.codes, codes).clip(0, drawn.codes.size - 1)
        there = drawn.codes[at] == codes
        found[there, year - years[0]] = of(drawn)[at[there]]
    return found


def _measure(
    name: str, title: str, of: Callable[[Core], Array], unit: str, more: str, description: str, equation: str
) -> Measure:
    return Measure(
        name, title, "state", "capabilities", "", more, covers=OBSERVED, unit=unit, low=0, high=1, read=series, drawn=SOURCES,
        description=description, equation=equation, reference=BECKLEY, driver="exclusion", of_states=partial(of_states, of=of),
    )  # fmt: skip


MEASURES = (
    _measure(
        "core_strength", "Strength in the system", lambda core: core.strength, "share of the system", "stronger",
        f"{TIES}; mean of five years",
        r"s_i = \frac{1}{5}\sum_{u=t-4}^{t} \sqrt{c_{iu}\, r_{iu}} \Big/ \sum_k \sqrt{c_{ku}\, r_{ku}}",
    ),
    _measure(
        "core_member", "Membership of the core", lambda core: core.member.astype(float), "member (1) or not (0)", "belongs to the core",
        "From each of the six strongest states a coalition is grown: states join that are tied to it at least 1.25 times as closely as two states are on average, "
        "have 2 per cent of the strength of the system and are at war with no member; the strongest coalition is the core",
        r"j \text{ joins } S \text{ if } \sum_{k \in S} s_k a_{jk} \Big/ \sum_{k \in S} s_k \ge 1.25\, \bar a \text{ and } s_j \ge 0.02",
    ),
    _measure(
        "core_weight", "Weight in the core", lambda core: core.weight, "share of the core", "weighs more in the core",
        "Share of the state in the strength of the members of the core; 0 outside it",
        r"w_i = s_i \mathbf{1}[i \in S] \Big/ \sum_{k \in S} s_k",
    ),
    _measure(
        "core_closeness", "Closeness to the core", lambda core: core.closeness, "0 to 1", "closer to the core",
        "How closely a state is tied to the members of the core other than itself, by their strength: mean of pacts, institutions shared and trade against what sizes would have; "
        "0 to members it fought in the last five years, 1 to those beside whom it is at war",
        r"\sum_{k \in S \setminus i} s_k a_{ik} \Big/ \sum_{k \in S \setminus i} s_k",
    ),
)  # fmt: skip
