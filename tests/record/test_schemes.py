"""Columns of states: one scheme for a whole column, and the right state for each of its values."""

from __future__ import annotations

import polars as pl
import pytest

from westphalia.errors import NotUnderstood
from westphalia.record.schemes import BASES, LETTERS, NUMBERS, SAME, TITLES, owners, read_states
from westphalia.record.world import load

WORLD = load()
CODES = WORLD.table("state_codes").collect()
STATES = WORLD.table("states").collect()
ISO = dict(STATES.select("ccode", "iso3").iter_rows())
ALL = {"cow": range(1816, 2026), "gw": range(1816, 2026)}


def column(*values, name="state"):
    return pl.Series(name, list(values))


def read(values, years=None, **how):
    when = None if years is None else pl.Series([years] * len(values) if isinstance(years, int) else years)
    return read_states(WORLD, column(*values), when, **how)


def members(year, system="cow"):
    rows = WORLD.table("memberships").filter(system=system).collect()
    inside = (rows["start"].dt.year() <= year) & (rows["end"].dt.year().fill_null(9999) >= year)
    return rows.filter(inside)


def held(scheme, year):
    """Return the code in a scheme of each state that has one in a year."""
    found = {}
    for code, rows in owners(WORLD, scheme).items():
        for ccode, first, last, _ in rows:
            if ccode is not None and first <= year <= last and WORLD.gazetteer.lived(ccode, year):
                found.setdefault(ccode, code)
    return found


class TestWholeColumns:
    @pytest.mark.parametrize("scheme", [*NUMBERS, *LETTERS])
    @pytest.mark.parametrize("year", [1970, 2010])
    def test_a_column_of_all_states_is_read_by_its_scheme(self, scheme, year):
        codes = held(scheme, year)
        states = [state for state in members(year)["ccode"].to_list() if state in codes]
        assert len(states) > 110
        alike = (
            "vdem-letters" if scheme == "vdem-letters" else ""
        )  # all letters of living states are ISO's too
        found = read([codes[state] for state in states], year, codes=alike)
        assert found.codes.to_list() == states
        assert not found.ambiguous

    @pytest.mark.parametrize("scheme", [*NUMBERS, *LETTERS])
    def test_the_scheme_may_be_said(self, scheme):
        codes = held(scheme, 2000)
        found = read([codes[365], codes[630]], 2000, codes=scheme)
        assert (found.scheme, found.codes.to_list()) == (scheme, [365, 630])

    def test_numbers_of_the_panels_list_are_its_own(self):
        assert read([2, 999, 630], 2000).codes.to_list() == [2, 999, 630]
        assert read(["2.0", "020", " 630 "], 2000).codes.to_list() == [2, 20, 630]

    def test_numbers_that_may_be_of_two_schemes_are_refused_with_both_readings(self):
        with pytest.raises(
            NotUnderstood, match=r"ISO 3166 numbers \(4 is Afghanistan\).*V-Dem numbers \(4 is"
        ):
            read([4], 2000)
        assert read([4], 2000, codes="iso-numeric").codes.to_list() == [700]

    def test_one_column_is_of_one_scheme(self):
        assert read(["AUS", "HUN"], 1990).codes.to_list() == [900, 310]
        assert read(["AUS", "UKG", "FRN"], 1990).codes.to_list() == [305, 200, 220]
        assert read(["US", "NA", "GB"], 1995).codes.to_list() == [2, 565, 200]

    def test_groups_and_territories_are_no_state(self):
        found = read(["USA", "WLD", "EUU", "MAC", "HKG"], 2000)
        assert (found.scheme, found.codes.to_list()) == ("world-bank", [2, None, None, None, None])

    def test_unknown_schemes_are_told_with_the_nearest(self):
        with pytest.raises(NotUnderstood, match="iso3"):
            read(["USA"], 2000, codes="iso-3")
        assert all(
            read(["Iran"], 2000, codes=name).scheme == target
            for name, target in SAME.items()
            if target == "names"
        )

    def test_every_scheme_has_words_and_codes(self):
        assert set(CODES["scheme"]) | {"names"} == set(TITLES)
        assert set(BASES) | set(BASES.values()) <= set(TITLES)


