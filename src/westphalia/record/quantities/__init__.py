"""Base quantities: the numbers of states and pairs that the record holds, one theme a file, each declared once."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from westphalia.record.manifest import unknown
from westphalia.record.quantity import Quantity


@cache
def quantities() -> dict[str, Quantity]:
    """Return every base quantity by name, in order of name.

    Examples
    --------
    >>> quantities()["cinc"].table
    'capabilities'
    """
    found: dict[str, Quantity] = {}
    for module in sorted(info.name for info in iter_modules(__path__)):
        for quantity in import_module(f"{__name__}.{module}").QUANTITIES:
            if quantity.name in found:
                raise ValueError(f"quantity {quantity.name} is declared twice")
            found[quantity.name] = quantity
    return dict(sorted(found.items()))


def get(name: str) -> Quantity:
    """Return a base quantity.

    Raises
    ------
    NotUnderstood
        For an unknown name, with the nearest.
    """
    if name not in quantities():
        raise unknown("quantity", name, quantities(), "See all with: westphalia measure --list")
    return quantities()[name]
