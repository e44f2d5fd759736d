"""Issue a ledger of forecasts into the shelf: once, on the day, never again.

Usage: ``python -m sources.ledger``, after ``python -m sources.build``. A ledger that is there is not written over.
"""

from __future__ import annotations

from datetime import date

from westphalia.claims.ledger.book import FOLDER, issue
from westphalia.record.world import load


def main() -> None:
    """Run from the command line."""
    today = date.today()
    FOLDER.mkdir(exist_ok=True)
    print(f"{issue(load(), FOLDER / f'{today:%Y-%m}.json', today):,} forecasts issued on {today.isoformat()}")


if __name__ == "__main__":
    main()
