"""Scenario files: what they may do, the changes that it means, and every refusal with file, line and nearest name."""

from __future__ import annotations

from pathlib import Path

import pytest

from westphalia.errors import NotUnderstood
from westphalia.system.deeds import WORDS, Cast
from westphalia.system.estimates import known
from westphalia.system.interventions import (
    ADD,
    FORBID,
    LIFT,
    MEMORY,
    SANCTION,
    SET,
    TIE,
    TREATY,
    UNPACT,
    UNTIE,
)
from westphalia.system.processes import processes
from westphalia.system.scenario import Scenario, ready, scenario
from westphalia.system.state import start
from westphalia.system.variables import LAYERS, STATES, mask

HEAD = "name: trial\nstart: 2022\nyears: 5\n"


@pytest.fixture(scope="module")
def now(world):
    return start(world.as_of(2022), 2022)


def written(folder: Path, text: str, name: str = "trial.yaml") -> Path:
    path = folder / name
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def refused(world, now, path: Path) -> str:
    with pytest.raises(NotUnderstood) as caught:
        scenario(path).commands(world, now)
    return str(caught.value)


def rows(world, now, *interventions: dict) -> list[tuple]:
    given = scenario({"name": "trial", "start": 2022, "years": 5, "interventions": list(interventions)})
    return [
        (row.what, row.which, row.i, row.j, row.year, row.value)
        for row in given.commands(world, now).by_arm[1]
    ]


def test_what_each_deed_means(world, now):
    russia, iran, china, taiwan = (now.place(code) for code in (365, 630, 710, 713))
    arms, dispute, rivalry = range(3)
    usual = mask(["trade", "financial"])
    one, two = sorted((russia, iran))
    assert rows(
        world, now, {"do": "impose", "senders": ["eu"], "targets": ["Iran"], "years": [2023, 2024]}
    ) == [(SANCTION, usual, now.n, iran, 2023, 0.0), (LIFT, usual - 1, now.n, iran, 2025, 0.0)]
    assert rows(world, now, {"do": "lift", "senders": ["Russia"], "targets": ["Iran"], "year": 2023}) == [
        (LIFT, 0, russia, iran, 2023, 0.0)
    ]
    assert rows(world, now, {"do": "sign", "kind": "pact", "members": ["Russia", "Iran"], "year": 2023}) == [
        (TREATY, 0, russia, iran, 2023, 0.0)
    ]
    assert [row[:2] + row[4:5] for row in rows(world, now, {"do": "forbid", "process": "pact", "years": [2023, 2024]})] == [
        (FORBID, sorted(processes()).index("pact"), 2023), (FORBID, sorted(processes()).index("pact"), 2024)
    ]  # fmt: skip
    assert rows(
        world, now, {"do": "sign", "kind": "agreement", "members": ["Russia", "Iran"], "year": 2023}
    ) == [(MEMORY, LAYERS.index("agreement"), russia, iran, 2023, 0.0)]
    assert rows(world, now, {"do": "end", "kind": "pact", "members": ["Russia", "Iran"], "year": 2023}) == [
        (UNPACT, 0, one, two, 2023, 0.0)
    ]
    assert rows(world, now, {"do": "end", "kind": "arms", "members": ["Russia", "Iran"], "year": 2023}) == [
        (UNTIE, arms, russia, iran, 2023, 0.0)
    ]
    ended = rows(world, now, {"do": "end", "kind": "war", "members": ["Iran", "Russia"], "year": 2023})
    assert ended == [(UNTIE, which, one, two, 2023, 0.0) for which in (dispute, 3)]
    assert rows(
        world, now, {"do": "end", "kind": "rivalry", "members": ["Iran", "Russia"], "year": 2023}
    ) == [(UNTIE, rivalry, one, two, 2023, 0.0)]
    assert rows(
        world,
        now,
        {"do": "deliver", "from": "Russia", "to": "Iran", "category": "air-defence", "years": [2023, 2024]},
    ) == [(TIE, arms, russia, iran, year, 0.0) for year in (2023, 2024)]
    war = rows(world, now, {"do": "war", "between": ["Taiwan", "China"], "year": 2025})
    assert war == [
        (TIE, dispute, china, taiwan, 2025, 0.0),
        (MEMORY, LAYERS.index("clash"), china, taiwan, 2025, 0.0),
        (TIE, 3, china, taiwan, 2025, 0.0),  # the war itself
        (MEMORY, LAYERS.index("blood"), china, taiwan, 2025, 0.0),
    ]
    assert len(rows(world, now, {"do": "dispute", "between": ["Taiwan", "China"], "year": 2025})) == 2
    assert rows(world, now, {"do": "regime", "of": "Iran", "democracy": 0.5, "year": 2024}) == [
        (SET, STATES.index("democracy"), iran, 0, 2024, 0.5),
        (ADD, STATES.index("jolt"), iran, 0, 2024, 1.0),
    ]
    assert rows(
        world, now, {"do": "shock", "of": "Iran", "variable": "output", "by": -0.1, "year": 2024}
    ) == [(ADD, STATES.index("output"), iran, 0, 2024, -0.1)]
    assert rows(world, now, {"do": "nuclear", "of": "Iran", "stage": "acquire", "year": 2024}) == [
        (SET, STATES.index("nuclear_stage"), iran, 0, 2024, 3.0)
    ]


