"""Nuclear facilities, agreements and status."""

import polars as pl

from sources.predecessors import of_then
from sources.tables.nuclear import concluded, first_of_state, phases


def test_an_agreement_that_both_partners_list_is_one() -> None:
    rows = pl.DataFrame(
        {
            "ccode1": [2, 20, 2, 2, 365],
            "ccode2": [20, 2, 20, 20, 630],
            "year": [1955, 1955, 1987, 1987, 1995],
            "nca_type": ["comprehensive power, restricted"] * 2
            + ["intangibles"] * 2
            + ["comprehensive power, restricted"],
        }
    )
    assert concluded(rows).sort("ccode1", "year").rows() == [
        (2, 20, 1955, 1, True),
        (2, 20, 1987, 2, False),
        (365, 630, 1995, 1, True),
    ]


def facility(**years: int | None) -> pl.DataFrame:
    names = (
        "construction_start",
        "construction_end",
        "operation_start",
        "operation_end",
        "operation2_start",
        "operation2_end",
    )
    fixed = {
        "facility": 1,
        "ccode": 630,
        "facility_name": "A",
        "enr_type": "centrifuge",
        "size": "pilot",
        "covert": True,
        "iaea": None,
        "military": None,
        "foreign_assistance": None,
    }
    return pl.DataFrame(
        [{**fixed, **{name: years.get(name) for name in names}}],
        schema_overrides=dict.fromkeys(names, pl.Int64),
    )


def test_each_known_phase_of_a_facility_is_a_row() -> None:
    rows = phases(
        facility(
            construction_start=1995,
            construction_end=1998,
            operation_start=1998,
            operation_end=2003,
            operation2_start=2004,
        )
    )
    assert rows.select("phase", "start", "end").rows() == [
        ("construction", 1995, 1998),
        ("operation", 1998, 2003),
        ("operation", 2004, None),
    ]


def test_a_facility_without_years_has_no_row_and_an_end_before_its_start_is_unknown() -> None:
    assert phases(facility()).is_empty()
    assert phases(facility(operation_start=2000, operation_end=1999))["end"].to_list() == [None]


def test_two_names_of_one_state_make_one_row() -> None:
    frame = pl.DataFrame({"ccode": [345, 345, None], "year": [1980, 1980, 1980], "status": [0, 2, 1]})
    rows, dropped = first_of_state(frame, "status")
    assert rows.rows() == [(345, 1980, 2)]
    assert dropped == {"not a state": 1, "two names of one state": 1}


def test_todays_states_are_those_of_then() -> None:
    frame = pl.DataFrame(
        {"ccode": [255, 255, 255, 679, 679, 365], "year": [1939, 1960, 1990, 1980, 1990, 1950]}
    )
    assert frame.select(of_then("ccode", "year")).to_series().to_list() == [255, 260, 255, 678, 679, 365]
