"""What binds two states: pacts, a common plight, common adversaries, arms, votes, trade, organisations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.brief.why.happened import FEW
from westphalia.report.brief.why.reason import Material, Reason, number_in
from westphalia.report.brief.why.third import Third

KNOWN = 5
"""Years after which a figure that is carried is no reason any more."""
SENDERS = 4
"""Senders that two must have in common to be shut out together."""
MATTERS = 0.005
"""Share of the system's capability from which a state is told of as an adversary."""
OUT = 0.25
"""Exclusion from which a state is shut out, where sanctions are not on record."""


def reasons(of: Material, thirds: Iterator[Third] | list[Third], out: tuple[float, float] | None) -> Iterator[Reason]:  # fmt: skip
    """Yield what binds the two, as reasons.

    Parameters
    ----------
    of : Material
        The pair and year.
    thirds : list of Third
        Third states by their relations with the two.
    out : tuple of float, optional
        How far each is shut out (:mod:`westphalia.measures.exclusion`), where sanctions are not on record.
    """
    yield from _pacts(of)
    yield from _exclusion(of, out)
    yield from _adversary(of, list(thirds))
    yield from _arms(of)
    yield from _votes(of)
    yield from _trade(of)
    yield from _organisations(of)
    yield from _agreements(of)


def defended(of: Material) -> list[Mapping[str, Any]]:
    """Return the pacts in force in which either promises to defend the other.

    Parameters
    ----------
    of : Material
        The pair and year.
    """
    return [pact for pact in _standing(of) if "defence" in {*pact["a_promises"], *pact.get("b_promises", ())}]


def _standing(of: Material) -> list[Mapping[str, Any]]:
    """Return the pacts in force at the end of the year, or when their list ends."""
    last = f"{of.year}-12-31"
    return [pact for pact in of.facts.get("pacts") or () if not pact["end"] or pact["end"] > last]


def _pacts(of: Material) -> Iterator[Reason]:
    best = max(() if of.at_war else _standing(of), key=lambda pact: _size(of, pact), default=None)
    if best is None:
        return
    seen = int(best.get("observed") or of.year)
    members = int(best.get("members") or 2)
    others = f" with {words.count(members - 2)} other {'state' if members == 3 else 'states'}" if members > 2 else ""  # fmt: skip
    when = f"at the end of {seen}, when the list ends," if seen < of.year else f"in {of.year}"
    text = f"{words.sentence(of.pair)} were bound {when} by a pact of {best['start'][:4]}{others}, promising {promised(of, best)}."
    yield Reason("pact", "binds", text, _size(of, best), "pacts")


def promised(of: Material, pact: Mapping[str, Any]) -> str:
    """Return what two promise each other in a pact; what only one promises, with who.

    Parameters
    ----------
    of : Material
        The pair and year.
    pact : mapping
        Of the document.
    """
    mine, theirs = pact["a_promises"], pact.get("b_promises") or pact["a_promises"]
    both = [each for each in mine if each in theirs]
    parts = [words.listed(both)] if both else []
    for who, whom, only in (
        (of.a, of.b, [each for each in mine if each not in theirs]),
        (of.b, of.a, [each for each in theirs if each not in mine]),
    ):
        if only:
            parts.append(f"{words.listed(only)} by {who} to {whom}")
    return ", and ".join(parts)


def _size(of: Material, pact: Mapping[str, Any]) -> float:
    members = int(pact.get("members") or 2)
    few = 1.0 if members <= FEW else 0.9 if members <= 20 else 0.6
    size = (
        few if "defence" in pact["a_promises"] else 0.5 if members <= FEW else 0.25 if members <= 20 else 0.15
    )
    return size * (0.4 if of.hostile else 1.0)


def _exclusion(of: Material, out: tuple[float, float] | None) -> Iterator[Reason]:
    if of.hostile:
        return
    found = of.facts.get("sanctions") or {}
    common = found.get("common_senders")
    places = [number_in(found, side, "place", "percentile") for side in ("a", "b")]
    if common and len(common) >= SENDERS and None not in places:
        low = min(place for place in places if place is not None)
        text = (
            f"{words.sentence(words.count(len(common)))} states had sanctions on both {of.pair} in {of.year}."
        )
        yield Reason("exclusion", "binds", text, low**4 * min(1.0, len(common) / 20), "sanctions")
    elif out is not None and min(out) >= OUT:
        shares = (numbers.number(each, 2) for each in out)
        a, b = (f"{name} by {share}" for name, share in zip((of.a, of.b), shares, strict=True))
        text = f"Both were shut out by the leading powers in {of.year}, by our measure {a} of 1 and {b}."
        yield Reason("outcasts", "binds", text, min(out), "who")


