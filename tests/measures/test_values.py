"""One way to ask for a number: whoever asks, and for whatever rows, it is the same; unknown is not zero, and what is carried says so."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import westphalia as wp
from tests.conftest import examples, in_part
from westphalia.errors import NotUnderstood
from westphalia.measures.measure import Measure
from westphalia.measures.reading import series
from westphalia.measures.registry import get, registered
from westphalia.measures.values import of_states, values
from westphalia.record.grid import alone, build
from westphalia.record.quantities import quantities
from westphalia.record.source import NEVER

WORLD = wp.load()
YEAR = 1995
GRIDS = {
    (system, directed): build(WORLD, (YEAR - 1, YEAR), system, dyads=True, directed=directed)
    for system in ("cow", "gw")
    for directed in (False, True)
}
STATES = build(WORLD, (YEAR - 1, YEAR), "cow", dyads=False, directed=False)
COMPUTED = {name for name, thing in registered().items() if isinstance(thing, Measure)}


def of_pairs():
    """Return the measures of pairs that have values in the year."""
    spans = {
        name: each.span(WORLD) for name, each in registered().items() if not each.driver and each.states > 1
    }
    return [name for name, span in spans.items() if span is not None and span[0] <= YEAR <= span[1]]


@pytest.mark.parametrize("rows", [3, pytest.param(30, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", in_part(quantities(), 3, COMPUTED))
def test_every_row_is_what_its_pair_has_alone(name, rows):
    """Some rows of all measures that are computed and of every third quantity that is read; more rows of all with ``make long``."""
    thing = quantities()[name]
    grid = STATES if thing.states == 1 else GRIDS["cow", False]
    found = values(WORLD, name, grid)
    assert found.value.shape == found.observed.shape
    assert ((found.observed == NEVER) == np.isnan(found.value)).all()
    rng = np.random.default_rng(7)
    for row in rng.choice(len(grid.cells), rows, replace=False).tolist():
        codes = [int(grid.codes[grid.one[row]])]
        if thing.states == 2:
            codes.append(int(grid.codes[grid.two[row]]))
        year = int(grid.when[row]) + grid.first
        alone_ = of_states(WORLD, name, tuple(codes), (year, year))[0]
        here = found.value[row] if found.value.ndim == 1 else found.value[row, 0]
        np.testing.assert_array_equal(here, alone_)
        if thing.kind == "directed":
            back = of_states(WORLD, name, tuple(codes[::-1]), (year, year))[0]
            np.testing.assert_array_equal(found.value[row, 1], back)


@pytest.mark.parametrize(
    "name", ["defence", "trade", "arms", "sanctions", "capital_distance", "joint_exclusion"]
)
def test_an_array_has_the_same_numbers(name):
    grid = GRIDS["cow", True]
    found, whole = values(WORLD, name, grid), wp.array(WORLD, name, YEAR, system="cow")
    rows = np.flatnonzero(grid.when == 1)
    value = found.value[rows] if found.value.ndim == 1 else found.value[rows, 0]
    place = {code: at for at, code in enumerate(whole.states)}
    one, two = ([place[int(code)] for code in grid.codes[side[rows]]] for side in (grid.one, grid.two))
    np.testing.assert_array_equal(value, whole.value[one, two])


@pytest.mark.parametrize("name", ["cinc", "defence", "grievance", "joint_exclusion", "capability_ratio"])
def test_both_lists_of_states_and_both_directions_agree(name):
    thing = get(name)
    reference = GRIDS["cow", True]
    known = values(WORLD, name, reference).value.reshape(len(reference.cells), -1)
    at = {
        (int(a), int(b), int(w)): row
        for row, (a, b, w) in enumerate(
            zip(
                reference.codes[reference.one],
                reference.codes[reference.two],
                reference.when,
                strict=True,
            )
        )
    }
    once = GRIDS["cow", False]
    found = values(WORLD, name, once).value.reshape(len(once.cells), -1)
    for row in range(0, len(once.cells), 97):
        a, b, w = int(once.codes[once.one[row]]), int(once.codes[once.two[row]]), int(once.when[row])
        np.testing.assert_array_equal(found[row], known[at[a, b, w]])
        turned = known[at[b, a, w]]
        np.testing.assert_array_equal(found[row], turned[::-1] if thing.kind != "dyad" else turned)
    other = GRIDS["gw", False]
    assert np.isfinite(values(WORLD, name, other).value).mean() > 0.5


@given(name=st.sampled_from(sorted(quantities())), year=st.integers(1816, 2025), seed=st.integers(0, 9))
@examples(60, derandomize=True)
def test_unknown_is_not_zero_and_zero_is_not_unknown(name, year, seed):
    thing = quantities()[name]
    members = WORLD.members(year, "cow")
    rng = np.random.default_rng(seed)
    codes = tuple(int(code) for code in rng.choice(members, thing.states, replace=False))
    span, value = thing.span(WORLD), of_states(WORLD, name, codes, (year, year))[0]
    if span is None or not span[0] <= year <= span[1]:
        assert np.isnan(value)
    elif thing.zero:
        assert np.isfinite(value)
    elif np.isfinite(value) and value == 0:
        grid = alone(WORLD, codes, (year, year), "cow")
        assert values(WORLD, name, grid).observed.ravel()[0] == year


@pytest.mark.parametrize("name", ["defence", "cinc", "shared_institutions", "joint_exclusion"])
def test_what_is_carried_is_the_last_year_covered_and_says_so(name):
    thing = get(name)
    last = thing.span(WORLD)[1]
    codes = (255, 220)[: thing.states]
    grid = alone(WORLD, codes, (last - 1, last + 2), "cow")
    plain, carried = values(WORLD, name, grid), values(WORLD, name, grid, carry="last")
    assert np.isnan(plain.value[2:]).all()
    np.testing.assert_array_equal(carried.value[:2], plain.value[:2])
    np.testing.assert_array_equal(carried.value[2:], plain.value[[1, 1]])
    assert (carried.observed[2:] == last).all()


def test_states_that_came_later_have_nothing_carried():
    grid = build(WORLD, (2011, 2014), "cow", dyads=True, directed=False)  # South Sudan entered in 2011
    then = WORLD.as_of(2010)
    found = values(then, "shared_institutions", grid, carry="last")
    new = (grid.codes[grid.one] == 626) | (grid.codes[grid.two] == 626)
    assert new.any()
    assert np.isnan(found.value[new]).all()
    assert np.isfinite(found.value[~new]).any()


@pytest.mark.parametrize("name", in_part(of_pairs(), 4))
def test_measure_panel_array_and_network_say_the_same(name):
    thing = registered()[name]
    panel = wp.panel.dyad_years(WORLD, (YEAR, YEAR)).add(f"measure-{name.replace('_', '-')}").collect()
    column = f"{name}1" if thing.kind == "directed" else name
    whole = wp.array(WORLD, name, YEAR)
    for a, b in ((365, 630), (2, 200), (220, 255), (710, 740), (640, 651)):
        (row,) = series(WORLD, thing, [WORLD.state(a), WORLD.state(b)], (YEAR, YEAR)).rows
        assert panel.filter(ccode1=a, ccode2=b)[column].item() == row.value, (a, b)
        value = np.nan if row.value is None else row.value
        assert np.array_equal(whole.of(a, b), value, equal_nan=True), (a, b)


def test_unknown_names_and_wrong_rows_are_told():
    with pytest.raises(NotUnderstood, match="cinc"):
        values(WORLD, "cincc", STATES)
    with pytest.raises(NotUnderstood, match="pairs of states"):
        values(WORLD, "defence", STATES)
