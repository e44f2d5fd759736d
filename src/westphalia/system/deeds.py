"""What a scenario may do: a model for each kind of intervention, what a file says of it, and the changes of the loop that it means.

Files are data: nothing in them is evaluated. What the simulated system does not hold (leaders, grain, membership) is refused by name, with what is nearest.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import Field

from westphalia.errors import NotUnderstood
from westphalia.lazy import difflib
from westphalia.record.tables.power import CATEGORIES
from westphalia.system.cast import CORE, UNION, Cast, Name
from westphalia.system.forbid import Forbid
from westphalia.system.force import Force
from westphalia.system.interventions import (
    ADD,
    LATE,
    LIFT,
    MEMORY,
    SANCTION,
    SET,
    TIE,
    TREATY,
    UNPACT,
    UNTIE,
    Command,
    Deed,
)
from westphalia.system.membership import Admit, Expel
from westphalia.system.nuclear import Nuclear
from westphalia.system.variables import KINDS, LAYERS, STATES, VARIABLES, mask

TIES = ("arms", "dispute", "rivalry", "war")
"""Ties that may end, as the loop numbers them."""
USUAL = ("trade", "financial")
"""Kinds of sanctions that are imposed where no kind is named."""
FROM = {"trade": "trade", "finance": "financial"}
"""What a state is shut out from, and the kind of sanctions that does it."""
Names = Annotated[tuple[Name, ...], Field(min_length=1)]
Pair = Annotated[tuple[Name, ...], Field(min_length=2, max_length=2)]


def _listed(names: Names) -> str:
    """Return names as a sentence has them.

    Examples
    --------
    >>> _listed(("core", "eu", "Canada"))
    'the core, the European Union, Canada'
    """
    called = {CORE: "the core", **dict.fromkeys(UNION, "the European Union")}
    return ", ".join(called.get(str(name).casefold(), str(name)) for name in names)


class Sanctions(Deed):
    """Sanctions of some on others: imposed (way 1) or lifted (way -1)."""

    way: ClassVar[int]
    senders: Annotated[
        Names,
        Field(
            description="States, eu, or core: the members of the core when the run starts, and whom the scenario has admitted by then."
        ),
    ]
    targets: Annotated[Names, Field(description="States.")]
    kinds: Annotated[
        tuple[Literal["trade", "embargo", "financial", "arms", "military", "travel", "other"], ...],
        Field(
            description="Kinds; without any trade and finance are limited, and all that there is is lifted."
        ),
    ] = ()

    def words(self) -> str:
        """Return what is done in words."""
        lifted, of = " lifted" if self.way < 0 else "", f" ({', '.join(self.kinds)})" if self.kinds else ""
        return f"sanctions{of} of {_listed(self.senders)} on {_listed(self.targets)}{lifted}"

    def commands(self, cast: Cast, number: int) -> Iterator[Command]:
        """Yield a change for each sender and target, and with years one that takes it back."""
        yield from _sanctioned(self, cast, number, self.way, self.kinds)

    def things(self) -> Iterator[tuple[tuple[Any, ...], int]]:
        """Yield senders and targets, by kind; what lifts without a kind lifts any."""
        pairs = [(str(a).casefold(), str(b).casefold()) for a in self.senders for b in self.targets]
        kinds = self.kinds or (USUAL if self.way > 0 else tuple(KINDS)[1:])
        return ((("sanction", kind, *pair), self.way) for pair in pairs for kind in kinds)


class Impose(Sanctions):
    """Sanctions imposed by some on others; with years they are lifted after the last."""

    way: ClassVar[int] = 1
    do: Literal["impose"]


class Lift(Sanctions):
    """Sanctions lifted by some from others; with years they are imposed again after the last."""

    way: ClassVar[int] = -1
    do: Literal["lift"]


def _sanctioned(
    deed: Sanctions | Exclude | Readmit, cast: Cast, number: int, way: int, kinds: tuple[str, ...]
) -> Iterator[Command]:
    imposed = (SANCTION, mask(kinds or USUAL))
    lifted = (LIFT, mask(kinds or (USUAL if way > 0 else ()), needs=False))
    (what, which), (back, again) = (imposed, lifted)[::way]
    named = getattr(deed, "senders", (CORE,))
    senders = cast.senders(named, "senders")
    quiet, union = Cast(cast.world, cast.state), cast.union()
    explicit = [quiet.place(name) for name in named if str(name).casefold() not in (CORE, *UNION)]
    for at, name in enumerate(getattr(deed, "targets", None) or deed.of):  # type: ignore[union-attr]
        target = cast.place(name, "targets" if hasattr(deed, "targets") else "of", at)
        if target is None:
            continue
        if target in explicit:
            cast.wrong.append((("targets", at), f"{name} cannot sanction itself"))
        for sender in senders:
            if sender == target or (sender == cast.state.n and target in union):
                continue
            yield deed.command(number, what, which=which, i=sender, j=target)
            if deed.years is not None and deed.last < LATE:
                yield deed.command(number, back, deed.last + 1, which=again, i=sender, j=target)


class Exclude(Deed):
    """States shut out by the core of the start's year: all its members impose sanctions; with years they are lifted after the last."""

    do: Literal["exclude"]
    of: Annotated[Names, Field(description="States that are shut out.")]
    from_: Annotated[
        tuple[Literal["trade", "finance"], ...],
        Field(
            alias="from",
            min_length=1,
            description="What they are shut out from.",
        ),
    ] = ("trade", "finance")

    def words(self) -> str:
        """Return what is done in words."""
        return f"{_listed(self.of)} shut out from {' and '.join(self.from_)} by the core"

    def commands(self, cast: Cast, number: int) -> Iterator[Command]:
        """Yield a change for each member of the core and state."""
        yield from _sanctioned(self, cast, number, 1, tuple(FROM[each] for each in self.from_))

    def things(self) -> Iterator[tuple[tuple[Any, ...], int]]:
        """Yield the states, by kind."""
        return ((("sanction", FROM[each], CORE, str(name).casefold()), 1) for name in self.of for each in self.from_)  # fmt: skip


