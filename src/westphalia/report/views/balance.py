"""Who holds how much of the strength of a region, by several measures, and what a delivery of arms would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from westphalia.effects import balance as effect
from westphalia.effects.balance import ALL_ARMS, Delivery, Strength, StrengthShares
from westphalia.effects.distribution import movers
from westphalia.effects.parameters import parameters
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.lazy import np, pl
from westphalia.record.history import Snapshot
from westphalia.record.once import once
from westphalia.report.views import View
from westphalia.report.views.answer import Answer, Say, table
from westphalia.report.views.balance_page import page
from westphalia.report.views.effect import GIVEN, RUNS, SEED, Runs, assumed
from westphalia.report.views.named import seen_in
from westphalia.report.views.question import AS_OF, Given, Positional, Question, Texts, Year
from westphalia.report.views.strengths import Strengths, last_of, members_of, packages, strengths, supplied

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.effects.parameters import ParameterSet
    from westphalia.record.world import World

FILE = "security"
BORDERS = (1, 2, 3, 4)
"""Kinds of contiguity that make a neighbour: on land, or with at most 150 miles of water between."""
LONGEST = 75
"""Years of deliveries that there can be."""
SINCE = 1946
"""Conquests are counted from this year on."""
HEADS = ("state", "measure", "raw", "share", "reached", "reached_share", "low", "high", "observed")


class BalanceQuestion(Question):
    """Print who holds how much of the strength of a region, or of some states, by capability, spending and arms, each as it is and as far as it reaches.

    The measures differ by a factor of ten; all are shown, and none is the answer. A delivery is given as supplier:recipient:category:volume.
    """

    region: Annotated[str, Positional()] = Field(
        description="A region by name (gulf, levant, middle-east ...), or states with commas between them."
    )
    year: Annotated[Year, Positional(option=True)] = Field(description="At the end of this year.")
    deliver: Texts = Field(
        (),
        description="A package of arms, Russia:Iran:air-defence:500 (supplier, recipient, category, million trend-indicator values); may be repeated.",
    )
    conquest: bool = Field(
        False,
        description="Against how many neighbours a state's strength is three times theirs, beside how often land was conquered.",
    )
    runs: Runs = RUNS
    seed: int = SEED
    given: Given = GIVEN
    as_of: Year | None = AS_OF


def answer(world: World, asked: BalanceQuestion, say: Say) -> Answer:
    """Return shares of strength, and what a package changes.

    Parameters
    ----------
    world, asked, say : World, BalanceQuestion, Say
        The record, the question, and who is told of progress.
    """
    held = parameters(FILE, year=asked.year, given=asked.given)
    seen = seen_in(world, asked.year, asked.as_of)
    life = held.value("security.arms_life")
    if not 1 <= life <= LONGEST or held.given.get("security.conquest_ratio", 1.0) <= 0:
        raise NotUnderstood(
            f"security.arms_life must lie between 1 and {LONGEST} years, and security.conquest_ratio above 0.", "", "Give others."
        )  # fmt: skip
    read = strengths(seen, asked.year, int(life))
    members, region, absent = members_of(seen, asked.region, asked.year, read)
    package = packages(seen, asked.deliver, asked.year, read, members)
    draws = _draws(held, asked.runs, asked.seed)
    after = effect.delivered(read.measures, package)
    found = {
        name: effect.shares(each, members, read.km, *draws, life) for name, each in _shown(read, members)
    }
    changed = {
        name: effect.shares(after[name], members, read.km, *draws, life)
        for name in dict.fromkeys((*(each.measure for each in package), ALL_ARMS) if package else ())
    }
    for name in changed:
        if name not in found:
            found[name] = effect.shares(read.measures[name], members, read.km, *draws, life)
    names = {place: seen.state(int(read.codes[place]), asked.year) for place in members}
    subject = package[0].recipient if package else _largest(found, members)
    told = [row for each in found.values() for row in _rows(each, members, names)]
    moved = _moved(held, found, members, subject, asked)
    document: dict[str, Any] = {
        "westphalia": seen.stamp(),
        "region": asked.region if region.name == "states" else region.name,
        "group": {
            "name": region.name,
            "title": region.title,
            "source": region.source,
            "read": region.read,
            "states": [names[place].to_dict() for place in members],
            "absent": absent,
        },
        "year": asked.year,
        "as_of": asked.as_of,
        "subject": names[subject].to_dict(),
        "rows": told,
        "package": [_told(seen, each, asked.year, read) for each in package],
        "change": _change(found, changed, package, members, names),
        "conquest": _conquest(seen, asked, read, after, package, members, held) if asked.conquest else None,
        "assumptions": assumed(held, moved),
        "runs": asked.runs,
        "seed": asked.seed,
    }
    rows = ((row["state"]["name"], *(row[head] for head in HEADS[1:])) for row in told)
    return Answer(document, lambda: page(seen, document, held, moved), table(HEADS, rows), found)


def _draws(held: ParameterSet, runs: int, seed: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return slope and loss: the reference values, then those of each run (1 + runs,)."""
    slope, loss = (
        np.concatenate([[held.value(name)], held.draw(name, runs, seed)])
        for name in ("security.miles_per_day", "security.arms_decay")
    )
    if (slope <= 0).any() or ((loss < 0) | (loss >= 1)).any():
        raise NotUnderstood(
            "security.miles_per_day must lie above 0, and security.arms_decay from 0 to below 1.", "", "Give others."
        )  # fmt: skip
    return slope, loss


