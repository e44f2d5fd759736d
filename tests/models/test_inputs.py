"""What the models read hangs on nothing later: of a world of the past, of an edition cut off there, and of the whole world it is the same."""

from __future__ import annotations

import numpy as np
import pytest

import westphalia as wp
from tests.conftest import EDITION
from tests.measures.test_no_lookahead import cut_edition
from westphalia.models.partnership.features import FEATURES
from westphalia.models.partnership.inputs import inputs, pairs_of


@pytest.mark.parametrize("year", [1999, pytest.param(1962, marks=pytest.mark.long)])
def test_no_feature_hangs_on_what_came_later(year, tmp_path):
    whole = wp.load(EDITION)
    past = whole.as_of(year)
    pairs = pairs_of(past, year - 1, year)
    found = [inputs(world, pairs, FEATURES) for world in (past, cut_edition(tmp_path, year), whole)]
    assert np.isfinite(found[0].values).any(axis=0).sum() > 40
    for other in found[1:]:
        assert other.observed == found[0].observed
        for column, feature in enumerate(FEATURES):
            np.testing.assert_allclose(
                found[0].values[:, column],
                other.values[:, column],
                rtol=1e-5,
                atol=1e-6,
                err_msg=feature.name,
            )
