"""A start and estimates that tests of the simulator share: the states of 1946 with the estimates that ship, so that runs are small."""

from __future__ import annotations

import pytest

import westphalia as wp
from westphalia.system.estimates import stored
from westphalia.system.parameters import model
from westphalia.system.state import start


@pytest.fixture(scope="session")
def world():
    return wp.load()


@pytest.fixture(scope="session")
def estimates(world):
    return stored(world)["processes"]


@pytest.fixture(scope="session")
def small(world):
    return start(world, 1950)


@pytest.fixture(scope="session")
def of(estimates):
    return model(estimates)
