"""The front door in Python to what states do to others: sanctions, markets, strength, strikes, weapons and streets. As in :mod:`westphalia.verbs`.

>>> import westphalia as wp
>>> wp.balance("gulf", 2021).to_dict()["year"]
2021
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, overload

from westphalia.verbs import asked_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from westphalia.record.world import World
    from westphalia.report.views.answer import Answer
    from westphalia.verbs import Name, Said


@overload
def unrest(
    state: Name,
    year: int,
    grain: str | None = None,
    as_of: int | None = None,
    runs: int = 1000,
    seed: int = 1,
    given: Mapping[str, float] | None = None,
    *,
    say: Said = None,
) -> Answer: ...
@overload
def unrest(
    world: World,
    state: Name,
    year: int,
    grain: str | None = None,
    as_of: int | None = None,
    runs: int = 1000,
    seed: int = 1,
    given: Mapping[str, float] | None = None,
    *,
    say: Said = None,
) -> Answer: ...
def unrest(*args: Any, **named: Any) -> Answer:
    """Return how many protests are to be expected in a state's year, and what a delivery of grain does to them.

    Examples
    --------
    >>> import westphalia as wp
    >>> found = wp.unrest("Iran", 2022, grain="wheat:5000000").to_dict()
    >>> found["bound"]["low"] < 0 < found["bound"]["high"]
    True
    """
    return asked_of("unrest", args, named)


@overload
def balance(
    region: str,
    year: int,
    deliver: str | tuple[str, ...] = (),
    conquest: bool = False,
    runs: int = 50,
    seed: int = 1,
    given: dict[str, float] | None = None,
    as_of: int | None = None,
) -> Answer: ...
@overload
def balance(
    world: World,
    region: str,
    year: int,
    deliver: str | tuple[str, ...] = (),
    conquest: bool = False,
    runs: int = 50,
    seed: int = 1,
    given: dict[str, float] | None = None,
    as_of: int | None = None,
) -> Answer: ...
def balance(*args: Any, **named: Any) -> Answer:
    """Return who holds how much of the strength of a region by capability, spending and arms, and what a delivery of arms changes.

    Examples
    --------
    >>> import westphalia as wp
    >>> found = wp.balance("gulf", 2021, deliver="Russia:Iran:air-defence:500").to_dict()
    >>> [round(each["after"], 2) for each in found["change"] if each["measure"] == "air-defence-systems"]
    [0.19]
    """
    return asked_of("balance", args, named)


@overload
def nuclear(
    a: Name,
    year: int,
    with_: str = "",
    struck: Literal["yes", "no"] | None = None,
    as_of: int | None = None,
) -> Answer: ...
@overload
def nuclear(
    world: World,
    a: Name,
    year: int,
    with_: str = "",
    struck: Literal["yes", "no"] | None = None,
    as_of: int | None = None,
) -> Answer: ...
def nuclear(*args: Any, **named: Any) -> Answer:
    """Return how far a state is on the way to nuclear weapons, and the chance of its next step beside the base rate.

    Examples
    --------
    >>> import westphalia as wp
    >>> found = wp.nuclear("Iran", 2022).to_dict()
    >>> found["status"]["words"], found["hazard"]["acquire"]["events"]
    ('pursues', 10)
    """
    return asked_of("nuclear", args, named)


@overload
def strike(
    by: str | tuple[Name, ...],
    on: Name,
    year: int,
    deliver: str | tuple[str, ...] = (),
    support: str | tuple[Name, ...] | None = None,
    runs: int = 4000,
    seed: int = 1,
    given: dict[str, float] | None = None,
    as_of: int | None = None,
) -> Answer: ...
@overload
def strike(
    world: World,
    by: str | tuple[Name, ...],
    on: Name,
    year: int,
    deliver: str | tuple[str, ...] = (),
    support: str | tuple[Name, ...] | None = None,
    runs: int = 4000,
    seed: int = 1,
    given: dict[str, float] | None = None,
    as_of: int | None = None,
) -> Answer: ...
def strike(*args: Any, **named: Any) -> Answer:
    """Return in what share of a box of assumptions a strike on a nuclear programme is not worth it to those who would strike.

    Examples
    --------
    >>> import westphalia as wp
    >>> found = wp.strike("Israel", "Iran", 2021, "Russia:Iran:air-defence:500").to_dict()["deterred"]
    >>> found["after"] >= found["before"]
    True
    """
    return asked_of("strike", args, named)


@overload
def sanctions(state: Name, year: int, as_of: int | None = None) -> Answer: ...
@overload
def sanctions(world: World, state: Name, year: int, as_of: int | None = None) -> Answer: ...
def sanctions(*args: Any, **named: Any) -> Answer:
    """Return the sanctions in force against a state in a year, and by it: senders, kinds, dates, and how heavy they are; what they would cost is :func:`sanction`.

    Examples
    --------
    >>> import westphalia as wp
    >>> found = wp.sanctions("Cuba", 1970)
    >>> found.found.heaviest.sender, found.found.heaviest.embargo_since
    ('the United States', 1962)
    """
    return asked_of("sanctions", args, named)


@overload
def market(
    good: str, exclude: Name | Sequence[Name], year: int = ..., *, by: Name | Sequence[Name] | None = None, secondary: bool = False,
    horizon: Literal["short", "long"] = "short", from_: str | Sequence[str] = (), cap: float | None = None, runs: int = 50, seed: int = 1,
    given: Mapping[str, float] | str | Sequence[str] = ..., as_of: int | None = None, say: Said = None,
) -> Answer: ...  # fmt: skip
@overload
def market(
    world: World, good: str, exclude: Name | Sequence[Name], year: int = ..., *, by: Name | Sequence[Name] | None = None, secondary: bool = False,
    horizon: Literal["short", "long"] = "short", from_: str | Sequence[str] = (), cap: float | None = None, runs: int = 50, seed: int = 1,
    given: Mapping[str, float] | str | Sequence[str] = ..., as_of: int | None = None, say: Said = None,
) -> Answer: ...  # fmt: skip
def market(*args: Any, **named: Any) -> Answer:
    """Return what shutting states out of a market (oil, gas, wheat, or oil,gas) does to its price, buyers and sellers, as ranges over runs.

    Examples
    --------
    >>> import westphalia as wp
    >>> said = wp.market("oil", "Russia,Iran", 2021, runs=20).to_dict()
    >>> said["baseline"]["matrix"], said["contribution"]
    (2019, True)
    """
    return asked_of("market", args, named)


@overload
def sanction(
    target: Name,
    by: Name | Sequence[Name],
    year: int | None = None,
    kind: Literal["embargo", "trade", "finance"] | None = None,
    lift: bool = False,
    join: Name | Sequence[Name] | None = None,
    leave: Name | Sequence[Name] | None = None,
    secondary: bool = False,
    base: Literal["world", "square"] = "world",
    deficits: Literal["additive", "multiplicative", "closed"] = "additive",
    runs: int = 50,
    seed: int = 1,
    given: Mapping[str, float] | str | Sequence[str] = ...,
    as_of: int | None = None,
    *,
    say: Said = None,
) -> Answer: ...
@overload
def sanction(
    world: World,
    target: Name,
    by: Name | Sequence[Name],
    year: int | None = None,
    kind: Literal["embargo", "trade", "finance"] | None = None,
    lift: bool = False,
    join: Name | Sequence[Name] | None = None,
    leave: Name | Sequence[Name] | None = None,
    secondary: bool = False,
    base: Literal["world", "square"] = "world",
    deficits: Literal["additive", "multiplicative", "closed"] = "additive",
    runs: int = 50,
    seed: int = 1,
    given: Mapping[str, float] | str | Sequence[str] = ...,
    as_of: int | None = None,
    *,
    say: Said = None,
) -> Answer: ...
def sanction(*args: Any, **named: Any) -> Answer:
    """Return what sanctions would do to trade and real income of every state, as ranges over runs.

    Examples
    --------
    >>> import westphalia as wp
    >>> said = wp.sanction("Russia", "US,EU", 2014, runs=5).to_dict()
    >>> said["base"]["observed"], len(said["shock"])
    (2014, 29)
    """
    return asked_of("sanction", args, named)
