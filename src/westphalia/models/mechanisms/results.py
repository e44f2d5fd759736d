"""All mechanisms at once, and the results that ship with the edition."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from westphalia.models.cases.standing import read_stored
from westphalia.models.mechanisms.design import rows
from westphalia.models.mechanisms.effects import DRAWS, TESTED, effect, equivalence
from westphalia.models.mechanisms.excluded import excluded
from westphalia.models.mechanisms.interaction import OUTCOMES, interactions
from westphalia.models.mechanisms.neighbours import neighbours
from westphalia.models.mechanisms.warning import warning

if TYPE_CHECKING:
    from westphalia.record.world import World

FILE = "model/mechanisms.json"
HELD = ("setting", "setting and ties")
ANSWERS = (
    ("setting", "all", DRAWS),
    ("setting and ties", "all", DRAWS),
    ("setting and ties", "relevant", DRAWS),
)
"""What is held equal, among which pairs, and relabellings of the placebo."""


def compute(world: World) -> dict[str, Any]:
    """Return what the data say of every mechanism (about five minutes)."""
    of = rows(world)
    effects: list[dict[str, Any]] = []
    for name, (_, claim, _) in TESTED.items():
        for held, among, draws in ANSWERS:
            found = effect(of, name, held, among, draws)
            missing = {"name": name, "claim": claim, "held": held, "among": among, "verdict": "not computed"}
            why = "The measure is not known of enough pairs."
            effects.append(asdict(found) if found else {**missing, "why": why})
    return {
        "effects": effects,
        "grievance": {held: asdict(equivalence(of, held)) for held in HELD},
        "interaction": [asdict(each) for each in interactions(*excluded(world, OUTCOMES))],
        "neighbours": asdict(neighbours(world)),
        "warning": asdict(warning(world)),
    }


def stored(world: World) -> dict[str, Any]:
    """Return the results that ship with the edition.

    Examples
    --------
    >>> import westphalia as wp
    >>> sorted(stored(wp.load()))[:2]
    ['effects', 'grievance']
    """
    return read_stored(world, FILE)
