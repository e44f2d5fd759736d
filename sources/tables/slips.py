"""The table of corrections: what was wrong in other tables, and what stands there now."""

from __future__ import annotations

import polars as pl

from sources.adapters import fao_balances, isard, wdi
from sources.corrections import CORRECTIONS
from sources.registry import builds, recipes
from sources.source import Built, Inputs

CORRECTED = (
    "macro",
    "military_spending",
    "minimum_distance",
    "territorial_changes",
    "trade",
    "us_troops",
    "wheat_trade",
)


@builds("corrections", CORRECTIONS, fao_balances.FAO_BALANCES, isard.ISARD_ECONOMY, wdi.WDI)
def corrections(inputs: Inputs) -> Built:
    """Return what every table that is corrected tells of it."""
    told = [recipes()[name].build(inputs).corrections for name in CORRECTED]
    frame = pl.concat(each for each in told if each is not None)
    return Built(
        frame,
        read=frame.height,
        notes=(
            "Of wheat_trade the rows stand as they are: corrected is a state's sum over its partners, which `wheat_exports` and `wheat_imports` read.",
            "Found by hand, or by the rules of sources/corrections.py over the whole of a table.",
        ),
    )
