"""What strangers may send: arguments, statements and claim files of any kind end in an answer or a plain error, and leave nothing behind.

Everything is drawn with a seed; ``ATTACK`` in the environment makes it so many times as much.
"""

from __future__ import annotations

import copy
import json
import os
import random
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

import westphalia as wp
from westphalia import cli, files
from westphalia.errors import WestphaliaError
from westphalia.record.query import QueryAnswer

TIMES = int(os.environ.get("ATTACK", "1"))
LONG = "x" * 5000
NASTY = [
    "", " ", "-", "--", "-1", "0", "1e308", "nan", "inf", "9" * 30, "\x00", "a\x00b", "\ud800", "é\u0301", "\u202eabc", "\x1b[2J", "'; drop table x", '"', "`id`", "$(id)",
    "%s%n", "{0}", "../../etc/passwd", "/dev/null", "/", ".", "~nosuchuser", "loop", "no/such/file", "a" * 256, LONG, "Русь", "漢" * 90, "2022:1990", ":", "2022:",
    "1815", "2026", "1.5", "None", "null", "[]", "=1+1", "@x", "*", "?", "a,b,,c", "\t", "\n", "\r\n", "١٩٩٠", "0x7e4", "2_000", "+1990", "1990 ", "ccode=", "=", "x=y=z", "united", "Russia\n",
]  # fmt: skip
FAIR = [
    "Russia",
    "Iran",
    "2",
    "365",
    "1990",
    "1990:1991",
    "cinc",
    "pacts",
    "contiguity",
    "alignment",
    "5",
    "text",
    "json",
    "csv",
    "russia-iran-2022",
    "majors",
    "gsdb",
]
DEAR = {
    "brief",
    "check",
    "analogues",
    "forecast issue",
    "forecast score",
    "claims new",
    "data verify",
    "movers",
    "backtest",
}
"""Commands that take long when they are asked something fair."""
ENDLESS = {"serve", "mcp"}
"""Commands that go on until they are told to end; tests/app attacks what they serve."""


def commands(
    command: click.Command = cli.cli, path: tuple[str, ...] = ()
) -> list[tuple[tuple[str, ...], click.Command]]:
    if not isinstance(command, click.Group):
        return [(path, command)]
    context = click.Context(command)
    found = [(name, command.get_command(context, name)) for name in command.list_commands(context)]
    return [
        each
        for name, inner in found
        if inner is not None and name not in ENDLESS
        for each in commands(inner, (*path, name))
    ]


def arguments(drawn: random.Random, path: tuple[str, ...], command: click.Command) -> list[str]:
    """Return a call of a command: most of what it takes, of any kind; one that takes long gets at least one word that is no answer."""
    fair = 0.0 if " ".join(path) in DEAR else 0.35

    def value() -> str:
        return drawn.choice(FAIR if drawn.random() < fair else NASTY)

    words = [value() for each in command.params if isinstance(each, click.Argument) and drawn.random() < 0.9]
    options = [each for each in command.params if isinstance(each, click.Option)]
    for option in drawn.sample(options, min(len(options), drawn.randint(0, 3))):
        words.append(option.opts[0])
        if not option.is_flag:
            words.append(value())
    if drawn.random() < 0.15:
        drawn.shuffle(words)
    return [*path, *words]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WESTPHALIA_DATA", str(tmp_path / "own"))
    (tmp_path / "loop").symlink_to("pool")
    (tmp_path / "pool").symlink_to("loop")
    return tmp_path


@pytest.mark.parametrize("seed", range(8 * TIMES))
def test_any_arguments(place: Path, capsys: pytest.CaptureFixture[str], seed: int) -> None:
    drawn, every = random.Random(seed), commands()
    for _ in range(20):
        words = arguments(drawn, *drawn.choice(every))
        status = cli.run(words)
        out, err = capsys.readouterr()
        assert status in (0, 1, 2), words
        assert status == 0 or err, words
        assert "Traceback" not in out + err, words
        assert not {each for each in err if not each.isprintable()} - {"\n", "\t"}, words
    assert not [path for path in place.rglob("*") if path.name.startswith((files.TEMPORARY, ".adding-"))]


def plainly(error: WestphaliaError, given: str) -> None:
    assert error.what, given
    assert "Error:" not in str(error), given


