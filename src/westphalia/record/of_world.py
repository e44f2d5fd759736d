"""Functions of the record whose first argument, the world, may be left out."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, overload

from westphalia.errors import NotUnderstood
from westphalia.record.given import checked
from westphalia.record.world import World, load

P = ParamSpec("P")
R = TypeVar("R", covariant=True)


class OfWorld(Protocol[P, R]):
    """A function of the record, which stands first or is left out: then it is the edition that ships with the package."""

    @overload
    def __call__(self, world: World, /, *args: P.args, **named: P.kwargs) -> R: ...
    @overload
    def __call__(self, *args: P.args, **named: P.kwargs) -> R: ...


def of_world(function: Callable[Concatenate[World, P], R]) -> OfWorld[P, R]:
    """Check what is given to a function whose first argument is the world, and let that be left out.

    Examples
    --------
    >>> @of_world
    ... def known(world: World, table: str) -> bool:
    ...     return table in world.manifest.tables
    >>> known("pacts")
    True
    """
    inner: Callable[..., R] = checked(function)

    @wraps(function)
    def asked(*args: Any, **named: Any) -> R:
        if "world" not in named and not (args and isinstance(args[0], World)):
            _bind(function, (None, *args), named)
            args = (load(), *args)
        return inner(*args, **named)

    return asked


def _bind(function: Callable[..., Any], args: tuple[Any, ...], named: dict[str, Any]) -> None:
    """Fail, as the function itself would, where something is missing or not asked for."""
    try:
        signature(function).bind(*args, **named)
    except TypeError as error:
        parameters = list(signature(function).parameters)[1:]
        raise NotUnderstood(
            f"{function.__name__}: {error}.",
            "",
            f"It takes, in order: {', '.join(parameters)}; the world may stand first.",
        ) from None
