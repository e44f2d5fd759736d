"""The model's hash covers what a forecast hangs on: every constant behind every feature, the tables read, and nothing else."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import westphalia as wp
from tests.editions import altered
from westphalia.errors import NoAnswer
from westphalia.models import definitions
from westphalia.models.partnership import store, stored_forecasts
from westphalia.models.partnership.features import FEATURES
from westphalia.models.partnership.inputs import inputs, pairs_of
from westphalia.models.partnership.prospects import Absent, prospects
from westphalia.record.definitions import HERE, PACKAGE, constants
from westphalia.record.manifest import MODEL, read_manifest
from westphalia.record.world import World

WORLD = wp.load()
LOADED = store.load(WORLD)
BEFORE = LOADED.hash
DECLARED = definitions.declared()


def another(value: Any) -> Any:
    """Return a value of the same kind that says something else."""
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case str():
            return value + "-other"
        case dict() | type():
            return {**value, "other": 1}
        case frozenset() | set():
            return value | {-1}
        case _:
            return (*value, 1) if isinstance(value, list | tuple) else 1


@pytest.mark.parametrize("module", DECLARED.constants)
def test_any_constant_renames_the_model_and_hides_its_forecasts(module: str) -> None:
    home = sys.modules[f"{PACKAGE}.{module}"]
    for name in constants(module, DECLARED.reads):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(home, name, another(getattr(home, name)))
            assert LOADED.hash == WORLD.manifest.model != BEFORE, name
            assert stored_forecasts.about(WORLD) is None, name


def test_the_model_has_its_name_again_when_its_constants_are_as_they_were() -> None:
    assert LOADED.hash == WORLD.manifest.model == BEFORE
    assert stored_forecasts.about(WORLD) is not None


def test_no_number_written_down_in_a_module_of_a_feature_is_left_out() -> None:
    """Names in capitals whose value is a number, or holds one, all count."""
    left = []
    for module in DECLARED.constants:
        home, held = sys.modules[f"{PACKAGE}.{module}"], constants(module, DECLARED.reads)
        for node in ast.parse(Path(str(home.__file__)).read_text(encoding="utf-8")).body:
            targets = node.targets if isinstance(node, ast.Assign) else []
            names = [part.id for each in targets for part in ast.walk(each) if isinstance(part, ast.Name)]
            values = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
            if any(type(value) in (int, float) for value in values):
                left += [(module, name) for name in names if name.isupper() and name not in held]
    texts = [each for each in left if isinstance(getattr(sys.modules[f"{PACKAGE}.{each[0]}"], each[1]), str)]
    assert left == texts  # sentences that say a number


def test_a_model_that_was_fitted_with_another_constant_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    from westphalia.measures.grievance import memory

    monkeypatch.setattr(memory, "HALF_LIFE", memory.HALF_LIFE + 1)
    with pytest.raises(NoAnswer, match=r"constant HALF_LIFE"):
        store.load(WORLD)
    found = prospects(WORLD, WORLD.dyad("Russia", "Iran", 2022), 2022)
    assert isinstance(found, Absent)
    assert "has changed since" in found.why


def halved(table: pl.DataFrame) -> pl.DataFrame:
    return table.head(table.height // 2)


def test_another_table_of_protests_renames_nothing(tmp_path: Path) -> None:
    seen = altered(tmp_path, protests=halved).manifest
    assert seen.hash != WORLD.manifest.hash
    assert seen.model == WORLD.manifest.model
    assert {name: seen.changed(name) for name in (MODEL, stored_forecasts.FILE)} == dict.fromkeys(
        (MODEL, stored_forecasts.FILE), ()
    )
    assert store.load(wp.load(tmp_path)).hash == WORLD.manifest.model


def test_another_table_of_capabilities_renames_the_model_and_hides_all_that_was_made_from_it(
    tmp_path: Path,
) -> None:
    seen = altered(tmp_path, capabilities=halved)
    assert seen.manifest.model != WORLD.manifest.model
    assert seen.manifest.changed(MODEL) == ("table capabilities",)
    others = {name for name in seen.manifest.results if not seen.manifest.changed(name)}
    assert others == {"model/pass_through.json", "model/sanction_effects.json", "model/unrest.json"}
    assert stored_forecasts.about(seen) is None
    with pytest.raises(NoAnswer, match="table capabilities"):
        store.load(seen)


def test_what_a_list_covers_is_part_of_the_digest_of_its_table() -> None:
    document = dict(WORLD.manifest.document)
    covers = {**document["covers"], "wars": {"sources": {"cow_inter_state_wars_4": [1816, 2006]}}}
    seen = type(WORLD.manifest)(WORLD.manifest.folder, {**document, "covers": covers})
    assert seen.digest("wars") != WORLD.manifest.digest("wars")
    assert seen.digest("capabilities") == WORLD.manifest.digest("capabilities")


def test_no_table_is_read_that_is_not_named() -> None:
    world = World(read_manifest())
    inputs(world, pairs_of(world, 2000, 2000), FEATURES)
    assert world.manifest.asked <= set(definitions.tables(DECLARED.reads))
    assert "protests" not in definitions.tables(DECLARED.reads)


def test_a_module_that_is_written_otherwise_is_asked_for_its_constants_before_anything_is_shown() -> None:
    """In a process that imports no feature, one whose file is not the one that it was counts with the constants that it has."""
    code = (
        "import sys\n"
        "from westphalia.record.manifest import MODEL, read_manifest\n"
        "manifest = read_manifest()\n"
        "made = manifest.results[MODEL]['made_from']\n"
        "name = 'measures.grievance.memory'\n"
        "print(manifest.changed(MODEL), 'westphalia.' + name in sys.modules)\n"
        "made['code'][name] = ''\n"
        "print(manifest.changed(MODEL), 'westphalia.' + name in sys.modules)\n"
        "made['constants'][name]['HALF_LIFE'] = ''\n"
        "print(manifest.changed(MODEL))\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines() == [
        "() False",
        "() True",
        "('constant HALF_LIFE',)",
    ]
    assert (HERE / "measures/grievance/memory.py").is_file()


def test_a_model_read_again_has_the_hash_that_it_was_stored_with() -> None:
    """Numbers are rounded for the hash as they are stored: half-way cases, of which each fit has a few, fall to the same side."""
    document, rng = store.pack(LOADED), np.random.default_rng(7)
    for _ in range(20):
        model = store.unpack(document)
        for source in model.models.values():
            half = np.round(rng.normal(size=len(source.coefficients)), 4) + 5e-5
            source.coefficients[:] = half + rng.normal(scale=1e-10, size=len(half))
            source.levels.annual[:] *= 1 + rng.normal(scale=1e-6, size=len(source.levels.annual))
        assert store.unpack(store.pack(model)).fitted == model.fitted