class Readmit(Deed):
    """States readmitted by the core of the start's year: all its members lift their sanctions."""

    do: Literal["readmit"]
    of: Annotated[Names, Field(description="States that are readmitted.")]
    to: Annotated[
        tuple[Literal["trade", "finance"], ...],
        Field(
            min_length=1, description="What they are readmitted to; to both, and all sanctions are lifted."
        ),
    ] = ("trade", "finance")

    def words(self) -> str:
        """Return what is done in words."""
        return f"{_listed(self.of)} readmitted to {' and '.join(self.to)} by the core"

    def commands(self, cast: Cast, number: int) -> Iterator[Command]:
        """Yield a change for each member of the core and state."""
        kinds = () if len(self.to) == len(FROM) else tuple(FROM[each] for each in self.to)
        yield from _sanctioned(self, cast, number, -1, kinds)

    def things(self) -> Iterator[tuple[tuple[Any, ...], int]]:
        """Yield the states, by kind."""
        return ((("sanction", FROM[each], CORE, str(name).casefold()), -1) for name in self.of for each in self.to)  # fmt: skip


class Sign(Deed):
    """A treaty: a pact of two to four, or a defence agreement of two."""

    do: Literal["sign"]
    kind: Annotated[Literal["pact", "agreement"], Field(description="Which.")]
    members: Annotated[tuple[Name, ...], Field(min_length=2, max_length=4, description="Who signs.")]

    def words(self) -> str:
        """Return what is done in words."""
        return f"{'a pact' if self.kind == 'pact' else 'a defence agreement'} of {_listed(self.members)}"

    def commands(self, cast: Cast, number: int) -> Iterator[Command]:
        """Yield the change."""
        places = _placed(cast, self.members, "members")
        if places is None:
            return
        if self.kind == "pact":
            one = dict(zip("ijkm", (*places, -1, -1)[:4], strict=True))
            yield self.command(number, TREATY, **one)
        elif len(places) > 2:
            cast.wrong.append((("members",), "a defence agreement is of two states"))
        else:
            yield self.command(number, MEMORY, which=LAYERS.index("agreement"), i=places[0], j=places[1])

    def things(self) -> Iterator[tuple[tuple[Any, ...], int]]:
        """Yield the members."""
        return iter((((self.kind, *sorted(str(name).casefold() for name in self.members)), 1),))


