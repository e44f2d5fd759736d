"""Cases: the two lists, their files, and where a model of their time put them."""

import json
import re

import numpy as np
import pytest

from westphalia.errors import NotUnderstood
from westphalia.models.cases import automatic, read, shelf, spoilings, standing
from westphalia.models.cases.automatic import MEMORY, QUIET, enemies, were
from westphalia.models.cases.files import SHELF, Spoiling
from westphalia.models.cases.standing import coded, origin_of, standings
from westphalia.models.partnership.windows import listed
from westphalia.record.world import load

GOOD = "- {id: x, a: France, b: Russia, year: 1894, kind: partnership, what: A military convention., sources: [A book], verified: false}\n"


@pytest.fixture(scope="module")
def world():
    return load()


@pytest.fixture(scope="module")
def drawn(world):
    return automatic(world)


def test_at_least_thirty_cases_are_checked(world):
    cases = shelf()
    assert sum(case.verified for case in cases) >= 30
    assert {case.kind for case in cases} == {"partnership", "near-miss", "against"}
    for case in cases:
        dyad = world.dyad(case.a, case.b, case.year)
        for state in (dyad.a, dyad.b):
            assert any(first <= case.year <= last for first, last in world.spells(state.ccode, "cow")), (
                case.id
            )


def test_those_the_issue_names_are_there():
    asked = {
        "france-russia-1894", "britain-japan-1902", "rapallo-1922", "berlin-1926", "molotov-ribbentrop-1939", "china-soviet-1950",
        "egypt-soviet-1955", "egypt-soviet-1971", "cuba-soviet-1960", "china-pakistan-1963", "iran-syria-1982", "russia-china-2001",
        "russia-iran-2001", "north-korea-soviet-1961", "russia-north-korea-2000",
    }  # fmt: skip
    assert asked <= {case.id for case in shelf()}


def test_citations_are_well_formed():
    """One work each, not two in a line; an address stands last and whole."""
    for case in (*shelf(), *spoilings()):
        assert case.what.endswith("."), case.id
        assert len(set(case.sources)) == len(case.sources), case.id
        for source in case.sources:
            assert source == " ".join(source.split()), case.id
            assert not source.endswith("."), case.id
            assert ";" not in source, case.id
            text, _, address = source.partition("http")
            assert len(text) > 15, case.id
            assert not address or re.fullmatch(r"s?://[\w.-]+\.[a-z]{2,3}/[^\s,]+", address), case.id


def test_spoilings_name_states_and_sources(world):
    for case in spoilings():
        assert (
            len({world.state(name, case.year).ccode for name in (case.spoiler, case.partner, case.third)})
            == 3
        )
        assert case.sources


def test_all_problems_are_told_at_once_with_lines(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        GOOD
        + "- id: y\n  a: France\n  b: Russia\n  year: long ago\n  kind: partnership\n  what: A military convention.\n  sources: [A book]\n  verified: no\n  colour: red\n"
        + GOOD
    )
    with pytest.raises(NotUnderstood) as error:
        read(path)
    text = str(error.value)
    assert "line 5: year" in text
    assert "line 10: colour" in text
    assert "line 11: id: x is there twice" in text


def test_nothing_in_a_file_is_run(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("- !!python/object/apply:os.system ['true']\n")
    with pytest.raises(NotUnderstood, match="not YAML"):
        read(path)


def test_a_file_that_is_no_list(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("id: x\n")
    with pytest.raises(NotUnderstood, match="no list"):
        read(path)


def test_a_good_file(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD)
    assert [case.id for case in read(path)] == ["x"]
    assert len(read(SHELF / "spoiling.yaml", Spoiling)) == len(spoilings())


def test_automatic_cases_obey_the_rule(world, drawn):
    spans, events = enemies(world), listed(world).events
    assert len(drawn) > 100
    for case in drawn:
        assert were(spans[case.one, case.two], case.year)
        mine = [
            int(y)
            for name in ("pact", "dca")
            for y in events[name].year[(events[name].one == case.one) & (events[name].two == case.two)]
        ]
        assert case.year in mine
        assert not any(case.year - QUIET <= y < case.year for y in mine)


def test_matches_made_nothing(world, drawn):
    spans, events = enemies(world), listed(world).events
    seen = set()
    for case in drawn:
        assert case.match is not None
        assert were(spans[case.match], case.year)
        assert (case.match, case.year) not in seen
        seen.add((case.match, case.year))
        for name in ("pact", "dca"):
            mine = events[name].year[
                (events[name].one == case.match[0]) & (events[name].two == case.match[1])
            ]
            assert not ((mine >= case.year - QUIET) & (mine <= case.year + 5)).any()


def test_known_cases_are_drawn(drawn):
    found = {(case.one, case.two, case.year) for case in drawn}
    assert (220, 365, 1891) in found  # France and Russia were rivals to 1894
    assert (350, 640, 1930) in found  # Greece and Turkey, at war 1919-22
    assert (2, 365, 1992) in found  # Russia and the United States, rivals to 1989
    assert not any({one, two} == {2, 200} and year > 1930 for one, two, year in found)


def test_enmity_fades_after_twenty_five_years():
    assert were([(1900, 1905)], 1905 + MEMORY)
    assert not were([(1900, 1905)], 1906 + MEMORY)


def test_how_the_sources_code_cases(world):
    assert coded(world, 255, 365, 1939) == ["pact 1939"]
    assert coded(world, 365, 255, 1922) == []
    assert coded(world, 640, 666, 1996)[0] == "dca 1996"


def test_the_model_of_a_case_is_older_than_the_case():
    assert all(origin_of(year) < year and year - origin_of(year) <= 5 for year in range(1880, 2020))


def test_results_are_stored_for_every_case(world, drawn):
    path = world.manifest.folder / "model/cases.json"
    if not path.exists():
        pytest.skip("the results have not been made: python -m sources.cases")
    found = json.loads(path.read_bytes())
    assert {row["id"] for row in found["hand"]} == {case.id for case in shelf()}
    assert [(row["one"], row["two"], row["year"]) for row in found["automatic"]] == [
        (c.one, c.two, c.year) for c in drawn
    ]
    known = [row["percentile"] for row in found["automatic"] if row["percentile"] is not None]
    assert len(known) >= 0.9 * len(drawn)
    assert found["summary"]["automatic"]["median"] == pytest.approx(np.median(known), abs=1e-6)
    for row in found["hand"] + found["automatic"]:
        assert row["percentile"] is None or 0 <= row["percentile"] <= 1
        assert row["origin"] < row["year"]


def test_a_standing_is_a_percentile_of_the_year_before(world, monkeypatch):
    """One early fit, with few rows: the pact of 1879 and a pair that no one expected."""
    monkeypatch.setattr(standing, "FIRST", 1860)
    found = standings(world, [(255, 300, 1879), (2, 710, 1879)])
    assert found[255, 300, 1879].origin == 1875
    assert found[255, 300, 1879].percentile > found[2, 710, 1879].percentile
    assert found[255, 300, 1879].base_rate < 0.2


@pytest.mark.parametrize("name", ["cases", "mechanisms"])
def test_pages_say_what_is_stored(world, name):
    from sources import cases_pages

    if not (world.manifest.folder / f"model/{name}.json").exists():
        pytest.skip("the results have not been made: python -m sources.cases")
    made = getattr(cases_pages, f"{name}_page")(world)
    assert (cases_pages.DOCS / f"{name}.md").read_text(encoding="utf-8") == made
