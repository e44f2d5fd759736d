"""Relations: one score for every pair and year, estimated here from other tables of the edition."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from sources.adapters import (
    atop,
    coded_conflict,
    cow_mid,
    cow_wars,
    dcad,
    eu_membership,
    events_by_hand,
    false_dyads,
    gml_mid,
    gsdb,
    icb,
    icews,
    identity_by_hand,
    igo,
    majors,
    missions,
    sanctions_by_hand,
    sipri_arms,
    state_lists,
    ucdp,
    un_votes,
    us_troops,
    visits,
    visits_by_pair,
    wars_by_hand,
)
from sources.adapters import contiguity as direct
from sources.adapters import rivalries as lists
from sources.kept import fingerprint, kept
from sources.registry import builds, recipes
from sources.source import Built, Inputs, Source
from sources.validate import shaped
from westphalia.measures.relation import BANDS, SPAN
from westphalia.measures.relation.data import Data, Seen, as_known, collect
from westphalia.measures.relation.estimate import VERSION, parameters, relate
from westphalia.measures.relation.model import Parameters
from westphalia.measures.relation.model import filtered as filter_forward
from westphalia.measures.relation.words import NEVER, last_seen, words
from westphalia.record.entries import covered as listed
from westphalia.record.entries import described
from westphalia.record.grid import Grid, build
from westphalia.record.manifest import covered
from westphalia.record.schema import Table
from westphalia.record.tables import declared
from westphalia.record.world import World

GRAIN = 0.05
"""Scores are rounded to this."""
NOTES = (
    "Disputes are listed to 2014, pacts to 2018, rivalries to 2020: later scores rest on disputes, breaks and rivalries coded by hand, wars, "
    "armed conflicts, sanctions, votes and arms, and hold where nothing is seen.",
    "Germany and the Federal Republic, Yemen and North Yemen are one state here, and have one score in 1990.",
)
SOURCES: tuple[Source, ...] = (
    state_lists.COW, state_lists.GW, false_dyads.FALSE, direct.CONTIGUITY, majors.COW, cow_wars.INTER, cow_wars.DYAD_YEARS,
    wars_by_hand.WARS, ucdp.CONFLICTS, cow_mid.MID, gml_mid.GML, lists.TSS, lists.THOMPSON_DREYER,
    gsdb.GSDB, atop.ATOP, dcad.DCAD, us_troops.MME, us_troops.JME,
    sipri_arms.DELIVERIES, sipri_arms.REGISTER, visits.STATE_DEPARTMENT, un_votes.UN_VOTES, igo.IGO, icews.ICEWS,
    identity_by_hand.UN_MEMBERS, eu_membership.EU_MEMBERS, coded_conflict.BY_HAND, events_by_hand.EVENTS_BY_HAND, icb.ICB,
    sanctions_by_hand.SANCTIONS_BY_HAND, missions.EXCHANGE, visits_by_pair.COLT_PAIRS, visits_by_pair.CHINA_VITAE, visits_by_pair.AIDDATA,
)  # fmt: skip
_MADE: dict[Path, tuple[Grid, Data, Data, str]] = {}
_KNOWN: dict[str, dict[str, Parameters]] = {}


class _Tables:
    """Tables as the build makes them, in place of a world."""

    last_known = None

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.made: dict[str, pl.LazyFrame] = {}

    def scan(self, name: str) -> pl.LazyFrame:
        """Return a table of the edition that is being built."""
        if name not in self.made:
            built = recipes()[name].build(self.inputs)
            self.made[name] = shaped(built.frame, declared()[name]).lazy()
        return self.made[name]

    def entry(self, name: str) -> dict[str, Any]:
        """Return what the manifest will say of a table."""
        table, sources = declared()[name], recipes()[name].sources
        return covered(described(table, self.scan(name).collect(), sources), listed(table, sources))

    def declaration(self, name: str) -> Table:
        """Return the declaration of a table."""
        return declared()[name]

    def withheld(self, name: str) -> str:
        """Return why a table is withheld: none is."""
        return ""

    def whole(self) -> _Tables:
        """Return the tables: all is known."""
        return self

    span, reach = World.span, World.reach

    listed = World.listed


@builds("relations", *SOURCES)
def smoothed(inputs: Inputs) -> Built:
    """Relations from all years at once."""
    return _estimates(inputs, "relations")


@builds("relations_filtered", *SOURCES)
def filtered(inputs: Inputs) -> Built:
    """Relations of every year from that year and those before."""
    return _estimates(inputs, "relations_filtered")


def _collected(inputs: Inputs) -> tuple[Grid, Data, Data, str]:
    """Return the pairs and years, what is seen of them, what was known of it by then, and a hash of all; once a build."""
    if inputs.root not in _MADE:
        tables: Any = _Tables(inputs)
        grid = build(tables, SPAN.whole(tables), "cow", dyads=True, directed=False)
        data = collect(tables, grid)
        then = as_known(tables, grid, data)
        _MADE[inputs.root] = grid, data, then, fingerprint(VERSION, *_frames(data, then))
    return _MADE[inputs.root]


def _frames(data: Data, then: Data) -> list[pl.DataFrame]:
    """Return what is seen as frames, to be hashed."""
    rows = pl.DataFrame({"chain": data.chain, "year": data.year})
    design = pl.DataFrame(data.design.round(3), schema=[f"x{k}" for k in range(data.design.shape[1])])
    late = [seen for seen in then.seen if seen.item.delay]
    steps = [pl.DataFrame({"rows": at}) for at in (data.turns, data.jumps)]
    return [rows, design, *steps, *(_frame(seen) for seen in (*data.seen, *late))]


def _told(data: Data, mean: np.ndarray) -> dict[str, pl.Series]:
    """Return the word of each row, and the years in which anything was last seen."""
    last = last_seen(data)
    names = pl.Series([band.name for band in BANDS])
    place = pl.Series(words(mean, data.year, last))
    told = {"word": names.gather(place.replace(NEVER, None))}
    for name in ("seen", "friendly", "hostile"):
        told[name] = pl.Series(getattr(last, name)).replace(NEVER, None).cast(pl.Int16)
    return told


def _frame(seen: Seen) -> pl.DataFrame:
    return pl.DataFrame({"rows": seen.rows, "value": seen.value.round(4), "trust": seen.trust.round(4)})


def _estimates(inputs: Inputs, table: str) -> Built:
    """Return relations, those of the edition when nothing has changed."""
    grid, data, then, made_from = _collected(inputs)
    frame = kept(table, made_from)
    if frame is None:
        if made_from not in _KNOWN:
            _KNOWN[made_from] = parameters(data)
        known = _KNOWN[made_from]
        if table == "relations":
            found = relate(data, known)
            mean, sd = found.mean, found.sd
        else:
            mean, sd = filter_forward(then, known)
        scores = {
            name: (np.round(values / GRAIN) * GRAIN).round(2) for name, values in (("mean", mean), ("sd", sd))
        }
        frame = grid.frame().with_columns(
            **{name: pl.Series(values) for name, values in scores.items()},
            **_told(data if table == "relations" else then, scores["mean"]),
        )
    return Built(frame, read=len(data.year), notes=NOTES, made_from=made_from)
