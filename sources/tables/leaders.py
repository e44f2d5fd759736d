"""Tables of leaders: spells from Archigos, REIGN and a list coded by hand, and what is known of persons."""

from __future__ import annotations

import polars as pl

from sources.adapters import archigos, leaders_by_hand, reign
from sources.leader_spells import combined, of_archigos, of_hand, of_reign
from sources.registry import builds
from sources.source import Built, Inputs
from westphalia.record.readers.gleditsch_ward import ccode

COLUMNS = (
    "ccode", "role", "start", "leader", "end", "effective", "office", "entry", "exit", "birth_year", "gender",
    "source", "end_source", "obsid", "precision", "end_precision", "verified", "known_to",
)  # fmt: skip


@builds("leaders", archigos.ARCHIGOS, reign.REIGN, leaders_by_hand.LEADERS_BY_HAND)
def leaders(inputs: Inputs) -> Built:
    """Who led each state, when, and since when it is not known."""
    published = archigos.spells(inputs).with_columns(pl.col("enddate").dt.year().cast(pl.Int64).alias("year"))
    first = of_archigos(published.with_columns(ccode("gwcode").alias("ccode")).to_dicts())
    second = of_reign(reign.leaders(inputs).to_dicts())
    third = of_hand(leaders_by_hand.spells(inputs).to_dicts())
    spells, dropped, joined = combined(first, second, third)
    notes = (
        "Archigos to 2015 (to 2014 for Haiti, Macedonia and Latvia), REIGN from there to March 2021, the "
        "list coded by hand since, for the "
        "states in it. A spell that goes on in the next source is one row: `source` gave its start, "
        "`end_source` its end.",
        f"{joined} rows of REIGN and of the list continue a spell of an earlier source and are no rows of "
        "their own.",
        "Where Archigos and REIGN name different offices at the end of 2015 (Croatia, Finland, Yemen), the "
        "Archigos spell is closed on 31 "
        "December 2015 and the REIGN spell counts from 1 January 2016.",
        "Kohl and Saleh led two states each: their spells are split on the day of unification (3 October "
        "1990, 22 May 1990).",
        "States without Archigos (Caribbean and Pacific islands, European microstates) have REIGN "
        "throughout, from 1950 at the earliest.",
        "Iran: supreme leaders are effective, presidents are not. The sources themselves code presidents "
        "from August 1989.",
        "Archigos has Salman of Saudi Arabia die on its last day, 31 December 2015: taken as still in "
        "office.",
        "REIGN gives the month of an end, not the day: the end is the start of the successor in that "
        "month, else the last day of the month.",
    )
    rows = [{name: getattr(spell, name) for name in COLUMNS} for spell in spells]
    frame = pl.DataFrame(rows, infer_schema_length=None)
    split = sum(spell.split for spell in spells)
    read = len(first) - split + len(second) + len(third)
    return Built(frame, read=read, dropped=dropped, notes=notes)


@builds("leader_spells_archigos", archigos.ARCHIGOS)
def leader_spells_archigos(inputs: Inputs) -> Built:
    """Archigos as published, with the Correlates of War code of the last year beside its own."""
    frame = archigos.spells(inputs).with_columns(pl.col("enddate").dt.year().cast(pl.Int64).alias("year"))
    notes = ("As published. ccode is the state's at the end of the spell: Kohl's is 255, Saleh's 679.",)
    return Built(
        frame.with_columns(ccode("gwcode").alias("ccode")).drop("year"), read=frame.height, notes=notes
    )


@builds("leader_traits", archigos.LEAD, archigos.LEADER_CODES)
def leader_traits(inputs: Inputs) -> Built:
    """LEAD's traits of leaders."""
    frame = archigos.traits(inputs)
    notes = ("One row a spell of Archigos; leaders after 2004 are mostly unknown in LEAD.",)
    return Built(frame, read=frame.height, notes=notes)


@builds("leader_willingness", archigos.WILLINGNESS)
def leader_willingness(inputs: Inputs) -> Built:
    """Estimated willingness to use force."""
    frame = archigos.willingness(inputs)
    known = frame.filter(pl.col("theta1_mean").is_not_null())
    return Built(
        known, read=frame.height, dropped={"not estimated (leader not in LEAD)": frame.height - known.height}
    )
