"""Forecasts as files: written, read again, refused when they were changed or are hostile."""

from __future__ import annotations

import copy
import json
from datetime import date

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

import westphalia as wp
from tests.conftest import examples
from westphalia.claims.forecasts.document import hash_of, read
from westphalia.claims.forecasts.issue import issue
from westphalia.cli import run
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.files import LARGEST
from westphalia.models.partnership.results import Forecast

TODAY = date(2026, 1, 15)
WORLD = wp.load()


class Said:
    """What stands in for the model: the same chance of everything."""

    def __init__(self, until=1998, p=0.25, without=()):
        self.until, self.p, self.without, self.hash, self.world = until, p, without, "0123456789ab", WORLD

    def forecast(self, a, b, year, outcome):
        if outcome in self.without:
            raise NoAnswer(f"There is no forecast of '{outcome}' from {year}.", "Too few.")
        by = dict.fromkeys((1, 3, 5), self.p)
        spans = dict.fromkeys(by, (self.p / 2, self.p))
        return Forecast(a, b, year, outcome, by, spans, dict.fromkeys(by, 0.02), by)


def made(a="Russia", b="Iran", year=1998, today=TODAY, **said):
    model = Said(**{"until": year, **said})
    return issue(model, WORLD.dyad(a, b, year), year, today=today, as_of=year, origin="fitted")


@pytest.fixture
def put(tmp_path):
    def write(content, name="forecast.json"):
        path = tmp_path / name
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        path.write_bytes(data)
        return path

    return write


class TestIssue:
    def test_holds_every_question(self, put):
        document = read(put(made()))
        assert len(document.questions) == 15
        first = document.questions[0]
        assert (first.outcome, first.horizon, first.due) == ("alignment", 1, date(1999, 12, 31))
        assert first.rule.tables == ("pacts", "defence_agreements")
        assert document.codes == (365, 630)
        assert not document.hindsight

    def test_what_the_model_has_no_forecast_of_is_said(self, put):
        document = read(put(made(without=("dca", "any"))))
        assert len(document.questions) == 9
        assert [each.outcome for each in document.missing] == ["dca", "any"]
        assert all(each.why for each in document.missing)

    def test_nothing_to_forecast(self):
        with pytest.raises(NoAnswer, match="alignment"):
            made(without=("alignment", "pact", "dca", "arms", "any"))

    def test_a_model_of_later_years_is_hindsight(self, put):
        document = read(put(made(until=2025)))
        assert document.hindsight
        assert "no forecast" in document.note

    def test_same_day_same_hash(self):
        assert made()["hash"] == made()["hash"]
        assert made()["hash"] != made(today=date(2026, 1, 16))["hash"]


