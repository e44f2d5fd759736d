"""Leaders: who ruled in a year, how they came and went, what they were like (Archigos, REIGN, LEAD)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.panel.addition import Addition, LeaderReader, Reader, fields, names
from westphalia.panel.readers import ends, spread
from westphalia.record.coverage import since

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.grid import Grid
    from westphalia.record.world import World

ARCHIGOS = since(1870, "leader_spells_archigos")
_TRAITS = fields(
    False,
    leveledu="Level of education, from 0 none to 3 graduate",
    milservice="1 when the leader had served in the military",
    combat="1 when the leader had been in combat",
    rebel="1 when the leader had been a rebel",
    warwin="1 when the leader had fought on the winning side of a war",
    warloss="1 when the leader had fought on the losing side of a war",
    rebelwin="1 when the leader had been a rebel in a rebellion that won",
    rebelloss="1 when the leader had been a rebel in a rebellion that lost",
    yrsexper="Years in office before this spell",
    physhealth="1 when the leader was known to be in poor physical health",
    mentalhealth="1 when the leader was known to be in poor mental health",
)
_WILL = fields(
    False,
    **{
        f"theta{n}_{what}": f"{text}, model {n}, standard deviations"
        for n in "1234"
        for what, text in (
            ("mean", "Willingness to use force"),
            ("sd", "Standard deviation of the willingness"),
        )
    },
)
YEAR_OF = "of the last leader of the year"


def _coded(years: pl.LazyFrame, world: World, grid: Grid) -> pl.LazyFrame:
    """Return rows by the codes of the panel's list: one spell may count for two states (Germany before and after unification)."""
    import polars as pl

    if grid.system == "gw":
        return years
    spells = ends(world.table("memberships").filter(system="gw").drop("extended"))
    members = spread(spells.rename({"code": "gwcode"}), grid).select("gwcode", "ccode", "year").unique()
    return (
        years.rename({"ccode": "usual"})
        .join(members, on=["gwcode", "year"], how="left")
        .with_columns(pl.coalesce("ccode", "usual"))
    )


def _of_year(world: World, grid: Grid) -> tuple[pl.LazyFrame, str]:
    """Return the leaders of each year in order, and what the column of their states is called."""
    spells = world.table("leader_spells_archigos").rename({"startdate": "start", "enddate": "end"})
    years = _coded(spread(ends(spells), grid), world, grid)
    code = "gwcode" if grid.system == "gw" else "ccode"
    return years.sort(code, "year", "start", "end", nulls_last=True), code


def _archigos(world: World, grid: Grid) -> pl.DataFrame:
    import polars as pl

    rows, code = _of_year(world, grid)
    came = (pl.col("start").dt.year() == pl.col("year")) & (pl.col("entry") == "Irregular")
    went = (pl.col("end").dt.year() == pl.col("year")) & (pl.col("exit") == "Irregular")
    several = pl.len() > 1
    found = rows.group_by(code, "year", maintain_order=True).agg(
        several.cast(pl.Int8).alias("leadertransition"),
        (several & (came | went).any()).cast(pl.Int8).alias("irregular"),
        pl.col("leadid").n_unique().cast(pl.Int8).alias("n_leaders"),
        pl.col("obsid").first().alias("jan1obsid"),
        pl.col("obsid").last().alias("dec31obsid"),
        (several & (pl.col("exit") == "Irregular").any()).cast(pl.Int8).alias("irregular_listed"),
    )
    return found.collect()


def _last(table: str) -> Reader:
    """Return a reader of what a table says of the last leader of a year."""

    def read(world: World, grid: Grid) -> pl.DataFrame:
        rows, code = _of_year(world, grid)
        last = rows.group_by(code, "year", maintain_order=True).last().select(code, "year", "obsid")
        return last.join(world.table(table), on="obsid", how="inner").collect()

    return read


def _each(table: str, columns: tuple[str, ...], later: bool = False) -> LeaderReader:
    def read(world: World) -> pl.DataFrame:
        rows = world.table(table).select("obsid", *columns).collect()
        return rows.clear() if later and world.last_known is not None else rows

    return read


def _effective(world: World, grid: Grid) -> pl.DataFrame:
    """Read who ruled at the end of each year, from Archigos, REIGN after it, and the list coded by hand."""
    import polars as pl

    spells = world.table("leaders").filter(pl.col("role") == "leader", pl.col("effective"))
    known = spells.with_columns(pl.coalesce("end", "known_to").alias("until"))
    years = spread(ends(known.drop("end").rename({"until": "end"})), grid)
    began, ended = pl.col("start").dt.year() == pl.col("year"), pl.col("end").dt.year() == pl.col("year")
    found = (
        years.sort("ccode", "year", "start", "end", nulls_last=True)
        .group_by("ccode", "year", maintain_order=True)
        .agg(
            pl.col("leader").last().alias("leader_last"),
            pl.col("start").last().alias("leader_since"),
            (pl.col("year") - pl.col("birth_year")).last().cast(pl.Int16).alias("leader_age"),
            (pl.col("gender").last() == "F").cast(pl.Int8).alias("leader_woman"),
            pl.len().cast(pl.Int8).alias("leader_spells"),
            began.sum().cast(pl.Int8).alias("leader_entries"),
            (ended & pl.col("exit").is_in(["Irregular", "Foreign"])).any().alias("leader_ousted"),
        )
    )
    return found.drop("leader_ousted").collect()


ADDITIONS = (
    Addition(
        "archigos",
        "Leaders of a year (Archigos); before 1875 only those are coded who were still in office then",
        "state",
        fields(
            False,
            leadertransition="1 when more than one spell in office touched the year",
            irregular="1 when one of these changes was irregular: a leader came or went so within the year",
            n_leaders="Persons who led the state in the year",
            jan1obsid="Archigos identifier of the first spell of the year",
            dec31obsid="Archigos identifier of the last spell of the year",
        ),
        ("leader_spells_archigos", "memberships"),
        _archigos,
        ("archigos_4_1",),
        ARCHIGOS,
    ),
    Addition(
        "archigos-as-listed",
        "Irregular transitions as the R package counts them",
        "state",
        fields(
            False,
            irregular_listed="1 when more than one spell touched the year and any of them ended irregularly, in whichever year",
        ),
        ("leader_spells_archigos", "memberships"),
        _archigos,
        ("archigos_4_1",),
        ARCHIGOS,
        later="it counts how a spell ended, in whichever year that was",
    ),
    Addition(
        "leaders",
        "Who ruled at the end of a year (Archigos, then REIGN and the list coded by hand)",
        "state",
        fields(
            False,
            leader_last="Name of the last leader of the year",
            leader_since="First day in office of that spell",
            leader_age="Age: year less year of birth, years",
            leader_woman="1 when the leader is a woman",
            leader_spells="Spells in office that touched the year",
            leader_entries="Spells that began in the year",
        ),
        ("leaders",),
        _effective,
    ),
    Addition(
        "lead",
        f"Experience and attributes {YEAR_OF} (LEAD)",
        "state",
        _TRAITS,
        ("leader_traits", "leader_spells_archigos"),
        _last("leader_traits"),
        covers=ARCHIGOS,
        leaders=_each("leader_traits", tuple(names(_TRAITS))),
    ),
    Addition(
        "lwuf",
        f"Willingness to use force {YEAR_OF}, estimated (Carter and Smith)",
        "state",
        _WILL,
        ("leader_willingness", "leader_spells_archigos"),
        _last("leader_willingness"),
        covers=ARCHIGOS,
        leaders=_each("leader_willingness", tuple(names(_WILL)), later=True),
        later="it was estimated from all leaders at once",
    ),
)
