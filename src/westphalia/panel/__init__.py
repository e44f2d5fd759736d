"""Panels for research: states, pairs of states, leaders and disputes of two centuries, with what is known of each row.

>>> import westphalia as wp
>>> wp.panel.dyad_years(wp.load(), (1816, 2010)).collect().height
1685310
"""

from __future__ import annotations

from westphalia.panel.additions import ADDITIONS
from westphalia.panel.kinds import (
    dispute_dyad_years,
    dyad_years,
    leader_days,
    leader_dyad_years,
    leader_years,
    state_days,
    state_years,
)
from westphalia.panel.merge import Unmatched
from westphalia.panel.panel import Panel
from westphalia.panel.pooling import Pooled, pool

__all__ = [
    "ADDITIONS",
    "Panel",
    "Pooled",
    "Unmatched",
    "dispute_dyad_years",
    "dyad_years",
    "leader_days",
    "leader_dyad_years",
    "leader_years",
    "pool",
    "state_days",
    "state_years",
]
