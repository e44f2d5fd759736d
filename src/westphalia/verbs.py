"""The front door in Python: what can be asked, by the names that commands have. The world may stand first, or be left out.

>>> import westphalia as wp
>>> wp.states("iran").table.rows[0][:4]
(630, 630, 'IRN', 'Iran')
>>> wp.measure("cinc", "Russia", years=(2020, 2022)).pl()["year"].to_list()
[2020, 2021, 2022]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from westphalia.errors import NotUnderstood
from westphalia.record.of_world import of_world
from westphalia.record.world import World
from westphalia.report import views
from westphalia.report.views.answer import Say

if TYPE_CHECKING:
    from westphalia.models.partnership.results import Forecast
    from westphalia.record.state import State
    from westphalia.report.views.answer import Answer

    Name = int | str | State
    Years = tuple[int, int] | int | str
    Said = Callable[[str], None] | None


def _world(given: tuple[Any, ...]) -> tuple[World | None, tuple[Any, ...]]:
    """Return the world that stands first, if one does, and the rest."""
    return (given[0], given[1:]) if given and isinstance(given[0], World) else (None, given)


def asked_of(name: str, given: tuple[Any, ...], named: dict[str, Any]) -> Answer:
    """Return the answer of a view to values by position, in the order of its question's fields, and by name."""
    world, values = _world(given)
    say, world = named.pop("say", None), named.pop("world", world)
    if world is not None and not isinstance(world, World):
        raise NotUnderstood(f"{world!r} is no world.", "", "Make one with wp.load(), or leave it out.")
    if say is not None and not callable(say):
        raise NotUnderstood(f"'say' of wp.{name} cannot be {say!r}.", "", "Give a function, say=print.")
    fields = views.view(name).question.model_fields
    if len(values) > len(fields):
        raise NotUnderstood(
            f"wp.{name} takes at most {len(fields)} values by position, and {len(values)} were given.",
            "",
            f"In order: {', '.join(fields)}.",
        )
    asked = dict(zip(fields, values, strict=False))
    twice = [each for each in named if each in asked]
    if twice:
        raise NotUnderstood(f"'{twice[0]}' is given twice: by position and by name.", "", "Give it once.")
    asked |= {key: value for key, value in named.items() if value is not None}
    return views.ask(name, asked, world, Say(say) if say else None)


@overload
def brief(
    a: Name,
    b: Name,
    year: int | None = None,
    as_of: int | None = None,
    quick: bool = False,
    full: bool = False,
    section: str | None = None,
    *,
    say: Said = None,
) -> Answer: ...
@overload
def brief(
    world: World,
    a: Name,
    b: Name,
    year: int | None = None,
    as_of: int | None = None,
    quick: bool = False,
    full: bool = False,
    section: str | None = None,
    *,
    say: Said = None,
) -> Answer: ...
def brief(*args: Any, **named: Any) -> Answer:
    """Return what is known of two states in a year; it shows itself in a notebook.

    Parameters
    ----------
    world : World, optional
        The record; by default the edition that ships with the package.
    a, b : int, str or State
        Code, ISO3 or name. A name is read as it was used in ``year``.
    year : int, optional
        By default the last in which both were in the system. Figures that stop earlier are those of their last year, and say so.
    as_of : int, optional
        Nothing dated later is used.
    quick : bool
        Leave out what is not stored and takes seconds to work out.
    full : bool
        In text, the details and sources too.
    section : str, optional
        One section alone, by its name.
    say : callable, optional
        Told, in a sentence, of everything that takes seconds.

    Raises
    ------
    NotUnderstood
        For an unknown state, one state named twice, or a year outside the edition.
    NoAnswer
        When the two were not both in the system of states in that year.

    Examples
    --------
    >>> import westphalia as wp
    >>> wp.brief("Russia", "Iran", 2022, quick=True)
    <Russia and Iran in 2022>
    """
    return asked_of("brief", args, named)


