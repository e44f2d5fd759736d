"""What a process is: a declared rule by which a part of the system moves from one year to the next, with what it reads and what it writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from westphalia.errors import NotUnderstood
from westphalia.record.quantities import quantities
from westphalia.system.variables import KINDS, VARIABLES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from westphalia.record.world import World

Ints: TypeAlias = "NDArray[np.int64]"
HALF_LIFE = 15.0
"""Years after which a row counts half in a fit, unless a process says otherwise; set once, on no score."""
Kind = Literal["onset", "end", "choice", "share", "step", "walk", "jump", "computed"]
"""``onset``: something begins, by pair or state; ``end``: a tie in force ends; ``choice``: who acts once something has begun; ``share``: in what
part of cases more follows; ``step``: a state goes up or down a ladder; ``walk`` and ``jump``: a variable of states moves a little each year, or much now and then; ``computed``: it follows from others."""
On = Literal["pair", "directed", "state", "tie", "treaty", "event", "sender", "joiner", "imposed"]
"""What is at risk: a pair, a pair in one direction, a state, a tie in force, a pact of few, a dispute that began, a sender of a sanction, a third state beside a
dispute, a sanction that was imposed."""
How = Literal["pair", "sum", "gap", "least", "from", "to", "own", "age", "kind"]
STATE = ("sum", "gap", "least", "from", "to", "own")


@dataclass(frozen=True, slots=True)
class Covariate:
    """A covariate.

    Parameters
    ----------
    how : {"pair", "sum", "gap", "least", "from", "to", "own", "age", "kind"}
        The variable of the pair; or of a variable of states the sum of both, their distance, the smaller, the first's, the second's, or the
        state's own; or the log of how many years the tie has lasted; or whether a sanction is of a kind.
    of : str
        The variable; empty for the age of the tie; the kind.
    """

    how: How
    of: str = ""

    def __str__(self) -> str:
        """Return it as it is written."""
        return self.of if self.how in ("pair", "own") else f"{self.how} {self.of}".strip()


def term(text: str, on: On) -> Covariate:
    """Return the covariate that a text names.

    Parameters
    ----------
    text : str
        A variable of pairs (``rivalry``); one of states with how the two go together (``gap ideal``), alone where one state is at risk; ``age``; or, of a
        sanction, a kind (``kind trade``).
    on : str
        What is at risk.

    Raises
    ------
    NotUnderstood
        For a variable that there is not, or one of states that does not say how.

    Examples
    --------
    >>> term("gap ideal", "pair"), str(term("rivalry", "pair"))
    (Covariate(how='gap', of='ideal'), 'rivalry')
    """
    how, _, of = text.rpartition(" ")
    if text == "age" and on in ("tie", "treaty"):
        return Covariate("age")
    if how == "kind" and of in KINDS and on in ("tie", "imposed"):
        return Covariate("kind", of)
    variable = VARIABLES.get(of)
    if variable is None:
        raise NotUnderstood(
            f"There is no variable {of!r} for a process to read.",
            f"It is in {text!r}.",
            f"There are: {', '.join(VARIABLES)}.",
        )
    if variable.of == "state":
        allowed = ("own",) if on == "state" else STATE[:5]
        if (how or "own") not in allowed:
            raise NotUnderstood(f"{text!r} does not say how the variable of two states is read.", f"{of} is of states.", f"Write one of: {', '.join(f'{each} {of}' for each in allowed)}.")  # fmt: skip
        return Covariate(how or "own", of)  # type: ignore[arg-type]
    if how or on == "state":
        raise NotUnderstood(f"{text!r} is no covariate of a {on}.", f"{of} is of pairs.", f"Write {of}, where pairs are at risk.")  # fmt: skip
    return Covariate("pair", of)


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened in the record, as a process is fitted to it.

    Parameters
    ----------
    one, two : ndarray (m,)
        Codes of the states; of a tie that may end, those it binds.
    year : ndarray (m,)
        Year in which it happened; of a tie, in which it began.
    last : ndarray (m,), optional
        Of ties that may end, the last year in which each stood.
    weight : ndarray (m,), optional
        What each counts; one unless given.
    """

    one: Ints
    two: Ints
    year: Ints
    last: Ints | None = None
    weight: NDArray[np.float64] | None = None


@dataclass(frozen=True, slots=True)
class SystemProcess:
    """The declaration of a process.

    Parameters
    ----------
    name, title : str
        Identifier, which also names its luck, and what it is in a few words.
    kind : str
        What it does (:data:`Kind`).
    on : str
        What is at risk (:data:`On`).
    reads : tuple of str
        Covariates, of last year's state (:func:`term`).
    writes : tuple of str
        Variables that it changes; each has one writer, but for a tie that one process begins and another ends.
    unit : str
        What it is counted in.
    bounds : tuple of float
        Bounds of the linear predictor, or of a year's change; what would be beyond is at the bound.
    since : int
        First year that it is fitted to.
    source : str
        The base quantity, or the table, or one of its lists (``table:list``), whose last year is the last that it is fitted to.
    equation : str
        In LaTeX.
    risk : str
        A variable of pairs that must be 0 for the thing to begin, or to end; empty where it may begin again.
    happened : callable, optional
        Reads from a world what happened.
    reference : str
        Where the form is from.
    note : str
        What a reader should know: what it leaves out.
    half_life : float
        Years after which a row counts half in the fit.
    steady : bool
        Whether its level stays where the last thirty years had it, events being too few to tell how it walks.
    off : str
        Why it is off unless a scenario asks for it (``also``); empty where it is not.
    """

    name: str
    title: str
    kind: Kind
    on: On
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    unit: str
    bounds: tuple[float, float]
    since: int
    source: str
    equation: str
    risk: str = ""
    happened: Callable[[World], Happened] | None = None
    reference: str = ""
    note: str = ""
    half_life: float = HALF_LIFE
    steady: bool = False
    off: str = ""

    @property
    def terms(self) -> tuple[Covariate, ...]:
        """Its covariates."""
        return tuple(term(text, self.on) for text in self.reads)

    def last(self, world: World) -> int:
        """Return the last year that it is fitted to in a world; the year before the first where its source is not known there."""
        span = self._span(world)
        return span[1] if span else self.since - 1

    def first(self, world: World) -> int | None:
        """Return the first year of its source in a world; None where that is not known there."""
        span = self._span(world)
        return span[0] if span else None

    def _span(self, world: World) -> tuple[int, int] | None:
        table, _, listed = self.source.partition(":")
        return world.covers(table) if table in quantities() else world.span(table, "", listed)


HAZARD = r"P(\text{event}) = 1 - \exp(-\exp(\beta_0 + \ell_t + \beta' x_{t-1}))"
"""Equation of a yearly hazard: complementary log-log, with a level that walks."""
ETA = (-20.0, 3.0)
"""Bounds of the linear predictor of hazards: a chance of 2e-9, and certainty."""
