"""What effects assume: numbers from the literature, dated and cited, with how unsure they are, in files that anyone can read and override."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from westphalia import yaml_file
from westphalia.errors import NotUnderstood
from westphalia.lazy import difflib, np, special
from westphalia.record import draws
from westphalia.record.schema import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.yaml_file import Tree

Floats: TypeAlias = "NDArray[np.float64]"
SHELF = Path(__file__).parents[1] / "shelf" / "parameters"
Found = Literal["read", "computed", "memory"]
FOUND: Mapping[Found, str] = {
    "read": "read in the source",
    "computed": "computed from the tables of the edition",
    "memory": "from memory: the source was not read",
}
"""How a number was found, in words."""


def _finite(value: Any) -> Any:
    """Refuse what YAML knows beside numbers: yes and no, infinity, no number."""
    if isinstance(value, bool) or (isinstance(value, float) and not math.isfinite(value)):
        raise ValueError("a number is wanted that is finite")
    return value


Number = Annotated[float, BeforeValidator(_finite)]
Positive = Annotated[Number, Field(gt=0)]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Lognormal(_Closed):
    """Logarithm of the size normal about that of the median; ``sign`` is the sign of all of it."""

    median: Positive
    sigma: Positive
    sign: Literal[-1, 1] = 1

    def at(self, share: Floats) -> Floats:
        """Return quantiles (as shaped) at shares between 0 and 1."""
        found: Floats = self.sign * self.median * np.exp(self.sigma * special.ndtri(share))
        return found


class Normal(_Closed):
    """Normal, between bounds where it has any."""

    mean: Number
    sd: Positive
    low: Number | None = None
    high: Number | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Normal:
        if self.low is not None and self.high is not None and self.low >= self.high:
            raise ValueError("low must lie below high")
        return self

    def at(self, share: Floats) -> Floats:
        """Return quantiles at shares between 0 and 1."""
        low = 0.0 if self.low is None else special.ndtr((self.low - self.mean) / self.sd)
        high = 1.0 if self.high is None else special.ndtr((self.high - self.mean) / self.sd)
        found: Floats = self.mean + self.sd * special.ndtri(low + share * (high - low))
        return found


class Uniform(_Closed):
    """Anywhere between two bounds alike."""

    low: Number
    high: Number

    @model_validator(mode="after")
    def _ordered(self) -> Uniform:
        if self.low >= self.high:
            raise ValueError("low must lie below high")
        return self

    def at(self, share: Floats) -> Floats:
        """Return quantiles at shares between 0 and 1."""
        return self.low + share * (self.high - self.low)


class Triangular(_Closed):
    """Between two bounds, most often near ``mode``."""

    low: Number
    mode: Number
    high: Number

    @model_validator(mode="after")
    def _ordered(self) -> Triangular:
        if not (self.low <= self.mode <= self.high and self.low < self.high):
            raise ValueError("mode must lie between low and high")
        return self

    def at(self, share: Floats) -> Floats:
        """Return quantiles at shares between 0 and 1."""
        span, left, right = self.high - self.low, self.mode - self.low, self.high - self.mode
        return np.where(
            share < left / span,
            self.low + np.sqrt(share * span * left),
            self.high - np.sqrt((1 - share) * span * right),
        )


class Beta(_Closed):
    """A share with a mean, as sure as if it had been counted in ``n`` cases."""

    mean: Annotated[Number, Field(gt=0, lt=1)]
    n: Positive

    def at(self, share: Floats) -> Floats:
        """Return quantiles at shares between 0 and 1."""
        found: Floats = special.betaincinv(self.mean * self.n, (1 - self.mean) * self.n, share)
        return found


class Paper(_Closed):
    """What one paper says of several numbers that belong together."""

    citation: str = Field(min_length=10)
    found: Found
    values: dict[str, Number] = Field(min_length=1)
    weight: Positive = 1.0


class Distribution(_Closed):
    """How unsure a number is: exactly one of the kinds."""

    lognormal: Lognormal | None = None
    normal: Normal | None = None
    uniform: Uniform | None = None
    triangular: Triangular | None = None
    beta: Beta | None = None
    papers: tuple[Paper, ...] | None = Field(None, min_length=1)

    @model_validator(mode="after")
    def _one(self) -> Distribution:
        given = [name for name in type(self).model_fields if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"one kind of distribution is wanted, not {len(given)}")
        return self

    @property
    def curve(self) -> Lognormal | Normal | Uniform | Triangular | Beta | None:
        """The distribution of a single number; None where papers are drawn."""
        return self.lognormal or self.normal or self.uniform or self.triangular or self.beta


class Parameter(_Closed):
    """One number, or several that one paper gives together, from a year on.

    ``value`` is the reference value; ``distribution`` says how unsure it is (fixed where there is none); ``found`` says whether the citation was read.
    """

    value: Number | dict[str, Number]
    unit: str
    from_: int = Field(alias="from", ge=FIRST_YEAR, le=LAST_YEAR + 5)
    citation: str = Field(min_length=10)
    found: Found
    distribution: Distribution | None = None
    note: str = ""

    @model_validator(mode="after")
    def _alike(self) -> Parameter:
        papers = self.distribution.papers if self.distribution is not None else None
        if isinstance(self.value, dict) != (papers is not None):
            raise ValueError("several values are drawn from papers, and only several")
        for paper in papers or ():
            if not isinstance(self.value, dict) or set(paper.values) != set(self.value):
                raise ValueError("every paper must have a value for each part")
        return self


@dataclass(slots=True)
class ParameterSet:
    """The parameters that hold in a year. What is asked for is noted, so that an answer can show what it rests on.

    Parameters
    ----------
    entries : mapping
        The entry of each name.
    given : mapping
        Values that whoever asks wants instead, by the names that :meth:`value` takes.
    used : list of str
        Names that have been asked for, in order.

    Examples
    --------
    >>> held = ParameterSet({"oil.tax": Parameter(**{"value": 2.0, "unit": "US$ a barrel", "from": 2019, "citation": "An example.", "found": "memory"})}, {})
    >>> held.value("oil.tax"), held.draw("oil.tax", 3, seed=1).tolist()
    (2.0, [2.0, 2.0, 2.0])
    """

    entries: Mapping[str, Parameter]
    given: Mapping[str, float]
    used: list[str] = field(default_factory=list)

    def value(self, name: str) -> float:
        """Return a reference value, or the one that was given instead.

        Parameters
        ----------
        name : str
            Of the parameter; with the part after another dot where it has several.

        Raises
        ------
        NotUnderstood
            For a name that is none, with the nearest.
        """
        entry, part = self._found(name)
        if name in self.given:
            return self.given[name]
        return entry.value if isinstance(entry.value, float) else entry.value[part]

    def draw(self, name: str, runs: int, seed: int) -> Floats:
        """Return a value for each run (runs,): that of a run depends on name, seed and the run's number, and on nothing else.

        Parameters
        ----------
        name : str
            Of the parameter. Parts of one parameter are of the same paper in the same run.
        runs, seed : int
            How many runs, and which.
        """
        entry, part = self._found(name)
        if name in self.given or entry.distribution is None:
            return np.full(runs, self.value(name))
        whole = name.removesuffix(f".{part}") if part else name
        share = draws.uniform(draws.stream("parameter", whole, seed), np.arange(runs))
        curve, papers = entry.distribution.curve, entry.distribution.papers
        return _of_papers(papers or (), part, share) if curve is None else curve.at(share)

    def drawn(self, runs: int, seed: int) -> dict[str, Floats]:
        """Return what every parameter that has been used, and varies, was in each run.

        Parameters
        ----------
        runs, seed : int
            As for :meth:`draw`.
        """
        found = {name: self.draw(name, runs, seed) for name in tuple(self.used)}
        return {name: each for name, each in found.items() if np.ptp(each) > 0}

    def entry(self, name: str) -> Parameter:
        """Return the entry of a parameter, or of the one that a part is of."""
        return self._found(name)[0]

    def _found(self, name: str) -> tuple[Parameter, str]:
        entry, part = _entry(self.entries, name)
        if entry is None:
            _unknown(name, self.entries)
            raise AssertionError  # pragma: no cover - the line above has raised
        if name not in self.used:
            self.used.append(name)
        return entry, part


def _entry(entries: Mapping[str, Parameter], name: str) -> tuple[Parameter | None, str]:
    """Return the entry of a name and its part, empty where it has none."""
    if name in entries and isinstance(entries[name].value, float):
        return entries[name], ""
    whole, _, part = name.rpartition(".")
    held = entries.get(whole)
    known = held is not None and isinstance(held.value, dict) and part in held.value
    return (held, part) if known else (None, "")


def _of_papers(papers: tuple[Paper, ...], part: str, share: Floats) -> Floats:
    """Return the value of the paper that each run draws (as shaped)."""
    edges = np.cumsum([paper.weight for paper in papers])
    which = np.searchsorted(edges / edges[-1], share, side="right")
    return np.array([paper.values[part] for paper in papers])[np.minimum(which, len(papers) - 1)]


def names_of(entries: Mapping[str, Parameter]) -> Iterator[str]:
    """Give the names that can be asked for: parameters of one value, and parts of the others.

    Parameters
    ----------
    entries : mapping
        By name.
    """
    for name, entry in entries.items():
        if isinstance(entry.value, dict):
            yield from (f"{name}.{part}" for part in entry.value)
        else:
            yield name


def _unknown(name: str, entries: Mapping[str, Parameter]) -> None:
    names = list(names_of(entries))
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.4)
    raise NotUnderstood(
        f"There is no parameter '{name}'.",
        f"Did you mean {near[0]}?" if near else "",
        "All of them: westphalia data parameters.",
    )


# Reading the files.


def shelf() -> list[str]:
    """Return the names of the files that ship."""
    return sorted(path.stem for path in SHELF.glob("*.yaml"))


@cache
def of_file(name: str) -> Mapping[str, tuple[Parameter, ...]]:
    """Return the entries of a file that ships: by name, the earliest first.

    Parameters
    ----------
    name : str
        Of the file, without its ending.
    """
    return entries_of(yaml_file.read(SHELF / f"{name}.yaml"), name)


def entries_of(tree: Tree, file: str) -> dict[str, tuple[Parameter, ...]]:
    """Return the entries of a file, checked whole.

    Parameters
    ----------
    tree : Tree
        Its contents.
    file : str
        How it is called: its names begin with one of the words of the shelf.

    Raises
    ------
    NotUnderstood
        With every problem and its line.
    """
    if not isinstance(tree.value, dict):
        raise NotUnderstood(f"{file} has no parameters.", "It must be a mapping from names to entries.", "")
    problems: list[str] = []
    found = {str(name): tuple(_dated(tree, name, problems)) for name in tree.value}
    if problems:
        raise NotUnderstood(
            f"The parameters of {file} have {len(problems)} problems.", "; ".join(problems), "Mend them."
        )
    return found


def _dated(tree: Tree, name: str, problems: list[str]) -> Iterator[Parameter]:
    """Give the entries of one name, the earliest first; problems are noted with their lines."""
    rows = tree.value[name] if isinstance(tree.value[name], list) else [tree.value[name]]
    read: list[Parameter] = []
    for row in rows:
        try:
            read.append(Parameter.model_validate(row))
        except ValidationError as error:
            line = tree.line((name,))
            problems += [
                f"line {line}: {name}: {'.'.join(map(str, e['loc'])) or 'entry'}: {e['msg']}"
                for e in error.errors()
            ]
    years = [each.from_ for each in read]
    if len(set(years)) < len(years):
        problems.append(f"line {tree.line((name,))}: {name}: two entries begin in the same year")
    yield from sorted(read, key=lambda each: each.from_)


def parameters(*files: str, year: int, given: Mapping[str, float] | None = None) -> ParameterSet:
    """Return the parameters of some files that hold in a year: of each the entry that began last; before the first, the first.

    Parameters
    ----------
    *files : str
        Names of files of the shelf.
    year : int
        Of the question.
    given : mapping, optional
        Values wanted instead, by name.

    Raises
    ------
    NotUnderstood
        When a name in ``given`` is none, or a file has faults.
    """
    held = {
        name: next((each for each in reversed(dated) if each.from_ <= year), dated[0])
        for file in files
        for name, dated in of_file(file).items()
    }
    for name, value in (given or {}).items():
        if _entry(held, name)[0] is None:
            _unknown(name, held)
        if not math.isfinite(value):
            raise NotUnderstood(f"{name} cannot be {value}.", "", "Give a number.")
    return ParameterSet(held, dict(given or {}))
