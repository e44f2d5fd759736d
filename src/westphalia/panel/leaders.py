"""Leaders in rows: a leader and year, or two leaders who were in office at the same time and year (Archigos)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from westphalia.lazy import np, pl
from westphalia.panel.addition import Field, Span
from westphalia.panel.readers import Kind, Rows, on_pairs, on_states
from westphalia.record.grid import System, build

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

TABLE = "leader_spells_archigos"
Standard = Literal["none", "cow", "gw"]
Together = Literal["day", "year"]
_OBSID = Field("obsid", "Archigos identifier of the leader's spell in office: state and year of entry")
FIELDS = (
    _OBSID,
    Field("leader", "Name of the leader"),
    Field("gender", "Gender as coded, M or F"),
    Field("leaderage", "Age of the leader: year less year of birth"),
    Field(
        "yrinoffice",
        "Calendar years in office in this spell, from 1; counted from entry, in the system or not",
    ),
)
RANKS = 64
"""More leaders than a state ever had in one year."""


def covers(world: World) -> Span | None:
    """Return the years of which leaders are known."""
    return world.span(TABLE)


def tenures(world: World, standard: Standard) -> pl.DataFrame:
    """Return a row per leader's spell in office and spell of the state in the system: ``code``, ``begin`` and ``end``.

    Parameters
    ----------
    world : World
        The record; a spell that was not over in it lasts as long as it knows of leaders.
    standard : {"none", "cow", "gw"}
        Which days count: all in office, or those on which the state was in the Correlates of War or Gleditsch-Ward system.
    """
    span = covers(world)
    known = pl.lit(date(span[1] if span else 1, 12, 31))
    spells = world.scan(TABLE).select(
        "obsid",
        "gwcode",
        "ccode",
        "leader",
        "gender",
        "yrborn",
        "startdate",
        pl.col("enddate").fill_null(known),
    )
    held = spells.rename({"startdate": "begin", "enddate": "end"}).with_columns(
        entered=pl.col("begin").dt.year()
    )
    if standard == "none":
        return held.rename({"gwcode": "code"}).drop("ccode").collect()
    members = world.scan("memberships").collect()
    if standard == "cow":
        held = _by_cow(held, members)
    within = (
        members.filter(system=standard).select("code", pl.col("start"), pl.col("end").alias("stop")).lazy()
    )
    code = pl.col("gwcode" if standard == "gw" else "ccode").alias("code")
    joined = held.with_columns(code).drop("gwcode", "ccode").join(within, on="code")
    return _overlap(joined, "start", "stop").collect()


def _by_cow(held: pl.LazyFrame, members: pl.DataFrame) -> pl.LazyFrame:
    """Return the spells cut where a state's Correlates of War code changed: Germany and Yemen in 1990."""
    runs = members.filter(system="gw").sort("code", "start").select("code", "ccode", "start")
    changed = pl.col("ccode") != pl.col("ccode").shift(1).over("code")
    runs = runs.filter(changed.fill_null(True))
    start = pl.when(pl.col("code").is_first_distinct()).then(None).otherwise("start")
    until = pl.col("start").shift(-1).over("code") - timedelta(days=1)
    codes = runs.select(
        pl.col("code").alias("gwcode"),
        pl.col("ccode").alias("own"),
        start.alias("start"),
        until.alias("stop"),
    )
    joined = held.join(codes.lazy(), on="gwcode", how="left")
    return _overlap(
        joined.with_columns(pl.coalesce("own", "ccode").alias("ccode")).drop("own"), "start", "stop"
    )


def _overlap(frame: pl.LazyFrame, start: str, stop: str) -> pl.LazyFrame:
    """Return the rows with what their spell shares with another, without those that share no day."""
    begin, end = pl.max_horizontal("begin", start), pl.min_horizontal("end", stop)
    return (
        frame.with_columns(begin.alias("begin"), end.alias("end"))
        .filter(pl.col("begin") <= pl.col("end"))
        .drop(start, stop)
    )


