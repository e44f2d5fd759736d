"""The command line: what it prints, how it fails, how fast it starts, and that all of it is documented."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from westphalia import cli as entry
from westphalia.commands import output
from westphalia.record.manifest import SHIPPED
from westphalia.record.world import load

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def nobody(tmp_path_factory):
    """Return a folder of tables of a user that is not there; its world is held, so that what one test made of it is there for the next."""
    folder = tmp_path_factory.mktemp("nobody") / "own"
    world = load(user=folder)
    yield folder
    assert world.user.folder == folder
    assert not folder.exists()


@pytest.fixture(autouse=True)
def no_own_tables(nobody, monkeypatch):
    monkeypatch.setenv("WESTPHALIA_DATA", str(nobody))


@pytest.fixture
def own_folder(tmp_path, monkeypatch, no_own_tables):
    """Return a folder of a user for one test, which may write there."""
    monkeypatch.setenv("WESTPHALIA_DATA", str(tmp_path / "own"))
    return tmp_path / "own"


@pytest.fixture
def ask(capsys):
    """Return a function that runs the command line and returns status, standard output and standard error."""

    def run(*arguments):
        status = entry.run(arguments)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


@pytest.fixture
def ask_json(ask):
    def run(*arguments):
        status, out, err = ask(*arguments, "--format", "json")
        assert status == 0, err
        return json.loads(out)

    return run


PROGRAM = (sys.executable, "-m", "westphalia")


def program(*arguments, **options):
    """Run the real program in its own process."""
    return subprocess.run(
        [*PROGRAM, *arguments],
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


def cold(*arguments, program=PROGRAM, tries=5, enough=0.0):
    """Return the shortest time in seconds that a fresh process takes, of some tries or until one takes no longer than is enough.

    Waiting for other programs is not counted.
    """
    quickest = 99.0
    for _ in range(tries):
        start, before = time.perf_counter(), os.times()
        found = subprocess.run([*program, *arguments], capture_output=True, text=True, check=False)
        after = os.times()
        assert found.returncode == 0, found.stderr
        worked = after.children_user + after.children_system - before.children_user - before.children_system
        quickest = min(quickest, time.perf_counter() - start, worked)
        if quickest < enough:
            break
    return quickest


def commands(command=None, path=()):
    """Yield every command with its path."""
    command = command or entry.cli
    context = click.Context(command)
    if not isinstance(command, click.Group):
        yield path, command
        return
    for name in command.list_commands(context):
        yield from commands(command.get_command(context, name), (*path, name))


class TestEntry:
    def test_help_lists_every_command(self, ask):
        status, out, _ = ask("--help")
        assert status == 0
        assert all(name in out for name in entry.COMMANDS)

    def test_short_help_of_the_entry_names_modules_that_exist(self):
        for name in entry.COMMANDS:
            assert isinstance(entry.cli.get_command(click.Context(entry.cli), name), click.Command)

    def test_version(self, ask):
        assert ask("--version")[:2] == (0, "westphalia 0.1.0\n")

    def test_an_unknown_command_is_told_with_the_nearest(self, ask):
        status, out, err = ask("breif", "Russia", "Iran")
        assert (status, out) == (2, "")
        assert "Did you mean brief?" in err

    def test_an_unknown_option_is_a_usage_error(self, ask):
        status, _, err = ask("states", "--yaer", "1914")
        assert status == 2
        assert "--year" in err

    def test_an_interruption_is_short_and_has_its_own_status(self, ask, monkeypatch):
        def interrupted(*_, **__):
            raise KeyboardInterrupt

        monkeypatch.setattr("westphalia.record.world.load", interrupted)
        status, out, err = ask("states")
        assert (status, out) == (130, "")
        assert len(err.strip().splitlines()) <= 2

    def test_an_error_of_the_engine_says_where_to_look(self, ask, monkeypatch):
        import polars as pl

        def damaged(*_, **__):
            raise pl.exceptions.ComputeError("parquet: file out of specification")

        monkeypatch.setattr("westphalia.record.world.load", damaged)
        status, _, err = ask("states")
        assert status == 1
        assert "data verify" in err
        assert "Traceback" not in err

    def test_help_starts_at_once_and_imports_no_engine(self):
        assert cold("--help", enough=0.4) < 0.4
        code = "import sys; from westphalia.cli import run; run(['--help']); print(sorted({'polars', 'duckdb', 'numpy', 'rich'} & set(sys.modules)))"
        found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert found.stdout.strip().endswith("[]")

    def test_a_reader_that_hangs_up_is_no_error(self):
        found = subprocess.run(
            f"{sys.executable} -m westphalia measure --list --format json | head -c 10",
            shell=True,
            capture_output=True,
            text=True,
            check=False,
        )
        assert found.stderr == ""

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
    def test_a_full_disk_is_a_plain_error(self):
        found = subprocess.run(
            f"{sys.executable} -m westphalia states iran > /dev/full",
            shell=True,
            capture_output=True,
            text=True,
            check=False,
        )
        assert found.returncode == 1
        assert "cannot be written" in found.stderr
        assert "Traceback" not in found.stderr


class TestDocumentation:
    @pytest.mark.parametrize(
        ("path", "command"), list(commands()), ids=lambda x: "-".join(x) if isinstance(x, tuple) else ""
    )
    def test_every_command_and_option_is_documented(self, path, command):
        found = re.search(rf"^## {' '.join(path)}\b.*?(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
        assert found, f"docs/commands.md has no section '## {' '.join(path)}'"
        for parameter in command.params:
            if isinstance(parameter, click.Option) and "--help" not in parameter.opts:
                for option in parameter.opts:
                    assert f"`{option}" in found[0], f"{option} is not documented"
                if isinstance(parameter.type, click.Choice) and len(parameter.type.choices) > 1:
                    assert "\\|".join(parameter.type.choices) in found[0]

    @pytest.mark.parametrize(
        ("path", "command"), list(commands()), ids=lambda x: "-".join(x) if isinstance(x, tuple) else ""
    )
    def test_every_command_has_help(self, path, command, ask):
        status, out, _ = ask(*path, "--help")
        assert status == 0
        assert len(out) > 100


class TestStates:
    def test_json_is_by_contract(self, ask_json):
        document = ask_json("states", "iran")
        assert set(document["westphalia"]) == {"version", "edition", "model"}
        (iran,) = document["states"]
        assert (iran["ccode"], iran["gwcode"], iran["iso3"]) == (630, 630, "IRN")
        assert iran["membership"] == {"cow": [[1855, None]], "gw": [[1816, None]]}
        usual = [(n["name"], n["from"], n["to"]) for n in iran["names"] if n["kind"] == "usual"]
        assert usual == [("Persia", 1816, 1934), ("Iran", 1935, None)]
        assert iran["names"][0]["name"] == "Persia"

    def test_a_spell_that_ended_has_its_last_year(self, ask_json):
        (east,) = ask_json("states", "265")["states"]
        assert east["membership"]["cow"] == [[1954, 1990]]
        assert east["iso3"] == "DDR"

    def test_a_state_of_the_other_list_only_has_no_cow_code(self, ask_json):
        states = ask_json("states")["states"]
        other = [state for state in states if state["ccode"] is None]
        assert len(states) == 225
        assert len(other) == 8
        assert all(state["gwcode"] and not state["membership"]["cow"] for state in other)

    def test_names_are_those_of_the_year(self, ask):
        status, out, _ = ask("states", "iran", "--year", "1900", "--format", "csv")
        assert status == 0
        assert next(csv.DictReader(io.StringIO(out)))["name"] == "Persia"

    def test_only_members_of_the_year(self, ask_json):
        names = {state["name"] for state in ask_json("states", "--year", "1939")["states"]}
        assert "Soviet Union" in names
        assert "Ukraine" not in names

    def test_no_match_names_the_nearest(self, ask):
        status, out, err = ask("states", "Irann")
        assert (status, out) == (1, "")
        assert "Iran" in err

    def test_text_is_a_table(self, ask):
        status, out, _ = ask("states", "congo")
        assert status == 0
        assert "484" in out
        assert "Zaire (1971-1996)" in out or "Zaire" in out


class TestMeasure:
    def test_json_is_by_contract(self, ask_json):
        document = ask_json("measure", "cinc", "Iran", "--years", "2021:2024")
        assert document["measure"]["name"] == "cinc"
        assert document["measure"]["range"] == [0, 1]
        assert document["measure"]["unit"] == "share of the system"
        assert "Singer" in document["measure"]["reference"]
        rows = document["rows"]
        assert [row["year"] for row in rows] == [2021, 2022, 2023, 2024]
        assert rows[1]["observed"] == 2022
        assert rows[2]["value"] is None
        assert rows[2]["observed"] is None
        assert "2022" in rows[2]["why"]

    def test_a_value_carried_forward_says_from_when(self, ask_json):
        rows = ask_json("measure", "cinc", "Iran", "--years", "2022:2024", "--carry", "last")["rows"]
        assert [row["observed"] for row in rows] == [2022, 2022, 2022]
        assert len({row["value"] for row in rows}) == 1

    def test_csv_leaves_unknown_empty(self, ask):
        _, out, _ = ask("measure", "cinc", "Iran", "--years", "2022:2023", "--format", "csv")
        assert out.splitlines()[0] == "year,value,observed"
        assert out.splitlines()[2] == "2023,,"

    def test_unknown_measure(self, ask):
        status, out, err = ask("measure", "cimc", "Iran")
        assert (status, out) == (2, "")
        assert "Did you mean cinc?" in err

    def test_two_states_are_needed(self, ask):
        status, _, err = ask("measure", "arms", "Russia")
        assert status == 2
        assert 'westphalia measure arms "Russia"' in err

    def test_one_state_is_enough(self, ask):
        status, _, err = ask("measure", "cinc", "Russia", "Iran")
        assert status == 2
        assert "one state" in err

    def test_no_state_at_all(self, ask):
        assert ask("measure", "cinc")[0] == 2

    def test_the_same_state_twice(self, ask):
        status, _, err = ask("measure", "arms", "Russia", "Soviet Union")
        assert status == 2
        assert "same state" in err

    def test_nothing_known_is_no_answer(self, ask):
        status, out, err = ask("measure", "cinc", "Iran", "--years", "2030:2031")
        assert (status, out) == (1, "")
        assert "1816 to 2022" in err
        status, out, err = ask("measure", "cinc", "Germany", "--years", "1950:1960", "--format", "json")
        assert status == 1
        assert all(row["value"] is None for row in json.loads(out)["rows"])
        assert "not in the state system" in err

    def test_years_that_make_no_sense(self, ask):
        for years in ("2022:1990", "nineteen", "1:2:3"):
            assert ask("measure", "cinc", "Iran", "--years", years)[0] == 2

    def test_as_of_hides_what_was_not_known(self, ask):
        status, _, err = ask("measure", "ideal_point", "Iran", "--as-of", "2000")
        assert status == 1
        assert "ithheld" in err

    def test_the_list_has_every_measure(self, ask, ask_json):
        from westphalia.measures.registry import registered

        assert [m["name"] for m in ask_json("measure")["measures"]] == list(registered())
        status, out, _ = ask("measure", "--list", "--format", "csv")
        assert status == 0
        assert len(out.splitlines()) == len(registered()) + 1

    def test_text_names_the_source(self, ask):
        _, out, _ = ask("measure", "trade", "Russia", "Iran", "--years", "2013:2015")
        assert "433" in out
        assert "unknown" in out
        assert "Barbieri" in out


class TestSql:
    def test_json_is_by_contract(self, ask_json):
        document = ask_json(
            "sql", "select year, cinc from capabilities where ccode = 630 order by year", "--rows", "2"
        )
        assert document["columns"] == ["year", "cinc"]
        assert len(document["rows"]) == 2
        assert document["truncated"] is True

    def test_text_warns_when_rows_are_left_out(self, ask):
        status, out, err = ask("sql", "select year from warheads", "--rows", "1")
        assert status == 0
        assert "1945" in out
        assert "--rows" in err

    def test_an_error_is_plain(self, ask):
        status, out, err = ask("sql", "select cincc from capabilities")
        assert (status, out) == (2, "")
        assert "cinc" in err
        assert "data show" in err


class TestData:
    def test_list(self, ask_json):
        listed = {table["name"]: table for table in ask_json("data", "list")["tables"]}
        assert listed["capabilities"]["first"] == 1816
        assert listed["sanctions"]["tier"] == "limited"
        assert set(listed) == set(
            json.loads((SHIPPED / "MANIFEST.json").read_text(encoding="utf-8"))["tables"]
        )

    def test_show(self, ask, ask_json):
        document = ask_json("data", "show", "warheads", "--rows", "2")
        assert [column["name"] for column in document["columns"]] == ["ccode", "year", "warheads"]
        assert len(document["first_rows"]) == 2
        status, out, _ = ask("data", "show", "world_outline")
        assert status == 0
        assert "coordinates" in out

    def test_show_an_unknown_table(self, ask):
        status, _, err = ask("data", "show", "capabilites")
        assert status == 2
        assert "capabilities" in err

    def test_cite(self, ask, ask_json):
        assert "Leeds" in ask("data", "cite", "pacts")[1]
        assert ask("data", "cite", "pacts", "--format", "bibtex")[1].startswith("@misc{atop_5_1,")
        manifest = json.loads((SHIPPED / "MANIFEST.json").read_text(encoding="utf-8"))
        assert {each["id"] for each in ask_json("data", "cite")["citations"]} == set(manifest["sources"])

    def test_licences(self, ask_json):
        tiers = {each["id"]: each["tier"] for each in ask_json("data", "licences")["licences"]}
        assert tiers["gsdb_4"] == "limited"
        assert tiers["nmc_7"] == "open"

    def test_verify_one(self, ask):
        status, out, err = ask("data", "verify", "warheads")
        assert status == 0
        assert "1 tables checked, 0 broken" in out
        assert "warheads: whole" in err

    def test_verify_finds_a_broken_table(self, ask, monkeypatch, tmp_path):
        from westphalia.record import world

        shutil.copytree(SHIPPED, tmp_path / "edition")
        path = tmp_path / "edition" / "warheads.parquet"
        path.write_bytes(path.read_bytes()[:-10])
        monkeypatch.setattr("westphalia.commands.data.load", lambda: world.load(tmp_path / "edition"))
        status, out, _ = ask("data", "verify", "warheads", "oil")
        assert status == 1
        assert "warheads: The table warheads is not the one that was built" in out

    def test_a_damaged_edition_is_a_clear_error(self, ask, monkeypatch, tmp_path):
        from westphalia.record.world import load

        monkeypatch.setattr("westphalia.record.world.load", lambda: load(tmp_path))
        status, out, err = ask("states", "iran")
        assert (status, out) == (1, "")
        assert "no edition" in err

    def test_add_and_see_it_everywhere(self, ask, ask_json, own_folder, tmp_path):
        file = tmp_path / "Dyadic_COW_4.0.csv"
        file.write_text(
            "ccode1,ccode2,year,flow1,flow2,smoothflow1,smoothflow2\n2,20,1990,1,2.5,1,2.5\n2,20,1991,-9,3,1.5,3\n",
            encoding="utf-8",
        )
        status, out, err = ask("data", "add", "cow-trade", str(file))
        assert status == 0, err
        assert "cow_trade_dyadic: 2 rows, 1990-1991" in out
        assert "cow_trade_dyadic" in ask("data", "list")[1]
        assert ask_json("sql", "select flow1 from cow_trade_dyadic order by year")["rows"] == [[1.0], [None]]
        assert "Barbieri" in ask("data", "cite", "cow_trade_dyadic")[1]
        assert "flow1" in ask("data", "show", "cow_trade_dyadic")[1]
        assert ask("data", "verify", "cow_trade_dyadic")[0] == 0
        assert {path.suffix for path in own_folder.iterdir()} == {".json", ".parquet"}

    def test_add_says_what_is_wrong(self, ask, own_folder, tmp_path):
        file = tmp_path / "x.csv"
        file.write_text("a,b\n1,2\n", encoding="utf-8")
        for arguments in (
            ("gsdb", file),
            ("gsdb", tmp_path / "none.csv"),
            ("gdsb", file),
            ("sipri", tmp_path),
        ):
            status, out, err = ask("data", "add", *map(str, arguments))
            assert (status, out) == (2, ""), err
            assert err
        assert not own_folder.exists()

    def test_a_folder_that_cannot_be_written(self, ask, monkeypatch, tmp_path):
        (tmp_path / "file").write_text("", encoding="utf-8")
        monkeypatch.setenv("WESTPHALIA_DATA", str(tmp_path / "file" / "own"))
        good = tmp_path / "t.csv"
        good.write_text(
            "ccode1,ccode2,year,flow1,flow2,smoothflow1,smoothflow2\n2,20,1990,1,2,1,2\n", encoding="utf-8"
        )
        status, _, err = ask("data", "add", "cow-trade", str(good))
        assert status == 1
        assert "Nothing was added" in err
        status, out, err = ask("data", "list")
        assert status == 0
        assert "capabilities" in out
        assert "cannot be read" in err
        assert ask("states", "iran")[::2] == (0, "")


class TestOutput:
    def test_a_file_is_written_whole(self, tmp_path):
        path = tmp_path / "brief.html"
        path.write_text("before", encoding="utf-8")
        path.chmod(0o640)
        output.write("after", path)
        assert path.read_text(encoding="utf-8") == "after\n"
        assert path.stat().st_mode & 0o777 == 0o640
        assert list(tmp_path.iterdir()) == [path]

    def test_a_failure_leaves_what_was_there(self, tmp_path, monkeypatch):
        path = tmp_path / "brief.html"
        path.write_text("before", encoding="utf-8")

        def full(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "replace", full)
        with pytest.raises(Exception, match="No space left"):
            output.write("after", path)
        assert path.read_text(encoding="utf-8") == "before"
        assert list(tmp_path.iterdir()) == [path]

    def test_a_folder_is_no_file(self, tmp_path):
        with pytest.raises(Exception, match="is a folder"):
            output.write("text", tmp_path)

    def test_a_folder_that_is_not_there(self, tmp_path):
        with pytest.raises(Exception, match="There is no folder"):
            output.write("text", tmp_path / "none" / "brief.html")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
    def test_a_full_device(self):
        with pytest.raises(Exception, match="No space left"):
            output.write("text", Path("/dev/full"))
        assert Path("/dev/full").is_char_device()


class TestBrief:
    def test_json_names_both_states(self, ask_json):
        document = ask_json("brief", "Russia", "Iran", "--year", "2022")
        assert (document["a"]["ccode"], document["b"]["ccode"], document["year"]) == (365, 630, 2022)

    def test_text_and_html(self, ask, tmp_path):
        status, out, err = ask("brief", "Russia", "Iran", "--year", "2022")
        assert status == 0, err
        assert "Iran" in out
        page = tmp_path / "brief.html"
        status, out, err = ask("brief", "RUS", "630", "--year", "2022", "--format", "html", "-o", str(page))
        assert (status, out) == (0, ""), err
        assert page.read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")

    def test_by_default_the_last_year_of_both(self, ask_json):
        assert ask_json("brief", "Austria-Hungary", "Prussia")["year"] <= 1918

    def test_an_unknown_state(self, ask):
        status, out, err = ask("brief", "Rusia", "Iran", "--year", "2022")
        assert (status, out) == (2, "")
        assert "Russia" in err

    def test_a_year_outside_the_record(self, ask):
        status, _, err = ask("brief", "Russia", "Iran", "--year", "1700")
        assert status == 2
        assert "1816" in err

    def test_a_brief_costs_little_more_than_what_it_is_made_with(self):
        """Times in seconds are for ``make bench``; here a brief is held against reading in the tools on the same machine."""
        tools = cold(
            program=(sys.executable, "-c", "import polars, click, rich.console, rich.table"), tries=2
        )
        for form, limit in (("text", 8), ("html", 20)):
            asked = ("brief", "Russia", "Iran", "--year", "2022", "--format", form)
            ratio = cold(*asked, tries=2, enough=limit * tools) / tools
            assert ratio < limit, (form, ratio)


class TestPanel:
    @pytest.mark.parametrize(
        ("arguments", "heads", "rows"),
        [
            ("state-year --years 1816:1816", "ccode,year", 23),
            ("dyad-year --years 1816:1816", "ccode1,ccode2,year", 253),
            ("dyad-year --years 1816:1816 --directed --system gw", "gwcode1,gwcode2,year", 2352),
            ("leader-year --years 1900:1900 --standardize cow", "ccode,year,obsid,leader", None),
            ("leader-dyad-year --years 1900:1900 --together year", "ccode1,ccode2,year,obsid1,obsid2", None),
            ("dispute-dyad-year --years 1962:1962 --unique", "ccode1,ccode2,year,dispnum,onset", None),
            ("dispute-dyad-year --years 2012:2012 --disputes cow", "ccode1,ccode2,year,dispnum,onset", None),
            ("state-day --years 1900:1900 --filter majors", "ccode,year,date", None),
            ("leader-day --years 1900:1900 --standardize gw", "gwcode,year,date,obsid", None),
        ],
    )
    def test_every_kind_writes_its_rows(self, ask, tmp_path, arguments, heads, rows):
        path = tmp_path / "panel.csv"
        status, out, err = ask("panel", *arguments.split(), "--add", "majors", "-o", str(path))
        assert (status, out) == (0, ""), err
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith(heads)
        assert lines[0].split(",")[-1] in ("cowmaj", "cowmaj2")
        assert f"{len(lines) - 1:,} rows" in err
        assert len(lines) - 1 == rows or (rows is None and len(lines) > 30)

    def test_years_that_the_source_of_the_rows_does_not_cover(self, ask, tmp_path):
        path = tmp_path / "panel.csv"
        status, _, err = ask("panel", "leader-year", "--years", "2014:2020", "-o", str(path))
        assert status == 0
        assert "covers 2014 to 2015" in err
        status, _, err = ask("panel", "leader-year", "--years", "2016:2020", "-o", str(tmp_path / "none.csv"))
        assert (status, "1840 to 2015" in err) == (1, True)
        assert not (tmp_path / "none.csv").exists()

    def test_disputes_that_give_way_are_counted(self, ask, tmp_path):
        path = tmp_path / "panel.csv"
        _, _, err = ask("panel", "dispute-dyad-year", "--years", "1939:1941", "--unique", "-o", str(path))
        assert re.search(r"\d+ rows left out: another dispute stands for the dyad-year", err)


class Spoken:
    """A model that gives made-up answers, in place of the one of the edition."""

    hash, until = "0123456789ab", 2025

    def __init__(self, world):
        self.world = world

    def year_forecasts(self, year):
        from types import SimpleNamespace

        return SimpleNamespace(
            base_rate=lambda outcome, horizon: 0.02,
            inputs=SimpleNamespace(observed={year: {"pacts": year - 2, "agreements": year - 12}}),
        )

    def rank(self, year, with_=None, outcome="alignment", horizon=5, top=20):
        from westphalia.models.partnership.results import Ranked, Ranking

        a, b, c = (self.world.state(name, year) for name in ("Russia", "Iran", "China"))
        pairs = (Ranked(a, c, 0.41, 0.9999, 1), Ranked(a, b, 0.0312, 0.99, 190))
        if with_ is not None:
            code = self.world.state(with_, year).ccode
            pairs = tuple(pair for pair in pairs if code in (pair.a.ccode, pair.b.ccode))
        return Ranking(year, None, outcome, horizon, pairs[: top or None])

    def movers(self, first, last, outcome="alignment", horizon=5, top=20):
        from westphalia.models.partnership.results import Mover

        a, b = (self.world.state(name, last) for name in ("Russia", "Ukraine"))
        return (Mover(a, b, 0.2, 0.05, -1.56),)


@pytest.fixture
def spoken(monkeypatch):
    from westphalia.report.views import movers, named, rank

    def speaker(world, as_of, say, *years):
        seen = world if as_of is None else world.as_of(as_of)
        return seen, Spoken(seen), named.STORED if as_of is None else named.FITTED

    for view in (movers, rank):
        monkeypatch.setattr(view, "speaker", speaker)


class TestRank:
    def test_json_is_by_contract(self, ask_json, spoken):
        found = ask_json("rank", "--year", "2022", "--horizon", "3", "--top", "0")
        assert {key: found[key] for key in ("year", "as_of", "horizon", "outcome")} == {
            "year": 2022,
            "as_of": None,
            "horizon": 3,
            "outcome": "alignment",
        }
        assert set(found["pairs"][0]) == {"a", "b", "probability", "percentile", "rank"}
        assert found["pairs"][0]["b"]["ccode"] == 710
        assert found["westphalia"]["model"] == "0123456789ab"
        assert found["model"]["origin"] == "stored with the edition"

    def test_with_one_state_and_as_of(self, ask_json, spoken):
        found = ask_json("rank", "--year", "2010", "--with", "Iran", "--as-of", "2012")
        assert [pair["rank"] for pair in found["pairs"]] == [190]
        assert (found["as_of"], found["with"]["ccode"]) == (2012, 630)
        assert found["model"]["origin"] == "fitted for this answer"

    def test_text_and_csv(self, ask, spoken):
        status, out, _ = ask("rank", "--year", "2005")
        assert status == 0
        assert "41 of 100" in out
        assert (
            "1 of the 2 measures that it reads end more than 5 years before 2005, the oldest in 1993"
            in " ".join(out.split())
        )
        assert "--as-of 2005" in out
        _, out, _ = ask("rank", "--year", "2022", "--format", "csv", "--top", "1")
        assert out.splitlines()[1] == "1,365,Russia,710,China,0.41,0.9999"

    def test_questions_that_make_no_sense(self, ask):
        for arguments in (("--year", "2022", "--horizon", "2"), ("--year", "2022", "--outcome", "war"), ()):
            assert ask("rank", *arguments)[0] == 2
        status, _, err = ask("rank", "--year", "2022", "--as-of", "2010")
        assert status == 2
        assert "nothing later is known" in err

    def test_a_year_before_the_first_has_no_answer(self, ask):
        status, _, err = ask("rank", "--year", "1850")
        assert status == 1
        assert "1905" in err

    def test_the_options_are_those_of_the_model(self, ask):
        from westphalia.models.outcomes import HORIZONS, OUTCOMES

        status, out, _ = ask("rank", "--help")
        assert status == 0
        assert f"[{'|'.join(OUTCOMES)}]" in "".join(out.split())
        assert f"[{'|'.join(map(str, HORIZONS))}]" in out


class TestMovers:
    def test_forecasts(self, ask, ask_json, spoken):
        found = ask_json("movers", "--from", "2012", "--to", "2022")
        assert (found["from"], found["to"], found["measure"]) == (2012, 2022, None)
        mover = found["movers"][0]
        assert mover["a"]["ccode"] == 365
        assert mover["change"] == pytest.approx(-0.15)
        assert "-15.0 points" in ask("movers", "--from", "2012", "--to", "2022")[1]

    def test_the_soviet_union_lost_most_capability(self, ask_json):
        found = ask_json("movers", "--from", "1990", "--to", "1995", "--measure", "cinc", "--top", "1")
        mover = found["movers"][0]
        assert mover["a"]["ccode"] == 365
        assert mover["b"] is None
        assert mover["after"] - mover["before"] == pytest.approx(mover["change"])
        assert mover["change"] < -0.05

    def test_a_measure_of_pairs_and_zero_where_no_row_means_that(self, ask_json):
        found = ask_json("movers", "--from", "1988", "--to", "1995", "--measure", "sanctions", "--top", "0")
        changes = {(m["a"]["ccode"], m["b"]["ccode"]): (m["before"], m["after"]) for m in found["movers"]}
        assert changes[390, 560] == (6, 0)  # Denmark's, the Community's embargo of arms of 1985 among them
        assert changes[200, 475] == (0, 4)
        assert all(before is not None and after is not None for before, after in changes.values())

    def test_a_measure_is_only_compared_where_it_is_covered(self, ask):
        status, _, err = ask("movers", "--from", "1900", "--to", "1995", "--measure", "ideal_point")
        assert status in (1, 2)
        assert err
        status, _, err = ask("movers", "--from", "1990", "--to", "2025", "--measure", "cinc")
        assert status == 1
        assert "2022" in err

    def test_questions_that_make_no_sense(self, ask):
        assert ask("movers", "--from", "2022", "--to", "2012")[0] == 2
        assert ask("movers", "--from", "2012", "--to", "2022", "--measure", "nothing")[0] == 2


class TestAnalogues:
    @pytest.fixture
    def found(self, monkeypatch):
        import westphalia.models as room
        import westphalia.models.analogues as search
        from westphalia.models.analogues import Analogue, Analogues, BaseRate

        def sought(world, a, b, year, top=10, model=None):
            pair = world.state("Russia", 2005), world.state("Syria", 2005)
            near = Analogue(*pair, 2005, 1.23, (), (), {1: False, 3: True, 5: True, 10: None})
            rate = BaseRate(5, 0.22, (0.13, 0.32), 100, 58.0, 0.014)
            return Analogues(a, b, year, year, (near,) * min(top, 3), rate)

        monkeypatch.setattr(search, "analogues", sought)
        monkeypatch.setattr(room, "load", lambda world: Spoken(world), raising=False)

    def test_json_is_by_contract(self, ask_json, found):
        told = ask_json("analogues", "Russia", "Iran", "--year", "2022", "--space", "model", "--top", "1")
        assert len(told["analogues"]) == 1
        assert set(told["analogues"][0]) >= {"a", "b", "year", "distance", "shared", "different", "outcome"}
        assert told["analogues"][0]["outcome"] == {"1": False, "3": True, "5": True, "10": None}
        assert told["base_rate"]["rate"] == 0.22

    def test_text_and_csv(self, ask, found):
        assert "22 of 100" in ask("analogues", "Russia", "Iran", "--year", "2022", "--space", "model")[1]
        out = ask(
            "analogues",
            "Russia",
            "Iran",
            "--year",
            "2022",
            "--space",
            "model",
            "--format",
            "csv",
            "--top",
            "0",
        )[1]
        assert out.splitlines()[1] == "365,Russia,652,Syria,2005,1.23,0,1,1,"

    def test_an_unknown_state(self, ask):
        assert ask("analogues", "Rusia", "Iran", "--year", "2022")[0] == 2
        assert ask("analogues", "Rusia", "Iran", "--year", "2022", "--space", "model")[0] == 2
        assert ask("analogues", "Russia", "Iran")[0] == 2


class TestBacktest:
    @pytest.fixture
    def stored(self, monkeypatch):
        import westphalia.models.partnership.store as room

        line = dict.fromkeys(
            ("log_score", "brier", "brier_skill", "average_precision", "roc_auc", "calibration_slope"), 0.1
        )
        line |= {"calibration_intercept": 0.0, "observed_expected_top1": 1.2, "observed_expected_top5": None}
        head = {"model": "partnership", "kind": "all", "n": 1000, "events": 40, **line}
        pooled = {**head, "interval": {"brier_skill": [0.05, 0.15]}}
        table = {"rows": [{**head, "decade": 1990}], "pooled": [pooled], "origins": {}}
        monkeypatch.setattr(room, "backtest", lambda world, outcome, horizon: table)

    def test_json_is_by_contract(self, ask_json, stored):
        found = ask_json("backtest", "--outcome", "arms", "--horizon", "3")
        assert (found["outcome"], found["horizon"]) == ("arms", 3)
        assert found["rows"][0]["decade"] == 1990
        assert found["pooled"][0]["interval"]["brier_skill"] == [0.05, 0.15]

    def test_text_and_csv(self, ask, stored):
        out = ask("backtest")[1]
        assert "0.100 (0.050, 0.150)" in out
        assert "1990s" in out
        lines = ask("backtest", "--format", "csv")[1].splitlines()
        assert lines[1].startswith("partnership,all,1990,1000,40,")
        assert lines[2].startswith("partnership,all,,1000,40,")