@overload
def compare(
    pairs: str | Sequence[str | tuple[Name, Name]],
    year: int | Sequence[int],
    as_of: int | None = None,
    quick: bool = False,
    *,
    say: Said = None,
) -> Answer: ...
@overload
def compare(
    world: World,
    pairs: str | Sequence[str | tuple[Name, Name]],
    year: int | Sequence[int],
    as_of: int | None = None,
    quick: bool = False,
    *,
    say: Said = None,
) -> Answer: ...
def compare(*args: Any, **named: Any) -> Answer:
    """Return up to four pairs of a year side by side, or one pair in several years, and what differs most.

    Examples
    --------
    >>> import westphalia as wp
    >>> wp.compare(["Russia-Iran", ("Russia", "North Korea")], 2022, quick=True).found.first.name
    'arms'
    """
    return asked_of("compare", args, named)


@overload
def check(
    essay: str | Path,
    as_of: int | None = None,
    fresh: bool = False,
    full: bool = False,
    section: str | None = None,
    *,
    say: Said = None,
) -> Answer: ...
@overload
def check(
    world: World,
    essay: str | Path,
    as_of: int | None = None,
    fresh: bool = False,
    full: bool = False,
    section: str | None = None,
    *,
    say: Said = None,
) -> Answer: ...
def check(*args: Any, **named: Any) -> Answer:
    """Return what record and model say of each claim of an essay: of the shelf by name, or of a claim file by path.

    Examples
    --------
    >>> import westphalia as wp
    >>> wp.check("russia-iran-2022").found.summary["supported"] > 30
    True
    """
    return asked_of("check", args, named)


@overload
def rank(
    year: int,
    with_: Name | None = None,
    as_of: int | None = None,
    outcome: str = ...,
    horizon: int = ...,
    top: int = 20,
    *,
    say: Said = None,
) -> Answer: ...
@overload
def rank(
    world: World,
    year: int,
    with_: Name | None = None,
    as_of: int | None = None,
    outcome: str = ...,
    horizon: int = ...,
    top: int = 20,
    *,
    say: Said = None,
) -> Answer: ...
def rank(*args: Any, **named: Any) -> Answer:
    """Return the pairs of a year by their chance of a new tie, likeliest first.

    Examples
    --------
    >>> import westphalia as wp
    >>> wp.rank(2022, "Iran", top=3).pl()["rank"].len()
    3
    """
    return asked_of("rank", args, named)


@overload
def world(measure: str, year: int | None = None, as_of: int | None = None, *, say: Said = None) -> Answer: ...
@overload
def world(
    world: World, measure: str, year: int | None = None, as_of: int | None = None, *, say: Said = None
) -> Answer: ...
def world(*args: Any, **named: Any) -> Answer:
    """Return a measure of all states in a year, largest first, each at its capital.

    Examples
    --------
    >>> import westphalia as wp
    >>> wp.world("cinc", 1914).pl()["name"].head(3).to_list()
    ['United States', 'Germany', 'United Kingdom']
    """
    return asked_of("world", args, named)


@overload
def measure(
    name: str | None = None,
    a: Name | None = None,
    b: Name | None = None,
    years: Years | None = None,
    *,
    carry: str | None = None,
    coding: str = "",
    as_of: int | None = None,
) -> Answer: ...
@overload
def measure(
    world: World,
    name: str | None = None,
    a: Name | None = None,
    b: Name | None = None,
    years: Years | None = None,
    *,
    carry: str | None = None,
    coding: str = "",
    as_of: int | None = None,
) -> Answer: ...
def measure(*args: Any, **named: Any) -> Answer:
    """Return a measure of a state, or from the first to the second of two, year by year; without a name the list of all.

    Examples
    --------
    >>> import westphalia as wp
    >>> wp.measure("defence", "Germany", "Austria-Hungary", (1913, 1914)).pl()["value"].to_list()
    [1, 1]
    """
    return asked_of("measure", args, named)


