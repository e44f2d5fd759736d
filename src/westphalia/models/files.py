"""The files of the edition that hold the model, its forecasts, its backtest and analogues, and the steps and bytes in which they are stored."""

from struct import Struct

from westphalia.record.manifest import MODEL

__all__ = ["ABOUT", "ANALOGUES", "BACKTEST", "BEGIN", "FORECASTS", "MODEL", "NEAR", "NONE", "SHOWN", "STEPS"]

BACKTEST, FORECASTS, ABOUT, ANALOGUES = (
    "model/backtest.json",
    "model/forecasts.table",
    "model/forecasts.json",
    "model/analogues.table",
)
STEPS = {"s": 1000, "v": 50, "d": 50, "e": 50, "m": 20}
"""In how many steps log-odds are stored, by the first letter of the column."""
SHOWN = 5
"""Analogues stored of a pair and year."""
NEAR = Struct(">HHBB6B")
"""One of them: two codes, year since :data:`BEGIN`, what came of it within 1, 3, 5 and 10 years (in base three: 0 no, 1 yes, 2 not known), measures
shared and measures that differ by their places in the list, :data:`NONE` for none."""
BEGIN, NONE = 1800, 255
