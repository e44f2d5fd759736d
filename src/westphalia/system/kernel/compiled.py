"""How the loop of a simulation is compiled: the only file that imports numba, and where what it compiled is kept."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba as _numba
from numba.core import types as _types
from numba.experimental import structref as _structref

from westphalia.system.kernel import places

numba: Any = _numba
types: Any = _types
structref: Any = _structref
"""Without their types, which know neither all options nor structs."""
Function = TypeVar("Function", bound=Callable[..., Any])
HERE = Path(__file__).parent
FOLDER = "WESTPHALIA_CACHE"
"""Environment variable that names another folder to keep compiled code in."""


def digest() -> str:
    """Return the beginning of a hash of all that compiled code is made from: these files, and the versions of Python and numba."""
    files = [*sorted(HERE.glob("*.py")), HERE.parent / "luck.py", HERE.parent / "variables.py"]
    parts = [sys.version, numba.__version__, *(path.read_text("utf-8") for path in files)]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def folder() -> Path:
    """Return where compiled code is kept: in the user's cache, or where that cannot be written in a folder for temporary files."""
    base = os.environ.get(FOLDER) or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    for place in (Path(base) / "westphalia", Path(tempfile.gettempdir()) / "westphalia"):
        path = place / f"kernel-{digest()}"
        try:
            path.mkdir(parents=True, exist_ok=True)
            (path / ".written").touch()
        except OSError:
            continue
        return path
    return Path(tempfile.mkdtemp(prefix="westphalia-"))


kept = folder()
ready = any(kept.rglob("*.nbi"))
"""Whether it was compiled before."""
numba.config.CACHE_DIR = str(kept)
OPTIONS: dict[str, Any] = {"fastmath": False, "error_model": "numpy", "no_cfunc_wrapper": True, "nogil": True}


def jit(function: Function) -> Function:
    """Return a function compiled when first called, without fast math; what is compiled is kept for later processes."""
    return cast(Function, numba.njit(**OPTIONS, cache=True)(function))


def inner(function: Function) -> Function:
    """Return a function that only compiled ones call: the code that Python would call it by is most of what there is to compile."""
    return cast(Function, numba.njit(**OPTIONS, no_cpython_wrapper=True)(function))


def leaf(function: Function) -> Function:
    """Return a function of arrays and numbers alone, that makes no array: views are not counted, which took half of the time of short rows."""
    return cast(Function, numba.njit(**OPTIONS, no_cpython_wrapper=True, _nrt=False)(function))


def inlined(function: Function) -> Function:
    """Return a function that is part of those that call it, so that what it calls is put together and optimised once less."""
    return cast(Function, numba.njit(**OPTIONS, no_cpython_wrapper=True, inline="always")(function))


def struct(name: str, fields: tuple[str, ...]) -> tuple[Any, Any]:
    """Return a type of structs, and what makes one of its fields in compiled code.

    A struct goes from function to function as one pointer. A named tuple goes as all numbers of all its arrays, which is what compiling takes long over.
    """
    module = {"__module__": __name__}
    kind = structref.register(type(f"{name}Kind", (types.StructRef,), module))
    proxy = type(name, (structref.StructRefProxy,), module)
    structref.define_proxy(proxy, kind, list(fields))
    return kind, proxy


RulesKind, Rules = struct("Rules", places.Rules._fields)
DrawnKind, Drawn = struct("Drawn", places.Drawn._fields)
MovingKind, Moving = struct("Moving", places.Moving._fields)
WorkKind, Work = struct("Work", places.Work._fields)
