"""Coverage: the years that lists cover, as the edition tells them, so that none of them stands anywhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, Protocol

from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from westphalia.record.source import Source
    from westphalia.record.world import World

Span = tuple[int, int]
System = Literal["cow", "gw", "either"]


class Covering(Protocol):
    """What can say which years it covers."""

    def span(self, world: World) -> Span | None:
        """Return the first and last year covered in a world; None for none."""
        ...


@dataclass(frozen=True, slots=True)
class Coverage:
    """The years that some lists cover together: to the earliest of their last years.

    Parameters
    ----------
    lists : tuple of str
        Tables of the edition: ``wars``; ``rivalries:tss``, one of several lists or sources in a table; ``capabilities.cinc``, a column.
    first : int
        The first year, where it is not the latest of their first years: another source may go before, or a window must be whole.
    more : int
        Years after the last whole one of which something is seen.
    """

    lists: tuple[str, ...]
    first: int = 0
    more: int = 0

    def span(self, world: World) -> Span | None:
        """Return the first and last year that a world knows of; None for none, or where one is withheld.

        Examples
        --------
        >>> from westphalia.record.world import load
        >>> since(1816, "pacts").span(load().as_of(1990)), since(1816, "ideal_points").span(load().as_of(1990))
        ((1816, 1990), None)
        """
        found = self.whole(world)
        if world.last_known is None:
            return found
        known = [_known(world, each.partition(".")[0].partition(":")[0]) for each in self.lists]
        last = min(found[1], world.last_known, *known)
        return (found[0], last) if found[0] <= last else None

    def whole(self, source: Source) -> Span:
        """Return the first and last year that the lists cover, whatever may be known of them yet."""
        spans = [source.reach(each) for each in self.lists]
        first = self.first or max(span[0] for span in spans)
        return first, min((LAST_YEAR, *(span[1] for span in spans))) + self.more

    def later(self, years: int) -> Coverage:
        """Return the same from so many years later: of a window that must be whole."""
        return replace(self, first=self.first + years)

    def years(self, world: World) -> range:
        """Return the years that a world knows of."""
        span = self.span(world)
        return range(0) if span is None else range(span[0], span[1] + 1)

    def within(self, world: World, years: Span) -> range:
        """Return those of some years that the lists cover and a world knows of.

        Examples
        --------
        >>> from westphalia.record.world import load
        >>> since(1816, "pacts").within(load(), (2010, 2025))
        range(2010, 2019)
        """
        known = self.years(world)
        return range(max(known.start, years[0]), min(known.stop, years[1] + 1))


def since(first: int, *lists: str) -> Coverage:
    """Return the years from ``first`` to the last that lists cover together.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> since(1816, "pacts", "shared_institutions").span(load())
    (1816, 2014)
    """
    return Coverage(lists, first)


@dataclass(frozen=True, slots=True)
class Reach:
    """The years, to that of a question, in which lists would hold what happened between two states.

    Whoever says that there was none of something asks here first: it is known for these years and for no others.

    Parameters
    ----------
    year : int
        The year of the question.
    spells : tuple of tuple of int
        First and last years in which a list covers both, ascending and apart; none lies after ``year``.

    Examples
    --------
    >>> to_2015 = Reach(2022, ((1855, 2015),))
    >>> to_2015.whole, to_2015.last, Reach(2022, ()).last
    (False, 2015, None)
    """

    year: int
    spells: tuple[Span, ...]

    @property
    def first(self) -> int | None:
        """The first year known; None where nothing is."""
        return self.spells[0][0] if self.spells else None

    @property
    def last(self) -> int | None:
        """The last year known; None where nothing is."""
        return self.spells[-1][1] if self.spells else None

    @property
    def whole(self) -> bool:
        """Whether the year of the question is known."""
        return self.last == self.year

    def join(self, other: Reach) -> Reach:
        """Return the years that either knows of."""
        return Reach(self.year, joined([*self.spells, *other.spells]))


def reach(world: World, pair: Span, year: int, lists: Sequence[Covering], system: System = "either") -> Reach:
    """Return the years to one in which any of some lists covers two states.

    Parameters
    ----------
    world : World
        The record.
    pair : tuple of int
        Codes of the two states.
    year : int
        The year of the question.
    lists : sequence of Coverage
        What may hold it, each with its years.
    system : str, optional
        The list of states that they follow: ``cow``, ``gw``, or ``either``.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> reach(load(), (365, 630), 2022, [Coverage(("dispute_dyad_years:cow",))], "cow").spells
    ((1855, 2014),)
    """
    covered = [(first, min(last, year)) for each in lists for first, last in filter(None, [each.span(world)])]
    return Reach(year, joined(common(together(world, pair, system), covered)))


def together(world: World, pair: Span, system: System = "either") -> list[Span]:
    """Return the years in which both of two states were in the system, as pairs of spells have them.

    Parameters
    ----------
    world : World
        The record.
    pair : tuple of int
        Codes of the two states.
    system : str, optional
        The list of states: ``cow``, ``gw``, or ``either``.
    """
    return common(world.spells(pair[0], system), world.spells(pair[1], system))


def common(ones: Iterable[Span], others: Sequence[Span]) -> list[Span]:
    """Return what each of some spells has in common with each of others.

    Examples
    --------
    >>> common([(1816, 1870), (1919, 1945)], [(1850, 1930)])
    [(1850, 1870), (1919, 1930)]
    """
    both = ((max(one[0], two[0]), min(one[1], two[1])) for one in ones for two in others)
    return [(first, last) for first, last in both if first <= last]


def joined(spells: Iterable[Span]) -> tuple[Span, ...]:
    """Return spells of years in order, those that touch as one.

    Examples
    --------
    >>> joined([(1920, 1930), (1816, 1870), (1931, 1940)])
    ((1816, 1870), (1920, 1940))
    """
    found: list[Span] = []
    for first, last in sorted(spells):
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return tuple(found)


def _known(world: World, table: str) -> int:
    """Return the last year that a world may know of a table; 0 where it is withheld."""
    declared = world.declaration(table)
    lag = declared.timing.lag if declared is not None and declared.timing is not None else 0
    return 0 if world.withheld(table) else (world.last_known or LAST_YEAR) - lag
