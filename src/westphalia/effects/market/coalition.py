"""Who refuses a seller: those who sanction it that year, the core, all others, or whoever is named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from westphalia.effects.market.base import Coalition
from westphalia.errors import NotUnderstood
from westphalia.lazy import pl
from westphalia.measures.core import core
from westphalia.record.quantities.sanctions import on_states

if TYPE_CHECKING:
    from westphalia.record.world import World

RULES = ("sanctioners", "core", "all")
BOUND = "un"
"""The route of those whom only the Security Council binds: all members of the United Nations, most of which refuse nothing of their own."""
TABLES = ("sanctions", "institution_members")


def coalitions(
    world: World, sellers: Sequence[int], year: int, by: Sequence[int | str] = ("sanctioners",)
) -> tuple[Coalition, ...]:
    """Return who refuses each seller.

    Parameters
    ----------
    world : World
        The record.
    sellers : sequence of int
        Codes of the states that are shut out.
    year : int
        The year.
    by : sequence of int or str
        A rule (sanctioners, core or all), or states and institutions (eu, g7, nato). Where nobody sanctions a seller the core takes the place of
        the sanctioners, and ``chosen`` says so; of a year after the lists of sanctions end their last year is read, which ``observed`` says.

    Raises
    ------
    NotUnderstood
        For a rule among states, an unknown name, or a seller among those who are named.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> [len(each.members) > 30 for each in coalitions(load(), (365, 630), 2021)]
    [True, True]
    """
    rules = [each for each in by if each in RULES]
    if not rules:
        named = _named(world, by, year)
        inside = sorted(set(named) & set(sellers))
        if inside:
            raise NotUnderstood(
                f"{world.state(inside[0]).name} cannot be shut out by itself.",
                "It stands among those who refuse.",
                "Leave it out of --by or of --exclude.",
            )
        return tuple(Coalition(named, "list") for _ in sellers)
    if len(by) > 1:
        raise NotUnderstood(
            f"'{rules[0]}' is a rule and cannot stand beside others.",
            "",
            f"Give one of {', '.join(RULES)}, or states.",
        )
    return tuple(_ruled(world, code, sellers, year, rules[0]) for code in sellers)


def _ruled(world: World, code: int, sellers: Sequence[int], year: int, rule: str | int) -> Coalition:
    if rule == "all":
        return Coalition(tuple(sorted(set(world.members(year)) - set(sellers))), "all")
    when = None
    if rule == "sanctioners":
        span = world.covers("sanctions_on_state")
        if span is not None and year >= span[0]:
            when = min(year, span[1])
            senders = set(_senders(world, code, when)) - set(sellers)
            if senders:
                return Coalition(tuple(sorted(senders)), "sanctioners", when)
    return Coalition(tuple(sorted(set(core(world, year).members) - set(sellers))), "core", when)


def _senders(world: World, code: int, year: int) -> list[int]:
    """Return who has sanctions of its own on a state, more than an end of aid."""
    found = on_states(world).filter(
        pl.col("target") == code,
        pl.col("year") == year,
        pl.col("route") != BOUND,
        pl.col("cases") > pl.col("aid"),
    )
    senders: list[int] = found["sender"].to_list()
    return senders


def _named(world: World, by: Sequence[int | str], year: int) -> tuple[int, ...]:
    """Return the codes of states, and of the members of institutions, by name."""
    listed = world.scan("institution_members").collect()
    institutions = set(listed["institution"].unique())
    found: set[int] = set()
    for each in by:
        name = str(each).strip().lower()
        if name in institutions:
            spells = listed.filter(
                pl.col("institution") == name,
                pl.col("start").dt.year() <= year,
                pl.col("end").is_null() | (pl.col("end").dt.year() >= year),
            )
            found |= set(spells["ccode"].to_list())
        else:
            found.add(world.state(each, year).ccode)
    return tuple(sorted(found))