def test_the_core_acts_by_its_members_and_the_union_once(world, now):
    america, britain, japan = (now.place(code) for code in (2, 200, 740))
    assert set(Cast(world, now).core()) == {america, britain, japan, now.n}
    shut = rows(world, now, {"do": "exclude", "of": ["China"], "year": 2024})
    assert {row[2] for row in shut} == {america, britain, japan, now.n}
    assert {row[0] for row in rows(world, now, {"do": "readmit", "of": ["Iran"], "year": 2024})} == {LIFT}


CASES = [
    (
        "interventions:\n  - {do: deliver, from: Russia, to: Iran, category: air-defense, year: 2023}\n",
        'trial.yaml line 5: no arms category "air-defense". Nearest: air-defence-systems. See: westphalia data show arms_transfers.',
    ),
    (
        "interventions:\n  - do: impose\n    senders: [Japan]\n    targets: [Brazyl]\n    year: 2023\n",
        'trial.yaml line 7: no state "Brazyl". Nearest: Brazil. See: westphalia states.',
    ),
    (
        "interventions:\n  - {do: impose, senders: [Japan], targets: [German Democratic Republic], year: 2023}\n",
        "trial.yaml line 5: German Democratic Republic was not in the system of 2022. See: westphalia states.",
    ),
    (
        "interventions:\n  - {do: impose, senders: [Japan], targets: [Iran], year: 2030}\n",
        "trial.yaml line 5: 2030 is not within the run, 2023 to 2027.",
    ),
    (
        "interventions:\n  - {do: impose, senders: [Japan], targets: [Japan], year: 2023}\n",
        "trial.yaml line 5: Japan cannot sanction itself.",
    ),
    (
        "interventions:\n  - {do: deliver, from: Iran, to: Iran, year: 2023}\n",
        "trial.yaml line 5: Iran cannot supply itself.",
    ),
    (
        "interventions:\n  - {do: impose, senders: [Japan], targets: [Iran], year: 2023}\n  - {do: lift, senders: [japan], targets: [Iran], years: [2023, 2024]}\n",
        "trial.yaml line 6: it does the opposite of intervention 1 in the same years.",
    ),
    (
        "interventions:\n  - {do: sign, kind: pact, members: [Iran, Iran], year: 2023}\n",
        "trial.yaml line 5: Iran, Iran: a state stands there twice.",
    ),
    (
        "interventions:\n  - {do: sign, kind: agreement, members: [Iran, Russia, China], year: 2023}\n",
        "trial.yaml line 5: a defence agreement is of two states.",
    ),
    ("outcomes: [pacts, pactz]\n", 'trial.yaml line 4: no outcome "pactz". Nearest: pacts.'),
    (
        "outcomes:\n  - {outcome: democracie, of: Iran}\n",
        'trial.yaml line 5: no outcome "democracie". Nearest: democracy.',
    ),
    (
        "outcomes:\n  - {first: pact, between: [Russia, Irann]}\n",
        'trial.yaml line 5: no state "Irann". Nearest: Iran',
    ),
    ("interventionz: []\n", 'trial.yaml line 4: unknown key "interventionz". Nearest: interventions.'),
    (
        "interventions:\n  - {do: impose, sender: [Japan], targets: [Iran], year: 2023}\n",
        'trial.yaml line 5: unknown key "sender". Nearest: senders. It can be: year, years, probability, senders, targets, kinds, do.',
    ),
    (
        "interventions:\n  - {do: impose, targets: [Iran], year: 2023}\n",
        'trial.yaml line 5: "senders" is not given.',
    ),
    (
        "interventions:\n  - {do: impos, targets: [Iran], year: 2023}\n",
        'trial.yaml line 5: nothing is done by "impos". Nearest: impose.',
    ),
    ("interventions:\n  - {targets: [Iran], year: 2023}\n", 'trial.yaml line 5: "do" is not given.'),
    (
        "interventions:\n  - {do: grain, to: Egypt, tonnes: 5, year: 2023}\n",
        'trial.yaml line 5: nothing can be done by "grain". The model holds no grain. See: westphalia unrest STATE --grain wheat:TONNES.',
    ),
    (
        "interventions:\n  - {do: impose, senders: [Japan], targets: [Iran], kinds: [finance], year: 2023}\n",
        'trial.yaml line 5: no kinds "finance". Nearest: financial.',
    ),
    (
        "interventions:\n  - {do: impose, senders: [Japan], targets: [Iran]}\n",
        "trial.yaml line 5: it has either a year or years: [first, last].",
    ),
    (
        "interventions:\n  - {do: impose, senders: [Japan], targets: [Iran], years: [2025, 2023]}\n",
        "trial.yaml line 5: years [2025, 2023] do not run from a first to a last year.",
    ),
    (
        "interventions:\n  - {do: impose, senders: [Japan], targets: [Iran], year: 2023, probability: 2}\n",
        'trial.yaml line 5: "probability" should be less than or equal to 1.',
    ),
]