def leaves(value, place=()):
    """Return the places of all values in a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    inner = [found for key, each in items for found in leaves(each, (*place, key))]
    return inner or [place]


def changed(document, place, value):
    other = copy.deepcopy(document)
    at = other
    for key in place[:-1]:
        at = at[key]
    at[place[-1]] = value
    return other


DOCUMENT = made(without=("dca",))
PLACES = [place for place in leaves(DOCUMENT) if place[0] not in ("hash", "format", "version")]


class TestTampering:
    @pytest.mark.parametrize("place", PLACES, ids=lambda p: ".".join(map(str, p)))
    def test_every_change_is_noticed(self, place, put):
        at = DOCUMENT
        for key in place:
            at = at[key]
        new = (not at) if isinstance(at, bool) else at + 1 if isinstance(at, int | float) else "other"
        other = changed(DOCUMENT, place, new)
        assert hash_of(other) != DOCUMENT["hash"]
        with pytest.raises(NotUnderstood, match=r"forecast\.json was changed after it was written"):
            read(put(other))

    @examples(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.sampled_from(PLACES),
        st.one_of(
            st.none(),
            st.booleans(),
            st.integers(),
            st.floats(allow_nan=False, allow_infinity=False),
            st.text(),
        ),
    )
    def test_any_other_value_gives_another_hash(self, place, value):
        at = DOCUMENT
        for key in place:
            at = at[key]
        same = type(at) is type(value) and at == value
        assert (hash_of(changed(DOCUMENT, place, value)) == DOCUMENT["hash"]) == same

    def test_added_and_dropped_parts(self, put):
        for other in ({**DOCUMENT, "more": 1}, {k: v for k, v in DOCUMENT.items() if k != "note"}):
            with pytest.raises(NotUnderstood, match="changed"):
                read(put(other))

    def test_order_and_space_do_not_matter(self, put):
        turned = dict(reversed(list(DOCUMENT.items())))
        assert read(put(json.dumps(turned, indent=7).encode())).hash == DOCUMENT["hash"]


def sealed(**changes):
    other = {**copy.deepcopy(DOCUMENT), **changes}
    return {**other, "hash": hash_of(other)}


def asked(**changes):
    first, *rest = copy.deepcopy(DOCUMENT["questions"])
    return sealed(questions=[{**first, **changes}, *rest])


SEALED = {
    "text for a number": asked(probability="0.5"),
    "true for a number": asked(probability=True),
    "above one": asked(probability=1.5),
    "no interval": asked(interval=[0.1]),
    "interval turned": asked(interval=[0.4, 0.1]),
    "another due date": asked(due="1999-12-30"),
    "no date": asked(due="soon"),
    "unknown outcome": asked(outcome="war"),
    "unknown horizon": asked(horizon=2),
    "unknown key": asked(colour="red"),
    "hindsight denied": sealed(model={**DOCUMENT["model"], "knows_until": 2025}),
    "same state": sealed(b=DOCUMENT["a"]),
    "no questions": sealed(questions=[]),
    "a question twice": sealed(questions=[DOCUMENT["questions"][0]] * 2),
    "questions no list": sealed(questions={"a": 1}),
    "year far off": sealed(year=99999),
    "name of a megabyte": sealed(a={**DOCUMENT["a"], "name": "x" * 5000}),
    "code no number": sealed(a={**DOCUMENT["a"], "ccode": "365"}),
}
RAW = {
    "empty": b"",
    "binary": bytes(range(256)) * 10,
    "zeros": b"\0" * 1000,
    "too large": b" " * (50 * LARGEST),
    "deep": b"[" * 100_000,
    "deep objects": b'{"a":' * 50_000,
    "deep behind text": b'["]]]]]]]]]]]]",' + b"[" * 50_000,
    "not closed": b'{"format": "westphalia forecast"',
    "NaN": json.dumps({**DOCUMENT, "year": 0}).replace('"year": 0', '"year": NaN').encode(),
    "infinity": json.dumps({**DOCUMENT, "year": 0}).replace('"year": 0', '"year": -Infinity').encode(),
    "1e999": json.dumps({**DOCUMENT, "year": 0}).replace('"year": 0', '"year": 1e999').encode(),
    "huge whole number": b'{"format": ' + b"9" * 6000 + b"}",
    "a key twice": b'{"format": "westphalia forecast", "format": "westphalia forecast"}',
    "a list": b"[]",
    "a number": b"5",
    "another format": b'{"format": "cookbook"}',
    "a later version": b'{"format": "westphalia forecast", "version": 2}',
    "half a character": json.dumps(sealed(note="\ud800")).encode(),
}


class TestHostile:
    @pytest.mark.parametrize("content", SEALED.values(), ids=SEALED)
    def test_sealed_but_wrong(self, content, put):
        with pytest.raises(NotUnderstood, match=r"forecast\.json is not a forecast that can be read"):
            read(put(content))

    @pytest.mark.parametrize("content", RAW.values(), ids=RAW)
    def test_not_a_forecast(self, content, put):
        with pytest.raises(NotUnderstood, match=r"forecast\.json"):
            read(put(content))

    def test_not_there(self, tmp_path):
        for path in (tmp_path / "none.json", tmp_path):
            with pytest.raises(NotUnderstood, match=r"cannot be read|is a folder"):
                read(path)


@pytest.fixture
def ask(capsys):
    def answer(*arguments):
        status = run(list(map(str, arguments)))
        out, err = capsys.readouterr()
        return status, out, err

    return answer


class TestCommand:
    def test_issue_and_score(self, ask, tmp_path):
        path = tmp_path / "now.json"
        status, out, _ = ask("forecast", "issue", "Russia", "Iran", "--year", 2025, "-o", path)
        assert (status, out) == (0, "")
        document = read(path)
        assert document.model.knows_until == 2025
        assert not document.hindsight
        status, out, _ = ask("forecast", "issue", "Iran", "Russia", "--year", 1998)
        past = json.loads(out)
        assert past["hindsight"]
        old = tmp_path / "then.json"
        old.write_text(out, encoding="utf-8")
        status, out, _ = ask("forecast", "score", path, old, "--format", "json")
        totals = json.loads(out)["totals"]
        assert (status, totals["questions"], totals["scored"], totals["hindsight"]) == (0, 30, 0, 15)
        assert totals["brier"]["value"] is None
        status, text, _ = ask("forecast", "score", old)
        assert status == 0
        assert "15 written by a model that knew what came after: not counted" in text

    def test_a_model_of_its_time_says_so(self, ask, monkeypatch):
        spoke = WORLD, Said(until=1998), "fitted for this answer"
        monkeypatch.setattr("westphalia.report.views.named.speaker", lambda world, as_of, say, year: spoke)
        _, out, _ = ask("forecast", "issue", "Russia", "Iran", "--year", 1998, "--as-of", 1998)
        document = json.loads(out)
        assert (document["as_of"], document["hindsight"]) == (1998, False)
        assert document["model"] == {
            "hash": "0123456789ab",
            "knows_until": 1998,
            "origin": "fitted for this answer",
        }

    @pytest.mark.parametrize(
        ("arguments", "status", "says"),
        [
            (("Russia", "Rusia", "--year", 2020), 2, "Did you mean Russia"),
            (("Russia", "RUS", "--year", 2020), 2, "same state"),
            (("Russia", "Iran", "--year", 1700), 2, "outside the record"),
            (("Russia", "Iran", "--year", 1850), 1, "no forecast from 1850"),
            (("Russia", "Iran", "--year", 2020, "--as-of", 2010), 2, "after the end of 2010"),
            (("Russia", "Kosovo", "--year", 1990), 1, "not both in the system"),
        ],
    )
    def test_errors(self, arguments, status, says, ask):
        found, out, err = ask("forecast", "issue", *arguments)
        assert (found, out) == (status, "")
        assert says in err

    def test_a_changed_file_is_named(self, ask, put):
        good = put(DOCUMENT, "good.json")
        bad = put(changed(DOCUMENT, ("questions", 0, "probability"), 0.9), "bad.json")
        status, out, err = ask("forecast", "score", good, bad)
        assert (status, out) == (2, "")
        assert "bad.json was changed" in err

    def test_what_cannot_be_written_leaves_what_was(self, ask, tmp_path):
        status, _, err = ask(
            "forecast", "issue", "Russia", "Iran", "--year", 2025, "-o", tmp_path / "no" / "x"
        )
        assert status == 1
        assert "cannot be written" in err

    def test_help(self):
        from westphalia.commands.forecast import forecast

        assert CliRunner().invoke(forecast, ["--help"]).exit_code == 0
