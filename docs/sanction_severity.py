"""The page of the severity of sanctions, with its figures computed.

Usage: ``python -m docs.sanction_severity`` writes the page.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from westphalia.measures.reading import series
from westphalia.measures.sanction_severity.contrast import contrast, trade_lost_lately
from westphalia.measures.sanction_severity.exposure import shutting, trade, weighed
from westphalia.measures.values import of_states
from westphalia.record.quantities.sanctions import QUANTITIES as COUNTS
from westphalia.record.world import World, load

PAGE = Path(__file__).parent / "sanction-severity.md"
YEARS = (2007, 2023)
STATES = ("Russia", "Iran")
COLUMNS = (
    ("cases", "sanctions_in_force_on_state", 0),
    ("senders", "sanction_senders_own", 0),
    ("kinds", "sanction_kinds", 0),
    ("entries", "designations", 0),
    ("exposure: trade", "sanction_exposure_trade", 2),
    ("exposure: output", "sanction_exposure_output", 2),
    ("of it, finance", "sanction_exposure_output_financial", 2),
    ("exposure: embargo", "sanction_exposure_trade_embargo", 2),
    ("loss: trade", "sanction_loss_trade", 2),
    ("loss: oil", "sanction_loss_oil", 2),
    ("load", "sanction_load", 1),
    ("age", "sanction_age", 1),
)
HEAD = """# Breadth and severity of sanctions

Generated from the measures (`python -m docs.sanction_severity`); a test compares this page with what is computed.

How many sanctions there are and how heavy they are is not the same. **Breadth** counts: cases in force, states that sanction, kinds of sanctions, entries on lists. **Severity** has three parts. They may disagree, and no index adds them up.

- **Exposure** (`sanction_exposure_trade`, `sanction_exposure_output`, each also by kind): what part of the target's trade was with those that now sanction it, and what part of world output they have. A sender acts of its own, through the European Union, or because the Security Council binds it.
- **Realised loss** (`sanction_loss_trade`, `sanction_loss_oil`): how far trade with them falls short of what the past and gravity would have it be, and how far oil exports fall short of their own past.
- **Duration** (`sanction_load`, `sanction_age`): exposure added up over the years, and for how long the senders have been at it.

## The trap

An end of aid alone, and what means persons, firms, a territory or an armed group (`sanction_aims`) is in no exposure: a freeze of the assets of a fallen ruler is no sanction on his country.

The obvious measure of exposure, the share of a state's trade *in that year* that is with those who sanction it, is wrong where it matters most: sanctions that work end the trade that it counts. The longer and the heavier they are, the lighter it calls them.
"""
REMEDY = """
By the trade of the year a state shut out for decades looks hardly touched, and one that was sanctioned yesterday looks half strangled. So weights are fixed **before each sender began**: the mean of the latest five known of the ten years before. A sender that pauses for up to ten
years and resumes (the European Union against Iran, 2017-21) has not begun anew; else the trade lost under its first sanctions would be the base of the second. As each sender has its own base, shares may add up to more than the whole; they are cut at 1.
"""
LIMITS = """
`cases`, `senders`, `kinds` and, on the lists of the United States at the end of the year since 2022, `entries` are breadth. `exposure` is a share, 0 to 1; `of it, finance` are the senders that restrict finance, by output; `embargo` those that forbid all trade, by the target's trade. `loss` is a share of what was expected, below 0 where there is more than
that. `load` is in years under sanctions by the whole world, since 1949; `age` in years, by the output of the senders. Empty is unknown: no senders, or no record.

## What the figures do not say

