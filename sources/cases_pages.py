"""The pages of analogues and cases, and all three pages with that of mechanisms, written from the stored results."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sources.markdown import percent, table
from sources.mechanisms_pages import mechanisms_page
from westphalia.models.analogues import Analogues, DriverAnalogues, analogues, like, pair_of, stood
from westphalia.models.analogues.aftermath import DISPUTE, FOUGHT, WAR, WITHIN, WORDS, Share
from westphalia.models.cases.standing import stored as stored_cases
from westphalia.record.world import World

DOCS = Path(__file__).parent.parent / "docs"
Row = dict[str, Any]
CASES = """# Cases

Generated from the stored results (`python -m sources.cases`): as it came out, nothing dropped. In Python: `westphalia.models.cases`.

Where did a model of the time put the pairs that came together, and those that did not? For every case the model is fitted only to windows that had closed, and been published, by the last year that ends in 0 or 5 before the case; the pairs of the year *before* the case are then ranked
by the chance of a new pact or defence agreement within five years. Percentile 0.97 means that 97 per cent of all pairs of the system were less likely. Rivalries and some measures are lists made by historians in retrospect; they are lagged, not re-made.

Two lists were fixed before any model had been looked at. The *automatic* list follows a rule: every new small pact (1881-2018) or defence agreement (1980-2010) between two states that within the 25 years before had been on opposite sides of a war, or strategic rivals, and had made no such tie for
ten years; each with one pair of former enemies of the same year that made none from ten years before to five years after, like it in land border and great powers. The list *by hand* has cases from the history books, near-misses, and pairs that should not have come together by theory;
it is a file, `shelf/cases/hand.yaml`, with sources. `checked` says whether date and statement were checked against a copy of the text or a published account, which need not be the source named.

"""
ANALOGUES = """# Analogues

Generated (`python -m sources.cases pages`). In Python: `wp.analogues("Russia", "Iran", 2022)`, or `westphalia.models.analogues.stood(world, ...)`, `like(world, ...)` and `analogues(world, ...)`.

Which pairs in history stood where a pair stands, and what became of them? There are two spaces in which to be near: that of the drivers, which is asked unless another is, and that of everything the partnership model reads (`--space model`).

## In the drivers

Who stood where these two stand: shut out, dissatisfied, with few other friends, aggrieved, rivals, unequal, with the same adversaries.

- **Eleven ranks.** Exclusion of the less and the more excluded of the two, revisionism of the less and the more revisionist, outside options of the one with fewer and the one with more, grievance of the more and the less aggrieved, rivalry now or remembered, asymmetry of capability, and adversaries in common. Each is a rank within its year: the
  share of the others of that year that have less, in hundredths, among states for the first three measures, among pairs for the rest. Nothing is 0 in every era, and a pair of 1840 and one of 2000 are alike when they stand alike among their contemporaries.
- **Distance** is the root of the mean squared difference of the ranks: 0 the same place, 1 as far as can be. All eleven weigh the same. Where some are not known of both it is over the others, at least seven, and the answer says how many.
- **Who is considered.** All pairs of all years since 1816 that were five years past by the year asked from, but not the pair itself (unless `--like` asks for it), and not the years in which two were at war with each other (unless the two asked about are). At most two of a decade are listed (`--per-decade N`, 0 for no limit), and no pair twice within ten years of itself.
- **Old values.** Past the years that a measure covers its last values stand in, for at most twelve years; the answer says which do.
- **One pair** can be asked for: `westphalia analogues Russia Iran 2022 --like "Germany-Soviet Union"`, or `"Germany-Soviet Union 1939"`, or `"Germany-Soviet Union 1922:1939"`: in which year it came nearest, how near, its place among all pairs and years, and every driver then and now. A name that a state bears no more means the years in which it bore it.
- **What became of them**: a new pact or defence agreement with each other, a new dispute or war of either with a third state (disputes by the Correlates of War; wars too, with those by hand since), a war with each other; within five and ten years, as far as it was on record by the end of the year asked from. Beside how many of those listed stands the share of all pairs of the same years, each
  of those listed counting its year once. Great powers come into more disputes than others: the rate of all pairs is no experiment.

"""
MODEL_SPACE = """
## In everything the model reads

`--space model`. Where a pair stands is given by the measures that the partnership model reads, as old as they would have been for someone at the end of the year, each less the mean of all pairs of its year: a pair of 1900 and one of 2000 are alike
when they stand alike among their contemporaries.

