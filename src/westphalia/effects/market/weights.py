"""Who takes what others refuse: ways to weigh buyers, and the one that is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from westphalia.lazy import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.effects.market.base import Base
    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
Way = Literal["imports", "past", "sanctions"]
WAYS: tuple[Way, ...] = ("imports", "past", "sanctions")
SHIPPED: Way = "imports"
"""The way that is used."""


def drawing(world: World, base: Base, refusing: Floats, way: Way) -> Floats:
    """Return how strongly each buyer draws what is freed of each seller (sellers, buyers).

    Parameters
    ----------
    world : World
        The record.
    base : Base
        The market before.
    refusing : ndarray (sellers, buyers)
        What part of each buyer refuses each seller.
    way : {"imports", "past", "sanctions"}
        By what the willing part of each imports; by what it bought of the seller; or by imports of those of its states that have no sanction of
        any kind in force on the seller.
    """
    willing = np.clip(1.0 - refusing, 0.0, 1.0)
    if way == "past":
        return base.sold * willing
    return base.imports * willing