def _moved(
    held: ParameterSet,
    found: Mapping[str, StrengthShares],
    members: Sequence[int],
    subject: int,
    asked: BalanceQuestion,
) -> tuple[tuple[str, float], ...]:
    """Return what moves the share of the arms that the subject brings to bear."""
    if ALL_ARMS not in found:
        return ()
    outcome = found[ALL_ARMS].drawn[:, list(members).index(subject)]
    drawn = held.drawn(asked.runs, asked.seed)
    return movers(drawn, outcome) if np.isfinite(outcome).all() and len(outcome) == asked.runs else ()


# The document.


def _shown(read: Strengths, members: Sequence[int]) -> list[tuple[str, Strength]]:
    """Return the measures of which something is known of the states."""
    return [(name, each) for name, each in read.measures.items() if np.nansum(each.value[list(members)]) > 0]


def _largest(found: Mapping[str, StrengthShares], members: Sequence[int]) -> int:
    first = next(iter(found.values()), None)
    if first is None:
        raise NoAnswer(
            "Nothing is known of the strength of these states.", "", "Ask for a year from 1816 on, or other states."
        )  # fmt: skip
    return members[int(np.nanargmax(first.share))]


def _rounded(value: float) -> float | None:
    return float(f"{value:.6g}") if np.isfinite(value) else None


def _rows(each: StrengthShares, members: Sequence[int], names: Mapping[int, Any]) -> list[dict[str, Any]]:
    low, high = each.interval
    return [
        {
            "state": names[place].to_dict(),
            "measure": each.measure.name,
            "title": each.measure.title,
            "raw": _rounded(each.raw[at]),
            "unit": each.measure.unit,
            "share": _rounded(each.share[at]),
            "reached": _rounded(each.reached[at]),
            "reached_share": _rounded(each.reached_share[at]),
            "low": _rounded(low[at]),
            "high": _rounded(high[at]),
            "observed": each.measure.observed,
            "source": each.measure.source,
        }
        for at, place in enumerate(members)
    ]


def _told(world: World, each: Delivery, year: int, read: Strengths) -> dict[str, Any]:
    yearly = supplied(world, int(read.codes[each.supplier]), year)[each.measure]
    return {
        "supplier": world.state(int(read.codes[each.supplier]), year).to_dict(),
        "recipient": world.state(int(read.codes[each.recipient]), year).to_dict(),
        "category": each.measure,
        "title": read.measures[each.measure].title,
        "volume": each.volume,
        "unit": "million trend-indicator values",
        "years_of_deliveries": _rounded(each.volume / yearly),
    }


