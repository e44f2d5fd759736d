"""Tables of pacts and defence cooperation agreements."""

from __future__ import annotations

import polars as pl

from sources.adapters import atop, coded_pacts, dcad, pair_sample
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


PACTS_FOUND = "A sample of pairs searched for without sight of the list found a pact since 2019 for 10 pairs and windows; the list has one for 10 of them (pair_sample)."
RECALL = (
    "By a sample of pairs searched for without sight of the list, the record has 21% of the pairs and windows of five years in which a pact or defence agreement was signed "
    "(15% to 30%), and lacks some 1,340 (820 to 2,030): pair_sample."
)


@builds("coded_pacts", coded_pacts.PACTS)
def coded(inputs: Inputs) -> Built:
    """Pacts after the list of ATOP ends, one row for each thing that happened to one."""
    frame = coded_pacts.pacts(inputs)
    return Built(frame, read=frame.height, notes=(*WRITTEN, PACTS_FOUND))


@builds("coded_defence_agreements", coded_pacts.AGREEMENTS)
def coded_agreements(inputs: Inputs) -> Built:
    """Defence agreements after the list of DCAD ends, one row for each thing that happened to one."""
    frame = coded_pacts.agreements(inputs)
    return Built(frame, read=frame.height, notes=(*WRITTEN, RECALL))


@builds("coded_pact_states", coded_pacts.PACTS, coded_pacts.AGREEMENTS)
def coded_states(inputs: Inputs) -> Built:
    """States in the pacts and defence agreements coded by hand."""
    frame = coded_pacts.parts(inputs)
    return Built(frame, read=frame.height, notes=WRITTEN)


@builds("pair_sample", pair_sample.SAMPLE)
def sampled(inputs: Inputs) -> Built:
    """Pairs drawn at random, by window: whether they signed a pact or a defence agreement."""
    frame = pair_sample.windows(inputs)
    notes = (
        "Drawn before anything was searched for; who searched saw neither strata and weights nor the lists of the edition.",
        "One pair in five was coded by two, and where they differ it was settled with a reason; agreement and what the sample says of the lists is in docs/sample.md.",
        "Not added to coded_pacts or coded_defence_agreements, so that it stays a test of them.",
    )
    return Built(frame, read=frame.height, notes=notes)
