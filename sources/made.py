"""Whether what is stored beside the tables is still what would be computed: made from the same tables, definitions, files and other results."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from westphalia.record.definitions import Definitions, by_name, digest_of
from westphalia.record.manifest import Manifest, read_manifest
from westphalia.record.results import confirm, made_from, told
from westphalia.record.world import World


def differences(
    manifest: Manifest, name: str, definitions: Definitions, files: Collection[str] = ()
) -> list[str]:
    """Return what is not as it was when a result was stored, in a few words each; empty when nothing is.

    Parameters
    ----------
    manifest : Manifest
        The edition.
    name : str
        The file, as ``model/cases.json``.
    definitions : Definitions
        What it would hang on now.
    files : collection of str
        Hand-written files that it would be made from now.
    """
    if name not in manifest.results:
        return ["it is not there"]
    was, found = manifest.results[name]["made_from"], []
    constants = by_name(was["constants"]), by_name(definitions.constants)
    listed = was["files"], {file: digest_of(file) for file in files}
    for kind, (old, new) in (("constant", constants), ("file", listed)):
        found += [f"{kind} {key}" for key in {**old, **new} if old.get(key) != new.get(key)]
    found += [each for each in manifest.changed(name) if not each.startswith("constant ")]
    found += [f"measure {key}" for key in sorted({*was["reads"]} ^ {*definitions.reads})]
    return list(dict.fromkeys(found))


def world_for(
    folder: Path, name: str, definitions: Definitions, files: Collection[str] = (), *, force: bool = False
) -> World | None:
    """Return a world of an edition to make a result of anew, and say why; None, said too, where nothing that it is made from has changed.

    The world is its own, so that its manifest notes what is asked for this result and nothing else.
    """
    manifest = read_manifest(folder)
    found = differences(manifest, name, definitions, files)
    if found or force:
        print(f"{name}: made again ({f'changed: {told(found)}' if found else 'asked for'})", flush=True)
        return World(manifest)
    print(
        f"{name}: kept, since nothing that it is made from has changed (--force makes it again)", flush=True
    )
    confirm(folder, name, definitions)
    return None


def made(
    world: World, definitions: Definitions, files: Collection[str] = (), *, without: Collection[str] = ()
) -> dict[str, Any]:
    """Return what something computed in a world was made from: of tables and other results all that were asked, but for some."""
    manifest = world.manifest
    asked = sorted(manifest.asked - set(without))
    tables = [name for name in asked if name in manifest.tables]
    results = [name for name in asked if name in manifest.results]
    return made_from(manifest, tables, definitions, results, files)
