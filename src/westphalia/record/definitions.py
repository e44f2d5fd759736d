"""What the modules of this process declare: the constants that a stored result rests on, so that one made with others is never taken for it."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import Any

from westphalia.record.quantity import Quantity

PACKAGE = "westphalia"
HERE = Path(__file__).parents[1]
"""Folder of the package."""
SENTENCE = 4
"""A text of so many words is read by people alone: a title, a reference, an equation."""
_NAME = re.compile("[A-Z][A-Z0-9_]*")
_PROSE = frozenset(
    {"description", "equation", "listed", "more", "reference", "rule", "title", "unit", "words"}
)  # fields of declarations that are read by people alone
_NOTHING: Any = object()
_CHANGEABLE = (Mapping, list, set)
_KNOWN: dict[tuple[str, frozenset[str]], tuple[list[Any], tuple[Any, ...], dict[str, str]]] = {}
"""By module: what its constants were, held so that nothing else takes their places, and their digests."""


@dataclass(frozen=True, slots=True)
class Definitions:
    """What something computed hangs on besides its tables.

    Parameters
    ----------
    constants : mapping
        By module, the digests of its constants by name.
    reads : tuple of str
        The measures, base quantities and base lists behind it: of those that a module declares only these count.
    """

    constants: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    reads: tuple[str, ...] = ()


def constants(module: str, reads: Collection[str] = ()) -> dict[str, Any]:
    """Return the constants of a module of the package as plain values: what has a name in capitals and holds numbers or names.

    Parameters
    ----------
    module : str
        Its name within the package, imported: ``models.network``.
    reads : collection of str
        Quantities and measures whose declarations count; of others the module may hold as many as it likes.

    Returns
    -------
    dict
        Functions stand by their names; texts that people read are left out.

    Examples
    --------
    >>> from westphalia.record import geography
    >>> constants("record.geography")
    {'EQUATOR': 6378.137, 'MEAN_RADIUS': 6371.0088}
    """
    held = vars(sys.modules[f"{PACKAGE}.{module}"])
    names = (name for name in sorted(held) if _NAME.fullmatch(name) and name != "TYPE_CHECKING")
    found: dict[str, Any] = plain({name: held[name] for name in names}, reads)
    return found


def digest(value: Any) -> str:
    """Return twelve hexadecimal digits that name a plain value.

    Examples
    --------
    >>> digest({"SMALL": 4}) == digest({"SMALL": 4}), digest({"SMALL": 4}) == digest({"SMALL": 5})
    (True, False)
    """
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def digests(module: str, reads: Collection[str] = ()) -> dict[str, str]:
    """Return the digests of the constants of a module of the package by name; parameters as for :func:`constants`.

    Examples
    --------
    >>> sorted(digests("record.geography"))
    ['EQUATOR', 'MEAN_RADIUS']
    """
    return {name: digest(value) for name, value in constants(module, reads).items()}


def by_name(constants: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return the digests of constants by name alone: in which module one is declared changes no number.

    Parameters
    ----------
    constants : mapping
        By module, the digests of its constants by name.

    Returns
    -------
    dict
        Of a name that stands in several modules, the digest of them all.

    Examples
    --------
    >>> by_name({"a": {"YEARS": "1f", "FAR": "3c"}, "b": {}}) == by_name({"a": {"FAR": "3c"}, "c": {"YEARS": "1f"}})
    True
    """
    found: dict[str, list[str]] = {}
    for held in constants.values():
        for name, value in held.items():
            found.setdefault(name, []).append(value)
    return {
        name: held[0] if len(held) == 1 else _together(*sorted(held)) for name, held in sorted(found.items())
    }


@cache
def _together(*digests: str) -> str:
    """Return the digest of several; pages ask for the same ones again and again."""
    return digest(digests)


