"""The network of ties made up to a year: how sociable states are, whom they have in common, which ties those of a pair resemble.

Every measure is relative to the average of its year, so that it means the same in a year of many ties and in one of few, and a list that begins
(defence agreements in 1980) moves no measure of itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.lazy import np
from westphalia.measures.measure import Compute, Measure
from westphalia.measures.remoteness import between_capitals
from westphalia.record.coverage import Coverage, since
from westphalia.record.history import NEAR, Snapshot
from westphalia.record.in_force import sized
from westphalia.record.new_ties import READS, Events, new_ties
from westphalia.record.once import once
from westphalia.record.rows import located
from westphalia.record.schema import LAST_YEAR
from westphalia.record.ties import AGREEMENTS, DELIVERIES, PACTS, WINDOW, Ties, agreements, deliveries, pacts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.history import History
    from westphalia.record.source import Source

Ints: TypeAlias = "NDArray[np.int64]"
Floats: TypeAlias = "NDArray[np.float64]"
FADE = 10.0
"""Half-life of a tie in the network, years."""
RECENT = 2.0
"""Half-life of a state's recent sociability, years."""
LONGEST = 60
"""Ties of so many years are told, older ones not."""
RANK = 6
"""Latent dimensions of the network."""
AROUND = 700.0
"""Distance of capitals at which a neighbour weighs a share of 1/e, km."""
KINDS = {"pact": ("pact",), "agreement": ("dca",), "arms": ("arms",), "alignment": ("pact", "dca")}
"""The new ties of each network."""
COVERS: dict[str, Coverage] = {
    "pact": PACTS, "agreement": AGREEMENTS, "arms": DELIVERIES, "alignment": since(1816, "pacts", "defence_agreements"),
}  # fmt: skip
"""Years of each network: of pacts and agreements together, to the end of the shorter list."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Ties of one kind up to a year, faded with their age.

    Parameters
    ----------
    tied : ndarray (n, n)
        Symmetric; sum over the pair's ties of one half to the power of age over half-life.
    recent : ndarray (n,)
        The same of a state's ties with anyone, with the short half-life.
    present : ndarray (n,)
        Which states are in the system.
    """

    tied: Floats
    recent: Floats
    present: NDArray[np.bool_]

    def even(self, values: Floats) -> Floats:
        """Return values over their mean among the states of the year, or the pairs of them."""
        if values.ndim == 1:
            mean = values[self.present].mean()
        else:
            inside = values[np.ix_(self.present, self.present)]
            mean = (inside.sum() - np.trace(inside)) / max(len(inside) * (len(inside) - 1), 1)
        return values / mean if mean > 0 else np.zeros_like(values)

    def sociable(self) -> Floats:
        """Return the ties of each state with anyone (n,)."""
        return self.even(self.tied.sum(axis=1))

    def lately(self) -> Floats:
        """Return the recent ties of each state with anyone (n,)."""
        return self.even(self.recent)

    def shared(self) -> Floats:
        """Return how much two states are tied to the same others (n, n), a busy partner counting less."""
        bound = np.log1p(self.tied)
        return self.even((bound / np.sqrt(1 + bound.sum(axis=0))) @ bound.T)

    def nearby(self, near: Floats) -> Floats:
        """Return how much each is tied to the neighbours of the other (n, n)."""
        through = near @ np.log1p(self.tied)
        return self.even(through + through.T)

    def latent(self) -> Floats:
        """Return the tie that the leading dimensions of the network would give each pair, beyond what their sociability gives (n, n)."""
        bound = np.log1p(self.tied)
        degree = bound.sum(axis=1)
        bound = bound - np.outer(degree, degree) / max(degree.sum(), 1e-9)
        values, vectors = np.linalg.eigh(bound)
        top = np.argsort(-np.abs(values))[:RANK]
        made: Floats = (vectors[:, top] * values[top]) @ vectors[:, top].T
        inside = made[np.ix_(self.present, self.present)]
        spread = float(np.sqrt((inside**2).mean())) if inside.size else 0.0
        return made / spread if spread > 0 else made


