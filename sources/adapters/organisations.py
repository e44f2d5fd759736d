"""Members of organisations by spell, coded by hand: NATO, the Collective Security Treaty, the Shanghai Cooperation Organisation, BRICS, OPEC and others."""

from __future__ import annotations

from typing import Any

import polars as pl

from sources.source import Inputs, Source

NATO = Source(
    id="nato_members_by_hand",
    folder="events",
    files=("nato_members.yaml",),
    title="Parties to the North Atlantic Treaty",
    citation="The Westphalia developers. Parties to the North Atlantic Treaty, coded by hand from: NATO, Member countries and Enlargement; "
    "North Atlantic Treaty, Washington, 4 April 1949, and protocols of accession.",
    version="2025-12-31",
    terms="MIT, with the project.",
    licence="MIT",
    tier="open",
    url="https://www.nato.int/cps/en/natohq/topics_52044.htm",
)
ORGANISATIONS = Source(
    id="organisation_members_by_hand",
    folder="events",
    files=("organisations.yaml",),
    title="Members of ten organisations, coded by hand",
    citation="The Westphalia developers. Members of the Gulf Cooperation Council, the Collective Security Treaty, the Shanghai Cooperation Organisation, BRICS, "
    "ASEAN, the African Union, OPEC, OPEC+, the Group of Seven and the Group of Eight, coded by hand with the citation of each in the file.",
    version="2025-12-31",
    terms="MIT, with the project.",
    licence="MIT",
    tier="open",
)


def members(inputs: Inputs) -> pl.DataFrame:
    """Return institution, ccode, start, end, verified."""
    nato = inputs.events(NATO, "nato_members.yaml")
    held: dict[str, Any] = {"nato": nato, **inputs.events(ORGANISATIONS, "organisations.yaml")}
    rows = [
        (short, row["ccode"], row["start"], row["end"], row.get("verified", document["verified"]))
        for short, document in held.items()
        for row in document["members"]
    ]
    kinds = {
        "institution": pl.String,
        "ccode": pl.Int64,
        "start": pl.Date,
        "end": pl.Date,
        "verified": pl.Boolean,
    }
    return pl.DataFrame(rows, schema=kinds, orient="row")
