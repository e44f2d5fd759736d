"""New editions: whole or not there at all, the same tables as the build makes, asked for by name, and the one that ships never touched."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from itertools import product
from pathlib import Path

import polars as pl
import pytest

import westphalia as wp
from tests.conftest import EDITION, in_part
from tests.record.releases import a_year_more, nmc, table
from westphalia.cli import run
from westphalia.errors import BrokenEdition, NotUnderstood, WestphaliaError
from westphalia.record import new_edition
from westphalia.record.editions import FOLDER, VARIABLE, editions, folder_of
from westphalia.record.manifest import SHIPPED, read_manifest, write_manifest
from westphalia.record.new_edition import make
from westphalia.record.releases import OPEN
from westphalia.record.results import storing, strays
from westphalia.record.verify import differences, verify

NMC = OPEN["nmc"]


@pytest.fixture
def world(tmp_path):
    return wp.load(SHIPPED, user=tmp_path / "own")


@pytest.fixture
def own(tmp_path, monkeypatch):
    monkeypatch.setenv("WESTPHALIA_DATA", str(tmp_path / "own"))
    return tmp_path / "own"


@pytest.fixture(scope="module")
def longer(tmp_path_factory):
    """A file with one year more."""
    return nmc(tmp_path_factory.mktemp("nmc") / "NMC-71-abridged.csv", a_year_more("capabilities", 2022))


@pytest.fixture(scope="module")
def longer_edition(longer, tmp_path_factory):
    """An edition made with it, and its world."""
    user = tmp_path_factory.mktemp("user")
    made = make(wp.load(SHIPPED, user=user), NMC, [longer], "7.1")
    return made, wp.load(made.name, user=user)


def left(world):
    folder = world.user.folder / FOLDER
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def shipped():
    return {path.relative_to(EDITION): path.read_bytes() for path in EDITION.rglob("*") if path.is_file()}


def broken(path, longer, change):
    text = longer.read_text(encoding="utf-8")
    path.write_bytes(change(text))
    return path


class TestMade:
    def test_the_rows_of_the_edition_give_its_tables_to_the_byte(self, world, tmp_path):
        made = make(world, NMC, [nmc(tmp_path / "NMC-70-abridged.csv")])
        assert [(each.table, each.status) for each in made.changes] == [("capabilities", "same")]
        assert made.stale == ()
        new = wp.load(made.name, user=world.user.folder).manifest
        assert {name: new.digest(name) for name in new.tables} == {
            name: world.manifest.digest(name) for name in world.manifest.tables
        }

    def test_a_year_more_is_told_by_state(self, world, longer_edition):
        made, new = longer_edition
        (change,) = made.changes
        states = table("capabilities").filter(year=2022)["ccode"].to_list()
        assert (change.came, change.went, change.changed) == (len(states), 0, 0)
        assert change.states == dict.fromkeys(states, 1)
        assert new.coverage("capabilities") == (1816, 2023)
        assert new.span("capabilities", "cinc") == (1816, 2023)
        assert "model/partnership.json" in made.stale
        assert "table capabilities" in new.manifest.changed("model/partnership.json")
        of_states = new.table("coverage").filter(table="capabilities", ccode=2).collect().row(0, named=True)
        assert (of_states["last"], of_states["rows"]) == (2023, 2023 - 1816 + 1)

    def test_what_else_changed_is_nothing(self, world, longer_edition):
        made, _ = longer_edition
        changed = [each for each in differences(SHIPPED, made.folder) if each.status != "same"]
        assert [each.table for each in changed] == ["capabilities", "coverage"]

    def test_it_says_what_it_is_made_from(self, world, longer_edition, longer):
        made, new = longer_edition
        assert made.name == f"2025-{new.manifest.hash}"
        assert new.manifest.made[0]["release"] == "nmc"
        assert new.manifest.made[0]["from"] == world.manifest.hash
        source = new.manifest.sources["nmc_7"]
        assert source["title"] == "National Material Capabilities 7.1"
        assert "version 7.1." in source["citation"]
        assert list(source["files"]) == ["NMC-71-abridged.csv"]
        assert str(longer.parent) not in json.dumps(new.manifest.document)
        assert any("version 7.1." in each.citation for each in new.cite(["capabilities"]))

    def test_it_is_whole_and_as_of_hides_its_years(self, longer_edition):
        _, new = longer_edition
        assert not strays(new.manifest)
        assert all(finding.whole for finding in verify(new, ["capabilities", "coverage", "pacts"]))
        assert new.table("capabilities").filter(year=2023).collect().height
        assert new.as_of(2022).table("capabilities").filter(year=2023).collect().is_empty()
        assert new.stamp()["edition"] == new.manifest.hash

    def test_a_release_is_added_to_the_edition_in_use(self, world, longer_edition, tmp_path):
        _, new = longer_edition
        later = nmc(tmp_path / "later.csv", a_year_more("capabilities", 2022).filter(ccode=2))
        made = make(new, NMC, [later], "7.2")
        manifest = read_manifest(made.folder)
        assert [step["version"] for step in manifest.made] == ["7.1", "7.2"]
        assert manifest.made[1]["from"] == new.manifest.hash
        assert made.changes[0].went

    def test_the_same_again_is_there_already(self, longer_edition, longer):
        made, new = longer_edition
        before = {path: path.stat().st_mtime_ns for path in made.folder.rglob("*")}
        again = make(wp.load(SHIPPED, user=new.user.folder), NMC, [longer], "7.1")
        assert (again.name, again.new) == (made.name, False)
        assert {path: path.stat().st_mtime_ns for path in made.folder.rglob("*")} == before

    def test_a_damaged_one_is_made_again(self, world, longer):
        made = make(world, NMC, [longer])
        (made.folder / "capabilities.parquet").unlink()
        with pytest.raises(BrokenEdition, match="westphalia data add nmc FILE"):
            wp.load(made.name, user=world.user.folder).table("capabilities")
        assert make(world, NMC, [longer]).new
        assert wp.load(made.name, user=world.user.folder).table("capabilities").collect().height
        assert left(world) == [made.name]

    def test_where_files_cannot_be_linked_they_are_copied(self, world, longer, monkeypatch):
        def refuse(*_, **__):
            raise OSError(18, "Invalid cross-device link")

        monkeypatch.setattr(os, "link", refuse)
        made = make(world, NMC, [longer])
        pacts = made.folder / "pacts.parquet"
        assert pacts.read_bytes() == (EDITION / "pacts.parquet").read_bytes()
        assert pacts.stat().st_ino != (EDITION / "pacts.parquet").stat().st_ino

    def test_the_one_that_ships_is_never_touched(self, world, longer):
        before = shipped()
        made = make(world, NMC, [longer])
        with storing(
            made.folder,
            "model/cases.json",
            read_manifest(made.folder).results["model/cases.json"]["made_from"],
        ) as file:
            file.write_text("{}", encoding="utf-8")
        shutil.rmtree(made.folder)
        assert shipped() == before


class TestAskedFor:
    def test_by_name_folder_and_environment(self, longer_edition, monkeypatch):
        made, new = longer_edition
        user = new.user.folder
        assert wp.load(made.folder, user=user).manifest.sha256 == new.manifest.sha256
        monkeypatch.setenv(VARIABLE, made.name)
        assert wp.load(user=user).manifest.sha256 == new.manifest.sha256
        assert wp.load("shipped", user=user).manifest.folder == SHIPPED
        assert [each.name for each in editions(user)][:1] == ["shipped"]
        assert made.name in [each.name for each in editions(user)]

    @pytest.mark.parametrize("name", ["2025-000000000000", "shiped", "2025", "..x"])
    def test_an_unknown_name_is_told_with_the_near_ones(self, longer_edition, name):
        _, new = longer_edition
        with pytest.raises(NotUnderstood, match="westphalia data editions") as caught:
            wp.load(name, user=new.user.folder)
        assert name in caught.value.what
        if name == "shiped":
            assert "shipped" in caught.value.why

    def test_at_the_prompt(self, longer_edition, monkeypatch, capsys):
        made, new = longer_edition
        monkeypatch.setenv("WESTPHALIA_DATA", str(new.user.folder))
        assert run(["--edition", made.name, "sql", "select max(year) m from capabilities"]) == 0
        assert "2023" in capsys.readouterr().out
        assert VARIABLE not in os.environ
        assert run(["sql", "select max(year) m from capabilities"]) == 0
        assert "2022" in capsys.readouterr().out
        assert run(["--edition", made.name, "data", "editions"]) == 0
        assert f"{made.name}   yes" in capsys.readouterr().out
        assert run(["data", "diff", "shipped", "--newer", made.name]) == 0
        assert "195" in capsys.readouterr().out
        assert run(["--edition", "2025-000000000000", "data", "list"]) == 2
        assert "There is no edition called '2025-000000000000'" in capsys.readouterr().err
        assert run(["data", "diff", "nonesuch"]) == 2

    def test_adding_at_the_prompt(self, own, longer, capsys):
        assert run(["data", "add", "nmc", str(longer), "--version", "7.1"]) == 0
        said = capsys.readouterr().out
        assert "195 rows came, 0 went, 0 have other values" in said
        assert run(["data", "add", "nmc", str(longer), "--version", "7.1", "--format", "json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert (told["new"], told["tables"][0]["came"]) == (False, 195)
        assert run(["data", "editions", "--format", "json"]) == 0
        assert [each["name"] for each in json.loads(capsys.readouterr().out)["editions"]] == [
            "shipped",
            told["name"],
        ]

    @pytest.mark.parametrize(
        "arguments",
        ["nmcc FILE", "nmc", "nmc FILE FILE", "gsdb FILE FILE", "cow-trade FILE --version 5", "nmc FILE --until 2010", "nmc FILE --version \t7", "nmc FILE --version " + "7" * 200, "nmc FILE --until 2100"],
    )  # fmt: skip
    def test_what_is_asked_wrongly_is_told(self, own, longer, arguments, capsys):
        assert run(["data", "add", *arguments.replace("FILE", str(longer)).split(" ")]) == 2
        assert not own.exists()
        assert capsys.readouterr().err

    def test_a_damaged_manifest_is_told_in_the_list(self, world, longer):
        made = make(world, NMC, [longer])
        (made.folder / "MANIFEST.json").write_text("{}", encoding="utf-8")
        assert "damaged" in editions(world.user.folder)[1].fault

    def test_one_that_another_version_made_is_told(self, world, longer):
        made = make(world, NMC, [longer])
        document = read_manifest(made.folder).document
        assert document["made"][0]["program"] == wp.__version__
        tables = {name: entry for name, entry in document["tables"].items() if name != "pacts"}
        write_manifest(made.folder, {**document, "tables": tables})
        assert "another version of the program: it lacks" in editions(world.user.folder)[1].fault
        assert "pacts" in editions(world.user.folder)[1].fault

    def test_a_variable_that_names_no_edition_is_told(self, tmp_path):
        with pytest.raises(NotUnderstood, match=f"what {VARIABLE} says"):
            folder_of(None, tmp_path, {VARIABLE: "2025-000000000000"})

    def test_a_folder_that_cannot_be_listed(self, tmp_path):
        (tmp_path / FOLDER).write_text("", encoding="utf-8")
        assert [each.name for each in editions(tmp_path)] == ["shipped"]
        assert folder_of(None, tmp_path, {VARIABLE: ""}) == SHIPPED


INTERRUPTED = list(
    product(
        [KeyboardInterrupt, OSError(28, "No space left on device")],
        ["copy", "table", "manifest", "move"],
        [False, True],
    )
)


class TestHostile:
    @pytest.mark.parametrize(
        ("change", "says"),
        [
            (lambda text: text.replace("milex", "milexp", 1).encode(), r"lacks columns: milex \(there is milexp\)"),
            (lambda text: text[: len(text) // 2].rsplit(",", 3)[0].encode(), "fields where the names"),
            (lambda text: "\n".join(text.splitlines()[:9000]).encode(), "at least 17,000 expected"),
            (lambda text: (text + "XXX,2,1816,1,1,1,1,1,1,0.1,2025\n").encode(), "the state and year repeat"),
            (lambda text: (text + "XXX,2,2030,1e400,1,1,1,1,1,0.1,2025\n").encode(), "milex is '1e400', not a number"),
            (lambda text: (text + "XXX,2,9223372036854775808,1,1,1,1,1,1,0.1,2025\n").encode(), "too large"),
            (lambda text: (text + "XXX,2,2090,1,1,1,1,1,1,0.1,2025\n").encode(), "cannot end in 2090"),
            (lambda text: (text + "XXX,998,2023,1,1,1,1,1,1,0.1,2025\n").encode(), "codes of no state of either list: 998"),
            (lambda text: (text + "XXX,2,2024,-3,1,1,1,1,1,0.1,2025\n").encode(), "milex is below zero"),
            (lambda text: (text + "XXX,2,2024,1,1,1,1,1,1,12,2025\n").encode(), "cinc is above one"),
            (lambda text: text.encode("utf-16"), "UTF-16"),
            (lambda text: b"PK\x03\x04" + text.encode(), "ZIP"),
            (lambda text: b"", "is empty"),
            (lambda text: text.splitlines()[0].encode(), "no rows"),
        ],
    )  # fmt: skip
    def test_a_file_that_is_not_the_release_leaves_nothing(self, world, longer, tmp_path, change, says):
        file = broken(tmp_path / "broken.csv", longer, change)
        with pytest.raises(NotUnderstood, match=says):
            make(world, NMC, [file])
        assert not world.user.folder.exists()

    def test_no_file_and_a_folder(self, world, tmp_path):
        for path in (tmp_path / "none.csv", tmp_path):
            with pytest.raises(NotUnderstood, match="There is no file"):
                make(world, NMC, [path])
        assert not world.user.folder.exists()

    def test_a_folder_that_cannot_be_written(self, tmp_path, longer):
        (tmp_path / "file").write_text("", encoding="utf-8")
        with pytest.raises(WestphaliaError, match="WESTPHALIA_DATA"):
            make(wp.load(SHIPPED, user=tmp_path / "file" / "own"), NMC, [longer])

    def test_a_damaged_edition_is_not_the_base_of_another(self, world, longer, tmp_path):
        made = make(world, NMC, [longer])
        (made.folder / "pacts.parquet").unlink()
        with pytest.raises(BrokenEdition, match="pacts"):
            make(wp.load(made.name, user=world.user.folder), NMC, [longer], "7.2")
        assert left(world) == [made.name]

    @pytest.mark.parametrize(("error", "where", "earlier"), in_part(INTERRUPTED, 4))
    def test_an_interruption_leaves_what_was_there(
        self, world, longer, monkeypatch, error, where, earlier, tmp_path
    ):
        if earlier:
            make(world, NMC, [nmc(tmp_path / "earlier.csv")])
        before = left(world)

        def fail(*_, **__):
            raise error

        if where == "copy":
            monkeypatch.setattr(os, "link", fail)
            monkeypatch.setattr(shutil, "copyfile", fail)
        elif where == "table":
            monkeypatch.setattr(pl.DataFrame, "write_parquet", fail)
        elif where == "manifest":
            monkeypatch.setattr(new_edition, "write_manifest", fail)
        else:
            monkeypatch.setattr(Path, "rename", fail)
        with pytest.raises((KeyboardInterrupt, WestphaliaError)):
            make(world, NMC, [longer], "7.1")
        monkeypatch.undo()
        assert left(world) == before
        assert world.user.folder.exists() == earlier

    def test_a_real_interruption(self, longer, own):
        process = subprocess.Popen(
            [sys.executable, "-m", "westphalia", "data", "add", "nmc", str(longer)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        time.sleep(0.6)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert process.returncode == 130
        assert "Traceback" not in said
        assert not own.exists()
