"""Standing: who counts as a major power."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.record.quantity import Codes, Quantity
from westphalia.record.rows import Rows, of_years

if TYPE_CHECKING:
    from westphalia.record.world import World


def majors(world: World, quantity: Quantity, codes: Codes) -> Rows:
    """Return the years in which a state was a major power on any day."""
    from westphalia.record.major_powers import major_powers

    return of_years(major_powers(world, quantity.where["list"]), quantity.span(world), codes)


QUANTITIES = (
    Quantity(
        "major_power",
        "Whether a state is a major power",
        "state",
        "major_powers",
        "",
        "a major power",
        where={"list": "cow"},
        zero="cow",
        unit="major power (1) or not (0)",
        high=1,
        description="1 where the Correlates of War list has the state as a major power on any day of the year",
        rows=majors,
    ),
    *(
        Quantity(
            f"{name}_power",
            f"Whether a state is a {name} power, by Maoz",
            "state",
            "major_powers",
            "",
            f"a {name} power",
            where={"list": f"maoz_{name}"},
            zero="cow",
            unit="such a power (1) or not (0)",
            high=1,
            description=f"1 for a power of {reach}",
            drawn=("maoz_powers",),
            rows=majors,
        )
        for name, reach in (("global", "global reach"), ("regional", "its region"))
    ),
)
