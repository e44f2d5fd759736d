"""What was computed for a world is kept on that world, and is gone with it.

One decorator in place of dictionaries and caches beside the worlds: nothing is computed twice, whoever asks and from however many threads,
and a world that is dropped takes along what was found for it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from inspect import signature
from threading import Lock, RLock
from typing import Any, TypeVar, overload

F = TypeVar("F", bound=Callable[..., Any])
_NOTHING: Any = object()


@overload
def once(function: F, /) -> F: ...


@overload
def once(*, latest: int) -> Callable[[F], F]: ...


def once(function: Any = None, /, *, latest: int | None = None) -> Any:
    """Keep what a function or method finds for its first argument, on that argument.

    Parameters
    ----------
    function : callable
        Its first argument, as a rule the world, is any object with attributes; the others are hashable, by position or by name. Its answers
        are shared by all who ask and are not to be changed.
    latest : int, optional
        How many answers of this function one world keeps, those asked for last; all of them without it.

    Returns
    -------
    callable
        The same function. Of several threads that ask for one thing at once, one works it out and the others wait for it. Such functions
        may ask each other, of one world or another, as long as no question leads back to itself. An error is not kept.

    Examples
    --------
    >>> class World: ...
    >>> @once
    ... def squares(world, upto=3):
    ...     print("working it out")
    ...     return [n * n for n in range(upto)]
    >>> here = World()
    >>> squares(here)
    working it out
    [0, 1, 4]
    >>> squares(here, 3) is squares(here, upto=3)
    True
    """
    if function is None:
        return lambda given: _once(given, latest)
    return _once(function, latest)


def kept(function: Callable[..., Any], holder: object, *args: Hashable) -> bool:
    """Tell whether an answer of a function under :func:`once` is kept already.

    Examples
    --------
    >>> class World: ...
    >>> @once
    ... def answer(world, year): return year
    >>> here = World()
    >>> kept(answer, here, 1990), answer(here, 1990), kept(answer, here, 1990)
    (False, 1990, True)
    """
    return args in _memory(holder, function.__wrapped__).found  # type: ignore[attr-defined]


def forget(holder: object) -> None:
    """Let go of everything that is kept on a holder, which has changed.

    Examples
    --------
    >>> class Model:
    ...     rate = 1
    ...     @once
    ...     def doubled(self): return 2 * self.rate
    >>> model = Model()
    >>> model.doubled(), setattr(model, "rate", 5), forget(model), model.doubled()
    (2, None, None, 10)
    """
    vars(holder).pop("_once", None)


def _once(function: F, latest: int | None) -> F:
    code = function.__code__
    own = code.co_argcount - 1

    @wraps(function)
    def asked(holder: Any, /, *args: Any, **named: Any) -> Any:
        key = args if len(args) == own and not named else _bound(function, holder, args, named)
        memory = _memory(holder, function)
        found = memory.get(key, latest)
        if found is not _NOTHING:
            return found
        with memory.turn(key):
            found = memory.get(key, latest)
            if found is _NOTHING:
                try:
                    found = memory.keep(key, function(holder, *args, **named), latest)
                finally:
                    memory.turns.pop(key, None)
        return found

    return asked  # type: ignore[return-value]


def _bound(function: F, holder: Any, args: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
    """Return all arguments but the first by position, those not given by their defaults."""
    given = signature(function).bind(holder, *args, **named)
    given.apply_defaults()
    return tuple(given.arguments.values())[1:]


def _memory(holder: object, function: Callable[..., Any]) -> _Memory:
    memories: dict[Callable[..., Any], _Memory] = vars(holder).setdefault("_once", {})
    found = memories.get(function)
    return memories.setdefault(function, _Memory()) if found is None else found


class _Memory:
    """What one function has found for one holder, in the order of asking where only the latest are kept."""

    __slots__ = ("found", "lock", "turns")

    def __init__(self) -> None:
        self.found: dict[tuple[Any, ...], Any] = {}
        self.turns: dict[tuple[Any, ...], Any] = {}
        self.lock = Lock()

    def get(self, key: tuple[Any, ...], latest: int | None) -> Any:
        """Return what is kept, or a mark for nothing."""
        if latest is None:
            return self.found.get(key, _NOTHING)
        with self.lock:
            found = self.found.pop(key, _NOTHING)
            if found is not _NOTHING:
                self.found[key] = found
            return found

    def turn(self, key: tuple[Any, ...]) -> Any:
        """Return the lock of the one who works an answer out."""
        with self.lock:
            return self.turns.setdefault(key, RLock())

    def keep(self, key: tuple[Any, ...], found: Any, latest: int | None) -> Any:
        """Keep an answer, and let go of those asked for longest ago."""
        with self.lock:
            self.found[key] = found
            while latest is not None and len(self.found) > latest:
                del self.found[next(iter(self.found))]
        return found
