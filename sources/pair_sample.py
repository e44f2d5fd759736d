"""A sample of pairs that knows a no: of each it was asked whether it signed a pact or a defence agreement, and the answer may be that it did not.

The lists of agreements and those coded by hand know a yes and never a no: a pair that is in none of them may have signed one that nobody listed. Three hundred pairs
of 2010 are therefore drawn at random and each is searched for. The draw is stratified by the stored forecast of a new alignment within five years, made in 2010: a
hundred of the pairs in its top hundredth, a hundred of the next nine hundredths and a hundred of the rest, so that there is something to find and every pair can come
up. A pair stands for as many as its weight says. The draw and its weights (``draw.yaml``) were committed before anything was searched for; who searches has the pairs
alone, in an order that tells nothing (``pairs.yaml``).

Each pair was searched for by one of three coders (``coding_a.yaml`` and so on) and one in five again by another (``second_a.yaml`` and so on), without sight of the lists or
of each other's work. Where the two differ, ``settled.yaml`` says which is right and why; the codings stay as they are. :func:`answers` has what came out.

Usage: ``python -m sources.pair_sample`` writes both files, once: it refuses to draw again.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import westphalia as wp
from sources.coded import cited
from sources.second_coding import Agreement, days, kappa
from sources.source import EVENTS, by_hand

FOLDER = EVENTS / "sample"
DRAW, PAIRS = FOLDER / "draw.yaml", FOLDER / "pairs.yaml"
YEAR, OUTCOME, HORIZON = 2010, "alignment", 5
SHARES = (0.01, 0.09, 0.90)
"""Shares of all pairs in the three strata, likeliest first."""
EACH = 100
SEED = 20101231

CODERS = ("a", "b", "c")
FIRST, SECOND = (
    {coder: f"sample/{times}_{coder}.yaml" for coder in CODERS} for times in ("coding", "second")
)
SETTLED = "sample/settled.yaml"
FILES = ("sample/draw.yaml", *FIRST.values(), *SECOND.values(), SETTLED)
WINDOWS = ((2011, 2015), (2016, 2020), (2021, 2025))
ANSWERS = ("yes", "no", "unknown")
KINDS = ("pact", "agreement")
TWICE = 60

HEAD = (
    "# Pairs of states drawn from all pairs of 2010 by the rule in sources/pair_sample.py, with the stratum of each and how many pairs it stands for.\n"
    "# Drawn before anything was searched for. Who searches does not read this file.\n\n"
)
ORDER = "# The pairs of draw.yaml for those who search: without strata and weights, in an order that tells nothing of them.\n\n"

Pair = tuple[int, int]


class Drawn(NamedTuple):
    """A pair that was drawn.

    Parameters
    ----------
    pair : tuple of int
        The two states, the lower number first.
    stratum : int
        1 for the top hundredth, 2 for the next nine, 3 for the rest.
    weight : float
        How many pairs of its stratum it stands for.
    """

    pair: Pair
    stratum: int
    weight: float


def strata(ranked: Sequence[Pair], shares: Sequence[float] = SHARES) -> list[list[Pair]]:
    """Return the pairs of each stratum.

    Parameters
    ----------
    ranked : sequence of tuple
        All pairs, likeliest first.
    shares : sequence of float
        Shares of the strata; the last takes what is left.

    Examples
    --------
    >>> [len(each) for each in strata([(1, n) for n in range(2, 202)])]
    [2, 18, 180]
    """
    cuts = [round(sum(shares[:n]) * len(ranked)) for n in range(len(shares))] + [len(ranked)]
    return [list(ranked[low:high]) for low, high in pairwise(cuts)]


def draw(ranked: Sequence[Pair], each: int = EACH, seed: int = SEED) -> list[Drawn]:
    """Return a simple random sample of each stratum, in the order of the strata and of the numbers of states."""
    chance = random.Random(seed)
    found = []
    for number, pairs in enumerate(strata(ranked), start=1):
        chosen = sorted(chance.sample(sorted(pairs), min(each, len(pairs))))
        found += [Drawn(pair, number, round(len(pairs) / len(chosen), 4)) for pair in chosen]
    return found


def ranked() -> list[Pair]:
    """Return all pairs of the year by the stored forecast, likeliest first."""
    rows = wp.rank(YEAR, outcome=OUTCOME, horizon=HORIZON, top=0).pl()
    return list(rows.sort("rank", "ccode1", "ccode2").select("ccode1", "ccode2").iter_rows())


def shuffled(drawn: Sequence[Drawn], seed: int = SEED + 1) -> list[Pair]:
    """Return the pairs in an order that tells nothing of their strata."""
    pairs = sorted(each.pair for each in drawn)
    random.Random(seed).shuffle(pairs)
    return pairs


def kept_strata(members: Sequence[int]) -> list[list[Pair]]:
    """Return all pairs of 2010 by stratum as they were when the sample was drawn, whatever the forecast is now.

    Parameters
    ----------
    members : sequence of int
        The states of 2010.
    """
    told = by_hand(FOLDER / "strata.yaml")
    kept = [[(low, high) for low, highs in told[number].items() for high in highs] for number in (1, 2)]
    rest = set(combinations(sorted(members), 2)).difference(*kept)
    return [*kept, sorted(rest)]


class Coding(NamedTuple):
    """What one coder found of a pair.

    Parameters
    ----------
    coder : str
        Who searched.
    pair : tuple of int
        The two states.
    windows : tuple of str
        Whether they signed anything in each window, one of :data:`ANSWERS`.
    found : tuple of mapping
        What they signed: window, start, kind, title, citation.
    note : str
        What needs saying.
    """

    coder: str
    pair: Pair
    windows: tuple[str, ...]
    found: tuple[Mapping[str, Any], ...]
    note: str


class Sample(NamedTuple):
    """The draw, both codings, and how they were settled."""

    drawn: list[Drawn]
    first: list[Coding]
    second: list[Coding]
    settled: list[Mapping[str, Any]]


class Answer(NamedTuple):
    """Whether a pair signed anything in a window, after the two codings were settled.

    Parameters
    ----------
    pair : tuple of int
        The two states.
    window : int
        1 for the first of :data:`WINDOWS`.
    signed : str
        One of :data:`ANSWERS`.
    kinds : frozenset of str
        Of what is named: pact, agreement or both; none unless it is a yes.
    found : tuple of mapping
        What is named.
    """

    pair: Pair
    window: int
    signed: str
    kinds: frozenset[str]
    found: tuple[Mapping[str, Any], ...]


def read(load: Callable[[str], Any] = lambda name: by_hand(EVENTS / name)) -> Sample:
    """Return the draw and what the coders wrote, checked.

    Parameters
    ----------
    load : callable
        What reads a file of the folder of events.

    Raises
    ------
    ValueError
        If something is wrong with them: everything that is.
    """
    drawn = [Drawn(_pair(row), row["stratum"], row["weight"]) for row in load("sample/draw.yaml")]
    first, second = (
        [coding(coder, row) for coder, name in names.items() for row in load(name)]
        for names in (FIRST, SECOND)
    )
    sample = Sample(drawn, first, second, load(SETTLED))
    if wrong := problems(sample):
        raise ValueError("; ".join(wrong))
    return sample


def _pair(row: Mapping[str, Any]) -> Pair:
    low, high = row["pair"]
    return low, high


def coding(coder: str, row: Mapping[str, Any]) -> Coding:
    """Return a row of a coder's file."""
    return Coding(coder, _pair(row), tuple(row["windows"]), tuple(row["found"]), row["note"] or "")


