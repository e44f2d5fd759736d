"""A network as a folder of plain files for R: waves for RSiena, matrices for btergm and amen."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from westphalia.errors import NotUnderstood
from westphalia.files import harmless
from westphalia.lazy import np
from westphalia.record.citations import as_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.networks.result import Network

STRUCTURAL_ZERO = 10
"""RSiena's code for a tie that cannot be."""
Absent = Literal["missing", "structural"]


def rsiena(network: Network, folder: Path, *, above: float | None, absent: Absent) -> None:
    """Write ``wave_<year>.txt`` (0, 1, NA, without heads), ``composition.txt``, ``nodes.csv``, ``network.json`` and ``sources.txt``.

    Parameters
    ----------
    network : Network
        The network.
    folder : Path
        An empty folder.
    above : float, optional
        A value above it is a tie; needed for a valued network.
    absent : {"missing", "structural"}
        What the rows and columns of a state hold that is not in the system: NA, to go with ``composition.txt``; or 10, RSiena's structural zero,
        then without that file.
    """
    if network.valued and above is None:
        raise NotUnderstood(
            f"{network.relation.name} is valued, and RSiena's waves hold ties.",
            "",
            "Say which values are ties, for instance all above zero: above=0 (at the prompt --above 0).",
        )
    if absent not in ("missing", "structural"):
        raise NotUnderstood(f"'{absent}' is no way to code absent states.", "", "Use missing or structural.")
    waves = network.ties(above or 0.0)
    if absent == "structural":
        waves = np.where(network.paired(), waves, STRUCTURAL_ZERO)
    n = len(network.nodes)
    waves[:, np.arange(n), np.arange(n)] = 0
    for year, wave in zip(network.years, waves, strict=True):
        lines = (" ".join("NA" if cell != cell else str(int(cell)) for cell in row) for row in wave.tolist())
        _lines(folder / f"wave_{year}.txt", lines)
    if absent == "missing":
        spans = (" ".join(f"{time:g}" for time in times) for times in network.composition())
        _lines(folder / "composition.txt", spans)
    _nodes(network, folder)
    _about(network, folder, {"layout": "rsiena", "above": above, "absent": absent})


def matrices(network: Network, folder: Path) -> None:
    """Write ``matrix_<year>.csv`` (codes as heads of rows and columns, NA where unknown), ``present.csv``, ``nodes.csv``, ``network.json`` and ``sources.txt``."""
    for year, matrix in zip(network.years, network.array, strict=True):
        _square(folder / f"matrix_{year}.csv", network.codes, matrix)
    rows = [
        (code, *line)
        for code, line in zip(network.codes, network.present.T.astype(int).tolist(), strict=True)
    ]
    _csv(folder / "present.csv", ("code", *network.years), rows)
    _nodes(network, folder)
    _about(network, folder, {"layout": "matrices"})


def _square(path: Path, codes: Sequence[int], matrix: NDArray[np.float64]) -> None:
    rows = (
        (code, *("NA" if cell != cell else _number(cell) for cell in line))
        for code, line in zip(codes, matrix.tolist(), strict=True)
    )
    _csv(path, ("code", *codes), rows)


def _number(value: float) -> str:
    """Return a number as short as it can be without loss.

    Examples
    --------
    >>> _number(3.0), _number(0.1)
    ('3', '0.1')
    """
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _nodes(network: Network, folder: Path) -> None:
    rows = (
        (n, node.code, node.name, node.iso3 or "NA", " ".join(f"{a}-{b}" for a, b in spells))
        for n, (node, spells) in enumerate(zip(network.nodes, network.spells(), strict=True), 1)
    )
    _csv(folder / "nodes.csv", ("actor", "code", "name", "iso3", "present"), rows)


def _about(network: Network, folder: Path, more: dict[str, Any]) -> None:
    text = json.dumps({**network.about(), **more}, ensure_ascii=False, allow_nan=False, indent=2)
    _lines(folder / "network.json", [text])
    _lines(folder / "sources.txt", [as_text(network.cite())])


def _csv(path: Path, heads: Sequence[Any], rows: Any) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for row in (heads, *rows):
            writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])


def _lines(path: Path, lines: Any) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
