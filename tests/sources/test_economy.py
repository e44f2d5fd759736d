import polars as pl
import pytest

from sources.adapters import economies
from sources.adapters.weo import last_actual
from sources.tables.economy import by_series
from westphalia.errors import NotUnderstood


def frame(rows):
    return pl.DataFrame(rows, schema={"iso3": pl.String, "year": pl.Int64}, orient="row")


def test_figures_under_todays_names_are_left_out_for_other_states():
    rows = [
        ("RUS", 1991),
        ("RUS", 1992),
        ("DEU", 1990),
        ("DEU", 1991),
        ("PAK", 1971),
        ("YEM", 1989),
        ("YEM", 1990),
        ("XKX", 2008),
    ]
    kept, dropped = economies.coded(frame(rows))
    assert kept.select("ccode", "year").rows() == [(365, 1992), (255, 1991), (679, 1990), (347, 2008)]
    assert sum(dropped.values()) == 4


def test_territories_and_aggregates_are_counted_apart():
    kept, dropped = economies.coded(frame([("ABW", 2000), ("WLD", 2000), ("IRN", 2000)]), ("WLD",))
    assert kept["ccode"].to_list() == [630]
    assert dropped == {economies.TERRITORY: 1, economies.AGGREGATE: 1}


def test_an_unknown_code_stops_the_build():
    with pytest.raises(NotUnderstood, match="ZZZ"):
        economies.coded(frame([("ZZZ", 2000)]))


@pytest.mark.parametrize(("mark", "year"), [("2024", 2024), ("FY2023/24", 2023), (None, None)])
def test_last_actual_year(mark, year):
    assert (
        pl.DataFrame({"lastactualdate": [mark]}, schema={"lastactualdate": pl.String})
        .select(last_actual())
        .item()
        == year
    )


def test_forecasts_of_prices_are_marked_and_those_of_population_left_out():
    names = ["inflation_imf", "population_imf", "gdp_ppp_imf", "gdp_imf"]
    long = pl.DataFrame(
        {
            "iso3": ["IRN"] * 4,
            "year": [2024] * 4,
            "name": names,
            "value": [32.0, 86.0, 1.0, 416.0],
            "forecast": [False, True, None, True],
        }
    )
    row = by_series(long).row(0, named=True)
    assert row["inflation_imf"] == 32.0
    assert row["inflation_imf_forecast"] is False
    assert row.get("population_imf") is None
    assert row["gdp_imf_forecast"] is True
    assert row["gdp_ppp_imf"] == 1.0
