"""What changed from one edition to another."""

from __future__ import annotations

import hashlib
import json
import shutil

import polars as pl
import pytest

from tests.conftest import EDITION
from westphalia import cli
from westphalia.errors import BrokenEdition, NotUnderstood
from westphalia.record.manifest import read_manifest, write_manifest
from westphalia.record.verify import differences


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """Return an edition in which warheads differ: a row more, a row less, a value changed, a column less."""
    folder = tmp_path_factory.mktemp("other")
    document = json.loads((EDITION / "MANIFEST.json").read_text(encoding="utf-8"))
    tables = {name: document["tables"][name] for name in ("warheads", "states")}
    shutil.copy(EDITION / "states.parquet", folder)
    frame = pl.read_parquet(EDITION / "warheads.parquet").sort("ccode", "year")
    mine = frame.filter(~((pl.col("ccode") == 2) & (pl.col("year") == 1950)))
    mine = mine.with_columns(
        pl.when((pl.col("ccode") == 365) & (pl.col("year") == 1990))
        .then(0)
        .otherwise("warheads")
        .cast(pl.Int32)
        .alias("warheads")
    )
    more = mine.head(1).with_columns(
        pl.lit(666, mine.schema["ccode"]).alias("ccode"), pl.lit(1999, mine.schema["year"]).alias("year")
    )
    mine.vstack(more).write_parquet(folder / "warheads.parquet")
    digest = hashlib.sha256((folder / "warheads.parquet").read_bytes()).hexdigest()
    tables["warheads"] = {**tables["warheads"], "sha256": digest, "rows": mine.height + 1}
    write_manifest(folder, {**document, "tables": tables, "results": {}})
    return folder


def test_rows_that_came_went_and_changed(other):
    found = {each.table: each for each in differences(other, EDITION, ["warheads", "states", "pacts"])}
    assert (found["states"].status, found["pacts"].status) == ("same", "new")
    assert found["pacts"].came == read_manifest(EDITION).tables["pacts"]["rows"]
    heads = found["warheads"]
    israel = pl.read_parquet(EDITION / "warheads.parquet").filter(ccode=666, year=1999).height
    assert (heads.came, heads.went) == (1, 1 - israel)
    assert heads.changed >= 1
    assert heads.values["warheads"] >= 1
    assert {2, 365} <= set(heads.states)
    back = next(iter(differences(EDITION, other, ["warheads"])))
    assert (back.came, back.went, back.changed) == (heads.went, heads.came, heads.changed)


def test_an_edition_does_not_differ_from_itself():
    assert {each.status for each in differences(EDITION, EDITION)} == {"same"}


def test_what_is_not_understood(other, tmp_path):
    with pytest.raises(NotUnderstood, match="warheads"):
        list(differences(other, EDITION, ["warhead"]))
    with pytest.raises(BrokenEdition):
        list(differences(tmp_path, EDITION))


def test_the_command(other, capsys):
    assert cli.run(["data", "diff", str(other), "warheads", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["tables"][0]["status"] == "changed"
    assert cli.run(["data", "diff", str(other), "warheads", "states"]) == 0
    said = capsys.readouterr()
    assert "Russia" in said.out
    assert "1 of 2 tables differ" in said.err
    assert cli.run(["data", "diff", "/nowhere"]) == 1
