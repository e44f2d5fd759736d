"""Word lists of the shelf: plain YAML files, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "shelf" / "words"


@cache
def words(name: str) -> dict[str, Any]:
    """Return a word list.

    Examples
    --------
    >>> words("demonyms")["TUR"][:2]
    ['Turkish', 'Turk']
    """
    found: dict[str, Any] = _read(name)
    return found


@cache
def rows(name: str) -> list[dict[str, Any]]:
    """Return a word list that is a list of rows.

    Examples
    --------
    >>> rows("tests")[0]["stems"][0]
    'sanction*'
    """
    found: list[dict[str, Any]] = _read(name)
    return found


def _read(name: str) -> Any:
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=loader)
