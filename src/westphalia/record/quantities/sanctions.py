"""Sanctions: by whom, against whom, of which kind, in force in a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import pl
from westphalia.record.coverage import Coverage
from westphalia.record.quantity import Codes, Quantity
from westphalia.record.rows import KnownRows, of_frame
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from westphalia.record.world import World

KINDS = ("trade", "arms", "military", "financial", "travel", "other")
PAIR = ("sender", "target")


def at_the_end(world: World, quantity: Quantity, codes: Codes) -> KnownRows:
    """Return the entries on the lists at the end of the last month known of each year."""
    frame = world.scan("designations").filter(pl.col("ccode").is_in(codes) if codes else pl.lit(True))
    year = pl.col("month").dt.year().alias("year")
    last = frame.sort("month").group_by(year, "ccode", maintain_order=True).agg(pl.col("active").last())
    return of_frame(last.filter(pl.col("year") <= LAST_YEAR).collect())


def in_the_year(world: World, quantity: Quantity, codes: Codes) -> KnownRows:
    """Return the entries added to the lists, or removed from them, in all months known of each year."""
    frame = world.scan("designations").filter(pl.col("ccode").is_in(codes) if codes else pl.lit(True))
    year = pl.col("month").dt.year().alias("year")
    found = frame.group_by(year, "ccode", maintain_order=True).agg(pl.col(quantity.column).sum())
    return of_frame(found.filter(pl.col("year") <= LAST_YEAR).collect())


def imposed(world: World) -> pl.LazyFrame:
    """Return the sanctions that TIES codes: sender, target, and the first and last year in which each was in force or last seen so."""
    senders = world.scan("sanction_episode_senders").select("caseid", "sender")
    cases = world.scan("sanction_episodes").filter("imposition").drop_nulls("target")
    first = pl.coalesce("imposed_year", "start_year")
    last = pl.coalesce("end_year", "ongoing_year", first).clip(
        upper_bound=world.reach("sanction_episodes")[1]
    )
    dated = cases.select("caseid", "target", first.alias("first"), last.alias("last"))
    return dated.join(senders, on="caseid").drop("caseid").drop_nulls("sender")


def by_ties(world: World, quantity: Quantity, codes: Codes) -> KnownRows:
    """Return the cases of one state against another in each year."""
    span = quantity.span(world)
    if span is None:
        return of_frame(pl.DataFrame(schema=dict.fromkeys(("year", *PAIR, "value"), pl.Int64)))
    known = imposed(world).filter(*(pl.col(side).is_in(codes) for side in PAIR)) if codes else imposed(world)
    years = known.with_columns(year=pl.int_ranges("first", pl.col("last") + 1)).explode("year")
    counted = years.filter(pl.col("year").is_between(*span)).group_by("year", *PAIR).agg(value=pl.len())
    return of_frame(counted.sort("year", *PAIR).collect())


QUANTITIES = (
    Quantity(
        "sanctions_in_force",
        "Cases of sanctions in force against a state",
        "state",
        "sanction_cases",
        "cases",
        "more sanctioned",
        ("target",),
        zero="either",
    ),
    *(
        Quantity(
            f"sanctions_in_force_{kind}",
            f"Cases in force against a state: {kind}",
            "state",
            "sanction_cases",
            kind,
            "more sanctioned",
            ("target",),
            zero="either",
        )
        for kind in KINDS
    ),
    Quantity(
        "sanction_senders",
        "States that sanction a state",
        "state",
        "sanctions",
        "",
        "more sanctioned",
        ("target",),
        "count",
        zero="either",
        unit="states",
        description="States with at least one case in force against the state, members of the European Union each counted",
    ),
    Quantity(
        "sanction_targets",
        "States that a state sanctions",
        "state",
        "sanctions",
        "",
        "sanctions more",
        ("sender",),
        "count",
        zero="either",
        unit="states",
        description="States against which the state has at least one case in force, as a member of the Union too",
    ),
    Quantity(
        "sanctions",
        "Cases in force of the first state against the second",
        "directed",
        "sanctions",
        "cases",
        "sanctions more",
        PAIR,
        zero="either",
    ),
    Quantity(
        "sanctions_ties",
        "Cases in force of the first state against the second (TIES)",
        "directed",
        "sanction_episodes",
        "",
        "sanctions more",
        PAIR,
        zero="either",
        unit="cases",
        low=0,
        description="Cases in which sanctions were imposed, from the year of imposition to that of their end, or the last in which they were seen in "
        "force; whether a case came to sanctions is known only of those that are over",
        rows=by_ties,
    ),
    *(
        Quantity(
            f"sanctions_{kind}",
            f"Cases in force of the first state against the second: {kind}",
            "directed",
            "sanctions",
            kind,
            "sanctions more",
            PAIR,
            zero="either",
        )
        for kind in KINDS
    ),
    Quantity(
        "sanctions_embargo",
        "Whether the first state has a total embargo on the second",
        "directed",
        "sanctions",
        "embargo",
        "sanctions more",
        PAIR,
        zero="either",
        unit="in force (1) or not (0)",
        high=1,
    ),
    Quantity(
        "un_embargo",
        "Whether the United Nations have a total embargo on a state",
        "state",
        "institution_sanctions",
        "embargo",
        "more sanctioned",
        ("target",),
        where={"institution": "UN"},
        zero="either",
        unit="in force (1) or not (0)",
        high=1,
    ),
    *(
        Quantity(
            f"{name}_sanctions",
            f"Cases in force against a state by the {title}",
            "state",
            "institution_sanctions",
            "cases",
            "more sanctioned",
            ("target",),
            where={"institution": institution},
            zero="either",
        )
        for name, title, institution in (
            ("un", "United Nations", "UN"),
            ("eu", "European Union or Communities", "EU"),
        )
    ),
    Quantity(
        "designations",
        "Entries of the US Treasury's lists with an address in the state",
        "state",
        "designations",
        "active",
        "more designated",
        low=0,
        covers=Coverage(("designations",)),
        description="Entries at the end of the last month known of the year",
        rows=at_the_end,
    ),
    *(
        Quantity(
            f"designations_{change}",
            f"Entries {change} on the US Treasury's lists with an address in the state",
            "state",
            "designations",
            change,
            f"more {change}",
            low=0,
            covers=Coverage(("designations",)),
            description=f"Entries {change} in the year (the first: from April)",
            rows=in_the_year,
        )
        for change in ("added", "removed")
    ),
)
