"""Write into the manifest what adapters declare that their lists cover, without making a table anew.

Usage: ``python -m sources.entries [FOLDER]``
"""

from __future__ import annotations

import sys
from pathlib import Path

from sources.build import EDITION, covers
from westphalia.record.manifest import Manifest, read_manifest, write_manifest


def said_anew(folder: Path) -> Manifest:
    """Write the manifest of an edition with the coverage that is declared now."""
    return write_manifest(folder, {**read_manifest(folder).document, "covers": covers()})


if __name__ == "__main__":
    made = said_anew(Path(sys.argv[1]) if len(sys.argv) > 1 else EDITION)
    print(f"{len(made.covers)} tables with declared coverage, edition {made.hash}")