- **Who is considered.** Pairs of every fifth year from 1850 whose five years had passed by the year asked from, and whose ties had been published by then. Neighbours, pairs with a great power, and pairs that had a tie, a delivery of arms, a dispute or a rivalry are all in; of the others one pair in eight, which counts for eight. What
  came of a pair plays no part in the choice. There is one entry for a pair (its nearest year) and never the pair itself. Years 1975-1979 and from 2006 on have no five years that the lists of ties see whole, and so no entry.
- **The metric.** The distance is the root of a weighted mean of squared differences, in standard deviations, each counted up to four. A measure weighs by Fisher's criterion, learned from the same closed windows alone: the squared difference of the means of pairs that made a tie and pairs that did not, over the variance within both; divided by the
  square root of the number of measures of its driver. With fewer than 30 ties to learn from all drivers weigh the same.
- **Missing measures.** The distance is over the measures known of both, scaled up to the whole weight; where they hold less than 0.6 of it the pair is not considered.
- **Shared and different.** Shared: both within half a standard deviation of each other and on the same side of the average pair, the weightiest first. Different: more than half apart.
- **The base rate** is the share of the hundred nearest that made a tie within five years, nearer ones counting more (by exp(-2 (d/d100)^2)) and each for the pairs that it stands for, with a 90 % interval for the number of equal ones that they are worth. It is a second opinion beside the model's chance, not a better one.
- **Looking back.** Lists that historians made in retrospect (rivalries, and with them which bare promises of non-aggression count as ties) are lagged but not re-made. Seen from 1938 alone, the edition differs in six of 52 measures, by at most 0.3 of their units.

In `outcome`, null means that the years lie after the year asked from, or that no source sees them whole.
"""
SHOWN = (
    ("Russia", "Iran", 2022),
    ("Germany", "Soviet Union", 1938),
    ("France", "Russia", 1890),
    ("United States", "United Kingdom", 2005),
)
LIKE = ("Russia", "Iran", 2022, "Germany-Soviet Union 1922:1939")
"""The essay's own analogue."""


def came(within: Mapping[int, bool | None]) -> str:
    """Return whether something came about within some years, in words."""
    parts = [f"{h}: {'?' if said is None else 'yes' if said else 'no'}" for h, said in within.items()]
    return ", ".join(parts)


def analogues_page(world: World) -> str:
    """Return the page of analogues."""
    drivers = "\n".join(drivers_text(stood(world, *shown, top=8)) for shown in SHOWN)
    model = "\n".join(model_text(analogues(world, *shown, top=8)) for shown in SHOWN)
    return f"{ANALOGUES}{drivers}\n{likeness_text(world)}{MODEL_SPACE}\n{model}"


def drivers_text(found: DriverAnalogues) -> str:
    """Return the nearest pairs in the drivers, and what became of them."""
    rows = [
        (
            f"{f.a.name} - {f.b.name}", str(f.year), f"{f.distance:.2f}", "; ".join(t.title for t in f.shared), "; ".join(t.title for t in f.different),
            came({h: f.outcome[h] for h in WITHIN}), *(came(f.after[what]) for what in (DISPUTE, WAR, FOUGHT)),
        )
        for f in found.analogues
    ]  # fmt: skip
    heads = (
        "pair", "year", "distance", "shared", "different", "new tie within years", "dispute with a third", "war with a third", "war with each other"
    )  # fmt: skip
    counted = [
        (WORDS[b.what], str(b.within), f"{b.count} of {b.of}", interval_text(b), percent(b.average)) for b in found.became
    ]  # fmt: skip
    return (
        f"### {found.a.name} and {found.b.name}, {found.year}\n\n{table(heads, rows)}\n"
        f"{table(('what became of them', 'within years', 'how many', 'share, 90 % interval', 'all pairs of these years'), counted)}"
    )


def interval_text(of: Share) -> str:
    """Return a share with its interval."""
    if of.share is None or of.interval is None:
        return ""
    low, high = of.interval
    return f"{percent(of.share, 0)} ({percent(low, 0)} to {percent(high, 0)})"


def likeness_text(world: World) -> str:
    """Return how near the essay's own analogue came."""
    a, b, year, named = LIKE
    pair, years = pair_of(world, named)
    found = like(world, a, b, year, pair, years)
    of, each = found.like, found.analogues[0]
    assert of is not None
    place = f"place {of.place:,} of {of.of:,} pairs and years, and {of.place_of_pairs:,} of {of.pairs:,} pairs, each in its nearest year"
    rows = [
        (t.title, *("" if rank is None else f"{100 * rank:.0f}" for rank in (t.here, t.there))) for t in of.drivers
    ]  # fmt: skip
    return (
        f"### {each.a.name} and {each.b.name} for {found.a.name} and {found.b.name}, {year}\n\nNearest in {each.year}, at a distance of {each.distance:.2f}: {place}.\n\n"
        + table(("driver", f"{found.a.name} and {found.b.name} {year}", f"{each.a.name} and {each.b.name} {each.year}"), rows)
    )  # fmt: skip


