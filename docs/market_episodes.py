"""The page of the episodes that the market of exclusion was tried on, with its figures computed."""

from __future__ import annotations

import numpy as np

from sources.market_episodes import PriceRow, Score, episodes, placements, prices, scores
from westphalia.effects.market.weights import SHIPPED, WAYS
from westphalia.record.world import load

HEAD = """# Episodes of exclusion

Generated (`python -m docs.generate`); a test compares this page with what is computed.

[Markets](markets.md) says what the model is. Here it is tried on four episodes of oil. The parameters (`shelf/parameters/`) stood in a commit before the model, and the episodes, with how they would be scored (`sources/market_episodes.yaml`), in one before it was run on any of them. **The table stands as it came out; nothing was changed after it.** Who wrote the parameters knew these episodes, as everybody does: the test is not
blind.

Each figure is relative to the year before the episode (shares are as they are). The model's interval holds eight runs of ten, with the figure's ordinary change from year to year over the ten years before; *last year* is last year's figure with that same spread. The score is the interval score of Gneiting and Raftery (2007): the width, and ten times what lies outside; less is better. Buyers are weighed by their imports. Revenue is at the
price that was, since the model claims nothing about it.
"""
AFTER = {"oil.secondary.taking": 0.0}


def market_episodes_page() -> str:
    """Return the page."""
    world = load()
    found = scores(world)
    parts = [
        HEAD,
        _summary(found),
        _table(found),
        _misses(found),
        _later(found, scores(world, AFTER)),
        _takers(placements(world)),
        _prices(prices(world)),
    ]
    return "\n".join(parts)


def _figures(found: list[Score]) -> tuple[int, int, float, float]:
    inside = sum(each.inside for each in found)
    return len(found), inside, float(np.mean([each.score for each in found])), float(np.mean([each.before for each in found]))  # fmt: skip


def _summary(found: list[Score]) -> str:
    lines = ["## What came out", "", "| figures | how many | inside 80 % | model's score | last year's score |", "|---|---|---|---|---|"]  # fmt: skip
    kinds = {
        "all": found,
        "all but quoted discounts": [each for each in found if each.figure != "discount"],
        "quoted discounts": [each for each in found if each.figure == "discount"],
        "all but quoted discounts and Libya": [each for each in found if each.figure != "discount" and "Libya" not in each.episode],
    }  # fmt: skip
    for name, group in kinds.items():
        count, inside, score, before = _figures(group)
        lines.append(f"| {name} | {count} | {inside} ({inside / count:.0%}) | {score:.2f} | {before:.2f} |")
    count, inside, score, before = _figures(found)
    lines += [
        "",
        f"**It falls short of what was asked**: its 80 per cent intervals hold {inside} of {count} figures ({inside / count:.0%}), where 60 to 90 per cent were wanted, and its score is {'better' if score < before else 'worse'} than last year's figure. "
        "Quotations of crudes under sanctions weigh most on it: they are the seller's formula (Iran Light) or hold for a few cargoes (Urals), and are no measure of what was paid. Without them the score is better than last year's, and still too few figures are inside.",
        "",
    ]
    return "\n".join(lines)


def _table(found: list[Score]) -> str:
    lines = ["## Figure by figure", "", "| episode | figure | year | actual | model, 80 % | effect alone, 80 % | last year, 80 % | inside | score | last year's |", "|---|---|---|---|---|---|---|---|---|---|"]  # fmt: skip
    for each in found:
        wide = 1.2816 * each.spread
        lines.append(
            f"| {each.episode} | {each.figure} | {each.year} | {each.actual:.2f} | {each.middle:.2f} ({each.low:.2f} to {each.high:.2f}) | {each.bare[0]:.2f} to {each.bare[1]:.2f} "
            f"| {each.last:.2f} ({each.last - wide:.2f} to {each.last + wide:.2f}) | {'yes' if each.inside else 'no'} | {each.score:.2f} | {each.before:.2f} |"
        )
    return "\n".join([*lines, ""])