@pytest.mark.parametrize(("text", "said"), CASES, ids=[said[15:60] for _, said in CASES])
def test_a_refusal_has_line_and_nearest_name(world, now, tmp_path, text, said):
    assert said in refused(world, now, written(tmp_path, text))


def test_all_that_is_wrong_is_said_at_once(world, now, tmp_path):
    text = "interventions:\n  - {do: impose, senders: [Japen], targets: [Irann], year: 2040}\n  - {do: regime, of: Atlantis, democracy: 0.5, year: 2024}\noutcomes: [nothing]\n"
    told = refused(world, now, written(tmp_path, text))
    for said in ("Japen", "Irann", "2040 is not within", "Atlantis", 'no outcome "nothing"'):
        assert said in told


def test_before_1900_nothing_is_run(tmp_path):
    path = tmp_path / "old.yaml"
    path.write_text("name: old\nstart: 1889\nyears: 5\n", encoding="utf-8")
    with pytest.raises(
        NotUnderstood, match=r'old.yaml line 2: "start" should be greater than or equal to 1900'
    ):
        scenario(path)


def test_what_an_early_start_does_not_hold_is_refused_with_its_line(world, tmp_path):
    path = tmp_path / "old.yaml"
    path.write_text(
        "name: old\nstart: 1933\nyears: 5\ninterventions:\n"
        "  - {do: impose, senders: [France], targets: [Italy], year: 1935}\n"
        "  - {do: sign, kind: pact, members: [France, Italy], year: 1935}\n"
        "  - {do: deliver, from: France, to: Italy, category: missiles, tiv: 10, year: 1936}\n"
        "  - {do: forbid, process: agreement, year: 1936}\n",
        encoding="utf-8",
    )
    off = known(world, 1933).off
    assert {"sanction", "arms", "agreement", "ideal"} <= set(off)
    assert not {"pact", "dispute", "rivalry", "output", "regime", "dispute_war"} & set(off)
    with pytest.raises(NotUnderstood) as caught:
        scenario(path).held(off)
    told = str(caught.value)
    for line, process in ((5, "sanction"), (7, "arms"), (8, "agreement")):
        assert f'old.yaml line {line}: the process "{process}" is off in a run from 1933' in told
    assert "line 6" not in told


