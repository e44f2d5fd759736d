"""The system of states at the end of a year as arrays that a simulation starts from, read from the record; what had to be filled is counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.effects.proliferation.levels import EXPLORES, HAS
from westphalia.errors import NoAnswer
from westphalia.lazy import np
from westphalia.record.history import Snapshot
from westphalia.record.rows import located
from westphalia.system import reading
from westphalia.system.order import Order, exclusion, order
from westphalia.system.variables import KIND_LAYERS, KINDS, STATES, VARIABLES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World
    from westphalia.system.reading import Spans

Ints: TypeAlias = "NDArray[np.int64]"
Floats: TypeAlias = "NDArray[np.float64]"
Bools: TypeAlias = "NDArray[np.bool_]"
FIRST = 1816
"""First year of the record of states."""
BACK = 10
"""Years back to which a last known value may stand for a missing one."""
CLOSEST = 100.0
"""Kilometres below which a distance makes no difference."""
FEWEST = 2
"""States without which there is no system."""
JUMP = 0.1
"""Change of the index of democracy within a year that counts as abrupt."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A variable some of whose values were not known at the start.

    Parameters
    ----------
    variable : str
        Which.
    codes : tuple of int
        States of whom it was filled; of pairs, states with any such pair.
    carried : int
        For how many of them an older value stands; for the others the median.
    """

    variable: str
    codes: tuple[int, ...]
    carried: int


@dataclass(frozen=True, slots=True, eq=False)
class SystemState:
    """The system at the end of a year.

    Parameters
    ----------
    year : int
        The year.
    codes : ndarray (n,)
        Codes of the states, ascending; the arrays below stand over them.
    states : mapping of ndarray (n,)
        Variables of states, by name (:data:`westphalia.system.variables.STATES`).
    pairs : mapping of ndarray (n, n)
        Variables of pairs, from the first index to the second; the diagonal is 0.
    since : mapping of ndarray (n, n)
        For ties that may end (``arms``, ``dispute``, ``war``, ``rivalry``), the year in which each began; 0 where there is none.
    treaties : ndarray (m, 4)
        Members of the pacts of few by place, ascending; -1 for none.
    signed : ndarray (m,)
        The year in which each of them was made.
    imposed : ndarray (n + 1, n)
        Year since when each state, and in the last row the European Union, sanctions each other; 0 where it does not.
    kinds : ndarray (n + 1, n)
        Of what kinds each of these is, as a mask (:data:`westphalia.system.variables.KINDS`); 0 where it is not meant for the target's state or government.
    union : ndarray (n,)
        Whether a state is a member of the European Union.
    order : Order
        Who leads, and what shuts states out beside sanctions; it stays as it starts.
    filled : tuple of Filled
        What was not known.
    carried : mapping of str to int
        Variables whose source ends before the year, with the year that they are from.
    names : mapping of int to str
        What the states are called in the year.
    """

    year: int
    codes: Ints
    states: Mapping[str, Floats]
    pairs: Mapping[str, Floats]
    since: Mapping[str, Ints]
    treaties: Ints
    signed: Ints
    imposed: Ints
    kinds: Ints
    union: Bools
    order: Order
    filled: tuple[Filled, ...] = ()
    carried: Mapping[str, int] | None = None
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def n(self) -> int:
        """How many states."""
        return len(self.codes)

    def place(self, code: int) -> int:
        """Return where a state stands.

        Raises
        ------
        NoAnswer
            When it is not in the system.
        """
        at, known = located(self.codes, np.array([code]))
        if not known[0]:
            raise NoAnswer(f"State {code} is not in the system of {self.year}.", "It is not simulated.", "See who is: westphalia states")  # fmt: skip
        return int(at[0])

    def to_dict(self) -> dict[str, Any]:
        """Return what was filled and carried, as documents have it."""
        return {
            "year": self.year,
            "states": self.n,
            "filled": [{"variable": each.variable, "states": list(each.codes), "carried": each.carried} for each in self.filled],
            "carried": dict(self.carried or {}),
        }  # fmt: skip


def start(world: World, year: int) -> SystemState:
    """Return the system at the end of a year, as the world knows it.

    Parameters
    ----------
    world : World
        The record; for a forecast as of the year.
    year : int
        The year.

    Raises
    ------
    NoAnswer
        When there are no two states in that year's system.

    Examples
    --------
    >>> import westphalia as wp
    >>> now = start(wp.load().as_of(2022), 2022)
    >>> now.n, int(now.pairs["rivalry"].sum()) // 2, now.states["capability"].shape
    (195, 59, (195,))
    """
    codes = np.asarray(world.states(year), dtype=np.int64)
    if len(codes) < FEWEST:
        raise NoAnswer(f"There is no system of states in {year}.", "Fewer than two states are listed.", "The record begins in 1816.")  # fmt: skip
    states, filled, carried = _states(world, year, codes)
    pairs, since = _pairs(world, year, codes)
    treaties, signed = _treaties(world, year, codes)
    imposed, union = _imposed(world, year, codes)
    kinds = _kinds(world, year, codes, imposed)
    pairs["distance"], missing = _distance(world, year, codes)
    found = SystemState(
        year, codes, states, pairs, since, treaties, signed, imposed, kinds, union, order(world, year, codes),
        (*filled, *missing), {**carried, **_ends(world, year)}, {int(code): world.gazetteer.usual(int(code), year) for code in codes},
    )  # fmt: skip
    return computed(found)


SOURCES = {
    "pact": "pacts",
    "agreement": "defence_agreements",
    "arms": "arms_transfers",
    "sanction": "sanctions",
    "dispute": "dispute_dyad_years",
    "rivalry": "rivalries",
    "contiguity": "contiguity",
}
"""Tables of ties whose last year is told where it is before the start."""


def _ends(world: World, year: int) -> dict[str, int]:
    spans = {name: world.span(table, "", "gml" if name == "dispute" else "") for name, table in SOURCES.items()}  # fmt: skip
    return {name: span[1] for name, span in spans.items() if span is not None and span[1] < year}


def _known(world: World, name: str, year: int, codes: Ints) -> Floats:
    """Return a base quantity of states in a year (n,)."""
    at, known = located(world.universe(), codes)
    return np.where(known, Snapshot(world, year)[name][at], np.nan)


def _last(world: World, name: str, year: int, codes: Ints) -> tuple[Floats, Ints]:
    """Return the last values known of states within ten years, and the years that they are from; 0 where there is none (n,)."""
    value, from_year = np.full(len(codes), np.nan), np.zeros(len(codes), dtype=np.int64)
    for back in range(BACK + 1):
        missing = np.isnan(value)
        if not missing.any() or year - back < FIRST:
            break
        found = _known(world, name, year - back, codes)
        value = np.where(missing, found, value)
        from_year[missing & ~np.isnan(found)] = year - back
    return value, from_year


def _states(world: World, year: int, codes: Ints) -> tuple[dict[str, Floats], list[Filled], dict[str, int]]:
    """Return the variables of states that the record knows, what was filled, and what was carried."""
    found: dict[str, Floats] = {}
    filled, carried = [], {}
    for name, quantity in (("output", "gdp"), ("population", "tpop"), ("democracy", "polyarchy"), ("ideal", "ideal_point_filtered_all"), ("capability", "cinc")):  # fmt: skip
        value, when = _last(world, quantity, year, codes)
        if name == "output":
            value = value * _grown(world, when, year, codes)
        if name in ("output", "population", "capability"):
            value = np.log(np.maximum(value, 1e-9))
        usual = int(np.bincount(when[when > 0]).argmax()) if (when > 0).any() else year
        if usual < year:
            carried[name] = usual
        gap = np.flatnonzero(when != usual)
        if gap.size:
            filled.append(Filled(name, tuple(codes[gap].tolist()), int((when[gap] > 0).sum())))
        middle = np.median(value[~np.isnan(value)]) if (when > 0).any() else 0.0
        bounds = VARIABLES[name]
        found[name] = np.clip(np.where(np.isnan(value), middle, value), bounds.low, bounds.high)
    for name, quantity in (("output", "gdp"), ("population", "tpop")):
        found[f"{name}_growth"] = _pace(world, quantity, carried.get(name, year), codes, name)
    found["age"] = np.log1p(year - _born(world, year, codes))
    powers = world.listed("major_powers")
    last = world.span("major_powers")
    then = min(year, last[1]) if last else year
    powers = powers.filter((powers["first"] <= then) & (powers["last"] >= then))
    found["major"] = np.isin(codes, powers["ccode"].to_numpy()).astype(np.float64)
    found["nuclear_stage"] = np.nan_to_num(_last(world, "nuclear_status", year, codes)[0])
    found["jolt"] = _jolts(world, year, codes)
    return found, filled, carried


def _grown(world: World, when: Ints, year: int, codes: Ints) -> Floats:
    """Return by what output grew from the years in which it was last known to a year (n,); 1 where that is not known."""
    grown = np.ones(len(codes))
    for each in range(int(when[when > 0].min()) + 1 if (when > 0).any() else year + 1, year + 1):
        rate = _known(world, "growth", each, codes)
        grown *= np.where((each > when) & (when > 0) & ~np.isnan(rate), 1 + np.nan_to_num(rate) / 100, 1.0)
    return grown


def _pace(world: World, quantity: str, year: int, codes: Ints, name: str) -> Floats:
    """Return by how much a quantity grew in the last year that it covers, in log points (n,); the median where that is not known."""
    if year <= FIRST:
        return np.zeros(len(codes))
    grew = np.log(_known(world, quantity, year, codes)) - np.log(_known(world, quantity, year - 1, codes))
    known = grew[~np.isnan(grew)]
    bounds = VARIABLES[f"{name}_growth"]
    return np.clip(
        np.where(np.isnan(grew), np.median(known) if known.size else 0.0, grew), bounds.low, bounds.high
    )


def _born(world: World, year: int, codes: Ints) -> Ints:
    """Return the first year in which each state was ever in the system (n,)."""
    spells = reading.members(world)
    return np.array([spells.first[spells.one == code].min(initial=year) for code in codes], dtype=np.int64)


def _jolts(world: World, year: int, codes: Ints) -> Floats:
    """Return abrupt changes of the index of democracy in the last ten years, fading (n,)."""
    found = np.zeros(len(codes))
    for each in range(year - BACK, year + 1):
        if each <= FIRST:
            continue
        moved = np.abs(_known(world, "polyarchy", each, codes) - _known(world, "polyarchy", each - 1, codes))
        found = found * fade("jolt") + np.where(moved >= JUMP, 1.0, 0.0)
    return found


def fade(name: str) -> float:
    """Return what is left of a memory after a year.

    Examples
    --------
    >>> round(fade("clash") ** 10, 3)
    0.5
    """
    return float(2.0 ** (-1.0 / VARIABLES[name].life))


def _square(codes: Ints, spans: Spans, value: Any = 1.0, both: bool = True, add: bool = False) -> Floats:
    """Return ties as a matrix (n, n)."""
    (one, known), (two, there) = located(codes, spans.one), located(codes, spans.two)
    kept = known & there
    found = np.zeros((len(codes), len(codes)))
    weight = np.broadcast_to(np.asarray(value, dtype=np.float64), kept.shape)[kept]
    put = np.add.at if add else _highest
    put(found, (one[kept], two[kept]), weight)
    if both:
        put(found, (two[kept], one[kept]), weight)
    np.fill_diagonal(found, 0.0)
    return found


def _highest(found: Floats, at: Any, value: Floats) -> None:
    np.maximum.at(found, at, value)


def _pairs(world: World, year: int, codes: Ints) -> tuple[dict[str, Floats], dict[str, Ints]]:
    """Return the variables of pairs, and since when ties that may end stand."""
    clashes, deadly, _ = reading.disputes(world)
    past = clashes.first <= year
    signed = reading.agreements(world)
    ties = {
        "arms": reading.supplies(world).in_year(year),
        "dispute": clashes.in_year(year),
        "war": reading.wars(world).in_year(year),
        "rivalry": reading.rivalries(world).in_year(year),
    }
    pairs = {name: _square(codes, spans, both=name != "arms") for name, spans in ties.items()}
    since = {name: _square(codes, spans, spans.first, name != "arms").astype(np.int64) for name, spans in ties.items()}  # fmt: skip
    pairs["contiguity"] = _square(codes, reading.neighbours(world).in_year(year))
    pairs["alliance"] = _square(codes, reading.alliances(world).in_year(year))
    pairs["promise"] = _promised(world, year, codes)
    for name, spans in (
        ("agreement", signed.of(signed.first <= year)),
        ("clash", clashes.of(past)),
        ("blood", clashes.of(past & deadly)),
    ):
        pairs[name] = _square(codes, spans, fade(name) ** (year - spans.first), add=True)
    return pairs, since


def _promised(world: World, year: int, codes: Ints) -> Floats:
    """Return whom each state has promised to defend, in the last year that the list of pacts knows (n, n)."""
    span = world.covers("defence") or (year, year)
    at, known = located(world.universe(), codes)
    found = np.nan_to_num(Snapshot(world, min(year, span[1]))["defence"][np.ix_(at, at)]) > 0
    return np.asarray(found & known & known[:, None], dtype=np.float64)


def _treaties(world: World, year: int, codes: Ints) -> tuple[Ints, Ints]:
    """Return members by place and year of the pacts of few that stand, of those with at least two members in the system."""
    standing = reading.treaties(world).in_year(year)
    at, known = located(codes, standing.members)
    place = np.where(known & (standing.members > 0), at, -1)
    place = -np.sort(-place, axis=1)
    kept = (place >= 0).sum(axis=1) >= FEWEST
    place = np.where(place < 0, len(codes), place)[kept]
    place = np.sort(place, axis=1)
    return np.where(place == len(codes), -1, place), standing.first[kept]


def _imposed(world: World, year: int, codes: Ints) -> tuple[Ints, Bools]:
    """Return since when each state, and in the last row the European Union, sanctions each other; and the members of the Union."""
    spans = reading.sanctions(world).in_year(year)
    (one, known), (two, there) = located(codes, spans.one), located(codes, spans.two)
    own = spans.one == reading.UNION
    kept = (known | own) & there
    found = np.zeros((len(codes) + 1, len(codes)), dtype=np.int64)
    found[np.where(own, len(codes), one)[kept], two[kept]] = spans.first[kept]
    for at in range(len(codes)):
        found[at, at] = 0
    rows = world.listed("union_members")
    standing = rows.filter((rows["start"].dt.year() <= year) & (rows["end"].is_null() | (rows["end"].dt.year() > year)))  # fmt: skip
    union = np.isin(codes, standing["ccode"].to_numpy())
    found[-1][union] = 0
    return found, union


def _kinds(world: World, year: int, codes: Ints, imposed: Ints) -> Ints:
    """Return of what kinds the sanctions are that each state, and in the last row the European Union, has on each other (n + 1, n)."""
    found = np.zeros_like(imposed)
    every = [*codes.tolist(), reading.UNION]
    for i, j in zip(*(at.tolist() for at in np.nonzero(imposed)), strict=True):
        found[i, j] = reading.kinds_at(world, every[i], every[j], year)
    return found


def _distance(world: World, year: int, codes: Ints) -> tuple[Floats, list[Filled]]:
    """Return the log of the distance of pairs, the nearest year's where that year's is not listed."""
    span = world.span("minimum_distance") or (year, year)
    at, known = located(world.universe(), codes)
    found = Snapshot(world, min(max(year, span[0]), span[1]))["minimum_distance"][np.ix_(at, at)]
    found[~known] = np.nan
    missing = np.isnan(found)
    np.fill_diagonal(missing, val=False)
    value = np.log(np.maximum(np.where(missing, np.nanmedian(found), found), CLOSEST))
    np.fill_diagonal(value, 0.0)
    gap = np.flatnonzero(missing.any(axis=1))
    return value, [Filled("distance", tuple(codes[gap].tolist()), 0)] if gap.size else []


def computed(state: SystemState) -> SystemState:
    """Return the state with all that is computed from it: wealth, ties counted, third parties in common."""
    n = state.n
    pact = np.zeros((n, n))
    for who in state.treaties:
        place = who[who >= 0]
        pact[np.ix_(place, place)] = 1.0
    np.fill_diagonal(pact, 0.0)
    sent = (state.imposed > 0).astype(np.float64)
    sanction = np.maximum(sent[:n], np.where(state.union[:, None], sent[n], 0.0))
    np.fill_diagonal(sanction, 0.0)
    pairs = {**state.pairs, "pact": pact, "sanction": sanction, **of_kinds(state)}
    pairs["common_partners"] = _common(pact, pact)
    pairs["common_rivals"] = _common(pairs["rivalry"], pairs["rivalry"])
    pairs["common_sanctioners"] = _common(sent.T, sent)
    pairs["supply"] = np.maximum(pairs["arms"], pairs["arms"].T)
    pairs["penalty"] = np.maximum(sanction, sanction.T)
    states = {
        **state.states,
        "wealth": state.states["output"] - state.states["population"],
        "pact_ties": centred(pact.sum(axis=1)),
        "arms_ties": centred(pairs["supply"].sum(axis=1)),
        "sanctioners": centred(sent.sum(axis=0)),
        "sends": centred(sent[:n].sum(axis=1)),
        "quarrels": centred(pairs["clash"].sum(axis=1)),
        "at_war": pairs["war"].max(axis=1),
        "nuclear": (state.states["nuclear_stage"] >= HAS).astype(np.float64),
        "exploring": (state.states["nuclear_stage"] == EXPLORES).astype(np.float64),
        "rivals": np.log1p(pairs["rivalry"].sum(axis=1)),
        "dispute_rate": np.log1p(pairs["clash"].sum(axis=1) * (1 - fade("clash"))),
        "protector": protector(state.states["nuclear_stage"], pact, pairs["alliance"], pairs["promise"]),
        "exclusion": exclusion(state.order, {kind: pairs[f"sanction_{kind}"] for kind in KINDS}),
        "pressure": pressure(state.states["output"], pairs["sanction_trade"], pairs["sanction_financial"]),
    }
    return replace(state, states={name: states[name] for name in STATES}, pairs=pairs)


def of_kinds(state: SystemState) -> dict[str, Floats]:
    """Return who has sanctions of each kind on whom, of its own or as a member of the European Union (n, n) each."""
    n, found = state.n, {}
    for at, name in enumerate(KIND_LAYERS):
        has = ((state.kinds >> at) & 1).astype(np.float64)
        found[name] = np.maximum(has[:n], np.where(state.union[:, None], has[n], 0.0))
        np.fill_diagonal(found[name], 0.0)
    return found


def pressure(output: Floats, trade: Floats, financial: Floats) -> Floats:
    """Return what part of the world's output is of states that limit trade or finance of each state (n,).

    Parameters
    ----------
    output : ndarray (n,)
        Log of output.
    trade, financial : ndarray (n, n)
        Whether the first has such sanctions on the second.

    Examples
    --------
    >>> pressure(np.log([3.0, 1.0]), np.array([[0.0, 1.0], [0.0, 0.0]]), np.zeros((2, 2))).round(2).tolist()
    [0.0, 0.75]
    """
    share = np.exp(output - output.max())
    return np.asarray((share / share.sum()) @ np.maximum(trade, financial))


def protector(stage: Floats, pact: Floats, alliance: Floats, promise: Floats) -> Floats:
    """Return which states a nuclear power has promised to defend (n,): in a pact of many, or by a promise that stood when the run began and a pact of few that still stands.

    Parameters
    ----------
    stage : ndarray (n,)
        How far each is on the way to nuclear weapons.
    pact, alliance, promise : ndarray (n, n)
        Pacts of few, defence pacts of many, and promises to defend at the start.

    Examples
    --------
    >>> one = np.array([[0.0, 1.0], [1.0, 0.0]])
    >>> protector(np.array([3.0, 0.0]), one, 0 * one, one).tolist(), protector(np.array([3.0, 0.0]), one, 0 * one, 0 * one).tolist()
    ([0.0, 1.0], [0.0, 0.0])
    """
    by = (stage >= HAS)[:, None]
    return np.asarray((by & ((alliance > 0) | ((pact > 0) & (promise > 0)))).any(axis=0), dtype=np.float64)


def centred(count: Floats) -> Floats:
    """Return the log of one and a count, less its mean over all states (n,): what a state has beside others, so that no count feeds its own level."""
    found = np.log1p(count)
    return np.asarray(found - found.mean(), dtype=np.float64)


def _common(left: Floats, right: Floats) -> Floats:
    """Return the log of one and the third parties in common (n, n)."""
    found = np.log1p(left @ right)
    np.fill_diagonal(found, 0.0)
    return found
