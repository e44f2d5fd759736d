"""Ties between states: pacts, defence agreements and arms, as events and as spells; outcomes; the network that they make."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from math import asin, cos, exp, inf, log1p, radians, sin, sqrt

from tests.golden.raw.tables import FOREVER, members, pair, rows, spells

SMALL = 4
"""Members of a small pact, at most."""
LAST = {"pact": 2018, "multilateral": 2018, "dca": 2010, "arms": 2023}
FIRST = {"pact": 1815, "multilateral": 1815, "dca": 1980, "arms": 1955}
DELIVERED = 2025
"""Last year of deliveries and orders of arms."""
ORDER, QUIET = 10.0, 5
"""Volume of an order that makes a relation, and years without a delivery before it."""
HALF_LIFE, RECENT, REMEMBERED = 10.0, 2.0, 60
"""Half-life of a tie and of a state's recent ties, and years after which a tie is forgotten."""
RADIUS, NEAR = 6371.0088, 700.0
"""Radius of the Earth, and the distance over which the weight of a neighbour falls by e, km."""
Pair = tuple[int, int]
Event = tuple[int, int, int]


@dataclass(frozen=True)
class Pact:
    """A phase of an alliance between two states."""

    one: int
    two: int
    alliance: int
    phase: int
    first: int
    last: int
    members: int
    helps: bool
    bare: bool


@cache
def pacts() -> list[Pact]:
    """Return all phases of pacts of pairs, with what either of the two promises."""
    names = "ccode1", "ccode2", "atopid", "phase", "start", "end", "members"
    promises = "defense", "offense", "neutral", "consul", "nonagg"
    found: dict[tuple[object, ...], list[tuple[object, ...]]] = defaultdict(list)
    for row in rows("pacts", *names, *promises):
        found[*pair(row[0], row[1]), row[2], row[3], row[4]].append(row[5:])
    made = []
    for (one, two, alliance, phase, start), sides in found.items():
        defence, offence, neutral, consul, nonagg = (any(side[2 + at] for side in sides) for at in range(5))
        end = sides[-1][0]
        bare = nonagg and not (defence or offence or neutral or consul)
        most = max(side[1] for side in sides)
        last = FOREVER if end is None else end.year - ((end.month, end.day) != (12, 31))
        made.append(Pact(one, two, alliance, phase, start.year, last, most, defence or offence, bare))
    return sorted(made, key=lambda pact: (pact.first, pact.phase))


@cache
def _rivalries() -> dict[Pair, list[tuple[int, int]]]:
    found: dict[Pair, list[tuple[int, int]]] = defaultdict(list)
    for one, two, first, last in rows("rivalries", "ccode1", "ccode2", "first", "last"):
        found[one, two].append((first, FOREVER if last is None else last))
    return found


def _truce(pact: Pact) -> bool:
    """Return whether a pact is a bare promise of rivals not to attack."""
    spans = _rivalries().get((pact.one, pact.two), [])
    return pact.bare and any(first <= pact.first and last >= pact.first - 1 for first, last in spans)


@cache
def events() -> dict[str, list[Event]]:
    """Return pairs and years of new ties by kind; an alliance counts once, from its first phase."""
    first: dict[tuple[int, int, int], Pact] = {}
    for pact in pacts():
        first.setdefault((pact.one, pact.two, pact.alliance), pact)
    small = [pact for pact in first.values() if pact.members <= SMALL]
    large = [pact for pact in first.values() if pact.members > SMALL]
    return {
        "pact": [(pact.one, pact.two, pact.first) for pact in small if not _truce(pact)],
        "multilateral": [(pact.one, pact.two, pact.first) for pact in large],
        "dca": [(*pair(a, b), signed.year) for a, b, signed in rows("defence_agreements", "ccode1", "ccode2", "signed")],
        "arms": orders(),
    }  # fmt: skip


@cache
def deliveries() -> frozenset[Event]:
    """Return supplier, recipient and year of every delivery of arms."""
    listed = rows("arms_transfers", "supplier", "recipient", "year", "tiv")
    return frozenset((supplier, recipient, year) for supplier, recipient, year, tiv in listed if tiv > 0)


def orders() -> list[Event]:
    """Return the orders that make an arms relation, or make it again."""
    found = []
    for supplier, recipient, year, volume in rows(
        "arms_orders", "supplier", "recipient", "order_year", "tiv_ordered"
    ):
        before = any((supplier, recipient, year - back) in deliveries() for back in range(1, QUIET + 1))
        if volume is not None and volume >= ORDER and year >= FIRST["arms"] and not before:
            found.append((*pair(supplier, recipient), year))
    return found  # fmt: skip


def outcome(name: str, horizon: int, one: int, two: int, year: int) -> float | None:
    """Return whether a pair makes a new tie within some years after a year; None where its lists do not see them all."""
    if name == "alignment":
        pact = outcome("pact", horizon, one, two, year)
        if year + horizon < FIRST["dca"] or pact is None:
            return pact
        dca = outcome("dca", horizon, one, two, year)
        return None if dca is None else max(pact, dca)
    if name == "any":
        parts = [outcome(part, horizon, one, two, year) for part in ("alignment", "arms")]
        return None if None in parts else max(parts)
    if not (year + 1 >= FIRST[name] and year + horizon <= LAST[name]):
        return None
    return float(any(year < when <= year + horizon for when in _years(name).get((one, two), ())))


@cache
def _years(kind: str) -> dict[Pair, list[int]]:
    found: dict[Pair, list[int]] = defaultdict(list)
    for one, two, year in events()[kind]:
        found[one, two].append(year)
    return found


