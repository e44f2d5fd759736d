"""The files of the edition that hold the model, its forecasts and its backtest, and the steps in which forecasts are stored."""

from westphalia.record.manifest import MODEL

__all__ = ["ABOUT", "BACKTEST", "FORECASTS", "MODEL", "STEPS"]

BACKTEST, FORECASTS, ABOUT = "backtest.json", "forecasts.table", "forecasts.json"
STEPS = {"s": 1000, "v": 50, "d": 50, "e": 50, "m": 20}
"""In how many steps log-odds are stored, by the first letter of the column."""
