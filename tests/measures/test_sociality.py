"""How readily states form ties, and what the network says of a pair when its own tie is left out."""

from __future__ import annotations

import numpy as np
import pytest

import westphalia as wp
from tests.measures.asking import pairs, states
from westphalia.measures import affinity, new_ties, tie_network
from westphalia.record.grid import build
from westphalia.record.ties import Ties

SOCIALITY = [each for each in tie_network.MEASURES if each.name.endswith("sociality")]
STATES = {m.name: m for m in (*SOCIALITY, *new_ties.MEASURES) if m.kind == "state"}
PAIRS = {m.name: m for m in (*SOCIALITY, *affinity.MEASURES) if m.kind == "dyad"}


@pytest.fixture(scope="module")
def world():
    return wp.load()


def of(world, name, code, year):
    """Return a measure of a state in a year."""
    return float(states(world, name, [code], (year, year))[0, 0])


def test_new_pacts_by_hand(world):
    # France had no ally between 1871 and the pact with Russia (ATOP dates it 1891 to 1894).
    assert of(world, "new_pacts_5", 220, 1890) == 0
    assert of(world, "new_pacts_5", 220, 1895) > 0
    assert of(world, "pact_degree", 220, 1890) == 0
    assert of(world, "pact_degree", 220, 1895) == pytest.approx(np.log(2))
    # The states that came out of the Soviet Union: bilateral treaties by the dozen.
    assert of(world, "new_pacts_5", 365, 1995) > np.log(20)


def test_counts_against_the_table(world):
    signed = world.table("defence_agreements").collect()
    mine = signed.filter((signed["ccode1"] == 365) | (signed["ccode2"] == 365))
    years = mine["signed"].dt.year()
    for year in (1990, 2004):
        expected = int(((years <= year) & (years > year - 10)).sum())
        assert of(world, "new_dcas_10", 365, year) == pytest.approx(np.log1p(expected))


def test_new_supplier_relations(world):
    arms = world.table("arms_transfers").select("supplier", "recipient", "year").collect()
    years: dict[int, set[int]] = {}
    for one, two, year in arms.iter_rows():
        if 630 in (one, two):
            years.setdefault(one + two - 630, set()).add(year)
    for year in (1965, 1990, 2023):
        expected = sum(
            1
            for delivered in years.values()
            for first in delivered
            if year - 4 <= first <= year and not any(first - 5 <= before < first for before in delivered)
        )
        assert of(world, "new_arms_5", 630, year) == pytest.approx(np.log1p(expected))


def test_windows_grow(world):
    codes = np.array([2, 200, 365, 630])
    for kind in ("pacts", "dcas", "arms"):
        five, ten, twenty = (states(world, f"new_{kind}_{n}", codes, (2000, 2010)) for n in (5, 10, 20))
        assert (five <= ten).all()
        assert (ten <= twenty).all()
        assert np.isfinite(twenty).all()


def test_unknown_is_not_zero(world):
    assert np.isnan(of(world, "new_dcas_5", 2, 1983))
    assert np.isfinite(of(world, "new_dcas_5", 2, 1984))
    assert np.isnan(of(world, "new_arms_5", 2, 1958))
    assert np.isfinite(of(world, "new_arms_5", 2, 1959))
    assert np.isnan(of(world, "sociality", 2, 2019))
    assert np.isnan(of(world, "sociality", 260, 1950))  # not yet a state
    assert np.isnan(of(world, "sociality", 365, 1815))


def test_sociality_is_relative_to_the_year(world):
    codes = world.universe()
    values = states(world, "sociality", codes, (1980, 1980))[:, 0]
    listed = np.isfinite(values)
    assert listed.sum() == len(world.members(1980, "cow"))
    # log((1 + x) / (1 + mean x)): the mean of the ratios is 1
    assert np.exp(values[listed]).mean() == pytest.approx(1)
    assert values[codes == 365] > 0 > values[codes == 760]  # the Soviet Union, Bhutan


