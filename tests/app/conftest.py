"""A site over the world of the tests, asked without a network."""

from __future__ import annotations

import pytest

import westphalia as wp
from westphalia.record.world import World


@pytest.fixture(scope="session")
def world() -> World:
    return wp.load()


@pytest.fixture(scope="module")
def client(world):
    testing = pytest.importorskip("starlette.testclient", reason="the extra app is not installed")
    from westphalia.app.routes import application
    from westphalia.app.settings import Settings

    return testing.TestClient(
        application(Settings(), world),
        base_url="http://localhost",
        follow_redirects=False,
        client=("127.0.0.1", 1),
    )
