"""How the loop of a simulation is compiled: the only file that imports numba, and where what it compiled is kept."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

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


KEPT = folder()
READY = any(KEPT.rglob("*.nbi"))
"""Whether it was compiled before."""
numba.config.CACHE_DIR = str(KEPT)  # type: ignore[attr-defined]


def jit(function: Function) -> Function:
    """Return a function compiled when first called, without fast math; what is compiled is kept for later processes."""
    return cast(Function, numba.njit(cache=True, fastmath=False, error_model="numpy")(function))
