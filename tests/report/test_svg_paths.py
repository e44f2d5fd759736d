"""Lines of pictures lead through their places, however short they are written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from westphalia.report import svg_paths

PLACES = st.lists(st.tuples(st.integers(-300, 300), st.integers(-300, 300)), min_size=1, max_size=12)


def numbers(text):
    return [float(found) for found in re.findall(r"-?(?:\d*\.\d+|\d+)", text)]


def walked(drawn):
    """Return the places of a path by the rules of SVG."""
    start, _, ways = drawn.removeprefix("M").partition("l")
    places, steps = [tuple(numbers(start))], numbers(ways)
    for x, y in zip(steps[::2], steps[1::2], strict=True):
        places.append((places[-1][0] + x, places[-1][1] + y))
    return places


@given(st.lists(st.integers(-5000, 5000), min_size=1))
def test_numbers_are_read_as_they_were_written(hundredths):
    assert numbers(svg_paths.row(part / 100 for part in hundredths)) == [part / 100 for part in hundredths]


@given(PLACES)
def test_a_line_leads_to_its_corners_in_order(hundredths):
    places = [(x / 100, y / 100) for x, y in hundredths]
    found = walked(svg_paths.line(places))
    assert found[0] == places[0]
    assert found[-1] == pytest.approx(places[-1], abs=1e-6)
    left = iter(places)
    assert all(any(place == pytest.approx(each, abs=1e-6) for each in left) for place in found)


def test_a_line_keeps_its_corners_and_drops_what_lies_between():
    assert walked(svg_paths.line([(0, 0), (1, 1), (3, 3), (3, 0), (3, 2)])) == [
        (0, 0),
        (3, 3),
        (3, 0),
        (3, 2),
    ]
