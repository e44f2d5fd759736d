"""Coverage: the years that lists cover, as the edition tells them, so that none of them stands anywhere else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from westphalia.record.source import Source
    from westphalia.record.world import World

Span = tuple[int, int]


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


def _known(world: World, table: str) -> int:
    """Return the last year that a world may know of a table; 0 where it is withheld."""
    declared = world.declaration(table)
    lag = declared.timing.lag if declared is not None and declared.timing is not None else 0
    return 0 if world.withheld(table) else (world.last_known or LAST_YEAR) - lag
