"""Threat and Imposition of Economic Sanctions, version 4.0."""

from __future__ import annotations

import polars as pl

from sources.sheets import read_xls
from sources.source import Inputs, Source

TIES = Source(
    id="ties_4",
    folder="ties_v4",
    files=("TIESv4-1.xls",),
    title="Threat and Imposition of Economic Sanctions 4.0",
    citation="Morgan, T. Clifton, Navin Bapat and Yoshiharu Kobayashi (2014). Threat and Imposition of "
    "Economic Sanctions 1945-2005: Updating the TIES Dataset. "
    "Conflict Management and Peace Science 31(5): 541-558.",
    version="4.0 (file 4-1)",
    terms="Free academic download with citation.",
    licence="academic",
    tier="open",
    url="https://sanctions.web.unc.edu",
    covers=dict.fromkeys(("sanction_episodes", "sanction_episode_senders"), (1945, 2005)),
)
TEXT = ("sanctiontype",)


def episodes(inputs: Inputs) -> pl.DataFrame:
    """Return the episodes as published: integers, null for what is no number, lists of types as text."""
    frame = read_xls(inputs.file(TIES, "TIESv4-1.xls"))
    numbers = [name for name in frame.columns if name not in TEXT]
    return frame.with_columns(
        pl.col(name).cast(pl.Float64, strict=False).round().cast(pl.Int64) for name in numbers
    )
