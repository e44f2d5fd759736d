"""Sanctions: by whom, against whom, of which kind, in force in a year."""

from __future__ import annotations

from westphalia.measures.measure import Measure, Value
from westphalia.record.schema import LAST_YEAR
from westphalia.record.world import World

KINDS = ("trade", "arms", "military", "financial", "travel", "other")
PAIR = ("target", "sender")


def at_the_end(world: World, measure: Measure, codes: tuple[int, ...]) -> dict[int, Value | None]:
    """Return the entries on the lists at the end of the last month known of each year."""
    import polars as pl

    frame = world.table("designations").filter(ccode=codes[0]).sort("month")
    last = frame.group_by(pl.col("month").dt.year()).agg(pl.col("active").last()).collect()
    return {year: active for year, active in last.iter_rows() if year <= LAST_YEAR}


MEASURES = (
    Measure(
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
        Measure(
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
    Measure(
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
    Measure(
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
    Measure(
        "sanctions",
        "Cases in force against the first state by the second",
        "directed",
        "sanctions",
        "cases",
        "more sanctioned",
        PAIR,
        zero="either",
    ),
    *(
        Measure(
            f"sanctions_{kind}",
            f"Cases in force against the first state by the second: {kind}",
            "directed",
            "sanctions",
            kind,
            "more sanctioned",
            PAIR,
            zero="either",
        )
        for kind in KINDS
    ),
    *(
        Measure(
            f"{name}_sanctions",
            f"Cases in force against a state by the {title}",
            "state",
            "institution_sanctions",
            "cases",
            "more sanctioned",
            ("target",),
            where={"institution": institution},
            zero="either",
            covers=(1950, 2023),
        )
        for name, title, institution in (
            ("un", "United Nations", "UN"),
            ("eu", "European Union or Communities", "EU"),
        )
    ),
    Measure(
        "designations",
        "Entries of the US Treasury's lists with an address in the state",
        "state",
        "designations",
        "active",
        "more designated",
        low=0,
        covers=(2022, LAST_YEAR),
        description="Entries at the end of the last month known of the year",
        read=at_the_end,
    ),
)