- **A case is a case.** The list does not say how much a sanction forbids: a ban on the oil of a country and a ban on a few firms are both a case of the kind `trade`. An embargo on arms alone makes its sender count with all of the trade.
- **Losses are those with the senders of the year**, of their own or under a total embargo; who is only bound by the Security Council to keep arms or some goods back trades on. In 2008-11 Russia's only one is Georgia, and what is lost is their trade with each other.
- **No month.** A case is in force in the whole of its first and last year. Most of the cases of 2022 against Russia began from February, those of Europe against Iran in October: in mid-2022 exposure of Iran was nearer to the row of 2021.
- **Nothing on secondary sanctions**, by which third states are made to keep away. Much of what Iran lost from 2018 was lost that way; it shows in the loss of oil exports and in no exposure.
- **Trade by pair ends in 2014**, so what Russia lost since is known for 2023 alone, from another source: see below. A base for senders who began later than 2014 is from the last known years before.
- **A loss is not an effect.** War, revolution, prices and policy are in it as well; oil exports of Iran before 1980 are not in the source, so the base is that before its later senders began. Oil that is sold under another flag is missing.
- **Output is estimated to 2019**, and the base of each sender lies before it began, so it does not follow who has grown since.
- **Entries on the lists of the United States** go by address: third countries hold many targets of the programmes on Russia and Iran.
"""


def naive(world: World) -> dict[tuple[int, int], float]:
    """Return by state and year the share of its trade in that year with those who sanction it: the measure not to use."""
    cases = shutting(weighed(world))
    now = trade(world, cases.select("sender", "target").unique()).select(
        "sender", "target", "year", now="share"
    )
    total = (
        cases.join(now, on=["sender", "target", "year"]).group_by("target", "year").agg(pl.col("now").sum())
    )
    return {(state, year): share for state, year, share in total.iter_rows()}


def values(world: World, code: int) -> list[np.ndarray]:
    """Return the columns of the table of a state."""
    counts = {measure.name: measure for measure in COUNTS}
    found = []
    for _, name, _ in COLUMNS:
        if name == "designations":
            last = {
                row.year: row.value for row in series(world, counts[name], [world.state(code)], YEARS).rows
            }
            found.append(np.array([float(last[year] or np.nan) for year in range(YEARS[0], YEARS[1] + 1)]))
        else:
            found.append(of_states(world, name, (code,), YEARS))
    return found


def figure(value: float | None, digits: int) -> str:
    """Return a figure, empty where unknown."""
    return "" if value is None or np.isnan(value) else f"{value + 0.0:.{digits}f}".replace("-0.00", "0.00")


def table(world: World, name: str) -> list[str]:
    """Return the table of a state."""
    code = world.state(name).ccode
    head = ["year", *(title for title, _, _ in COLUMNS)]
    lines = [f"### {name}", "", "| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    columns = values(world, code)
    for at, year in enumerate(range(YEARS[0], YEARS[1] + 1)):
        cells = [figure(column[at], digits) for column, (_, _, digits) in zip(columns, COLUMNS, strict=True)]
        lines.append(f"| {year} | " + " | ".join(cells) + " |")
    return [*lines, ""]


def trap(world: World) -> list[str]:
    """Return the table of the trap: 2014, the last year in which trade is known for both."""
    shares = naive(world)
    lines = [
        "",
        "| 2014 | trade of 2014 with senders | with the same senders before they began |",
        "|---|---|---|",
    ]
    for name in STATES:
        code = world.state(name).ccode
        before = min(1.0, shutting(weighed(world)).filter(target=code, year=2014)["share"].sum())
        lines.append(f"| {name} | {shares[code, 2014]:.0%} | {before:.0%} |")
    return lines


def words_of(parts: list[str]) -> str:
    """Return parts in a row, or that there are none."""
    return " and ".join(parts) or "none of them"


def compared(world: World) -> list[str]:
    """Return the section on the contrast of mid-2022."""
    found = contrast(world, *STATES, 2022)
    lines = [
        "## Russia and Iran in mid-2022", "",
        "Are there more targets in one of them, and heavier sanctions on the other? `contrast(world, a, b, year)` in `westphalia.measures.sanction_severity.contrast` compares figure by figure; two that differ by less than 5 per cent are equal, one from more than three years before decides nothing.", "",
        "| part | figure | Russia | Iran | larger |", "|---|---|---|---|---|",
    ]  # fmt: skip
    sides = {"a": "Russia", "b": "Iran", "equal": "equal", "unknown": "decides nothing", "mixed": "mixed"}
    for each in found.figures:
        digits = 0 if each.part == "breadth" else 2
        text = sides[each.heavier] + (f": {each.why}" if each.why else "")
        lines.append(
            f"| {each.part} | `{each.name}` | {figure(each.a, digits)} | {figure(each.b, digits)} | {text} |"
        )
    parts = ", ".join(f"{part} {sides[found.of(part)]}" for part in ("exposure", "loss", "duration"))
    heavier = [part for part in ("exposure", "loss", "duration") if found.of(part) == "b"]
    lines += [
        "",
        f"Breadth is larger for **{sides[found.breadth]}**. Of the parts of severity: {parts}; taken together **{sides[found.severity]}**. So the statement that there are more sanctions against Russia and heavier ones on Iran comes out as "
        f"**{found.claim}**: the first half holds; the second by {words_of(heavier)} alone, as the figures of the rest disagree.",
    ]
    lost = dict(trade_lost_lately(world).iter_rows())
    russia, iran = (lost[world.state(name).ccode] for name in STATES)
    lines += [
        "",
        f"A year later, by reconciled reports of 2023, trade with senders was {russia:.0%} below what would be expected for Russia and {iran:.0%} for Iran (`trade_lost_lately`; base and year are from two sources).",
        "",
    ]
    return lines


def page(world: World) -> str:
    """Return the page."""
    lines = [HEAD, *trap(world), REMEDY, "## The parts, year by year", ""]
    for name in STATES:
        lines += table(world, name)
    return "\n".join([*lines, LIMITS, *compared(world)])


if __name__ == "__main__":
    PAGE.write_text(page(load()), encoding="utf-8")
