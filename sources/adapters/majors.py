"""Major powers: the Correlates of War list, and the global and regional powers of Maoz."""

from __future__ import annotations

import polars as pl

from sources.rdata import read_r
from sources.source import Inputs, Source

COW = Source(
    id="cow_majors_2016",
    folder="peace_science",
    files=("cow_majors.rda",),
    title="Major powers, 2016",
    citation="Correlates of War Project (2017). State System Membership List, v2016.",
    version="2016",
    terms="Academic use with citation of the original.",
    licence="academic",
    tier="open",
    url="https://correlatesofwar.org/data-sets/state-system-membership/",
    covers={"major_powers": (1816, 2016)},
    lists=("cow",),
    extended=True,
)
MAOZ = Source(
    id="maoz_powers",
    folder="peace_science",
    files=("maoz_powers.rda",),
    title="Global and regional powers",
    citation="Maoz, Zeev (2010). Networks of Nations: The Evolution, Structure, and Impact of International "
    "Networks, 1816-2001. "
    "Cambridge: Cambridge University Press.",
    version="2019",
    terms="Academic use with citation of the original.",
    licence="academic",
    tier="open",
    covers={"major_powers": (1816, 2019)},
    lists=("maoz_global", "maoz_regional"),
)


def cow(inputs: Inputs) -> pl.DataFrame:
    """Return one row per spell as a major power."""
    return read_r(inputs.file(COW, "cow_majors.rda"))


def maoz(inputs: Inputs) -> pl.DataFrame:
    """Return one row per state with a spell as a regional and one as a global power."""
    return read_r(inputs.file(MAOZ, "maoz_powers.rda"))
