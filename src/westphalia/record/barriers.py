"""Barriers: what makes a new tie of two states impossible for now, and in which years. The rule stands here and nowhere else.

- *fighting*: the two were at war with each other, stood on opposite sides of an armed conflict, or had a dispute with force and deaths, in the year or the one
  before.
- *holding*: one occupies or has annexed the whole of the other, or claims the whole of it.
- *refusal*: one does not recognise the other or its government.
- *break*: relations are broken.
- *embargo*: one forbids all trade with the other, of its own will.

These are public acts, known on the day, so that they are read without the delay of the lists that record them. A barrier that no list holds is not known, and
counts as none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from westphalia.lazy import pl
from westphalia.record.once import once
from westphalia.record.quantities.sanctions import on_states
from westphalia.record.rows import beside
from westphalia.record.schema import LAST_YEAR
from westphalia.record.spells import LASTING

if TYPE_CHECKING:
    from westphalia.record.world import World

KINDS = ("fighting", "holding", "refusal", "break", "embargo")
"""Kinds of barriers, the gravest first."""
AFTER = 1
"""A war or a clash stands in the way for so many years after its last."""
FORCE = 4
"""Hostility of a dispute from which force was used."""
TABLES = (
    "war_dyad_years", "war_participants", "armed_conflict_parties", "dispute_dyad_years", "coded_disputes", "coded_land", "coded_recognition",
    "coded_relations", "coded_claims", "coded_shut_out", "coded_shut_out_by", "coded_parties", "sanctions", "sanction_mandates", "institution_members",
)  # fmt: skip
"""Tables that say so."""
SPELL = ("kind", "ccode1", "ccode2", "first", "last")


@beside(*TABLES)
@once
def barriers(world: World) -> pl.DataFrame:
    """Return every barrier between two states with the first and last year in which it stands; the lower code first.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> found = barriers(load()).filter(ccode1=365, ccode2=369, kind="fighting")
    >>> int(found["first"].min()), int(found["last"].max())
    (2014, 9999)
    """
    found = [
        *(_spell(rows, "fighting") for rows in _fought(world)),
        *(_spell(rows, "holding") for rows in _held(world)),
        *(_spell(rows, "refusal") for rows in _refused(world)),
        _spell(_between(world, "coded_relations", "broken"), "break"),
        _spell(_embargoes(world), "embargo"),
    ]
    return pl.concat(found).unique().sort(SPELL)


@once(latest=32)
def standing(world: World, year: int, kind: str | None = None) -> frozenset[tuple[int, int]]:
    """Return the pairs with a barrier between them in a year, the lower code first.

    Parameters
    ----------
    world : World
        The record.
    year : int
        The year.
    kind : str, optional
        One of :data:`KINDS`; by default all.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> (365, 369) in standing(load(), 2022, "fighting"), (365, 630) in standing(load(), 2022)
    (True, False)
    """
    rows = world.listed("barriers").filter(pl.col("first") <= year, pl.col("last") >= year)
    wanted = rows if kind is None else rows.filter(pl.col("kind") == kind)
    return frozenset(wanted.select("ccode1", "ccode2").iter_rows())


def _spell(rows: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Return rows with two codes, first and last year (none: it lasts) as spells of a kind."""
    low, high = pl.min_horizontal("ccode1", "ccode2"), pl.max_horizontal("ccode1", "ccode2")
    return rows.filter(pl.col("ccode1") != pl.col("ccode2")).select(
        kind=pl.lit(kind),
        ccode1=low.cast(pl.Int64),
        ccode2=high.cast(pl.Int64),
        first=pl.col("first").cast(pl.Int64),
        last=pl.col("last").cast(pl.Int64).fill_null(LASTING),
    )