class End(Deed):
    """What binds or divides two ends: all their pacts of few, a supply of arms, a dispute (and with it a war), a rivalry."""

    do: Literal["end"]
    kind: Annotated[
        Literal["pact", "arms", "dispute", "war", "rivalry"],
        Field(description="Which; of arms, what the first supplies to the second."),
    ]
    members: Annotated[Pair, Field(description="The two.")]

    def words(self) -> str:
        """Return what is done in words."""
        return f"{ {'pact': 'pacts', 'arms': 'supply of arms'}.get(self.kind, self.kind) } of {_listed(self.members)} ended"

    def commands(self, cast: Cast, number: int) -> Iterator[Command]:
        """Yield the change."""
        places = _placed(cast, self.members, "members")
        if places is None:
            return
        i, j = places if self.kind == "arms" else sorted(places)
        if self.kind == "pact":
            yield self.command(number, UNPACT, i=i, j=j)
            return
        for kind in ("dispute", "war") if self.kind in ("dispute", "war") else (self.kind,):
            yield self.command(number, UNTIE, which=TIES.index(kind), i=i, j=j)

    def things(self) -> Iterator[tuple[tuple[Any, ...], int]]:
        """Yield the two."""
        kind = "dispute" if self.kind == "war" else self.kind
        return iter((((kind, *sorted(str(name).casefold() for name in self.members)), -1),))


class Deliver(Deed):
    """Major arms delivered: one becomes, or stays, a supplier of the other. What and how much makes no difference in the model."""

    do: Literal["deliver"]
    from_: Annotated[Name, Field(alias="from", description="The supplier.")]
    to: Annotated[Name, Field(description="The recipient.")]
    category: Annotated[
        str | None, Field(description="What kind of arms, as in westphalia balance; told, not modelled.")
    ] = None
    tiv: Annotated[
        float | None,
        Field(gt=0, description="How much, in million trend-indicator values; told, not modelled."),
    ] = None

    def words(self) -> str:
        """Return what is done in words."""
        what = f" ({self.category})" if self.category else ""
        return f"arms{what} from {self.from_} to {self.to}"

    def commands(self, cast: Cast, number: int) -> Iterator[Command]:
        """Yield the change of each year."""
        if self.category is not None and not _categories(self.category):
            near = difflib.get_close_matches(
                _slug(self.category), list(map(_slug, CATEGORIES)), n=1, cutoff=0.3
            )
            guess = f" Nearest: {near[0]}." if near else ""
            cast.wrong.append(
                (
                    ("category",),
                    f'no arms category "{self.category}".{guess} See: westphalia data show arms_transfers',
                )
            )
        supplier, recipient = cast.place(self.from_, "from"), cast.place(self.to, "to")
        if supplier is None or recipient is None:
            return
        if supplier == recipient:
            cast.wrong.append((("to",), f"{self.to} cannot supply itself"))
            return
        for year in range(self.first, self.last + 1):
            yield self.command(number, TIE, year, which=TIES.index("arms"), i=supplier, j=recipient)

    def things(self) -> Iterator[tuple[tuple[Any, ...], int]]:
        """Yield the two."""
        return iter(((("arms", *sorted((str(self.from_).casefold(), str(self.to).casefold()))), 1),))


def _slug(category: str) -> str:
    return "-".join(category.casefold().replace("-", " ").split())


def _categories(text: str) -> list[str]:
    """Return the categories of arms that a text may mean: it itself, or those that it begins."""
    return [each for each in map(_slug, CATEGORIES) if each == _slug(text) or each.startswith(_slug(text))]


class Quarrel(Deed):
    """A militarized dispute between two, or a war, which is also a dispute, and a deadly one."""

    do: Literal["dispute", "war"]
    between: Annotated[Pair, Field(description="The two.")]

    def words(self) -> str:
        """Return what is done in words."""
        return f"{'a war' if self.do == 'war' else 'a dispute'} between {_listed(self.between)}"

    def commands(self, cast: Cast, number: int) -> Iterator[Command]:
        """Yield the changes of each year: the dispute, and what is remembered of it."""
        places = _placed(cast, self.between, "between")
        if places is None:
            return
        i, j = sorted(places)
        for year in range(self.first, self.last + 1):
            yield self.command(number, TIE, year, which=TIES.index("dispute"), i=i, j=j)
            yield self.command(number, MEMORY, year, which=LAYERS.index("clash"), i=i, j=j)
            if self.do == "war":
                yield self.command(number, TIE, year, which=TIES.index("war"), i=i, j=j)
                yield self.command(number, MEMORY, year, which=LAYERS.index("blood"), i=i, j=j)

    def things(self) -> Iterator[tuple[tuple[Any, ...], int]]:
        """Yield the two."""
        return iter(((("dispute", *sorted(str(name).casefold() for name in self.between)), 1),))


