"""Analogues: pairs in history that stood where a pair stands, and what became of them."""

from westphalia.models.analogues.answer import Analogue, Analogues, BaseRate
from westphalia.models.analogues.search import analogues

__all__ = ["Analogue", "Analogues", "BaseRate", "analogues"]
