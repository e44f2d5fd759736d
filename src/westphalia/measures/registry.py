"""All measures by name."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from westphalia.measures.measure import Measure
from westphalia.record.manifest import unknown

NOT_CONCEPTS = frozenset(
    {"everyone", "ideal_points", "measure", "reading", "registry", "similarity", "vectorised"}
)


@cache
def registered() -> dict[str, Measure]:
    """Return every measure by name, in order of name.

    Examples
    --------
    >>> registered()["cinc"].table
    'capabilities'
    """
    import westphalia.measures as room

    found: dict[str, Measure] = {}
    for module in sorted(info.name for info in iter_modules(room.__path__)):
        if module in NOT_CONCEPTS:
            continue
        for measure in import_module(f"westphalia.measures.{module}").MEASURES:
            if measure.name in found:
                raise ValueError(f"measure {measure.name} is declared twice")
            found[measure.name] = measure
    return dict(sorted(found.items()))


def get(name: str) -> Measure:
    """Return a measure.

    Raises
    ------
    NotUnderstood
        For an unknown name, with the nearest.
    """
    measures = registered()
    key = name.strip().lower().replace("-", "_")
    if key not in measures:
        raise unknown("measure", name, measures, "See all measures with: westphalia measure --list")
    return measures[key]
