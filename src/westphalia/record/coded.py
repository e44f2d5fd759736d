"""Rows coded by hand that are between two states, of whichever table.

A table coded by hand has one row for each thing that happened, and another table says which states had which part in it. Two states are
concerned by a row together if their parts differ (one did it, the other suffered it) or if the part is one that several have with each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from westphalia.lazy import pl
from westphalia.record.once import once

if TYPE_CHECKING:
    from westphalia.record.world import World

MUTUAL = frozenset({"state", "party"})
"""Parts that several states have in something with each other."""


CODED = ("coded_disputes", "coded_land", "coded_recognition", "coded_relations", "coded_rivalries")
"""Tables coded by hand that are read for a pair: what happened. Claims and support, whose states stand in ``coded_parties`` too, are read for themselves."""


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
    found = [row for name, parts in _shared(world, a, b).items() for row in _rows(world, name, parts)]
    return tuple(sorted(found, key=lambda row: (row["start"], row["table"], row["id"])))


def _shared(world: World, a: int, b: int) -> dict[str, dict[str, dict[str, Any]]]:
    """Return by table and row in which both had to do with each other: ``states``, ``parts_a`` and ``parts_b``."""
    mine = [
        pl.col("part").filter(pl.col("ccode") == ccode).sort().alias(f"parts_{side}")
        for side, ccode in (("a", a), ("b", b))
    ]
    every = (
        world.scan("coded_parties")
        .filter(pl.col("record").is_in(CODED))
        .group_by("record", "id")
        .agg(pl.col("ccode").n_unique().alias("states"), *mine)
    )
    both = every.filter((pl.col("parts_a").list.len() > 0) & (pl.col("parts_b").list.len() > 0))
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for row in both.collect().to_dicts():
        if together(row["parts_a"], row["parts_b"]):
            found.setdefault(row.pop("record"), {})[row.pop("id")] = row
    return found


def _rows(world: World, name: str, parts: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of one table that are between two states, with the parts of the two."""
    rows = world.scan(name).filter(pl.col("id").is_in(list(parts))).collect().to_dicts()
    return [{"table": name, **row, **parts[row["id"]]} for row in rows]


def together(one: list[str], two: list[str]) -> bool:
    """Tell whether two states with these parts had to do with each other in it.

    Examples
    --------
    >>> together(["by"], ["to"]), together(["by"], ["by"]), together(["by", "to"], ["by", "to"]), together(["state"], ["state"])
    (True, False, True, True)
    """
    return any(mine != other or mine in MUTUAL for mine in one for other in two)
