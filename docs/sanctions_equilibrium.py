"""The page of sanctions in general equilibrium, written from the stored estimates."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from westphalia.effects.trade.estimates import FILE, FLOWS, GONE, KINDS, LATEST, LEAST_ROWS, LEAST_TRADE
from westphalia.record.manifest import read_manifest
from westphalia.record.results import document as stored
from westphalia.report import views
from westphalia.report.views.sanction_page import change

HEAD = """# Sanctions in general equilibrium

Generated from the stored estimates (`python -m sources.sanction_effects`). The command: [`westphalia sanction`](commands.md#sanction-target-year).

What sanctions cost a target is not what they take from its trade: it sells and buys elsewhere, at other prices, and so does everybody else. One small model, the standard one of the field, says what is left when all of that has settled. It is about goods that are told apart by
where they are from and by nothing else, and about the time after prices have adjusted; it knows nothing of oil that nobody can replace within a year, of banks, or of a war.

## The model

X_ij is what j buys from i, itself included; Y_i and E_j are sums by seller and buyer, L_ij = X_ij / E_j, D = E - Y. A hat is the ratio of after to before. With s the elasticity of substitution between origins and c the cost of trade (Armington 1969; exact hat algebra: Dekle, Eaton and Kortum 2008):

    P^_j^(1-s) = sum_i L_ij (c^_ij w^_i)^(1-s)          prices
    L^_ij      = (c^_ij w^_i / P^_j)^(1-s)              shares of spending
    w^_i Y_i   = sum_j L_ij L^_ij E'_j                  markets clear
    E'_j       = w^_j Y_j + D_j (sum w^Y / sum Y)       budgets

Real income is w^ / P^. Nothing but observed flows, s and the change of costs goes in. A deficit stays the same part of the world's output (additive, the default), of the state's own (multiplicative, all scaled by one factor so that the world's spending is its output), or is closed: then changes are from a
world without any. Newton's method on the logarithms of sales over output, with the analytic Jacobian, takes three or four steps; far from the start slower steps come first that cannot miss (Alvarez and Lucas 2007). States cut off from all others are solved apart. Where spending would fall below nothing,
or a state cut off would have to keep a deficit or surplus, there is no answer, and it says so.

```python
import numpy as np

from westphalia.effects.trade import counterfactual, costs_of

flows = np.array([[90.0, 5.0, 5.0], [4.0, 80.0, 6.0], [6.0, 5.0, 70.0]])
costs = costs_of(np.array([[0.0, -1.0, 0.0], [-1.0, 0.0, 0.0], [0.0, 0.0, 0.0]]), 4.0)
found = counterfactual(flows, costs, 4.0, incomes="full", deficits="additive")
found.real_income  # (n,): ratio of after to before, 1 is no change
```

`flows` (n, n) are what column j buys from row i, itself included, in any unit; `costs` (n, n) is the change of the cost of trade as a ratio, infinity its end; `costs_of(effect, sigma)` turns a change of trade in logarithms at given prices, as gravity estimates it, into one. With `incomes="fixed"` output and spending
stay what they were while prices move: that is the system of gegravity (Herman 2021) and the conditional equilibrium of structural gravity. The result also has `wages`, `prices`, `welfare`, `output`, `spending`, `trade` (n, n), `exports`, `imports`, and how well it cleared.

## Against others

| peer | matrix | result |
|---|---|---|
| gegravity 0.3, `incomes="fixed"` | its sample, 30 countries, 2006 | prices and real income equal to 6e-14; the full equilibrium lies up to 4.0e-3 away where the largest change is 6.2e-2 |
| gegravity 0.3, `incomes="fixed"` | 44 countries, 2014 | equal to 2e-12; the full equilibrium up to 6.4e-5 away where the largest change is 5.2e-3 |
| ge_gravity (Stata; Zylkin) | enlargement of the European Union, 44 countries, 2000 | welfare and trade equal in all seven digits printed, both kinds of deficits |

`python -m benchmarks.trade` shows the times in one run, processor time of one thread: 44 states in 0.6 ms against 3.1 s, 4,800 times as fast; 100 states in 2.4 ms against 15.8 s, 6,600 times. The full equilibrium of 185 states takes 6 ms, a thousand draws of it 9 s.

## What it begins from

| base | years | home sales |
|---|---|---|
| the world's trade in goods, some 185 states (`trade`) | 1990 to 2014 of the year itself; 2014 to 2018; 2023 from 2019 on | reckoned |
| the square of 43 countries and the rest of the world (`trade_square`) | 2000, 2005, 2010, 2014 | as published |

What a state sells at home is in no source for all. The rule: a ratio of gross output to product times gross domestic product, less exports; where that leaves less than a floor, the floor. The ratio (median 1.87 of 43 countries) is drawn for all together and for each state, the floor from a wide range; the states on it are named,
and their intervals are wider. A loss is inversely proportional to the rule: ratios between states are surer than levels, so that the page gives the target's loss over the senders', and over what the same from everybody would do. That share is of a world whose deficits are closed: with them held, the heaviest runs would have no answer, since cut off by everybody no state can keep a surplus, and the rest would be no fair sample.

The trade is what importers report, in whole millions, and what is not reported is taken to be none: each page counts it. Neither Russia nor Iran reported for 2023: their trade with each other is not known and is refused, and of Iran only what its partners report is there. In 2019 to 2022 the matrix is later than the year, which the page says;
`--as-of` takes that of 2014.

Sanctions in force in the year of the matrix already are in it: imposing them again changes nothing and is refused, lifting them undoes them. Where a pair trades nothing, nothing comes back.

## Effects of past sanctions

"""
EXAMPLES: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "an embargo on Russia by the European Union and the United States, 2014",
        {"target": "Russia", "by": "EU,US", "year": 2014},
    ),
    ("the same, joined by China", {"target": "Russia", "by": "EU,US", "year": 2014, "join": "China"}),
    ("the same as the first, 2023", {"target": "Russia", "by": "EU,US,GBR", "year": 2023}),
    ("an embargo on Iran by the European Union, 2011", {"target": "Iran", "by": "EU", "year": 2011}),
    ("the same, with third states in part", {"target": "Iran", "by": "EU", "year": 2011, "secondary": True}),
    (
        "sanctions of the European Union and the United States on Iran lifted, 2014",
        {"target": "Iran", "by": "EU,US", "year": 2014, "lift": True},
    ),
)
RUNS = 20
TAIL = """
## What was tried

- **Averages by kind** mislead. Embargoes cut trade by more than half and a few other cases do; the rest is nothing that can be seen once they stand apart. An average over all would be too small for an embargo and too large for anything else. So each case has its own effect, and a run draws a *case*.
- **A normal distribution of cases** gives one embargo in ten that multiplies trade, which no embargo did; a run draws one of the cases on record instead, pulled to the others as far as it is unsure.
- **Embargoes of the Security Council** bind nearly everybody: nobody is left to compare with, so the trade of their targets in those years is left out. Iraq and Yugoslavia of the 1990s are therefore not among the cases.
- **All years of a pair as what a case is compared with** makes decades of drift an effect: Russia's trade with the members of the Union had grown beside that with its former republics since 1992, and the sanctions of 2014 seemed to raise trade by four tenths. A case is compared with the latest five years of the panel, free of sanctions, before it.
- **Standard errors by pair** are far too small where a case has one or two pairs, since it fits them exactly. Placebo targets of like size show how far such cases scatter by nature, and errors are widened to that.
- **A Newton step on differences** instead of logarithms, or one without slow steps before it, finds no equilibrium where it lies far: both were given up.

## Where it misses

- **Russia, 2014**: trade with those who sanctioned it comes out a third *higher* than with others, where Crozet and Hinz (2020) find 7.4 % of exports lost. The panel has one year of these sanctions, of which they covered half; the Union's imports from everybody grew less than those of Russia's other customers, beside which Russia's sales to the Union held up; and Ukraine, the largest of those not counted as a sender, bought half as much. With errors widened as placebo targets ask for it is not to be told from nothing, and it is one case of 41.
- **Iran, lifting**: the members of the Union bought 24 billion dollars' worth in 2011 and 1 billion in 2013; the case of 2012, all its senders and goods together, says three quarters, and a multiple of what is left of a trade that has all but ended is little. So lifting sets Iran's imports free more than its exports, and the gain is an underestimate: Ianchovichina, Devarajan and Lakatos (2016) of the World Bank have 3 % or more.
- **Placebo targets** lose a tenth of what they buy when restrictions of others are laid on them, beyond two standard errors: some of the average of that kind is no effect of sanctions.
- **Embargoes** rest on eight cases, five of them of the United States alone, and trade *before* them was higher than usual: part of the fall may be a return.

## What it is not

- States are not sanctioned at random. Effects hold for cases like those on record; the table before, during and after shows what can be seen of anticipation.
- Trade by pair from which effects are estimated ends in 2014: 2022 is extrapolation.
- How far third states follow secondary sanctions is an assumption. What all third states do alike cannot be told from what befalls the target.
- The list of sanctions says that trade is restricted, not how much of it. The Union's embargo on Iran's oil of 2012 is told from its earlier restrictions by the number of cases in force, which doubled; others may hide.
- One sector and no input-output links. In a model with many sectors Chowdhry, Hinz, Kamin and Wanner (2022 version) have the coalition of 2014 against Russia reach 58 % of what everybody could do, that of 2012 against Iran 64 %, and China's joining raise the loss by 22 % and 79 %: compare the table above. Their sanctions are those in force, sector by sector; here all trade is under one embargo.

## References

Alvarez and Lucas (2007), Journal of Monetary Economics 54: 1726-1768. Anderson and van Wincoop (2003), American Economic Review 93: 170-192. Arkolakis, Costinot and Rodriguez-Clare (2012), American Economic Review 102: 94-130. Armington (1969), IMF Staff Papers 16: 159-178. Chowdhry, Hinz, Kamin and Wanner (2024), Economic Policy 39.
Dekle, Eaton and Kortum (2008), IMF Staff Papers 55: 511-540. Felbermayr, Kirilakha, Syropoulos, Yalcin and Yotov (2020), European Economic Review 129: 103561. Herman (2021), USITC Economics Working Paper 2021-04-B. Santos Silva and Tenreyro (2006), Review of Economics and Statistics 88: 641-658. Titles from memory but for those in the parameters.
"""
WINDOWS = {
    "before": "four years before",
    "during": "in force",
    "after_1_4": "1-4 years after",
    "after_5_8": "5-8 years after",
}
SOLD = {"sold": "target sells", "bought": "target buys"}


def sanctions_page() -> str:
    """Return the page."""
    held = stored(read_manifest(), FILE, "python -m sources.sanction_effects")
    return HEAD + "\n".join([*_effects(held), "", "## What it gives", "", *_examples()]) + "\n" + TAIL


def _examples() -> Iterator[str]:
    """Give the lines of the table of examples."""
    yield f"Change of real income, median of {RUNS} runs and what nine of ten lie between:"
    yield ""
    yield "| what | target | senders together | target over senders | of what everybody could do |"
    yield "|---|---|---|---|---|"
    for words, given in EXAMPLES:
        found = views.ask("sanction", {**given, "runs": RUNS}).to_dict()
        target = next(row for row in found["states"] if row["role"] == "target")
        ratio, potential = (_middle(found[name]) for name in ("ratio", "of_potential"))
        share = "" if potential is None else f"{100 * potential:.0f} %"
        over = "" if ratio is None else f"{ratio:.0f}"
        yield f"| {words} | {change(target['real_income'])} | {change(found['senders']['real_income'])} | {over} | {share} |"


def _middle(found: Mapping[str, Any]) -> float | None:
    return float(found["quantiles"]["0.5"]) if "quantiles" in found else None


def _effects(held: Mapping[str, Any]) -> Iterator[str]:
    first, last, _ = held["years"]
    dropped = "; ".join(f"{row['n']:,} {row['reason']}" for row in held["dropped"])
    yield (
        f"Poisson pseudo maximum likelihood (pyfixest) on {held['rows']:,} rows of trade by pair, every second year {first} to {last}, with effects of exporter and year, importer and year, and pair. Left out: {dropped}. A case is a target, a kind and the first (even) year in force, of those who sanction of their own or through the Union; it begins anew "
        f"when the sanctions in force double. It is compared with the latest {LATEST} years of the panel, free of sanctions, of its pairs before it. A case stands apart with {LEAST_ROWS} rows in either direction and trade in those years of {', '.join(f'{LEAST_TRADE[kind]:.0f} million dollars ({kind})' for kind in KINDS)}. An effect below {_cut(GONE)} counts as that: trade in whole millions cannot tell more."
    )
    yield ""
    yield "| kind | cases | target sells: mean of cases | target buys | spread of cases (logarithms) | all other cases together, target sells, buys |"
    yield "|---|---|---|---|---|---|"
    for kind, words in KINDS.items():
        one = held["kinds"][kind]
        errors = [math.sqrt(one["mean_covariance"][at][at]) for at in (0, 1)]
        means = [
            f"{_cut(one['mean'][at])} ({_cut(one['mean'][at] - 2 * errors[at])} to {_cut(one['mean'][at] + 2 * errors[at])})"
            for at in (0, 1)
        ]
        spread = ", ".join(f"{math.sqrt(one['between'][at][at]):.2f}" for at in (0, 1))
        rest = ", ".join(_cut(one["others"][flow][0]) for flow in FLOWS if flow in one["others"])
        yield f"| {words} | {one['cases']} | {means[0]} | {means[1]} | {spread} | {rest} |"
    yield ""
    yield "Cases count alike, large or small: by trade the effect of all restrictions together is smaller, as the next table shows, in which pairs count by their trade."
    yield ""
    yield "| kind | flow | " + " | ".join(WINDOWS.values()) + " |"
    yield "|---|---|" + "---|" * len(WINDOWS)
    found = {(row["kind"], row["flow"], row["window"]): row for row in held["windows"]}
    for kind in KINDS:
        for flow in FLOWS:
            cells = (found.get((kind, flow, window)) for window in WINDOWS)
            yield (
                f"| {KINDS[kind]} | {SOLD[flow]} | "
                + " | ".join(
                    "" if each is None else f"{_cut(each['effect'])} ({each['error']:.2f})" for each in cells
                )
                + " |"
            )
    yield ""
    yield "Against pairs without sanctions; in brackets the standard error in logarithms, by pair. Placebo targets, of like size and not sanctioned by these senders in those years:"
    yield ""
    yield "| kind | flow | placebo cases | mean (standard error) | beyond two standard errors by pair | variance of a single pair beyond them |"
    yield "|---|---|---|---|---|---|"
    for row in held["placebo"]:
        yield f"| {KINDS[row['kind']]} | {SOLD[row['flow']]} | {row['cases']} | {row['mean']:+.2f} ({row['error']:.2f}) | {100 * row['beyond_two_errors']:.0f} % | {row['excess']:.2f} |"
    yield ""
    yield "The largest cases of each kind, by the trade that they touched; as estimated, and as pulled to the others:"
    yield ""
    yield "| target | kind | from | pairs | trade before, bn US$ a year | target sells | pulled | target buys | pulled |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for kind in KINDS:
        rows = [each for each in held["cases"] if each["kind"] == kind]
        rows.sort(key=lambda each: -(each["usual_sold"] + each["usual_bought"]))
        for each in rows[:12]:
            usual = (each["usual_sold"] + each["usual_bought"]) / 1e3
            cells = " | ".join(f"{_cut(each['estimate'][at])} | {_cut(each['pooled'][at])}" for at in (0, 1))
            yield f"| {each['name']} | {kind} | {each['from']} | {each['pairs_sold']} | {usual:,.1f} | {cells} |"


def _cut(effect: float) -> str:
    return f"{100 * math.expm1(effect):+.0f} %"