def problems(sample: Sample, twice: int = TWICE) -> list[str]:
    """Return what is wrong: pairs not coded once, or twice by one; a yes without a work that tells it; a date outside its window; differences that are not settled."""
    found = []
    asked = Counter(each.pair for each in sample.drawn)
    for name, codings in (("first", sample.first), ("second", sample.second)):
        times = Counter(each.pair for each in codings)
        found += [f"{pair}: {n} times in the {name} coding" for pair, n in times.items() if n > 1]
        found += [f"{pair}: was not drawn" for pair in times if pair not in asked]
        found += [f"{each.pair}: {problem}" for each in codings for problem in _wrong(each)]
    found += [f"{pair}: was not coded" for pair in asked if pair not in {each.pair for each in sample.first}]
    if len(sample.second) != twice:
        found.append(f"{len(sample.second)} pairs are coded twice and not {twice}")
    both = {each.pair: each.coder for each in sample.first}
    found += [
        f"{each.pair}: both by coder {each.coder}"
        for each in sample.second
        if both.get(each.pair) == each.coder
    ]
    return found + _unsettled(sample)


def _wrong(each: Coding) -> Iterator[str]:
    """Yield what is wrong with a row of a coder."""
    if len(each.windows) != len(WINDOWS) or set(each.windows) - set(ANSWERS):
        yield f"its windows are not {len(WINDOWS)} of {', '.join(ANSWERS)}"
        return
    yes = {number for number, answer in enumerate(each.windows, 1) if answer == "yes"}
    for number in sorted(yes ^ {row["window"] for row in each.found}):
        yield f"window {number}: " + ("a yes that nothing tells" if number in yes else "found and no yes")
    for row in each.found:
        if row["kind"] not in KINDS or row["window"] not in range(1, len(WINDOWS) + 1):
            yield f"unknown kind or window {row['kind']} {row['window']}"
            continue
        yield from cited(row | {"verified": row["basis"] == "read"})
        try:
            begun, ended = days(row["start"])
        except ValueError as error:
            yield str(error)
            continue
        low, high = WINDOWS[row["window"] - 1]
        if not low <= begun.year <= ended.year <= high:
            yield f"{row['start']} is not in window {row['window']}"


