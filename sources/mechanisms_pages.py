"""The page of mechanisms, written from the stored results."""

from __future__ import annotations

from typing import Any

from sources.markdown import percent, points, table
from westphalia.models.cases.files import spoilings
from westphalia.models.mechanisms.interaction import PRIMARY
from westphalia.models.mechanisms.results import stored as stored_mechanisms
from westphalia.models.outcomes import OUTCOMES
from westphalia.record.world import World

Row = dict[str, Any]
AMONG = {"all": "all pairs", "relevant": "neighbours and great powers"}
MECHANISMS = """# Mechanisms

Generated from the stored results (`python -m sources.cases`): as it came out. In Python: `westphalia.models.mechanisms`.

Each claim about why states come together, and what follows, is put to the record. Rows are all pairs of states every five years from 1850, their measures at the end of the year (not lagged, since this is no forecast), and whether a new small pact or defence agreement followed within five years. An effect is the mean change
of that chance as the measure goes from its 10th to its 90th percentile, in percentage points, from a logit with an intercept for each year; 90 % intervals count any two rows that share a state as dependent. *Setting* holds place, power, regime and age equal; *setting and ties* also the ties that both have
already. Who is shut out has fewer ties for it, so the two may differ; neither is an experiment. *Neighbours and great powers* looks only at pairs that share a border or include a great power. The placebo gives each pair the measure of another: states are shuffled within the year, sixty times;
shown is the share of shufflings that tell at least as much of ties. A small share means that the finding is not an accident of which states are busy.

`supported`: the interval lies wholly on the side claimed, and still does when all answers of the table are counted (p adjusted after Holm at most 0.10), and the placebo is at most 0.10; `contradicted`: on the other side, likewise; `undecided`: else.

"""
CURVE = """### How the answers change over stated alternatives

The same change of the chance, as a share of the base rate, for every combination of: which ties are counted (pacts or defence agreements, either alone, arms relations), how old the measures are (at the end of the year, or as published in time for a forecaster), the years, what is held equal, and among which pairs. Those with fewer than fifty ties are left out.
Intervals are single ones of 90 %, uncorrected: what counts is whether the answers point one way. None was chosen after looking.

"""
INTERACTION = """## Both shut out: margins and interaction

The claim of the theory is that two states that are both shut out make more ties *with each other* than the exclusion of either would lead one to expect. A state that is shut out makes fewer ties altogether, so the change above, as joint exclusion goes up, mixes the two. Here they are apart. The specification was fixed before any result with the new measure of exclusion was looked at, in the decision record [0047](decisions/0047-exclusion-margins-and-interaction.md), which has it in full; what follows is as it came out.

The *lift* is how many times the odds of a tie between two states at the 90th percentile of exclusion in their year are what the exclusion of each, by itself, leads one to expect; 1 is no interaction. Depths: *margins* takes out what exclusion tells of each state; *states* also each state's own propensity in the era; *state-years* each state's propensity in each year, and with it the margins whole. *Both shut out* are pairs of two states in the top fifth of their year: how many
made the tie, of how many, and how many the model without interaction expects. *Would be found*: the smallest lift that would be found four times in five, given these counts. Placebo: the states of an era exchange their histories of exclusion, the true margins stay; the share of 199 exchanges that tell as much.

`supported`: the 90 % interval lies above 1 and the placebo is at most 0.10; `contradicted`: below, likewise; `none of weight`: it holds 1 and lies between 3/4 and 4/3; `cannot say`: fewer than five ties of pairs both shut out are expected; else `undecided`. One answer decides, the first row of the table, and stands by itself. Of the others one in ten would miss 1 by chance, so that their p is adjusted (Holm) for all other rows of the table, and one above 0.10 is undecided.

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


def effects_table(found: Row) -> str:
    """Return the table of effects."""
    return table(
        ("claim", "held equal", "among", "ties", "base rate", "change, points", "adjusted p", "placebo", "verdict"),
        [_effect_row(e) for e in found["effects"]],
    )  # fmt: skip


def _effect_row(e: Row) -> tuple[str, ...]:
    first = e["claim"], e["held"], AMONG[e["among"]]
    if e["verdict"] == "not computed":
        return (*first, "", "", "", "", "", f"not computed: {e['why']}")
    low, high = e["interval"]
    return (
        *first,
        f"{e['events']} of {e['rows']:,}",
        percent(e["base_rate"], 2),
        f"{points(e['change'])} ({points(low)} to {points(high)})",
        f"{e['adjusted']:.2f}",
        "" if e["placebo"] is None else f"{e['placebo']:.2f}",
        e["verdict"] + (f": {e['why']}" if e["why"] else ""),
    )


def curve_text(found: Row) -> str:
    """Return the specification curves: of each claim, how many answers point which way, whole and by alternative."""
    claims = {e["name"]: e["claim"] for e in found["effects"]}
    text = CURVE
    for name, claim in claims.items():
        rows = [each for each in found["curve"] if each["name"] == name]
        if not rows:
            continue
        parts = [("all", rows)]
        for choice in ("ties", "lag", "years", "held", "among"):
            values = dict.fromkeys(each[choice] for each in rows)
            parts += [
                (_alternative(choice, value), [e for e in rows if e[choice] == value]) for value in values
            ]
        head = (
            "alternative",
            "answers",
            "as claimed",
            "the other way",
            "change over the base rate: median",
            "tenth to ninetieth of a hundred",
        )
        text += f"**{claim}**\n\n" + table(head, [(words, *_pointing(part)) for words, part in parts]) + "\n"
    return text


def _alternative(choice: str, value: str) -> str:
    """Return an alternative in words."""
    return OUTCOMES[value].words if choice == "ties" else AMONG.get(value, value)


def _pointing(rows: list[Row]) -> tuple[str, ...]:
    """Return how many answers there are, how many lie wholly on either side, and their middle and spread."""
    values = sorted(each["relative"] for each in rows)
    low, mid, high = (values[round(q * (len(values) - 1))] for q in (0.1, 0.5, 0.9))
    said = [sum(each["verdict"] == word for each in rows) for word in ("supported", "contradicted")]
    return (
        str(len(rows)),
        *map(str, said),
        f"{100 * mid:+.0f} %",
        f"{100 * low:+.0f} % to {100 * high:+.0f} %",
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
    head = (
        "tie",
        "windows",
        "ties",
        "both shut out",
        "lift",
        "would be found",
        "adjusted p",
        "placebo",
        "verdict",
    )
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
        "" if e["adjusted"] is None else f"{e['adjusted']:.2f}",
        "" if e["placebo"] is None else f"{e['placebo']:.2f}",
        e["verdict"] + (f": {e['why']}" if e["why"] and e["verdict"] == "undecided" else ""),
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
        (name, f"{points(gap)} ({points(low)} to {points(high)})", f"{of['adjusted'][name]:.2f}")
        for name, (gap, (low, high)) in of["differences"].items()
    ]
    return (
        "## Great powers dispute more with neighbours of middle power\n\nPair-years 1816-2014 in which a militarized dispute between the two began. Great powers are those of the Correlates of War list; middle powers the top fifth of the other states by capability; neighbours share a border on land.\n\n"
        + table(("pairs", "pair-years", "disputes begun", "a year"), rates)
        + "\nGreat powers with middle powers next door, less the other group, with an intercept for each decade (percentage points a year, 90 %):\n\n"
        + table(("less", "difference", "p, all four counted"), gaps)
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
        "years of it that are most alike in capability, great powers, regime and disputes of the five years before. The change is from the five years before to those after; *trend before* compares the five years before with the five before those, and should show nothing. 90 % intervals resample states; what stands does so when all twelve answers are counted (Holm) and the years before show no difference. Years in which a partner was not in the system are unknown.\n\n"
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
                        _stands(c),
                    )
                )
        text += f"\n### {title}\n\n" + table(
            ("conflicts", "change", "pairs", "excluded", "others", "difference", "what stands"), rows
        )
    path = of["path"]["disputes"]
    rows = [(k, f"{a:.2f}", f"{b:.2f}") for k, (a, b) in path.items() if int(k) % 2 == 0]
    return (
        text
        + "\n### Disputes a state and year, by years from the partnership\n\nOnly those whose 26 years are all known.\n\n"
        + table(("year", "excluded", "others"), rows)
    )


def _stands(change: Row) -> str:
    """Return what an answer comes to; empty for years that should show nothing."""
    low, high = change["interval"]
    if change["adjusted"] is None:
        return ""
    if change["why"]:
        return f"none: {change['why']}"
    return "more" if low > 0 else "fewer" if high < 0 else "no difference shown"


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
        + curve_text(found)
        + "\n".join(parts)
    )
