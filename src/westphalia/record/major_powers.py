"""Major powers: which states the lists call so, from when to when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from westphalia.record.once import once
from westphalia.record.spells import Spells, read

if TYPE_CHECKING:
    from westphalia.record.world import World


@once
def major_powers(world: World, listed: Literal["cow", "maoz_global", "maoz_regional"] = "cow") -> Spells:
    """Return the spells of major powers; one is a power in every year in which it was one on any day, as in panels of the field.

    Parameters
    ----------
    world : World
        The record.
    listed : {"cow", "maoz_global", "maoz_regional"}
        Whose list: the Correlates of War, or the global or regional powers of Maoz.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> powers = major_powers(load())
    >>> sorted(powers.in_year(1940)["ccode"]), powers.observed(2022)
    ([2, 200, 220, 255, 325, 365, 740], 2016)
    """
    return read(world, "major_powers", sides=("ccode",), listed=listed)
