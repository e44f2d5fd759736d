"""Worlds are kept: there is one object for one edition, year and state of the user's own tables."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import RLock
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from westphalia.record.world import World

HELD = 4
"""Worlds of the past that are held even when nobody else holds them: those asked for last."""
Key = tuple[int | None, str]
"""Last year known, None for everything, and the state of the user's own tables."""


class Family:
    """The worlds of one edition and one folder of the user's own tables.

    Parameters
    ----------
    make : callable
        Makes the world of a key.
    """

    def __init__(self, make: Callable[[Family, Key], World]) -> None:
        self._make = make
        self._lock = RLock()
        self._alive: WeakValueDictionary[Key, World] = WeakValueDictionary()
        self._latest: OrderedDict[Key, World] = OrderedDict()

    def add(self, key: Key, world: World) -> None:
        """Take in a world that was made elsewhere."""
        with self._lock:
            self._alive[key] = world

    def world(self, key: Key) -> World:
        """Return the one world of a key, made when nobody has asked for it before or all have dropped it."""
        with self._lock:
            found = self._alive.get(key)
            if found is None:
                found = self._alive[key] = self._make(self, key)
            if key[0] is not None:
                self._latest[key] = found
                self._latest.move_to_end(key)
                while len(self._latest) > HELD:
                    self._latest.popitem(last=False)
        return found
