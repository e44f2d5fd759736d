"""Fit the partnership model to the whole edition, write its forecasts, run the backtest, and store all beside the tables.

Usage: ``python -m sources.models [-o FOLDER] [--model-only]``, after ``python -m sources.build``.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from westphalia.models import backtest, stored, stored_backtest, stored_forecasts
from westphalia.models.partnership import Partnership
from westphalia.record.manifest import SHIPPED
from westphalia.record.world import load


def fit(folder: Path) -> Partnership:
    """Fit the model of the edition and write it."""
    model = Partnership().fit(load(folder))
    stored.write(folder, model)
    return model


def score(folder: Path, model: str) -> dict[str, int]:
    """Run the backtest and write it; return rows scored by outcome and horizon."""
    began = time.time()
    of = backtest.bench(load(folder), late=True)
    made = backtest.run(
        of,
        progress=lambda origin: print(
            f"{origin} after {time.time() - began:.0f} s", file=sys.stderr, flush=True
        ),
    )
    stored_backtest.write(folder, of, made, model)
    return {f"{name}-{h}": len(part["rows"]) for (name, h), part in made.items()}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Fit and try the partnership model of an edition.")
    parser.add_argument("-o", "--output", type=Path, default=SHIPPED, help="folder of the edition")
    parser.add_argument("--model-only", action="store_true", help="leave the backtest as it is")
    given = parser.parse_args()
    began = time.time()
    model = fit(given.output)
    print(f"model {model.hash} fitted to {model.data} in {time.time() - began:.0f} s")
    stored_forecasts.write(given.output, stored.load(load(given.output)))
    if not given.model_only:
        for key, rows in score(given.output, model.hash).items():
            print(f"{key:16} {rows:>9,} rows scored")


if __name__ == "__main__":
    main()
