"""Any byte of any file of the edition changed, a file cut short, emptied or lost: an error that names the file, never a number."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import westphalia as wp
from tests.conftest import EDITION
from tests.editions import linked
from westphalia.cli import run
from westphalia.errors import BrokenEdition
from westphalia.record.manifest import Manifest, read_manifest, write_manifest
from westphalia.record.sealed import sealed
from westphalia.record.verify import verify

MANIFEST = read_manifest(EDITION)
FILES = [*(f"{name}.parquet" for name in MANIFEST.tables), *MANIFEST.results]


def flipped(data: bytes) -> bytes:
    """Return bytes of which one bit, drawn from their number, is turned."""
    made, rng = bytearray(data), random.Random(len(data))
    made[rng.randrange(len(made))] ^= 1 << rng.randrange(8)
    return bytes(made)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "one bit turned": flipped,
    "cut short": lambda data: data[:-1],
    "emptied": lambda data: b"",
    "longer": lambda data: data + b"\n",
}


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return linked(tmp_path_factory.mktemp("damaged") / "edition")


@pytest.fixture(scope="module")
def manifest(edition: Path) -> Manifest:
    return read_manifest(edition)


def read(manifest: Manifest, file: str) -> object:
    """Ask for a file as whatever reads it does."""
    return manifest.result(file) if file in manifest.results else manifest.path(file.removesuffix(".parquet"))


@pytest.mark.parametrize("file", FILES)
def test_a_damaged_file_is_named_and_never_read(edition: Path, manifest: Manifest, file: str) -> None:
    path = edition / file
    data = path.read_bytes()
    assert read(manifest, file) == path
    path.unlink()
    with pytest.raises(BrokenEdition, match=file):
        read(manifest, file)
    for damage in DAMAGE.values():
        path.write_bytes(damage(data))
        with pytest.raises(BrokenEdition, match=file):
            read(manifest, file)
    path.write_bytes(data)
    assert read(manifest, file) == path


@pytest.mark.parametrize(
    ("file", "command"),
    [
        ("model/partnership.json", ("rank", "--year", "2022")),
        ("model/forecasts.parquet", ("brief", "Russia", "Iran", "--year", "2022")),
        ("model/analogues.parquet", ("brief", "Russia", "Iran", "--year", "2022")),
        ("model/verdicts.json", ("brief", "Russia", "Iran", "--year", "2022")),
        ("model/backtest.json", ("brief", "Russia", "Iran", "--year", "2022")),
        ("model/backtest.json", ("backtest",)),
        (
            "model/analogues_field.parquet",
            ("analogues", "Russia", "Iran", "--year", "2022", "--space", "model"),
        ),
        ("model/analogues_drivers.parquet", ("analogues", "Russia", "Iran", "--year", "2022")),
        ("model/claims.json", ("check", "russia-iran-2022")),
        ("MANIFEST.json", ("states", "iran")),
        ("MANIFEST.json", ("data", "verify")),
    ],
)
def test_a_command_that_reads_it_answers_with_the_error_alone(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    file: str,
    command: tuple[str, ...],
) -> None:
    folder = linked(tmp_path / "edition")
    data = (folder / file).read_bytes()
    (folder / file).unlink()
    (folder / file).write_bytes(flipped(data))
    monkeypatch.setattr("westphalia.record.manifest.SHIPPED", folder)
    monkeypatch.setattr("westphalia.record.world.load.__wrapped__.__defaults__", (folder, None))
    assert run(command) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert file in told.err


def test_verify_finds_it_and_files_that_are_not_named(edition: Path) -> None:
    (edition / "model" / "mine.parquet").write_bytes(b"")
    path = edition / "model" / "verdicts.json"
    data = path.read_bytes()
    path.write_bytes(flipped(data))
    broken = {found.table: found.faults for found in verify(wp.load(edition)) if not found.whole}
    path.write_bytes(data)
    (edition / "model" / "mine.parquet").unlink()
    assert sorted(broken) == ["model/mine.parquet", "model/verdicts.json"]
    assert "changed or cut short" in broken["model/verdicts.json"][0]


def test_any_byte_of_the_manifest(edition: Path) -> None:
    path = edition / "MANIFEST.json"
    data, rng = path.read_bytes(), random.Random(1)
    for place in (*range(110), *(rng.randrange(len(data)) for _ in range(40)), len(data) - 1):
        made = bytearray(data)
        made[place] ^= 1 << rng.randrange(8)
        path.write_bytes(made)
        with pytest.raises(BrokenEdition, match="manifest is damaged"):
            read_manifest(edition)
    path.write_bytes(data)
    assert read_manifest(edition).document == MANIFEST.document


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.pop("results"),
        lambda m: m.update(tables=[]),
        lambda m: m.update(sources={}),
        lambda m: m.update(format=1),
        lambda m: m["tables"]["sanctions"].pop("sha256"),
        lambda m: m["tables"]["sanctions"].update(coverage={"gsdb_4": [1950, "2023"]}),
        lambda m: m["tables"]["sanctions"].update(coverage=[[1950, 2023]]),
        lambda m: m["tables"]["sanctions"]["columns"].append({"name": "x"}),
        lambda m: m["tables"]["sanctions"]["columns"].append([]),
        lambda m: m["results"].update({"model/partnership.json": {"bytes": 1, "sha256": ""}}),
    ],
)
def test_a_manifest_of_another_shape(tmp_path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    document = json.loads(json.dumps(MANIFEST.document))
    change(document)
    (tmp_path / "MANIFEST.json").write_bytes(sealed(document))
    with pytest.raises(BrokenEdition, match="manifest is damaged"):
        read_manifest(tmp_path)


def test_a_manifest_nested_without_end(tmp_path: Path) -> None:
    (tmp_path / "MANIFEST.json").write_bytes(sealed({"x": 1}).replace(b"1", b"[" * 200_000))
    with pytest.raises(BrokenEdition, match="manifest is damaged"):
        read_manifest(tmp_path)


def test_a_changed_coverage_renames_the_edition(edition: Path) -> None:
    document = json.loads(json.dumps(MANIFEST.document))
    document["tables"]["sanctions"]["coverage"]["gsdb_4"][1] += 1
    assert write_manifest(edition, document).hash != MANIFEST.hash
    assert write_manifest(edition, MANIFEST.document).hash == MANIFEST.hash