def layer(
    events: tuple[Events, ...], codes: Ints, year: int, present: NDArray[np.bool_] | None = None
) -> Layer:
    """Return the faded ties of states up to the end of a year.

    Examples
    --------
    >>> made = layer((Events(np.array([2, 2]), np.array([20, 20]), np.array([1990, 2000])),), np.array([2, 20, 31]), 2000)
    >>> made.tied[0].tolist(), made.sociable().tolist()
    ([0.0, 1.5, 0.0], [1.5, 1.5, 0.0])
    """
    size = len(codes)
    here = np.ones(size, np.bool_) if present is None else present
    tied, recent = np.zeros((size, size)), np.zeros(size)
    for each in events:
        chosen = (each.year <= year) & (each.year > year - LONGEST)
        chosen &= np.isin(each.one, codes[here]) & np.isin(each.two, codes[here])
        age = (year - each.year[chosen]).astype(np.float64)
        one, two = np.searchsorted(codes, each.one[chosen]), np.searchsorted(codes, each.two[chosen])
        np.add.at(tied, (one, two), 0.5 ** (age / FADE))
        for side in (one, two):
            recent += np.bincount(side, 0.5 ** (age / RECENT), size)
    return Layer(tied + tied.T, recent, here)


@once(latest=NEAR)
def _layer(source: Source, kind: str, year: int) -> Layer:
    """Return the ties of a kind of network of a source up to the end of a year."""
    now, listed = Snapshot(source, year), new_ties(source)
    events = [listed[each] for each in KINDS[kind]]
    if kind == "arms":
        sent = deliveries(source)
        one, two = now.codes[sent.one], now.codes[sent.two]
        events.append(Events(one, two, sent.first.astype(np.int64)))
    return layer(tuple(events), now.codes, year, now.present)


def of_network(history: History, kind: str) -> Layer:
    """Return a kind of network at the end of the year."""
    return _layer(history.source, kind, history.year)


def neighbours(history: History) -> Floats:
    """Return the weights of the neighbours of each state, by distance of capitals, adding up to 1 (n, n)."""
    far, here = between_capitals(history), history.present
    weight = np.where(np.isfinite(far) & here[:, None] & here, np.exp(-np.nan_to_num(far) / AROUND), 0.0)
    np.fill_diagonal(weight, 0)
    made: Floats = weight / np.maximum(weight.sum(axis=1, keepdims=True), 1e-9)
    return made


def of_made(history: History, kind: str) -> Floats:
    """Return the ties that two states made with each other, fading (n, n)."""
    return of_network(history, kind).tied


def of_sociable(history: History, kind: str) -> Floats:
    """Return the ties of each state with anyone, fading, over their mean (n,)."""
    return of_network(history, kind).sociable()


def of_lately(history: History, kind: str) -> Floats:
    """Return the recent ties of each state with anyone over their mean (n,)."""
    return of_network(history, kind).lately()


def of_shared(history: History) -> Floats:
    """Return how much two states are tied to the same others over the mean of all pairs (n, n)."""
    return of_network(history, "alignment").shared()


def of_nearby(history: History) -> Floats:
    """Return how much each is tied to the neighbours of the other over the mean of all pairs (n, n)."""
    return of_network(history, "alignment").nearby(neighbours(history))


def of_latent(history: History) -> Floats:
    """Return the tie that the leading dimensions of the network would give each pair (n, n)."""
    return of_network(history, "alignment").latent()


@once
def _dated(source: Source) -> tuple[Ints, Ints, Ints]:
    """Return the places of both states and the years of all pacts of few and defence agreements."""
    events = [new_ties(source)[kind] for kind in KINDS["alignment"]]
    one, two, year = (
        np.concatenate([getattr(each, side) for each in events]) for side in ("one", "two", "year")
    )
    (one, known), (two, there) = located(source.universe(), one), located(source.universe(), two)
    kept = known & there
    return one[kept], two[kept], year[kept]


def since_tie(history: History) -> Floats:
    """Return years since the last pact of few or defence agreement of a pair, at most 60 (n, n)."""
    one, two, year = _dated(history.source)
    past = year <= history.year
    latest = np.full((len(history.codes),) * 2, float(history.year - LONGEST))
    np.maximum.at(latest, (one[past], two[past]), year[past])
    found: Floats = history.year - np.maximum(latest, latest.T)
    return found


def _declare(
    name: str,
    title: str,
    network: str,
    compute: Callable[..., Floats] | Compute,
    description: str,
    equation: str,
    **more: Any,
) -> Measure:
    filled: dict[str, Any] = {"kind": "dyad", "more": "more tied", "low": 0} | more
    table = {"agreement": "defence_agreements", "arms": "arms_transfers"}.get(network, "pacts")
    return Measure(
        name,
        title,
        table=table,
        covers=COVERS[network],
        drawn=tuple(DRAWN[each] for each in KINDS[network] if each in DRAWN),
        driver="habit",
        description=description,
        equation=equation,
        reads=READS,
        window=LONGEST,
        compute=compute,
        **filled,
    )