def _adversary(of: Material, thirds: list[Third]) -> Iterator[Reason]:
    both = [each for each in thirds if each.foe_of_both]
    chief = max(both, key=lambda each: each.strength, default=None)
    if chief is None or of.hostile or chief.strength < MATTERS:
        return
    text = f"Relations of both with {words.the(chief.name)} were hostile in {chief.year}."
    yield Reason("adversary", "binds", text, 0.55 + min(0.45, 4 * chief.strength), "relation")


def _arms(of: Material) -> Iterator[Reason]:
    found = of.facts.get("arms") or {}
    years = found.get("years") or (of.year, of.year)
    for giver, taker, way, share in ((of.a, of.b, "a_to_b", "b_from_a"), (of.b, of.a, "b_to_a", "a_from_b")):
        sent = [each["year"] for each in found.get(way) or () if each["year"] <= of.year]
        if not sent or sent[-1] < of.year - 1:
            continue
        foes = 0.2 if of.band in ("hostile", "at war") else 0.6 if of.hostile else 1.0
        if sent[0] >= of.year - 1:
            text = f"{words.sentence(giver)} delivered major arms to {taker} in {sent[0]} for the first time on record."
            yield Reason("arms", "binds", text, 0.75 * foes, "arms")
        part, place = number_in(found, "share_of_imports", share, "value"), number_in(found, "place", way, "percentile")  # fmt: skip
        if part and place and part >= 0.2:
            told = numbers.percent(part)
            text = f"{words.sentence(giver)} supplied {told} of the major arms that {taker} took in {words.span(*years)}."
            yield Reason("arms", "binds", text, part * place * foes, "arms")


def _votes(of: Material) -> Iterator[Reason]:
    found = of.facts.get("votes") or {}
    near, alike = number_in(found, "distance_percentile"), found.get("agreement_percentile")
    seen = number_in(found, "distance", "observed")
    if near is None or seen is None or of.year - seen > 1:
        return
    if near <= 0.15:
        text = f"{words.sentence(of.pair)} voted nearer to each other in the United Nations in {int(seen)} than {numbers.in_hundred(1 - near)} pairs."  # fmt: skip
        yield Reason("votes", "binds", text, (1 - 4 * near) * (0.4 if _strangers(of) else 1.0), "votes")
    elif alike is not None and alike >= 0.9 and near <= 0.4:
        text = f"{words.sentence(of.pair)} voted alike more often in {int(seen)} than {numbers.in_hundred(alike)} pairs."
        yield Reason("votes", "binds", text, 4 * (alike - 0.85), "votes")


def _strangers(of: Material) -> bool:
    """Tell whether two lie so far apart, and have so little to do with each other, that voting alike says little."""
    far = number_in(of.facts, "geography", "place", "capital_distance", "percentile") or 0.0
    return far > 0.7 and not _standing(of) and not of.facts.get("defence_agreements")


def _trade(of: Material) -> Iterator[Reason]:
    found = (of.facts.get("trade") or {}).get("share_of_imports") or {}
    for side, buyer, seller in (("a", of.a, of.b), ("b", of.b, of.a)):
        part, seen = number_in(found, side, "value"), number_in(found, side, "observed")
        if of.at_war or part is None or seen is None or of.year - seen > KNOWN or part < 0.08:
            continue
        text = f"{words.sentence(buyer)} bought {numbers.percent(part)} of its imports from {seller} in {int(seen)}."
        yield Reason("trade", "binds", text, min(1.0, 0.25 + part * 1.8), "trade")


def _organisations(of: Material) -> Iterator[Reason]:
    found = (of.facts.get("geography") or {}).get("shared_institutions") or {}
    place = number_in(of.facts.get("geography"), "place", "shared_institutions", "percentile")
    if of.at_war or found.get("value") is None or place is None or place < 0.95 or of.year - (found.get("observed") or 0) > KNOWN:  # fmt: skip
        return
    text = f"{words.sentence(of.pair)} sat together in {int(found['value'])} international organisations in {found['observed']}, more than {numbers.in_hundred(place)} pairs."  # fmt: skip
    yield Reason("organisations", "binds", text, 20 * (place - 0.95), "geography")


def _agreements(of: Material) -> Iterator[Reason]:
    signed = sorted(each["signed"] for each in of.facts.get("defence_agreements") or () if int(each["signed"][:4]) > of.year - 10)  # fmt: skip
    if signed:
        many = words.counted(len(signed), "defence agreement")
        text = f"{words.sentence(of.pair)} signed {many} in the ten years to {of.year}, the last in {signed[-1][:4]}."
        yield Reason("agreement", "binds", text, min(0.7, 0.35 + 0.07 * len(signed)), "pacts")
