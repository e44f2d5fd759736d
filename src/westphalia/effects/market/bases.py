"""Which reader makes the base of which good."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from westphalia.effects.market.oil import oil
from westphalia.errors import NoAnswer

if TYPE_CHECKING:
    from westphalia.effects.market.base import Base

READERS: Mapping[str, Callable[..., Base]] = {"oil": oil}
"""Readers by good: each takes the world, codes of sellers, a year, parameters, and years that exports are to be taken from."""


def base_of(good: str) -> Callable[..., Base]:
    """Return the reader of a good.

    Parameters
    ----------
    good : str
        oil, gas or wheat.

    Raises
    ------
    NoAnswer
        For a good that is not read yet.
    """
    if good not in READERS:
        raise NoAnswer(f"The market of {good} is not modelled yet.", "", f"Ask for {', '.join(READERS)}.")
    return READERS[good]
