"""Processes, one file a subject: each file declares ``PROCESSES``, and this is where they are found."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from westphalia.system.process import SystemProcess


@cache
def subjects() -> dict[str, tuple[str, ...]]:
    """Return the names of the processes by subject, which is the file that declares them, in the order of the alphabet.

    Examples
    --------
    >>> subjects()["rivalry"]
    ('rivalry', 'rivalry_end')
    """
    return {
        module: tuple(each.name for each in import_module(f"{__name__}.{module}").PROCESSES)
        for module in sorted(each.name for each in iter_modules(__path__))
    }


@cache
def processes() -> dict[str, SystemProcess]:
    """Return all processes by name, in the order of their files.

    Examples
    --------
    >>> processes()["rivalry"].writes
    ('rivalry',)
    """
    found: dict[str, SystemProcess] = {}
    for module in subjects():
        for process in import_module(f"{__name__}.{module}").PROCESSES:
            found[process.name] = process
    return found
