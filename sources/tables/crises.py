"""Tables of crises and hostile acts."""

from __future__ import annotations

import polars as pl

from sources.adapters import cyber, icb, mie
from sources.members import listed
from sources.registry import builds
from sources.source import Built, Inputs

PLACEHOLDER = 510
"""The Russian invasion of Ukraine, of which version 16 has neither dates nor actors."""
SPELL = ("start", "start_precision", "end", "end_precision")
CODES = (
    "Germany and Yemen after 1990, which the source goes on to have as 260 and 678, are 255 and 679.",
    "Early, middle and late in a month (66, 77 and 88 in the source) are a month.",
)


@builds("crises", icb.ICB)
def crises(inputs: Inputs) -> Built:
    """Crises, from the first state in crisis to the last."""
    frame = icb.actors(inputs).sort("crisis", "start", "actor")
    last = pl.col("end").arg_max()
    found = frame.group_by("crisis", maintain_order=True).agg(
        pl.col("name", "start", "start_precision", "trigger", "threat").first(),
        pl.col("end").max(),
        pl.col("end_precision").get(last),
        pl.len().alias("actors"),
        pl.col("violence").max(),
    )
    note = "Crisis 510, the Russian invasion of Ukraine, has no dates and no actors in version 16 and is not here."
    return Built(found, frame.height, notes=(*CODES, "Rows read are actors.", note))


@builds("crisis_actors", icb.ICB)
def crisis_actors(inputs: Inputs) -> Built:
    """States in crises."""
    frame = icb.actors(inputs).drop("name")
    states = frame.filter(pl.col("ccode").is_in(sorted(listed())))
    by = pl.when(pl.col("trigger_by").is_in(sorted(listed()))).then(pl.col("trigger_by"))
    lost = {"no state of either list (Hijaz, Najd, Vichy forces)": frame.height - states.height}
    return Built(states.with_columns(by.alias("trigger_by")), frame.height, lost, CODES)


@builds("crisis_dyads", icb.ICB)
def crisis_dyads(inputs: Inputs) -> Built:
    """Pairs of adversaries, by spell."""
    years = icb.dyads(inputs)
    dated = years.filter(pl.col("crisis") != PLACEHOLDER)
    spells = dated.unique(["crisis", "ccode1", "ccode2", "start"], keep="first", maintain_order=True)
    actors = icb.actors(inputs)
    for side, other in ((1, 2), (2, 1)):
        theirs = actors.select(
            pl.col("actor").alias(f"actor{side}"),
            pl.col("trigger_by").alias(f"by{side}"),
            pl.col("violence").alias(f"violence{side}"),
        )
        triggered = pl.col(f"by{side}").fill_null(0) == pl.col(f"ccode{other}")
        spells = spells.join(theirs, on=f"actor{side}", how="left", maintain_order="left").with_columns(
            pl.when(pl.col(f"actor{side}").is_not_null()).then(triggered).alias(f"triggered{side}")
        )
    found = spells.select(
        "crisis", "ccode1", "ccode2", *SPELL, "triggered1", "triggered2",
        *(pl.col(f"actor{side}").is_not_null().alias(f"actor{side}") for side in (1, 2)),
        pl.max_horizontal("violence1", "violence2").alias("violence"),
    )  # fmt: skip
    lost = {
        "crisis 510, the Russian invasion of Ukraine, a placeholder without dates": years.height
        - dated.height,
        "a further year of the spell, or the same pair and day again": dated.height - spells.height,
    }
    notes = (*CODES, "47 crises against others than states have no pair.")
    return Built(found, years.height, lost, notes)


@builds("militarized_events", mie.MIE)
def militarized_events(inputs: Inputs) -> Built:
    """Events to the day, directed."""
    frame = mie.events(inputs)
    notes = ("The source has no code for deaths that are not known: its zeros hold both.",)
    return Built(frame, frame.height, notes=notes)


@builds("cyber_incidents", cyber.DCID)
def cyber_incidents(inputs: Inputs) -> Built:
    """Incidents by initiator and target."""
    frame = cyber.incidents(inputs)
    kept = frame.drop_nulls("target")
    return Built(
        kept, frame.height, {"the initiator is of neither side of the pair": frame.height - kept.height}
    )
