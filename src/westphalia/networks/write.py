"""Networks as rows and in files: ties and states as frames; GraphML, edge list, arrays of numpy, folders for R; each file whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from westphalia.errors import NotUnderstood, WestphaliaError
from westphalia.files import check as writable
from westphalia.files import folder, harmless_frame, together, unwritable, whole
from westphalia.lazy import np, pl
from westphalia.networks.folders import Absent, matrices, rsiena
from westphalia.networks.graphs import graphml
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


# Networks in files: GraphML, edge list, arrays of numpy, folders for R; each whole or not at all.


KINDS = (".graphml", ".csv", ".npz")
Layout = Literal["rsiena", "matrices"]


def write(
    network: Network,
    path: Path,
    *,
    layout: Layout = "rsiena",
    above: float | None = None,
    absent: Absent = "missing",
    unknown: bool = False,
    additions: Sequence[str] = (),
) -> None:
    """Write a network to a file of the kind that its name says, or to a new folder when the name has no ending.

    Parameters
    ----------
    network : Network
        The network.
    path : Path
        ``.graphml``; ``.csv``, the edge list, with ``<name>.nodes.csv`` beside it, which has isolated states and counts what is unknown; ``.npz``,
        arrays for numpy; or a folder that is not there yet or empty.
    layout : {"rsiena", "matrices"}
        What a folder holds: waves for RSiena, or a matrix with heads for each year, for btergm and amen.
    above : float, optional
        For RSiena: a value above it is a tie. Needed for a valued network.
    absent : {"missing", "structural"}
        For RSiena: states out of the system as missing, with a file of composition change, or as structural zeros (10).
    unknown : bool
        Whether the edge list has a row with an empty value for each pair that is not known.
    additions : sequence of str
        Columns of state-years to write with a folder (``covariates.csv``) or an edge list (in ``<name>.nodes.csv``).

    Raises
    ------
    NotUnderstood
        For a kind of file that is not written.
    WestphaliaError
        When the file or folder cannot be written.
    """
    check(path)
    try:
        if path.suffix == "":
            _folder(network, path, layout, above, absent, additions)
        elif path.suffix == ".csv":
            _edge_list(network, path, unknown, additions)
        else:
            with whole(path) as temporary:
                _single(network, temporary)
    except OSError as error:
        raise unwritable(path, error) from None


def check(path: Path) -> None:
    """Fail early when a place cannot be what is asked for, or cannot be written."""
    writable(*([path.with_name(f"{path.stem}.nodes.csv")] if path.suffix == ".csv" else []), path)
    if path.suffix not in ("", *KINDS):
        raise NotUnderstood(
            f"'{path.name}' does not say which kind of file to write.",
            "",
            f"End its name in {', '.join(KINDS)}, or name a folder.",
        )
    if path.suffix and path.is_dir():
        raise WestphaliaError(f"{path} is a folder.", "", f"Name a file in it: {path / 'network.graphml'}")
    if path.suffix == "" and path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise WestphaliaError(
            f"{path} is there already{' and is not empty' if path.is_dir() else ''}.",
            "",
            "Name a new folder.",
        )


def _single(network: Network, path: Path) -> None:
    if path.suffix == ".graphml":
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.write(graphml(network))
    else:
        _arrays(network, path)


def _arrays(network: Network, path: Path) -> None:
    about = json.dumps(network.about(), ensure_ascii=False, allow_nan=False)
    np.savez_compressed(
        path,
        array=network.array,
        present=network.present,
        codes=np.array(network.codes, dtype=np.int16),
        years=np.array(network.years, dtype=np.int16),
        names=np.array(network.names),
        iso3=np.array([node.iso3 or "" for node in network.nodes]),
        about=np.array(about),
    )


def _edge_list(network: Network, path: Path, unknown: bool, additions: Sequence[str]) -> None:
    with together(path.with_name(f"{path.stem}.nodes.csv"), path) as (beside, temporary):
        harmless_frame(network.edges(unknown=unknown)).write_csv(temporary)
        harmless_frame(network.nodes_frame(additions)).write_csv(beside)


def _folder(
    network: Network,
    path: Path,
    layout: Layout,
    above: float | None,
    absent: Absent,
    additions: Sequence[str],
) -> None:
    """Write a folder beside its place and move it there when it is whole."""
    if layout not in ("rsiena", "matrices"):
        raise NotUnderstood(f"'{layout}' is no layout of a folder.", "", "Layouts: rsiena, matrices.")
    with folder(path) as temporary:
        if layout == "rsiena":
            rsiena(network, temporary, above=above, absent=absent)
        else:
            matrices(network, temporary)
        if additions:
            frame = harmless_frame(network.nodes_frame(additions))
            frame.write_csv(temporary / "covariates.csv", null_value="NA")
