"""What two states mean for others: who is the foe of both, who drew nearer or apart, who takes sides, markets, their weight together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.brief.why.binding import MATTERS
from westphalia.report.brief.why.reason import Material, Reason, number_in
from westphalia.report.brief.why.third import Third

TURNED = 1.5
"""Change of a relation in ten years that is told."""
WORDS = {
    "at war": "war",
    "hostile": "hostile",
    "cool": "cool",
    "indifferent": "indifferent",
    "friendly": "friendly",
    "partners": "those of partners",
    "security community": "those of a security community",
}
"""Words for a relation, after "from" and "to"."""
HEAVY = 0.01
"""Share of the system's capability from which a third state's turn is told."""


def reasons(of: Material, thirds: Sequence[Third]) -> Iterator[Reason]:
    """Yield what the two mean for others, as reasons.

    Parameters
    ----------
    of : Material
        The pair and year.
    thirds : sequence of Third
        Third states by their relations with the two.
    """
    yield from _foe(of, thirds)
    yield from _moved(of, thirds)
    yield from _senders(of)
    yield from _goods(of)
    yield from _strength(of)


def _foe(of: Material, thirds: Sequence[Third]) -> Iterator[Reason]:
    """Yield the strongest states that are at odds with both of two that are not at odds themselves."""
    both = sorted((each for each in thirds if each.foe_of_both), key=lambda each: -each.strength)
    if not both or of.hostile or both[0].strength < MATTERS:
        return
    names = words.listed(words.the(each.name) for each in both[:3])
    if len(both) == 1:
        text = (
            f"{words.sentence(names)} had hostile relations with both in {of.year}, alone among all states."
        )
    else:
        more = f", among them {names}" if len(both) > 3 else f": {names}"
        text = f"{words.sentence(words.count(len(both)))} states had hostile relations with both in {of.year}{more}."
    yield Reason("foe", "others", text, 0.5 + min(0.5, 3 * both[0].strength), "others")


def _moved(of: Material, thirds: Sequence[Third]) -> Iterator[Reason]:
    """Yield the third state whose relation to either changed most in ten years, weighed by its strength."""
    turns = []
    for each in thirds:
        sides = (
            (of.a, each.a, each.was_a, each.word_was_a, each.word_a),
            (of.b, each.b, each.was_b, each.word_was_b, each.word_b),
        )
        for state, now, was, then, word in sides:
            if (
                now is not None
                and was is not None
                and then
                and word
                and then != word
                and abs(now - was) >= TURNED
            ):
                turns.append(
                    (abs(now - was) * (0.3 + min(1.0, each.strength / HEAVY)), state, then, word, each)
                )
    if not turns:
        return
    weight, state, then, word, third = max(turns, key=lambda turn: turn[0])
    text = f"Relations of {words.the(third.name)} with {state} went from {WORDS[then]} to {WORDS[word]} in the ten years to {of.year}."  # fmt: skip
    yield Reason("moved", "others", text, min(1.0, 0.35 + 0.15 * weight), "others")


def _senders(of: Material) -> Iterator[Reason]:
    """Yield how many states have sanctions in force upon the one of the two that most have, where few are so sanctioned."""
    found = of.facts.get("sanctions") or {}
    sides = []
    for side, name in (("a", of.a), ("b", of.b)):
        senders, place = (
            number_in(found, side, "senders", "value"),
            number_in(found, side, "place", "percentile"),
        )
        if senders and place:
            sides.append((senders, place, name, number_in(found, side, "place", "rank")))
    if not sides:
        return
    senders, place, name, rank = max(sides)
    if senders < 5 or place < 0.9:
        return
    more = "more than on any other" if rank == 1 else f"more than on {numbers.in_hundred(place)} states"
    text = f"{words.sentence(words.count(int(senders)))} states had sanctions on {name} in force in {of.year}, {more}."  # fmt: skip
    yield Reason("senders", "others", text, place**6 * min(1.0, senders / 30), "sanctions")


def _goods(of: Material) -> Iterator[Reason]:
    for kind, topic, key, what, least in (
        ("oil", "energy", "crude_exports", "the crude oil that exporters on record sold abroad", 0.06),
        ("grain", "grain", "wheat_exports", "the wheat that was exported", 0.06),
    ):
        found = (of.facts.get(topic) or {}).get(key) or {}
        shares = [number_in(found, side, "share") for side in ("a", "b")]
        seen = number_in(found, "a", "observed")
        if None in shares or seen is None or of.year - seen > 2:
            continue
        a, b = (share for share in shares if share is not None)
        if a + b >= least and min(a, b) >= 0.01:
            text = f"Together {of.pair} had {numbers.percent(a + b)} of {what} in {int(seen)}."
            yield Reason(kind, "others", text, min(1.0, 0.4 + 2.5 * (a + b)), topic)


def _strength(of: Material) -> Iterator[Reason]:
    shares = [number_in(of.facts, "capability", side, "value") for side in ("a", "b")]
    seen = number_in(of.facts, "capability", "a", "observed")
    if None in shares or seen is None:
        return
    together = sum(share for share in shares if share is not None)
    if together >= 0.08:
        text = f"Together {of.pair} had {numbers.percent(together)} of the capability of all states in {int(seen)}."
        yield Reason("strength", "others", text, min(1.0, 0.3 + 2 * together), "capability")