def in_years(world: World, years: Span, standard: Standard) -> pl.DataFrame:
    """Return a row per tenure and year, sorted by code, year and obsid; ``low`` and ``high`` are its days of the year.

    A leader whose state left the system and came back within a year has two rows in it.
    """
    year = pl.int_ranges(
        pl.max_horizontal(pl.col("begin").dt.year(), pl.lit(years[0])),
        pl.min_horizontal(pl.col("end").dt.year(), pl.lit(years[1])) + 1,
        dtype=pl.Int16,
    )
    rows = tenures(world, standard).filter(
        pl.col("begin").dt.year() <= years[1], pl.col("end").dt.year() >= years[0]
    )
    begins, ends = pl.col("begin").dt.year() == pl.col("year"), pl.col("end").dt.year() == pl.col("year")
    return (
        rows.with_columns(year.alias("year"))
        .explode("year")
        .select(
            "code",
            "year",
            "obsid",
            "leader",
            "gender",
            (pl.col("year") - pl.col("yrborn")).cast(pl.Int16).alias("leaderage"),
            (pl.col("year") - pl.col("entered") + 1).cast(pl.Int8).alias("yrinoffice"),
            pl.when(begins).then(pl.col("begin").dt.ordinal_day()).otherwise(1).cast(pl.Int16).alias("low"),
            pl.when(ends).then(pl.col("end").dt.ordinal_day()).otherwise(366).cast(pl.Int16).alias("high"),
        )
        .sort("code", "year", "obsid", "low")
    )


def _list(standard: Standard) -> System:
    return "cow" if standard == "cow" else "gw"


def _singles(standard: Standard) -> Callable[[World, Span, System], Rows]:
    def make(world: World, years: Span, system: System) -> Rows:
        grid = build(world, years, system, False, True)
        rows = in_years(world, years, standard).unique(
            ["code", "year", "obsid"], keep="first", maintain_order=True
        )
        at = on_states(grid, rows["code"].to_numpy(), rows["year"].to_numpy())
        return Rows(
            grid, rows.drop("low", "high").rename({"code": "ccode" if system == "cow" else "gwcode"}), at
        )

    return make


def _doubles(directed: bool, together: Together) -> Callable[[World, Span, System], Rows]:
    def make(world: World, years: Span, system: System) -> Rows:
        grid = build(world, years, system, True, directed)
        rows = in_years(world, years, system)
        one, two = _meeting(rows, directed, together)
        codes, when = rows["code"].to_numpy(), rows["year"].to_numpy()
        at = on_pairs(grid, codes[one], codes[two], when[one])
        one, two, at = one[at >= 0], two[at >= 0], at[at >= 0]
        code = "ccode" if system == "cow" else "gwcode"
        sides = [
            rows.drop("low", "high", "year")
            .rename({"code": code})
            .select(pl.all().gather(pl.Series(side)).name.suffix(s))
            for side, s in ((one, "1"), (two, "2"))
        ]
        own = pl.concat([*sides, rows.select(pl.col("year").gather(pl.Series(one)))], how="horizontal")
        return Rows(grid, own.select(LEADER_DYAD_YEARS[directed, together].columns(system)), at)

    return make


def _meeting(
    rows: pl.DataFrame, directed: bool, together: Together
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of rows of leaders who were in office together, sorted by state, state, year and leaders, each once."""
    code, year = rows["code"].to_numpy().astype(np.int64), rows["year"].to_numpy().astype(np.int64)
    low, high = rows["low"].to_numpy(), rows["high"].to_numpy()
    ones, twos = [], []
    for each in np.unique(year):
        here = np.flatnonzero(year == each)
        a, b = here[:, None], here[None, :]
        meet = code[a] != code[b] if directed else code[a] < code[b]
        if together == "day":
            meet = meet & (low[a] <= high[b]) & (low[b] <= high[a])
        left, right = np.nonzero(meet)
        ones.append(here[left])
        twos.append(here[right])
    if not ones:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    one, two = np.concatenate(ones), np.concatenate(twos)
    rank = (
        rows.select(pl.col("obsid").rank("dense").over("code", "year"))
        .to_series()
        .to_numpy()
        .astype(np.int64)
    )
    assert rank.max() < RANKS
    key = (
        ((code[one] * 1000 + code[two]) * 1000 + (year[one] - year.min())) * RANKS + rank[one]
    ) * RANKS + rank[two]
    _, first = np.unique(key, return_index=True)
    return one[first], two[first]


LEADER_YEARS = {
    standard: Kind(
        "leader-years",
        _singles(standard),
        key=("obsid",),
        fields=FIELDS,
        tables=(TABLE,),
        leaders=True,
        covers=covers,
    )
    for standard in ("none", "cow", "gw")
}


def _both() -> tuple[Field, ...]:
    named = {"1": "the first leader", "2": "the second leader"}
    return tuple(
        Field(f"{each.name}{side}", f"{each.description} ({named[side]})")
        for each in FIELDS
        for side in ("1", "2")
    )


LEADER_DYAD_YEARS = {
    (directed, together): Kind(
        "leader-dyad-years",
        _doubles(directed, together),
        True,
        directed,
        ("obsid1", "obsid2"),
        _both(),
        (TABLE,),
        leaders=True,
        covers=covers,
    )
    for directed in (True, False)
    for together in ("day", "year")
}
