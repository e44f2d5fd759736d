"""Claim files: read safely, checked whole, every problem with its line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from westphalia import yaml_file
from westphalia.claims import essay, quantities
from westphalia.claims.essay import Essay, Test
from westphalia.claims.measured import PARTS, known
from westphalia.claims.quantities import NAMED, ClaimQuantity, EventsOf
from westphalia.errors import NotUnderstood, WestphaliaError
from westphalia.lazy import difflib
from westphalia.measures.registry import get
from westphalia.record.tables.events import KINDS
from westphalia.yaml_file import Place, Tree

if TYPE_CHECKING:
    from westphalia.record.world import World

SHELF = Path(__file__).parents[1] / "shelf" / "essays"
MOST = 40
"""Problems told at once."""
Problem = tuple[Place, str]


def shelf() -> list[str]:
    """Return the names of the essays that ship.

    Examples
    --------
    >>> "russia-iran-2022" in shelf()
    True
    """
    return sorted(path.stem for path in SHELF.glob("*.yaml"))


def find(name: str) -> Path:
    """Return the file of an essay: one of the shelf by its name, or any path.

    Parameters
    ----------
    name : str
        Of an essay of the shelf, or a path.

    Raises
    ------
    NotUnderstood
        When there is no such essay, with the nearest name.
    """
    path = SHELF / f"{name}.yaml"
    if name in shelf():
        return path
    if Path(name).is_file():
        return Path(name)
    near = difflib.get_close_matches(name, shelf(), n=1, cutoff=0.4)
    guess = f"Did you mean {near[0]}?" if near else ""
    raise NotUnderstood(
        f"There is no essay '{name}'.",
        guess,
        f"On the shelf: {', '.join(shelf())}; or give the path of a YAML file.",
    )


def read(path: Path | str, world: World | None = None) -> Essay:
    """Return the essay of a file.

    Parameters
    ----------
    path : path
        A YAML file.
    world : World, optional
        Where given, names of states, measures and events are checked against it.

    Raises
    ------
    NotUnderstood
        With every problem of the file and its line.

    Examples
    --------
    >>> len(read(SHELF / "russia-iran-2022.yaml").claims) >= 45
    True
    """
    path = Path(path)
    return essay_of(yaml_file.read(path), path.name, world)


def essay_of(tree: Tree, name: str, world: World | None = None) -> Essay:
    """Return the essay of the contents of a file.

    Parameters
    ----------
    tree : Tree
        The contents.
    name : str
        How the file is called.
    world : World, optional
        Where given, states, measures and events must be known to it.
    """
    if not isinstance(tree.value, dict):
        raise NotUnderstood(f"{name} is not an essay.", "It has no fields.", "See: docs/claims.md")
    try:
        essay = Essay.model_validate(tree.value)
    except ValidationError as error:
        raise _told(name, tree, [_problem(each) for each in error.errors()]) from None
    problems = list(_strange(essay, world)) if world is not None else []
    if problems:
        raise _told(name, tree, problems)
    return essay.with_lines([tree.line(("claims", at, "test")) for at in range(len(essay.claims))])


def _problem(error: Any) -> Problem:
    message = str(error["msg"]).removeprefix("Value error, ")
    message = "is not a field" if error["type"] == "extra_forbidden" else message[:1].lower() + message[1:]
    place: Place = tuple(error["loc"])
    if error["type"] == "extra_forbidden":
        near = difflib.get_close_matches(str(place[-1]), _fields(place), n=1, cutoff=0.6)
        message += f"; did you mean {near[0]}?" if near else ""
    return place, message


def _fields(place: Place) -> list[str]:
    """Return the names of all fields of claim files."""
    kinds = [each for room in (essay, quantities) for each in vars(room).values()]
    return sorted({name for kind in kinds for name in getattr(kind, "model_fields", ())})


def _told(name: str, tree: Tree, problems: list[Problem]) -> NotUnderstood:
    rows = sorted({(tree.line(place), _path(place), message) for place, message in problems})
    lines = [f"line {line}: {where}: {message}" for line, where, message in rows[:MOST]]
    if len(rows) > MOST:
        lines.append(f"and {len(rows) - MOST} more")
    count = f"{len(rows)} problem{'s' if len(rows) > 1 else ''}"
    return NotUnderstood(f"{name} has {count}.", "\n".join(lines), "Mend them and try again.")


def _path(place: Place) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in place) or "file"


def _strange(essay: Essay, world: World) -> Iterator[Problem]:
    """Yield names that the record does not know."""
    for at, state in enumerate(essay.about.states):
        yield from _state(world, state, essay.about.year, ("about", "states", at))
    for at, claim in enumerate(essay.claims):
        if claim.condition is not None:
            yield from _quantity(world, claim.condition, ("claims", at, "condition"))
        for n, test in enumerate(claim.parts):
            place: Place = ("claims", at, "test") if claim.test else ("claims", at, "tests", n)
            yield from _quantity(world, test, place)


def _quantity(world: World, asked: ClaimQuantity, place: Place) -> Iterator[Problem]:
    of: Any = asked.asked
    inner = (*place, asked.field)
    if of.measured:
        yield from _measure(of.name, len(of.of), inner)
    if of.called is not None:
        for at, state in enumerate(of.of):
            yield from _state(world, state, of.called, (*inner, "of", at))
    if isinstance(of, EventsOf):
        yield from _events(world, of, inner)
    if isinstance(asked, Test) and asked.against is not None:
        yield from _quantity(world, asked.against, (*place, "against"))


def _measure(name: str, states: int, place: Place) -> Iterator[Problem]:
    try:
        measure = get(name)
    except WestphaliaError as error:
        yield (*place, "name"), f"{error.what} {error.why}".strip()
        return
    if measure.states != states:
        takes = "one state" if measure.states == 1 else "two states"
        yield (*place, "of"), f"{name} takes {takes}, not {states}"


def _state(world: World, name: str, year: int, place: Place) -> Iterator[Problem]:
    try:
        world.state(name, year)
    except WestphaliaError as error:
        yield place, f"{error.what} {error.why}".strip()


def _events(world: World, of: EventsOf, place: Place) -> Iterator[Problem]:
    for part in PARTS:
        if getattr(of, part) is not None:
            yield from _state(world, getattr(of, part), NAMED, (*place, part))
    for name in of.between or ():
        yield from _state(world, name, NAMED, (*place, "between"))
    for kind in of.kinds:
        if kind not in KINDS:
            near = difflib.get_close_matches(kind, KINDS, n=1, cutoff=0.4)
            yield (
                (*place, "kinds"),
                f"there is no kind '{kind}'{f'; did you mean {near[0]}?' if near else ''}",
            )
    for name in of.ids:
        if name not in known(world):
            near = difflib.get_close_matches(name, known(world), n=1, cutoff=0.4)
            yield (*place, "ids"), f"there is no event '{name}'{f'; did you mean {near[0]}?' if near else ''}"


# The schema of claim files, published for editors and other programs.


SCHEMA = Path(__file__).parents[1] / "shelf" / "essays" / "schema.json"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a claim file.

    Examples
    --------
    >>> schema()["title"], schema()["additionalProperties"]
    ('Essay', False)
    """
    return Essay.model_json_schema()
