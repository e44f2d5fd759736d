"""All mechanisms at once, and the results that ship with the edition."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from westphalia.models.cases.standing import read_stored
from westphalia.models.mechanisms.curve import curve
from westphalia.models.mechanisms.design import rows
from westphalia.models.mechanisms.effects import DRAWS, TESTED, Effect, effect, equivalence
from westphalia.models.mechanisms.excluded import excluded
from westphalia.models.mechanisms.interaction import OUTCOMES, interactions
from westphalia.models.mechanisms.multiplicity import doubt, holm, two_sided
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


def corrected(found: list[Effect]) -> list[Effect]:
    """Return effects whose verdicts stand when all of them are counted and where no placebo tells as much."""
    adjusted = holm([two_sided(each.change, each.interval) for each in found])
    made = []
    for each, p in zip(found, adjusted, strict=True):
        why = "" if each.verdict == "undecided" else doubt(p, each.placebo, len(found))
        made.append(replace(each, verdict="undecided" if why else each.verdict, adjusted=p, why=why))
    return made


def compute(world: World) -> dict[str, Any]:
    """Return what the data say of every mechanism (about ten minutes)."""
    of = rows(world)
    asked = [(name, *answer) for name in TESTED for answer in ANSWERS]
    found = {each: effect(of, *each) for each in asked}
    stand = iter(corrected([each for each in found.values() if each]))
    missing = {"verdict": "not computed", "why": "The measure is not known of enough pairs."}
    effects = [
        asdict(next(stand)) if made else {"name": name, "claim": TESTED[name][1], "held": held, "among": among, **missing}
        for (name, held, among, _), made in found.items()
    ]  # fmt: skip
    return {
        "effects": effects,
        "curve": [asdict(each) for each in curve(world)],
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
    ['curve', 'effects']
    """
    return read_stored(world, FILE)
