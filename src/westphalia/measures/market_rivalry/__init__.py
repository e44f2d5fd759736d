"""Market rivalry: both states sell the same goods, and one gains while sanctions hold the other back."""

from __future__ import annotations

from functools import partial

from westphalia.measures.market_rivalry.exports import GOODS, READS
from westphalia.measures.market_rivalry.gained import HEAVY, SELLER, of_pairs
from westphalia.measures.market_rivalry.overlap import WHOLE, of_part, of_whole
from westphalia.measures.measure import Measure
from westphalia.measures.sanction_severity import CASES, TRADE

SIMILARITY = "Finger, J. Michael and Mordechai E. Kreinin (1979). A Measure of 'Export Similarity' and Its Possible Uses. Economic Journal 89(356): 905-912."
PUMPS = "a state that is not listed counts as selling none if no source has it produce any so far, and is unknown if one has"
OIL = f"Crude oil, of nearly all states as far as EIA goes, after it of the 36 exporters that OPEC lists; then, {PUMPS}"
GAS = (
    f"By pipeline and as liquid, as OPEC lists it; {PUMPS}. From 1992, as the Soviet Union is not in it; to 1995 the list lacks exporters with a sixteenth of the world's exports "
    "(from the former Soviet Union), later less than 3 per cent"
)
GRAIN = (
    "Wheat stands for grain: with its products as far as the balances go, wheat alone and with re-exports after them (trade); Russia in 2022, when it reported no more, is unknown, as is who "
    "sold over 1 per cent of the largest exporter's within five years and is listed no more"
)
TEXT = {"oil": OIL, "gas": GAS, "grain": GRAIN}
DRAWN = {
    "oil": ("eia_2020", "opec_asb_2023", "etemad_luciani"),
    "gas": ("opec_asb_2023", "etemad_luciani", "energy_institute_2025"),
    "grain": ("fao_balances", "faostat_trade"),
}
TITLE = {"oil": "crude oil", "gas": "natural gas", "grain": "wheat"}
TABLE = {"oil": "oil", "gas": "gas", "grain": "wheat_trade"}
SHARE = {
    "oil": "the exports of the 36 states that both sources list, which are over 94 per cent of the world's; the years that EIA covers are EIA's, later ones OPEC's, and a later one is compared with earlier ones: over the same states the two sources "
    "differ by up to 0.017 in the share of a state, mostly below 0.004",
    "gas": "the exports of all states listed",
    "grain": "the exports of all states listed; after the balances end the share before is from trade alone, so that sanctions which began before three years of it were there are left out",
}


def _overlap(good: str) -> Measure:
    return Measure(
        f"market_rivalry_{good}",
        f"Both states export {TITLE[good]}",
        "dyad",
        TABLE[good],
        more="closer rivals",
        covers=GOODS[good],
        unit="0 to 1",
        low=0,
        high=1,
        drawn=DRAWN[good],
        description="The smaller of the two states' exports as a share of those of the year's largest exporter: 0 where either sells none, 1 for two that are both the largest. "
        f"{TEXT[good]}",
        reference=SIMILARITY,
        driver="market rivalry",
        equation=r"\min(x_i, x_j) \big/ \max_k x_k",
        reads=READS[good],
        window=0,
        compute=partial(of_part, good=good),
    )


def _gained(good: str) -> Measure:
    return Measure(
        "share_gained_under_sanctions" + ("" if good == "oil" else f"_{good}"),
        f"The first state's gain in the market for {TITLE[good]} while sanctions hold back the second",
        "directed",
        TABLE[good],
        more="the first gained more",
        covers=GOODS[good],
        unit="share of exports",
        low=-1,
        high=1,
        drawn=(*DRAWN[good], "gsdb_4", "eu_members_by_hand", "isard_gdppop"),
        description="Change of the first state's share of exports while others restrict the second's trade, against the mean of the latest five known of the ten years before each of them began "
        f"without a break, weighted by their parts of world output; 0 where those have less than {HEAVY:.0%} of it or the second had less than {SELLER:.1%} of the market before; unknown where the time before is known for "
        f"less than half of the weight. The share is of {SHARE[good]}. The gain need not be due to sanctions",
        reference=SIMILARITY,
        driver="market rivalry",
        equation=r"\sum_{b} w_{jbt} (s_{it} - \bar s_{ib}) \Big/ \sum_{b} w_{jbt},\quad w_{jbt} = \sum_{k \text{ restricts } j \text{ since } b} y_k",
        reads=(*READS[good], *CASES, *TRADE),
        window=0,
        compute=partial(of_pairs, good=good),
    )


MEASURES = (
    Measure(
        "market_rivalry",
        "Both states export the same goods: oil, gas, grain",
        "dyad",
        "oil",
        more="closer rivals",
        covers=WHOLE,
        unit="0 to 1",
        low=0,
        high=1,
        drawn=(*dict.fromkeys(source for good in GOODS for source in DRAWN[good]), "imf_weo_2025_prices"),
        description="Mean of market_rivalry_oil, market_rivalry_gas and market_rivalry_grain, weighted by what the world's exports of each were worth in the year at world prices (of gas, the mean of those in Europe, the United States and Japan): oil makes up most of "
        "it, grain a few per cent; a part that is not known (gas before 1992) is left out of the mean, and without oil it is unknown. Other goods are not in it",
        reference=SIMILARITY,
        driver="market rivalry",
        equation=r"\sum_g v_{gt} \frac{\min(x_{igt}, x_{jgt})}{\max_k x_{kgt}} \Big/ \sum_g v_{gt}",
        reads=(*(name for good in GOODS for name in READS[good]), "prices"),
        window=0,
        compute=of_whole,
    ),
    *(_overlap(good) for good in GOODS),
    *(_gained(good) for good in GOODS),
)