def twice(sample: Sample) -> Iterator[tuple[Coding, Coding]]:
    """Yield the two codings of each pair that was coded twice."""
    first = {each.pair: each for each in sample.first}
    yield from ((first[each.pair], each) for each in sample.second if each.pair in first)


def _unsettled(sample: Sample) -> list[str]:
    """Return what is wrong with the settlements: each difference has one, with a word, a reason and what the two have."""
    told = {(_pair(row), row["window"]): row for row in sample.settled}
    found = [] if len(told) == len(sample.settled) else ["a difference is settled twice"]
    for one, two in twice(sample):
        for window, answers in enumerate(zip(one.windows, two.windows, strict=False), 1):
            row, name = told.pop((one.pair, window), None), f"{one.pair} window {window}"
            if (row is None) != (answers[0] == answers[1]):
                found.append(f"{name}: " + ("is not settled" if row is None else "does not differ"))
            elif row is not None and (row["first"], row["second"]) != answers:
                found.append(f"{name}: is not what the two have")
            elif row is not None and not (row["settled"] in ("first", "second", "open") and row["reason"]):
                found.append(f"{name}: is not settled by a word and a reason")
    return found + [f"{pair} window {window}: was not coded twice" for pair, window in told]


def answers(sample: Sample) -> list[Answer]:
    """Return for each pair and window whether it signed anything."""
    second = {each.pair: each for each in sample.second}
    told = {(_pair(row), row["window"]): row["settled"] for row in sample.settled}
    out = []
    for each in sample.first:
        for window, signed in enumerate(each.windows, 1):
            word = told.get((each.pair, window), "first")
            right = second[each.pair] if word == "second" else each
            signed = "unknown" if word == "open" else right.windows[window - 1]
            found = tuple(row for row in right.found if row["window"] == window and signed == "yes")
            out.append(Answer(each.pair, window, signed, frozenset(row["kind"] for row in found), found))
    return out


def agreement(sample: Sample, window: int | None = None, apart: bool = True) -> Agreement:
    """Return how far the two codings agree on yes and no, before they were settled.

    Parameters
    ----------
    sample : Sample
        As read.
    window : int, optional
        One window; all where none is given.
    apart : bool
        Whether what one of the two leaves open is left out; otherwise it counts as a no.
    """
    both = [
        pair
        for one, two in twice(sample)
        for number, pair in enumerate(zip(one.windows, two.windows, strict=True), 1)
        if window in (None, number) and not (apart and "unknown" in pair)
    ]
    return kappa([(one == "yes", two == "yes") for one, two in both])


def _write(path: Path, head: str, lines: Sequence[str]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(head + "".join(f"- {line}\n" for line in lines), "utf-8")


def main() -> None:
    """Draw the sample and write it; refuse where it was drawn before."""
    if DRAW.exists():
        sys.exit(
            f"error: {DRAW.name} is there: the sample was drawn and is not drawn again. Delete it only if nothing was searched for yet."
        )
    drawn = draw(ranked())
    _write(
        DRAW,
        HEAD,
        [f"{{pair: [{a}, {b}], stratum: {stratum}, weight: {weight}}}" for (a, b), stratum, weight in drawn],
    )
    _write(PAIRS, ORDER, [f"[{a}, {b}]" for a, b in shuffled(drawn)])


if __name__ == "__main__":
    main()