def in_force(one: int, two: int, year: int) -> dict[str, float]:
    """Return whether a pact of few, one that promises help, and one of many stands at the end of a year."""
    known = [p for p in pacts() if (p.one, p.two) == (one, two) and p.first <= year <= p.last]
    return {
        "small_in_force": float(any(p.members <= SMALL for p in known)),
        "help_in_force": float(any(p.helps for p in known)),
        "many_in_force": float(any(p.members > SMALL for p in known)),
    }


def last_tie(one: int, two: int, year: int) -> float:
    """Return years since the last pact or agreement of a pair, at most as many as are remembered."""
    ended = {"pact": LAST["pact"], "dca": LAST["dca"]}
    past = [y for kind, end in ended.items() for y in _years(kind).get((one, two), ()) if y <= min(year, end)]
    return float(min(year - max(past), REMEMBERED)) if past else float(REMEMBERED)


@dataclass(frozen=True)
class Network:
    """Faded ties of pairs (either way), of states, and recent ones of states, among the states of a year."""

    here: frozenset[int]
    tied: dict[Pair, float]
    recent: dict[int, float]

    def sociable(self) -> dict[int, float]:
        """Return the ties of each state over their mean."""
        whole: Counter[int] = Counter()
        for (one, _), weight in self.tied.items():
            whole[one] += weight
        return _even_states(whole, self.here)

    def lately(self) -> dict[int, float]:
        """Return the recent ties of each state over their mean."""
        return _even_states(self.recent, self.here)

    def bound(self) -> dict[int, dict[int, float]]:
        """Return the logarithm of 1 + ties, by state and other."""
        found: dict[int, dict[int, float]] = defaultdict(dict)
        for (one, two), weight in self.tied.items():
            found[one][two] = log1p(weight)
        return found

    def shared(self, one: int, two: int) -> float:
        """Return how much two are tied to the same others, a busy one counting less, over the mean of all pairs."""
        bound = self.bound()
        weight = {state: 1 / sqrt(1 + sum(ties.values())) for state, ties in bound.items()}

        def of(a: int, b: int) -> float:
            theirs = bound.get(b, {})
            return sum(
                tie * weight[third] * theirs[third]
                for third, tie in bound.get(a, {}).items()
                if third in theirs
            )

        return _even_pairs(of, self.here, one, two)  # fmt: skip

    def nearby(self, one: int, two: int, near: dict[int, dict[int, float]]) -> float:
        """Return how much each is tied to the neighbours of the other, over the mean of all pairs."""
        bound = self.bound()

        def through(a: int, b: int) -> float:
            return sum(tie * near[a].get(third, 0.0) for third, tie in bound.get(b, {}).items())

        return _even_pairs(lambda a, b: through(a, b) + through(b, a), self.here, one, two)


def _even_states(values: dict[int, float], here: frozenset[int]) -> dict[int, float]:
    mean = sum(values.get(state, 0.0) for state in here) / len(here)
    return {state: values.get(state, 0.0) / mean if mean > 0 else 0.0 for state in here}


def _even_pairs(of, here: frozenset[int], one: int, two: int) -> float:  # type: ignore[no-untyped-def]
    pairs = [(a, b) for a in here for b in here if a < b]
    mean = sum(of(a, b) for a, b in pairs) / len(pairs)
    return of(one, two) / mean if mean > 0 else 0.0


@cache
def network(kind: str, year: int) -> Network:
    """Return the network of a kind of ties at the end of a year."""
    here, at = members(year), year
    known = {"pact": ("pact",), "dca": ("dca",), "alignment": ("pact", "dca"), "arms": ("arms",)}[kind]
    ends = {"pact": LAST["pact"], "dca": LAST["dca"], "arms": DELIVERED}
    listed = [event for part in known for event in events()[part] if event[2] <= ends[part]]
    if kind == "arms":
        listed += {(*pair(supplier, recipient), when) for supplier, recipient, when in deliveries()}
    tied: Counter[Pair] = Counter()
    recent: Counter[int] = Counter()
    for one, two, when in listed:
        if one in here and two in here and at - REMEMBERED < when <= at:
            tied[one, two] += 0.5 ** ((at - when) / HALF_LIFE)
            tied[two, one] += 0.5 ** ((at - when) / HALF_LIFE)
            for state in (one, two):
                recent[state] += 0.5 ** ((at - when) / RECENT)
    return Network(here, dict(tied), dict(recent))


@cache
def capital(state: int, year: int) -> tuple[float, float] | None:
    """Return latitude and longitude of a capital, the later one in a year of two."""
    found = None
    listed = rows("capitals", "start", "end", "latitude", "longitude", system="cow", code=state)
    for start, end, latitude, longitude in sorted(listed):
        if start.year <= year and (end is None or year <= end.year):
            found = latitude, longitude
    return found


def distance(one: int, two: int, year: int) -> float:
    """Return the great-circle distance of two capitals in kilometres; infinite where one is not known."""
    a, b = capital(one, year), capital(two, year)
    if a is None or b is None:
        return inf
    (north, east), (south, west) = (tuple(map(radians, place)) for place in (a, b))
    half = sin((north - south) / 2) ** 2 + cos(north) * cos(south) * sin((east - west) / 2) ** 2
    return 2 * RADIUS * asin(sqrt(min(max(half, 0.0), 1.0)))


@cache
def neighbours(year: int) -> dict[int, dict[int, float]]:
    """Return the weights of all others for each state, by distance, adding up to 1."""
    here, found = members(year), {}
    for one in here:
        weights = {two: exp(-distance(one, two, year) / NEAR) for two in here if two != one}
        whole = max(sum(weights.values()), 1e-9)
        found[one] = {two: weight / whole for two, weight in weights.items()}
    return found


def entered(state: int) -> int:
    """Return the year in which a state first entered the system."""
    return min(first for code, first, _ in spells() if code == state)
