"""Breadth of sanctions: how many cases, from how many states, of how many kinds; not how heavy they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from westphalia.measures.measure import Measure
from westphalia.measures.sanction_severity import GSDB, MORGAN
from westphalia.measures.sanction_severity.exposure import COVERS

if TYPE_CHECKING:
    from westphalia.record.history import Floats, History

SIX = ("trade", "arms", "military", "financial", "travel", "other")
KINDS = tuple(f"sanctions_in_force_{kind}" for kind in SIX)


def of_kinds(history: History) -> Floats:
    """Return of how many kinds sanctions are in force against states (n,); 0 for one in the system against which none are."""
    found: Floats = np.sum([history.now[name] > 0 for name in KINDS], axis=0).astype(np.float64)
    found[np.isnan(history.now["sanctions_in_force"])] = np.nan
    return found


def of_breadth(history: History) -> Floats:
    """Return the mean of cases, senders and kinds, each against the most of any state in the year (n,)."""
    each = (history.now["sanctions_in_force"], history.now["sanction_senders"], of_kinds(history))
    against = [values / np.nanmax(values, initial=1.0) for values in each]
    return np.asarray(np.mean(against, axis=0))


MEASURES = (
    Measure(
        "sanction_breadth", "Breadth of the sanctions against a state", "state", "sanction_cases", "", "broader sanctions", ("target",), covers=COVERS, unit="0 to 1", low=0, high=1, drawn=GSDB, driver="exclusion", reference=MORGAN, reads=("sanctions_in_force", "sanction_senders", *KINDS), compute=of_breadth, members="",
        description="Mean of three: cases in force, states that sanction, and kinds of sanctions, each against the most of any state in the year; says nothing of how heavy they are",
        equation=r"\frac{1}{3}\Bigl(\frac{n_i}{\max n} + \frac{s_i}{\max s} + \frac{k_i}{\max k}\Bigr)",
    ),
    Measure(
        "sanction_kinds", "Kinds of sanctions in force against a state", "state", "sanction_cases", "", "more kinds", ("target",), covers=COVERS, unit="kinds", low=0, high=6, drawn=GSDB, driver="exclusion", reference=MORGAN, reads=("sanctions_in_force", *KINDS), compute=of_kinds, members="",
        description="Of trade, arms, military assistance, finance, travel and other, how many are restricted by a case in force",
        equation=r"\sum_{q=1}^{6} \mathbf{1}[\text{a case of kind } q \text{ is in force}]",
    ),
)  # fmt: skip
