"""What limits two states that get on, beside what happened between them: promises not made, weight, markets, votes, regimes, distance."""

from __future__ import annotations

from collections.abc import Iterator
from math import log

from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.brief.why.binding import defended
from westphalia.report.brief.why.reason import Material, Reason, number_in

WARM = ("friendly", "partners", "security community")
"""Words for a relation of states that might defend each other."""
UNEVEN = 3.0
"""Times the capability from which one is the junior."""
UNLIKE = 0.4
"""Distance in electoral democracy from which two regimes are unlike."""
SELLS = 0.015
"""Share of crude sold abroad from which a state counts on the market."""


def reasons(of: Material) -> Iterator[Reason]:
    """Yield what limits the two, as reasons.

    Parameters
    ----------
    of : Material
        The pair and year.
    """
    yield from _promise(of)
    yield from _asymmetry(of)
    yield from _market(of)
    yield from _votes(of)
    yield from _regime(of)
    yield from _distance(of)


def _promise(of: Material) -> Iterator[Reason]:
    """Yield that none has promised to defend the other, where they are close enough for that to matter."""
    pacts = of.facts.get("pacts") or ()
    coded = any(event["kind"] == "pact" and event["source"] == "coded_pacts" and "help" in str(event["text"]) for event in of.events)  # fmt: skip
    if of.band not in WARM or defended(of) or coded:
        return
    seen = min([int(pact.get("observed") or of.year) for pact in pacts], default=of.year)
    until = f"by {seen}, when the list of pacts ends" if seen < of.year else f"in {of.year}"
    yield Reason("promise", "limits", f"Neither {of.a} nor {of.b} was bound to defend the other {until}.", 1.0, "pacts")  # fmt: skip


def _asymmetry(of: Material) -> Iterator[Reason]:
    found = (of.facts.get("capability") or {}).get("ratio") or {}
    ratio = found.get("value")
    if not ratio:
        return
    strong, weak = (of.a, of.b) if ratio >= 1 else (of.b, of.a)
    times = max(ratio, 1 / ratio)
    if times < UNEVEN or _small(of):
        return
    text = f"{words.sentence(strong)} had {numbers.number(times, 2)} times the capability of {weak} in {found['observed']}."
    yield Reason("asymmetry", "limits", text, min(0.85, 0.3 + 0.18 * log(times)), "capability")


def _small(of: Material) -> bool:
    """Tell whether the two together have less than a hundredth of the system's capability."""
    return sum(number_in(of.facts, "capability", side, "value") or 0.0 for side in ("a", "b")) < 0.01


def _market(of: Material) -> Iterator[Reason]:
    found = (of.facts.get("energy") or {}).get("crude_exports") or {}
    shares = [number_in(found, side, "share") for side in ("a", "b")]
    seen = number_in(found, "a", "observed")
    if None in shares or seen is None or of.year - seen > 2:
        return
    a, b = (share for share in shares if share is not None)
    if min(a, b) < SELLS:
        return
    text = f"Both sell crude oil: in {int(seen)} {of.a} had {numbers.percent(a)} of what exporters on record sold and {of.b} {numbers.percent(b)}."  # fmt: skip
    yield Reason("market", "limits", text, min(0.9, 0.45 + 6 * min(a, b)), "energy")


def _votes(of: Material) -> Iterator[Reason]:
    found = of.facts.get("votes") or {}
    far, seen = number_in(found, "distance_percentile"), number_in(found, "distance", "observed")
    if far is not None and seen is not None and of.year - seen <= 1 and far >= 0.85:
        text = f"{words.sentence(of.pair)} voted farther apart in the United Nations in {int(seen)} than {numbers.in_hundred(far)} pairs."  # fmt: skip
        yield Reason("apart", "limits", text, 0.5 + 3.3 * (far - 0.85), "votes")


def _regime(of: Material) -> Iterator[Reason]:
    one, two = (number_in(of.facts, "who", side, "polyarchy", "value") for side in ("a", "b"))
    seen = number_in(of.facts, "who", "a", "polyarchy", "observed")
    if one is None or two is None or seen is None or _small(of) or abs(one - two) < UNLIKE:
        return
    free, less = (of.a, of.b) if one > two else (of.b, of.a)
    text = f"{words.sentence(free)} was far more democratic than {less} in {int(seen)}: {numbers.number(max(one, two), 2)} against {numbers.number(min(one, two), 2)} of 1."  # fmt: skip
    yield Reason("regime", "limits", text, UNLIKE + abs(one - two), "who")


def _distance(of: Material) -> Iterator[Reason]:
    found = of.facts.get("geography") or {}
    far, km = number_in(found, "place", "capital_distance", "percentile"), number_in(found, "capital_distance", "value")  # fmt: skip
    if far is not None and km is not None and far >= 0.85:
        text = f"Their capitals lay {km:,.0f} km apart, farther than {numbers.in_hundred(far)} pairs."
        yield Reason("distance", "limits", text, 0.4 + 4 * (far - 0.85), "geography")
