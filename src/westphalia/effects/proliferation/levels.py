"""What hazards read of states, and the steps on the way to nuclear weapons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

from westphalia.lazy import np
from westphalia.measures.registry import get
from westphalia.measures.values import computed
from westphalia.record.history import History, Snapshot

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.source import Source

Floats: TypeAlias = "NDArray[np.float64]"
YEARS_OF_DISPUTES = 5
"""Disputes are averaged over so many years, as in Singh and Way."""
NONE, EXPLORES, PURSUES, HAS = range(4)
STATUS: Mapping[int, str] = MappingProxyType(
    {NONE: "none", EXPLORES: "explores", PURSUES: "pursues", HAS: "has"}
)
"""Status of a state, as Bleek (2017) and the Nuclear Threat Initiative code it, by name."""
FIRST_ACTIVITY = 1938
"""First year of the list of status."""
SINGH, JO = "Singh and Way (2004)", "Jo and Gartzke (2007)"


@dataclass(frozen=True, slots=True)
class Level:
    """What a hazard reads of a state.

    Parameters
    ----------
    name, title, unit : str
        How it is called, in words, and in what it is counted.
    kind : str
        ``amount`` above zero (logarithm), ``count`` (logarithm of 1 more), ``share`` 0 to 1, ``yes`` (0 or 1).
    contrast : str
        What is compared in the table of terms, in words.
    step : float
        The same on the scale of the model.
    source : str
        What is asked for its table and last year.
    reference : str
        Which of the two studies has it, and as what.
    """

    name: str
    title: str
    unit: str
    kind: Literal["amount", "count", "share", "yes"]
    contrast: str
    step: float
    source: str
    reference: str


TWICE = 0.6931471805599453
LEVELS: Mapping[str, Level] = MappingProxyType(
    {
        each.name: each
        for each in (
            Level("capability", "capability", "share", "amount", "twice the capability", TWICE, "cinc", f"industrial capacity in {SINGH}, economic capacity in {JO}"),
            Level("income", "output per head", "2011 US$", "amount", "twice the income per head", TWICE, "gdp_per_capita", f"economic development in {SINGH}"),
            Level("rivals", "strategic rivals", "rivals", "count", "one rival against none", TWICE, "rivals", f"enduring rivalry in {SINGH}, conventional threat in {JO}"),
            Level("disputes", "militarized disputes", "disputes a year, mean of five", "count", "one dispute a year against none", TWICE, "disputes_of_state_cow", f"dispute involvement in {SINGH}"),
            Level("protector", "a defence pact with a nuclear power", "yes (1) or no (0)", "yes", "a protector against none", 1.0, "defence", f"security guarantee in {SINGH}, nuclear defender in {JO}"),
            Level("exclusion", "exclusion from the order", "0 to 1", "share", "shut out of half of the order against nothing", 0.5, "exclusion", f"diplomatic isolation in {JO}"),
            Level("exploring", "explores already", "yes (1) or no (0)", "yes", "exploring against not", 1.0, "nuclear_status", f"stages in {SINGH}"),
        )
    }
)  # fmt: skip
"""What hazards read, by name."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A step, and who can take it.

    Parameters
    ----------
    name, words : str
        How it is called, and in words of a state: "begins to explore".
    risk : tuple of int
        Status from which it can be taken.
    steps : callable
        Takes the status a year later (rows,); tells who has taken it.
    terms : tuple of str
        Names of :data:`LEVELS`, chosen before these fits; six at most.
    """

    name: str
    words: str
    risk: tuple[int, ...]
    steps: Callable[[Floats], NDArray[np.bool_]]
    terms: tuple[str, ...]


def _reaches(status: int, after: Floats) -> NDArray[np.bool_]:
    return np.asarray(after >= status)


def _leaves(after: Floats) -> NDArray[np.bool_]:
    return np.asarray(after < PURSUES)


STAGES: Mapping[str, Stage] = MappingProxyType(
    {
        each.name: each
        for each in (
            Stage("explore", "begins to explore nuclear weapons", (NONE,), partial(_reaches, EXPLORES), ("capability", "income", "rivals", "disputes", "protector", "exclusion")),
            Stage("pursue", "begins to pursue nuclear weapons", (NONE, EXPLORES), partial(_reaches, PURSUES), ("capability", "income", "rivals", "protector", "exclusion", "exploring")),
            Stage("acquire", "acquires nuclear weapons", (PURSUES,), partial(_reaches, HAS), ("capability", "income", "rivals", "disputes", "protector", "exclusion")),
            Stage("give_up", "gives up the pursuit of nuclear weapons", (PURSUES,), _leaves, ("capability", "income", "rivals", "disputes", "protector", "exclusion")),
        )
    }
)  # fmt: skip
"""Steps by name. Of the last two the terms are only tried: what is told of them is the base rate, unless a fit beats it out of sample."""
MODELLED = ("explore", "pursue")
READS = tuple(sorted({each.source for each in LEVELS.values()}))


# What is known of states in a year.


@dataclass(frozen=True, eq=False)
class Levels:
    """What hazards read, of all states.

    Parameters
    ----------
    codes : ndarray (n,)
        Codes of all states that there ever are.
    present : ndarray (n,)
        Which of them are in the system in the year.
    value : mapping of ndarray (n,)
        By name, and ``status``; NaN where unknown.
    observed : mapping of int
        By name, the year that it is from; the year asked for, or the last that its list covers.
    """

    codes: NDArray[np.int64]
    present: NDArray[np.bool_]
    value: Mapping[str, Floats]
    observed: Mapping[str, int]


def levels(source: Source, year: int) -> Levels:
    """Return what hazards read of all states at the end of a year; past the years of a list, from its last.

    Parameters
    ----------
    source : Source
        The record, or a simulated system.
    year : int
        From 1938 on.

    Examples
    --------
    >>> import westphalia as wp
    >>> found = levels(wp.load(), 1973)
    >>> iran = int(np.searchsorted(found.codes, 630))
    >>> float(found.value["status"][iran]), float(found.value["protector"][iran]), found.observed["income"]
    (0.0, 1.0, 1973)
    """
    history = History(source, year)
    observed = {each.name: _last(source, each.source, year) for each in LEVELS.values()}
    status = at(source, "nuclear_status", observed["exploring"])
    found = {
        "status": status,
        "capability": at(source, "cinc", observed["capability"]),
        "income": at(source, "gdp_per_capita", observed["income"]),
        "rivals": at(source, "rivals", observed["rivals"]),
        "disputes": _disputes(source, observed["disputes"]),
        "protector": _protector(source, observed["protector"], status),
        "exclusion": computed(get("exclusion"), History(source, observed["exclusion"])),  # type: ignore[arg-type]
        "exploring": np.where(np.isnan(status), np.nan, (status == EXPLORES).astype(np.float64)),
    }
    return Levels(history.codes, history.present, found, observed)


def _last(source: Source, name: str, year: int) -> int:
    span = get(name).span(source)  # type: ignore[arg-type]
    return year if span is None else min(year, span[1])


def at(source: Source, name: str, year: int) -> Floats:
    """Return a base quantity of a year (n,), a copy.

    Parameters
    ----------
    source : Source
        The record, or a simulated system.
    name : str
        Of the quantity.
    year : int
        The year.
    """
    return np.array(Snapshot(source, year)[name], dtype=np.float64)


def _disputes(source: Source, last: int) -> Floats:
    """Return the mean of disputes over some years up to one, of the years that are known (n,)."""
    rows = np.stack([at(source, "disputes_of_state_cow", last - back) for back in range(YEARS_OF_DISPUTES)])
    known = np.isfinite(rows)
    total: Floats = np.where(known, rows, 0.0).sum(axis=0)
    return np.where(known[0], total / np.maximum(known.sum(axis=0), 1), np.nan)


def _protector(source: Source, year: int, status: Floats) -> Floats:
    """Return whether a nuclear power has promised to defend a state (n,)."""
    promised = np.array(Snapshot(source, year)["defence"])
    known = np.isfinite(promised).any(axis=0)
    by = (np.nan_to_num(promised) > 0) & (status == HAS)[:, None]
    return np.where(known, by.any(axis=0).astype(np.float64), np.nan)


def design(value: Mapping[str, Floats], terms: Sequence[str]) -> Floats:
    """Return levels as the model reads them (rows, terms); NaN where unknown.

    Parameters
    ----------
    value : mapping of ndarray (rows,)
        Levels by name.
    terms : sequence of str
        Which, in order.

    Examples
    --------
    >>> design({"rivals": np.array([0.0, 1.0]), "exclusion": np.array([0.2, 0.4])}, ("rivals", "exclusion")).round(3)
    array([[0.   , 0.2  ],
           [0.693, 0.4  ]])
    """
    made = []
    for name in terms:
        x = np.asarray(value[name], dtype=np.float64)
        kind = LEVELS[name].kind
        made.append(
            np.log(np.maximum(x, 1e-9)) if kind == "amount" else np.log1p(x) if kind == "count" else x
        )
    return np.stack(made, axis=-1)