@pytest.mark.parametrize("name", list(STATES))
def test_states_of_a_world_of_the_past(world, name):
    codes, then = np.array([2, 200, 365, 630, 750]), world.as_of(2001)
    now, past = (states(each, name, codes, (1998, 2003)) for each in (world, then))
    np.testing.assert_allclose(now[:, :4], past[:, :4], atol=1e-12)
    assert np.isnan(past[:, 4:]).all()


@pytest.mark.parametrize("name", list(PAIRS))
def test_pairs_of_a_world_of_the_past(world, name):
    then = world.as_of(2008)
    grid = build(world, (2007, 2009), "cow", dyads=True, directed=False)
    grid = grid.keep(np.arange(len(grid.cells)) % 5 == 0)
    now, past = pairs(world, name, grid), pairs(then, name, grid)
    upto = grid.when <= 1
    np.testing.assert_allclose(now[upto], past[upto], atol=1e-9)
    assert np.isfinite(now[upto]).all()
    assert np.isnan(past[~upto]).all()


def test_ties_fade():
    ties = Ties(*(np.array([n]) for n in (0, 1, 1900, 1910, 1, 2)), np.ones(1), 2)
    layers = {year: affinity.layer(ties, year)[0, 1] for year in (1899, 1900, 1910, 1920, 1930)}
    assert layers == {1899: 0, 1900: 1, 1910: 1, 1920: 0.5, 1930: 0.25}
    large = Ties(*(np.array([n]) for n in (0, 1, 1900, 1910, 1, 16)), np.ones(1), 2)
    assert affinity.layer(large, 1905)[1, 0] == 0.25
    assert affinity.layer(ties, 1930, last_seen=1910)[0, 1] == 1


def factors(n=60, seed=1):
    """Return a network of two blocks with noise."""
    rng = np.random.default_rng(seed)
    side = rng.integers(0, 2, n)
    chance = np.where(side[:, None] == side[None, :], 0.5, 0.05)
    drawn = np.triu(rng.random((n, n)) < chance, 1).astype(float)
    return drawn + drawn.T, side


def test_affinity_finds_blocks():
    network, side = factors()
    found = affinity.affinity(network, 2)
    same = side[:, None] == side[None, :]
    np.fill_diagonal(same, False)
    np.testing.assert_allclose(found, found.T, atol=1e-12)
    assert found[same].mean() > found[~same].mean() + 0.5


def test_the_pairs_own_tie_is_left_out():
    # With the tie taken out of the network and everything computed anew, the value is nearly the same; without the correction it is not.
    network, _ = factors(40)
    found = affinity.affinity(network, 4)
    left, kept, plain = [], [], []
    for one, two in list(zip(*np.nonzero(np.triu(network)), strict=True))[::15]:
        without = network.copy()
        without[one, two] = without[two, one] = 0
        left.append(affinity.affinity(without, 4)[one, two])
        kept.append(found[one, two])
        plain.append(_uncorrected(network, 4)[one, two])
    left, kept, plain = map(np.array, (left, kept, plain))
    assert np.abs(kept - left).mean() < 0.5 * np.abs(plain - left).mean()


def _uncorrected(ties, rank):
    degree = ties.sum(axis=1)
    scale = 1 / np.sqrt(degree + degree.mean())
    values, vectors = np.linalg.eigh(ties * np.outer(scale, scale))
    strongest = np.argsort(-np.abs(values))[:rank]
    shown = (vectors[:, strongest] * values[strongest]) @ vectors[:, strongest].T
    return np.arcsinh(len(ties) * shown)


def test_affinity_of_the_record(world):
    grid = build(world, (1970, 1970), "cow", dyads=True, directed=False)
    values = pairs(world, "latent_affinity", grid)

    def pair(one, two):
        at, to = np.searchsorted(grid.codes, (one, two))
        return values[(grid.one == at) & (grid.two == to)].item()

    assert pair(290, 310) > pair(210, 310)  # Hungary with Poland, and with the Netherlands
    assert np.isfinite(values).all()
    assert affinity.affinity(np.zeros((5, 5))).any() is np.False_
