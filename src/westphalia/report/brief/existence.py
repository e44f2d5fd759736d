"""Whether two states were ever in the system together, and what to ask when they were not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.record.once import once
from westphalia.record.schema import LAST_YEAR
from westphalia.record.world import FIRST_YEAR
from westphalia.report.brief import words

if TYPE_CHECKING:
    from westphalia.record.state import Dyad, State
    from westphalia.record.world import World

Spell = tuple[date, date]
STEPS = 3
"""How many successions are followed to find a state that can stand in for one that had gone."""


def shared(world: World, a: int, b: int) -> list[tuple[int, int]]:
    """Return the years in which both were in the system on one day, either list, as spells of years.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> shared(load(), 265, 260), shared(load(), 265, 347)
    ([(1949, 1990)], [])
    """
    both = (
        (max(one[0], two[0]), min(one[1], two[1])) for one in _spells(world, a) for two in _spells(world, b)
    )
    joined: list[tuple[int, int]] = []
    for first, last in sorted((start.year, end.year) for start, end in both if start <= end):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        else:
            joined.append((first, last))
    return joined


@once(latest=64)
def _spells(world: World, ccode: int) -> tuple[Spell, ...]:
    """Return the spells of membership in either list; a lasting one ends with the edition."""
    frame = world.table("memberships").filter(ccode=ccode).select("start", "end").collect()
    return tuple((start, end or date(LAST_YEAR, 12, 31)) for start, end in frame.iter_rows())


def check_year(year: int | None, as_of: int | None) -> None:
    """Raise :class:`NotUnderstood` for a year outside the edition."""
    for name, value in (("year", year), ("as-of year", as_of)):
        if value is not None and not FIRST_YEAR <= value <= LAST_YEAR:
            raise NotUnderstood(
                f"The {name} {value} is outside the record.",
                f"The edition covers {FIRST_YEAR} to {LAST_YEAR}.",
                f"Give a year from {FIRST_YEAR} to {LAST_YEAR}.",
            )


def check(world: World, dyad: Dyad, year: int) -> list[tuple[int, int]]:
    """Return the years that the two states shared, or say why there is no answer for ``year``.

    Raises
    ------
    NoAnswer
        When the two never were in the system together, or not in ``year``; with who existed when and what to ask instead.
    """
    together = shared(world, dyad.a.ccode, dyad.b.ccode)
    if any(first <= year <= last for first, last in together):
        return together
    a, b = words.the(dyad.a.name, start=True), words.the(dyad.b.name)
    if not together:
        raise NoAnswer(
            f"{a} and {b} were never in the system of states at the same time.",
            f"{_when(world, dyad.a)}; {_when(world, dyad.b)}.",
            _instead(world, dyad, year),
        )
    nearest = min((abs(edge - year), edge) for spell in together for edge in spell)[1]
    raise NoAnswer(
        f"{a} and {b} were not both states in {year}.",
        f"Both were in {words.spans(together)}.",
        _instead(world, dyad, year, f"Ask for: {command(dyad.a.name, dyad.b.name, nearest)}"),
    )


def command(a: str, b: str, year: int) -> str:
    """Return the command that prints the brief of a pair."""
    names = (f'"{name}"' if " " in name else name for name in (a, b))
    return f"westphalia brief {' '.join(names)} --year {year}"


def _when(world: World, state: State) -> str:
    years = world.spells(state.ccode)
    name = words.the(state.name, start=True)
    return f"{name} was in {words.spans(years)}" if years else f"{name} is in no list"


def _instead(world: World, dyad: Dyad, year: int, otherwise: str = "") -> str:
    """Return the pair to ask for instead: a predecessor or successor in place of a state that was not there, in the year nearest to it."""
    found = _stand_ins(world, dyad, year, absent_only=True) or _stand_ins(
        world, dyad, year, absent_only=False
    )
    if not found or (otherwise and min(found)[0] > 0):
        return otherwise or "See who was a state when with: westphalia states"
    _, _, one, two, near = min(found)
    names = [world.state(code, near).name for code in (one, two)]
    return f"The nearest pair is {names[0]} and {names[1]}; ask for: {command(names[0], names[1], near)}"


def _stand_ins(
    world: World, dyad: Dyad, year: int, *, absent_only: bool
) -> list[tuple[int, int, int, int, int]]:
    """Return pairs to ask for instead: years away, steps of succession, the two states, the year.

    With ``absent_only`` a state that was there in the year is not replaced.
    """
    both = [
        {state.ccode: 0} if absent_only and _there(world, state.ccode, year) else kin(world, state.ccode)
        for state in (dyad.a, dyad.b)
    ]
    found = []
    for one, steps_a in both[0].items():
        for two, steps_b in both[1].items():
            swapped = one == dyad.b.ccode or two == dyad.a.ccode
            if steps_a + steps_b == 0 or one == two or swapped:
                continue
            for first, last in shared(world, one, two):
                near = min(max(year, first), last)
                found.append((abs(near - year), steps_a + steps_b, one, two, near))
    return found


def _there(world: World, ccode: int, year: int) -> bool:
    return any(first <= year <= last for first, last in world.spells(ccode))


def kin(world: World, ccode: int) -> dict[int, int]:
    """Return the state and those before and after it that it came out of or went into, with how many steps away they are.

    Steps go one way in time: a state is never followed up to a predecessor and down to its siblings, nor through an act that
    happened the other way round.
    """
    acts = world.listed("successions").sort("date", "predecessor").drop("kind").rows()
    found = {ccode: 0}
    later: dict[int, date] = {ccode: date.min}
    earlier: dict[int, date] = {ccode: date.max}
    for step in range(1, STEPS + 1):
        later = _next([(old, new, act) for old, new, act in acts if old in later and act >= later[old]], min)
        earlier = _next(
            [(new, old, act) for old, new, act in acts if new in earlier and act <= earlier[new]], max
        )
        for code in sorted({*later, *earlier}):
            found.setdefault(code, step)
    return found


def _next(acts: list[tuple[int, int, date]], best: Callable[[date, date], date]) -> dict[int, date]:
    """Return the states reached with the day of the act, the one that leaves most ways open where there are several."""
    reached: dict[int, date] = {}
    for _, there, act in acts:
        reached[there] = best(reached.get(there, act), act)
    return reached
