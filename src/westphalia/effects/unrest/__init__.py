"""Streets: how many protests are to be expected in a state, and what a delivery of grain may and may not do to them."""

from westphalia.effects.unrest.conditions import OUTCOMES, TERMS, Conditions, conditions, of_state
from westphalia.effects.unrest.counts import Counts, StateRecord, counts_of, expected
from westphalia.effects.unrest.deal import Deal, Market, Relief, relief

__all__ = [
    "OUTCOMES",
    "TERMS",
    "Conditions",
    "Counts",
    "Deal",
    "Market",
    "Relief",
    "StateRecord",
    "conditions",
    "counts_of",
    "expected",
    "of_state",
    "relief",
]
