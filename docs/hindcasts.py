"""The page on how well the simulator would have done on the past, from what is stored of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sources.hindcast import FILE, HORIZONS
from sources.shocks import FILE as SHOCKED
from westphalia.record.manifest import read_manifest
from westphalia.record.results import outdated
from westphalia.system.outcomes import NUCLEAR, SYSTEM
from westphalia.system.variables import VARIABLES

TITLES = {each.name: each.title for each in SYSTEM}
HEAD = """# The simulator on the past

Generated (`python -m docs.generate`) from the stored hindcasts (`python -m sources.hindcast`); a test compares this page with them.

From {origins} origins, {first} to {last}, every second year: all processes of the [simulator](simulator.md) are fitted to what was known (data as of today, cut off at the origin; a test holds that cutting the files off there too changes nothing), the system is run on in {runs} runs, and what comes out is held against the record. In both it is counted among the states of the origin that are still there: births of states are in no run, Germany counts as the Federal Republic going on, and world output and the mean of democracy are those of states that nothing joined or left. A list that ends early is scored to its end.

Beside it stand *no change with a spread*: the last value known, moved up and down by every change of the same length in the thirty years before (of what happens in a year, the mean of the last five); the *trend*: the last value moved by every such change; and *uncoupled* runs, in which what begins between two states does not hang on ties and memories that changed after the origin. The score is the continuous ranked probability score of Gneiting and Raftery (2007); less is better.

## In short

- **Bands of nine in ten hold {held} of {figures} figures** (80 to 97 % were wanted), bands of one in two {half}; by decade of the origin: {decades} (65 % and more were wanted).
- **The score is better than that of no change in {better:.0%} of outcomes and horizons** (two thirds were wanted), {ratio} times it in the mean; better than that of the trend in {trend:.0%}, than that of uncoupled runs in {coupled:.0%}. The bands are narrower than those of no change in {narrower:.0%} (most were wanted).
- **Which pairs** have a tie twenty years on: {pairs}. At least 0.85 was wanted.
- **Worst held**: {worst}. Wars, kinds of sanctions and nuclear weapons were added after the levels had been mended; without them bands of nine in ten hold {without:.0%}.
- Where the truth fell in the runs, in tenths from the lowest to the highest, as parts of all figures: {pit}. Even tenths would be {even:.0%} each.

Intervals draw blocks of five origins, since neighbours share most of their years.

## How levels were mended

As first run with states counted so, bands of nine in ten held 76 % of the figures, by decade 68, 72, 76, 87 and 77 %; the score was 0.88 times that of no change, which then knew rivalries as late as the record does. Three faults were of kind, not of number:

- **Ties fed their own number.** A pact makes partners in common, which make pacts; a dispute is remembered, and begets disputes. Of pacts made twenty years ahead, runs expected nearly four times what came, and scored 2.8 times as badly as uncoupled runs. Now how much happens in all is told by the level alone: the mean chance of all pairs (and, of sanctions and regimes, states) at risk is held to the rate that the process was fitted to, and covariates tell where.
- **Levels were measured on logs of small counts,** which are too low where events are rare, with one guess of how long they last. Now they are seen through Poisson's law, and how far and how long they wander is drawn from what the years before the origin leave open. A year's luck is told apart from what lasts.
- **Processes were fitted with less than ten years of a list,** agreements after 1980 above all, whose coefficients then ran off. Such a process is off; and early origins look back forty years.

Which of two kinds of level to take was chosen on origins from {early_first} to 1969 and what came to 1975, before every year that is scored above: levels that last (0.9 of a distance and more is left after a year) scored 0.81 times no change in 100 runs, levels of any persistence 0.84. The scores above were looked at before the faults were found, though nothing was fitted to them; they are somewhat too kind.

With wars and kinds of sanctions bands held 80.7 % of the figures. Then what hangs on one state ended together ([decision 72](decisions/0072-what-ends-together.md), found by looking at the worst misses): 80.9 %; exclusion came in ([81](decisions/0081-exclusion-in-a-run.md)), and standard errors became those of a sample ([82](decisions/0082-known-truth.md)): 81.5 %. The score stayed at 0.77 times that of no change. Nuclear steps came in ([85](decisions/0085-nuclear-steps-in-a-run.md)): bands hold {same:.1%} of the figures of all other outcomes. States begin to explore nuclear weapons in no run here: with that, bands of the number that explore held 28 % of 53 figures, and it is off.

From {early_first} to {early_last}, {early_origins} origins with pacts, disputes, rivalries, output and democracy (sanctions and arms from when ten years of their lists were known): bands of nine in ten hold {early_held} of {early_figures} figures, and the score is {early_ratio} times that of no change.

