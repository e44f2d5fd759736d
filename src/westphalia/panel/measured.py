"""Quantities and measures as additions: ``measure-<name>`` adds any that can be asked for by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.measures.registry import get
from westphalia.panel.addition import Addition, Field
from westphalia.panel.additions.numbers import named_sources

if TYPE_CHECKING:
    from westphalia.record.quantity import Quantity


PREFIX = "measure-"


def measured(name: str) -> Addition:
    """Return the addition of a quantity or measure.

    A directed one has two columns: ``name1`` from the first state to the second, ``name2`` back.

    Raises
    ------
    NotUnderstood
        For an unknown name, with the nearest.

    Examples
    --------
    >>> measured("measure-grievance").columns(dyads=True).keys()
    dict_keys(['grievance1', 'grievance2'])
    """
    return added(get(name.removeprefix(PREFIX)))


def added(measure: Quantity) -> Addition:
    """Return the addition that a quantity or measure is."""
    return Addition(
        PREFIX + measure.name.replace("_", "-"),
        measure.title,
        "state" if measure.kind == "state" else "dyad",
        _fields(measure),
        (measure.table,),
        sources=named_sources(measure),
        covers=measure,
        measure=measure.name,
    )


def _fields(measure: Quantity) -> tuple[Field, ...]:
    said = f"{measure.describes()} ({measure.in_unit()})" if measure.in_unit() else measure.describes()
    if measure.kind != "directed":
        return (Field(measure.name, said),)
    ways = (("1", "Of the first state towards the second"), ("2", "Of the second state towards the first"))
    return tuple(Field(f"{measure.name}{side}", f"{way}: {said}") for side, way in ways)
