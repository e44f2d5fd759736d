"""A forecast as a file: what it holds, the hash that shows later edits, and reading one that anyone may have written."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from westphalia.claims.forecasts.rules import Rule, due
from westphalia.claims.quantities import Horizon, Outcome
from westphalia.errors import NotUnderstood
from westphalia.files import text_of

FORMAT, VERSION = "westphalia forecast", 1
DEEPEST = 10
"""Levels of a file."""
ANEW = "Issue a forecast anew: westphalia forecast issue A B --year Y -o FILE"
Chance = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Word = Annotated[str, Field(max_length=80)]
Hex = Annotated[str, Field(pattern=r"^[0-9a-f]{6,64}$")]


class FilePart(BaseModel):
    """Part of a file: known fields of the right types only."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Side(FilePart):
    """One of the two states."""

    ccode: int = Field(ge=1, le=999)
    iso3: Word | None
    name: Word


class Maker(FilePart):
    """The model that spoke, and the last year that it knew."""

    hash: Hex
    knows_until: int = Field(ge=1900, le=2200)
    origin: Word


class Stamp(FilePart):
    """Version of the program, and hashes of edition and model."""

    version: Word
    edition: Hex
    model: Hex


class ForecastQuestion(FilePart):
    """One forecast: what, by when, how likely, and what decides it."""

    outcome: Outcome
    horizon: Horizon
    probability: Chance
    interval: tuple[Chance, Chance]
    base_rate: Chance
    due: date
    rule: Rule


class Missing(FilePart):
    """An outcome that the model has no forecast of, and why."""

    outcome: Outcome
    why: str = Field(max_length=400)


class Document(FilePart):
    """The forecasts of a pair.

    Parameters
    ----------
    issued : date
        The day on which they were written down.
    year : int
        The forecaster stands at its end.
    as_of : int or None
        The model was fitted to what was known at the end of this year; None for the model that ships with the edition.
    hindsight : bool
        Whether the model knew years after ``year``.
    hash : str
        SHA-256 of everything else.
    """

    format: Literal["westphalia forecast"]
    version: Literal[1]
    westphalia: Stamp
    issued: date
    a: Side
    b: Side
    year: int = Field(ge=1816, le=2100)
    as_of: int | None = Field(ge=1816, le=2100)
    model: Maker
    hindsight: bool
    note: str = Field(max_length=400)
    questions: tuple[ForecastQuestion, ...] = Field(min_length=1, max_length=15)
    missing: tuple[Missing, ...] = Field(max_length=5)
    hash: Hex

    @model_validator(mode="after")
    def _agrees(self) -> Document:
        asked = [(each.outcome, each.horizon) for each in self.questions]
        faults = {
            "a and b are the same state": self.a.ccode == self.b.ccode,
            "a question stands twice": len(set(asked)) < len(asked),
            "hindsight does not agree with what the model knew": self.hindsight
            != (self.model.knows_until > self.year),
            "a due date is not the last day of the window": any(
                each.due != due(self.year, each.horizon) for each in self.questions
            ),
            "an interval does not hold its ends in order": any(
                each.interval[0] > each.interval[1] for each in self.questions
            ),
        }
        for fault, found in faults.items():
            if found:
                raise ValueError(fault)
        return self

    @property
    def codes(self) -> tuple[int, int]:
        """Both codes, the lower first."""
        return min(self.a.ccode, self.b.ccode), max(self.a.ccode, self.b.ccode)


def hash_of(content: dict[str, Any]) -> str:
    """Return the SHA-256 of a document without its hash: keys sorted, no spaces, ASCII.

    Parameters
    ----------
    content : dict of str to object
        The document, with its hash or without.

    Examples
    --------
    >>> hash_of({"a": 1, "b": 2, "hash": "x"}) == hash_of({"b": 2, "a": 1})
    True
    >>> hash_of({"a": 1}) == hash_of({"a": 1.0})
    False
    """
    rest = {name: value for name, value in content.items() if name != "hash"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def read(path: Path) -> Document:
    """Return the forecast in a file.

    Parameters
    ----------
    path : Path
        A forecast that was issued.

    Raises
    ------
    NotUnderstood
        When the file is not there, too large, not JSON, not a forecast, or not as it was written.
    """
    text = text_of(path, ANEW)
    content = _parsed(text, path.name)
    if content.get("format") != FORMAT:
        raise NotUnderstood(f"{path.name} is not a forecast.", f"Its format is not '{FORMAT}'.", ANEW)
    if content.get("version") != VERSION:
        raise NotUnderstood(
            f"{path.name} has another version of the format.",
            f"This program reads version {VERSION}.",
            "Use the version of the program that wrote it.",
        )
    if content.get("hash") != hash_of(content):
        raise NotUnderstood(
            f"{path.name} was changed after it was written.",
            "Its hash is not that of its contents.",
            "Give the file as it was written, or leave it out.",
        )
    try:
        return Document.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(each) for each in first["loc"])[:200]
        why = f"{place}: {first['msg']}." if place else f"{first['msg']}."
        raise NotUnderstood(f"{path.name} is not a forecast that can be read.", why, ANEW) from None


def _parsed(text: str, name: str) -> dict[str, Any]:
    if _depth(text) > DEEPEST:
        raise NotUnderstood(f"{name} is nested deeper than {DEEPEST} levels.", "No forecast is.", ANEW)
    try:
        found = json.loads(
            text, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite, parse_int=_whole
        )
    except json.JSONDecodeError as error:
        why = f"Line {error.lineno}, column {error.colno}: {error.msg}."
        raise NotUnderstood(f"{name} is not JSON.", why, ANEW) from None
    except ValueError as error:
        raise NotUnderstood(f"{name} is not JSON that can be read.", f"{error}.", ANEW) from None
    if not isinstance(found, dict):
        raise NotUnderstood(f"{name} is not a forecast.", "It holds no object.", ANEW)
    return found


def _depth(text: str) -> int:
    """Return the most brackets that are open at once, those inside text left out."""
    depth = most = 0
    for character in re.sub(r'"(?:[^"\\]|\\.)*"', "", text):
        if character in "[{":
            depth += 1
            most = max(most, depth)
        elif character in "]}":
            depth -= 1
    return most


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("A key stands twice")
    return found


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")


def _finite(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError("A number is too large")
    return value


def _whole(text: str) -> int:
    if len(text) > 18:
        raise ValueError("A number is too large")
    return int(text)
