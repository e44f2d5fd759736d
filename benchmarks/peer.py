"""The R peer: the package peacesciencer, when Rscript and the package are installed here."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

SCRIPT = Path(__file__).with_name("peer.R")
NAMES = ("bare", "dangerous", "unfiltered", "states")
"""What the package has a function for. It downloads similarity ready-made, and estimates no ideal points."""


@cache
def rscript() -> str | None:
    """Return the path of Rscript if it has the package."""
    found = shutil.which("Rscript")
    if found is None:
        return None
    has = subprocess.run([found, "-e", "library(peacesciencer)"], capture_output=True, check=False)
    return found if has.returncode == 0 else None


def command(name: str) -> list[str] | None:
    """Return how to have the peer do the work of that name; None when it cannot."""
    found = rscript() if name in NAMES else None
    return [found, str(SCRIPT), name] if found else None
