"""Which reader makes the base of which good."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from westphalia.effects.market.gas import gas
from westphalia.effects.market.oil import oil
from westphalia.effects.market.wheat import wheat

if TYPE_CHECKING:
    from westphalia.effects.market.base import Base

READERS: Mapping[str, Callable[..., Base]] = {"oil": oil, "gas": gas, "wheat": wheat}
"""Readers by good: each takes the world, codes of sellers, a year, parameters, and years that exports are to be taken from."""


def base_of(good: str) -> Callable[..., Base]:
    """Return the reader of a good.

    Parameters
    ----------
    good : str
        oil, gas or wheat.
    """
    return READERS[good]