def nested(depth: int, text: str = "1") -> str:
    return f"select {'(' * depth}{text}{')' * depth}"


STATEMENTS = [
    "select", "select 1;;", ";", "--", "/*", "/* */ select 1", "select 1 --", "select $1", "select ?", "select :a", "select @x", "select {a}", "select '", 'select "', "select $$a$$",
    "select 1; select 2", "select * from", "from", "table", "values", "values (1), ('a')", "select 1 union select 'a'", "with a as (select 1) delete from a", "explain analyze select 1", "describe", "describe pacts",
    "summarize warheads", "show all tables", "show pacts", "pivot pacts", "pivot warheads on nothing using sum(warheads)", "pivot warheads on ccode using sum(warheads) group by year", "unpivot warheads on *", "call pragma_version()",
    "pragma version", "select * from pragma_version()", "select * from duckdb_settings()", "select current_setting('memory_limit')", "select * from duckdb_secrets()", "select * from which_secret('a', 's3')", "set memory_limit = '10GB'",
    "reset all", "use memory", "checkpoint", "vacuum", "analyze", "prepare a as select 1", "execute a", "deallocate a", "create temp table a as select 1", "create macro a() as 1", "select * from read_csv_auto('/etc/passwd')",
    "select * from parquet_metadata('/etc/passwd')", "select * from 'file.csv'", "select * from read_json('https://example.org')", "copy pacts to '/tmp/x'", "export database 'x'", "import database 'x'", "attach ':memory:' as y",
    "select * from query('drop table pacts')", "select * from query_table('pacts')", "select getvariable('a')", "select write_log('a')", "select error('stop')", "select 1 / 0", "select 'a' || 1", "select -9223372036854775808 - 1",
    "select cast('x' as date)", "select sqrt(-1)", "select ln(0)", "select 0.0 / 0.0", "select 1e400", "select * from range(10) limit -1", "select * from range(10) using sample 50%", "select random() < 2", "select now() is not null",
    "select 1 as \"a\nb\", 2 as \"\"", "select unnest([1, 2, 3])", "select [[[[[[[[[[1]]]]]]]]]]", "select {'a': {'b': {'c': [map {1: 'x'}]}}}", "select null::int[]", "select repeat('é', 100000)", "select 'a\\u0000b'", "select chr(1114111)",
    "select regexp_matches('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '(a+)+$')", "select * from pacts natural join pacts p natural join pacts q limit 1", "select count(*) over (order by year rows between 5 preceding and 1 following) from warheads limit 3",
    nested(50), nested(900), nested(5000), nested(300, "select 1"), f"select {'not ' * 3000}true", f"select {'-' * 3000}1", f"select {' + '.join('1' * 2000)}", f"select {'a' * 90_000}", f"select 1 as {'é' * 10_000}",
    f"select {', '.join('1' * 5000)}", f"with {', '.join(f'a{n} as (select 1)' for n in range(300))} select 1", f"select * from {', '.join(['pacts'] * 40)} limit 1", "\ufeffselect 1", "SELECT\u00a01", "ｓｅｌｅｃｔ 1", "sélect 1",
]  # fmt: skip


def test_any_statement() -> None:
    world = wp.load()
    told = 0
    for statement in STATEMENTS:
        try:
            answer = world.sql(statement, rows=5, seconds=1)
        except WestphaliaError as error:
            plainly(error, statement)
            told += 1
        else:
            assert isinstance(answer, QueryAnswer)
            json.dumps(answer.to_dict(), allow_nan=False)
    assert 40 < told < len(STATEMENTS) - 20


def test_statements_from_pieces() -> None:
    """Pieces of SQL in any order: what is not refused is answered."""
    world, drawn = wp.load(), random.Random(7)
    pieces = [
        "select",
        "from",
        "where",
        "group",
        "by",
        "order",
        "limit",
        "with",
        "as",
        "(",
        ")",
        ",",
        "*",
        ";",
        "'",
        '"',
        "--",
        "/*",
        "*/",
        "1",
        "0",
        "null",
        "year",
        "ccode",
        "warheads",
        "pacts",
        "sum(",
        "count(",
        "case",
        "when",
        "then",
        "end",
        "over",
        "[",
        "]",
        "{",
        "}",
        "::",
        "int",
        "date",
        "interval",
        "$",
        "?",
        "=",
        "<",
        "union",
        "all",
        "join",
        "on",
        "using",
        "in",
        "not",
    ]
    for _ in range(60 * TIMES):
        text = f"select {' '.join(drawn.choices(pieces, k=drawn.randint(1, 12)))}"
        try:
            world.sql(text, rows=3, seconds=1)
        except WestphaliaError as error:
            plainly(error, text)