def _change(
    found: Mapping[str, StrengthShares],
    changed: Mapping[str, StrengthShares],
    package: Sequence[Delivery],
    members: Sequence[int],
    names: Mapping[int, Any],
) -> list[dict[str, Any]]:
    """Return the shares of those who receive, before and after; capability and spending stay as they are."""
    made = []
    for place in dict.fromkeys(each.recipient for each in package):
        at = list(members).index(place)
        for name in ("capability", "spending", *changed):
            if name not in found:
                continue
            before, after = found[name], changed.get(name, found[name])
            made.append(
                {
                    "state": names[place].to_dict(),
                    "measure": name,
                    "title": before.measure.title,
                    "before": _rounded(before.share[at]),
                    "after": _rounded(after.share[at]),
                    "reached": {
                        "before": _rounded(before.reached_share[at]),
                        "after": _rounded(after.reached_share[at]),
                    },
                }
            )
    return made


# Conquest.


def _conquest(
    world: World, asked: BalanceQuestion, read: Strengths, after: Mapping[str, Strength], package: Sequence[Delivery], members: Sequence[int], held: ParameterSet
) -> dict[str, Any]:  # fmt: skip
    """Return against which neighbours states have enough, before and after, beside how often neighbours conquered land."""
    border = np.array(Snapshot(world, last_of(world, "contiguity", asked.year))["contiguity"])
    names = ("security.miles_per_day", "security.arms_decay", "security.arms_life", "security.conquest_ratio")
    slope, decay, life, enough = (held.value(name) for name in names)
    states = dict.fromkeys(each.recipient for each in package) or dict.fromkeys(members)
    rows = []
    for place in states:
        beside = np.isin(border[place], BORDERS)
        for name in ("capability", "spending", ALL_ARMS):
            was, now = (
                effect.superiority(held_[name], place, beside, read.km, slope, decay, life, enough)
                for held_ in (read.measures, after)
            )
            rows.append(_superior(world, asked.year, read, place, was, now))
    return {"ratio": enough, "rows": rows, "base_rate": conquests(world, asked.year), "borders": last_of(world, "contiguity", asked.year)}  # fmt: skip


def _superior(
    world: World, year: int, read: Strengths, place: int, was: effect.Superiority, now: effect.Superiority
) -> dict[str, Any]:
    def named(of: effect.Superiority) -> list[str]:
        return [world.state(int(read.codes[each]), year).name for each in of.neighbours[of.passes]]

    known = len(was.neighbours)
    return {
        "state": world.state(int(read.codes[place]), year).to_dict(),
        "measure": was.measure,
        "neighbours": known,
        "before": float(was.passes.mean()) if known else None,
        "after": float(now.passes.mean()) if known else None,
        "passed": {"before": named(was), "after": named(now)},
    }


@once(latest=8)
def conquests(world: World, year: int) -> dict[str, Any]:
    """Return how often a state conquered land of a neighbour since 1946, a year and a pair of neighbours.

    Parameters
    ----------
    world : World
        The record.
    year : int
        The last year counted, or the last of the list.
    """
    span = world.coverage("territorial_changes")
    last = min(year, span[1], last_of(world, "contiguity", year))
    if last < SINCE:
        return {"conquests": 0, "pair_years": 0, "rate": None, "first": SINCE, "last": last}
    changes = world.listed("territorial_changes").filter(
        pl.col("procedure") == "conquest", pl.col("year").is_between(SINCE, last), pl.col("gainer").is_not_null(), pl.col("loser").is_not_null()
    )  # fmt: skip
    found = {(row["gainer"], row["loser"], row["year"]) for row in changes.iter_rows(named=True)}
    codes, pairs, among = world.universe(), 0, 0
    for each in range(SINCE, last + 1):
        beside = np.isin(Snapshot(world, each)["contiguity"], BORDERS)
        pairs += int(beside.sum())
        for gainer, loser, when in found:
            if when == each:
                one, two = np.searchsorted(codes, [gainer, loser])
                among += bool(beside[one, two])
    return {
        "conquests": among,
        "elsewhere": len(found) - among,
        "pair_years": pairs,
        "rate": among / pairs,
        "first": SINCE,
        "last": last,
    }


VIEW = View("balance", BalanceQuestion, answer, wide=True)
