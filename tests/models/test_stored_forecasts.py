"""The forecasts that pages show are those of the model that ships."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from tests.editions import linked
from westphalia.models.outcomes import STORED
from westphalia.models.partnership import store, stored_forecasts
from westphalia.models.partnership.prospects import Prospects, prospects
from westphalia.models.partnership.stored_forecasts import FILE, NESTED, STEPS
from westphalia.record.world import World, load

WORLD = load()
YEAR = 2022


@pytest.fixture(scope="module")
def model() -> store.Partnership:
    return store.load(WORLD)


@pytest.fixture(scope="module")
def made(model: store.Partnership) -> pl.DataFrame:
    return stored_forecasts.worked_out(model, YEAR)[1]


def flat(frame: pl.DataFrame) -> pl.DataFrame:
    for kind in NESTED:
        frame = frame.with_columns(pl.col(kind).name.prefix_fields(f"{kind}.")).unnest(kind)
    return frame


def test_every_number_stored_of_a_year_is_the_models_to_a_step(made: pl.DataFrame) -> None:
    file = pl.scan_parquet(WORLD.manifest.folder / FILE).filter(year=YEAR).collect()
    there, here = flat(file), flat(made.sort("one", "two"))
    assert there.columns == here.columns
    assert there.select("one", "two").equals(here.select("one", "two"))
    for name in there.columns[3:]:
        far = (there[name].cast(pl.Int32) - here[name].cast(pl.Int32)).abs()
        assert far.max() <= 1, name  # rounding differs between processors
        assert there[name].null_count() == here[name].null_count()


def test_the_document_of_a_year_is_the_models(model: store.Partnership) -> None:
    about, here = stored_forecasts.about(WORLD), stored_forecasts.worked_out(model, YEAR)[0]
    assert about is not None
    assert about["model"] == model.hash == WORLD.manifest.model
    for name in ("until", "theta", "measures"):
        assert about[name] == here[name]
    assert about["observed"][str(YEAR)] == here["observed"][str(YEAR)]
    assert about["averages"][str(YEAR)] == pytest.approx(here["averages"][str(YEAR)])
    for source, level in here["levels"][str(YEAR)].items():
        for horizon, found in level.items():
            assert about["levels"][str(YEAR)][source][horizon] == pytest.approx(found, abs=1e-9)


@pytest.mark.parametrize("asked", [("Russia", "Iran"), ("US", "UK"), ("Fiji", "Chad")])
def test_a_page_says_what_the_model_says(model: store.Partnership, asked: tuple[str, str]) -> None:
    page = prospects(WORLD, WORLD.dyad(*asked, YEAR), YEAR)
    assert isinstance(page, Prospects)
    for outcome in ("alignment", "arms", "any"):
        said = model.forecast(*asked, YEAR, outcome)
        for horizon, chance in page.chances[outcome].items():
            assert chance.probability == pytest.approx(said.probability[horizon], rel=1e-3)
            assert chance.interval == pytest.approx(said.interval[horizon], rel=0.03)
            assert chance.base_rate == pytest.approx(said.base_rate[horizon], rel=1e-3)
            assert chance.percentile == pytest.approx(said.percentile[horizon], abs=1e-3)
    for driver in model.explain(*asked, YEAR).drivers:
        (mine,) = (part for part in page.drivers if part.name == driver.driver)
        assert mine.contribution == pytest.approx(driver.contribution, abs=0.03)


def test_a_pair_is_found_by_its_codes() -> None:
    own = stored_forecasts.of_pair(WORLD, 365, 630)
    assert own.select("one", "two").unique().rows() == [(365, 630)]
    assert own["year"].is_sorted()
    assert own["year"].to_list() == list(range(STORED, STORED + own.height))
    assert stored_forecasts.of_pair(WORLD, 365, 366 - 2).is_empty()


def test_a_file_written_is_read_as_it_was_worked_out(
    tmp_path, model: store.Partnership, made: pl.DataFrame
) -> None:
    folder = linked(tmp_path / "edition", [FILE])
    stored_forecasts.write(folder, model, YEAR, YEAR)
    seen = World(load(folder).manifest)
    row = stored_forecasts.scaled(stored_forecasts.of_pair(seen, 365, 630).row(0, named=True))
    worked = stored_forecasts.scaled(made.filter(one=365, two=630).row(0, named=True))
    assert row == worked
    assert all(row[kind] for kind in STEPS)
    found = stored_forecasts.of_year(seen, YEAR)
    np.testing.assert_array_equal(found["slope_pact"], made.sort("one", "two")["slope_pact"])
