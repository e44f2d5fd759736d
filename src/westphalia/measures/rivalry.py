"""Rivalry: rivals now or once, and states that fought on opposite sides in a third state.

Competing on the same side of a conflict is in no source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.measures.grievance.memory import HALF_LIFE
from westphalia.measures.measure import Measure
from westphalia.record.coverage import Coverage
from westphalia.record.coverage import since as since_year
from westphalia.record.once import once
from westphalia.record.rows import located

if TYPE_CHECKING:
    from westphalia.record.history import Floats, History, Ints
    from westphalia.record.source import Source

PAIR = ("ccode1", "ccode2")
COVERS = Coverage(("rivalries:tss",), 1816)
SIDES_COVER = Coverage(("armed_conflict_parties",), 1816)
TEN = 10
"""Years of disputes that are counted."""
KNOWN = 5
"""Years until a rivalry can be known as one."""
LISTS = ("tss", "thompson_dreyer")
"""A rivalry that lasted when its list ended has no end in it."""


Spells = tuple["Ints", "Ints", "Ints", "Ints"]
"""Places of both states, and first and last year."""


def since(spells: Spells, states: int, year: int) -> Floats:
    """Return years since a spell of each pair last ran, 0 while it does, NaN where there was none before (n, n).

    Examples
    --------
    >>> spells = tuple(np.array([each]) for each in (0, 1, 1990, 1995))
    >>> [float(since(spells, 2, year)[1, 0]) for year in (1989, 1990, 2000)]
    [nan, 0.0, 5.0]
    """
    one, two, first, last = spells
    begun = first <= year
    gone = year - np.minimum(last[begun], year).astype(np.float64)
    found = np.full((states, states), np.nan)
    np.fmin.at(found, (one[begun], two[begun]), gone)
    latest: Floats = np.fmin(found, found.T)
    return latest


def _placed(source: Source, rows: pl.DataFrame) -> Spells:
    """Return the spells of the first four columns of a frame: codes of both states, first and last year."""
    one, two, first, last = (column.to_numpy().astype(np.int64) for column in rows.get_columns())
    codes = source.universe()
    (one, known), (two, there) = located(codes, one), located(codes, two)
    kept = known & there
    return one[kept], two[kept], first[kept], last[kept]


@once
def rivals(source: Source) -> Spells:
    """Return the spells of strategic rivalry by either list."""
    # a list that ended before the world is seen says nothing of later years: such a rivalry lasts as far as the longer list
    ends = {which: Coverage((f"rivalries:{which}",)).whole(source)[1] for which in LISTS}
    until = pl.col("list").replace_strict(ends, return_dtype=pl.Int16)
    rows = source.listed("rivalries").select(*PAIR, "first", pl.col("last").fill_null(until))
    return _placed(source, rows)


def _since_rivalry(history: History, lag: int = 0) -> Floats:
    """Return years since two states were last rivals by either list, 0 while they are, NaN where they never were (n, n).

    With a lag a rivalry counts only from so many years after it began, when contemporaries could know it as one.
    """
    one, two, first, last = rivals(history.source)
    kept = first + lag <= last
    return since((one[kept], two[kept], first[kept] + lag, last[kept]), len(history.codes), history.year)


def in_force(history: History, lag: int = 0) -> Floats:
    """Return 1 where either list has the two as rivals in the year, from ``lag`` years after they became so (n, n)."""
    runs: Floats = (_since_rivalry(history, lag) == 0).astype(np.float64)
    return runs


def years_since(history: History) -> Floats:
    """Return years since two states were last rivals (n, n)."""
    return _since_rivalry(history)


def memory(history: History, lag: int = 0) -> Floats:
    """Return 1 while two are rivals, from ``lag`` years after they became so, fading after the end, 0 where they never were (n, n)."""
    return _faded(_since_rivalry(history, lag))


def _faded(gone: Floats) -> Floats:
    """Return 1 for what runs, a half after a half-life, 0 for what never was."""
    left: Floats = np.nan_to_num(0.5 ** (gone / HALF_LIFE))
    return left


@once
def opposed(source: Source) -> Spells:
    """Return pairs and years of states on opposite sides in a third state, neither being a party of its own.

    From wars within states (Correlates of War) those that intervened, from armed conflicts (UCDP/PRIO, 1946 on) those that helped
    with troops, and those that helped with troops, arms, money, bases or advisers as coded by hand.
    """
    helpers = source.listed("conflict_parties").filter(pl.col("role") == "secondary")
    recent = (
        helpers.filter(pl.col("side") == "A")
        .join(helpers.filter(pl.col("side") == "B"), on=["conflict_id", "year"], suffix="_b")
        .select("ccode", "ccode_b", "year")
    )
    wars = source.listed("civil_wars").filter(~pl.col("primary_state"))
    side_a = wars.filter(pl.col("ccode_a").is_not_null()).select("warnum", "year", ccode="ccode_a")
    side_b = wars.filter(pl.col("ccode_b").is_not_null()).select("warnum", "year", "ccode_b")
    within = side_a.join(side_b, on=["warnum", "year"]).select("ccode", "ccode_b", "year")
    rows = pl.concat([recent, within.cast(recent.schema)]).unique().cast(pl.Int64)
    rows = rows.filter(pl.col("ccode") != pl.col("ccode_b")).sort("year", "ccode", "ccode_b")
    spans = pl.concat([rows.select("ccode", "ccode_b", first="year", last="year"), _supported(source)])
    return _placed(source, spans.sort("first", "ccode", "ccode_b", "last"))


def _supported(source: Source) -> pl.DataFrame:
    """Return pairs that helped the two sides of a war in a third state, with the years in which both did."""
    helped = source.listed("support")
    both = helped.filter(pl.col("side") == "A").join(
        helped.filter(pl.col("side") == "B"), on="conflict", suffix="_b"
    )
    first, last = pl.max_horizontal("first", "first_b"), pl.min_horizontal("last", "last_b")
    rows = both.select("by", "by_b", first=first, last=last).filter(
        pl.col("first") <= pl.col("last"), pl.col("by") != pl.col("by_b")
    )
    names = ("ccode", "ccode_b", "first", "last")
    return rows.select(
        pl.col(each).cast(pl.Int64).alias(name) for each, name in zip(rows.columns, names, strict=True)
    )


def opposite_sides(history: History) -> Floats:
    """Return 1 while two help opposite sides in a third state, fading after (n, n)."""
    return _faded(since(opposed(history.source), len(history.codes), history.year))


def years_in_dispute(history: History) -> Floats:
    """Return the years, of the last ten, in which two states had a dispute with each other (n, n)."""
    years = [
        history.at(year)["disputes"] for year in range(max(history.year - TEN, 1815) + 1, history.year + 1)
    ]
    found: Floats = np.sum([np.nan_to_num(year) > 0 for year in years], axis=0, dtype=np.float64)
    return found


FADES = f"fading by half in {HALF_LIFE:g} years, as grievance does"
FADE = r"2^{-(t - t_{ij})/H},\ t_{ij} \le t"

MEASURES = (
    Measure(
        "rivalry_in_force",
        "Whether two states are strategic rivals",
        "dyad",
        "rivalries",
        sides=PAIR,
        more="more hostile",
        covers=COVERS,
        unit="0 or 1",
        low=0,
        high=1,
        driver="rivalry",
        description="1 where either list of strategic rivalries has the pair in the year; after the shorter list by the other alone. Coded in retrospect",
        equation=r"\mathbb{1}[\exists\, r:\ a_r \le t \le b_r]",
        reads=("rivalries",),
        window=0,
        compute=in_force,
    ),
    Measure(
        "years_since_rivalry",
        "Years since two states were strategic rivals",
        "dyad",
        "rivalries",
        sides=PAIR,
        more="longer ago",
        covers=COVERS,
        unit="years",
        low=0,
        description="0 while either list of strategic rivalries has the pair; unknown where it never did",
        equation=r"t - t_{ij}",
        reads=("rivalries",),
        window=0,
        compute=years_since,
    ),
    Measure(
        "rivalry_memory",
        "Strategic rivalry, now or remembered",
        "dyad",
        "rivalries",
        sides=PAIR,
        more="more hostile",
        covers=COVERS,
        unit="index 0 to 1",
        low=0,
        high=1,
        driver="rivalry",
        description=f"1 while two are strategic rivals by either list, {FADES}; 0 where they never were",
        equation=FADE,
        reads=("rivalries",),
        window=0,
        compute=memory,
    ),
    Measure(
        "years_in_dispute",
        f"Years with a militarized dispute of two states, of the last {TEN}",
        "dyad",
        "dispute_dyad_years",
        sides=PAIR,
        more="more hostile",
        covers=since_year(1816, "dispute_dyad_years:gml"),
        unit="years",
        low=0,
        high=TEN,
        driver="rivalry",
        description=f"Years, of the year itself and the {TEN - 1} before it, in which the two had a militarized interstate dispute with each other",
        drawn=("gml_mid_2_2_1",),
        equation=rf"\sum_{{s=t-{TEN - 1}}}^{{t}} \mathbb{{1}}[d_{{ij}}(s) > 0]",
        reads=("disputes",),
        window=TEN,
        compute=years_in_dispute,
    ),
    Measure(
        "opposite_sides",
        "Opposite sides in a third state's conflict",
        "dyad",
        "armed_conflict_parties",
        sides=PAIR,
        more="more hostile",
        covers=SIDES_COVER,
        unit="index 0 to 1",
        low=0,
        high=1,
        driver="rivalry",
        description="1 while both fight in a war within, help with troops in a conflict of, or arm, pay, advise or shelter a side in a war in a third state, on opposite sides, "
        f"{FADES}. Help without troops is coded by hand for the best known wars; competing on the same side is in no source",
        drawn=("ucdp_acd_25_1", "cow_intra_state_wars_4_1", "conflict_by_hand"),
        equation=FADE,
        reads=("civil_wars", "conflict_parties", "support"),
        window=0,
        compute=opposite_sides,
    ),
)
