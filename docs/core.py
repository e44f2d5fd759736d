"""The page of the core of the system, year by year, written from the rule.

Usage: ``python -m docs.core`` writes the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from westphalia.measures.core import Core, core
from westphalia.record.world import World, load

PAGE = Path(__file__).parent / "core.md"
PERIODS = (
    ("1816-1913", 1816, 1913),
    ("The First World War, 1914-1918", 1914, 1918),
    ("1919-1939", 1919, 1939),
    ("The Second World War, 1940-1945", 1940, 1945),
    ("1946-1991", 1946, 1991),
    ("Since 1992", 1992, 2025),
)
HEAD = """# The core of the system

Generated from the rule (`python -m docs.core`); a test compares this page with what is computed. In Python: `westphalia.measures.core.core(world, 1960)`.

Several measures ask how a state stands to the *core*: the leading coalition of the system. One rule draws it for every year since 1816.

1. **Capability.** The mean of two shares of the system: the composite index of national capability, which counts mass, and output times output a head (Beckley 2018), which counts what is left to act with.
2. **Reach.** The mean of the shares that are known of: pacts and institutions (partners by their capability), trade, and standing as a major power.
3. **Strength.** The geometric mean of capability and reach, as a share of the system, averaged over five years, the year itself the last.
4. **Ties.** How closely two states are tied is the mean of what is known of: a pact (defence 1, consultation or offence 0.5, neutrality 0.25, none or bare non-aggression 0); organizations shared, over the number of
   those of the two that has more; trade against what the sizes of the two would have it be, q / (1 + q) (West Germany's trade of 1960-89, of which the list lacks the pairs, is known by its total alone); and, before 1865, when there was no organization open to all states yet, both being major powers. It is averaged over the same five years. It counts as
   0 between two that were at war, or in a dispute with a display of force, in those years, and as 1 between two that are on the same side of a war in the year.
5. **The coalition.** From each of the six strongest states a coalition is grown. The state with the largest product of strength and closeness to it joins next, as long as it is tied to the members, by their strength, at least 1.25 times as closely
   as two states of the system are on average (by the product of their strengths), has at least 2 per cent of the strength of the system, and is at war with none of them. The coalition with the most strength is the core.

A member weighs its share of the strength of all members. Inputs end: capability in 2022, output in 2019, pacts in 2018, institutions and dyadic trade in 2014, disputes in 2014, wars in 2007. Later cores run on the last values, which `observed` says; the
measures `core_member`, `core_weight`, `core_strength` and `core_closeness` end in 2014, where everything is on record.

Measures that compare a state with the core (exclusion, outside options) take the mean weight of the five years *before*, leave the state itself out, and for a pair leave out both, so that no tie of the two, and nothing that happens within the year, makes the
yardstick.

The tables show the members, the strongest first; what part of the system's strength they hold in the first of the years; and the three strongest states outside.
"""
SURPRISES = """## Where the rule surprises

- **The United Kingdom is outside in 1826-27, 1833-37, 1864-65 and in most years from 1879 to 1911.** It was as strong as any, and had no pact with a great power: dense ties are what a coalition is, and the alliances of the continent were denser. Its time is known
  as that of splendid isolation. The strongest state is not always a member of the leading coalition.
- **The Concert is not one coalition.** Its five powers stand together in 1823-24, 1828, 1839 and 1845; otherwise the rule shows how it divides: the three eastern courts, the western two, the allies of the Crimean war, the leagues of Bismarck.
  France and Russia are in one coalition with Germany in 1882-87 and in most years from 1898 to 1910, after their own alliance of 1894: trade and institutions tied the continent more than pacts divided it.
- **Bavaria, Baden and Hesse in 1826-27**: members of the German Confederation, a pact of defence, in a system of 23 states.
- **1900** joins eight powers, since they fought on one side in China.
- **Germany belongs in 1928-35**, through Locarno, shared organizations and trade, until that pact ended in 1936: two years longer than it was in the League. It and the Soviet Union are outside in 1919-27. The United States belong in 1922-28 (the Four-Power Treaty of Washington)
  and not in the years of neutrality. **The Soviet Union belongs in 1936-38**, with its pacts with France and Czechoslovakia. (The arrangement of Nyon, 1937, stands in the list as a pact of defence of nine; it was for patrols against submarines and counts as consultation.)
- **1940** has Germany, Japan and Italy: with France fallen and two great powers neutral they were the strongest coalition there was. The Soviet Union belongs to the coalition of the war from 1941 to 1945, China to 1946.
- **The Soviet Union and Russia belong in 1991-95**: consultation was promised in treaties of those years, and averages over five years let go slowly.
- **West Germany and Japan** are counted by their ties although the list of major powers leaves them out from 1945 to 1990; they enter in 1955 and 1952. In 1990 both German codes stand: the state changed its code within the year.
- **Canada and Italy** come and go at the threshold of 2 per cent. They, Spain, the Netherlands and others are tied to the core as closely as members while they are outside; they are small, not shut out.
- **China is outside** since 1947, with about a tenth of the system's strength in this century: it has few pacts, and none of defence with a member. A rule from capability alone would make it the leader today.
"""


def spells(world: World, first: int, last: int) -> Iterator[tuple[int, int, Core]]:
    """Yield the spells of years with the same members: first year, last year, the core of the first."""
    start: Core | None = None
    for year in range(first, last + 1):
        drawn = core(world, year)
        if start is None:
            start = drawn
        elif set(drawn.members) != set(start.members):
            yield start.year, year - 1, start
            start = drawn
    if start is not None:
        yield start.year, last, start


def row(world: World, first: int, last: int, drawn: Core) -> str:
    """Return the row of a spell of years."""
    names = ", ".join(world.state(code, first).name for code in drawn.members)
    order = [int(at) for at in (-drawn.strength).argsort() if not drawn.member[at]][:3]
    outside = ", ".join(world.state(int(drawn.codes[at]), first).name for at in order)
    years = str(first) if first == last else f"{first}-{last}"
    return f"| {years} | {names} | {float(drawn.strength[drawn.member].sum()):.0%} | {outside} |"


def page(world: World) -> str:
    """Return the page."""
    parts = [HEAD]
    for title, first, last in PERIODS:
        lines = [f"## {title}", "", "| years | members | strength | strongest outside |", "|---|---|---|---|"]
        lines += [row(world, *spell) for spell in spells(world, first, last)]
        parts.append("\n".join(lines) + "\n")
    return "\n".join([*parts, SURPRISES])


if __name__ == "__main__":
    PAGE.write_text(page(load()), encoding="utf-8")
