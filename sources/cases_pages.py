"""The pages of analogues, cases and mechanisms, written from the stored results."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from westphalia.models.analogues import Analogues, DriverAnalogues, analogues, like, pair_of, stood
from westphalia.models.analogues.aftermath import DISPUTE, FOUGHT, WAR, WITHIN, WORDS, Share
from westphalia.models.cases.files import spoilings
from westphalia.models.cases.standing import stored as stored_cases
from westphalia.models.mechanisms.interaction import PRIMARY
from westphalia.models.mechanisms.results import stored as stored_mechanisms
from westphalia.models.outcomes import OUTCOMES
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
MECHANISMS = """# Mechanisms

Generated from the stored results (`python -m sources.cases`): as it came out. In Python: `westphalia.models.mechanisms`.

Each claim about why states come together, and what follows, is put to the record. Rows are all pairs of states every five years from 1850, their measures at the end of the year (not lagged, since this is no forecast), and whether a new small pact or defence agreement followed within five years. An effect is the mean change
of that chance as the measure goes from its 10th to its 90th percentile, in percentage points, from a logit with an intercept for each year; 90 % intervals count any two rows that share a state as dependent. *Setting* holds place, power, regime and age equal; *setting and ties* also the ties that both have
already. Who is shut out has fewer ties for it, so the two may differ; neither is an experiment. *Neighbours and great powers* looks only at pairs that share a border or include a great power. The placebo gives each pair the measure of another: states are shuffled within the year, sixty times;
shown is the share of shufflings that tell at least as much of ties. A small share means that the finding is not an accident of which states are busy.

`supported`: the interval lies wholly on the side claimed; `contradicted`: wholly on the other; `undecided`: it holds zero.

"""
INTERACTION = """## Both shut out: margins and interaction

The claim of the theory is that two states that are both shut out make more ties *with each other* than the exclusion of either would lead one to expect. A state that is shut out makes fewer ties altogether, so the change above, as joint exclusion goes up, mixes the two. Here they are apart. The specification was fixed before any result with the new measure of exclusion was looked at, in the decision record [0047](decisions/0047-exclusion-margins-and-interaction.md), which has it in full; what follows is as it came out.

The *lift* is how many times the odds of a tie between two states at the 90th percentile of exclusion in their year are what the exclusion of each, by itself, leads one to expect; 1 is no interaction. Depths: *margins* takes out what exclusion tells of each state; *states* also each state's own propensity in the era; *state-years* each state's propensity in each year, and with it the margins whole. *Both shut out* are pairs of two states in the top fifth of their year: how many
made the tie, of how many, and how many the model without interaction expects. *Would be found*: the smallest lift that would be found four times in five, given these counts. Placebo: the states of an era exchange their histories of exclusion, the true margins stay; the share of 199 exchanges that tell as much.

`supported`: the 90 % interval lies above 1 and the placebo is at most 0.10; `contradicted`: below, likewise; `none of weight`: it holds 1 and lies between 3/4 and 4/3; `cannot say`: fewer than five ties of pairs both shut out are expected; else `undecided`. One answer decides, the first row of the table; of the others one in ten would miss 1 by chance.

"""
BEFORE = """### What the older measure gave

Until exclusion meant being shut out by acts of others it meant few ties with the core, which now is called periphery; outside options were another measure too. With them, and with joint exclusion as one coefficient, this page had:

| claim | held equal | among | ties | change, points | placebo | verdict |
|---|---|---|---|---|---|---|
| Joint exclusion raises the chance of alignment | setting | all pairs | 1951 of 143,917 | -0.19 (-0.82 to +0.44) | 0.44 | undecided |
| Joint exclusion raises the chance of alignment | setting and ties | all pairs | 1951 of 143,917 | +0.19 (-0.28 to +0.66) | 0.34 | undecided |
| Joint exclusion raises the chance of alignment | setting and ties | neighbours and great powers | 951 of 17,430 | +1.51 (-0.13 to +3.15) | 0.03 | undecided |
| Outside options lower it | setting | all pairs | 1951 of 143,917 | -0.20 (-0.60 to +0.19) | 0.21 | undecided |
| Outside options lower it | setting and ties | all pairs | 1951 of 143,917 | -0.11 (-0.44 to +0.22) | 0.43 | undecided |
| Outside options lower it | setting and ties | neighbours and great powers | 951 of 17,430 | -0.81 (-2.58 to +0.96) | 0.33 | undecided |
| Grievance prevents it where exclusion is high | setting | the fifth with most joint exclusion | 186 of 28,784 | +0.49 (+0.02 to +0.97) | 0.62 | not prevented |
| Grievance prevents it where exclusion is high | setting and ties | the fifth with most joint exclusion | 186 of 28,784 | +0.17 (-0.13 to +0.46) | 0.93 | not prevented |