@overload
def state(
    state: Name,
    year: int | None = None,
    as_of: int | None = None,
    full: bool = False,
    section: str | None = None,
    *,
    say: Said = None,
) -> Answer: ...
@overload
def state(
    world: World,
    state: Name,
    year: int | None = None,
    as_of: int | None = None,
    full: bool = False,
    section: str | None = None,
    *,
    say: Said = None,
) -> Answer: ...
def state(*args: Any, **named: Any) -> Answer:
    """Return what is known of one state in a year: what leads it, its standing, partners and adversaries, and what changed in ten years.

    Parameters
    ----------
    world : World, optional
        The record; by default the edition that ships with the package.
    state : int, str or State
        Code, ISO3 or name. A name is read as it was used in ``year``.
    year : int, optional
        By default the last in which it was in the system.
    as_of : int, optional
        Nothing dated later is used.
    full : bool
        In text, the details and sources too.
    section : str, optional
        One section alone, by its name.
    say : callable, optional
        Told of everything that takes seconds; nothing does here.

    Raises
    ------
    NotUnderstood
        For an unknown state, or a year outside the edition.
    NoAnswer
        When the state was not in the system in that year, with the years in which it was.

    Examples
    --------
    >>> import westphalia as wp
    >>> wp.state("Prussia", 1866).to_dict()["answer"]["lead"]
    'war'
    """
    return asked_of("state", args, named)


@overload
def states(query: str | int = "", year: int | None = None) -> Answer: ...
@overload
def states(world: World, query: str | int = "", year: int | None = None) -> Answer: ...
def states(*args: Any, **named: Any) -> Answer:
    """Return the states whose names or codes hold a query, or all of them, with codes, names and years of membership.

    Examples
    --------
    >>> import westphalia as wp
    >>> wp.states("persia", year=1900).pl()["name"].to_list()
    ['Persia']
    """
    return asked_of("states", args, named)


@overload
def movers(
    from_: int,
    to: int,
    measure: str | None = None,
    as_of: int | None = None,
    outcome: str = ...,
    horizon: int = ...,
    top: int = 20,
    *,
    say: Said = None,
) -> Answer: ...
@overload
def movers(
    world: World,
    from_: int,
    to: int,
    measure: str | None = None,
    as_of: int | None = None,
    outcome: str = ...,
    horizon: int = ...,
    top: int = 20,
    *,
    say: Said = None,
) -> Answer: ...
def movers(*args: Any, **named: Any) -> Answer:
    """Return where forecasts, or a measure, changed most between two years.

    Examples
    --------
    >>> import westphalia as wp
    >>> wp.movers(1990, 1995, "cinc", top=1).pl()["name1"].to_list()
    ['Russia']
    """
    return asked_of("movers", args, named)


@overload
def analogues(
    a: Name,
    b: Name,
    year: int,
    top: int = 10,
    space: Literal["drivers", "model"] = "drivers",
    per_decade: int | None = None,
    like: str | None = None,
) -> Answer: ...
@overload
def analogues(
    world: World,
    a: Name,
    b: Name,
    year: int,
    top: int = 10,
    space: Literal["drivers", "model"] = "drivers",
    per_decade: int | None = None,
    like: str | None = None,
) -> Answer: ...
def analogues(*args: Any, **named: Any) -> Answer:
    """Return the pairs in history that stood nearest to where two states stand, and what became of them; or how near one pair ever came.

    Examples
    --------
    >>> import westphalia as wp
    >>> found = wp.analogues("Russia", "Iran", 2022, like="Germany-Soviet Union 1939")
    >>> found.found.analogues[0].year, found.found.like.place <= found.found.like.of
    (1939, True)
    """
    return asked_of("analogues", args, named)


@overload
def backtest(outcome: str = ..., horizon: int = ...) -> Answer: ...
@overload
def backtest(world: World, outcome: str = ..., horizon: int = ...) -> Answer: ...
def backtest(*args: Any, **named: Any) -> Answer:
    """Return what the forecasts would have been worth, out of sample."""
    return asked_of("backtest", args, named)


@overload
def forecast(a: Name, b: Name, year: int, outcome: str = ...) -> Forecast: ...
@overload
def forecast(world: World, a: Name, b: Name, year: int, outcome: str = ...) -> Forecast: ...
def forecast(*args: Any, **named: Any) -> Forecast:
    """Return the chances that two states make a new tie within one, three and five years, by the model that ships with the edition.

    Examples
    --------
    >>> import westphalia as wp
    >>> sorted(wp.forecast("Russia", "Iran", 2022).probability)
    [1, 3, 5]
    """
    return _forecast(*args, **named)


@of_world
def _forecast(
    world: World, a: int | str | State, b: int | str | State, year: int, outcome: str = "alignment"
) -> Forecast:
    from westphalia.models import load as model

    return model(world).forecast(a, b, year, outcome)
