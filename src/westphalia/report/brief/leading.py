"""The leading state of the core: the yardstick on many charts.

The rule is one number, the same in every era: the state with the largest product of gross domestic product and gross domestic
product a head (``gdp`` and ``gdp_per_capita``). Output alone makes populous poor states lead, output a head small rich ones; their product
nets out what a population costs to feed and police (Beckley, "The Power of Nations", International Security 43:2, 2018). By
this rule the United Kingdom leads from 1816 and the United States from 1872 (and for two years of the 1860s); the composite
index of capability would put the Soviet Union first in 1971-1988 and China since 1995, neither of them part of the core.
Past the table's last year the leader of that year is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.record.once import once
from westphalia.report.brief.figures import of_all
from westphalia.report.brief.places import top

if TYPE_CHECKING:
    from westphalia.record.state import State
    from westphalia.record.world import World

RULE = "largest product of GDP and GDP per head"


@once(latest=64)
def leading(world: World, year: int) -> State | None:
    """Return the leading state of a year; None before the table begins.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> [leading(load(), year).name for year in (1830, 1900, 1975, 2022)]
    ['United Kingdom', 'United States', 'United States', 'United States']
    """
    output, each = (of_all(world, name, year, carry=True).values for name in ("gdp", "gdp_per_capita"))
    power = {code: output[code] * each[code] for code in output.keys() & each.keys()}
    return world.state(top(power, 1)[0][0], year) if power else None