def test_early_starts_take_what_was_known_by_then(world):
    assert [known(world, year).until for year in (1900, 1909, 1921, 1931, 1949)] == [1900, 1900, 1921, 1921, 1946]  # fmt: skip
    assert known(world, 1950).off == ("nuclear_explore",)
    assert known(world, 1950, ("nuclear_explore",)).off == ()
    for name in ("1922-germany-admitted", "1933"):
        given = scenario(name)
        given.held(known(world, given.start).off)
        assert given.commands(world, start(world.as_of(given.start), given.start)).by_arm[1]


def test_a_base_comes_first_and_none_rests_on_itself(world, now, tmp_path):
    written(
        tmp_path,
        "interventions:\n  - {do: lift, senders: [Japan], targets: [Iran], year: 2023}\nlimits: [one]\n",
        "first.yaml",
    )
    path = written(
        tmp_path,
        "base: first.yaml\ninterventions:\n  - {do: regime, of: Iran, democracy: 0.5, year: 2024}\nlimits: [two]\n",
    )
    both = scenario(path)
    assert [each.do for each in both.interventions] == ["lift", "regime"]
    assert both.limits == ("one", "two")
    assert len(both.commands(world, now).by_arm[1]) == 3
    written(tmp_path, "base: there.yaml\n", "here.yaml")
    there = written(tmp_path, "base: here.yaml\n", "there.yaml")
    with pytest.raises(NotUnderstood, match=r"here.yaml line 4: there.yaml rests on itself"):
        scenario(there)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"name: [", "is not YAML"),
        (b"name: &a trial\nstart: *a\n", "has an anchor or alias"),
        (b"name: !!python/object:os.system x\n", "has a tag"),
        (b"\xff\xfe\x00", "trial.yaml"),
        (b"", "trial.yaml is no scenario"),
        (b"- 1\n- 2\n", "trial.yaml is no scenario"),
        (b"name: trial\nname: trial\n", "has a key twice"),
        (b"name: trial\nstart: 2022\nyears: 500\n", '"years" should be less than or equal to 50'),
        (b"name: ../../etc\nstart: 2022\nyears: 5\n", '"name" '),
    ],
)
def test_hostile_files(tmp_path, data, said):
    path = tmp_path / "trial.yaml"
    path.write_bytes(data)
    with pytest.raises(NotUnderstood) as caught:
        scenario(path)
    assert said in str(caught.value)


def test_what_is_no_scenario(tmp_path):
    with pytest.raises(
        NotUnderstood, match=r"There is no scenario called china-joins. Did you mean china-joins-the-excluded"
    ):
        scenario("china-joins")
    for path in (tmp_path, tmp_path / "none.yaml"):
        with pytest.raises(NotUnderstood):
            scenario(path)


@pytest.mark.parametrize("name", ready())
def test_the_scenarios_of_the_shelf_can_be_run(world, now, name):
    given = scenario(name)
    assert given.name == name
    assert given.description
    assert bool(given.commands(world, now).by_arm[1]) == (name != "baseline")
    assert bool(given.limits) == (name != "baseline")
    given.asked(world, now)


def test_every_word_is_told_in_the_docs_and_the_schema():
    text = (Path(__file__).parent.parent.parent / "docs" / "scenarios.md").read_text(encoding="utf-8")
    assert all(f"`{word}`" in text for word in WORDS)
    assert all(name in text for name in ready())
    found = Scenario.model_json_schema()
    assert set(found["properties"]) >= {
        "name",
        "start",
        "years",
        "base",
        "interventions",
        "outcomes",
        "limits",
    }