def _fought(world: World) -> Iterator[pl.DataFrame]:
    """Yield wars by list and by hand, armed conflicts, and disputes with deaths, each with the years in which it stands in the way."""
    after = pl.col("year") + AFTER
    yield world.listed("wars").select("ccode1", "ccode2", first="year", last=after)
    sides = world.listed("war_participants").select(
        "source", "warnum", "ccode", "side", first=pl.col("start").dt.year(), last=pl.col("end").dt.year()
    )
    met = sides.join(sides, on=("source", "warnum"), suffix="2").filter(pl.col("side") < pl.col("side2"))
    first, last = pl.max_horizontal("first", "first2"), pl.min_horizontal("last", "last2")
    together = met.select(ccode1="ccode", ccode2="ccode2", first=first, last=last)
    yield together.filter(pl.col("last").is_null() | (pl.col("first") <= pl.col("last"))).with_columns(
        pl.col("last") + AFTER
    )
    who = world.listed("conflict_parties").select("conflict_id", "year", "ccode", "side")
    opposed = who.join(who, on=("conflict_id", "year"), suffix="2").filter(pl.col("side") < pl.col("side2"))
    yield opposed.select(ccode1="ccode", ccode2="ccode2", first="year", last=after)
    dead = pl.max_horizontal(pl.col("fatality1", "fatality2").fill_null(0)) > 0
    force = pl.max_horizontal(pl.col("hostlev1", "hostlev2").fill_null(0)) >= FORCE
    # deaths are told of a dispute as a whole, so that it counts from the year in which it was over, or was when the list was made
    yield (
        world.listed("dispute_acts")
        .filter(dead & force, pl.col("end") == pl.col("year"))
        .select("ccode1", "ccode2", first="year", last=after)
    )
    killed = pl.max_horizontal(pl.col("deaths", "fatality").fill_null(0)) > 0
    grave = (pl.col("hostility") >= FORCE) & killed
    over = pl.col("last").fill_null(LAST_YEAR)
    yield _between(world, "coded_disputes", grave).with_columns(first=over, last=pl.col("last") + AFTER)


def _held(world: World) -> Iterator[pl.DataFrame]:
    """Yield states occupied, annexed or claimed as a whole; a government set up by force is no occupation."""
    yield _between(
        world, "coded_land", pl.col("whole") & pl.col("kind").is_in(["occupied", "annexed", "taken"])
    )
    yield _between(world, "coded_recognition", "claims_whole")
    yield _between(world, "coded_claims", "whole")


def _refused(world: World) -> Iterator[pl.DataFrame]:
    """Yield recognition refused by single states, and by those named in an episode in which others shut a state out of recognition."""
    yield _between(world, "coded_recognition", "refused")
    by = world.scan("coded_shut_out_by").select("id", ccode1="ccode")
    rows = world.scan("coded_shut_out").filter(pl.col("kind") == "recognition").join(by, on="id")
    yield rows.select("ccode1", ccode2="of", **_years()).collect()


def _between(world: World, table: str, which: str | pl.Expr) -> pl.DataFrame:
    """Return rows coded by hand as pairs of states with different parts in them; ``which``: a kind, or a condition."""
    rows = world.scan(table).filter(pl.col("kind") == which if isinstance(which, str) else which)
    parts = world.scan("coded_parties").filter(
        pl.col("record") == table, pl.col("part").is_in(["by", "of", "to", "side_a", "side_b"])
    )
    one, two = (parts.select("id", **{f"ccode{n}": "ccode", f"part{n}": "part"}) for n in (1, 2))
    pairs = one.join(two, on="id").filter(pl.col("part1") < pl.col("part2"))
    return rows.join(pairs, on="id").select("ccode1", "ccode2", **_years()).collect()


def _years() -> dict[str, pl.Expr]:
    return {"first": pl.col("start").dt.year(), "last": pl.col("end").dt.year()}


def _embargoes(world: World) -> pl.DataFrame:
    """Return embargoes by year, of a state's own will or of the European Union's; one in force when the list ends is taken to last."""
    until = (world.span("sanctions") or (0, 0))[1]
    last = pl.when(pl.col("year") < until).then(pl.col("year"))
    own = on_states(world).filter("embargo", pl.col("route") != "un")
    return own.select(ccode1="sender", ccode2="target", first="year", last=last)
