"""The ledger: what is issued is dated, hashed and never changed; what is scored is what lists decide, yes and no."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

import westphalia as wp
from westphalia.claims.forecasts.document import hash_of
from westphalia.claims.ledger import book, score
from westphalia.claims.ledger.forecaster import pairs
from westphalia.claims.ledger.topics import ORIGINS, TOPICS, came, known
from westphalia.cli import run
from westphalia.errors import BrokenEdition, NotUnderstood

WORLD, TODAY = wp.load(), date(2026, 11, 30)
BY = {topic.name: topic for topic in TOPICS}


def one(name: str, year: int, low: int, high: int, horizon: int) -> float:
    return float(came(WORLD, BY[name], np.array([low]), np.array([high]), year, horizon)[0])


def test_lists_decide_yes_and_no() -> None:
    assert one("sanctions", 2013, 2, 365, 1) == 1.0  # the United States and Russia, 2014
    assert one("sanctions", 2013, 2, 920, 1) == 0.0  # New Zealand
    assert one("treasury", 2023, 2, 365, 1) == 1.0
    assert np.isnan(one("sanctions", 2020, 2, 365, 5))  # the list ends in 2023
    assert np.isnan(one("treasury", 2021, 2, 365, 1))  # the panel begins in April 2022


def test_nothing_later_than_the_delay_of_the_list_is_known() -> None:
    for topic in TOPICS:
        low, high = pairs(WORLD, topic, 2015)
        early = known(WORLD.as_of(2015), topic, low[:50], high[:50], 2015)[0]
        assert np.allclose(early, known(WORLD, topic, low[:50], high[:50], 2015)[0]), topic.name


def test_what_is_stored_is_as_it_was_issued_and_resolves_in_thousands() -> None:
    batches = book.read()
    assert {batch.year for batch in batches} >= set(ORIGINS)
    assert {batch.topic.name for batch in batches} == set(BY)
    found = score.ledger(WORLD, batches, TODAY)
    assert found["resolved"] >= 5_000
    assert sum(batch["scored"] for batch in found["batches"]) == found["resolved"]
    assert 0 < found["all"]["came_true"] < found["resolved"]
    assert all(batch["forecasts"] and batch["knew"] and batch["expires"] for batch in found["batches"])
    assert not any(batch["scored"] for batch in found["batches"] if batch["fate"] != "scored")


def test_a_changed_ledger_is_refused_and_none_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "2026-11.json"
    assert book.issue(WORLD, path, TODAY, [BY["treasury"]]) > 300
    with pytest.raises(NotUnderstood, match="never changed"):
        book.issue(WORLD, path, TODAY, [BY["treasury"]])
    batches = json.loads(path.read_text(encoding="utf-8"))
    assert all(each["hash"] == hash_of(each) for each in batches)
    batches[0]["forecasts"][0][2] += 1
    path.write_text(json.dumps(batches), encoding="utf-8")
    with pytest.raises(BrokenEdition, match="changed after it was written"):
        book.read(tmp_path)


def test_a_withdrawn_batch_is_told_with_its_reason_and_not_scored(tmp_path: Path) -> None:
    book.issue(WORLD, tmp_path / "2026-11.json", TODAY, [BY["treasury"]])
    first = book.read(tmp_path)[0]
    withdrawn = [{"batch": first.hash, "day": "2026-12-01", "reason": "a table was read twice"}]
    (tmp_path / "withdrawn.json").write_text(json.dumps(withdrawn), encoding="utf-8")
    again = book.read(tmp_path)[0]
    assert again.withdrawn == "2026-12-01: a table was read twice"
    assert score.fate(WORLD, first, TODAY)[0] == "scored"
    assert score.fate(WORLD, again, TODAY)[0] == "withdrawn"
    assert score.fate(WORLD, book.read(tmp_path)[-1], TODAY)[0] == "not due"


def test_scores_by_hand() -> None:
    rows = [(2, 20, 0.8, 0.5, 0.5, 1.0), (2, 31, 0.2, 0.5, 0.5, 0.0), (20, 31, 0.6, 0.5, 0.5, 0.0)]
    found = score.scored(rows)
    assert found is not None
    assert found["brier"]["forecast"] == pytest.approx((0.04 + 0.04 + 0.36) / 3)
    assert found["brier"]["base_rate"] == 0.25
    assert found["roc_area"] == 1.0
    assert found["skill"] == {}  # too few came true
    many = score.scored(rows * 10)
    assert many is not None
    assert many["skill"]["base_rate"]["value"] == pytest.approx(1 - 0.44 / 0.75)
    low, high = many["skill"]["base_rate"]["interval"]
    assert low <= 1 - 0.44 / 0.75 <= high
    assert score.scored([]) is None


def test_the_command_prints_what_is_decided(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["forecast", "ledger"]) == 0
    told = capsys.readouterr().out
    assert "forecasts of the ledger are decided" in told
    assert "treasury-2024-1" in told
