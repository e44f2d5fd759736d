"""Tables of pacts and defence cooperation agreements."""

from __future__ import annotations

import polars as pl

from sources.adapters import atop, coded_pacts, dcad
from sources.registry import builds
from sources.source import Built, Inputs, built
from westphalia.record.readers import atop as pacts_of
from westphalia.record.readers import dcad as agreements_of

LAST_YEAR = atop.ATOP.covers["pacts"][1]


@builds("alliances", atop.ATOP, atop.INSTITUTIONS)
def alliances(inputs: Inputs) -> Built:
    """Phases of alliances as published, with dates, end and institutions."""
    read = atop.published(inputs)
    return built(pacts_of.alliances(read["phases"], read["members"], atop.institutions(inputs), LAST_YEAR))


@builds("alliance_members", atop.ATOP)
def alliance_members(inputs: Inputs) -> Built:
    """Members of alliances as published."""
    return built(pacts_of.alliance_members(atop.published(inputs)["members"], LAST_YEAR))


@builds("pacts", atop.ATOP, atop.DYADS)
def pacts(inputs: Inputs) -> Built:
    """Directed pairs of members, phase by phase, with what the first promises the second."""
    return built(pacts_of.pacts(atop.published(inputs)["members"], atop.dyad_years(inputs), LAST_YEAR))


@builds("pact_dyad_years", atop.DYADS)
def pact_dyad_years(inputs: Inputs) -> Built:
    """Obligations by directed dyad and year, as published."""
    frame = atop.dyad_years(inputs)
    obligations = [pl.col(f"atop_{name}").cast(pl.Boolean) for name in pacts_of.OBLIGATIONS]
    notes = (
        "Equal to what the table pacts implies, if in the year of a change of phase the later phase counts.",
        "Covers 1815 to 2018.",
    )
    return Built(frame.with_columns(obligations), read=frame.height, notes=notes)


@builds("defence_agreements", dcad.DCAD)
def defence_agreements(inputs: Inputs) -> Built:
    """Defence cooperation agreements, one row each, the lower code first."""
    return built(
        agreements_of.defence_agreements(dcad.agreements(inputs), dcad.DCAD.covers["defence_agreements"][1])
    )


WRITTEN = (
    "Absence is unknown: what no source told is not here.",
    "Searched in full for 25 states, named at the head of the file, and for agreements of three or more.",
)


@builds("coded_pacts", coded_pacts.PACTS)
def coded(inputs: Inputs) -> Built:
    """Pacts after the list of ATOP ends, one row for each thing that happened to one."""
    frame = coded_pacts.pacts(inputs)
    return Built(frame, read=frame.height, notes=WRITTEN)


@builds("coded_defence_agreements", coded_pacts.AGREEMENTS)
def coded_agreements(inputs: Inputs) -> Built:
    """Defence agreements after the list of DCAD ends, one row for each thing that happened to one."""
    frame = coded_pacts.agreements(inputs)
    return Built(frame, read=frame.height, notes=WRITTEN)


@builds("coded_pact_states", coded_pacts.PACTS, coded_pacts.AGREEMENTS)
def coded_states(inputs: Inputs) -> Built:
    """States in the pacts and defence agreements coded by hand."""
    frame = coded_pacts.parts(inputs)
    return Built(frame, read=frame.height, notes=WRITTEN)
