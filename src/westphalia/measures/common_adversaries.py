"""Common adversaries: third states that both have a quarrel with, weighed by their strength beside the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.measures.grievance.memory import dispute_years
from westphalia.measures.measure import Measure
from westphalia.record.coverage import since
from westphalia.record.history import NEAR, Bools, Floats, History, Ints
from westphalia.record.once import once

if TYPE_CHECKING:
    from westphalia.record.source import Source

MEMORY = 10
"""Years over which a quarrel fades to nothing, in equal steps."""
LAG = 5
"""Years until a rivalry can be known as one."""
COVERS = since(1816, "dispute_dyad_years:cow")
SANCTIONS = since(1949, "dispute_dyad_years:cow")
SPELL = ("ccode1", "ccode2", "first", "last")
Spells = tuple["Ints", "Ints", "Ints", "Ints"]


@once
def quarrels(source: Source) -> Spells:
    """Return pairs with first and last year of quarrels: each year of a dispute by itself, and rivalries from when they could be known."""
    listed = source.listed("rivalries").select(
        "ccode1", "ccode2", pl.col("first") + LAG, pl.col("last").fill_null(COVERS.whole(source)[1])
    )
    return _spells(pl.concat([_disputed(source), _whole(listed)]))


def _disputed(source: Source) -> pl.DataFrame:
    """Return each year of a dispute as a spell: whether it goes on after a pause is not known in the pause."""
    years = dispute_years(source).select(
        "ccode1", "ccode2", pl.col("year").alias("first"), pl.col("year").alias("last")
    )
    return _whole(years)


def _whole(spells: pl.DataFrame) -> pl.DataFrame:
    return spells.select(pl.col(*SPELL).cast(pl.Int64))


@once(latest=NEAR)
def _in_force(source: Source, year: int) -> Bools:
    """Return which states have sanctions in force against each other in a year, either way (n, n)."""
    sent = History(source, year).now["sanctions_own"] > 0
    both: Bools = sent | sent.T
    return both


def sanctioned(history: History) -> Floats:
    """Return how alive the latest sanctions between two states are, either way, at the end of the year (n, n)."""
    found = np.zeros((len(history.codes), len(history.codes)))
    for back in reversed(range(MEMORY)):
        found[_in_force(history.source, history.year - back)] = 1 - back / MEMORY
    return found


def _spells(rows: pl.DataFrame) -> Spells:
    one, two, first, last = (rows[name].to_numpy().astype(np.int64) for name in SPELL)
    kept = first <= last
    return one[kept], two[kept], first[kept], last[kept]


def hostility(codes: Ints, spells: Spells, year: int) -> Floats:
    """Return (n, n) how alive the latest quarrel of each pair is at the end of a year: 1 under way, 0 after ten years."""
    one, two, first, last = spells
    size = len(codes)
    a, b = (np.searchsorted(codes, side).clip(0, size - 1) for side in (one, two))
    kept = (codes[a] == one) & (codes[b] == two) & (first <= year) & (last > year - MEMORY)
    alive = 1 - (year - np.minimum(last[kept], year)) / MEMORY
    found = np.zeros((size, size))
    np.maximum.at(found, (a[kept], b[kept]), alive)
    return np.maximum(found, found.T)


def common(quarrel: Floats, capability: Floats, own: Floats) -> Floats:
    """Return how much two states have adversaries in common (n, n), 0 to 1.

    Parameters
    ----------
    quarrel : ndarray (n, n)
        How alive the quarrel of each two is, 0 to 1.
    capability : ndarray (n,)
        Capability of each.
    own : ndarray (n, n)
        How alive the disputes of each two with each other are: who fights each other has the less in common.

    Returns
    -------
    ndarray (n, n)
        1 less the product over third states of what is left when a quarrel of both with one counts by its capability as a share of that of the three, halved where the two are in dispute themselves.
        The two themselves have no part in it, since no state quarrels with itself.

    Examples
    --------
    >>> quarrel = np.array([[0, 0, 1.0], [0, 0, 0.5], [1.0, 0.5, 0]])
    >>> float(common(quarrel, np.array([0.1, 0.2, 0.3]), np.zeros((3, 3)))[0, 1])
    0.25
    """
    found = np.zeros_like(quarrel)
    for at in np.flatnonzero(quarrel.any(axis=1)):
        all_three = capability + capability[at] + capability[:, None]
        weight = np.divide(capability, all_three, out=np.zeros_like(quarrel), where=all_three > 0)
        found[at] = 1 - np.prod(1 - quarrel[at] * quarrel * weight, axis=1)
    return found * (1 - own / 2)


@once
def fights(source: Source) -> Spells:
    """Return pairs with first and last year of disputes alone."""
    return _spells(_disputed(source))


def adversaries(history: History) -> Floats:
    """Return how much two states have third states in common with which both have disputes or rivalries (n, n)."""
    return _shared(history, hostility(history.codes, quarrels(history.source), history.year))


def adversaries_with_sanctions(history: History) -> Floats:
    """Return the same with sanctions (n, n)."""
    alive = hostility(history.codes, quarrels(history.source), history.year)
    return _shared(history, np.maximum(alive, sanctioned(history)))


def _shared(history: History, alive: Floats) -> Floats:
    """Return what members have in common by third states whose capability is known (n, n)."""
    capability = np.nan_to_num(history.now["cinc"])
    some = np.flatnonzero(history.present | (capability > 0))
    inside = np.ix_(some, some)
    own = hostility(history.codes, fights(history.source), history.year)
    found = np.full(alive.shape, np.nan)
    found[inside] = common(alive[inside], capability[some], own[inside])
    np.fill_diagonal(found, np.nan)
    return found


SUM = r"\Bigl(1 - \prod_{k \ne i,j} \bigl(1 - h_{ik} h_{jk}\, \tfrac{c_k}{c_i + c_j + c_k}\bigr)\Bigr) (1 - d_{ij}/2)"
SOURCES = ("gml_mid_2_2_1", "cow_mid_5", "tss_rivalries_2022", "thompson_dreyer_2012", "nmc_7")

MEASURES = (
    Measure(
        "common_adversaries",
        "Adversaries that two states have in common",
        "dyad",
        "dispute_dyad_years",
        sides=("ccode1", "ccode2"),
        more="more in common",
        covers=COVERS,
        unit="0 to 1",
        low=0,
        high=1,
        driver="common adversaries",
        drawn=SOURCES,
        reads=("dispute_years", "rivalries", "cinc"),
        window=0,
        compute=adversaries,
        equation=SUM,
        description="Third states with which both have a dispute or rivalry, one that ended fading to nothing "
        f"over {MEMORY} years, each by its share of the capability of the three; 1 less the product of what each leaves; less by up to half where the two have disputes with each other; a rivalry counts from {LAG} years after it began, when it could be known",
    ),
    Measure(
        "common_adversaries_sanctions",
        "Adversaries in common, sanctions included",
        "dyad",
        "dispute_dyad_years",
        sides=("ccode1", "ccode2"),
        more="more in common",
        covers=SANCTIONS,
        unit="0 to 1",
        low=0,
        high=1,
        drawn=(*SOURCES, "gsdb_4", "eu_members_by_hand", "sanctions_by_hand"),
        reads=("dispute_years", "rivalries", "sanctions_own", "cinc"),
        window=0,
        compute=adversaries_with_sanctions,
        equation=SUM,
        description="As common adversaries, with third states that sanction or are sanctioned by both as states and of their own; known from 1949",
    ),
)
