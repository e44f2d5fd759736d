"""What states have to do with each other day by day, and what one sells to another by good after the long series end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import pl
from westphalia.record.quantities.events import PAIR
from westphalia.record.quantity import Codes, Quantity
from westphalia.record.rows import KnownRows, of_frame

if TYPE_CHECKING:
    from westphalia.record.world import World

POSTED = ("sender", "host")
WAY = ("exporter", "importer")


def missions(world: World, quantity: Quantity, codes: Codes) -> KnownRows:
    """Return, for the years of a count, who had a mission at whom: 0 between two states that both have one anywhere or receive one."""
    known = world.scan(quantity.table)
    states = [known.select("year", ccode=side) for side in POSTED]
    there = pl.concat(states).unique()
    one, two = (there.rename({"ccode": side}) for side in POSTED)
    pairs = one.join(two, on="year").filter(pl.col("sender") != pl.col("host"))
    if codes:
        pairs = pairs.filter(pl.col(side).is_in(codes) for side in POSTED)
    held = known.with_columns(value=pl.lit(1.0))
    found = pairs.join(held, on=[*POSTED, "year"], how="left").with_columns(pl.col("value").fill_null(0.0))
    rows = found.select(pl.col("year").cast(pl.Int64), *POSTED, "value").sort("year", *POSTED)
    return of_frame(rows.collect())


MISSIONS = (
    Quantity(
        "mission",
        "Whether the first state has a diplomatic mission at the second",
        "directed",
        "missions",
        "",
        "represented",
        POSTED,
        "count",
        unit="yes (1) or no (0)",
        high=1,
        description="1 when the first state had a mission of any level at the second, in the 37 years of a count",
        rows=missions,
    ),
)
VISITS = tuple(
    Quantity(name, title, "dyad", "visits_by_pair", column, "more visits", PAIR, where={"source": source})
    for name, title, column, source in (
        ("visits_leaders", "Visits of leaders between two states (COLT: China, Germany, Japan, Singapore and the United States with others)", "visits", "colt_pairs"),
        ("visits_governments_china", "Visits between the governments of China and of states of Asia and the Pacific (AidData)", "visits", "aiddata_visits"),
        ("visits_military_china", "Visits of military leaders between China and states of Asia and the Pacific (AidData)", "military_visits", "aiddata_visits"),
        ("visits_days_china", "Days of Chinese leaders abroad in or with a state (China Vitae)", "days_abroad", "china_vitae"),
        ("visits_meetings_china", "Meetings of Chinese leaders with a state (China Vitae)", "meetings", "china_vitae"),
    )
)  # fmt: skip
PRESENCE = (
    Quantity(
        "foreign_bases",
        "Bases of the first state in the second (nine states, about 2020)",
        "directed",
        "foreign_bases",
        "active",
        "more bases",
        ("operator", "host"),
    ),
    Quantity(
        "exercises_russian",
        "Exercises of Russia with another state, as its Ministry of Defence told of them",
        "dyad",
        "russian_exercises",
        "exercises",
        "more exercises",
        PAIR,
    ),
    Quantity(
        "swap_line",
        "Whether the first state's central bank has a line for that of the second",
        "directed",
        "swap_lines",
        "",
        "more backed",
        ("lender", "borrower"),
        "count",
        zero="either",
        unit="yes (1) or no (0)",
        high=1,
        description="1 when a swap or repurchase line of the first state's central bank for that of the second was in force on any day",
    ),
)
GOODS = (
    Quantity(
        "gas_flow",
        "Gas that left the first state for the second (Europe)",
        "directed",
        "gas_flows",
        "gas",
        "more gas",
        ("exit", "entry"),
    ),
    *(
        Quantity(
            f"{name}_{what}_to_china",
            f"{title} that Russia sold to China, {column}",
            "directed",
            "china_energy_from_russia",
            column,
            "sells more",
            WAY,
            where={"good": good},
            description=f"{title} from the first state to the second, by Chinese customs: {said}",
        )
        for good, name, title, columns in (
            ("crude oil", "crude", "Crude oil", ("weight", "value")),
            ("coal", "coal", "Coal", ("weight", "value")),
            ("liquefied gas", "lng", "Liquefied gas", ("weight",)),
            ("pipeline gas", "pipeline_gas", "Pipeline gas", ("value",)),
        )
        for column, what, said in (("weight", "tonnes", "weight"), ("value", "value", "value"))
        if column in columns
    ),
    *(
        Quantity(
            f"{good}_sold",
            f"{good.capitalize()} that the first state sold to the second, as the second reports by the month",
            "directed",
            "commodity_imports",
            "value",
            "sells more",
            WAY,
            where={"commodity": good},
        )
        for good in ("wheat", "urea", "ammonia", "propane", "butane")
    ),
)
QUANTITIES = (*MISSIONS, *VISITS, *PRESENCE, *GOODS)