ESSAY: dict[str, Any] = {
    "id": "mine", "title": "An essay of mine", "author": "Somebody", "published": "2020", "where": "https://example.org/essay", "about": {"states": ["Russia", "Iran"], "year": 2020},
    "claims": [
        {"id": "stronger", "statement": "Russia is the stronger of the two.", "paragraph": 1, "kind": "comparison", "strength": "is",
         "test": {"measure": {"name": "cinc", "of": ["Russia"], "years": 2015}, "against": {"measure": {"name": "cinc", "of": ["Iran"], "years": 2015}}, "compare": "ratio", "supports": "> 1", "contradicts": "< 1", "means": "capability"}},
        {"id": "asked", "statement": "A query that is answered.", "paragraph": 2, "kind": "fact", "listing": {"title": "All of them", "query": "select year from warheads", "rows": 5},
         "test": {"sql": {"query": "select 5 as hits, 20 as of, 2000 as year", "unit": "share"}, "supports": "> 0.5", "contradicts": "< 0.5", "means": "a share"}},
        {"id": "events", "statement": "Somebody visited somebody else.", "paragraph": 3, "kind": "fact", "together": "any",
         "tests": [{"events": {"between": ["Russia", "Iran"], "years": [2010, 2020]}, "supports": ">= 1", "contradicts": "= 0", "means": "events"}]},
        {"id": "untold", "statement": "Nobody could ever tell this.", "paragraph": 4, "kind": "mechanism", "untestable": {"why": "There is no record of it.", "needs": "A record of it."}},
    ],
}  # fmt: skip
VALUES: list[Any] = [
    None, True, 0, -1, 10**30, 1.5, float("nan"), float("inf"), "", " ", "x", LONG, "\u202e", "javascript:alert(1)", "<script>alert(1)</script>", "'; drop table events; --", [], [None], [[]], {}, {"a": 1}, ["Russia"] * 50, "2020-02-30", "0000", "> nan",
    ">= 1e999", "select 'x' as value", "select 1 as value, 'a' as low, 2 as high", "select 5 as hits, 2 as of", "select [1] as value", "select date '2000-01-01' as value", "select 1 as value, 'x' as year", "select chr(0) as value", "drop table events",
]  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [
        *([path] if path else []),
        *(place for key, each in inner for place in places(each, (*path, key))),
    ]


def mutated(drawn: random.Random) -> dict[str, Any]:
    """Return the essay with one to three of its parts replaced, left out, doubled or under another name."""
    essay = copy.deepcopy(ESSAY)
    for _ in range(drawn.randint(1, 3)):
        *above, last = drawn.choice(places(essay))
        holder: Any = essay
        for step in above:
            holder = holder[step]
        how = drawn.choice(("value", "value", "value", "query", "drop", "rename"))
        if how == "drop":
            del holder[last]
        elif how == "rename" and isinstance(holder, dict):
            holder[f"{last}s"] = holder.pop(last)
        else:
            holder[last] = drawn.choice(
                [each for each in VALUES if how == "value" or str(each).startswith("select")]
            )
    return essay


@pytest.mark.parametrize("seed", range(4 * TIMES))
def test_any_claim_file(place: Path, seed: int) -> None:
    world, drawn, answered = wp.load(), random.Random(seed), 0
    for _ in range(12):
        text = yaml.safe_dump(mutated(drawn), allow_unicode=True, sort_keys=False)
        Path("mine.yaml").write_text(text, encoding="utf-8")
        try:
            found = wp.check(world, Path("mine.yaml"))
        except WestphaliaError as error:
            plainly(error, text)
            continue
        answered += 1
        json.dumps(found.to_dict(), allow_nan=False)
        assert not {each for each in found.to_text() if not each.isprintable()} - {"\n", "\t"}
    assert answered < 12
