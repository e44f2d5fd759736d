"""Codes by which others name states and territories: ISO 3166, the International Monetary Fund, the World Bank, the United Nations, Polity, V-Dem."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import polars as pl

from sources.adapters import polity, vdem
from sources.adapters.identity_by_hand import IDENTITY
from sources.rdata import read_r
from sources.source import Inputs, Source
from westphalia.record.identity import FOREVER
from westphalia.record.readers.vdem import predecessor
from westphalia.record.schema import FIRST_YEAR

ISO = Source(
    id="iso_3166",
    folder="events",
    files=("codes.yaml",),
    title="ISO 3166-1 and 3166-3: codes of countries and of their former parts; codes of other institutions",
    citation="International Organization for Standardization. ISO 3166: Codes for the representation of names of countries and their subdivisions, as "
    "carried by the Python package pycountry (Debian iso-codes). Codes of the International Monetary Fund, the World Bank and the United Nations "
    "coded for this edition from their lists.",
    version="pycountry, iso-codes",
    terms="Public facts; pycountry is under the LGPL 2.1, and nothing of it is shipped but the codes.",
    licence="public facts",
    tier="open",
    url="https://www.iso.org/iso-3166-country-codes.html",
)
NAMES = Source(
    id="state_list_names",
    folder="peace_science",
    files=("cow_states.rda", "gw_states.rda"),
    title="Names of states in the two lists of states",
    citation="Correlates of War Project (2017). State System Membership List, v2016; Gleditsch, Kristian S. and Michael D. Ward (1999). A Revised List of "
    "Independent States since the Congress of Vienna. International Interactions 25(4): 393-413.",
    version="2016; to 2017",
    terms="Academic use with citation of the originals.",
    licence="academic",
    tier="open",
    url="https://correlatesofwar.org/data-sets/state-system-membership/",
)


class Coded(NamedTuple):
    """A code of a scheme: of which state (None for what is none), what the scheme calls it, and from when to when."""

    scheme: str
    code: str
    ccode: int | None
    name: str | None
    first: int = FIRST_YEAR
    last: int = FOREVER


def iso(inputs: Inputs) -> Iterator[Coded]:
    """Yield the codes of ISO 3166, current and former, of states and of all else that has one."""
    import pycountry

    owners, began = _owners(inputs), inputs.events(ISO, "codes.yaml")["iso_first"]
    for place in (*pycountry.countries, *pycountry.historic_countries):
        fields = place._fields
        states = owners.get(fields["alpha_3"], [None])
        for state in states:
            for scheme, part in (("iso3", "alpha_3"), ("iso2", "alpha_2"), ("iso-numeric", "numeric")):
                if fields.get(part):
                    yield Coded(
                        scheme, fields[part], state, fields["name"], began.get(fields["alpha_3"], FIRST_YEAR)
                    )
    known = {place.alpha_3 for place in (*pycountry.countries, *pycountry.historic_countries)}
    for code, states in owners.items():
        for state in states if code not in known else ():
            yield Coded("iso3", code, state, None)


def _owners(inputs: Inputs) -> dict[str, list[int | None]]:
    """Return which states have an alpha-3 code; two have those of Germany and Yemen, at different times."""
    found: dict[str, list[int | None]] = {}
    for state in inputs.events(IDENTITY, "states.yaml"):
        own = [state.get("iso3"), *(state.get("iso_former") or ()), *(state.get("iso_other") or ())]
        for code in dict.fromkeys(each for each in own if each):
            found.setdefault(code, []).append(state["ccode"])
    return found


def institutions(inputs: Inputs) -> Iterator[Coded]:
    """Yield the codes that institutions give."""
    held, owners = inputs.events(ISO, "codes.yaml"), _owners(inputs)
    for code, number in held["imf"].items():
        for state in owners.get(code, [None]):
            yield Coded("imf", str(number), state, None)
    for number, (state, first, last) in held["imf_states"].items():
        yield Coded("imf", str(number), state or None, None, first, last)
    for scheme, part in (("comtrade", "comtrade"), ("m49", "m49_former"), ("comtrade", "m49_former")):
        for number, state in held[part].items():
            yield Coded(scheme, f"{number:03d}", state or None, None)
    for number in held["m49_regions"]:
        yield Coded("m49", f"{number:03d}", None, None)
    for code, state in held["world_bank"].items():
        yield Coded("world-bank", code, state or None, None)
    for code in held["world_bank_groups"]:
        yield Coded("world-bank", code, None, None)
    for code, state in held["iso2_other"].items():
        yield Coded("iso2", code, state or None, None)


def regimes(inputs: Inputs) -> Iterator[Coded]:
    """Yield the codes of Polity and of V-Dem, from the years that they code."""
    frame = read_r(inputs.file(polity.POLITY, "polity5.rda"))
    yield from _spells(
        frame.select(
            number=pl.col("polity_annual_ccode").cast(pl.Int64).cast(pl.String),
            letters="scode",
            name="polity_annual_country",
            ccode=polity.state(),
            year=pl.col("year").cast(pl.Int64),
        ),
        "polity",
    )
    frame = read_r(inputs.file(vdem.VDEM, "vdem_simple.rda")).with_columns(
        pl.coalesce("cown", "GWn").alias("ccode")
    )
    yield from _spells(
        frame.select(
            number=pl.col("country_id").cast(pl.Int64).cast(pl.String),
            letters="country_text_id",
            name="vdem_country_name",
            ccode=predecessor(),
            year=pl.col("year").cast(pl.Int64),
        ),
        "vdem",
    )


def _spells(frame: pl.DataFrame, scheme: str) -> Iterator[Coded]:
    """Yield each code with the years of each state that it stands for; the last year of the source stands for all later ones."""
    until = frame["year"].max()
    for column, name in (("number", scheme), ("letters", f"{scheme}-letters")):
        spells = frame.group_by(column, "ccode").agg(
            pl.col("name").last(), first=pl.col("year").min(), last=pl.col("year").max()
        )
        for row in spells.sort(column, "first").iter_rows(named=True):
            last = FOREVER if row["last"] == until else row["last"]
            state: Any = None if row["ccode"] is None else int(row["ccode"])
            yield Coded(name, row[column], state, row["name"], max(row["first"], FIRST_YEAR), last)
