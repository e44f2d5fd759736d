"""Means of power: capabilities, standing, nuclear weapons, arms transfers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.record.in_force import major_powers
from westphalia.record.quantity import Codes, Quantity
from westphalia.record.rows import KnownRows, of_years

if TYPE_CHECKING:
    from westphalia.record.world import World


# Standing: who counts as a major power.


def majors(world: World, quantity: Quantity, codes: Codes) -> KnownRows:
    """Return the years in which a state was a major power on any day."""
    return of_years(major_powers(world, quantity.where["list"]), quantity.span(world), codes)


# Nuclear weapons: how far a state has come, and how many it has.


# Arms: deliveries of major arms between states, exercises, and the sites of the United States abroad.


TABLE, COLUMN = "arms_transfers", "tiv"


QUANTITIES = (
    Quantity(
        "cinc",
        "Composite index of national capability",
        "state",
        "capabilities",
        "cinc",
        "more capable",
        low=0,
        high=1,
        reference="Singer, J. David, Stuart Bremer and John Stuckey (1972). Capability Distribution, Uncertainty, and Major Power "
        "War, 1820-1965. In Bruce Russett (ed.), Peace, War, and Numbers. Beverly Hills: Sage, 19-48.",
    ),
    Quantity("milex", "Military expenditure", "state", "capabilities", "milex", "spends more"),
    Quantity("milper", "Military personnel", "state", "capabilities", "milper", "more under arms"),
    Quantity("irst", "Iron and steel production", "state", "capabilities", "irst", "more iron and steel"),
    Quantity("pec", "Primary energy consumption", "state", "capabilities", "pec", "more energy"),
    Quantity("tpop", "Total population", "state", "capabilities", "tpop", "more people"),
    Quantity("upop", "Urban population", "state", "capabilities", "upop", "more people in cities"),
    Quantity(
        "military_spending",
        "Military expenditure at constant prices",
        "state",
        "military_spending",
        "milex_constant",
        "spends more",
    ),
    Quantity(
        "military_spending_current",
        "Military expenditure at current prices",
        "state",
        "military_spending",
        "milex_current",
        "spends more",
        description="Military spending, million current US$ (SIPRI)",
    ),
    Quantity(
        "military_burden",
        "Military expenditure as a share of GDP",
        "state",
        "military_spending",
        "milex_gdp_share",
        "heavier burden",
    ),
    Quantity(
        "military_personnel",
        "Active duty and paramilitary personnel",
        "state",
        "military_personnel",
        "personnel",
        "more under arms",
    ),
    Quantity(
        "us_troops", "US military personnel in the state", "state", "us_troops", "troops", "more US troops"
    ),
    Quantity(
        "major_power",
        "Whether a state is a major power",
        "state",
        "major_powers",
        "",
        "a major power",
        where={"list": "cow"},
        zero="cow",
        unit="major power (1) or not (0)",
        high=1,
        description="1 where the Correlates of War list has the state as a major power on any day of the year",
        rows=majors,
    ),
    *(
        Quantity(
            f"{name}_power",
            f"Whether a state is a {name} power, by Maoz",
            "state",
            "major_powers",
            "",
            f"a {name} power",
            where={"list": f"maoz_{name}"},
            zero="cow",
            unit="such a power (1) or not (0)",
            high=1,
            description=f"1 for a power of {reach}",
            drawn=("maoz_powers",),
            rows=majors,
        )
        for name, reach in (("global", "global reach"), ("regional", "its region"))
    ),
    Quantity(
        "warheads", "Nuclear warheads in the stockpile", "state", "warheads", "warheads", "more warheads"
    ),
    Quantity(
        "nuclear_status",
        "Pursuit of nuclear weapons",
        "state",
        "nuclear_status",
        "status",
        "nearer to weapons",
    ),
    Quantity(
        "nuclear_activities",
        "Nuclear activities",
        "state",
        "nuclear_capacity",
        "activities",
        "nearer to weapons",
        description="Activities of sixteen, from owning uranium to owning weapons, that the state carried out",
    ),
    Quantity(
        "nuclear_tests",
        "Tests of nuclear weapons",
        "state",
        "nuclear_tests",
        "tests",
        "more tests",
        zero="either",
        description="Tests of nuclear weapons",
    ),
    Quantity(
        "nuclear_agreements",
        "Agreements on civil nuclear cooperation between two states",
        "dyad",
        "nuclear_agreements",
        "agreements",
        "more cooperation",
        ("ccode1", "ccode2"),
        zero="either",
        description="Agreements concluded between the two in the year",
    ),
    Quantity(
        "arms",
        "Major arms delivered by the first state to the second",
        "directed",
        TABLE,
        COLUMN,
        "more arms",
        ("supplier", "recipient"),
        "sum",
        zero="either",
    ),
    Quantity(
        "arms_exports",
        "Major arms delivered by a state",
        "state",
        TABLE,
        COLUMN,
        "more arms",
        ("supplier",),
        "sum",
        zero="either",
        description="Volume delivered to states",
    ),
    Quantity(
        "arms_imports",
        "Major arms delivered to a state",
        "state",
        TABLE,
        COLUMN,
        "more arms",
        ("recipient",),
        "sum",
        zero="either",
        description="Volume received from states",
    ),
    *(
        Quantity(
            name,
            title,
            "dyad",
            "exercises",
            "exercises",
            "more exercises",
            ("ccode1", "ccode2"),
            where={"source": source},
            zero="either" if source == "jme_3" else "",
            description="Exercises that began in the year and in which both took part",
        )
        for name, title, source in (
            ("exercises", "Joint military exercises (D'Orazio)", "jme_3"),
            (
                "exercises_multinational",
                "Multinational military exercises found in the news (MME)",
                "mme_7",
            ),
        )
    ),
    Quantity(
        "us_sites",
        "Sites of the armed forces of the United States in a state",
        "state",
        "us_bases",
        "",
        "more sites",
        how="count",
        zero="either",
        unit="sites",
        description="Sites used by the armed forces of the United States",
    ),
    Quantity(
        "us_bases",
        "Bases of the United States in a state",
        "state",
        "us_bases",
        "",
        "more bases",
        how="count",
        where={"kind": "base"},
        zero="either",
        unit="bases",
        description="Those of them that are bases, not small sites or sites run by the host",
    ),
)
