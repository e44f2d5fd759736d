"""What a view is asked: a typed question, from which commands, Python verbs and schemas are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from westphalia.errors import NotUnderstood, shortened
from westphalia.lazy import difflib
from westphalia.models.outcomes import CHIEF, HORIZONS, LONG, OUTCOMES
from westphalia.record.state import State
from westphalia.record.years import in_record, ordered, span_of, year_of


@dataclass(frozen=True, slots=True)
class Positional:
    """Marks a field that stands by its position at the prompt; one that is an option too may stand there as the last."""

    option: bool = False


def _told(kind: str, check: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a check whose ``ValueError`` is told in its own words."""

    def checked(value: Any) -> Any:
        try:
            return check(value)
        except ValueError as error:
            raise PydanticCustomError(kind, str(error)) from None

    return checked


def _year(value: Any) -> Any:
    """Return a text as the year that it says."""
    return year_of(value) if isinstance(value, str) else value


def _named(value: Any) -> Any:
    """Return a state by its code; names and codes as they are."""
    if isinstance(value, State):
        return value.ccode
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise PydanticCustomError("state", f"A state is a code, ISO3 or name, not {value!r}.")
    return value


def _outcome(value: str) -> str:
    if value not in OUTCOMES:
        near = difflib.get_close_matches(value, OUTCOMES, n=1, cutoff=0.5)
        guess = f" Did you mean {near[0]}?" if near else ""
        raise PydanticCustomError(
            "outcome", f"There is no outcome '{value}'; outcomes are {', '.join(OUTCOMES)}.{guess}"
        )
    return value


def _horizon(value: int) -> int:
    if value not in HORIZONS:
        raise PydanticCustomError(
            "horizon", f"Horizons are {', '.join(map(str, HORIZONS))} years, not {value}."
        )
    return value


def _span(value: Any) -> Any:
    """Return a text or a year as a first and last year."""
    if isinstance(value, int):
        return value, value
    return span_of(value) if isinstance(value, str) else value


Year = Annotated[
    int,
    BeforeValidator(_told("year", _year)),
    AfterValidator(_told("year", in_record)),
    Field(json_schema_extra={"format": "year"}),
]
"""A year of the record."""
Years = Annotated[
    tuple[int, int],
    BeforeValidator(_told("years", _span)),
    AfterValidator(_told("years", ordered)),
    Field(json_schema_extra={"format": "years"}),
]
"""A span of years, written 1990:2022."""
Name = Annotated[int | str, BeforeValidator(_named), Field(json_schema_extra={"format": "state"})]
"""A state: code, ISO3 or name."""
Outcome = Annotated[str, AfterValidator(_outcome), Field(json_schema_extra={"enum": list(OUTCOMES)})]
Horizon = Annotated[int, AfterValidator(_horizon), Field(json_schema_extra={"enum": list(HORIZONS)})]
Top = Annotated[int, Field(ge=0)]


def _listed(value: Any) -> Any:
    """Return a text as what stands between its commas."""
    return (
        tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value
    )


def _given(value: Any) -> Any:
    """Return values written name=number, one text or several, by name."""
    if isinstance(value, Mapping):
        return value
    if not isinstance(value, str | list | tuple):
        raise ValueError(f"Values are given by name, NAME=NUMBER, not as {shortened(repr(value))}.")
    pairs = [value] if isinstance(value, str) else value
    found: dict[str, Any] = {}
    for pair in pairs:
        name, sign, number = str(pair).partition("=")
        if not sign or not name.strip():
            raise ValueError(f"A value is given as NAME=NUMBER, not '{shortened(str(pair))}'.")
        try:
            found[name.strip()] = float(number)
        except ValueError:
            raise ValueError(f"{name.strip()} cannot be '{shortened(number)}': a number is wanted.") from None
    return found


Names = Annotated[
    tuple[Name, ...], BeforeValidator(_listed), Field(min_length=1, json_schema_extra={"format": "list"})
]
"""Several states (or names of groups), written with commas between them."""
Texts = Annotated[
    tuple[str, ...], BeforeValidator(lambda value: (value,) if isinstance(value, str) else value)
]
"""Several texts: an option that may be repeated."""
Given = Annotated[
    dict[str, float], BeforeValidator(_told("given", _given)), Field(json_schema_extra={"format": "given"})
]
"""Numbers by name: an option NAME=NUMBER that may be repeated."""


class Question(BaseModel):
    """What one view is asked; nothing but its fields can be asked.

    Fields carry their words (``description``), which are the help at the prompt, the schema's and the documentation's.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, strict=False)

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Self:
        """Return the question that some values ask.

        Raises
        ------
        NotUnderstood
            For every value that is missing, unknown or not what it should be, all at once.
        """
        try:
            return cls.model_validate(dict(given))
        except ValidationError as error:
            problems = [_problem(cls, each) for each in error.errors(include_url=False)]
            raise NotUnderstood(
                " ".join(problems), "", f"It can be asked: {', '.join(_names(cls))}."
            ) from None


def _names(question: type[Question]) -> list[str]:
    """Return the names of the fields as they are written at the prompt and in documents."""
    return [field.alias or name for name, field in question.model_fields.items()]


def _problem(question: type[Question], error: Any) -> str:
    """Return what is wrong with one value, in a sentence that names the field."""
    where = str(error["loc"][0]) if error["loc"] else ""
    match error["type"]:
        case "extra_forbidden":
            near = difflib.get_close_matches(where, _names(question), n=1, cutoff=0.5)
            return f"There is no '{where}' to ask for." + (f" Did you mean '{near[0]}'?" if near else "")
        case "missing":
            return f"'{where}' is not given."
        case "year" | "years" | "outcome" | "horizon" | "state" | "given":
            return str(error["msg"])
        case _:
            return f"'{where}' cannot be {error['input']!r}: {_plain(error['msg'])}."


def _plain(message: str) -> str:
    """Return a message of the validator as the end of a sentence."""
    text = message.removeprefix("Input ").removeprefix("Value error, ").rstrip(".")
    return f"it {text}" if message.startswith("Input ") else text


AS_OF: Any = Field(None, alias="as-of", description="Know nothing later than the end of this year.")
OUTCOME: Any = Field(CHIEF, description="Which new tie is forecast.")
HORIZON: Any = Field(LONG, description="Within how many years after the year.")


def top(count: int, what: str) -> Any:
    """Return the field that says how many rows are wanted; ``what`` is what zero stands for.

    Parameters
    ----------
    count : int
        How many by default.
    what : str
        In words.
    """
    return Field(count, description=f"How many to print; 0 for {what}.")
