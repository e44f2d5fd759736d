"""The page of schemes of codes by which tables name states, written from the table ``state_codes``."""

from __future__ import annotations

import polars as pl

from westphalia.record.schemes import BASES, SAME, TITLES, owners
from westphalia.record.world import World, load

HEAD = """# Codes and names of states

Generated from the table `state_codes`. A column of states in a table of your own is read by one of these schemes, found from the whole column; `codes="iso3"` (`--codes iso3`) says which
([panels](panels.md)).

| scheme | what it is | codes | of states | known to be no state's |
|---|---|---|---|---|
"""
TAIL = """
Codes of territories, groups and regions are known too, so that they are never taken for a state: `MAC` is Macao, `WLD` the world. Where a code was of several states at different times (`DEU`, `YEM`,
Polity's 305) the year decides. ISO, the World Bank and Comtrade have codes of today for all years; V-Dem and Polity continue some states under codes of their successors, which are set right by year.

## Names

Names are compared without case, accents, points, articles and order of words, with abbreviations written out; "A (B)", "A/B" and "A-B" are read where both are names of one state; the words for the kind of a
state (republic, kingdom, federation) may be left out where one state remains. What may be several states is told with the choices, and nothing is guessed. A test reads the names of Polity5, V-Dem, the Lexical
Index, Freedom House, the Economist Intelligence Unit, the World Bank and of both lists of states: at least 99.5 % of the rows since 1816 are read or listed as no state, and of those whose state is in a list in
the year none is read wrong, Germany in 1990 and Colombia in 1830 excepted, of which there were two.
"""


def codes_page(world: World | None = None) -> str:
    """Return the page."""
    world = world or load()
    lines = []
    for scheme, title in TITLES.items():
        if scheme == "names":
            continue
        held = owners(world, scheme)
        states = sum(any(owner[0] is not None for owner in rows) for rows in held.values())
        others = [name for name, target in SAME.items() if target == scheme]
        more = f" (also `{'`, `'.join(others)}`)" if others else ""
        base = f", with those of `{BASES[scheme]}`" if scheme in BASES else ""
        lines.append(
            f"| `{scheme}`{more} | {title}{base} | {len(held):,} | {states:,} | {len(held) - states:,} |"
        )
    names = world.table("state_names").filter(pl.col("kind") != "code").collect()
    lines.append(
        f"| `names` | names, of {names['ccode'].n_unique()} states | {names['name'].n_unique():,} | | |"
    )
    return HEAD + "\n".join(lines) + "\n" + TAIL