class Regime(Deed):
    """An abrupt change of a state's regime, to an index of electoral democracy."""

    do: Literal["regime"]
    of: Annotated[Name, Field(description="The state.")]
    democracy: Annotated[float, Field(ge=0, le=1, description="Electoral democracy afterwards, 0 to 1.")]

    def words(self) -> str:
        """Return what is done in words."""
        return f"the regime of {self.of} changes to {self.democracy:g} of 1 in electoral democracy"

    def commands(self, cast: Cast, number: int) -> Iterator[Command]:
        """Yield the changes: the index, and that it changed abruptly."""
        place = cast.place(self.of, "of")
        if place is not None:
            yield self.command(number, SET, which=STATES.index("democracy"), i=place, value=self.democracy)
            yield self.command(number, ADD, which=STATES.index("jolt"), i=place, value=1.0)


class VariableShock(Deed):
    """A variable of a state moved at a stroke."""

    do: Literal["shock"]
    of: Annotated[Name, Field(description="The state.")]
    variable: Annotated[
        Literal["output", "population", "democracy", "ideal"], Field(description="Which variable.")
    ]
    by: Annotated[
        float,
        Field(
            ge=-5, le=5, description="By how much: log points of output and population, points of the others."
        ),
    ]

    def words(self) -> str:
        """Return what is done in words."""
        return f"{VARIABLES[self.variable].title[:1].lower()}{VARIABLES[self.variable].title[1:]} of {self.of} moved by {self.by:+g}"

    def commands(self, cast: Cast, number: int) -> Iterator[Command]:
        """Yield the change."""
        place = cast.place(self.of, "of")
        if place is not None:
            yield self.command(number, ADD, which=STATES.index(self.variable), i=place, value=self.by)


def _placed(cast: Cast, names: tuple[Name, ...], key: str) -> list[int] | None:
    """Return where states stand; None where one does not fit or is named twice."""
    found = [cast.place(name, key, at) for at, name in enumerate(names)]
    places = [place for place in found if place is not None]
    if len(places) < len(names):
        return None
    if len(set(places)) < len(places):
        cast.wrong.append(((key,), f"{_listed(names)}: a state stands there twice"))
        return None
    return places


LACKING = {
    "leader": "The model holds no leaders. Nearest: regime",
    "grain": "The model holds no grain. See: westphalia unrest STATE --grain wheat:TONNES",
}
"""What a scenario might want to do and the model does not hold."""
DEEDS: tuple[type[Deed], ...] = (
    Impose,
    Lift,
    Sign,
    End,
    Deliver,
    Quarrel,
    Exclude,
    Readmit,
    Regime,
    VariableShock,
    Nuclear,
    Admit,
    Expel,
    Forbid,
    Force,
)
"""All kinds of interventions."""


def words_of(deed: type[Deed]) -> tuple[str, ...]:
    """Return what stands after ``do`` for a kind of intervention.

    Parameters
    ----------
    deed : type of Deed
        Which.

    Examples
    --------
    >>> words_of(Quarrel)
    ('dispute', 'war')
    """
    return get_args(deed.model_fields["do"].annotation)


WORDS = tuple(word for deed in DEEDS for word in words_of(deed))
"""What may stand after ``do``."""
Intervention = Annotated[
    Impose
    | Lift
    | Sign
    | End
    | Deliver
    | Quarrel
    | Exclude
    | Readmit
    | Regime
    | VariableShock
    | Nuclear
    | Admit
    | Expel
    | Forbid
    | Force,
    Field(discriminator="do"),
]


HELD_BY = {"impose": "sanction", "lift": "sanction", "exclude": "sanction", "readmit": "sanction", "deliver": "arms"}  # fmt: skip
"""By what is done, the process without which it would make no difference."""


def needs(deed: Deed) -> str:
    """Return the process without which an intervention would make no difference; empty where it needs none.

    Parameters
    ----------
    deed : Deed
        The intervention.
    """
    if isinstance(deed, Forbid | Force):
        return deed.process
    if isinstance(deed, Sign) and deed.kind == "agreement":
        return "agreement"
    if isinstance(deed, VariableShock) and deed.variable == "ideal":
        return "ideal"
    return HELD_BY.get(deed.do, "")  # type: ignore[attr-defined]


def refuse(word: str) -> NotUnderstood:
    """Return the error over a word after ``do`` that is none."""
    if word in LACKING:
        return NotUnderstood(f'nothing can be done by "{word}".', f"{LACKING[word]}.", "")
    near = difflib.get_close_matches(word, WORDS, n=1, cutoff=0.4)
    return NotUnderstood(
        f'nothing is done by "{word}".',
        f"Nearest: {near[0]}." if near else "",
        f"It can be: {', '.join(WORDS)}.",
    )