DRAWN = {"pact": "atop_5_1", "dca": "dcad_1", "arms": "sipri_arms_2024"}
"""The source of each kind of tie."""
WHICH = {
    "pact": ("pacts", f"pacts of {sized(True)} (ATOP), bare promises of rivals not to attack left out"),
    "agreement": ("defence cooperation agreements", "defence cooperation agreements (DCAD), which the list has from 1980"),
    "arms": ("arms relations", "orders of arms that make a transfer relation, and years with a delivery (SIPRI), either way"),
}  # fmt: skip
FADED = rf"\tilde n_{{ij,t}} = \sum_{{s=t-{LONGEST - 1}}}^{{t}} 2^{{-(t-s)/{FADE:g}}}\, n_{{ij,s}}"
BOTH = f"pacts of {sized(True)} and defence agreements together, to the year in which the shorter list ends"


def _of_kind(kind: str) -> tuple[Measure, ...]:
    """Return the measures of one kind of tie: of a pair, of a state, and of a state lately."""
    what, of = WHICH[kind]
    made = _declare(
        f"{kind}_ties",
        f"New {what} of two states with each other, fading",
        kind,
        partial(of_made, kind=kind),
        f"Sum over {of}, of one half to the power of age over {FADE:g} years; at most {LONGEST} years are told",
        FADED,
        unit="ties",
    )
    over = "over the mean of the states of the year"
    sociable = _declare(
        f"{kind}_sociability",
        f"New {what} of a state with anyone, fading",
        kind,
        partial(of_sociable, kind=kind),
        f"Sum over {of}, each counting half after {FADE:g} years, {over}",
        r"\frac{N_t \sum_j \tilde n_{ij,t}}{\sum_{k,j} \tilde n_{kj,t}}",
        kind="state",
        unit="times the mean",
    )
    lately = _declare(
        f"{kind}_sociability_recent",
        f"New {what} of a state with anyone lately",
        kind,
        partial(of_lately, kind=kind),
        f"Sum over {of}, each counting half after {RECENT:g} years, {over}",
        rf"\text{{as the other, of }} 2^{{-(t-s)/{RECENT:g}}}",
        kind="state",
        unit="times the mean",
    )
    return made, sociable, lately


# Sociality: how readily a state forms ties, whoever the other is.


Array: TypeAlias = "NDArray[np.float64]"

FIRST, LAST = 1815, LAST_YEAR
HALF_LIFE = 10.0
"""Years after which a new tie counts half in `sociality`."""
RELATIONS = DELIVERIES.later(WINDOW)
"""Years in which a supplier relation can be told to be new."""
HOFF = (
    "Hoff, Peter D. (2005). Bilinear Mixed-Effects Models for Dyadic Data. Journal of the American Statistical Association "
    "100(469): 286-295."
)


def counted(ties: Ties, new: Ints, years: NDArray[np.integer[Any]]) -> Array:
    """Return how many of some ties each state made in each year from 1815 to 2025 (n, years)."""
    found = np.zeros((ties.states, LAST - FIRST + 1))
    for side in (ties.one, ties.two):
        np.add.at(found, (side[new], years[new] - FIRST), 1)
    return found


@once
def new_pacts(source: Source) -> Array:
    """Return the small pacts that each state joined, an alliance counted once, in each year."""
    ties = pacts(source, "small")
    found = np.zeros((ties.states, LAST - FIRST + 1))
    state = np.concatenate([ties.one, ties.two])
    label, first = np.tile(ties.label, 2), np.tile(ties.first, 2)
    order = np.lexsort((first, label, state))
    state, label, first = state[order], label[order], first[order]
    fresh = np.ones(len(state), dtype=np.bool_)
    fresh[1:] = (state[1:] != state[:-1]) | (label[1:] != label[:-1])
    np.add.at(found, (state[fresh], first[fresh] - FIRST), 1)
    return found


@once
def new_agreements(source: Source) -> Array:
    """Return the defence cooperation agreements that each state signed in each year."""
    ties = agreements(source)
    return counted(ties, np.arange(len(ties.first)), ties.first)


@once
def new_suppliers(source: Source) -> Array:
    """Return the supplier relations of each state, as either side, that began in each year after five without a delivery."""
    ties = deliveries(source)
    same = (ties.one[1:] == ties.one[:-1]) & (ties.two[1:] == ties.two[:-1])
    new = np.ones(len(ties.first), dtype=np.bool_)
    new[1:] = ~same | (ties.first[1:] - ties.first[:-1] > WINDOW)
    return counted(ties, np.flatnonzero(new & (ties.first >= RELATIONS.first)), ties.first)


def within(made: Array, years: int) -> Array:
    """Return sums over the year and those before it, ``years`` in all.

    Examples
    --------
    >>> within(np.array([[1.0, 0.0, 2.0, 0.0]]), 2)
    array([[1., 1., 2., 2.]])
    """
    total = np.cumsum(made, axis=1)
    total[:, years:] -= total[:, :-years].copy()
    return total


