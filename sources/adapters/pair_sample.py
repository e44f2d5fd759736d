"""The sample of pairs that knows a no: whether each signed a pact or a defence agreement in three windows since 2011."""

from __future__ import annotations

import polars as pl

from sources.pair_sample import FILES, WINDOWS, answers, read
from sources.source import Inputs, Source

SAMPLE = Source(
    id="pair_sample_by_hand",
    folder="events",
    files=FILES,
    title="A sample of pairs that knows a no",
    citation="The Westphalia developers. Three hundred pairs of states drawn in strata from all pairs of 2010, each searched for pacts and defence agreements signed in 2011-2015, "
    "2016-2020 and 2021-2025, coded by hand from the work that each answer names.",
    version="2025-12-31",
    terms="MIT, with the project.",
    licence="MIT",
    tier="open",
    covers={"pair_sample": (2011, 2025)},
)


def windows(inputs: Inputs) -> pl.DataFrame:
    """Return one row for each pair and window."""
    sample = read(lambda name: inputs.events(SAMPLE, name))
    drawn = {each.pair: each for each in sample.drawn}
    twice = {each.pair for each in sample.second}
    rows = [
        (
            *each.pair,
            *WINDOWS[each.window - 1],
            drawn[each.pair].stratum,
            drawn[each.pair].weight,
            each.signed,
            "both" if len(each.kinds) > 1 else next(iter(each.kinds), None),
            2 if each.pair in twice else 1,
        )
        for each in answers(sample)
    ]
    names = ("ccode1", "ccode2", "first_year", "last_year", "stratum", "weight", "signed", "kind", "codings")
    return pl.DataFrame(rows, schema=names, orient="row", infer_schema_length=None)
