"""What states are and have, and how they stand to one another: capability, regimes, borders, institutions, trade, votes, rivalries, arms, goods."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from functools import cache
from math import log, log1p, nan, sqrt
from statistics import mean, stdev

from tests.golden.raw.tables import FOREVER, members, pair, rows, states, yearly

MEMORY = 26.0
"""Half-life of rivalry and grievance, years."""
LISTS = {"tss": 2020, "thompson_dreyer": 2010}
"""Last years of the lists of rivalries."""
FAMILIES = (
    ("presidential", "parliamentary"), ("monarchy",), ("party-based", "party-personal", "party-military", "party-personal-military"),
    ("personal",), ("military", "indirect military", "military personal", "provisional military"),
)  # fmt: skip
Directed = tuple[float, float]


def capability(state: int, year: int) -> float:
    """Return the composite index of capability."""
    return yearly("capabilities", "cinc").get(year, {}).get(state, nan)


@cache
def _shares(year: int) -> dict[int, float]:
    """Return what the members have of the capability of all: the mean of the shares of the index and of output times output a head."""
    cinc, output = _of_whole(_known("capabilities", "cinc", year)), _of_whole(_output(year))
    return {state: (cinc[state] + output[state]) / 2 for state in members(year)}


def _known(table: str, column: str, year: int) -> dict[int, float]:
    """Return a figure of the members of a year, the last known where its source has ended; 0 of who has none."""
    listed = yearly(table, column)
    of = listed[min(year, max(listed))]
    return {state: of.get(state, 0.0) for state in members(year)}


def _output(year: int) -> dict[int, float]:
    product, a_head = (_known("economy", column, year) for column in ("pwtrgdp", "mrgdppc"))
    return {state: product[state] * a_head[state] for state in product}


def _of_whole(values: dict[int, float]) -> dict[int, float]:
    return {state: value / sum(values.values()) for state, value in values.items()}


def asymmetry(one: int, two: int, year: int) -> float:
    """Return the difference of the logarithms of the shares of two, none below a millionth."""
    return abs(log(max(_shares(year)[one], 1e-6)) - log(max(_shares(year)[two], 1e-6)))


def democracy(state: int, year: int) -> float:
    """Return electoral democracy."""
    return yearly("democracy_indices", "polyarchy_latest").get(year, {}).get(state, nan)


def family(state: int, year: int) -> int | None:
    """Return the number of the family of a state's regime at the end of a year."""
    found = None
    for start, end, known, regime in sorted(
        rows("regime_spells", "start", "end", "known_to", "regime", ccode=state)
    ):
        until = end or known or date(2020, 12, 31)
        if start.year <= year and until >= date(year, 12, 31):
            found = next((place for place, kinds in enumerate(FAMILIES) if regime in kinds), None)
    return found


def major(state: int, year: int) -> float:
    """Return whether a state is a major power on any day of a year."""
    spells = rows("major_powers", "start", "end", list="cow", ccode=state)
    return float(any(start.year <= year <= (FOREVER if end is None else end.year) for start, end in spells))


def contiguous(one: int, two: int, year: int) -> float:
    """Return whether two share a border on land on any day of a year."""
    spells = rows("contiguity", "ccode1", "ccode2", "start", "end", conttype=1)
    return float(
        any(
            pair(a, b) == (one, two) and s.year <= year <= (FOREVER if e is None else e.year)
            for a, b, s, e in spells
        )
    )


def territories(one: int, two: int, year: int) -> float:
    """Return the logarithm of 1 + kilometres between territories, by the Correlates of War list where it has the pair."""
    spells = rows("minimum_distance", "system", "first", "last", "km", ccode1=one, ccode2=two)
    found = {s: km for s, first, last, km in spells if first <= year <= (2019 if last is None else last)}
    return log1p(found.get("cow", found.get("gw", nan)))


def institutions(one: int, two: int, year: int) -> float:
    """Return the organisations that two share."""
    known = [
        n
        for a, b, n in rows("shared_institutions", "ccode1", "ccode2", "dyadigos", year=year)
        if pair(a, b) == (one, two) and n is not None
    ]
    return float(max(known)) if known else nan


def trade_share(one: int, two: int, year: int) -> Directed:
    """Return the trade with the other as a share of the trade of each."""
    total: Counter[int] = Counter()
    between = nan
    for importer, exporter, value in rows(
        "trade", "importer", "exporter", "value", year=year, source="cow_trade_4"
    ):
        if value is not None and importer in states() and exporter in states():
            total[importer] += value
            total[exporter] += value
            if pair(importer, exporter) == (one, two):
                between = value + (0.0 if between != between else between)
    return tuple(between / total[side] if total[side] > 0 else nan for side in (one, two))  # type: ignore[return-value]


