"""The core of the system: the leading coalition of each year, drawn by one rule from capability, reach and dense ties."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from westphalia.measures.measure import Measure
from westphalia.record.coverage import since

if TYPE_CHECKING:
    from westphalia.measures.core.rule import Core
    from westphalia.record.history import Floats, History

READS = (
    "cinc", "gdp", "gdp_per_capita", "defence", "offence", "neutrality", "consultation", "shared_institutions", "institutions",
    "trade", "major_power", "hostility_cow", "wars",
)  # fmt: skip
"""What the ties between states are made of."""
WINDOW = 9
"""Five years of ties, each of which remembers who fought in the four years before."""
OBSERVED = since(1816, "shared_institutions")
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


def figure(history: History, *, of: Callable[[Core], Floats]) -> Floats:
    """Return a figure of the core for all states (n,); NaN where a state was not in the system."""
    from westphalia.measures.core.rule import core
    from westphalia.measures.members import of_members

    return of_members(history, of(core(history.source, history.year)))


def _measure(
    name: str, title: str, of: Callable[[Core], Floats], unit: str, more: str, description: str, equation: str
) -> Measure:
    return Measure(
        name, title, "state", "capabilities", "", more, covers=OBSERVED, unit=unit, low=0, high=1, drawn=SOURCES,
        description=description, equation=equation, reference=BECKLEY, driver="exclusion", reads=READS, window=WINDOW,
        compute=partial(figure, of=of),
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
