"""Sanctions: by whom, against whom, of which kind, in force in a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import pl
from westphalia.record.coverage import Coverage
from westphalia.record.once import once
from westphalia.record.quantity import Codes, Quantity
from westphalia.record.rows import KnownRows, beside, of_frame
from westphalia.record.schema import LAST_YEAR
from westphalia.record.tables.sanctions import KINDS as TEXTS

if TYPE_CHECKING:
    from westphalia.record.world import World

KINDS = tuple(TEXTS)
PAIR = ("sender", "target")


def at_the_end(world: World, quantity: Quantity, codes: Codes) -> KnownRows:
    """Return the entries on the lists at the end of the last month known of each year."""
    frame = (
        world.scan("designations")
        .drop_nulls("active")
        .filter(pl.col("ccode").is_in(codes) if codes else pl.lit(True))
    )
    year = pl.col("month").dt.year().alias("year")
    last = frame.sort("month").group_by(year, "ccode", maintain_order=True).agg(pl.col("active").last())
    return of_frame(last.filter(pl.col("year") <= LAST_YEAR).collect())


def in_the_year(world: World, quantity: Quantity, codes: Codes) -> KnownRows:
    """Return the entries added to the lists, or removed from them, in all months on record of each year; unknown where one of them is."""
    frame = world.scan("designations").filter(pl.col("ccode").is_in(codes) if codes else pl.lit(True))
    year = pl.col("month").dt.year().alias("year")
    found = frame.group_by(year, "ccode", maintain_order=True).agg(
        pl.when(pl.col(quantity.column).is_not_null().all()).then(pl.col(quantity.column).sum())
    )
    return of_frame(found.filter(pl.col("year") <= LAST_YEAR).drop_nulls(quantity.column).collect())


def imposed(world: World) -> pl.LazyFrame:
    """Return the sanctions that TIES codes: sender, target, and the first and last year in which each was in force or last seen so."""
    senders = world.scan("sanction_episode_senders").select("caseid", "sender")
    cases = world.scan("sanction_episodes").filter("imposition", lists="ties").drop_nulls("target")
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


@once
def on_states(world: World) -> pl.DataFrame:
    """Return who has sanctions in force on whom as a state, of its own or because the Security Council binds it.

    What means persons, firms, a territory or an armed group is left out; so are years after the lists end.

    Returns
    -------
    polars.DataFrame
        ``sender``, ``target``, ``year``, ``route`` (own, eu, both; un: bound only), ``cases``, those that end ``aid`` alone, a count for each kind, and ``embargo``.
    """
    kinds = (pl.col(f"state_{kind}").alias(kind) for kind in KINDS)
    counts = (
        pl.col("state_cases").alias("cases"),
        pl.col("state_aid").alias("aid"),
        *kinds,
        pl.col("embargo"),
    )
    first, last = world.span("sanctions") or (1, 0)
    meant = pl.col("year").is_between(first, last) & (pl.col("state_cases") > 0)
    own = world.scan("sanctions").filter(meant).select(*PAIR, "year", "route", *counts).collect()
    bound = world.scan("sanction_mandates").filter(meant, institution="UN").select("target", "year", *counts)
    spells = world.scan("institution_members").filter(institution="un").select(
        pl.col("ccode").alias("sender"),
        pl.int_ranges(
            pl.col("start").dt.year().cast(pl.Int16), pl.col("end").dt.year().fill_null(LAST_YEAR).cast(pl.Int16) + 1
        ).alias("year"),
    )  # fmt: skip
    members = spells.explode("year").unique().with_columns(pl.col("year").cast(pl.Int16), route=pl.lit("un"))
    bound_by = bound.join(members, on="year").filter(pl.col("sender") != pl.col("target")).collect()
    both = pl.concat([own, bound_by.select(own.columns)])
    route = pl.col("route")
    return (
        both.group_by(*PAIR, "year")
        .agg(
            pl.coalesce(route.filter(route != "un").first(), pl.lit("un")).alias("route"),
            pl.col("cases", "aid", *KINDS).sum(),
            pl.col("embargo").any(),
        )
        .sort(*PAIR, "year")
    )


@beside("sanction_mandates", "institution_members")
def meant(world: World, quantity: Quantity, codes: Codes) -> KnownRows:
    """Return the cases of one state, its own or bound, that mean another as a state; of one kind where the quantity names one."""
    kind = quantity.name.removeprefix("sanctions_on_state").lstrip("_") or "cases"
    found = on_states(world).filter(*(pl.col(side).is_in(codes) for side in PAIR if codes))
    return of_frame(found.filter(pl.col(kind) > 0).select("year", *PAIR, pl.col(kind).cast(pl.Float64)))


@beside("sanction_mandates", "institution_members")
def partners(world: World, quantity: Quantity, codes: Codes) -> KnownRows:
    """Return how many states sanction each, or how many each sanctions; of their own, where the quantity says so."""
    side, own = quantity.sides[0], quantity.name.endswith("_own")
    found = (
        on_states(world)
        .filter(pl.col("route") != "un" if own else pl.lit(True))
        .filter(pl.col(side).is_in(codes) if codes else pl.lit(True))
    )
    return of_frame(found.group_by("year", side).agg(value=pl.len()).sort("year", side))


SOURCES = ("gsdb_4", "eu_members_by_hand", "sanctions_by_hand", "un_members_by_hand")
KINDS_IN_WORDS = {
    **{kind: f"cases {text}" for kind, text in TEXTS.items()},
    "embargo": "whether they forbid all trade",
    "aid": "cases that end aid or loans and nothing else",
}
MEANT = "Sanctions that mean the state or its government, of the sender's own, through the European Union, or because the Security Council binds it"
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
        description="States with at least one case in force that means the state or its government, members of the European Union each counted, and the members of the "
        "United Nations where the Security Council binds them; sanctions on persons, firms, territories and armed groups are left out",
        rows=partners,
    ),
    Quantity(
        "sanction_senders_own",
        "States that sanction a state of their own",
        "state",
        "sanctions",
        "",
        "more sanctioned",
        ("target",),
        "count",
        zero="either",
        unit="states",
        description="States with at least one case in force of their own, or as members of the European Union, that means the state or its government; who is only bound by the "
        "Security Council is left out",
        rows=partners,
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
        description="States that the state sanctions as states, as a member of the Union or bound by the Security Council too",
        rows=partners,
    ),
    Quantity(
        "sanctions_in_force_on_state",
        "Cases of sanctions in force that mean a state or its government",
        "state",
        "sanction_cases",
        "state_cases",
        "more sanctioned",
        ("target",),
        zero="either",
    ),
    *(
        Quantity(
            f"sanctions_in_force_on_state_{kind}",
            f"Cases in force that mean a state or its government: {kind}",
            "state",
            "sanction_cases",
            f"state_{kind}",
            "more sanctioned",
            ("target",),
            zero="either",
        )
        for kind in KINDS
    ),
    *(
        Quantity(
            "_".join(filter(None, ("sanctions_on_state", kind))),
            "Cases in force of the first state, its own or bound, that mean the second"
            + (f": {kind}" if kind else ""),
            "directed",
            "sanctions",
            "embargo" if kind == "embargo" else "state_" + (kind or "cases"),
            "sanctions more",
            PAIR,
            zero="either",
            unit="in force (1) or not (0)" if kind == "embargo" else "cases",
            high=1 if kind == "embargo" else None,
            description=f"{MEANT}" + (f"; {KINDS_IN_WORDS[kind]}" if kind else ""),
            drawn=SOURCES,
            rows=meant,
        )
        for kind in ("", *KINDS, "embargo", "aid")
    ),
    Quantity(
        "sanctions_own",
        "Cases in force of the first state, its own or the Union's, that mean the second",
        "directed",
        "sanctions",
        "state_cases",
        "sanctions more",
        PAIR,
        zero="either",
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
