"""Reading a YAML file that anyone may have written: within bounds, without anchors, with the line of every entry."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from westphalia.errors import NotUnderstood
from westphalia.files import text_of
from westphalia.lazy import yaml

DEEPEST = 20
"""Levels of a file."""
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Tree:
    """The contents of a file.

    Parameters
    ----------
    value : object
        Mappings, lists, text, numbers and dates.
    lines : dict
        Line, from 1, by place: keys and positions from the top.
    """

    value: Any
    lines: dict[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int:
        """Return the line of a place, or of the nearest place above it that is there."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read(path: Path) -> Tree:
    """Return the contents of a file.

    Parameters
    ----------
    path : Path
        A YAML file.

    Raises
    ------
    NotUnderstood
        When it is not there, too large, not text, not YAML, nested too deep, has anchors or aliases, or a key twice.
    """
    return parse(text_of(path, "Give the path of a YAML file."), path.name)


def parse(text: str, name: str) -> Tree:
    r"""Return the contents of a text.

    Parameters
    ----------
    text : str
        All of it.
    name : str
        How the file is called.

    Examples
    --------
    >>> tree = parse("claims:\n- id: one\n- id: two\n", "essay.yaml")
    >>> tree.value, tree.line(("claims", 1, "id"))
    ({'claims': [{'id': 'one'}, {'id': 'two'}]}, 3)
    """
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _refuse(yaml.parse(text, Loader=loader), name)
        node, value = _composed(loader(text))
    except yaml.YAMLError as error:
        raise NotUnderstood(f"{name} is not YAML.", _where(error), "Mend it and try again.") from None
    except (ValueError, OverflowError) as error:
        raise NotUnderstood(f"{name} has a value that cannot be read.", f"{error}.", "Mend it.") from None
    lines: dict[Place, int] = {}
    twice: list[str] = []
    if node is not None:
        _walk(node, (), lines, twice)
    if twice:
        raise NotUnderstood(f"{name} has a key twice.", "; ".join(twice), "Keep one of them.")
    return Tree(value, lines)


def _composed(loader: Any) -> tuple[yaml.Node | None, Any]:
    """Return the nodes of a text, which know their lines, and the values that they stand for."""
    try:
        node = loader.get_single_node()
        return node, None if node is None else loader.construct_document(node)
    finally:
        loader.dispose()


def _refuse(events: Any, name: str) -> None:
    """Refuse anchors, aliases, own tags and deep nesting before anything is built."""
    depth = 0
    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise NotUnderstood(
                f"{name} has an anchor or alias on line {line}.", "They are not read.", "Write the value out."
            )
        if getattr(event, "tag", None):
            raise NotUnderstood(f"{name} has a tag on line {line}.", "Tags are not read.", "Leave it out.")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise NotUnderstood(
                f"{name} is nested deeper than {DEEPEST} levels on line {line}.", "", "Flatten it."
            )


def _where(error: Any) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    return f"Line {mark.line + 1}: {problem}." if mark else f"{problem}."


def _walk(node: yaml.Node, place: Place, lines: dict[Place, int], twice: list[str]) -> None:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        for at, each in enumerate(node.value):
            _walk(each, (*place, at), lines, twice)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*place, str(key.value))
            if inner in lines:
                twice.append(f"line {key.start_mark.line + 1}: {key.value}")
            lines[inner] = key.start_mark.line + 1
            _walk(value, inner, lines, twice)
