"""The same test, asked of other states or of other years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from westphalia.claims.essay import Test
from westphalia.claims.quantities import NAMED, ClaimQuantity, EventsOf, FigureKind, QueryOf, Years

if TYPE_CHECKING:
    from westphalia.record.world import World

LISTS, NAMES, YEARS = ("of", "between"), ("actor", "target", "party", "place"), ("year", "years")
"""Fields of a figure that name several states, that name one, and that are a year or a first and a last one."""


def figures(test: Test) -> tuple[ClaimQuantity, ...]:
    """Return the figure of a test, and the one that it is compared with.

    Parameters
    ----------
    test : Test
        Of a claim.
    """
    return (test,) if test.against is None else (test, test.against)


def span(tests: Sequence[Test]) -> tuple[int, int] | None:
    """Return the first and last year that tests ask of; None where they name none.

    Parameters
    ----------
    tests : sequence of Test
        Of one claim.
    """
    years = [year for test in tests for each in figures(test) for year in _years(each.asked)]
    return (min(years), max(years)) if years else None


def _years(asked: FigureKind) -> list[int]:
    found = [getattr(asked, name) for name in YEARS if getattr(asked, name, None) is not None]
    given: Years = found[0] if found else []
    return [given] if isinstance(given, int) else list(given)


def cast(world: World, tests: Sequence[Test]) -> tuple[int, ...]:
    """Return the codes of the states that tests name, in the order in which they are first named.

    Parameters
    ----------
    world : World
        The record.
    tests : sequence of Test
        Of one claim.
    """
    asked = [each.asked for test in tests for each in figures(test)]
    return tuple(dict.fromkeys(world.state(name, called(of)).ccode for of in asked for name in _names(of)))


def _names(asked: FigureKind) -> list[str]:
    given = [getattr(asked, field, None) for field in LISTS]
    lists = [name for names in given if isinstance(names, list) for name in names]
    return lists + [getattr(asked, field) for field in NAMES if getattr(asked, field, None) is not None]


def called(asked: FigureKind) -> int:
    """Return the year in which a figure calls states as it does.

    Parameters
    ----------
    asked : FigureKind
        What a test asks for.
    """
    if isinstance(asked, EventsOf):
        years = _years(asked)
        return max(years) if years else NAMED
    return asked.called or NAMED


def of_others(world: World, test: Test, codes: Mapping[int, int]) -> Test:
    """Return a test of other states.

    Parameters
    ----------
    world : World
        The record, which knows the names.
    test : Test
        Of a claim.
    codes : mapping of int to int
        Which state takes the place of which.
    """

    def renamed(asked: FigureKind) -> dict[str, Any]:
        def other(name: str) -> str:
            code = world.state(name, called(asked)).ccode
            return str(codes.get(code, code))

        changed: dict[str, Any] = {}
        for field in LISTS:
            if isinstance(getattr(asked, field, None), list):
                changed[field] = [other(name) for name in getattr(asked, field)]
        for field in NAMES:
            if getattr(asked, field, None) is not None:
                changed[field] = other(getattr(asked, field))
        return changed

    return _changed(test, renamed)


def moved(test: Test, by: int) -> Test:
    """Return a test asked of years that lie so many years later.

    Parameters
    ----------
    test : Test
        Of a claim.
    by : int
        Years; earlier where it is below zero.

    Examples
    --------
    >>> test = Test(measure={"name": "cinc", "of": ["Iran"], "years": [1990, 1995]}, supports="> 0", contradicts="< 0", means="share")
    >>> moved(test, -10).asked.years
    [1980, 1985]
    """

    def later(asked: FigureKind) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in YEARS:
            given: Years | None = getattr(asked, name, None)
            if given is not None:
                found[name] = given + by if isinstance(given, int) else [year + by for year in given]
        return found

    return _changed(test, later)


def _changed(test: Test, change: Any) -> Test:
    """Return a test in which both figures are changed."""
    against = test.against
    if against is not None:
        against = against.model_copy(
            update={against.field: against.asked.model_copy(update=change(against.asked))}
        )
    own = test.asked.model_copy(update=change(test.asked))
    return test.model_copy(update={test.field: own, "against": against})


LISTED = {"disputes": "disputes_cow", "hostility": "hostility_cow"}
"""Measures of one list of disputes, and the same of the other."""
LIST = ("list = 'gml'", "list = 'cow'")
"""How queries name the list of disputes of Gibler, Miller and Little, and the other."""


def by_other_list(test: Test) -> Test | None:
    """Return a test read from the other list of disputes; None where it reads none.

    Parameters
    ----------
    test : Test
        Of a claim.

    Examples
    --------
    >>> test = Test(measure={"name": "disputes", "of": ["Iran", "Iraq"], "years": 1980}, supports=">= 1", contradicts="= 0", means="disputes")
    >>> by_other_list(test).asked.name
    'disputes_cow'
    """

    def other(asked: FigureKind) -> dict[str, Any]:
        if isinstance(asked, QueryOf):
            return {"query": asked.query.replace(*LIST)}
        name = getattr(asked, "name", None)
        return {"name": LISTED[name]} if name in LISTED else {}

    found = _changed(test, other)
    return None if found == test else found


def can_be(test: Test) -> bool:
    """Tell whether a test can be asked of others: not where it names events, or is of all states at once.

    Parameters
    ----------
    test : Test
        Of a claim.
    """
    return all(_one_can(each.asked) for each in figures(test))


def _one_can(asked: FigureKind) -> bool:
    if isinstance(asked, EventsOf):
        return not asked.ids
    if isinstance(asked, QueryOf):
        return bool(asked.of) or asked.year is not None
    return bool(_names(asked))