def _misses(found: list[Score]) -> str:
    lines = ["## Why it missed", "", "Written after the scores.", ""]
    told: set[tuple[str, str]] = set()
    for each in found:
        if each.inside or (each.episode, each.figure) in told:
            continue
        told.add((each.episode, each.figure))
        years = " and ".join(str(other.year) for other in found if (other.episode, other.figure) == (each.episode, each.figure) and not other.inside)  # fmt: skip
        lines.append(f"- **{each.episode}, {each.figure}, {years}.** {episodes()['misses'][each.episode][each.figure]}")  # fmt: skip
    return "\n".join([*lines, ""])


def _later(found: list[Score], after: list[Score]) -> str:
    rows = {
        "as tested": _figures(found),
        "nobody takes more": _figures(after),
        "as tested, without quoted discounts": _figures([each for each in found if each.figure != "discount"]),
        "nobody takes more, without quoted discounts": _figures([each for each in after if each.figure != "discount"]),
    }  # fmt: skip
    lines = [
        "## What it suggests, and is no test of",
        "",
        "Both episodes with threats miss on the same side: too much finds another buyer. If nobody who is threatened took more than before (`--set oil.secondary.taking=0`), the figures would be those below. That was seen afterwards and counts as no test; the program does as it was tested, and its page says so with `--secondary`. The next episode can decide.",
        "",
        "| | figures | inside 80 % | model's score | last year's score |",
        "|---|---|---|---|---|",
    ]
    lines += [f"| {name} | {count} | {inside} ({inside / count:.0%}) | {score:.2f} | {before:.2f} |" for name, (count, inside, score, before) in rows.items()]  # fmt: skip
    return "\n".join([*lines, ""])


def _takers(found: dict[str, dict[str, float]]) -> str:
    names = list(next(iter(found.values())))
    texts: dict[str, str] = {**WAYS}
    lines = [
        "## Who takes what others refuse",
        "",
        "What part of the seller's later sales the model puts in the wrong area, by how buyers are weighed. None of the ways has a number that was fitted. The best is the one that ships, chosen on these same three episodes, so that its score is somewhat too kind; the scores above use imports.",
        "",
        f"| weighed by | {' | '.join(names)} | mean |",
        f"|---|{'---|' * (len(names) + 1)}",
    ]
    for way, by in sorted(found.items(), key=lambda pair: float(np.mean(list(pair[1].values())))):
        words = texts.get(way, "no change: the table before")
        ships = " (ships)" if way == SHIPPED else ""
        lines.append(f"| {words}{ships} | {' | '.join(f'{by[name]:.0%}' for name in names)} | {np.mean(list(by.values())):.1%} |")  # fmt: skip
    lines += [
        "",
        "A quarter is in the wrong place at best. Of Russia's oil India took 27 per cent in 2024, where the model has 7: no way of weighing that was tried sees it. Iran's tables are of those who still bought, not of who took more: in neither episode did anybody much.",
        "",
    ]
    return "\n".join(lines)


def _prices(found: list[PriceRow]) -> str:
    lines = [
        "## Price: no test",
        "",
        "What the model says of the price, how much it ordinarily moves from one year to the next (one standard deviation), and what it did, side by side. The ordinary change is about as large as the effect, or larger: that what happened lies within both says nothing, and nothing is claimed from it. The effect from 2011 on is nothing, since spare capacity made up what was shut in.",
        "",
        "| episode | effect by the model, 80 % | ordinary change | what happened |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {each.episode} | {each.middle:+.0%} ({each.low:+.0%} to {each.high:+.0%}) | {each.noise:.0%} | {each.actual:+.0%} |"
        for each in found
    ]
    return "\n".join([*lines, "", "What was lost in 1973, 1979, 1980 and 1990 is from memory of Hamilton (2011), Historical Oil Shocks; it is not verified.", ""])  # fmt: skip
