"""Files of cases written by hand: read safely into typed models, all problems reported at once with the lines that they are on."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from westphalia.errors import NotUnderstood
from westphalia.lazy import yaml
from westphalia.record.schema import FIRST_YEAR, LAST_YEAR

SHELF = Path(__file__).parents[2] / "shelf" / "cases"
Kind = Literal["partnership", "near-miss", "against"]
KINDS: tuple[Kind, ...] = ("partnership", "near-miss", "against")


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR + 5)
    what: str = Field(min_length=10)
    sources: list[str] = Field(min_length=1)
    verified: bool


class Case(_Entry):
    """A case: two states, the year, what it was, where to look it up, and whether that has been done."""

    a: str
    b: str
    kind: Kind


class Spoiling(_Entry):
    """A great power that hindered its partner's reconciliation with a third state, as told by the sources."""

    spoiler: str
    partner: str
    third: str
    disputed: bool


class Strike(_Entry):
    """An attack on the nuclear sites of another state, or one that was weighed; ``event`` is its row in the record of events, where it has one."""

    by: str
    target: str
    kind: Literal["attack", "considered"]
    setting: Literal["war", "peace"]
    event: str | None = None


def read(path: Path | str, of: type[_Entry] = Case) -> list[Any]:
    """Return the entries of a file.

    Parameters
    ----------
    path : path
        A YAML file, a list of entries.
    of : type
        :class:`Case`, :class:`Spoiling` or :class:`Strike`.

    Raises
    ------
    NotUnderstood
        With every problem and its line.

    Examples
    --------
    >>> len({case.id for case in read(SHELF / "hand.yaml")}) >= 30
    True
    """
    path = Path(path)
    text = path.read_text(encoding="utf-8")
    try:
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
        rows = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise NotUnderstood(f"{path.name} is not YAML.", str(error), "Mend it and try again.") from None
    if not isinstance(rows, list):
        raise NotUnderstood(
            f"{path.name} has no list of cases.", "It must be a list, each entry with a dash.", ""
        )
    adapter = TypeAdapter(list[of])  # type: ignore[valid-type]
    problems: list[str] = []
    entries: list[Any] = []
    try:
        entries = adapter.validate_python(rows)
    except ValidationError as error:
        problems = [
            f"line {_line(tree, e['loc'])}: {'.'.join(map(str, e['loc'][1:])) or 'entry'}: {e['msg']}"
            for e in error.errors()
        ]
    problems += _twice(rows, tree)
    if problems:
        raise NotUnderstood(
            f"{path.name} has {len(problems)} problems.", "; ".join(problems), "Mend them and try again."
        )
    return entries


def _twice(rows: list[Any], tree: yaml.Node | None) -> list[str]:
    seen: set[str] = set()
    found = []
    for place, row in enumerate(rows):
        name = row.get("id") if isinstance(row, dict) else None
        if name in seen:
            found.append(f"line {_line(tree, (place,))}: id: {name} is there twice")
        seen.add(str(name))
    return found


def _line(tree: yaml.Node | None, location: tuple[int | str, ...]) -> int:
    """Return the line, from 1, of a place in a list of mappings."""
    node = tree
    for step in location:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            match = next(((key, value) for key, value in node.value if key.value == step), None)
            if match is None:
                break
            if step == location[-1]:
                return int(match[0].start_mark.line) + 1
            node = match[1]
        else:
            break
    return 0 if node is None else int(node.start_mark.line) + 1


def shelf() -> list[Case]:
    """Return the cases that ship, in order of year."""
    return sorted(read(SHELF / "hand.yaml", Case), key=lambda case: (case.year, case.id))


def spoilings() -> list[Spoiling]:
    """Return the documented cases of spoiling, in order of year."""
    return sorted(read(SHELF / "spoiling.yaml", Spoiling), key=lambda case: (case.year, case.id))


def strikes(last: int | None = None) -> list[Strike]:
    """Return the attacks on nuclear sites that are told of, and those that were weighed, in order of year.

    Parameters
    ----------
    last : int, optional
        Only those up to this year.

    Examples
    --------
    >>> [each.id for each in strikes(1981) if each.kind == "attack"]
    ['vemork-1943', 'tuwaitha-1980', 'osirak-1981']
    """
    found = sorted(read(SHELF / "strikes.yaml", Strike), key=lambda case: (case.year, case.id))
    return [each for each in found if last is None or each.year <= last]
