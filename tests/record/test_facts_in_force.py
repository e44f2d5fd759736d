"""Facts asked of the record that it had wrong or told as none. The questions lie beside the checkout."""

from __future__ import annotations

import json
import shlex
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

import westphalia as wp
from tests.conftest import ROOT, in_part
from westphalia.cli import cli
from westphalia.measures.values import of_states

FACTS = ROOT.parent / "shared" / "cases" / "facts.yaml"
LAST = 2025
RIGHT: dict[str, Any] = {
    "sanctions-05": [[1980, 1981, 2]],
    "sanctions-08": [[LAST]],
    "sanctions-09": [[2017, 2020, 4]],
    "sanctions-11": [[1986, 2004, 19]],
    "sanctions-14": [[1991, 2003, 13]],
    "sanctions-15": lambda rows: (
        rows[0][0] == 1950 and rows[0][1] >= 2023 and rows[0][2] == rows[0][1] - 1950 + 1 - 7
    ),
    "sanctions-31": [[1975, 1978, 4]],
    "sanctions-34": [[1991]],
    "sanctions-42": lambda rows: rows[0][0].endswith(" ".join(str(year) for year in range(2007, LAST + 1))),
    "sanctions-52": lambda rows: rows[0][0] == 2011 and rows[0][2] == rows[0][1] - 2011 + 1,
    "sanctions-56": [[1980, 1981, 2]],
    "sanctions-57": [[1985, 1994, 10]],
    "sanctions-91": [[None, None, 0]],
    "sanctions-93": lambda rows: rows[0][0] <= 1975 <= rows[0][1],
    "sanctions-96": [[1973, 7], [1974, 7]],
    "sanctions-100": [[2017, 2021, 5]],
    "sanctions-102": lambda rows: rows[0][0] == 2019,
    "sanctions-103": [[2015, 2017, 3]],
    "sanctions-104": [[2010, 2016, 7]],
    "sanctions-105": [[2016, 2017, 2]],
    "sanctions-106": [[2020, 2024, 5]],
    "sanctions-109": [[2018, 2023, 6]],
    "sanctions-110": lambda rows: rows[0][0] == 2016,
    "sanctions-111": lambda rows: rows[0] == [2014, LAST, LAST - 2014 + 1],
    "sanctions-123": [[230, 2014, 2014]],
    "sanctions-124": lambda rows: rows[0][0] == 2011,
    "sanctions-125": [[2010, 2016, 7]],
    "sanctions-126": [[1946, 1993]],
    "sanctions-135": [[2017, 2021, 5]],
    "threats-07": [[1]],
    "threats-08": lambda rows: sorted(row[0] for row in rows) == [1989, 1993, 1997],
    "severity-01": lambda rows: all(value > 0.85 for _, value in rows),
    "severity-02": lambda rows: all(value > 0.95 for _, value in rows),
    "severity-03": lambda rows: rows[0][1] > 0.5,
    "severity-04": lambda rows: rows[0][1] >= 180,
    "severity-05": lambda rows: rows[0][1] > 0.9,
    "severity-07": lambda rows: all(value < 0.01 for _, value in rows),
    "severity-10": [[2022, 0.0]],
    "severity-11": [[2022, 0.0], [2023, 0.0]],
    "severity-25": [[2022, 0.0]],
    "severity-27": lambda rows: rows[0][1] >= 4,
    "designations-03": lambda rows: all(
        row[1:] == [None, None] for row in rows
    ),  # the removals are not on record: unknown
    "designations-04": [[None]],
    "arms-40": lambda rows: (
        {row[0] for row in rows[:2]} == {369, 750}
    ),  # which is first rests on how 2024 is spread: the table says so
    "wheat-09": lambda rows: abs(rows[1][1] - 7.2e6) < 0.1e6,
    "wheat-11": lambda rows: [round(value / 1e6, 1) for _, value in rows[2:]] == [3.7, 3.4],
    "macro-09": lambda rows: rows[0][1] > 6e10 and [row[1] for row in rows[1:]] == [None, None],
    "spending-08": lambda rows: all(value is None for _, value in rows),
    "spending-09": lambda rows: rows[0][0] in (670, 750),
}
"""What is right, in the words of the file, as the rows of an answer."""


ASKED = (
    {fact["id"]: fact for fact in yaml.safe_load(FACTS.read_text(encoding="utf-8"))}
    if FACTS.is_file()
    else {}
)


@pytest.mark.parametrize("name", in_part(RIGHT, 5, ("severity-25", "sanctions-08")))
@pytest.mark.skipif(not ASKED, reason=f"the facts are not here ({FACTS})")
def test_it_is_told_right(name):
    fact = ASKED[name]
    told = CliRunner().invoke(cli, shlex.split(fact["query"])[1:])
    rows = json.loads(told.stdout)["rows"]
    found = [[row["year"], row["value"]] if isinstance(row, dict) else row for row in rows]
    nothing = fact["query"].startswith("westphalia measure") and all(value is None for _, value in found)
    assert told.exit_code == int(nothing), told.output
    right = RIGHT[fact["id"]]
    assert right(found) if callable(right) else found == right, found


@pytest.mark.skipif(not ASKED, reason=f"the facts are not here ({FACTS})")
def test_what_is_right_is_known_of_every_fact_that_was_asked():
    assert set(RIGHT) == set(ASKED)


@pytest.fixture(scope="module")
def exposure():
    world = wp.load()
    return lambda code, year: float(of_states(world, "sanction_exposure_trade", (code,), (year, year))[0])


RUSSIA, UKRAINE, IRAN, IRAQ, NORTH_KOREA, TUNISIA = 365, 369, 630, 645, 731, 616


def test_exposure_ranks_embargoes_above_sanctions_and_these_above_freezes_on_persons(exposure):
    """Resolutions 661 and 1718 bind every member; Tunisia is under a freeze of the assets of 48 persons (Decision 2011/72/CFSP)."""
    russia_then, russia_now, tunisia = exposure(RUSSIA, 2014), exposure(RUSSIA, 2022), exposure(TUNISIA, 2022)
    heavy = [
        *(exposure(IRAQ, year) for year in range(1990, 2004)),
        *(exposure(NORTH_KOREA, year) for year in range(2016, 2024)),
        *(exposure(IRAN, year) for year in range(2018, 2024)),
    ]
    assert min(heavy) > russia_then > exposure(UKRAINE, 2014) >= 0
    assert russia_now > exposure(UKRAINE, 2022)
    assert min(*heavy, russia_then, russia_now) > tunisia == 0


@pytest.mark.parametrize(("code", "year"), [(359, 2022), (346, 2022), (616, 2012), (225, 2023), (830, 2023)])
def test_a_state_whose_persons_or_firms_are_listed_is_not_shut_out(code, year):
    """Moldova, Bosnia, Tunisia; Switzerland and Singapore for firms that trade with Russia."""
    assert of_states(wp.load(), "exclusion_sanctions", (code,), (year, year))[0] == 0


def test_the_members_of_the_united_nations_are_bound_from_when_they_join_and_not_the_target():
    world = wp.load()
    bound = wp.array(world, "sanctions_on_state_embargo", 1991)
    assert bound.of(255, IRAQ) == bound.of(365, IRAQ) == bound.of(750, IRAQ) == 1
    assert bound.of(225, IRAQ) == 0, "Switzerland joined in 2002"
    assert bound.of(IRAQ, IRAQ) != 1
    assert wp.array(world, "sanctions_own", 1991).of(750, IRAQ) == 0, "an institution stays an institution"
