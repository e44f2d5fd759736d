"""Dyadic Cyber Incident and Campaign Data 2.0: operations between rival states, 2000-2020."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

DCID = Source(
    id="dcid_2",
    folder="cyber_dcid",
    files=("dcid_2_0_incidents.csv.gz",),
    title="Dyadic Cyber Incident and Campaign Data 2.0",
    citation="Maness, Ryan C., Brandon Valeriano, Kathryn Hedgecock, Jose M. Macias and Benjamin Jensen (2023). Expanding the Dyadic Cyber Incident "
    "and Campaign Dataset (DCID). The Cyber Defense Review 8(2): 65-90.",
    version="2.0, update of February 2023",
    terms="Public release for research with citation.",
    licence="academic",
    tier="open",
    url="https://cyberdefensereview.army.mil/",
    covers={"cyber_incidents": (2000, 2020)},
)
METHODS = {1: "vandalism", 2: "denial of service", 3: "intrusion", 4: "infiltration"}
TARGETS = {1: "private", 2: "government", 3: "military"}
OBJECTIVES = {1: "disruption", 2: "short-term espionage", 3: "long-term espionage", 4: "degradation"}


def incidents(inputs: Inputs) -> pl.DataFrame:
    """Return one row per incident, ``initiator`` against ``target``; the target is null where the initiator is of neither side. An end before the start is null."""
    frame = pl.read_csv(inputs.file(DCID, DCID.files[0]), try_parse_dates=True, infer_schema_length=None)
    first, second = pl.col("ccode_a"), pl.col("ccode_b")
    by = pl.col("initiator")
    return frame.select(
        "incident",
        "name",
        "initiator",
        pl.when(by == first).then(second).when(by == second).then(first).alias("target"),
        "start",
        pl.when(pl.col("end") >= pl.col("start")).then(pl.col("end")).alias("end"),
        pl.col("method").floor().cast(pl.Int64).replace_strict(METHODS).alias("method"),
        pl.col("target_type").replace_strict(TARGETS).alias("target_kind"),
        pl.col("objective").replace_strict(OBJECTIVES),
        pl.col("objective_achieved").cast(pl.Boolean).alias("achieved"),
        pl.col("concession").cast(pl.Boolean),
        pl.col("information_operation").cast(pl.Boolean),
        "severity",
    )
