"""What is given to a public function, checked at the door: a value of a kind that its signature does not have is told in a sentence.

The signature is the one place where kinds are written. A function, or a class with all its public methods, is decorated once; inside, everybody
may rely on what the signature says.
"""

from __future__ import annotations

import builtins
import types
from collections import abc
from collections.abc import Callable, Mapping
from functools import wraps
from html import escape
from inspect import Parameter, signature
from numbers import Real
from operator import index
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

from westphalia.errors import NotUnderstood, printable, shortened

T = TypeVar("T")
_CLASSES: dict[str, type] = {}
"""Classes that were decorated, by name: signatures name them where they are imported for the type checker alone."""


def checked(thing: T) -> T:
    """Check what is given to a function, or to every public method of a class.

    Raises
    ------
    NotUnderstood
        When it is called with a value that its signature does not allow.

    Examples
    --------
    >>> @checked
    ... def twice(number: int, *, how: Literal["fast", "slow"] = "fast") -> int: return 2 * number
    >>> twice(4)
    8
    >>> twice("4")
    Traceback (most recent call last):
    ...
    westphalia.errors.NotUnderstood: 'number' of twice cannot be '4'. It is a whole number.
    """
    if not isinstance(thing, type):
        return cast(T, _checked(cast(Callable[..., Any], thing)))
    _CLASSES[thing.__name__] = thing
    for name, method in list(vars(thing).items()):
        if not name.startswith("_") and isinstance(method, types.FunctionType):
            setattr(thing, name, _checked(method))
    return thing


def _checked(function: Callable[..., Any]) -> Callable[..., Any]:
    named = list(signature(function).parameters.values())
    usual = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)
    plain = [each.name for each in named if each.kind in usual]
    several = next((each.name for each in named if each.kind is Parameter.VAR_POSITIONAL), None)
    kinds: dict[str, tuple[Any, frozenset[type]]] = {}

    def check(name: str, value: Any) -> None:
        kind, plainly = kinds[name]
        if type(value) not in plainly and not fits(value, kind):
            raise _wrong(function, name, value, kind)

    @wraps(function)
    def asked(*args: Any, **given: Any) -> Any:
        if not kinds:
            found = {each.name: _kind(each.annotation, function) for each in named}
            kinds.update({name: (kind, _plainly(kind)) for name, kind in found.items()})
        for at, value in enumerate(args):
            if at < len(plain) or several is not None:
                check(plain[at] if at < len(plain) else cast(str, several), value)
        for name, value in given.items():
            if name in kinds:
                check(name, value)
        return function(*args, **given)

    return asked


class _Names(dict[str, Any]):
    """Names in annotations that are imported for the type checker alone; of those that are no kinds of ours anything fits."""

    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__(
            Sequence=abc.Sequence,
            Collection=abc.Collection,
            Mapping=abc.Mapping,
            Literal=Literal,
            Any=Any,
            ArrayLike=Any,
        )
        self.own = function.__globals__

    def __missing__(self, name: str) -> Any:
        if name in self.own:
            return self.own[name]
        if name in _CLASSES:
            return _CLASSES[name]
        if hasattr(builtins, name):
            raise KeyError(name)
        return Any


def _kind(annotation: Any, function: Callable[..., Any]) -> Any:
    """Return the kind that an annotation names; those without one take anything."""
    if annotation is Parameter.empty:
        return Any
    return eval(annotation, {}, _Names(function)) if isinstance(annotation, str) else annotation


def _plainly(kind: Any) -> frozenset[type]:
    """Return types of which every value is of a kind, so that nothing more need be asked."""
    if get_origin(kind) in (Union, types.UnionType):
        parts = get_args(kind)
        found = frozenset[type]().union(*map(_plainly, parts))
        return found - {str} if Path in parts else found
    return frozenset([kind]) if isinstance(kind, type) and get_origin(kind) is None else frozenset()


def fits(value: Any, kind: Any) -> bool:
    """Tell whether a value is of a kind: a class, or what annotations are made of.

    Examples
    --------
    >>> fits(1990, int | tuple[int, int]), fits([1990, 1991], tuple[int, int]), fits(True, int), fits("x", abc.Sequence[str])
    (True, True, False, False)
    """
    if kind is Any or isinstance(kind, TypeVar):
        return True
    origin = get_origin(kind)
    if origin is Literal:
        return any(value is each or (type(value) is type(each) and value == each) for each in get_args(kind))
    if origin in (Union, types.UnionType):
        parts = get_args(kind)
        no_path = Path in parts and isinstance(value, str) and "\0" in value  # no system has such a file
        return not no_path and any(fits(value, each) for each in parts)
    if origin is not None:
        return _holds(value, origin, get_args(kind))
    if kind in (None, type(None)):
        return value is None
    if kind is bool:
        return isinstance(value, bool) or (
            type(value).__module__ == "numpy" and type(value).__name__.startswith("bool")
        )
    if kind in (int, float):
        return not isinstance(value, bool) and (_whole(value) or (kind is float and isinstance(value, Real)))
    return isinstance(value, kind) if isinstance(kind, type) else True


def _whole(value: Any) -> bool:
    try:
        index(value)
    except TypeError:
        return False
    return True


def _holds(value: Any, origin: Any, parts: tuple[Any, ...]) -> bool:
    """Tell whether a value is a container of such a kind, and what it holds of the kind of its parts; a text is none."""
    if isinstance(value, str | bytes):
        return False
    if origin is tuple and Ellipsis not in parts:
        known = isinstance(value, tuple | list) and len(value) == len(parts)
        return known and all(fits(each, part) for each, part in zip(value, parts, strict=True))
    if not isinstance(origin, type) or not isinstance(value, origin):
        return not isinstance(origin, type)
    if isinstance(value, Mapping):
        return all(fits(each, parts[0]) and fits(value[each], parts[1]) for each in value)
    return not isinstance(value, abc.Collection) or all(fits(each, parts[0]) for each in value)


def _wrong(function: Callable[..., Any], name: str, value: Any, kind: Any) -> NotUnderstood:
    shown = printable(shortened(repr(value)))
    return NotUnderstood(f"'{name}' of {function.__name__} cannot be {shown}.", f"It is {said(kind)}.")


def said(kind: Any) -> str:
    """Return a kind in words.

    Examples
    --------
    >>> said(int | tuple[int, int]), said(Literal["cow", "gw"] | None)
    ('a whole number or a first and a last year', "'cow' or 'gw' or None")
    """
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Literal:
        return " or ".join(repr(each) for each in parts)
    if origin in (Union, types.UnionType):
        return " or ".join(dict.fromkeys(said(each) for each in parts))
    words = {
        int: "a whole number",
        float: "a number",
        str: "a text",
        bool: "True or False",
        Path: "a path",
        type(None): "None",
    }
    if kind in words:
        return words[kind]
    if parts == (int, int):
        return "a first and a last year"
    if parts:
        return f"a list of {said(parts[0])}"
    return f"a {getattr(kind, '__name__', kind)}"


# How a thing shows itself in a notebook: a title and a few facts as a small table, escaped, without styles of its own and without scripts.


def shown(title: str, facts: Mapping[str, object]) -> str:
    """Return a title and facts as HTML; facts that are None are left out.

    Examples
    --------
    >>> shown("Iran", {"code": 630, "ISO3": None})
    '<table><caption>Iran</caption><tr><th>code</th><td>630</td></tr></table>'
    """
    known = {name: value for name, value in facts.items() if value is not None}
    rows = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(str(each))}</td></tr>" for name, each in known.items()
    )
    return f"<table><caption>{escape(title)}</caption>{rows}</table>"
