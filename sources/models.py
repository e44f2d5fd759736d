"""Fit the partnership model to the whole edition, write its forecasts, run the backtest, and store all beside the tables.

Usage: ``python -m sources.models [-o FOLDER] [--model-only] [--force]``, after ``python -m sources.build``. What is made from nothing that has
changed is kept.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from sources.made import made, world_for
from westphalia.models.definitions import declared
from westphalia.models.partnership import backtest, store, stored_forecasts
from westphalia.models.partnership.model import Partnership
from westphalia.record.manifest import MODEL, SHIPPED


def fit(folder: Path, force: bool = False) -> None:
    """Fit the model of the edition and write it."""
    world = world_for(folder, MODEL, declared(), force=force)
    if world is None:
        return
    began = time.time()
    model = Partnership().fit(world)
    store.write(folder, model)
    print(f"model {model.hash} fitted in {time.time() - began:.0f} s")


def forecast(folder: Path, force: bool = False) -> None:
    """Write the forecasts of the edition's model."""
    world = world_for(folder, stored_forecasts.FILE, stored_forecasts.definitions(), force=force)
    if world is not None:
        stored_forecasts.write(folder, store.load(world))


def score(folder: Path, force: bool = False) -> None:
    """Run the backtest and write it; tell the rows scored by outcome and horizon."""
    definitions = store.backtest_definitions()
    world = world_for(folder, store.BACKTEST, definitions, force=force)
    if world is None:
        return
    began = time.time()
    of = backtest.bench(world, late=True)
    found = backtest.run(
        of,
        progress=lambda origin: print(
            f"{origin} after {time.time() - began:.0f} s", file=sys.stderr, flush=True
        ),
    )
    store.write_backtest(folder, of, found, made(world, definitions))
    for (name, horizon), part in found.items():
        print(f"{name}-{horizon:<12} {len(part['rows']):>9,} rows scored")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Fit and try the partnership model of an edition.")
    parser.add_argument("-o", "--output", type=Path, default=SHIPPED, help="folder of the edition")
    parser.add_argument("--model-only", action="store_true", help="leave the backtest as it is")
    parser.add_argument("--force", action="store_true", help="make again what nothing has changed for")
    given = parser.parse_args()
    fit(given.output, given.force)
    forecast(given.output, given.force)
    if not given.model_only:
        score(given.output, given.force)


if __name__ == "__main__":
    main()