What a level of a simulation says is to be read with this table beside it. Differences between a scenario and its baseline rest on the coefficients more than on levels; how they do is [below](#do-interventions-behave).

"""
SHOCKS = """
## Do interventions behave?

{many} dated shocks of the record, taken by rule (`sources/shocks.py`) and listed in a commit before any was run: states upon which eight or more senders imposed sanctions in a year (the European Union is one, and enough with another) or from which five or more lifted them, pairs that went to war, states whose index of electoral democracy changed by a quarter within a year; of each kind sixteen at most, by a hash. Each is a scenario from the year before. What it touched is scored three and five years on, with the shock and without; so is, as a placebo, the state most like it by output and population that no shock of the year touched. What the shock itself sets is not scored.

**{finding}**

| shock | outcome | figures | moved | better with the shock | score gained by knowing of it (standard error) | the same for the placebo |
|---|---|---|---|---|---|---|
"""
LEAST = 0.01
"""Part of the score by which a forecast must change to be told of."""
KINDS = {
    "sanctions": "sanctions imposed",
    "lifting": "sanctions lifted",
    "war": "war",
    "regime": "turn of a regime",
}


def pooled(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return in how many figures of each decade of origins bands of nine in ten held."""
    by: dict[int, list[bool]] = {}
    for row in rows:
        by.setdefault(row["origin"] // 10 * 10, []).append(row["cover90"])
    return ", ".join(f"{decade}s {sum(each) / len(each):.0%}" for decade, each in sorted(by.items()))


ADDED = ("sanctions_trade", "sanctions_financial", "sanctions_arms", "wars_new", "wars", *NUCLEAR)
"""Outcomes of processes that were added after the levels had been mended."""
WORST = 4


def worst(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the outcomes whose bands of nine in ten held least, over all years ahead."""
    by: dict[str, list[bool]] = {}
    for row in rows:
        by.setdefault(row["name"], []).append(row["cover90"])
    share = sorted((sum(each) / len(each), TITLES[name]) for name, each in by.items())
    return "; ".join(f"{title[0].lower()}{title[1:]} {value:.0%}" for value, title in share[:WORST])


def hindcast_page() -> str:
    """Return the page."""
    found = outdated(read_manifest(), FILE)
    assert found is not None
    return head(found) + outcomes(found) + ties(found) + misses(found) + essay(found) + shock_section()


def _between(found: Mapping[str, Any], form: str = ".0%") -> str:
    """Return a figure with its interval."""
    low, high = found["interval"]
    return f"{found.get('mean', found.get('ratio')):{form}} ({low:{form}} to {high:{form}})"


def head(found: Mapping[str, Any]) -> str:
    """Return what it comes to."""
    told, rows, whole, early = found["statistics"], found["rows"], found["whole"], found["early"]
    better, trend, coupled = (
        sum(row["crps"] < row[key] for row in told) / len(told)
        for key in ("crps_no_change", "crps_trend", "crps_uncoupled")
    )
    pairs = "; ".join(
        f"{row['name']}s, area under the curve {row['roc']:.2f} (no change {row['roc_no_change']:.2f}), Brier skill {row['skill']:.2f}, {row['origins']} origins"
        for row in found["pairs"]
        if row["horizon"] == max(HORIZONS)
    )
    before = [row["cover90"] for row in rows if row["name"] not in ADDED]
    others = [row["cover90"] for row in rows if row["name"] not in NUCLEAR]
    return HEAD.format(
        same=sum(others) / len(others),
        worst=worst(rows), without=sum(before) / len(before),
        origins=len(found["origins"]), first=found["origins"][0], last=found["origins"][-1], runs=found["runs"], held=_between(whole["cover90"]), half=_between(whole["cover50"]),
        figures=whole["figures"], decades=pooled(rows), better=better, trend=trend, coupled=coupled, ratio=_between(whole["score"], ".2f"),
        narrower=sum(row["width"] < row["width_no_change"] for row in told) / len(told), pairs=pairs, pit=", ".join(f"{each / whole['figures']:.0%}" for each in whole["pit"]), even=0.1,
        early_first=early["origins"][0], early_last=early["origins"][-1], early_origins=len(early["origins"]), early_held=_between(early["whole"]["cover90"]),
        early_figures=early["whole"]["figures"], early_ratio=_between(early["whole"]["score"], ".2f"),
    )  # fmt: skip


def section(title: str, note: str, heads: str, rows: Iterable[str]) -> str:
    """Return a section with a table: the first column to the left, the others to the right."""
    line = "|" + "---|" * heads.count("|")
    return (
        "\n".join(["", f"## {title}", "", note, "", f"| {heads}", line, *(f"| {row} |" for row in rows)])
        + "\n"
    )


def outcomes(found: Mapping[str, Any]) -> str:
    """Return the table of outcomes."""
    return section(
        "By outcome",
        "Scores are in parts of that of no change, of the trend and of uncoupled runs; widths in parts of that of no change.",
        "outcome | years ahead | origins | held by 50 % | held by 90 % | score over no change | over the trend | over uncoupled | width | observed over expected |",
        map(_outcome, found["statistics"]),
    ).removeprefix("\n")


def _outcome(row: Mapping[str, Any]) -> str:
    parts = (("crps", "crps_no_change"), ("crps", "crps_trend"), ("crps", "crps_uncoupled"), ("width", "width_no_change"))  # fmt: skip
    ratios = " | ".join(f"{row[over] / max(row[under], 1e-9):.2f}" for over, under in parts)
    return f"{TITLES[row['name']]} | {row['horizon']} | {row['origins']} | {row['cover50']:.0%} | {row['cover90']:.0%} | {ratios} | {row['observed_over_expected']:.2f}"


def ties(found: Mapping[str, Any]) -> str:
    """Return the table of pairs."""
    return section(
        "Which pairs",
        "Pairs that have a pact or a sanction at the end of the years, or had a dispute begin in them. *New* is among those that had none. Chances are shares of the runs, and for one run in so many what the start says.",
        "tie | years ahead | origins | area under the curve | no change | new | Brier skill | came |",
        (
            f"{row['name']} | {row['horizon']} | {row['origins']} | {row['roc']:.2f} | {row['roc_no_change']:.2f} | {row['roc_new']:.2f} | {row['skill']:.2f} | {row['rate']:.1%}"
            for row in found["pairs"]
        ),
    )


def misses(found: Mapping[str, Any]) -> str:
    """Return the figures that lie farthest outside of their bands."""
    far = [row for row in found["rows"] if row["horizon"] == max(HORIZONS) and not row["cover90"]]
    far = sorted(far, key=lambda each: -abs(each["truth"] - each["mean"]) / max(each["width"], 1e-9))
    return section(
        "Worst misses",
        f"The figures {max(HORIZONS)} years ahead that lie farthest outside of their bands, in widths of the band.",
        "outcome | origin | what came | expected |",
        (
            f"{TITLES[row['name']]} | {row['origin']} | {row['truth']:,.4g} | {row['mean']:,.4g}"
            for row in far[:12]
        ),
    )


def essay(found: Mapping[str, Any]) -> str:
    """Return how often Germany and the Soviet Union end in a pact by 1939."""
    return section(
        "Germany and the Soviet Union, from 1921 and 1933",
        "In how many runs the two have a pact of few at the end of some year to 1939, where that ranks among all pairs that had none at the start, and how well all of these were ranked. On the record they had one from 1926 to 1932, and again from 1939. Processes without a list then are off: sanctions, arms, agreements and ideal points.",
        "from | runs | share of runs | median pair | rank | of pairs | pairs that had a pact made by 1939 | area under the curve |",
        (
            f"{row['origin']} | {row['runs']:,} | {row['share']:.0%} | {row['median_share']:.1%} | {row['rank']} | {row['pairs']:,} | {row['came_in']} | {row['roc']:.2f}"
            for row in found["analogue"]
        ),
    )


def shock_section() -> str:
    """Return the section on dated shocks run as scenarios."""
    found = outdated(read_manifest(), SHOCKED)
    assert found is not None
    rows = {(row["kind"], row["outcome"], row["role"]): row for row in found["summary"]}
    lines = []
    for (kind, outcome, role), row in rows.items():
        if role == "touched" and row["moved"]:
            placebo = rows.get((kind, outcome, "placebo"))
            same = f"{placebo['gain']:+.1%} ({placebo['se']:.1%})" if placebo else ""
            lines.append(
                f"| {KINDS[kind]} | {VARIABLES[outcome].title} | {row['figures']} | {row['moved']} | {row['better'] / row['moved']:.0%} | {row['gain']:+.1%} ({row['se']:.1%}) | {same} |"
            )
    told = [row for row in rows.values() if row["role"] == "touched" and row["moved"]]
    sure, worse = (
        [row for row in told if sign * row["gain"] > max(2 * row["se"], LEAST)] for sign in (1, -1)
    )
    finding = f"Knowing of a shock helps little. By a hundredth or more, and beyond two standard errors, the forecast of what it touched becomes better for: {_named(sure)}; worse for: {_named(worse)}. Of {len(told)} kinds of figures two or so would do so by chance."
    return SHOCKS.format(many=len(found["shocks"]), finding=finding) + "\n".join(lines) + "\n"


def _named(some: Iterable[Mapping[str, Any]]) -> str:
    titles = ((KINDS[row["kind"]], VARIABLES[row["outcome"]].title) for row in some)
    return ", ".join(f"{kind} on {title[:1].lower()}{title[1:]}" for kind, title in titles) or "none"
