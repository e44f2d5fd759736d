"""Write, beside the tables, where all pairs stand in the drivers, in which analogues are sought, and the analogues that pages show.

Usage: ``python -m sources.analogues [-o FOLDER] [--force] [drivers] [pages]``, after ``python -m sources.cases analogues``; it takes a minute for the
drivers and some three for the pages (all pairs with something between them since 2006), and none when nothing that they are made from has changed.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from sources.made import world_for
from westphalia.models.analogues import drivers, stored
from westphalia.record.manifest import SHIPPED


def stand(folder: Path, force: bool = False) -> None:
    """Write where all pairs stand in the drivers, where something that this is made from has changed."""
    world = world_for(folder, drivers.FILE, drivers.definitions(), force=force)
    if world is None:
        return
    began = time.time()
    drivers.write(folder, world)
    size = (folder / drivers.FILE).stat().st_size
    print(f"{drivers.FILE} of {size / 1e6:.2f} MB in {time.time() - began:.0f} s")


def store(folder: Path, force: bool = False) -> None:
    """Write the analogues, where something that they are made from has changed."""
    world = world_for(folder, stored.FILE, stored.definitions(), force=force)
    if world is None:
        return
    began = time.time()
    stored.write(folder, world)
    size = (folder / stored.FILE).stat().st_size
    print(f"{stored.FILE} of {size / 1e6:.2f} MB in {time.time() - began:.0f} s")


STEPS = {"drivers": stand, "pages": store}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Write where pairs stand in the drivers, and analogues.")
    parser.add_argument("words", nargs="*", help="drivers, pages; without a word both")
    parser.add_argument("-o", "--output", type=Path, default=SHIPPED, help="folder of the edition")
    parser.add_argument("--force", action="store_true", help="make them again though nothing has changed")
    given = parser.parse_args()
    unknown = [word for word in given.words if word not in STEPS]
    if unknown:
        parser.error(f"there is no '{unknown[0]}'; words are {', '.join(STEPS)}")
    for word in given.words or STEPS:
        STEPS[word](given.output, given.force)


if __name__ == "__main__":
    main()
