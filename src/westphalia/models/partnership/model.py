"""The partnership model: the chance that two states make a new tie within one, three or five years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.lazy import np
from westphalia.models import definitions
from westphalia.models.outcomes import CHIEF, HORIZONS, LONG, OUTCOMES
from westphalia.models.partnership.explain import explain, interval
from westphalia.models.partnership.features import MODELLED, Feature
from westphalia.models.partnership.fitting import fit_all, sample
from westphalia.models.partnership.inputs import inputs, pairs_of
from westphalia.models.partnership.results import Explanation, Forecast, Mover, Ranked, Ranking
from westphalia.models.partnership.year_forecasts import YearForecasts
from westphalia.record.definitions import digest, in_force
from westphalia.record.estranged import estranged
from westphalia.record.manifest import model_hash, unknown
from westphalia.record.once import forget, once
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.models.partnership.component import Component
    from westphalia.record.state import State
    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
Which = "int | str | State"
EARLIEST = 1905


class Partnership:
    """The model of new ties between states.

    A logit for each source of ties (pacts, defence agreements, arms relations, pacts of many), additive in the measures of
    :mod:`westphalia.models.partnership.features`, fitted within years and set each year to the level that recent years lead one to expect; `alignment` and
    `any` are composed of them with their dependence. See ``docs/model.md``.

    Parameters
    ----------
    features : tuple of Feature
        What it reads.
    """

    def __init__(self, features: tuple[Feature, ...] = MODELLED) -> None:
        self.features = features
        self.models: dict[str, Component] = {}
        self.theta: dict[str, float] = {}
        self.until = LAST_YEAR
        self.made_from: dict[str, Any] = {}
        self._world: World | None = None

    def fit(self, world: World) -> Partnership:
        """Fit to what the world knows: only windows that had closed, and been published, by its last year.

        Parameters
        ----------
        world : World
            The record; ``world.as_of(2005)`` for a model of that year.
        """
        self.until = LAST_YEAR if world.last_known is None else world.last_known
        if self.until < EARLIEST + 45:
            raise NoAnswer(
                f"No model can be fitted by {self.until}.",
                "Too few ties had been made.",
                "Ask for 1950 or later.",
            )
        self.models, self.theta = fit_all(sample(world, self.features, self.until), self.features, self.until)
        self.made_from = definitions.made_of(world.manifest, definitions.declared(self.features))
        return self.at(world)

    def at(self, world: World) -> Partnership:
        """Use the model on a world."""
        self._world = world
        forget(self)
        return self

    @property
    def world(self) -> World:
        """The record that the model reads."""
        if self._world is None:
            raise NoAnswer("The model has not been fitted.", "", "Run: Partnership().fit(world)")
        return self._world

    @property
    def fitted(self) -> str:
        """Twelve hexadecimal digits that name the fitted numbers, rounded so that they are the same on any machine."""
        sources = {name: model.rounded() for name, model in sorted(self.models.items())}
        return digest([self.until, {name: f"{value:.4g}" for name, value in self.theta.items()}, sources])

    @property
    def hash(self) -> str:
        """Twelve hexadecimal digits that name the model: its fitted numbers, the tables that it was fitted to, and its definitions.

        These are its features, and the constants of all modules behind them as they are in this process: a model that is used with another
        constant is another model.
        """
        made = self.made_from
        constants = in_force(made.get("constants", {}), made.get("code", {}), made.get("reads", ()))
        return model_hash(self.fitted, made.get("tables", {}), constants)

    @once(latest=8)
    def year_forecasts(self, year: int) -> YearForecasts:
        """Return all pairs of a year; the last few asked for are kept.

        Raises
        ------
        NotUnderstood
            For a year outside 1905 to the last year of the edition.
        """
        last = LAST_YEAR if self.world.last_known is None else self.world.last_known
        if not EARLIEST <= year <= last:
            raise NotUnderstood(
                f"There is no forecast from {year}.", "", f"Ask for a year from {EARLIEST} to {last}."
            )
        pairs = pairs_of(self.world, year, year)
        models = {name: m for name, m in self.models.items() if np.isfinite(m.levels.at(year, 5))}
        return YearForecasts(year, pairs, inputs(self.world, pairs, self.features), models, self.theta)

    def probabilities(self, year: int, outcome: str = CHIEF, horizon: int = LONG) -> tuple[Any, Any, Floats]:
        """Return codes of one and of two (pairs,), the lower first, and the chance (pairs,), for every pair of a year.

        Parameters
        ----------
        year : int
            The forecaster stands at its end.
        outcome : str
            One of :data:`westphalia.models.outcomes.OUTCOMES`.
        horizon : int
            Years of the window: 1, 3 or 5.
        """
        year_forecasts = self._asked(year, outcome, horizon)
        return year_forecasts.pairs.one, year_forecasts.pairs.two, year_forecasts.chances(outcome, horizon)

    def forecast(self, a: Any, b: Any, year: int, outcome: str = CHIEF) -> Forecast:
        """Return the chance of a new tie between two states within 1, 3 and 5 years after ``year``.

        Parameters
        ----------
        a, b : int, str or State
            The states.
        year : int
            The forecaster stands at its end.
        outcome : str
            One of :data:`westphalia.models.OUTCOMES`.
        """
        year_forecasts = self._asked(year, outcome, HORIZONS[0])
        dyad = self.world.dyad(a, b, year)
        row = self._row(year_forecasts, dyad.a, dyad.b)
        chances = {h: year_forecasts.chances(outcome, h) for h in HORIZONS}
        return Forecast(
            dyad.a, dyad.b, year, outcome,
            {h: float(p[row]) for h, p in chances.items()},
            {h: interval(year_forecasts, row, outcome, h) for h in HORIZONS},
            {h: year_forecasts.base_rate(outcome, h) for h in HORIZONS},
            {h: float((p < p[row]).mean() + (p == p[row]).mean() / 2) for h, p in chances.items()},
        )  # fmt: skip

    def explain(self, a: Any, b: Any, year: int, outcome: str = CHIEF, horizon: int = LONG) -> Explanation:
        """Return what pushes the forecast of a pair up and what holds it down.

        The contributions of the drivers, in log-odds, and the base add up exactly to the log-odds of the forecast.

        Parameters
        ----------
        a, b : int, str or State
            The states.
        year : int
            The forecaster stands at its end.
        outcome : str
            One of :data:`westphalia.models.outcomes.OUTCOMES`.
        horizon : int
            Years of the window: 1, 3 or 5.
        """
        year_forecasts = self._asked(year, outcome, horizon)
        dyad = self.world.dyad(a, b, year)
        return explain(
            year_forecasts, self._row(year_forecasts, dyad.a, dyad.b), dyad, outcome, horizon, self.features
        )

    def rank(
        self, year: int, with_: Any = None, outcome: str = CHIEF, horizon: int = LONG, top: int = 20
    ) -> Ranking:
        """Return the likeliest pairs of a year, of all or of one state.

        Parameters
        ----------
        year : int
            The forecaster stands at its end.
        with_ : int, str or State, optional
            The one state whose pairs are ranked.
        outcome : str
            One of :data:`westphalia.models.outcomes.OUTCOMES`.
        horizon : int
            Years of the window: 1, 3 or 5.
        top : int
            How many; 0 for all. Pairs that are estranged are left out and keep their rank (:mod:`westphalia.record.estranged`), save where every pair of every
            state is asked for.
        """
        year_forecasts = self._asked(year, outcome, horizon)
        p = year_forecasts.chances(outcome, horizon)
        order = np.argsort(-p, kind="stable")
        place = np.empty(len(p), dtype=np.int64)
        place[order] = np.arange(len(p))
        if with_ is not None:
            order = self._own(year_forecasts, order, self.world.state(with_, year))
        if with_ is not None or top:
            order = self._partners(year_forecasts, order)
        order = order[: top or None]
        names: dict[int, State] = {}
        pairs = tuple(
            Ranked(self._state(one, year, names), self._state(two, year, names), float(p[row]), 1 - (place[row] + 0.5) / len(p), int(place[row]) + 1)
            for row, one, two in zip(order.tolist(), year_forecasts.pairs.one[order].tolist(), year_forecasts.pairs.two[order].tolist(), strict=True)
        )  # fmt: skip
        return Ranking(year, self.world.last_known, outcome, horizon, pairs)

    def movers(
        self, first: int, last: int, outcome: str = CHIEF, horizon: int = LONG, top: int = 20
    ) -> tuple[Mover, ...]:
        """Return the pairs whose chance changed most between two years, with the change of their log-odds.

        Parameters
        ----------
        first, last : int
            Two origin years; pairs that were in the system in both.
        outcome : str
            One of :data:`westphalia.models.outcomes.OUTCOMES`.
        horizon : int
            Years of the window: 1, 3 or 5.
        top : int
            How many; 0 for all.
        """
        old, new = self._asked(first, outcome, horizon), self._asked(last, outcome, horizon)
        keys = [year_forecasts.pairs.one * 1000 + year_forecasts.pairs.two for year_forecasts in (old, new)]
        _, before, after = np.intersect1d(keys[0], keys[1], return_indices=True)
        p, q = old.chances(outcome, horizon)[before], new.chances(outcome, horizon)[after]
        change = np.log(q / (1 - q)) - np.log(p / (1 - p))
        order = np.argsort(-np.abs(q - p), kind="stable")[: top or None]
        names: dict[int, State] = {}
        return tuple(
            Mover(
                self._state(int(new.pairs.one[after[at]]), last, names), self._state(int(new.pairs.two[after[at]]), last, names),
                float(p[at]), float(q[at]), float(change[at]),
            )
            for at in order.tolist()
        )  # fmt: skip

    def _own(self, of: YearForecasts, order: NDArray[np.int64], state: State) -> NDArray[np.int64]:
        """Return the rows of a state's pairs, in the order given."""
        own: NDArray[np.bool_] = (of.pairs.one[order] == state.ccode) | (of.pairs.two[order] == state.ccode)
        if not own.any():
            raise NoAnswer(f"{state.name} was not in the system in {of.year}.", "", "Ask for another year.")
        return order[own]

    def _partners(self, of: YearForecasts, order: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return rows, in the order given, without those of pairs that are estranged."""
        foes = estranged(self.world, of.year)
        pairs = zip(of.pairs.one[order].tolist(), of.pairs.two[order].tolist(), strict=True)
        return order[np.array([pair not in foes for pair in pairs], dtype=np.bool_)]

    def _state(self, code: int, year: int, names: dict[int, State]) -> State:
        if code not in names:
            names[code] = self.world.state(code, year)
        return names[code]

    def _asked(self, year: int, outcome: str, horizon: int) -> YearForecasts:
        if outcome not in OUTCOMES:
            raise unknown("outcome", outcome, OUTCOMES, f"Outcomes: {', '.join(OUTCOMES)}")
        if horizon not in HORIZONS:
            listed = f"{', '.join(map(str, HORIZONS[:-1]))} or {HORIZONS[-1]}"
            raise NotUnderstood(f"There is no horizon of {horizon} years.", "", f"Horizons: {listed} years.")
        year_forecasts = self.year_forecasts(year)
        if not year_forecasts.parts(outcome):
            raise NoAnswer(
                f"There is no forecast of '{outcome}' from {year}.",
                "Its source begins too late, or too few ties had been made by then.",
                "Ask for a later year or another outcome.",
            )
        return year_forecasts

    def _row(self, year_forecasts: YearForecasts, a: State, b: State) -> int:
        row = year_forecasts.row(a.ccode, b.ccode)
        if row < 0:
            raise NoAnswer(
                f"{a.name} and {b.name} were not both in the system in {year_forecasts.year}.",
                "",
                f"See when: westphalia states {a.name!r}",
            )
        return row
