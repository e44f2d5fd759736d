"""What is asked of the house: documents by command line, panels by command line. The stable surface, so that what lies behind may move."""

from __future__ import annotations

BRIEFS = (
    ("Russia", "Persia", 1828, None), ("Prussia", "Austria", 1850, None), ("Papal States", "Two Sicilies", 1855, None),
    ("Bavaria", "Prussia", 1866, None), ("Ottoman Empire", "Russia", 1877, None), ("France", "Russia", 1890, None),
    ("United Kingdom", "France", 1904, None), ("Germany", "Austria-Hungary", 1914, None), ("Germany", "Soviet Union", 1922, None),
    ("Soviet Union", "Germany", 1939, 1939), ("United States", "Japan", 1941, None), ("Yugoslavia", "Soviet Union", 1948, None),
    ("Soviet Union", "China", 1950, None), ("North Vietnam", "South Vietnam", 1965, None), ("Czechoslovakia", "Hungary", 1968, None),
    ("United States", "China", 1971, 1971), ("West Germany", "East Germany", 1975, None), ("Israel", "Egypt", 1978, 1980),
    ("Iraq", "Iran", 1980, None), ("North Yemen", "South Yemen", 1985, None), ("United States", "Russia", 1991, None),
    ("India", "Pakistan", 1999, None), ("Ethiopia", "Eritrea", 2000, None), ("Fiji", "Tonga", 2005, None), ("China", "Taiwan", 2010, None),
    ("Ukraine", "Russia", 2014, 2014), ("Saudi Arabia", "Iran", 2016, 2018), ("Russia", "Iran", 2022, None),
    ("North Korea", "Russia", 2024, None), ("United Kingdom", "Germany", 2025, None),
)  # fmt: skip
"""Two states, the year, and as of which year."""
RANKS = (
    "--year 2022", "--year 1914 --outcome pact --horizon 1", "--year 1990 --outcome dca --horizon 3",
    "--year 2010 --outcome any", "--year 1970 --outcome arms --horizon 3 --with Egypt", "--year 1960 --outcome multilateral",
)  # fmt: skip
ESSAYS = ("russia-iran-2022", "us-china-1971", "franco-russian-1890")
ANALOGUES = (
    "Russia Iran --year 2022 --space model", "GBR Russia --year 1907 --top 20 --space model",
    "Russia Iran --year 2022", "Russia Iran --year 2022 --like Germany-Soviet-Union",
)  # fmt: skip
MOVERS = (
    "--from 2010 --to 2020", "--from 1990 --to 2014 --measure exclusion",
    "--from 1990 --to 2018 --measure alliance_overlap",
)  # fmt: skip
MEASURES = (
    "exclusion Russia", "core_strength Germany", "cinc Prussia", "grievance China Japan", "relation Russia Iran",
    "alliance_overlap France Russia", "arms_dependence Egypt Russia", "common_adversaries Russia China", "joint_revisionism Russia Iran --years 1930:2025",
    "capital_distance Pakistan India", "outside_options Iran --years 1990:2025", "contiguity Syria Israel", "rivalry_memory France Germany",
    "ideal_point_gap Russia Iran", "complementarity_oil Japan Saudi-Arabia --carry last", "exclusion_sanctions Iraq --as-of 1995",
    "exclusion_recognition China --years 1945:1975", "exclusion_organisation Germany --years 1919:1939", "exclusion_embargo Iraq", "exclusion_limits Germany",
    "exclusion_credit Russia", "exclusion_standing Spain", "periphery Luxembourg", "joint_periphery Russia Germany", "revisionism_claims Hungary --years 1919:1945",
    "complementarity_arms Russia Egypt", "opposite_sides USA Russia",
)  # fmt: skip
PANELS = {
    "state-year": "state-year --years 1816:2025 --add capabilities,majors,democracy,regimes,neighbours,nearest-capital,igo-memberships",
    "state-year-gw": "state-year --system gw --years 1900:2020 --add capabilities,majors,gdp,coups,ucdp-spells,civil-war-spells",
    "state-year-measures": "state-year --years 1960:2020 --add measure-exclusion,measure-periphery,measure-core_strength,measure-grievance_great_powers,"
    "sanctioned,oil,leaders --carry last",
    "state-year-as-of": "state-year --years 1960:1990 --as-of 1990 --add capabilities,majors,rivals,military-spending,ideal-points,lwuf",
    "dyad-year": "dyad-year --years 1900:1920 --add alliances,disputes,capabilities,contiguity,capital-distance,igos,rivalry,trade",
    "dyad-year-relevant": "dyad-year --filter politically-relevant --years 1950:2014 --add alliances,disputes,majors,power-ratio,igos,"
    "minimum-distance,weak-link-democracy,land-contiguity,major-power-dyad",
    "dyad-year-measures": "dyad-year --years 2012:2016 --add measure-relation,measure-alliance_overlap,measure-common_adversaries,"
    "measure-ideal_point_gap,measure-rivalry_memory,measure-market_rivalry",
    "directed": "dyad-year --directed --years 2009:2011 --add arms,trade,sanctions,sanction-kinds,measure-grievance,measure-arms_dependence,"
    "measure-complementarity_oil",
    "leader-year": "leader-year --years 1900:1950 --add lead,majors,capabilities",
    "leader-dyad-year": "leader-dyad-year --years 1913:1914 --add alliances,disputes,capital-distance",
    "dispute": "dispute-dyad-year --years 1816:1900",
}


def _words(text: str) -> tuple[str, ...]:
    return tuple(
        word.replace("Saudi-Arabia", "Saudi Arabia").replace("Soviet-Union", "Soviet Union")
        for word in text.split()
    )


def documents() -> dict[str, tuple[str, ...]]:
    """Return the arguments of each document by its name, which is the command as one would type it."""
    made = {}
    for a, b, year, as_of in BRIEFS:
        known = () if as_of is None else ("--as-of", str(as_of))
        made[f"brief {a}, {b}, {year}" + (f", as of {as_of}" if as_of else "")] = (
            ("brief", a, b, "--year", str(year), *known, *(("--quick",) if year < 2022 else ()))
        )  # fmt: skip
    made |= {f"rank {text}": ("rank", *_words(text), "--top", "40") for text in RANKS}
    made |= {f"check {name}": ("check", name) for name in ESSAYS}
    made |= {f"analogues {text}": ("analogues", *_words(text)) for text in ANALOGUES}
    made |= {f"movers {text}": ("movers", *_words(text), "--top", "40") for text in MOVERS}
    made |= {f"measure {text}": ("measure", *_words(text)) for text in MEASURES}
    return made
