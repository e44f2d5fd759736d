"""Write the analogues of all pairs with something between them since 2006, which pages show, beside the tables.

Usage: ``python -m sources.analogues [-o FOLDER]``, after ``python -m sources.cases analogues``; it takes some three minutes.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from westphalia.models.analogues import stored
from westphalia.record.manifest import SHIPPED
from westphalia.record.world import load


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Write the analogues that pages show.")
    parser.add_argument("-o", "--output", type=Path, default=SHIPPED, help="folder of the edition")
    given = parser.parse_args()
    began = time.time()
    stored.write(given.output, load(given.output))
    size = (given.output / stored.FILE).stat().st_size
    print(f"{stored.FILE} of {size / 1e6:.2f} MB in {time.time() - began:.0f} s")


if __name__ == "__main__":
    main()
