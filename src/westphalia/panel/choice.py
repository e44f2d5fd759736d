"""Which columns rows can have added: the declared additions, and every quantity and measure as ``measure-<name>``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.errors import NotUnderstood
from westphalia.measures.registry import get, registered
from westphalia.panel.addition import Addition, Field
from westphalia.panel.additions import ADDITIONS
from westphalia.panel.additions.numbers import named_sources
from westphalia.panel.readers import Kind
from westphalia.record.manifest import unknown

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


def measures_of(dyads: bool) -> list[str]:
    """Return the names of all that can be added so to rows of pairs, or of states.

    Examples
    --------
    >>> [name in measures_of(dyads=False) for name in ("measure-polity2", "measure-grievance")]
    [True, False]
    """
    return [added(each).name for each in registered().values() if dyads or each.kind == "state"]


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


def names_of(addition: Addition, dyads: bool, carry: bool) -> list[str]:
    """Return the columns that an addition adds, those that say from when values are among them."""
    names = list(addition.columns(dyads))
    if carry and addition.compute is None and addition.base is None:
        names += [
            f"{each.replace('-', '_')}_observed"
            for each in (addition.name, *(f.name for f in addition.fields))
        ]
    return names


def _instead(kind: Kind) -> dict[str, str]:
    """Return, for additions of pairs, what stands for them in rows of states."""
    return (
        {} if kind.dyads else {each.name: each.for_states for each in ADDITIONS.values() if each.for_states}
    )


def usable(kind: Kind) -> list[str]:
    """Return the names of the additions that such rows can have."""
    instead = _instead(kind)
    return [each.name for each in ADDITIONS.values() if each.name in instead or _fits(each, kind)]


def chosen(name: str, kind: Kind) -> Addition:
    """Return an addition by name that rows of this kind can have."""
    if name.startswith(PREFIX):
        return _of_measure(name, kind)
    names = usable(kind)
    if name not in ADDITIONS:
        raise unknown("addition", name, names, f"Additions: {', '.join(names)}.")
    if name not in names:
        only = ADDITIONS[name].by_leader_only()
        whose, where = (
            ("pairs of leaders", "leader-dyad-years") if only else ("pairs of states", "dyad-years")
        )
        raise NotUnderstood(
            f"{name} belongs to {whose}.", f"This is a panel of {kind.name}.", f"Add it to {where}."
        )
    return ADDITIONS[_instead(kind).get(name, name)]


def _of_measure(name: str, kind: Kind) -> Addition:
    made = measured(name)
    if made.kind == "dyad" and not kind.dyads:
        raise NotUnderstood(
            f"{name} belongs to pairs of states.", f"This is a panel of {kind.name}.", "Add it to dyad-years."
        )
    return made


def _fits(addition: Addition, kind: Kind) -> bool:
    return (kind.dyads or addition.kind == "state") and (kind.leaders or not addition.by_leader_only())
