"""Names, ISO codes, successions and United Nations membership, coded by hand with citations."""

from __future__ import annotations

from typing import Any

import polars as pl

from sources.source import Inputs, Source

IDENTITY = Source(
    id="identity_by_hand",
    folder="events",
    files=("states.yaml", "state_names.yaml", "successors.yaml"),
    title="Names, codes and successions of states",
    citation="Coded for this edition from the Correlates of War and Gleditsch-Ward lists, ISO 3166-1 and ISO 3166-3; "
    "each succession carries its citation.",
    version="1",
    terms="MIT, with the project.",
    licence="MIT",
    tier="open",
)
UN_MEMBERS = Source(
    id="un_members_by_hand",
    folder="events",
    files=("un_members.yaml",),
    title="Members of the United Nations",
    citation="United Nations, Member States: list with dates of admission and notes, coded by state.",
    version="1",
    terms="Public facts.",
    licence="public facts",
    tier="open",
    url="https://www.un.org/en/about-us/member-states",
)


def states(inputs: Inputs) -> list[dict[str, Any]]:
    """Return the states: ccode, gwcode, iso3, iso_former, iso_other, name."""
    rows = inputs.events(IDENTITY, "states.yaml")
    assert isinstance(rows, list)
    return rows


def names(inputs: Inputs) -> dict[int, list[dict[str, Any]]]:
    """Return the names of each state."""
    rows = inputs.events(IDENTITY, "state_names.yaml")
    assert isinstance(rows, dict)
    return rows


def successions(inputs: Inputs) -> pl.DataFrame:
    """Return predecessor, successor, date, kind, citation, verified."""
    rows = inputs.events(IDENTITY, "successors.yaml")
    keep = ("predecessor", "successor", "date", "kind", "citation", "verified")
    return pl.DataFrame([{name: row[name] for name in keep} for row in rows])


def un_members(inputs: Inputs) -> pl.DataFrame:
    """Return the spells of membership of the United Nations."""
    document = inputs.events(UN_MEMBERS, "un_members.yaml")
    return pl.DataFrame(
        [
            {
                "ccode": row["ccode"],
                "start": row["start"],
                "end": row["end"],
                "verified": row.get("verified", document["verified"]),
            }
            for row in document["members"]
        ],
        schema={"ccode": pl.Int64, "start": pl.Date, "end": pl.Date, "verified": pl.Boolean},
    )
