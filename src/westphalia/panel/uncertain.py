"""Which columns of a panel are uncertain: estimates of which a source says how sure they are, and what others code otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.panel.addition import Addition
from westphalia.panel.additions import ADDITIONS
from westphalia.record.tables import declared

if TYPE_CHECKING:
    from westphalia.record.quantity import Quantity


def estimated(addition: Addition) -> tuple[str, ...]:
    """Return the fields of an addition that can be drawn, as their tables or the quantities they are computed from say.

    Examples
    --------
    >>> estimated(ADDITIONS["gdp"]), estimated(ADDITIONS["weak-link-income"]), estimated(ADDITIONS["alliances"])
    (('mrgdppc', 'pwtrgdp', 'pwtpop'), ('minmgdppc',), ())
    """
    names = tuple(field.name for field in addition.fields)
    if addition.measure:
        from westphalia.measures.registry import get

        return names if _drawn(get(addition.measure)) else ()
    if addition.base is not None:
        return names if estimated(addition.base) else ()
    held = {column.name for table in addition.tables for column in declared()[table].uncertain()}
    return tuple(
        each.name for each in addition.fields if (each.column or each.name) in held and not each.exact
    )


def _drawn(quantity: Quantity) -> bool:
    """Return whether a quantity, or one of those that a measure is computed from, is uncertain."""
    from westphalia.measures.registry import registered

    reads = getattr(quantity, "reads", ())
    if reads:
        return any(_drawn(registered()[name]) for name in reads if name in registered())
    column = quantity.declared()
    return column is not None and bool(column.spread)


def coded(addition: Addition) -> dict[str, Addition]:
    """Return an addition as each source codes it, its own coding first.

    Examples
    --------
    >>> {name: each.name for name, each in coded(ADDITIONS["spells"]).items()}
    {'gml': 'spells', 'cow': 'cow-spells'}
    """
    if addition.coding is None:
        return {}
    others = (ADDITIONS[name] for name in addition.coding.others)
    return {each.coding.name: each for each in (addition, *others) if each.coding is not None}


def choices() -> dict[str, tuple[str, ...]]:
    """Return what is coded by several, with the codings there are.

    Examples
    --------
    >>> choices()
    {'disputes': ('gml', 'cow'), 'sanctions': ('gsdb', 'ties')}
    """
    found: dict[str, tuple[str, ...]] = {}
    for each in ADDITIONS.values():
        if each.coding is not None:
            found.setdefault(each.coding.of, tuple(coded(each)))
    return found
