"""What is listed with its dates: land, coups, visits, orders, races, cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from westphalia.lazy import pl
from westphalia.record.coverage import since
from westphalia.record.quantity import Codes, Quantity
from westphalia.record.rows import KnownRows, of_frame, summed

if TYPE_CHECKING:
    from westphalia.record.world import World

PAIR = ("ccode1", "ccode2")
SENDING = ("sender", "target")
WHEN = {
    "coups": "start",
    "visits": "date",
    "arms_orders": "order_year",
    "defence_agreements": "signed",
    "territorial_changes": "year",
}
"""Column with the day or year of an event."""
RIVALS = {"tss": ("tss_rivalries_2022", "Thompson, Sakuwa and Suhas"), "thompson_dreyer": ("thompson_dreyer_2012", "Thompson and Dreyer")}  # fmt: skip
KINDS = {"spatial": "territory", "positional": "position", "ideological": "ideology", "interventionary": "intervention in a third state"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """What reads a quantity from a list of which a state or pair may have several rows a year.

    Parameters
    ----------
    of : callable
        Makes the rows of the list from a world and a quantity: ``year``, the sides of the quantity, and what the list says. Quantities with the
        same table, sides and filter have the same rows, so that one pass over them does for all.
    """

    of: Callable[[World, Quantity], pl.LazyFrame]

    def __call__(self, world: World, quantity: Quantity, codes: Codes) -> KnownRows:
        """Return the number, sum or largest of what a state or pair has in each year."""
        sides = quantity.sides
        known = self.of(world, quantity).drop_nulls([*sides, "year"])
        if codes:
            known = known.filter(pl.col(side).is_in(codes) for side in sides)
        grouped = known.group_by(pl.col("year").cast(pl.Int64), *sides)
        found = grouped.agg(value=summed(quantity).cast(pl.Float64))
        return of_frame(found.drop_nulls("value").sort("year", *sides).collect())


def _dated(world: World, quantity: Quantity) -> pl.LazyFrame:
    """Return what happened in each year."""
    frame, when = world.scan(quantity.table).filter(**quantity.where), WHEN[quantity.table]
    day = frame.collect_schema()[when] == pl.Date
    return frame.with_columns(year=pl.col(when).dt.year() if day else pl.col(when))


def _under_way(world: World, quantity: Quantity) -> pl.LazyFrame:
    """Return what spells, of pairs or of both their states, were under way on any day of each year."""
    span = quantity.span(world) or (1, 0)
    frame = world.scan(quantity.table).filter(**quantity.where)
    columns = frame.collect_schema().names()
    if "first" not in columns:
        begin = pl.col("signed" if "signed" in columns else "start").dt.year()
        frame = frame.with_columns(first=begin, last=pl.col("end").dt.year())
    first = pl.max_horizontal(pl.col("first").cast(pl.Int32), pl.lit(span[0]))
    last = pl.min_horizontal(pl.col("last").cast(pl.Int32).fill_null(span[1]), pl.lit(span[1]))
    years = frame.filter(first <= last).with_columns(year=pl.int_ranges(first, last + 1)).explode("year")
    if quantity.kind == "state":
        return pl.concat([years.with_columns(ccode=pl.col(side)) for side in PAIR])
    return years


def _cases(world: World, quantity: Quantity) -> pl.LazyFrame:
    """Return cases of sanctions by the year in which they were threatened or imposed; each of several senders counts."""
    senders = world.scan("sanction_episode_senders").select("caseid", "sender")
    begun = ("imposed_year", "start_year") if "imposition" in quantity.where else ("start_year",)
    listed = (
        world.scan(quantity.table)
        .filter(lists="ties", **quantity.where)
        .with_columns(year=pl.coalesce(begun))
    )
    return listed.select("caseid", "target", "year").join(senders, on="caseid")


DATED, UNDER_WAY, BEGUN = Listed(_dated), Listed(_under_way), Listed(_cases)
COUPS = tuple(
    Quantity(
        f"{name}_{who}" if who == "colpus" else name,
        f"{title} ({title_of})",
        "state",
        "coups",
        "",
        "more unrest",
        how="count",
        where={"source": source, "result": result},
        zero="either",
        unit="coups",
        description=title,
        rows=DATED,
    )
    for who, title_of, source in (
        ("cline", "Cline Center", "cline_coups_2_1_2"),
        ("colpus", "Colpus", "colpus"),
    )
    for name, title, result in (
        ("coups", "Coups that succeeded", "success"),
        ("coup_attempts", "Coups that failed", "attempt"),
        ("coup_conspiracies", "Conspiracies stopped before they began", "conspiracy"),
    )
    if who == "cline" or result != "conspiracy"
)
VISITS = tuple(
    Quantity(
        name,
        f"Visits of the {office} of the United States to a state",
        "state",
        "visits",
        "",
        "more visits",
        ("host",),
        "count",
        where={"office": office},
        zero="either",
        covers=since(1909, "visits"),
        unit="visits",
        description=f"Visits of the {office} of the United States that began in the year",
        rows=DATED,
    )
    for name, office in (("visits_president", "president"), ("visits_secretary", "secretary of state"))
)
ORDERS = (
    Quantity(
        "arms_deals",
        "Deals in which the second state ordered arms from the first",
        "directed",
        "arms_orders",
        "deals",
        "more arms",
        ("supplier", "recipient"),
        "sum",
        zero="either",
        description="Deals in which the second state ordered from the first",
        rows=DATED,
    ),
    Quantity(
        "arms_ordered",
        "Volume of arms that the second state ordered from the first",
        "directed",
        "arms_orders",
        "tiv_ordered",
        "more arms",
        ("supplier", "recipient"),
        "sum",
        description="Volume of the deals for which it is known",
        rows=DATED,
    ),
)
RACES = (
    Quantity(
        "arms_race",
        "Whether two rivals are in an arms race",
        "dyad",
        "arms_races",
        "",
        "in a race",
        PAIR,
        "most",
        zero="cow",
        unit="in a race (1) or not (0)",
        high=1,
        description="1 when the two were in an arms race",
        rows=UNDER_WAY,
    ),
)
RIVALRIES = tuple(
    quantity
    for key, (source, who) in RIVALS.items()
    for end in ("" if key == "tss" else "_td",)
    for quantity in (
        *(
            Quantity(
                f"rivalry_{kind}{end}",
                f"Whether two states are rivals over {what} ({who})",
                "dyad",
                "rivalries",
                kind,
                "more hostile",
                PAIR,
                "most",
                where={"list": key},
                zero="cow",
                covers=since(1816, f"rivalries:{key}"),
                unit="rivals (1) or not (0)",
                high=1,
                description=f"1 when the two were rivals over {what}",
                drawn=(source,),
                rows=UNDER_WAY,
            )
            for kind, what in KINDS.items()
        ),
        *(
            Quantity(
                f"rivals{kind and '_'}{kind}{end}",
                f"Strategic rivals of a state{kind and ', '}{kind} ({who})",
                "state",
                "rivalries",
                kind,
                "more rivals",
                how="sum" if kind else "count",
                where={"list": key},
                zero="cow",
                covers=since(1816, f"rivalries:{key}"),
                unit="rivals",
                description=f"Rivalries that are {kind}" if kind else "Rivals of the state",
                drawn=(source,),
                rows=UNDER_WAY,
            )
            for kind in ("", *KINDS)
        ),
    )
)
CASES = tuple(
    Quantity(
        name,
        f"{title} by the first state against the second (TIES)",
        "directed",
        "sanction_episodes",
        "",
        "sanctions more",
        SENDING,
        "count",
        where={flag: True},
        zero="either",
        unit="cases",
        description=text,
        rows=BEGUN,
    )
    for name, title, flag, text in (
        ("sanction_threats", "Threats of sanctions", "threat", "Cases with a threat that began in the year"),
        (
            "sanction_impositions",
            "Impositions of sanctions",
            "imposition",
            "Cases in which sanctions were imposed in the year",
        ),
    )
)
AGREEMENTS = (
    *(
        Quantity(
            name,
            f"{title} in force between two states",
            "dyad",
            "defence_agreements",
            "",
            "more bound",
            PAIR,
            "count",
            where=where,
            zero="either",
            unit="agreements",
            description=text,
            rows=UNDER_WAY,
        )
        for name, title, where, text in (
            (
                "defence_agreements",
                "Defence cooperation agreements",
                {},
                "Agreements signed since 1980 and in force on at least one day of the year",
            ),
            (
                "defence_agreements_general",
                "General defence cooperation agreements",
                {"type": "general"},
                "Those of them that are general, not of one sector",
            ),
        )
    ),
    Quantity(
        "defence_agreements_signed",
        "Defence cooperation agreements signed between two states",
        "dyad",
        "defence_agreements",
        "",
        "more bound",
        PAIR,
        "count",
        zero="either",
        unit="agreements",
        description="Agreements signed in the year",
        rows=DATED,
    ),
)
LAND = (
    Quantity(
        "land_gained",
        "Transfers of territory to the first state from the second",
        "directed",
        "territorial_changes",
        "",
        "gains more",
        ("gainer", "loser"),
        "count",
        zero="cow",
        unit="transfers",
        description="Transfers of territory to the first state from the second in the year",
        rows=DATED,
    ),
    Quantity(
        "land_gained_by_force",
        "Whether the first state and the second fought over territory that passed to the first",
        "directed",
        "territorial_changes",
        "conflict",
        "gained by force",
        ("gainer", "loser"),
        "most",
        zero="cow",
        unit="yes (1) or no (0)",
        high=1,
        description="1 when both fought over one of them with organized forces",
        rows=DATED,
    ),
)


# What a list has of the states that it follows and of no others: visits abroad, events in the news. Between those no entry is none.


def visits(world: World, quantity: Quantity, codes: Codes) -> KnownRows:
    """Return visits from the visitors that the table follows to every state of the system, none included."""
    who, to = quantity.sides
    span = quantity.span(world) or (1, 0)
    table = world.scan(quantity.table).with_columns(year=pl.col("date").dt.year().cast(pl.Int64))
    visitors = table.select(who).unique().sort(who).collect().to_series().to_list()
    hosts = [(year, host) for year in range(span[0], span[1] + 1) for host in world.members(year)]
    every = pl.LazyFrame(hosts, schema={"year": pl.Int64, to: pl.Int16}, orient="row")
    every = every.join(pl.LazyFrame({who: visitors}, schema={who: pl.Int16}), how="cross")
    made = table.group_by("year", who, to).agg(value=pl.len())
    known = every.filter(pl.col(who) != pl.col(to)).join(made, on=["year", who, to], how="left")
    if codes:
        known = known.filter(pl.col(who).is_in(codes), pl.col(to).is_in(codes))
    rows = known.select("year", who, to, pl.col("value").fill_null(0)).sort("year", who, to)
    return of_frame(rows.collect())


def _reported(world: World, quantity: Quantity) -> pl.LazyFrame:
    """Return the events of each two states that are both followed in a year, none included."""
    one, two = (world.scan("event_coverage").rename({"ccode": side}) for side in PAIR)
    pairs = one.join(two, on="year").filter(pl.col(PAIR[0]) != pl.col(PAIR[1]))
    counts = pl.col(*(each.column for each in NEWS))
    found = pairs.join(world.scan(quantity.table), on=[*PAIR, "year"], how="left")
    return found.with_columns(counts.fill_null(0))


REPORTED = Listed(_reported)
NEWS = tuple(
    Quantity(
        name,
        f"{title} of the first state to the second in the news (ICEWS)",
        "directed",
        "event_counts",
        name,
        "more of it",
        PAIR,
        low=0,
        description=f"{title} of the first state to the second, events in the news",
        rows=REPORTED,
    )
    for name, title in (
        ("verbal_cooperation", "Words of cooperation"),
        ("material_cooperation", "Deeds of cooperation"),
        ("verbal_conflict", "Words of conflict"),
        ("material_conflict", "Deeds of conflict"),
    )
)


QUANTITIES = (
    *LAND,
    *COUPS,
    *VISITS,
    *ORDERS,
    *RACES,
    *RIVALRIES,
    *CASES,
    *AGREEMENTS,
    Quantity(
        "visits_abroad",
        "Visits abroad of the president and the secretary of state of the United States",
        "directed",
        "visits",
        "",
        "more visits",
        ("visitor", "host"),
        "count",
        covers=since(1909, "visits"),
        unit="visits",
        description="Visits of the first state's leaders to the second that began in the year",
        rows=visits,
    ),
    *NEWS,
)
