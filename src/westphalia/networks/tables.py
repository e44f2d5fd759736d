"""A network as rows: ties, and states by year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from westphalia.lazy import np, pl
from westphalia.panel import state_years

if TYPE_CHECKING:
    from westphalia.networks.result import Network


def edges(network: Network, unknown: bool) -> pl.DataFrame:
    """Return the ties, and on request the pairs whose value is not known, sorted by year and codes."""
    value = network.array
    chosen = ~np.isnan(value) & (value != 0)
    if unknown:
        chosen |= network.paired() & np.isnan(value)
    if not network.directed:
        chosen &= np.triu(np.ones(value.shape[1:], dtype=np.bool_), 1)
    when, one, two = np.nonzero(chosen)
    codes, years = np.array(network.codes, dtype=np.int64), np.array(network.years, dtype=np.int64)
    key = "ccode" if network.system == "cow" else "gwcode"
    values = pl.Series(value[when, one, two], nan_to_null=True)
    return pl.DataFrame(
        {
            f"{key}1": codes[one],
            f"{key}2": codes[two],
            "year": years[when],
            "value": values if network.valued else values.cast(pl.Int64),
        }
    )


def nodes_frame(
    network: Network, additions: str | Sequence[str], carry: Literal["last"] | None
) -> pl.DataFrame:
    """Return a row for each year and state, with columns of a panel of state-years where it was in the system.

    Parameters
    ----------
    network : Network
        States and years.
    additions : str or sequence of str
        Names of additions to panels.
    carry : str, optional
        ``last``: the last value known stands in after a source ends.
    """
    additions = (additions,) if isinstance(additions, str) else additions
    key = "ccode" if network.system == "cow" else "gwcode"
    years, n = network.years, len(network.nodes)
    missing = network.paired() & np.isnan(network.array)
    frame = pl.DataFrame(
        {
            key: pl.Series(list(network.codes) * len(years), dtype=pl.Int64),
            "year": pl.Series(np.repeat(np.array(years), n), dtype=pl.Int64),
            "name": list(network.names) * len(years),
            "iso3": pl.Series([node.iso3 for node in network.nodes] * len(years), dtype=pl.String),
            "present": network.present.ravel(),
            "unknown": pl.Series(missing.sum(axis=2).ravel(), dtype=pl.Int64),
        }
    )
    if not additions:
        return frame
    span = (years[0], years[-1])
    panel = state_years(network.world, span, network.system).add(*additions, carry=carry).collect()
    frame = frame.drop(set(frame.columns) & set(panel.columns) - {key, "year"})
    return frame.join(panel, on=[key, "year"], how="left", validate="1:1", maintain_order="left")