def in_force(
    declared: Mapping[str, Mapping[str, str]], code: Mapping[str, str], reads: Collection[str] = ()
) -> dict[str, str]:
    """Return the digests of constants by name (:func:`by_name`) as they are in this process.

    Parameters
    ----------
    declared : mapping
        By module, the digests of its constants when something was computed.
    code : mapping
        By module, the digest of its file then. A module that is not imported here and whose file is the same has the same constants, and is
        not imported for this.
    reads : collection of str
        As for :func:`constants`.
    """
    read = frozenset(reads)
    return by_name(
        {
            module: known if _as_it_was(module, code.get(module, "")) else _digests(module, read)
            for module, known in declared.items()
        }
    )


def digest_of(file: str) -> str:
    """Return the beginning of the SHA-256 of a file of the package; empty without it.

    Examples
    --------
    >>> len(digest_of("shelf/cases/hand.yaml")), digest_of("shelf/cases/nobody.yaml")
    (12, '')
    """
    try:
        return hashlib.sha256(HERE.joinpath(file).read_bytes()).hexdigest()[:12]
    except OSError:
        return ""


@cache
def code_of(module: str) -> str:
    """Return the digest of the file of a module of the package, as it was when this process first asked; empty without one.

    Examples
    --------
    >>> code_of("record.geography") == digest_of("record/geography.py"), code_of("record.nowhere")
    (True, '')
    """
    place = module.replace(".", "/")
    return digest_of(f"{place}.py") or digest_of(f"{place}/__init__.py")


def _as_it_was(module: str, code: str) -> bool:
    return f"{PACKAGE}.{module}" not in sys.modules and code_of(module) == code


def _digests(module: str, reads: frozenset[str]) -> dict[str, str]:
    """Return the digests of the constants of a module, none without one; what has not been set anew since the last time is not read again."""
    try:
        held = vars(import_module(f"{PACKAGE}.{module}"))
    except ModuleNotFoundError:
        return {}
    values = {name: value for name, value in held.items() if name.isupper()}
    state = [repr(value) if isinstance(value, _CHANGEABLE) else id(value) for value in values.values()]
    known = _KNOWN.get((module, reads))
    if known is None or known[0] != state:
        _KNOWN[module, reads] = known = state, tuple(values.values()), digests(module, reads)
    return known[2]


def plain(value: Any, reads: Collection[str] = ()) -> Any:
    """Return numbers, names and what is made of them as JSON has it, without what is read by people alone.

    Examples
    --------
    >>> from westphalia.record.lists import LISTS
    >>> plain({"far": (1, 2.5), "why": "a text that people read", "which": LISTS["agreements"]})
    {'far': [1, 2.5], 'which': {'name': 'agreements', 'table': 'defence_agreements', 'columns': ['ccode1', 'ccode2', 'signed', 'end'], 'where': {}, 'rows': None}}
    """
    found = _plain(value, reads)
    return None if found is _NOTHING else found


def _plain(value: Any, reads: Collection[str]) -> Any:
    if isinstance(value, float):
        return float(f"{value:.12g}")  # the last digits of what is computed differ between machines
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return _NOTHING if len(value.split()) >= SENTENCE else value
    if isinstance(value, Quantity) and value.name not in reads:
        return _NOTHING
    if is_dataclass(value) and not isinstance(value, type):
        value = {each.name: getattr(value, each.name) for each in fields(value) if each.name not in _PROSE}
    if isinstance(value, Mapping):
        items = ((str(name), _plain(each, reads)) for name, each in value.items())
        return {name: each for name, each in items if each is not _NOTHING}
    if isinstance(value, list | tuple | set | frozenset):
        found = [each for each in (_plain(each, reads) for each in value) if each is not _NOTHING]
        return sorted(found, key=digest) if isinstance(value, set | frozenset) else found
    if isinstance(value, partial):
        return _plain([value.func, value.args, value.keywords], reads)
    if isinstance(value, FunctionType):
        return value.__qualname__
    return _plain(value.tolist(), reads) if type(value).__module__ == "numpy" else _NOTHING
