"""The user's own tables: whole or not there at all, seen everywhere, and never in the way."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

import westphalia as wp
from westphalia.errors import BrokenEdition, NoAnswer, NotUnderstood, WestphaliaError
from westphalia.record import adding
from westphalia.record.adding import add
from westphalia.record.manifest import ENTRIES
from westphalia.record.userdata import default_folder
from westphalia.record.usertables import USER_TABLES
from westphalia.record.verify import verify

HEAD = "ccode1,ccode2,year,flow1,flow2,smoothflow1,smoothflow2\n"
GSDB = """case_id,sanctioned_state,sanctioning_state,begin,end,trade,descr_trade,arms,military,financial,travel,other
1,Russia,"EU, United States",2014,2023,1,exp_part,1,0,1,1,0
2,"Iran, Atlantis",United States,1995,2023,1,"exp_compl,imp_compl",0,0,0,0,0
"""


@pytest.fixture
def world(tmp_path):
    return wp.load(user=tmp_path / "own")


@pytest.fixture
def trade(tmp_path):
    file = tmp_path / "trade.csv"
    file.write_text(f"{HEAD}2,20,1990,1,2.5,1,2.5\n2,20,1991,-9,3,1.5,3\n", encoding="utf-8")
    return file


def left(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_where_it_is_kept():
    assert default_folder({"WESTPHALIA_DATA": "/x"}, "linux") == Path("/x")
    assert default_folder({"XDG_DATA_HOME": "/d"}, "linux") == Path("/d/westphalia")
    assert default_folder({}, "linux") == Path("~/.local/share/westphalia").expanduser()
    assert default_folder({"LOCALAPPDATA": "/l"}, "win32") == Path("/l/westphalia")
    assert "Application Support" in str(default_folder({}, "darwin"))


def test_nothing_is_there_at_first(world):
    assert world.user.entries() == ({}, [])
    with pytest.raises(NoAnswer, match="westphalia data add gsdb FILE"):
        world.table("gsdb_cases")
    assert not world.user.folder.exists()


def test_trade(world, trade):
    document = add(world, "cow-trade", trade)
    assert document["origin"]["name"] == "trade.csv"
    frame = world.table("cow_trade_dyadic").collect()
    assert frame["flow1"].to_list() == [1.0, None]
    assert world.coverage("cow_trade_dyadic") == (1990, 1991)
    assert world.as_of(1990).table("cow_trade_dyadic").collect().height == 1
    assert world.sql("select count(*) from cow_trade_dyadic").rows == ((2,),)
    assert [each.id for each in world.cite(["cow_trade_dyadic"])] == ["cow_trade_4"]
    assert all(finding.whole for finding in verify(world, ["cow_trade_dyadic"]))
    assert str(trade.parent) not in json.dumps(document)


def test_sanctions_with_names_that_are_no_states(world, tmp_path):
    file = tmp_path / "GSDB_V4.csv"
    file.write_text(GSDB, encoding="utf-8")
    document = add(world, "gsdb", file)
    assert world.table("gsdb_cases").collect().height == 2
    force = world.table("gsdb_in_force")
    senders = force.filter(target=365, year=2022).collect()["sender"].to_list()
    assert 2 in senders
    assert 220 in senders  # France as a member of the European Union
    assert 200 not in senders  # the United Kingdom left it in 2020
    assert 200 in force.filter(target=365, year=2019).collect()["sender"].to_list()
    assert any("Atlantis" in note for note in document["notes"])
    assert all(finding.whole for finding in verify(world, ["gsdb_cases", "gsdb_in_force"]))


def test_arms(world, tmp_path):
    file = tmp_path / "register.csv"
    file.write_text(
        "Recipient,Supplier,Year of order,Year(s) of delivery,SIPRI TIV for total order,SIPRI TIV of delivered weapons\n"
        "Iran,Russia,2007,2016,200,200\nHezbollah (Lebanon)*,Iran,2005,2005; 2006,10,10\n",
        encoding="utf-8",
    )
    document = add(world, "sipri", file)
    assert world.table("sipri_deliveries").collect().height == 3
    assert world.table("sipri_arms").collect().rows() == [(365, 630, 2016, "unknown", 200.0, 1)]
    assert sum(document["dropped"].values()) == 2


def test_the_whole_release_gives_the_table_of_the_edition(world, inputs, edition):
    add(world, "gsdb", inputs.root / "gsdb_v4" / "GSDB_V4.csv")
    ours, shipped = world.table("gsdb_in_force").collect(), edition("sanctions_as_listed")
    key = ["sender", "target", "year"]
    columns = [name for name in shipped.columns if name in ours.columns]
    wanted = shipped.select(columns).sort(key)
    assert ours.select(pl.col(n).cast(wanted[n].dtype) for n in columns).sort(key).equals(wanted)


def test_adding_again_replaces(world, trade):
    add(world, "cow-trade", trade)
    before = left(world.user.folder)
    trade.write_text(f"{HEAD}2,20,1990,7,2.5,1,2.5\n", encoding="utf-8")
    add(world, "cow-trade", trade)
    after = left(world.user.folder)
    assert len(before) == len(after) == 2
    assert before != after
    assert wp.load(user=world.user.folder).table("cow_trade_dyadic").collect()["flow1"].to_list() == [7.0]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "a,b\n1,2\n",
        HEAD,
        f"{HEAD}2,20,1990,1,2\n",
        f"{HEAD}2,20,1990,x,2,1,2\n",
        f'{HEAD}2,20,1990,1,2,1,"2',
    ],
)
def test_a_file_that_is_not_the_release_leaves_nothing(world, trade, content):
    trade.write_text(content, encoding="utf-8")
    with pytest.raises(NotUnderstood):
        add(world, "cow-trade", trade)
    assert left(world.user.folder) == []


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left on device")])
@pytest.mark.parametrize("where", ["write", "first move", "last move"])
@pytest.mark.parametrize("earlier", [False, True])
def test_an_interruption_leaves_what_was_there(world, trade, monkeypatch, error, where, earlier):
    if earlier:
        add(world, "cow-trade", trade)
    before = left(world.user.folder)
    trade.write_text(f"{HEAD}2,20,1990,9,9,9,9\n", encoding="utf-8")
    moves, move = [], Path.replace

    def fail(*_, **__):
        raise error

    def moving(self, target):
        moves.append(target)
        if len(moves) == (1 if where == "first move" else 2):
            raise error
        return move(self, target)

    if where == "write":
        monkeypatch.setattr(pl.DataFrame, "write_parquet", fail)
    else:
        monkeypatch.setattr(Path, "replace", moving)
    with pytest.raises((KeyboardInterrupt, WestphaliaError)):
        add(world, "cow-trade", trade)
    monkeypatch.undo()
    assert left(world.user.folder) == before
    if earlier:
        assert wp.load(user=world.user.folder).table("cow_trade_dyadic").collect().height == 2
    else:
        assert not world.user.folder.exists()


def test_a_real_interruption(tmp_path, monkeypatch):
    file = tmp_path / "big.csv"
    lines = (
        f"{a},{b},{y},1,2,1,2\n" for a in range(2, 62) for b in range(100, 200) for y in range(1900, 1980)
    )
    file.write_text(HEAD + "".join(lines), encoding="utf-8")
    monkeypatch.setenv("WESTPHALIA_DATA", str(tmp_path / "own"))
    process = subprocess.Popen(
        [sys.executable, "-m", "westphalia", "data", "add", "cow-trade", str(file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(0.8)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert not (tmp_path / "own").exists()


@pytest.mark.parametrize("line", ["2,20,9223372036854775808,1,2,1,2", "1e30,200,2000,3,4,3,4"])
def test_what_overflows_is_not_added(world, trade, line):
    trade.write_text(f"{HEAD}2,20,1990,1,2,1,2\n{line}\n", encoding="utf-8")
    with pytest.raises(NotUnderstood, match=r"line 3: .* too large"):
        add(world, "cow-trade", trade)
    assert left(world.user.folder) == []


@pytest.mark.parametrize("harm", [{"ccode1": None}, {"year": 10**6}, {"flow1": "much"}])
def test_what_data_verify_would_not_let_pass_is_not_added(world, trade, monkeypatch, harm):
    read = adding.READERS["cow-trade"]

    def harmed(world, file):
        frames, *rest = read(world, file)
        (name,) = frames
        return {name: frames[name].with_columns(**{key: pl.lit(value) for key, value in harm.items()})}, *rest

    monkeypatch.setitem(adding.READERS, "cow-trade", harmed)
    with pytest.raises(NotUnderstood, match="Nothing was added") as caught:
        add(world, "cow-trade", trade)
    assert next(iter(harm)) in caught.value.why or "much" in caught.value.why
    assert left(world.user.folder) == []


@pytest.mark.parametrize(
    "key",
    [*ENTRIES["tables"], "file", "origin"],
)
def test_a_document_that_lacks_something_is_told_everywhere(world, trade, key, capsys, monkeypatch):
    from westphalia.cli import run

    add(world, "cow-trade", trade)
    path = world.user.folder / "cow-trade.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    monkeypatch.setenv("WESTPHALIA_DATA", str(world.user.folder))
    entry = document["tables"]["cow_trade_dyadic"]
    for harmed in ({k: v for k, v in entry.items() if k != key}, {**entry, key: [{}]}):
        path.write_text(json.dumps({**document, "tables": {"cow_trade_dyadic": harmed}}), encoding="utf-8")
        said = {}
        for command in ("list", "show cow_trade_dyadic", "cite cow_trade_dyadic", "verify cow_trade_dyadic"):
            said[command] = run(["data", *command.split()]), *capsys.readouterr()
        assert [status for status, _, _ in said.values()] == [0, 1, 1, 1]
        assert all("Your tables of" in out + err for _, out, err in said.values())
        assert run(["data", "licences"]) == 0


def test_the_home_of_nobody_is_told():
    for name in ("WESTPHALIA_DATA", "XDG_DATA_HOME"):
        with pytest.raises(WestphaliaError, match=name):
            default_folder({name: "~nosuchuser/x"}, "linux")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"tables": {}}', '{"tables": {"cow_trade_dyadic": {"file": 1}}}']
)
def test_a_damaged_document_is_told_only_when_asked_for(world, trade, text, monkeypatch):
    """Told by a check of everything too; of the edition, which is whole, one table is checked here and all in ``test_verify.py``."""
    monkeypatch.setattr("westphalia.record.verify.names", lambda _: ["warheads"])
    add(world, "cow-trade", trade)
    (world.user.folder / "cow-trade.json").write_text(text, encoding="utf-8")
    fresh = wp.load(user=world.user.folder)
    assert fresh.table("warheads").collect().height
    with pytest.raises(BrokenEdition, match="westphalia data add cow-trade FILE"):
        fresh.table("cow_trade_dyadic")
    assert len(fresh.user.entries()[1]) == 1
    assert not list(verify(fresh))[-1].whole


def test_a_truncated_file_is_told(world, trade):
    add(world, "cow-trade", trade)
    (path,) = world.user.folder.glob("*.parquet")
    path.write_bytes(path.read_bytes()[:20])
    fresh = wp.load(user=world.user.folder)
    with pytest.raises(BrokenEdition, match="changed or cut short"):
        fresh.table("cow_trade_dyadic")
    path.unlink()
    with pytest.raises(BrokenEdition, match="is missing"):
        fresh.table("cow_trade_dyadic")
    (finding,) = verify(fresh, ["cow_trade_dyadic"])
    assert not finding.whole


def test_a_folder_that_cannot_be_read(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    world = wp.load(user=tmp_path / "file" / "own")
    assert world.table("warheads").collect().height
    with pytest.raises(BrokenEdition, match="cannot be read"):
        world.table("gsdb_cases")
    entries, broken = world.user.entries()
    assert (entries, len(broken)) == ({}, 1)


def test_an_unknown_release(world, trade):
    with pytest.raises(NotUnderstood, match="cow-trade"):
        add(world, "cow_trade", trade)


def test_a_killed_program_is_cleaned_up_after(world, trade):
    stale = world.user.folder / f"{adding.TEMPORARY}x"
    stale.mkdir(parents=True)
    (stale / "table.parquet").write_bytes(b"x")
    import os

    os.utime(stale, (0, 0))
    add(world, "cow-trade", trade)
    assert not stale.exists()


def test_names_of_user_tables_are_free(world):
    assert not set(USER_TABLES) & set(world.manifest.tables)
