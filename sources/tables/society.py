"""Tables of terrain, fractionalisation and the threat from outside."""

from __future__ import annotations

import polars as pl

from sources.adapters import society as source
from sources.registry import builds
from sources.source import Built, Inputs

TWICE = "the same row twice"
SUCCESSOR = "a second row of a state in a year of transition"
EMPTY = "no value in any column"
LAST_OF_OLD = 1991
"""In this year the Soviet Union and Yugoslavia have rows for the old and the new state: the old is kept."""
MEASURES = ["ethfrac", "ethpol", "relfrac", "relpol"]


@builds("terrain", source.TERRAIN)
def terrain(inputs: Inputs) -> Built:
    """Ruggedness and mountains, without time."""
    frame = source.terrain(inputs)
    return Built(frame.drop("gwcode"), read=frame.height)


def one_hief(frame: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    """Keep one row a state and year of HIEF; of the two of 1991 for 365 the Soviet Union's, the higher."""
    once = frame.unique(maintain_order=True)
    kept = once.sort("ccode", "year", "efindex", descending=[False, False, True]).unique(
        ["ccode", "year"], keep="first", maintain_order=True
    )
    return kept, {TWICE: frame.height - once.height, SUCCESSOR: once.height - kept.height}


def one_creg(frame: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    """Keep one row a state and year of CREG: the old state's in 1991, the new one's after."""
    known = frame.filter(pl.any_horizontal(pl.col(MEASURES).is_not_null()))
    old = pl.col("ccode") == pl.col("creg_ccode")
    second = old != (pl.col("year") <= LAST_OF_OLD)
    ranked = known.with_columns(second.alias("second")).sort("ccode", "year", "second", "creg_ccode")
    kept = ranked.unique(["ccode", "year"], keep="first", maintain_order=True).drop("second")
    return kept, {EMPTY: frame.height - known.height, SUCCESSOR: known.height - kept.height}


@builds("fractionalisation", source.HIEF, source.CREG)
def fractionalisation(inputs: Inputs) -> Built:
    """Ethnic and religious composition: HIEF and CREG side by side, each with its own nulls."""
    hief, creg = source.hief(inputs), source.creg(inputs)
    first, lost_first = one_hief(hief)
    second, lost_second = one_creg(creg)
    both = first.drop("gwcode").join(
        second.drop("gwcode", "creg_ccode"), on=["ccode", "year"], how="full", coalesce=True
    )
    dropped = {
        reason: lost_first.get(reason, 0) + lost_second.get(reason, 0) for reason in (TWICE, SUCCESSOR, EMPTY)
    }
    notes = (
        "HIEF has West Germany under 255 and united Yemen under 678: set right (260, 679).",
        "Read are the rows of both sources; those left meet in one row a state and year, so the table has "
        "fewer.",
        "For 1991 the Soviet Union and CREG's Yugoslavia are the old states, HIEF's Yugoslavia the new one.",
    )
    return Built(both, read=hief.height + creg.height, dropped=dropped, notes=notes)


@builds("territorial_threat", source.TERRITORIAL_THREAT)
def territorial_threat(inputs: Inputs) -> Built:
    """Latent external territorial threat."""
    frame = source.territorial_threat(inputs)
    return Built(frame, read=frame.height, notes=("Stored in single precision.",))
