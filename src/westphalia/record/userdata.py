"""The user's own tables: full releases added from the publisher's files, kept outside the package.

One JSON document a release names the Parquet files made from it, with their hashes; it is written last and in one step, so
that what is there is always whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from westphalia.errors import BrokenEdition, NoAnswer, WestphaliaError, shortened
from westphalia.record.manifest import ENTRIES
from westphalia.record.usertables import OF_RELEASE, RELEASES, Release


def default_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Return where the user's tables are kept: ``WESTPHALIA_DATA``, else what the platform prescribes.

    Examples
    --------
    >>> default_folder({"XDG_DATA_HOME": "/data"}, "linux").as_posix()
    '/data/westphalia'
    """
    if environment.get("WESTPHALIA_DATA"):
        return _expanded(environment["WESTPHALIA_DATA"], "WESTPHALIA_DATA")
    if platform == "win32":
        base = environment.get("LOCALAPPDATA") or "~/AppData/Local"
    elif platform == "darwin":
        base = "~/Library/Application Support"
    else:
        base = environment.get("XDG_DATA_HOME") or "~/.local/share"
    return (
        _expanded(base, "XDG_DATA_HOME" if base[:1] == "~" and base != "~/.local/share" else "HOME")
        / "westphalia"
    )


def _expanded(path: str, name: str) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError:
        raise WestphaliaError(
            f"There is no folder {shortened(path)}.",
            f"{name} names the home of a user that this system does not know.",
            "Name a folder in WESTPHALIA_DATA.",
        ) from None


@dataclass(frozen=True)
class UserData:
    """The folder of the user's tables.

    Parameters
    ----------
    folder : Path
        It need not exist.
    """

    folder: Path

    def state(self) -> str:
        """Return the hash of what the user has added: it changes whenever a release is added, again or anew."""
        found = hashlib.sha256()
        for name in sorted(RELEASES):
            try:
                raw = (self.folder / f"{name}.json").read_bytes()
            except OSError:
                raw = b""
            found.update(b"%d:%b" % (len(raw), raw))
        return found.hexdigest()

    def document(self, release: Release) -> dict[str, Any] | None:
        """Return the document of a release; None when the user has not added it.

        Raises
        ------
        BrokenEdition
            When the folder or the document cannot be read.
        """
        path = self.folder / f"{release.name}.json"
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unreadable(error) from None
        try:
            document = json.loads(raw)
            whole = all(_whole(document["tables"][table.name], release) for table in release.tables)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            whole = False
        if not whole:
            raise _damaged(release, path.name)
        return dict(document)

    def entry(self, name: str) -> dict[str, Any]:
        """Return the entry of one of the user's tables, in the shape of the manifest's entries.

        Raises
        ------
        NoAnswer
            When the user has not added the release.
        BrokenEdition
            When its document is damaged.
        """
        release = OF_RELEASE[name]
        document = self.document(release)
        if document is None:
            raise NoAnswer(
                f"The table {name} is made from your own copy of {release.title}, and none has been added.",
                "That release may not be passed on with this package.",
                f"Run: westphalia data add {release.name} FILE",
            )
        entry: dict[str, Any] = document["tables"][name]
        return entry

    def entries(self) -> tuple[dict[str, dict[str, Any]], list[BrokenEdition]]:
        """Return the entries of all tables that the user has added, and an error for each that cannot be read."""
        found: dict[str, dict[str, Any]] = {}
        broken: list[BrokenEdition] = []
        for release in RELEASES.values():
            try:
                document = self.document(release)
            except BrokenEdition as error:
                if str(error) not in map(str, broken):
                    broken.append(error)
                continue
            if document is not None:
                found |= {table.name: document["tables"][table.name] for table in release.tables}
        return found, broken

    def path(self, name: str) -> Path:
        """Return the file of one of the user's tables, after checking that it is the one that was written."""
        entry = self.entry(name)
        path = self.folder / Path(entry["file"]).name
        try:
            found = hashlib.sha256(path.read_bytes()).hexdigest()
        except FileNotFoundError:
            raise _damaged(OF_RELEASE[name], path.name, "is missing") from None
        except OSError as error:
            raise self._unreadable(error) from None
        if found != entry["sha256"]:
            raise _damaged(OF_RELEASE[name], path.name)
        return path

    def _unreadable(self, error: OSError) -> BrokenEdition:
        return BrokenEdition(
            f"The folder of your own tables cannot be read: {self.folder}.",
            f"{error.strerror or error}.",
            "Mend its permissions, or name another folder in WESTPHALIA_DATA.",
        )


def _whole(entry: dict[str, Any], release: Release) -> bool:
    """Tell whether an entry has all that is asked of it, each of its kind."""
    kinds = {**ENTRIES["tables"], "file": str, "origin": dict}
    fine = all(type(entry[key]) is kind for key, kind in kinds.items())
    fine &= entry["sources"] == [release.source] and Path(entry["file"]).name == entry["file"]
    fine &= all(
        type(column[key]) is kind for column in entry["columns"] for key, kind in ENTRIES["columns"].items()
    )
    fine &= all(type(first) is type(last) is int for first, last in entry["coverage"].values())
    fine &= all(type(count) is int for count in entry["dropped"].values())
    return fine and all(type(text) is str for text in (*entry["notes"], *entry["key"]))


def _damaged(release: Release, file: str, how: str = "was changed or cut short") -> BrokenEdition:
    return BrokenEdition(
        f"Your tables of {release.title} are damaged.",
        f"{file} {how}.",
        f"Add the file again: westphalia data add {release.name} FILE",
    )
