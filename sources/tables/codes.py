"""Codes of states in the schemes of others."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from sources.adapters import code_schemes, identity_by_hand, polity, state_lists, vdem
from sources.adapters.code_schemes import Coded
from sources.rdata import read_r
from sources.registry import builds
from sources.source import Built, Inputs
from sources.tables.system import COW_ENDS, GW_ENDS, gw_to_ccode
from westphalia.record.identity import FOREVER


@builds(
    "state_codes",
    code_schemes.ISO,
    code_schemes.NAMES,
    identity_by_hand.IDENTITY,
    state_lists.COW,
    state_lists.GW,
    polity.POLITY,
    vdem.VDEM,
)
def state_codes(inputs: Inputs) -> Built:
    """Every code of every scheme."""
    makers = (code_schemes.iso, lists, code_schemes.institutions, code_schemes.regimes)
    rows = [row for make in makers for row in make(inputs)]
    frame = pl.DataFrame(rows, schema=Coded._fields, orient="row", infer_schema_length=None)
    unique = frame.unique(["scheme", "code", "ccode", "first"], keep="first", maintain_order=True)
    return Built(unique, len(rows), {"the same code twice": frame.height - unique.height})


def lists(inputs: Inputs) -> Iterator[Coded]:
    """Yield the numbers, letters and names of the two lists of states, by spell."""
    names = {
        "cow": _listed(read_r(inputs.file(code_schemes.NAMES, "cow_states.rda")), "ccode", "statenme"),
        "gw": _listed(read_r(inputs.file(code_schemes.NAMES, "gw_states.rda")), "gwcode", "statename"),
    }
    cow = state_lists.cow_spells(inputs).with_columns(ccode="code")
    for scheme, frame, end in (
        ("cow", cow, COW_ENDS),
        ("gw", gw_to_ccode(state_lists.gw_spells(inputs)), GW_ENDS),
    ):
        for row in frame.iter_rows(named=True):
            last = FOREVER if row["end"] >= end else row["end"].year
            about = (row["ccode"], names[scheme].get(row["code"]), row["start"].year, last)
            yield Coded(scheme, str(row["code"]), *about)
            yield Coded(f"{scheme}-letters", row["abbreviation"], *about)


def _listed(frame: pl.DataFrame, code: str, name: str) -> dict[int, str]:
    return dict(frame.select(pl.col(code).cast(pl.Int64), name).iter_rows())