def dispute_years(one: int, two: int, year: int) -> float:
    """Return the years with a dispute of a pair, of the last ten."""
    listed = rows("dispute_dyad_years", "ccode1", "ccode2", "year", list="gml")
    return float(
        len({when for a, b, when in listed if pair(a, b) == (one, two) and year - 10 < when <= year})
    )


def ideal_point_gap(one: int, two: int, year: int) -> float:
    """Return the difference of filtered ideal points in standard deviations of the year, each up to two years old."""

    def point(state: int) -> float:
        for when in (year, year - 1, year - 2):
            listed = dict(rows("ideal_points_filtered", "ccode", "mean", series="all", year=when))
            if listed.get(state) is not None:
                return (listed[state] - mean(listed.values())) / stdev(listed.values())
        return nan

    return abs(point(one) - point(two))


def rivalry(one: int, two: int, year: int) -> float:
    """Return 1 while two are strategic rivals, fading by half after."""
    last = [
        min(year, end or LISTS[name])
        for name, a, b, first, end in rows("rivalries", "list", "ccode1", "ccode2", "first", "last")
        if pair(a, b) == (one, two) and first <= year
    ]
    return 0.5 ** ((year - max(last)) / MEMORY) if last else 0.0


def opposite_sides(one: int, two: int, year: int) -> float:
    """Return 1 while two help opposite sides in a third state, fading by half after."""
    sides: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for conflict, when, state, side in rows(
        "armed_conflict_parties", "conflict_id", "year", "ccode", "side", role="secondary"
    ):
        sides["armed", conflict, when, side].add(state)
    for war, when, a, b in rows("civil_wars", "warnum", "year", "ccode_a", "ccode_b", primary_state=False):
        sides["civil", war, when, "A"].add(a)
        sides["civil", war, when, "B"].add(b)
    last = [y for y in _helped_against(one, two) if y <= year] + [
        key[2]
        for key, states in sides.items()
        if key[3] == "A" and key[2] <= year
        for others in (sides.get((*key[:3], "B"), set()),)
        if (one in states and two in others) or (two in states and one in others)
    ]
    return 0.5 ** ((year - max(last)) / MEMORY) if last else 0.0  # type: ignore[type-var,operator]


def _helped_against(one: int, two: int) -> set[int]:
    """Return the years in which two helped the two sides of a war of others, by the table of support coded by hand."""
    by = dict[str, int](rows("coded_parties", "id", "ccode", record="coded_support", part="by"))
    helped: dict[tuple[str, str, int], set[int]] = defaultdict(set)
    for key, war, side, start, end in rows("coded_support", "id", "conflict", "side", "start", "end"):
        helped[war, side, by[key]] |= set(
            range(start.year, (date(2025, 1, 1) if end is None else end).year + 1)
        )
    return {
        year
        for (war, side, state), years in helped.items()
        if side == "A" and state in (one, two)
        for year in years & helped.get((war, "B", one if state == two else two), set())
    }


@cache
def _arms(year: int) -> dict[tuple[int, int], float]:
    """Return deliveries from supplier to recipient in ten years."""
    found: Counter[tuple[int, int]] = Counter()
    for supplier, recipient, when, tiv in rows("arms_transfers", "supplier", "recipient", "year", "tiv"):
        if year - 10 < when <= year:
            found[supplier, recipient] += tiv
    return found


def arms_dependence(one: int, two: int, year: int) -> Directed:
    """Return what the other delivered to each in ten years, as a share of all that each got and sold."""
    moved: Counter[int] = Counter()
    for (supplier, recipient), tiv in _arms(year).items():
        moved[recipient] += tiv
        moved[supplier] += tiv
    return tuple(
        _arms(year).get((b, a), 0.0) / moved[a] if moved[a] > 0 else 0.0 for a, b in ((one, two), (two, one))
    )  # type: ignore[return-value]


def _fit(net: dict[int, float], one: int, two: int) -> Directed:
    """Return how well the surplus of each meets the deficit of the other, as shares of the largest."""
    most, least = max(max(net.values()), 0.0), max(-min(net.values()), 0.0)

    def fit(a: int, b: int) -> float:
        if a not in net or b not in net:
            return nan
        return sqrt(max(net[a], 0.0) / (most or 1) * max(-net[b], 0.0) / (least or 1))

    return fit(one, two), fit(two, one)