Partnerships of the excluded, less others, within five years, a state and year: disputes -0.002 (-0.087 to +0.077), wars -0.009 (-0.018 to +0.002), disputes in which it acted first -0.025 (-0.091 to +0.031): no difference shown.
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


def percent(value: float | None, digits: int = 1) -> str:
    """Return a share in per cent."""
    return "" if value is None else f"{100 * value:.{digits}f} %"


def points(value: float, digits: int = 2) -> str:
    """Return a change in percentage points with its sign."""
    return f"{100 * value:+.{digits}f}"


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return (
        "\n".join(
            [*lines, *("| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in rows)]
        )
        + "\n"
    )


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


def effects_table(found: Row) -> str:
    """Return the table of effects."""
    rows = []
    for e in found["effects"]:
        among = "neighbours and great powers" if e["among"] == "relevant" else "all pairs"
        if e["verdict"] == "not computed":
            rows.append((e["claim"], e["held"], among, "", "", "", "", f"not computed: {e['why']}"))
            continue
        low, high = e["interval"]
        placebo = "" if e["placebo"] is None else f"{e['placebo']:.2f}"
        rows.append(
            (
                e["claim"],
                e["held"],
                among,
                f"{e['events']} of {e['rows']:,}",
                percent(e["base_rate"], 2),
                f"{points(e['change'])} ({points(low)} to {points(high)})",
                placebo,
                e["verdict"],
            )
        )
    return table(
        ("claim", "held equal", "among", "ties", "base rate", "change, points", "placebo", "verdict"), rows
    )


def interaction_text(found: Row) -> str:
    """Return the section on margins and interaction of exclusion, with what the older measure gave."""
    answers = found.get("interaction", [])
    if not answers:
        return INTERACTION + "With the measures of this edition it has not been estimated.\n\n" + BEFORE
    by = {tuple(e[key] for key in ("outcome", "era", "depth", "held")): e for e in answers}
    first = by[PRIMARY]
    cells = list(dict.fromkeys((e["outcome"], e["era"]) for e in answers))
    rows = [_interaction_row(by[*cell, PRIMARY[2], PRIMARY[3]]) for cell in cells]
    head = ("tie", "windows", "ties", "both shut out", "lift", "would be found", "placebo", "verdict")
    ways = list(dict.fromkeys((e["depth"], e["held"]) for e in answers))
    others = [(OUTCOMES[o].words, e, *(lifted(by[o, e, *way]) for way in ways)) for o, e in cells]
    return (
        f"{INTERACTION}**{OUTCOMES[first['outcome']].words.capitalize()}, all eras, by states, in like setting: {lifted(first)}, {first['verdict']}.**\n\n"
        "### By tie and era, each state's propensity taken out, the setting held equal\n\n"
        + table(head, rows)
        + "\n### At each depth, the setting held equal, and the ties there are as well\n\n"
        + table(("tie", "windows", *(", ".join(way) for way in ways)), others)
        + "\n"
        + BEFORE
    )


def _interaction_row(e: Row) -> tuple[str, ...]:
    """Return a row of the table of margins and interaction."""
    expected = "" if e["expected"] is None else f"; {e['expected']:.1f} expected"
    return (
        OUTCOMES[e["outcome"]].words,
        e["era"],
        f"{e['events']:,} of {e['rows']:,}",
        f"{e['ties']} of {e['both']:,}{expected}",
        lifted(e),
        "" if e["least"] is None else f"{e['least']:.2f}",
        "" if e["placebo"] is None else f"{e['placebo']:.2f}",
        e["verdict"],
    )


def lifted(e: Row) -> str:
    """Return a lift with its interval; empty where it was not estimated."""
    if e["lift"] is None:
        return ""
    low, high = e["interval"]
    return f"{e['lift']:.2f} ({low:.2f} to {high:.2f})"


def grievance_text(found: Row) -> str:
    """Return the section on grievance."""
    rows = []
    for held, e in found["grievance"].items():
        low, high = e["interval"]
        far, near = e["elsewhere_interval"]
        rows.append(
            (
                held,
                f"{e['events']} of {e['rows']:,}",
                percent(e["base_rate"], 2),
                f"{points(e['change'])} ({points(low)} to {points(high)})",
                points(-e["bound"]),
                f"{points(e['elsewhere'])} ({points(far)} to {points(near)})",
                f"{e['placebo']:.2f}",
                e["verdict"],
            )
        )
    head = (
        "held equal",
        "ties",
        "chance without grievance",
        "change, points",
        "bound",
        "change elsewhere",
        "placebo",
        "verdict",
    )
    return (
        "## Past grievance does not prevent it where exclusion is high\n\nA missing star would prove nothing, so a bound was set beforehand: grievance *prevents* where it lowers the chance by more than a third. The change is from no grievance to the 90th percentile of grievances held, among the fifth of pairs with the highest joint exclusion. "
        "If the whole 90 % interval lies above minus the bound, a fall that large is rejected at 5 %.\n\n"
        + table(head, rows)
    )


def neighbours_text(found: Row) -> str:
    """Return the section on neighbours."""
    of = found["neighbours"]
    rates = [
        (name, f"{n:,}", str(events), percent(rate, 2)) for name, (n, events, rate) in of["rates"].items()
    ]
    gaps = [
        (name, f"{points(gap)} ({points(low)} to {points(high)})")
        for name, (gap, (low, high)) in of["differences"].items()
    ]
    return (
        "## Great powers dispute more with neighbours of middle power\n\nPair-years 1816-2014 in which a militarized dispute between the two began. Great powers are those of the Correlates of War list; middle powers the top fifth of the other states by capability; neighbours share a border on land.\n\n"
        + table(("pairs", "pair-years", "disputes begun", "a year"), rates)
        + "\nGreat powers with middle powers next door, less the other group, with an intercept for each decade (percentage points a year, 90 %):\n\n"
        + table(("less", "difference"), gaps)
        + f"\nPlacebo: when it is shuffled within decades which neighbours of great powers are of middle power, {percent(of['placebo'], 1)} of shufflings give as large a difference from small neighbours. The shuffle takes pairs as independent, which the intervals do not; where they disagree the interval is the careful one.\n"
    )


def warning_text(found: Row) -> str:
    """Return the section on the central warning."""
    of = found["warning"]
    names = {
        "5": "five years after",
        "10": "ten years after",
        "before": "trend before",
        "placebo": "as if made ten years earlier",
    }
    kinds = {"disputes": "disputes", "wars": "wars", "initiated": "disputes in which it acted first"}
    text = (
        "## The central warning: do partnerships of the excluded lead to more conflict with others?\n\n"
        f"{of['partnerships']:,} new partnerships since 1870; {of['excluded']} of the excluded (the top third by joint exclusion the year before, among those made within ten years of it). What is counted are new disputes and wars of either partner with third states, a state and year. Each partnership of the excluded is set beside the three others made within five "
        "years of it that are most alike in capability, great powers, regime and disputes of the five years before. The change is from the five years before to those after; *trend before* compares the five years before with the five before those, and should show nothing. 90 % intervals resample states. Years in which a partner was not in the system are unknown.\n\n"
        f"**Disputes within five years: {of['verdict']}.**\n"
    )
    for title, part in (("All partnerships", of["changes"]), ("With a great power", of["great"])):
        rows = []
        for kind, changes in part.items():
            for name, c in changes.items():
                low, high = c["interval"]
                rows.append(
                    (
                        kinds[kind],
                        names[name],
                        str(c["pairs"]),
                        f"{c['excluded']:+.3f}",
                        f"{c['others']:+.3f}",
                        f"{c['difference']:+.3f} ({low:+.3f} to {high:+.3f})",
                    )
                )
        text += f"\n### {title}\n\n" + table(
            ("conflicts", "change", "pairs", "excluded", "others", "difference"), rows
        )
    path = of["path"]["disputes"]
    rows = [(k, f"{a:.2f}", f"{b:.2f}") for k, (a, b) in path.items() if int(k) % 2 == 0]
    return (
        text
        + "\n### Disputes a state and year, by years from the partnership\n\nOnly those whose 26 years are all known.\n\n"
        + table(("year", "excluded", "others"), rows)
    )


def spoiling_text() -> str:
    """Return the section on spoiling."""
    rows = [
        (
            str(s.year),
            s.spoiler,
            s.partner,
            s.third,
            "yes" if s.disputed else "no",
            s.what,
            "; ".join(s.sources),
        )
        for s in spoilings()
    ]
    return (
        "## Spoiling by a great power when its partner nears reconciliation\n\nNo source codes this for all states and years, so there is nothing to estimate. The list shows that it has happened, or is said to have, not how often; it was not drawn by a rule.\n\n"
        + table(
            ("year", "great power", "partner", "reconciliation with", "disputed", "what", "sources"), rows
        )
    )


def mechanisms_page(world: World) -> str:
    """Return the page of mechanisms."""
    found = stored_mechanisms(world)
    parts = [
        interaction_text(found),
        grievance_text(found),
        neighbours_text(found),
        warning_text(found),
        spoiling_text(),
    ]
    return (
        MECHANISMS
        + "## What raises and lowers the chance\n\n"
        + effects_table(found)
        + "\n"
        + "\n".join(parts)
    )


def pages(world: World) -> dict[Path, str]:
    """Return the pages by path."""
    return {
        DOCS / "analogues.md": analogues_page(world),
        DOCS / "cases.md": cases_page(world),
        DOCS / "mechanisms.md": mechanisms_page(world),
    }
