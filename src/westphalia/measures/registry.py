"""Everything that can be asked for by name: the base quantities of the record and the measures computed from them."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import westphalia.measures as room
import westphalia.record.quantities as base
from westphalia.errors import NotUnderstood
from westphalia.record.codings import CODINGS, codings
from westphalia.record.manifest import unknown
from westphalia.record.quantities import quantities
from westphalia.record.quantity import Quantity


@cache
def registered() -> dict[str, Quantity]:
    """Return every base quantity and measure by name, in order of name.

    Examples
    --------
    >>> registered()["cinc"].table
    'capabilities'
    """
    found = dict(quantities())
    for module in sorted(info.name for info in iter_modules(room.__path__)):
        for measure in getattr(import_module(f"westphalia.measures.{module}"), "MEASURES", ()):
            if measure.name in found:
                raise ValueError(f"measure {measure.name} is declared twice")
            found[measure.name] = measure
    return dict(sorted(found.items()))


@cache
def homes() -> dict[str, str]:
    """Return the module that declares each base quantity and measure, by name.

    Examples
    --------
    >>> homes()["asymmetry"], homes()["cinc"]
    ('westphalia.measures.asymmetry', 'westphalia.record.quantities.power')
    """
    found: dict[str, str] = {}
    for package, declares in ((base, "QUANTITIES"), (room, "MEASURES")):
        for info in iter_modules(package.__path__, f"{package.__name__}."):
            named = getattr(import_module(info.name), declares, ())
            found |= {each.name: info.name for each in named}
    return found


def get(name: str, coding: str = "") -> Quantity:
    """Return a base quantity or measure.

    Parameters
    ----------
    name : str
        Its name.
    coding : str
        As which source codes it, where several do (:mod:`westphalia.record.codings`).

    Raises
    ------
    NotUnderstood
        For an unknown name or coding, with the nearest.

    Examples
    --------
    >>> get("disputes").name, get("disputes", coding="cow").name
    ('disputes', 'disputes_cow')
    """
    key = name.strip().lower().replace("-", "_")
    measures = (
        quantities() if key in quantities() else registered()
    )  # without the measures where they are not asked for
    if key not in measures:
        raise unknown("measure", name, measures, "See all measures with: westphalia measure --list")
    if not coding:
        return measures[key]
    known = codings(key)
    if not known:
        several = ", ".join(CODINGS)
        raise NotUnderstood(
            f"{key} is coded by one source.", "", f"Several code {several}; leave out the coding."
        )
    if coding not in known:
        raise unknown("coding", coding, known, f"{key} is coded by: {', '.join(known)}")
    return measures[known[coding]]
