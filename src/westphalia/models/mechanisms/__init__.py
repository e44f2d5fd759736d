"""Mechanisms: what the data say about why states come together, and what their partnerships do to others."""

from westphalia.models.mechanisms.effects import GRIEVANCE, TESTED, effect, equivalence
from westphalia.models.mechanisms.excluded import excluded
from westphalia.models.mechanisms.interaction import Interaction, interactions
from westphalia.models.mechanisms.neighbours import neighbours
from westphalia.models.mechanisms.results import compute, stored
from westphalia.models.mechanisms.warning import warning

__all__ = [
    "GRIEVANCE",
    "TESTED",
    "Interaction",
    "compute",
    "effect",
    "equivalence",
    "excluded",
    "interactions",
    "neighbours",
    "stored",
    "warning",
]
