"""Write the analogues of all pairs with something between them since 2006, which pages show, beside the tables.

Usage: ``python -m sources.analogues [-o FOLDER] [--force]``, after ``python -m sources.cases analogues``; it takes some three minutes, and none when
nothing that they are made from has changed.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from sources.made import world_for
from westphalia.models.analogues import stored
from westphalia.record.manifest import SHIPPED


def store(folder: Path, force: bool = False) -> None:
    """Write the analogues, where something that they are made from has changed."""
    world = world_for(folder, stored.FILE, stored.definitions(), force=force)
    if world is None:
        return
    began = time.time()
    stored.write(folder, world)
    size = (folder / stored.FILE).stat().st_size
    print(f"{stored.FILE} of {size / 1e6:.2f} MB in {time.time() - began:.0f} s")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Write the analogues that pages show.")
    parser.add_argument("-o", "--output", type=Path, default=SHIPPED, help="folder of the edition")
    parser.add_argument("--force", action="store_true", help="make them again though nothing has changed")
    given = parser.parse_args()
    store(given.output, given.force)


if __name__ == "__main__":
    main()
