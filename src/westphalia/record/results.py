"""What was computed from the tables of an edition, stored beside them: the model, its forecasts, analogues, cases, verdicts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.errors import BrokenEdition, NoAnswer
from westphalia.files import whole
from westphalia.record.manifest import REPAIR, RESULTS, read_manifest, write_manifest

if TYPE_CHECKING:
    from westphalia.record.manifest import Manifest


@contextmanager
def storing(folder: Path, name: str, **about: Any) -> Iterator[Path]:
    """Give a file to write, and when it is whole put it in its place and in the manifest of the edition.

    Parameters
    ----------
    folder : Path
        Of the edition. A link in the file's place is replaced, and what it points to stays as it is.
    name : str
        The file, as ``model/partnership.json``.
    **about
        What else its entry says of it.
    """
    path = folder / name
    if path.parent.is_symlink():
        raise ValueError(f"{path.parent} is a link into another edition")
    path.parent.mkdir(exist_ok=True)
    if path.is_symlink():
        path.unlink()
    with whole(path) as temporary:
        yield temporary
        data = temporary.read_bytes()
    entry = {**about, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    document = read_manifest(folder).document
    write_manifest(folder, {**document, "results": {**document["results"], name: entry}})


def document(manifest: Manifest, name: str, do: str) -> dict[str, Any]:
    """Return a stored document.

    Parameters
    ----------
    manifest : Manifest
        The edition.
    name : str
        The file, as ``model/cases.json``.
    do : str
        How to make it, for the error.

    Raises
    ------
    NoAnswer
        When the edition has none.
    BrokenEdition
        When it is not the one that was written.
    """
    path = manifest.result(name)
    if path is None:
        raise NoAnswer(f"The edition has no {name}.", "It was built without it.", do)
    try:
        found = json.loads(path.read_bytes())
        if not isinstance(found, dict):
            raise TypeError
    except (ValueError, TypeError, RecursionError):
        raise BrokenEdition(f"{name} cannot be read.", "It holds no document.", REPAIR) from None
    return dict(found)


def strays(manifest: Manifest) -> list[str]:
    """Return the files of an edition that its manifest does not name."""
    listed = {"MANIFEST.json", *manifest.results, *(f"{name}.parquet" for name in manifest.tables)}
    found = (
        path for place in (manifest.folder, manifest.folder / RESULTS) for path in sorted(place.glob("*"))
    )
    names = (path.relative_to(manifest.folder).as_posix() for path in found if path.is_file())
    return [name for name in names if name not in listed and not name.startswith(".")]
