"""Each step of ``make results`` keeps what nothing has changed for, says what has changed where something has, and does again what it is told to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from sources import analogues, cases, claims, models, nuclear
from tests.editions import altered, linked
from westphalia.models.analogues import drivers, positions, stored
from westphalia.models.partnership import stored_forecasts
from westphalia.models.partnership.store import BACKTEST
from westphalia.record.manifest import MODEL, read_manifest, write_manifest
from westphalia.record.world import World

STEPS: dict[str, Callable[[Path, bool], Any]] = {
    MODEL: models.fit,
    stored_forecasts.FILE: models.forecast,
    BACKTEST: models.score,
    positions.FILE: cases.past,
    cases.CASES: lambda folder, force: cases.document(folder, "cases", force),
    nuclear.FILE: nuclear.main,
    cases.MECHANISMS: lambda folder, force: cases.document(folder, "mechanisms", force),
    drivers.FILE: analogues.stand,
    stored.FILE: analogues.store,
    claims.FILE: claims.store,
    claims.VERDICTS: claims.store,
}


class BeginsError(Exception):
    """Something that takes long is begun."""


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all that takes long end as soon as it begins."""

    def begin(*_: Any, **__: Any) -> None:
        raise BeginsError

    monkeypatch.setattr(models.Partnership, "fit", begin)
    monkeypatch.setattr(models.store, "load", begin)
    monkeypatch.setattr(models.backtest, "bench", begin)
    monkeypatch.setattr(positions, "make", begin)
    monkeypatch.setattr(stored, "write", begin)
    monkeypatch.setattr(drivers, "write", begin)
    monkeypatch.setattr(claims, "checked", begin)
    monkeypatch.setattr(nuclear, "compute", begin)
    documents = {name: (file, begin, *rest) for name, (file, _, *rest) in cases.DOCUMENTS.items()}
    monkeypatch.setattr(cases, "DOCUMENTS", documents)


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_skipped_where_nothing_has_changed_and_done_where_it_is_asked_for(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    linked(tmp_path)
    STEPS[name](tmp_path, False)
    assert f"{name}: kept, since nothing that it is made from has changed" in capsys.readouterr().out
    with pytest.raises(BeginsError):
        STEPS[name](tmp_path, True)
    assert f"{name}: made again (asked for)" in capsys.readouterr().out


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("name", STEPS)
def test_a_step_says_which_table_has_changed(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    altered(tmp_path, capabilities=lambda table: table.head(10))
    with pytest.raises(BeginsError):
        STEPS[name](tmp_path, False)
    assert f"{name}: made again (changed: table capabilities" in capsys.readouterr().out


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("name", [MODEL, stored_forecasts.FILE, positions.FILE, stored.FILE])
def test_a_step_that_does_not_read_a_table_is_skipped_when_it_changes(name: str, tmp_path: Path) -> None:
    altered(tmp_path, protests=lambda table: table.head(10))
    STEPS[name](tmp_path, False)


@pytest.mark.usefixtures("begun")
def test_a_step_is_done_where_its_result_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    linked(tmp_path, [positions.FILE])
    with pytest.raises(BeginsError):
        cases.past(tmp_path)
    assert "made again (changed: it is not there)" in capsys.readouterr().out


def counting(world: World) -> dict[str, Any]:
    return {"hand": [], "protests": world.table("protests").select(pl.len()).collect().item()}


def test_what_is_made_again_names_the_tables_that_it_read_and_is_kept_from_then_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, _, root, files = cases.DOCUMENTS["cases"]
    monkeypatch.setattr(cases, "DOCUMENTS", {"cases": (file, counting, root, files)})
    linked(tmp_path)
    cases.main(["cases", "--force"], tmp_path)
    made = read_manifest(tmp_path).results[file]["made_from"]
    assert (list(made["tables"]), list(made["files"])) == (["protests"], list(files))
    assert read_manifest(tmp_path).changed(file) == ()
    before = read_manifest(tmp_path).sha256
    cases.main(["cases"], tmp_path)
    assert read_manifest(tmp_path).sha256 == before


def test_code_that_says_the_same_in_other_words_is_entered_and_nothing_is_made_again(tmp_path: Path) -> None:
    document = read_manifest(linked(tmp_path)).document
    entry = document["results"][MODEL]
    made = {**entry["made_from"], "code": dict.fromkeys(entry["made_from"]["code"], "0" * 12)}
    results = {**document["results"], MODEL: {**entry, "made_from": made}}
    write_manifest(tmp_path, {**document, "results": results})
    models.fit(tmp_path)
    assert read_manifest(tmp_path).results[MODEL] == entry


def test_verdicts_are_given_anew_with_the_readings_that_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def checked(world: World, fresh: bool) -> tuple[dict[str, Any], list[Any]]:
        asked.append(fresh)
        world.table("trade")
        return {"a": {}}, []

    monkeypatch.setattr(claims, "checked", checked)
    linked(tmp_path, [claims.VERDICTS])
    before = read_manifest(tmp_path).results[claims.FILE]["made_from"]
    claims.store(tmp_path)
    found = read_manifest(tmp_path).results
    assert asked == [False]
    assert set(before["tables"]) | {"trade"} == set(found[claims.FILE]["made_from"]["tables"])
    assert set(found[claims.VERDICTS]["made_from"]["files"]) == set(claims.shelf())
    claims.store(tmp_path)
    assert asked == [False]
    claims.store(tmp_path, force=True)
    assert asked == [False, True]
    assert list(read_manifest(tmp_path).results[claims.FILE]["made_from"]["tables"]) == ["trade"]