def faded(made: Array, half_life: float = HALF_LIFE) -> Array:
    """Return sums over the year and all before it, each fading with a half-life in years.

    Examples
    --------
    >>> faded(np.array([[1.0, 0.0, 2.0]]), 1)
    array([[1.  , 0.5 , 2.25]])
    """
    found, keep = made.copy(), 0.5 ** (1 / half_life)
    for when in range(1, made.shape[1]):
        found[:, when] += keep * found[:, when - 1]
    return found


@once
def _faded(source: Source) -> Array:
    """Return the ties that each state made, of all kinds, fading, in each year from 1815 (n, years)."""
    return faded(new_pacts(source) + new_agreements(source) + new_suppliers(source))


def of_sociality(history: History) -> Array:
    """Return how many ties, of all kinds, a state made, against the mean of the states of the year, on a log scale (n,)."""
    sums, listed = _faded(history.source)[:, history.year - FIRST], history.present
    mean = (sums * listed).sum() / max(listed.sum(), 1)
    found: Array = np.log((1 + sums) / (1 + mean))
    return found


def of_joint(history: History) -> Array:
    """Return the sum of the sociality of both (n, n)."""
    own = of_sociality(history)
    return own[:, None] + own[None, :]


SOCIALITY = (
    f"Natural logarithm of 1 and the ties that the state made (pacts of {sized(True)}; defence cooperation agreements, signed "
    "from 1980; supplier relations, new from 1955 on), each counting half after ten years, less that of the mean of all states of the year"
)


MEASURES = (
    *(measure for kind in WHICH for measure in _of_kind(kind)),
    _declare(
        "partners_shared",
        "New ties with the same others",
        "alignment",
        of_shared,
        f"How much two states are tied to the same others, a busy one counting less, over the mean of all pairs: {BOTH}",
        r"\sum_k \frac{b_{ik} b_{kj}}{\sqrt{1 + \sum_l b_{kl}}},\quad b = \log(1 + \tilde n)",
        unit="times the mean",
    ),
    _declare(
        "ties_nearby",
        "New ties with the other's neighbours",
        "alignment",
        of_nearby,
        f"How much each is tied to the neighbours of the other, by distance of capitals, over the mean of all pairs: {BOTH}",
        rf"\sum_k w_{{ik}} b_{{kj}} + w_{{jk}} b_{{ki}},\quad w_{{ik}} \propto e^{{-d_{{ik}}/{AROUND:g}}}",
        unit="times the mean",
    ),
    _declare(
        "ties_latent",
        "The tie that a pair's place in the network would give it",
        "alignment",
        of_latent,
        f"What the {RANK} leading dimensions of the network give a pair beyond what both states' number of ties does, in standard deviations: {BOTH}",
        rf"\sum_{{r=1}}^{{{RANK}}} \lambda_r u_{{ir}} u_{{jr}} \text{{ of }} b - dd'/\textstyle\sum d",
        unit="standard deviations",
        low=None,
    ),
    _declare(
        "years_since_tie",
        "Years since two states last made a tie",
        "alignment",
        since_tie,
        f"Years since the last pact of {sized(True)} or defence agreement of the pair, {LONGEST} where there was none in as many years",
        r"t - \max\{s \le t:\ n_{ij,s} > 0\}",
        unit="years",
        more="longer ago",
        high=LONGEST,
    ),
    Measure(
        "sociality",
        "How readily a state forms ties",
        "state",
        "pacts",
        more="forms ties more readily",
        covers=PACTS,
        unit="log ratio to the mean of the year's states",
        drawn=("atop_5_1", "dcad_1", "sipri_arms_2024"),
        description=SOCIALITY,
        reference=HOFF,
        driver="habit",
        equation=r"\log\frac{1 + x_{i,t}}{1 + \frac{1}{N_t}\sum_k x_{k,t}},\quad x_{i,t} = \sum_{s \le t} 2^{-(t-s)/10}\, n_{i,s}",
        reads=("pacts", "agreements", "deliveries"),
        window=0,
        compute=of_sociality,
    ),
    Measure(
        "joint_sociality",
        "How readily two states form ties, added up",
        "dyad",
        "pacts",
        more="both form ties more readily",
        covers=PACTS,
        unit="sum of log ratios",
        drawn=("atop_5_1", "dcad_1", "sipri_arms_2024"),
        description="The sum of the two states' sociality",
        reference=HOFF,
        driver="habit",
        equation=r"\text{sociality}_{i,t} + \text{sociality}_{j,t}",
        reads=("sociality",),
        window=0,
        compute=of_joint,
    ),
)
