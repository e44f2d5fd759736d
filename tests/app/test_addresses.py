"""Addresses: what is understood, the one address of each page, what is refused and with which words."""

from __future__ import annotations

import contextlib
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("starlette", reason="the extra app is not installed")

from westphalia.app.addresses import ADDRESSES, Request, WrongPath, match, read
from westphalia.app.openapi import document
from westphalia.app.problems import near, problem_of
from westphalia.errors import NotUnderstood, WestphaliaError
from westphalia.report import views


def split(address: str) -> tuple[str, list[tuple[str, str]]]:
    parts = urlsplit(address)
    return parts.path, parse_qsl(parts.query, keep_blank_values=True)


def asked(world, address: str) -> Request:
    return read(world, *split(address))


@pytest.mark.parametrize("example", [each.example for each in ADDRESSES])
def test_an_example_is_the_one_address_of_its_page(world, example):
    assert asked(world, example).where() == example


def test_every_view_has_an_address_but_those_that_take_minutes():
    assert {each.view for each in ADDRESSES} == set(views.VIEWS) - {"simulate"}


@pytest.mark.parametrize(
    ("written", "one"),
    [
        ("/pair/Russia/IRN/2022", "/pair/365-russia/630-iran/2022"),
        ("/pair/365/630/2022", "/pair/365-russia/630-iran/2022"),
        ("/pair/365-anything/630-at-all/2022", "/pair/365-russia/630-iran/2022"),
        ("/pair/soviet-union/Germany/1939", "/pair/365-soviet-union/255-germany/1939"),
        ("/pair/Guinea-Bissau/portugal/2010", "/pair/404-guinea-bissau/235-portugal/2010"),
        ("/pair?a=Russia&b=Iran&year=1828", "/pair/365-russia/630-persia/1828"),
        ("/movers?from=2012&to=2022", "/movers/2012/2022"),
        ("/rank/2022?top=20&outcome=alignment", "/rank/2022"),
        ("/rank/2022?top=5&with=Iran&as_of=2022", "/rank/2022?with=630&as_of=2022&top=5"),
        ("/compare?year=2010&pair=Guinea-Bissau-Portugal&pair=365:630", "/compare?pair=235-404&pair=365-630&year=2010"),
        ("/measure/cinc/Russia?years=1990:2000", "/measure/cinc/365-russia?years=1990:2000"),
        ("/balance/Gulf/2022?conquest=1", "/balance/Gulf/2022?conquest=yes"),
    ],
)  # fmt: skip
def test_a_page_has_one_address(world, written, one):
    assert asked(world, written).where() == one
    assert asked(world, one).where() == one


@pytest.mark.parametrize(
    ("written", "kind", "words"),
    [
        ("/pair/rusia/iran/2022", WrongPath, "No state is called 'rusia'. Did you mean Russia"),
        ("/pear/1/2/3", WrongPath, "Addresses of this kind are written /pair/{a}/{b}/{year}"),
        ("/rank/1700", WrongPath, "1700 is outside the record, which is 1816 to 2025."),
        ("/rank/2022?tip=3", NotUnderstood, "There is no 'tip' to ask for. Did you mean 'top'?"),
        ("/rank/2022?top=x", NotUnderstood, "'top' cannot be 'x'"),
        ("/rank/2022?top=5&top=6", NotUnderstood, "'top' is given twice."),
        ("/rank/2022?top=100000", NotUnderstood, "'top' is at most 1,000 here, not 100,000."),
        ("/rank/2022?top=0", NotUnderstood, "'top' is at most 1,000 here"),
        ("/rank?top=5", NotUnderstood, "'year' is not given."),
        ("/essay/..%2f..%2fetc%2fpasswd", WrongPath, "There is no essay '../../etc/passwd'."),
        ("/essay/russia-iran-2022?fresh=yes", NotUnderstood, "'fresh' cannot be asked for here."),
        ("/strike/iran/2022?by=Israel&runs=9000", NotUnderstood, "'runs' is at most 4,000 here"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_told(world, written, kind, words):
    with pytest.raises(NotUnderstood) as told:
        asked(world, written)
    assert type(told.value) is kind
    assert words in str(told.value)


def test_the_nearest_names_are_addresses(world):
    with pytest.raises(WrongPath) as told:
        asked(world, "/pair/rusia/iran/2022")
    first = problem_of(told.value, "/pair/rusia/iran/2022").near[0]
    assert first == ("Russia", "/pair/russia/iran/2022")
    assert asked(world, first[1]).where() == "/pair/365-russia/630-iran/2022"
    assert near("There is no essay 'rusia-iran'. Did you mean russia-iran-2022?", "/essay/rusia-iran") == (
        ("russia-iran-2022", "/essay/russia-iran-2022"),
    )


@given(st.text(max_size=60), st.lists(st.tuples(st.text(max_size=8), st.text(max_size=12)), max_size=3))
def test_any_address_is_understood_or_told(world, text, query):
    stem = ADDRESSES[len(text) % len(ADDRESSES)].stem
    for path in (f"/{text}", f"{stem}/{text}", f"/pair/{text}/630/2022"):
        with contextlib.suppress(WestphaliaError):
            found = read(world, path, query).where()
            assert read(world, *split(found)).where() == found


def test_the_description_for_programs_is_whole():
    """Each path field is declared, each operation has a name of its own, and what is referred to is there."""
    made = document()
    names = [each["get"]["operationId"] for each in made["paths"].values()]
    assert len(set(names)) == len(names) > 100
    for path, each in made["paths"].items():
        told = {given["name"] for given in each["get"]["parameters"] if given["in"] == "path"}
        assert {part.strip("{}") for part in _braced(path)} == told, path
        for given_ in each["get"]["parameters"]:
            assert given_["schema"], (path, given_)
        for status, answer in each["get"]["responses"].items():
            assert answer["description"], (path, status)
    assert "Problem" in made["components"]["schemas"]


def _braced(path: str) -> set[str]:
    return {piece.partition("}")[0] for piece in path.split("{")[1:]}


def test_matching_does_not_depend_on_order():
    """No address can be read as one of another kind: each has its own number of parts, or its own words."""
    for one in ADDRESSES:
        assert match(urlsplit(one.example).path)[0] is one
