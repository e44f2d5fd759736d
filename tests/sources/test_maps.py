from __future__ import annotations

import pytest

from sources.adapters import natural_earth

TOPOLOGY = {
    "transform": {"scale": [0.5, 2.0], "translate": [-1.0, 10.0]},
    "arcs": [[[0, 0], [2, 0], [0, 1]], [[2, 1], [-2, 0], [0, -1]]],
}


def test_arcs_are_differences_scaled_and_moved():
    first, second = natural_earth.decoded(TOPOLOGY)
    assert first == [(-1.0, 10.0), (0.0, 10.0), (0.0, 12.0)]
    assert second == [(0.0, 12.0), (-1.0, 12.0), (-1.0, 10.0)]


def test_neighbouring_arcs_share_a_point():
    ring = natural_earth.stitched([0, 1], natural_earth.decoded(TOPOLOGY))
    assert ring == [(-1.0, 10.0), (0.0, 10.0), (0.0, 12.0), (-1.0, 12.0), (-1.0, 10.0)]


def test_negative_arc_runs_backwards():
    arcs = natural_earth.decoded(TOPOLOGY)
    assert natural_earth.stitched([~1, ~0], arcs) == natural_earth.stitched([0, 1], arcs)[::-1]


@pytest.mark.parametrize(
    ("points", "numbers"),
    [
        ([(1.234, 5.678)], [1.23, 5.68]),
        ([(0.001, 0.0), (0.002, 0.0), (0.1, 0.0), (0.001, 0.0)], [0.0, 0.0, 0.1, 0.0, 0.0, 0.0]),
        ([(-0.001, -0.001), (1.0, 1.0)], [0.0, 0.0, 1.0, 1.0]),
    ],
)
def test_points_are_rounded_and_repeats_left_out(points, numbers):
    assert natural_earth.flat(points) == numbers


def test_every_place_has_a_code_and_a_ring(inputs):
    outline = natural_earth.outlines(inputs)
    assert outline["iso3"].n_unique() == 177
    assert outline["iso3"].str.len_chars().eq(3).all()