class TestIso:
    @pytest.mark.parametrize("year", [1816, 1870, 1913, 1938, 1950, 1965, 1980, 1991, 1993, 2006, 2025])
    def test_every_code_gives_its_state_or_nothing(self, year):
        codes = sorted(owners(WORLD, "iso3"))
        found = read(codes, year, codes="iso3").codes.to_list()
        owned = {code: {owner[0] for owner in rows} for code, rows in owners(WORLD, "iso3").items()}
        for code, state in zip(codes, found, strict=True):
            assert state in owned[code] | {None}
            if owned[code] == {None}:
                assert state is None, code
        living = {
            code
            for code, state in zip(codes, found, strict=True)
            if state and WORLD.gazetteer.lived(state, year)
        }
        named = {ISO[state] for state in members(year)["ccode"] if ISO[state]}
        assert named <= living

    def test_todays_codes_are_known_in_full(self):
        pycountry = pytest.importorskip("pycountry")
        assert {each.alpha_3 for each in pycountry.countries} <= set(owners(WORLD, "iso3"))
        assert {each.alpha_2 for each in pycountry.countries} <= set(owners(WORLD, "iso2"))
        assert {str(int(each.numeric)) for each in pycountry.countries} <= set(owners(WORLD, "m49"))

    def test_at_the_prompt_too_the_codes_of_iso_go_first(self):
        assert WORLD.state("AUS").ccode == 900
        assert WORLD.state("SWZ", 1990).ccode == 572
        assert WORLD.state("UKG").ccode == 200
        with pytest.raises(NotUnderstood, match="ISO code of Macao, which is no state"):
            WORLD.state("MAC")


class TestNames:
    def test_lists_read_their_own_names(self):
        for system in ("cow", "gw"):
            listed = CODES.filter(scheme=system)
            for year in (1850, 1920, 1989, 2006, 2015):
                rows = listed.filter((pl.col("first") <= year) & (pl.col("last") >= year)).unique("code")
                rows = rows.drop_nulls("name")  # the names of microstates are in neither list
                found = read(rows["name"].to_list(), year, system=system, codes="names")
                assert [str(code) for code in found.codes] == rows["code"].to_list(), (system, year)

    def test_two_states_of_one_list_in_a_year(self):
        found = read(["Serbia", "Yugoslavia", "Montenegro"], 2006, system="gw")
        assert found.codes.to_list() == [340, 345, 341]

    def test_ambiguous_names_are_told_with_their_choices(self):
        found = read(["Korea", "Atlantis", "France"], 2000)
        assert found.codes.to_list() == [None, None, 220]
        assert "731" in found.ambiguous["Korea"]
        assert "732" in found.ambiguous["Korea"]
        assert set(found.ambiguous) == {"Korea"}

    @pytest.mark.parametrize(
        ("name", "year", "code"),
        [
            ("Korea, Rep. of", 2010, 732),
            ("Korea, Dem. People's Rep. of", 2010, 731),
            ("Tanzania, U.R.", 2000, 510),
            ("Micronesia (Fed. Sts.)", 2000, 987),
            ("Viet Nam, Rep.", 1965, 817),
            ("China, Rep. of", 1990, 713),
            ("GERMAN DEM. REP.", 1970, 265),
            ("Germany, Fed. Rep. of", 1970, 260),
            ("DR Congo (Zaire)", 1994, 490),
            ("Congo-Zaire", 2000, 490),
            ("St.Lucia", 2000, 56),
            ("Solomon Isl.", 2000, 940),
            ("Iran (Isl. Rep.)", 2000, 630),
            ("Lao P.D.R.", 2000, 812),
        ],
    )
    def test_forms(self, name, year, code):
        assert WORLD.gazetteer.find(name, year) == code

    @pytest.mark.parametrize(
        "name",
        ["Samoa, American", "Virgin Islands, U.S.", "Georgia (USA)", "Ireland, Northern", "Islamic State", "Republic of Serbian Krajina",
         "Saint Martin", "United", "Republic", "Congo (USA)", "Turkish Republic of Northern Cyprus", "Donetsk People's Republic"],
    )  # fmt: skip
    def test_nothing_is_guessed(self, name):
        with pytest.raises(NotUnderstood):
            WORLD.gazetteer.find(name, 2015)
