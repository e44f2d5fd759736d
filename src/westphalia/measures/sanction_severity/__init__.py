"""How heavily a state is sanctioned: exposure, realised loss and duration, three parts that may disagree and are never added up."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from westphalia.lazy import np
from westphalia.measures.measure import Compute, Measure
from westphalia.measures.sanction_severity.contrast import OIL, OIL_YEARS, TRADE_YEARS, of_oil, of_trade
from westphalia.measures.sanction_severity.exposure import COVERS, age, known, load, of_states
from westphalia.record.coverage import Coverage

if TYPE_CHECKING:
    from westphalia.record.history import Floats, History

GSDB = ("gsdb_4", "eu_members_by_hand", "sanctions_by_hand", "un_members_by_hand")
MORGAN = (
    "On what the costs of sanctions are measured by: Hufbauer, Gary Clyde, Jeffrey J. Schott, Kimberly Ann Elliott and Barbara Oegg (2007). Economic Sanctions Reconsidered. "
    "3rd edition. Washington: Peterson Institute for International Economics. Cases: Syropoulos, Constantinos, Gabriel Felbermayr, Aleksandra Kirilakha, Erdal Yalcin and "
    "Yoto V. Yotov (2024). The Global Sanctions Data Base-Release 3: COVID-19, Russia, and Multilateral Sanctions. Review of International Economics 32(1): 12-48."
)
CASES = (
    "sanctions_in_force",
    "sanctions_on_state",
    "sanctions_on_state_trade",
    "sanctions_on_state_arms",
    "sanctions_on_state_financial",
    "sanctions_on_state_embargo",
    "sanctions_on_state_aid",
    "sanctions_own",
)
TRADE = ("trade", "total_imports", "total_exports", "gdp")
GRAVITY = "Anderson, James E. and Eric van Wincoop (2003). Gravity with Gravitas: A Solution to the Border Puzzle. American Economic Review 93(1): 170-192."
FIXED = "mean of the latest five known of the ten years before the sender began, so that trade which sanctions have ended still counts"
KINDS = {
    "": "any case",
    "trade": "a case that restricts trade",
    "arms": "a case that restricts arms",
    "financial": "a case that restricts finance",
    "embargo": "a case that forbids all trade",
}
WHOLE = {
    "share": (
        "trade",
        "Part of the state's trade that was with those",
        ("cow_trade_4", "cow_trade_4_totals"),
        TRADE,
    ),
    "output": ("output", "Part of world output of those", ("isard_gdppop",), ("gdp",)),
}


def _measure(
    name: str, title: str, compute: Compute, unit: str, description: str, equation: str, drawn: tuple[str, ...], high: float | None = 1,
    reads: tuple[str, ...] = (), covers: Coverage = COVERS, low: float | None = 0, reference: str = MORGAN,
) -> Measure:  # fmt: skip
    return Measure(
        name, title, "state", "sanctions", "", "more severe", ("target",), covers=covers, unit=unit, low=low, high=high, drawn=(*GSDB, *drawn),
        description=description, equation=equation, reference=reference, driver="exclusion", reads=(*CASES, *reads), window=0, compute=compute,
    )  # fmt: skip


# Breadth of sanctions: how many cases, from how many states, of how many kinds; not how heavy they are.


SIX = ("trade", "arms", "military", "financial", "travel", "other")
BREADTH = tuple(f"sanctions_in_force_on_state_{kind}" for kind in SIX)


def of_kinds(history: History) -> Floats:
    """Return of how many kinds sanctions are in force against states (n,); 0 for one in the system against which none are."""
    found: Floats = np.sum([history.now[name] > 0 for name in BREADTH], axis=0).astype(np.float64)
    found[np.isnan(history.now["sanctions_in_force_on_state"])] = np.nan
    return found


def of_breadth(history: History) -> Floats:
    """Return the mean of cases, senders and kinds, each against the most of any state in the year (n,)."""
    each = (
        history.now["sanctions_in_force_on_state"],
        history.now["sanction_senders_own"],
        of_kinds(history),
    )
    against = [values / np.nanmax(values, initial=1.0) for values in each]
    return np.asarray(np.mean(against, axis=0))


MEASURES = (
    *(
        _measure(
            f"sanction_exposure_{what}{'_' if kind else ''}{kind}",
            f"Exposure to sanctions by {what}" + (f": {kind}" if kind else ""),
            partial(of_states, of=of, kind=kind),
            "share",
            f"{text} that have {case} in force against it, of their own or because the Security Council binds them; an end of aid alone, and what means persons, firms, a territory or an armed group, is left out; {FIXED}; senders of whom it is not known are left out",
            r"\sum_{k \in S_{it}} v_{ik},\quad v_{ik} = \text{mean over } [b_{ik} - 10, b_{ik})",
            drawn,
            reads=reads,
        )
        for of, (what, text, drawn, reads) in WHOLE.items()
        for kind, case in KINDS.items()
    ),
    _measure(
        "sanction_exposure_known",
        "Senders of whom the exposure is known",
        known,
        "share of the senders",
        "Share of the states with a case in force of whom the part of the target's trade is known for the time before they began",
        r"\#\{k \in S_{it} : v_{ik} \text{ known}\} / \# S_{it}",
        ("cow_trade_4",),
        reads=TRADE,
    ),
    _measure(
        "sanction_loss_trade",
        "Trade with senders lost",
        of_trade,
        "share of expected trade",
        "One less trade with the senders over what it would be had their part of world trade before they began grown with the product of the two outputs; "
        "below 0 where there is more than expected; the loss need not be due to sanctions",
        r"1 - \sum_k T_{ikt} \Big/ \sum_k \bar\tau_{ik} T_t \frac{y_{it} y_{kt}}{\overline{y_i y_k}}",
        ("cow_trade_4", "cow_trade_4_totals", "isard_gdppop"),
        reads=TRADE,
        covers=TRADE_YEARS,
        low=None,
        reference=GRAVITY,
    ),
    _measure(
        "sanction_loss_oil",
        "Oil exports lost",
        of_oil,
        "share of expected exports",
        "One less the state's part of the crude exports of all states listed over that before its senders began, weighted by their output; below 0 where it has grown; the loss "
        "need not be due to sanctions",
        r"1 - x_{it} \Big/ \Bigl(\sum_k y_k \bar x_{i b_k} \Big/ \sum_k y_k\Bigr)",
        (OIL, "isard_gdppop"),
        reads=("gdp", "crude_exports"),
        covers=OIL_YEARS,
        low=None,
    ),
    _measure(
        "sanction_load",
        "Exposure to sanctions added up over the years",
        load,
        "years of sanctions by the whole world",
        "Exposure by output added up since 1949, a year counting half after ten: two years under senders with half of world output make one; years of unknown exposure add nothing",
        r"\sum_{u=1949}^{t} 2^{-(t-u)/10} \sum_{k \in S_{iu}} y_k",
        ("isard_gdppop",),
        reads=("gdp",),
        high=None,
    ),
    _measure(
        "sanction_age",
        "How long the senders have sanctioned a state",
        age,
        "years",
        "Mean over the senders, by their part of world output, of the years since they began, pauses of up to ten years counted in; 0 without senders",
        r"\sum_k y_k (t - b_{ik} + 1) \Big/ \sum_k y_k",
        ("isard_gdppop",),
        reads=("gdp",),
        high=None,
    ),
    Measure(
        "sanction_breadth",
        "Breadth of the sanctions against a state",
        "state",
        "sanction_cases",
        "",
        "broader sanctions",
        ("target",),
        covers=COVERS,
        unit="0 to 1",
        low=0,
        high=1,
        drawn=GSDB,
        driver="exclusion",
        reference=MORGAN,
        reads=("sanctions_in_force_on_state", "sanction_senders_own", *BREADTH),
        compute=of_breadth,
        members="",
        description="Mean of three: cases in force that mean the state, states that sanction it of their own, and kinds of sanctions, each against the most of any state in the year; says nothing of how heavy they are",
        equation=r"\frac{1}{3}\Bigl(\frac{n_i}{\max n} + \frac{s_i}{\max s} + \frac{k_i}{\max k}\Bigr)",
    ),
    Measure(
        "sanction_kinds",
        "Kinds of sanctions in force against a state",
        "state",
        "sanction_cases",
        "",
        "more kinds",
        ("target",),
        covers=COVERS,
        unit="kinds",
        low=0,
        high=6,
        drawn=GSDB,
        driver="exclusion",
        reference=MORGAN,
        reads=("sanctions_in_force_on_state", *BREADTH),
        compute=of_kinds,
        members="",
        description="Of trade, arms, military assistance, finance, travel and other, how many are restricted by a case in force that means the state",
        equation=r"\sum_{q=1}^{6} \mathbf{1}[\text{a case of kind } q \text{ is in force}]",
    ),
)
