"""Rows coded by hand that are between two states, of whichever table.

A table coded by hand has one row for each thing that happened, and another table says which states had which part in it. Two states are
concerned by a row together if their parts differ (one did it, the other suffered it) or if the part is one that several have with each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.lazy import pl
from westphalia.record.once import once

if TYPE_CHECKING:
    from westphalia.record.world import World

MUTUAL = frozenset({"state", "party"})
"""Parts that several states have in something with each other."""


@dataclass(frozen=True, slots=True)
class Coded:
    """Where the states of a table coded by hand stand.

    Parameters
    ----------
    states : str
        Table with one row for each row of the table, state and part: ``id``, ``ccode``, ``part``.
    where : mapping
        Columns of that table, and their values for rows of this one.
    """

    states: str
    where: Mapping[str, Any]


CODED = {
    name: Coded("coded_parties", {"record": name})
    for name in (
        "coded_disputes",
        "coded_land",
        "coded_recognition",
        "coded_relations",
        "coded_rivalries",
    )
}
"""Tables coded by hand that are read for a pair, with where their states stand."""


@once(latest=32)
def between(world: World, a: int, b: int) -> tuple[dict[str, Any], ...]:
    """Return the rows coded by hand that are between two states, in the order of their first day.

    Parameters
    ----------
    world : World
        The record; in one of an earlier year what is later is not told.
    a, b : int
        Codes of the two states.

    Returns
    -------
    tuple of dict
        The columns of each row, and ``table``; ``parts_a`` and ``parts_b``, the parts of the two; ``states``, how many states are in it.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> [(row["kind"], row["start_edtf"]) for row in between(load(), 375, 365) if row["table"] == "coded_relations"][-1]
    ('border_closed', '2023-11-30')
    """
    found = [row for name, coded in CODED.items() for row in _rows(world, name, coded, a, b)]
    return tuple(sorted(found, key=lambda row: (row["start"], row["table"], row["id"])))


def _rows(world: World, name: str, coded: Coded, a: int, b: int) -> list[dict[str, Any]]:
    """Return the rows of one table that are between two states."""
    of_both = (
        world.scan(coded.states)
        .filter(**coded.where)
        .group_by("id")
        .agg(
            pl.col("ccode").n_unique().alias("states"),
            *(
                pl.col("part").filter(pl.col("ccode") == ccode).sort().alias(f"parts_{side}")
                for side, ccode in (("a", a), ("b", b))
            ),
        )
        .filter((pl.col("parts_a").list.len() > 0) & (pl.col("parts_b").list.len() > 0))
    )
    rows = world.scan(name).join(of_both, on="id").collect().to_dicts()
    return [{"table": name, **row} for row in rows if together(row["parts_a"], row["parts_b"])]


def together(one: list[str], two: list[str]) -> bool:
    """Tell whether two states with these parts had to do with each other in it.

    Examples
    --------
    >>> together(["by"], ["to"]), together(["by"], ["by"]), together(["by", "to"], ["by", "to"]), together(["state"], ["state"])
    (True, False, True, True)
    """
    return any(mine != other or mine in MUTUAL for mine in one for other in two)
