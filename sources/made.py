"""What is stored beside the tables: whether it is still what would be computed (made from the same tables, definitions, files and other results), and making it anew."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import numpy as np

from westphalia.record.definitions import Definitions, by_name, digest_of
from westphalia.record.manifest import SHIPPED, Manifest, read_manifest
from westphalia.record.results import confirm, made_from, storing, told
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


def plain(value: Any) -> Any:
    """Return a value with numbers rounded to six digits that matter, and arrays as lists."""
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, np.integer | np.bool_):
        return value.item()
    return float(f"{value:.6g}") if isinstance(value, float | np.floating) else value


def written(
    folder: Path,
    name: str,
    definitions: Definitions,
    computed: Callable[[World], Any],
    files: Collection[str] = (),
    *,
    force: bool = False,
    indent: int | None = None,
) -> None:
    """Make a document anew where something that it is made from has changed, and store it.

    Parameters
    ----------
    folder : Path
        Of the edition.
    name : str
        The file, as ``model/unrest.json``.
    definitions : Definitions
        What it hangs on besides tables.
    computed : callable
        Makes it from a world.
    files : collection of str
        Hand-written files that it is made from.
    force : bool
        Whether to make what nothing has changed for.
    indent : int, optional
        By how much levels are indented; by default all stands on one line.
    """
    world = world_for(folder, name, definitions, files, force=force)
    if world is None:
        return
    marks = (",", ":") if indent is None else None
    text = json.dumps(plain(computed(world)), ensure_ascii=False, indent=indent, separators=marks) + "\n"
    with storing(folder, name, made(world, definitions, files)) as path:
        path.write_text(text, encoding="utf-8")


def asked(what: str) -> tuple[Path, bool]:
    """Return the folder of the edition, and whether all is to be made again, from the command line of a module that stores one result.

    Parameters
    ----------
    what : str
        What the module does, in a sentence.
    """
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("-o", "--output", type=Path, default=SHIPPED, help="folder of the edition")
    parser.add_argument("--force", action="store_true", help="make again what nothing has changed for")
    given = parser.parse_args()
    return given.output, given.force
