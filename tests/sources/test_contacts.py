"""Letters of states, walls of several years, days of the news; rows read are rows used and rows dropped."""

import polars as pl
import pytest

from sources.adapters import barriers, cyber, deployments, foreign_bases
from sources.names import of_letters
from sources.tables import contacts, crises
from westphalia.errors import NotUnderstood


def test_letters_are_of_the_states_of_today():
    letters = ["RUS", "DEU", "YEM", "SRB", "S19", "XKX", "HKG", "PSE", "VAT", "EA", None]
    assert of_letters(pl.Series(letters)).to_list() == [365, 255, 679, 345, 713, 347, *[None] * 5]


def test_letters_that_are_nothing_stop_the_build():
    with pytest.raises(NotUnderstood, match="QQQ"):
        of_letters(pl.Series(["RUS", "QQQ"]))


@pytest.mark.parametrize(
    ("read", "file", "letters", "code", "column"),
    [
        (deployments.deployments, deployments.DEPLOYMENTS, "host_iso3", "host_ccode", "host"),
        (foreign_bases.bases, foreign_bases.FOREIGN_BASES, "host_iso3", "host_ccode", "host"),
        (barriers.lists, barriers.LISTS, "target_iso3", "ccode2", "target"),
    ],
)
def test_letters_give_the_codes_that_files_have_beside_them(inputs, read, file, letters, code, column):
    raw = pl.read_csv(inputs.file(file, file.files[0]), infer_schema_length=None)
    assert read(inputs)[column].equals(raw[code].alias(column), null_equal=True)
    assert raw[letters].null_count() < raw.height


@pytest.mark.parametrize(
    "build",
    [
        contacts.mission_years,
        contacts.visa_free,
        contacts.border_barriers,
        contacts.troops_abroad,
        crises.cyber_incidents,
        crises.crisis_actors,
        crises.militarized_events,
    ],
)
def test_rows_are_accounted_for(inputs, build):
    built = build(inputs)
    assert built.frame.height == built.read - sum(built.dropped.values())


def test_an_incident_does_not_end_before_it_begins(inputs):
    frame = cyber.incidents(inputs)
    assert frame.filter(pl.col("end") < pl.col("start")).is_empty()
    assert frame["end"].null_count() == 2


def test_a_day_without_a_row_counts_as_observed():
    """Two pairs of one month of 30 days: the second has no row in the other month, of 20."""
    months = pl.DataFrame(
        {
            "one": [20, 2, 2],
            "two": [2, 20, 31],
            "year": [2018] * 3,
            "month": [1, 2, 1],
            "days_pos": [3, 7, 5],
            "days_neg": [1, 0, 25],
            "days_observed": [30, 20, 30],
        }
    )
    found = contacts.shares(months).sort("ccode2").rows()
    assert found == [(2, 20, 2018, 10 / 50, 1 / 50, 50), (2, 31, 2018, 5 / 50, 25 / 50, 50)]
