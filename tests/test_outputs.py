"""Where output goes: any name, place and end of it is told or written whole, in the permissions that the system gives, and drives no terminal."""

from __future__ import annotations

import os
import random
import stat
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from westphalia import files
from westphalia.cli import LONGEST, run
from westphalia.commands import output
from westphalia.errors import WestphaliaError
from westphalia.report.views.answer import table

PROGRAM = f"{sys.executable} -m westphalia"
ESCAPES = "\x1b]0;title\x07\x9b31m\u202e\x00\r"


def shell(command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    words = ["bash", "-c", command.replace("westphalia", PROGRAM, 1)]
    ended = subprocess.run(
        words, capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )
    assert "Traceback" not in ended.stderr
    assert "panicked" not in ended.stderr
    return ended


def there(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WESTPHALIA_DATA", str(tmp_path / "own"))
    (tmp_path / "loop").symlink_to("pool")
    (tmp_path / "pool").symlink_to("loop")
    (tmp_path / "dangling").symlink_to("no/such/folder")
    return tmp_path


COMMANDS = {
    "": ("states", "iran"),
    ".csv": ("panel", "state-year", "--years", "1816:1816"),
    ".parquet": ("panel", "state-year", "--years", "1816:1816"),
    ".graphml": ("network", "contiguity", "--year", "2000"),
    ".json": ("measure", "cinc", "Iran", "--years", "1900:1901"),
}


@pytest.mark.parametrize("ending", COMMANDS)
@pytest.mark.parametrize(
    "name", ["a" * 256, "a" * 5000, "loop", "loop/a", "dangling", "own\0", "\ud800", "no/folder/a", "folder"]
)
def test_names_that_no_file_can_have_are_told(place, capsys, ending, name):
    if name == "folder":
        (place / f"folder{ending}").mkdir()
    if ending and name in ("loop", "dangling"):
        (place / f"{name}{ending}").symlink_to(name)
    before = there(place)
    assert run([*COMMANDS[ending], "-o", f"{name}{ending}"]) in (1, 2)
    out, err = capsys.readouterr()
    assert out == ""
    assert err
    assert max(map(len, err.splitlines())) < 1000
    assert there(place) == before


@pytest.mark.parametrize("ending", COMMANDS)
def test_the_longest_names_are_written(place, ending):
    beside = ".codebook" if ending == ".csv" else ""
    name = "é" * ((255 - len(ending) - len(beside)) // 2) + ending
    before = len(there(place))
    assert run([*COMMANDS[ending], "-o", name]) == 0
    assert Path(name).stat().st_size > 100
    assert len(there(place)) == before + 1 + bool(beside)


def test_a_companion_whose_name_is_too_long_is_told_before_anything_is_made(place, capsys):
    before = there(place)
    assert run([*COMMANDS[".csv"], "-o", f"{'a' * 250}.csv"]) == 1
    assert "codebook.csv cannot be written.\nFile name too long" in capsys.readouterr().err
    assert there(place) == before


def test_files_that_belong_together_appear_together(place, monkeypatch):
    (place / "one.txt").write_text("before")
    before = there(place)

    def fail():
        with files.together(place / "one.txt", place / "two.txt") as (one, two):
            one.write_text("after")
            two.write_text("after")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert (place / "one.txt").read_text() == "before"
    moved = []
    monkeypatch.setattr(Path, "replace", lambda self, target: moved.append((self.read_text(), target.name)))
    with files.together(place / "one.txt", place / "two.txt") as (one, two):
        one.write_text("1")
        assert moved == []
        two.write_text("2")
    assert moved == [("1", "one.txt"), ("2", "two.txt")]
    monkeypatch.undo()
    assert there(place) == before


def test_what_is_written_is_on_the_disk_before_it_has_its_name(place, monkeypatch):
    done = []
    monkeypatch.setattr(
        os, "fsync", lambda handle: done.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
    )
    with files.whole(place / "a.txt") as temporary:
        temporary.write_text("a")
    with files.folder(place / "b") as inside:
        (inside / "c.txt").write_text("c")
    assert done == [str(temporary), str(place), f"{inside}/c.txt", str(inside), str(place)]


@pytest.mark.parametrize("mask", [0o022, 0o027, 0o077])
def test_the_mask_of_permissions_is_obeyed_and_never_touched(place, monkeypatch, mask):
    old = os.umask(mask)
    try:
        monkeypatch.setattr(os, "umask", lambda _: pytest.fail("the mask is set"))
        (place / "old.txt").write_text("old")
        (place / "old.txt").chmod(0o604)
        for name in ("new.txt", "old.txt"):
            output.write("text", place / name)
        assert run(["network", "contiguity", "--year", "2000", "-o", "folder"]) == 0
    finally:
        monkeypatch.undo()
        os.umask(old)
    modes = {
        name: stat.S_IMODE((place / name).stat().st_mode)
        for name in ("new.txt", "old.txt", "folder", "folder/nodes.csv")
    }
    assert modes == {
        "new.txt": 0o666 & ~mask, "old.txt": 0o604, "folder": 0o777 & ~mask, "folder/nodes.csv": 0o666 & ~mask
    }  # fmt: skip


@pytest.mark.skipif(os.name != "posix", reason="shells of POSIX")
class TestStandardOutput:
    @pytest.mark.parametrize("unbuffered", ["", "1"])
    def test_closed(self, place, unbuffered):
        ended = shell("westphalia states iran >&-", PYTHONUNBUFFERED=unbuffered)
        assert (ended.returncode, ended.stderr.splitlines()[0]) == (1, "The output cannot be written.")
        if not unbuffered:
            assert shell("westphalia states iran >&- 2>&-").returncode == 1
        ended = shell(
            "westphalia panel state-year --years 1816:1816 -o p.csv <&- >&-", PYTHONUNBUFFERED=unbuffered
        )
        assert ended.returncode == 0
        assert (place / "p.csv").read_text().splitlines()[0] == "ccode,year"

    @pytest.mark.parametrize("unbuffered", ["", "1"])
    def test_too_large(self, place, unbuffered):
        for arguments in ("states --format json > s.json", "panel state-year --years 1816:2000 -o s.csv"):
            ended = shell(f"ulimit -f 8; westphalia {arguments}", PYTHONUNBUFFERED=unbuffered)
            assert ended.returncode == 1
            assert "cannot be written" in ended.stderr
            assert "File too large" in ended.stderr
        assert (place / "s.json").stat().st_size == 8192
        assert not (place / "s.csv").exists()

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
    @pytest.mark.parametrize("unbuffered", ["", "1"])
    def test_full(self, place, unbuffered):
        for arguments in ("states iran", "--help"):
            ended = shell(f"westphalia {arguments} > /dev/full", PYTHONUNBUFFERED=unbuffered)
            assert (ended.returncode, "cannot be written" in ended.stderr) == (1, True)

    @pytest.mark.parametrize(
        ("arguments", "reader", "unbuffered"),
        [
            ("--help", "true", ""), ("states --help", "true", "1"), ("states --format json", "head -c 10", ""),
            ("states --format json", "true", "1"), ("sql 'select range(100000)'", "head -c 10", "1"), ("sql 'select range(100000)'", "true", ""),
        ],
    )  # fmt: skip
    def test_a_reader_that_goes_away(self, place, arguments, reader, unbuffered):
        command = f"westphalia {arguments} | {reader}; exit ${{PIPESTATUS[0]}}"
        ended = shell(command, PYTHONUNBUFFERED=unbuffered)
        assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize("value", ["0", "many", "-1", "1.5", "9" * 100])
def test_a_number_of_threads_that_is_none(capsys, monkeypatch, value):
    monkeypatch.setenv("POLARS_MAX_THREADS", value)
    assert run(["states", "iran"]) == 2
    assert "POLARS_MAX_THREADS" in capsys.readouterr().err


class TestTerminals:
    def test_answers(self, capsys):
        for query in (
            f"select '{ESCAPES[:-2]}a' as b",
            f'select 1 as "a{ESCAPES[:-2]}"',
            "select 'é\u2067漢\x9b'",
        ):
            assert run(["sql", query]) == 0
            out, err = capsys.readouterr()
            assert not {each for each in out + err if not each.isprintable()} - {"\n"}

    @pytest.mark.parametrize("form", ["csv", "json"])
    def test_other_forms_are_exact_where_no_terminal_reads_them(self, capsys, monkeypatch, form):
        run(["sql", "select 'a\u202eb'", "--format", form])
        assert "a\u202eb" in capsys.readouterr().out
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        run(["sql", "select 'a\u202eb'", "--format", form])
        assert "ab" in capsys.readouterr().out

    @pytest.mark.parametrize(
        "arguments",
        [
            "states {}", "sql {}", "brief {} Iran", "measure {}", "check {}", "{}", "rank --year {}", "states --{}", "data show {}",
            "data add gsdb {}", "panel state-year --years {} -o x.csv", "panel state-year --years 2000:2001 -o {}.csv",
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("argument", [f"x{ESCAPES}", "z" * 200_000])
    def test_errors_echo_nothing_that_drives_a_terminal_and_little(self, place, capsys, arguments, argument):
        assert run([each.format(argument) for each in arguments.split()]) in (1, 2)
        out, err = capsys.readouterr()
        assert (out, bool(err)) == ("", True)
        assert not {each for each in err if not each.isprintable()} - {"\n"}
        assert max(map(len, err.splitlines())) <= LONGEST + 5


def test_tables_for_terminals_are_those_of_the_library():
    drawn = random.Random(1)
    words = ["", "a", "Iran", "Soviet Union", "0.25", "x" * 90, "a b " * 40, "Türkiye"]
    for _ in range(200):
        heads = [drawn.choice(words[1:5]) for _ in range(drawn.randint(1, 5))]
        rows = [[drawn.choice(words) for _ in heads] for _ in range(drawn.randint(0, 4))]
        right = "".join(drawn.choice("lr") for _ in heads)
        library = "\n".join(line.rstrip() for line in output._by_library(heads, rows, right)).rstrip()
        assert output.grid(heads, rows, right) == library


FORMULAS = ["=1+1", "@SUM(A1)", "+cmd", "-cmd|' /C calc'!A0", "\t=1", "\r=1", "+", "-", "--1", "-1+1"]
PLAIN = ["", "Iran", "-1", "+1.5", "-.5", "-1e-5", "1=1", " a", "'=1"]


def test_no_spreadsheet_takes_a_text_for_a_formula(capsys):
    assert [files.harmless(text) for text in FORMULAS] == [f"'{text}" for text in FORMULAS]
    assert [files.harmless(text) for text in PLAIN] == PLAIN
    frame = pl.DataFrame({"a": FORMULAS + PLAIN, "n": [-1.5] * (len(FORMULAS) + len(PLAIN))})
    told = files.harmless_frame(frame)
    assert told["a"].to_list() == [files.harmless(text) for text in frame["a"]]
    assert told["n"].equals(frame["n"])
    assert files.harmless_frame(frame.lazy()).collect().equals(told)
    assert table(("=a", "b"), (("=1", -1), (None, "-1"))).to_csv() == "'=a,b\n'=1,-1\n,-1"
    assert run(["sql", "select '=1' as \"@a\", -1 as n", "--format", "csv"]) == 0
    assert capsys.readouterr().out == "'@a,n\n'=1,-1\n"


def test_panels_and_networks_for_spreadsheets_too(place):
    (place / "mine.csv").write_text("ccode,year,remark,number\n2,1816,=1+1,-1\n200,1816,+1,-2\n")
    told = ["panel", "state-year", "--years", "1816:1816", "--merge", "mine.csv", "--on", "ccode,year"]
    assert run([*told, "-o", "p.csv"]) == 0
    lines = (place / "p.csv").read_text().splitlines()
    assert [line for line in lines if line.startswith(("2,", "200,"))] == [
        "2,1816,'=1+1,-1",
        "200,1816,+1,-2",
    ]
    assert run([*told, "-o", "p.parquet"]) == 0
    assert pl.read_parquet("p.parquet").filter(ccode=2)["remark"].to_list() == ["=1+1"]


def test_errors_of_the_disk_are_told(place):
    for number in (5, 27, 28, 122):
        said = files.unwritable(place / "a.txt", OSError(number, os.strerror(number)))
        assert isinstance(said, WestphaliaError)
        assert os.strerror(number) in said.why
