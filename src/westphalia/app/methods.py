"""A page for each measure: what it is, its equation, where it is from, and a form that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.app.addresses import WrongPath
from westphalia.app.site import own
from westphalia.errors import shortened
from westphalia.lazy import difflib
from westphalia.measures.measure import Measure
from westphalia.measures.registry import registered

if TYPE_CHECKING:
    from westphalia.record.quantity import Quantity
    from westphalia.record.world import World

KINDS = {"state": "of a state", "dyad": "of two states", "directed": "from one state to another"}
"""Kinds of measures in words."""


def method(world: World, name: str) -> str:
    """Return the page of a measure, from its declaration.

    Parameters
    ----------
    world : World
        The record, which knows the years and the sources.
    name : str
        Of the measure.

    Raises
    ------
    WrongPath
        When there is no such measure, with the nearest names.
    """
    all_ = registered()
    if name not in all_:
        close = difflib.get_close_matches(name, all_, n=3, cutoff=0.5)
        guess = f" Did you mean {' or '.join(close)}?" if close else ""
        raise WrongPath(f"There is no measure '{shortened(name)}'.{guess}", "", "All of them: /methods")
    measure = all_[name]
    return own(
        "method.html.j2", measure.title, measure=measure, facts=_facts(world, measure), pair=measure.kind != "state", where=f"/measure/{name}"
    )  # fmt: skip


def _facts(world: World, measure: Quantity) -> list[tuple[str, str]]:
    """Return what the declaration says, word by word."""
    span, (low, high) = measure.span(world), measure.range()
    reads = ", ".join(measure.reads) if isinstance(measure, Measure) else ""
    facts = [
        ("Kind", KINDS[measure.kind]),
        ("Unit", measure.in_unit() or "none"),
        ("Range", " to ".join("unbounded" if each is None else f"{each:g}" for each in (low, high))),
        ("A larger value", measure.more),
        ("Known", f"{span[0]} to {span[1]}" if span else "nothing"),
        ("Equation (TeX)", measure.equation or ""),
        ("Reads", reads),
        ("Reference", measure.cites(world)),
    ]
    return [(word, str(text)) for word, text in facts if text]


def methods() -> str:
    """Return the list of all measures."""
    return own("methods.html.j2", "Measures", measures=sorted(registered().items()), kinds=KINDS)
