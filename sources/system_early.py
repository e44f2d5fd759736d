"""The processes of the simulator as they would have been known before the middle of the last century, for runs that start there.

Usage: ``python -m sources.system_early [-o FOLDER] [--force]``; half a minute. Each is fitted to what was on record by its year; a process without ten years
or ten events by then is off, as sanctions, arms, agreements and ideal points are.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sources.made import asked, written
from sources.system import READS, ROOTS, fit
from westphalia.models.definitions import declared
from westphalia.record.manifest import SHIPPED
from westphalia.record.world import World
from westphalia.system.estimates import EARLY

YEARS = (1900, 1910, 1921, 1932, 1938, 1946)
"""Years that are fitted as of; a run takes the last at or before its start."""


def early(world: World) -> dict[str, Any]:
    """Return, by year, the estimates of all processes as known at its end.

    Parameters
    ----------
    world : World
        The record.
    """
    return {str(year): fit(world.as_of(year), year)["processes"] for year in YEARS}


def main(folder: Path = SHIPPED, force: bool = False) -> None:
    """Make what is stored anew, where what it is made from has changed."""
    written(folder, EARLY, declared((), ROOTS, READS), early, force=force, indent=1)


if __name__ == "__main__":
    main(*asked("Fit the processes of the simulator as of early years."))