def supply_oil(one: int, two: int, year: int) -> Directed:
    """Return how well the surplus of oil of each meets the deficit of the other (Energy Institute)."""
    listed = rows("oil", "ccode", "production", "consumption", source="energy_institute_2025", year=year)
    net = {
        state: (made or 0.0) - (used or 0.0)
        for state, made, used in listed
        if (made, used) != (None, None) and state in states()
    }
    return _fit(net, one, two)


def _reported(year: int) -> Counter[int]:
    """Return net exports of wheat as reported; where flows are no sum, what is corrected."""
    sold, bought = Counter[int](), Counter[int]()
    for seller, buyer, tonnes in rows("wheat_trade", "exporter", "importer", "tonnes", year=year):
        sold[seller] += tonnes
        bought[buyer] += tonnes
    for table, key, tonnes in rows("corrections", "table", "key", "corrected"):
        if table == "wheat_trade" and key.endswith(f";year={year}"):
            side, _, state = key.partition(";")[0].partition("=")
            (sold if side == "exporter" else bought)[int(state)] = tonnes
    return Counter({state: (sold[state] - bought[state]) / 1000 for state in {*sold, *bought}})


def supply_wheat(one: int, two: int, year: int) -> Directed:
    """Return the same of wheat, by the mean of net exports of five years: balances to 1992, trade from 1993."""
    known: dict[int, list[float]] = defaultdict(list)
    for when in range(year - 4, year + 1):
        net: Counter[int] = Counter()
        if when < 1993:
            for state, sold, bought in rows(
                "grain_balances", "ccode", "exports", "imports", item="wheat", year=when
            ):
                if sold is not None and bought is not None:
                    net[state] = sold - bought
        else:
            net = _reported(when)
        for state, value in net.items():
            if state in states():
                known[state].append(value)
    return _fit({state: sum(values) / len(values) for state, values in known.items()}, one, two)


def sanction_breadth(state: int, year: int) -> float:
    """Return the mean of cases, senders and kinds that mean a state, each over the most of any state in the year."""
    senders = Counter(
        target for target, cases in rows("sanctions", "target", "state_cases", year=year) if cases
    )
    kinds = [f"state_{kind}" for kind in ("trade", "arms", "military", "financial", "travel", "other")]
    listed = {
        target: (cases, senders[target], sum(n > 0 for n in by_kind))
        for target, cases, *by_kind in rows("sanction_cases", "target", "state_cases", *kinds, year=year)
    }
    most = [max(1, *(row[at] for row in listed.values())) for at in range(3)]
    if state not in listed:
        return 0.0
    return sum(value / top for value, top in zip(listed[state], most, strict=True)) / 3


def _promise(defence: bool, offence: bool, neutral: bool, consul: bool, nonagg: bool) -> int:
    return 3 if defence or offence else 2 if neutral or consul else int(nonagg)


def s_alliances(one: int, two: int, year: int) -> float:
    """Return S of the portfolios of pacts of a year over all members of the system, a state owing itself the most."""
    here, held = members(year), {}
    columns = "atop_defense", "atop_offense", "atop_neutral", "atop_consul", "atop_nonagg"
    for a, b, *promised in rows("pact_dyad_years", "ccode1", "ccode2", *columns, year=year):
        held[a, b] = _promise(*promised)
    for state in (one, two):
        held[state, state] = 3
    apart = sum(abs(held.get((one, third), 0) - held.get((two, third), 0)) for third in here)
    return 1 - 2 * apart / (3 * len(here))


def alliance_overlap(one: int, two: int, year: int) -> float:
    """Return the smaller over the larger of what two promise third states in pacts that stand on 31 December, added up; non-aggression is nothing."""
    third, held = members(year) - {one, two}, Counter()
    columns = "defense", "offense", "neutral", "consul", "nonagg"
    for a, b, start, end, *promised in rows("pacts", "ccode1", "ccode2", "start", "end", *columns):
        if (
            a in (one, two)
            and b in third
            and start.year <= year
            and (end is None or end >= date(year, 12, 31))
        ):
            level = _promise(*promised)
            held[a, b] = max(held[a, b], level if level > 1 else 0)
    either = sum(max(held[one, state], held[two, state]) for state in third)
    return sum(min(held[one, state], held[two, state]) for state in third) / either if either else 0.0
