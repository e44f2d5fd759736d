"""Asking measures for several states, or for the rows of a grid."""

from __future__ import annotations

import numpy as np

from westphalia.measures.values import of_states, values


def states(world, name, codes, years):
    """Return a measure of states in years (n, years)."""
    return np.stack([of_states(world, name, (int(code),), years) for code in codes])


def pairs(world, name, grid):
    """Return a measure of the rows of a grid, (rows,) or (rows, 2)."""
    return values(world, name, grid).value
