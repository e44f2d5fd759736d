"""What was computed from the tables of an edition, stored beside them: the model, its forecasts, analogues, cases, verdicts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.errors import BrokenEdition, NoAnswer
from westphalia.files import whole
from westphalia.record.definitions import Definitions, code_of, digest_of
from westphalia.record.manifest import REPAIR, RESULTS, read_manifest, write_manifest

if TYPE_CHECKING:
    from westphalia.record.manifest import Manifest

NAMED = 3
"""Changes that are named; of more, their number."""


def made_from(
    manifest: Manifest,
    tables: Iterable[str] = (),
    definitions: Definitions | None = None,
    results: Iterable[str] = (),
    files: Iterable[str] = (),
) -> dict[str, Any]:
    """Return what something is made from, as its entry of the manifest says it.

    Parameters
    ----------
    manifest : Manifest
        The edition.
    tables : iterable of str
        Tables that it reads.
    definitions : Definitions, optional
        What else it hangs on (:func:`westphalia.models.definitions.declared`).
    results, files : iterable of str
        Other things computed, as ``model/partnership.json``, and hand-written files of the package, as ``shelf/cases/hand.yaml``.

    Examples
    --------
    >>> made = made_from(read_manifest(), ["capabilities"], files=["shelf/cases/hand.yaml"])
    >>> sorted(made), list(made["tables"]), len(made["files"]["shelf/cases/hand.yaml"])
    (['code', 'constants', 'files', 'reads', 'results', 'tables'], ['capabilities'], 12)
    """
    held = definitions or Definitions()
    return {
        "tables": manifest.digests(tables),
        "constants": {module: dict(each) for module, each in sorted(held.constants.items())},
        "code": {module: code_of(module) for module in sorted(held.constants)},
        "reads": sorted(held.reads),
        "results": {name: manifest.named(name) for name in sorted(results)},
        "files": {name: digest_of(name) for name in sorted(files)},
    }


@contextmanager
def storing(folder: Path, name: str, made: Mapping[str, Any], **about: Any) -> Iterator[Path]:
    """Give a file to write, and when it is whole put it in its place and in the manifest of the edition.

    Parameters
    ----------
    folder : Path
        Of the edition. A link in the file's place is replaced, and what it points to stays as it is.
    name : str
        The file, as ``model/partnership.json``.
    made : mapping
        What it is made from (:func:`made_from`).
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
    about = {**about, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    _enter(folder, name, {**about, "made_from": made})


def confirm(folder: Path, name: str, definitions: Definitions) -> None:
    """Enter anew in which modules the constants stand of something that would be made the same, so that readers need not import what was written otherwise or elsewhere but says the same."""
    manifest = read_manifest(folder)
    entry = manifest.results[name]
    now = made_from(manifest, definitions=definitions)
    made = {**entry["made_from"], "constants": now["constants"], "code": now["code"]}
    if made != entry["made_from"]:
        _enter(folder, name, {**entry, "made_from": made})


def _enter(folder: Path, name: str, entry: Mapping[str, Any]) -> None:
    document = read_manifest(folder).document
    write_manifest(folder, {**document, "results": {**document["results"], name: entry}})


def current(manifest: Manifest, name: str) -> Path | None:
    """Return the file of something computed, where the edition has it and all that it was made from is as it was; else None.

    Raises
    ------
    BrokenEdition
        When it is not the one that was written.
    """
    if name not in manifest.results or manifest.changed(name):
        return None
    return manifest.result(name)


def stale(manifest: Manifest, name: str) -> str:
    """Return in a sentence what has changed since something was computed; empty where nothing has, or it is not there.

    Examples
    --------
    >>> stale(read_manifest(), "model/forecasts.parquet")
    ''
    """
    changed = manifest.changed(name) if name in manifest.results else ()
    if not changed:
        return ""
    return f"What {name} was made from has changed since: {told(changed)}."


def told(changed: Iterable[str]) -> str:
    """Return changes as a list of words, a few of them by name.

    Examples
    --------
    >>> told(["table trade"]), told(["table a", "table b", "table c", "table d", "table e"])
    ('table trade', 'table a, table b, table c and 2 more')
    """
    names = list(changed)
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


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
        When the edition has none, or what it was made from has changed since.
    BrokenEdition
        When it is not the one that was written.
    """
    if why := stale(manifest, name):
        raise NoAnswer(f"The edition's {name} is out of date.", why, do)
    found = outdated(manifest, name)
    if found is None:
        raise NoAnswer(f"The edition has no {name}.", "It was built without it.", do)
    return found


def outdated(manifest: Manifest, name: str) -> dict[str, Any] | None:
    """Return a stored document whatever has changed since it was made; None where the edition has none.

    Raises
    ------
    BrokenEdition
        When it is not the one that was written.
    """
    path = manifest.result(name)
    if path is None:
        return None
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
