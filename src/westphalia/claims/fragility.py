"""The fragility of a verdict: what a year more or less, and limits a fifth lower or higher, make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from westphalia.claims import recast
from westphalia.claims.essay import Claim, Test
from westphalia.claims.quantities import EventsOf, ModelOf, StandingOf
from westphalia.claims.verdict import Reading, Verdict, combine, judge, limit

FIFTH = 0.2
ANSWERS = ("supported", "contradicted", "mixed")
YEARS = {-1: "a year earlier", 1: "a year later"}
SAME = {"times": 1.0}
"""The limit that means no difference, by the first word of a unit; of others it is 0, which a fifth does not move."""
OTHER = "by the other list"
LIMITS = {-1: "with limits a fifth lower", 1: "with limits a fifth higher"}
Variants = tuple[tuple[str, Verdict], ...]
Read = Callable[[Test], Reading]


def variants(claim: Claim, readings: Sequence[Reading], read: Read) -> Variants:
    """Return the verdicts on a claim a year earlier and later, with its limits a fifth lower and higher, and by the other list of disputes.

    A part that has no answer then keeps its own verdict. Periods of events are part of what is claimed and are not moved, nor are the years of a claim
    that is :func:`fixed`.

    Parameters
    ----------
    claim : Claim
        With tests.
    readings : sequence of Reading
        Of its tests.
    read : callable
        Reads a test.
    """
    own = [
        judge(each, test.supports, test.contradicts) for each, test in zip(readings, claim.parts, strict=True)
    ]
    pairs = list(zip(claim.parts, readings, own, strict=True))
    found = [
        (said, combine([_limited(test, reading, by) for test, reading, _ in pairs], claim.together))
        for by, said in LIMITS.items()
        if not claim.stated
    ]
    if any(recast.by_other_list(test) is not None for test in claim.parts):
        told = [_instead(recast.by_other_list(test), test, verdict, read) for test, _, verdict in pairs]
        found.append((OTHER, combine(told, claim.together)))
    if not fixed(claim) and any(movable(test) for test in claim.parts):
        for by, said in YEARS.items():
            told = [_of_year(test, by, verdict, read) for test, _, verdict in pairs]
            found.append((said, combine(told, claim.together)))
    return tuple(found)


def fixed(claim: Claim) -> bool:
    """Tell whether the years of a claim are part of what it says: it is ``dated``, or a forecast with the year in which it falls due.

    Parameters
    ----------
    claim : Claim
        With tests.
    """
    return claim.dated or claim.resolution is not None


def movable(test: Test) -> bool:
    """Tell whether the years of a test may be others.

    Parameters
    ----------
    test : Test
        Of a claim.
    """
    return recast.span([test]) is not None and not isinstance(test.asked, EventsOf)


def nearby(claim: Claim) -> Iterator[Test]:
    """Yield the tests of a claim asked of the year before and after.

    Parameters
    ----------
    claim : Claim
        With tests.
    """
    if not fixed(claim):
        yield from (recast.moved(test, by) for test in claim.parts if movable(test) for by in YEARS)


def _of_year(test: Test, by: int, own: Verdict, read: Read) -> Verdict:
    return _instead(recast.moved(test, by) if movable(test) else None, test, own, read)


def _instead(other: Test | None, test: Test, own: Verdict, read: Read) -> Verdict:
    """Return the verdict by another reading; its own where there is none, or where that has no answer."""
    found = own if other is None else judge(read(other), test.supports, test.contradicts)
    return found if found in ANSWERS else own


def _limited(test: Test, reading: Reading, by: int) -> Verdict:
    if any(
        limit(each)[1] == SAME.get(reading.unit.split(" ")[0]) for each in (test.supports, test.contradicts)
    ):
        return judge(reading, test.supports, test.contradicts)
    share = isinstance(test.asked, StandingOf) or _chance(test) or reading.unit.startswith("share")
    count = reading.value is not None and reading.interval is None and float(reading.value).is_integer()
    return judge(reading, *(_moved(each, by, share, count) for each in (test.supports, test.contradicts)))


def _chance(test: Test) -> bool:
    return isinstance(test.asked, ModelOf) and test.asked.take in ("probability", "percentile", "analogues")


def _moved(condition: str, by: int, share: bool, count: bool) -> str:
    """Return a condition whose limit is a fifth lower or higher.

    That of a share moves by a fifth of what lies between it and the nearer end of its scale; that of a count to the nearest whole number. What must be
    equal has no limit.

    Examples
    --------
    >>> _moved("> 1.5", 1, False, False), _moved("> 0.95", 1, True, False), _moved(">= 1", -1, False, True), _moved("= 1", 1, False, True)
    ('> 1.8', '> 0.96', '>= 1', '= 1')
    """
    sign, value = limit(condition)
    if sign in ("=", "!="):
        return condition
    room = min(value, 1 - value) if share and 0 <= value <= 1 else abs(value)
    other = value + by * FIFTH * room
    if count and value.is_integer():
        other = round(other)
    return f"{sign} {round(other, 9):.9f}".rstrip("0").rstrip(".")


def flips(verdict: Verdict, found: Variants) -> Variants:
    """Return the variants whose verdict is another, where there was a plain one.

    Parameters
    ----------
    verdict : str
        Of the claim as it stands.
    found : tuple of (str, str)
        What was changed, and the verdict then.
    """
    plain = verdict in ("supported", "contradicted")
    return tuple(each for each in found if plain and each[1] in ANSWERS and each[1] != verdict)
