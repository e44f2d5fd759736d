"""Editions by name: the one that ships, and the user's own, each made from another with a newer release of a source."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from westphalia.errors import BrokenEdition
from westphalia.record.manifest import FILE, SHIPPED, read_manifest, unknown
from westphalia.record.tables import declared

VARIABLE = "WESTPHALIA_EDITION"
"""What the environment may say of the edition to use: its name or its folder."""
FOLDER = "editions"
"""Folder of the user's own editions, in that of the user's own tables."""
SHIPS = "shipped"
"""The name of the edition that ships with the package."""
NAME = re.compile(r"\d{4}-[0-9a-f]{12}")
"""The name of one of the user's own: its last year and the hash of its tables and sources."""


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition that can be asked for by name.

    Parameters
    ----------
    name : str
        ``shipped``, or year and digest.
    hash : str
        What names its tables and sources; empty where its manifest is damaged.
    made : tuple of dict
        Which releases were added to the one that ships, the last one last: ``release``, ``when``, ``from`` (hash of the edition that it was added to),
        ``last`` (year), ``tables``, ``files``, ``program`` (version of it).
    fault : str
        What is wrong with it; empty for nothing.
    """

    name: str
    hash: str
    made: tuple[dict[str, Any], ...] = ()
    fault: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return it as data."""
        return {"name": self.name, "hash": self.hash, "made": list(self.made), "fault": self.fault}


def names(user: Path) -> list[str]:
    """Return the names of the user's own editions, the newest year last.

    Parameters
    ----------
    user : Path
        Folder of the user's own tables; it need not exist.
    """
    try:
        found = [path.name for path in (user / FOLDER).iterdir() if NAME.fullmatch(path.name)]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise BrokenEdition(
            f"The folder of your own editions cannot be read: {user / FOLDER}.",
            f"{error.strerror or error}.",
            "Mend its permissions, or name another folder in WESTPHALIA_DATA.",
        ) from None
    return sorted(found)


def folder_of(asked: Path | str | None, user: Path, environment: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of the edition that is asked for.

    Parameters
    ----------
    asked : path, str or None
        A name (``shipped``, ``2026-abc123def456``) or a folder; None for what ``WESTPHALIA_EDITION`` says, and without it the one that ships.
    user : Path
        Folder of the user's own tables.
    environment : mapping
        Where the variable is looked for.

    Raises
    ------
    NotUnderstood
        For a name that no edition bears, with the nearest.

    Examples
    --------
    >>> folder_of(None, Path("/nowhere"), {}) == folder_of("shipped", Path("/nowhere")) == SHIPPED
    True
    """
    text = environment.get(VARIABLE, "") if asked is None else str(asked)
    if not text or text == SHIPS:
        return SHIPPED
    if NAME.fullmatch(text) and (user / FOLDER / text).is_dir():
        return user / FOLDER / text
    path = Path(text)
    if path.name == text and text not in (".", "..") and not path.is_dir():
        said = f"It is what {VARIABLE} says. " if asked is None else ""
        raise unknown("edition", text, [SHIPS, *names(user)], f"{said}See all with: westphalia data editions")
    return path


def editions(user: Path) -> list[Edition]:
    """Return the edition that ships and the user's own; what is wrong with one is said of it.

    Examples
    --------
    >>> [each.name for each in editions(Path("/nowhere"))]
    ['shipped']
    """
    places = {SHIPS: SHIPPED, **{name: user / FOLDER / name for name in names(user)}}
    return [_described(name, folder) for name, folder in places.items()]


def _described(name: str, folder: Path) -> Edition:
    try:
        manifest = read_manifest(folder)
    except BrokenEdition as error:
        return Edition(name, "", fault=f"{error.what} {FILE} {error.why.removeprefix(FILE).lstrip(': ')}")
    lacking = sorted(set(declared()) - set(manifest.tables))
    fault = f"Made by another version of the program: it lacks {', '.join(lacking)}." if lacking else ""
    return Edition(name, manifest.hash, manifest.made, fault)


def name_of(folder: Path, user: Path) -> str:
    """Return the name of the edition in a folder; of one that has none, its folder.

    Examples
    --------
    >>> name_of(SHIPPED, Path("/nowhere")), name_of(Path("/else"), Path("/nowhere"))
    ('shipped', '/else')
    """
    if folder == SHIPPED:
        return SHIPS
    own = folder.parent == user / FOLDER and NAME.fullmatch(folder.name)
    return folder.name if own else folder.as_posix()
