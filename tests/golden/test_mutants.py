"""The golden features notice when a constant of the model is changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.golden.mutants import MUTANTS, changed


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_changed_constant_is_noticed(mutant, tmp_path):
    assert changed(mutant, tmp_path) == list(mutant.features)


def test_an_unchanged_constant_changes_nothing(tmp_path):
    """Else the tests above would pass for a copy that cannot run or that differs for another reason."""
    every = tuple(dict.fromkeys(name for mutant in MUTANTS for name in mutant.features))
    same = replace(MUTANTS[0], after=MUTANTS[0].before, features=every)
    assert changed(same, tmp_path) == []
