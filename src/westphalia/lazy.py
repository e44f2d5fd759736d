"""Packages that take long to import: modules take them from here, at their top, and each is imported when something of it is first asked for.

>>> from westphalia.lazy import pl
>>> pl.DataFrame({"year": [2012]}).height
1
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from westphalia.errors import WestphaliaError

if TYPE_CHECKING:
    import difflib
    import statistics
    import subprocess

    import jinja2
    import markupsafe
    import numpy as np
    import polars as pl
    import rapidfuzz
    import rich.box
    import rich.console
    import rich.table
    import rich.text
    import yaml
    from scipy import special

__all__ = [
    "difflib",
    "jinja2",
    "markupsafe",
    "np",
    "pl",
    "rapidfuzz",
    "rich",
    "special",
    "statistics",
    "subprocess",
    "yaml",
]
COST = {
    "difflib": 5,
    "jinja2": 40,
    "markupsafe": 8,
    "numba": 300,
    "numpy": 70,
    "polars": 200,
    "rapidfuzz": 15,
    "rich": 30,
    "scipy": 150,
    "statistics": 5,
    "subprocess": 8,
    "yaml": 15,
}
"""Milliseconds of processor time that importing each takes where nothing is imported yet."""


class Later(ModuleType):
    """A package that is imported when something of it is first asked for; from then on it has all that the package has.

    Parameters
    ----------
    name : str
        Of the package.
    *parts : str
        Modules of it that are imported with it.
    """

    def __init__(self, name: str, *parts: str) -> None:
        super().__init__(name)
        self._parts = parts

    def __getattr__(self, name: str) -> Any:
        """Import the package, and return what it calls by a name."""
        package = import_module(self.__name__)
        for part in self._parts:
            import_module(f"{self.__name__}.{part}")
        vars(self).update(vars(package))
        return getattr(package, name)


def optional(name: str, needs: str = "This needs", how: str = "") -> Any:
    """Return a package that one can do without; where it is not installed an error says how to get it.

    Parameters
    ----------
    name : str
        The package.
    needs : str
        What needs it, with the verb.
    how : str
        The command that installs it, where that is not ``pip install`` with its name.

    Raises
    ------
    WestphaliaError
        When it is not installed.

    Examples
    --------
    >>> optional("no_such_package", "Workbooks need")
    Traceback (most recent call last):
    ...
    westphalia.errors.WestphaliaError: Workbooks need no_such_package, which is not installed. Run: pip install no_such_package
    """
    try:
        return import_module(name)
    except ImportError:
        run = f"Run: {how or f'pip install {name}'}"
        raise WestphaliaError(f"{needs} {name}, which is not installed.", "", run) from None


if not TYPE_CHECKING:
    difflib = Later("difflib")
    jinja2 = Later("jinja2")
    markupsafe = Later("markupsafe")
    np = Later("numpy")
    pl = Later("polars", "io.plugins")
    rapidfuzz = Later("rapidfuzz")
    rich = Later("rich", "box", "console", "table", "text")
    special = Later("scipy.special")
    statistics = Later("statistics")
    subprocess = Later("subprocess")
    yaml = Later("yaml")