def model_text(found: Analogues) -> str:
    """Return the nearest pairs in everything that the model reads."""
    low, high = found.base_rate.interval
    rows = [
        (f"{f.a.name} - {f.b.name}", str(f.year), f"{f.distance:.2f}", "; ".join(t.title for t in f.shared), "; ".join(t.title for t in f.different), came(f.outcome))
        for f in found.analogues
    ]  # fmt: skip
    return (
        f"### {found.a.name} and {found.b.name}, {found.year}\n\nBase rate {percent(found.base_rate.rate)} ({percent(low)} to {percent(high)}); of all pairs that could have been chosen {percent(found.base_rate.average)}.\n\n"
        + table(("pair", "year", "distance", "shared", "different", "new tie within years"), rows)
    )  # fmt: skip


def place(row: Row | None) -> str:
    """Return a percentile, or why there is none."""
    if row is None:
        return "no match"
    return str(row["why"]) if row["percentile"] is None else f"{row['percentile']:.3f}"


def as_coded(row: Row) -> str:
    """Return how the sources code a case by hand, marked where they code it otherwise than the history books."""
    ties = [text for text in row["coded"] if text.split()[0] in ("pact", "dca")]
    said = ", ".join(row["coded"]) or "nothing"
    otherwise = bool(ties) != (row["kind"] == "partnership")
    return f"{said} (**otherwise**)" if otherwise else said


def cases_page(world: World) -> str:
    """Return the page of cases."""
    found = stored_cases(world)
    drawn, hand, of = found["automatic"], found["hand"], found["summary"]["automatic"]
    low, high = of["median_interval"]
    text = (
        f"## The automatic list\n\n{of['cases']} cases. Median percentile **{of['median']:.3f}** (90 % interval {low:.3f} to {high:.3f}, resampling cases); of the matched non-events {of['median_match']:.3f}. "
        f"In {percent(of['above_match'], 0)} ({percent(of['above_interval'][0], 0)} to {percent(of['above_interval'][1], 0)}) of {of['pairs']} pairs of case and match the case stood higher. The target set beforehand was a median of at least 0.97.\n\n"
        "A high percentile among *all* pairs is the lesser feat: most pairs of the system are far apart and have nothing to do with each other, and former enemies of one region stand above them whether they come together or not, as the matches, the near-misses and the pairs that should not show. "
        "The comparison with the match is the harder one.\n\n"
    )
    rows = [
        (str(r["year"]), f"{r['a']} - {r['b']}", place(r), percent(r["chance"]), f"{r['match']['a']} - {r['match']['b']}" if r["match"] else "", place(r["match"]))
        for r in drawn
    ]  # fmt: skip
    text += table(("year", "case", "percentile", "chance", "match", "percentile"), rows)
    text += (
        "\n## The list by hand\n\nMedian percentiles: "
        + "; ".join(
            f"{kind} {row['median']:.3f} ({row['cases']})" for kind, row in found["summary"]["hand"].items()
        )
        + ". "
    )
    text += (
        "`pact` small pact (ATOP), `dca` defence agreement (DCAD), `arms` new supply of arms (SIPRI), `multilateral` a pact of more than four members, `nonaggression` a bare promise between rivals; within a year of the case. **Otherwise** marks a case that the sources code otherwise than "
        "the history books: a partnership without pact or agreement, or a near-miss with one. ATOP has no pact for the treaties of the Soviet Union with its southern neighbours in 1921, for Rapallo or for the convention of 1907 of Britain and Russia; the entente of 1904, Cuba, Egypt 1955, China and Pakistan, Iran and Syria had no treaty of that kind, and the lists of agreements begin in 1980.\n\n"
    )
    listed = [
        (str(r["year"]), f"{r['a']} - {r['b']}", r["kind"], place(r), percent(r["chance"]), as_coded(r), "yes" if r["verified"] else "no", r["what"])
        for r in hand
    ]  # fmt: skip
    text += table(("year", "pair", "kind", "percentile", "chance", "coded", "checked", "what"), listed)
    return CASES + text


def pages(world: World) -> dict[Path, str]:
    """Return the pages by path."""
    return {
        DOCS / "analogues.md": analogues_page(world),
        DOCS / "cases.md": cases_page(world),
        DOCS / "mechanisms.md": mechanisms_page(world),
    }
