"""Pages to draw in tests: Russia and Iran in 2022 from the edition, and a page that means harm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from westphalia.report.page import Chart, Page, Section, SmallTable

Edition = Callable[[str], pl.DataFrame]
A, B, YEAR = 365, 630, 2022
NAMES = {A: "Russia", B: "Iran", 2: "United States"}
ROLE = {A: "a", B: "b", 2: "leader"}
SPAN = [1816, 2024]


def capability(edition: Edition) -> list[Chart]:
    frame = edition("capabilities").filter(pl.col("ccode").is_in([A, B, 2])).sort("ccode", "year")
    rows = [
        {"series": NAMES[c], "role": ROLE[c], "year": y, "value": v, "status": "known"}
        for c, y, v in frame.select("ccode", "year", "cinc").iter_rows()
    ]
    a = dict(frame.filter(ccode=A).select("year", "cinc").iter_rows())
    b = dict(frame.filter(ccode=B).select("year", "cinc").iter_rows())
    ratio = [
        {"series": "Russia to Iran", "role": "pair", "year": y, "value": a[y] / b[y] if b.get(y) else None}
        for y in a
    ]
    last = max(a)
    ratio += [{**ratio[-1], "year": y, "status": "carried"} for y in range(last + 1, 2023)]
    gap = [[1816, 1854]]
    return [
        Chart(
            "capability",
            "lines",
            tuple(rows),
            "Share of the capability of all states (CINC, composite index)",
            "Russia held more than Iran in every year.",
            "share of all states",
            ("capabilities",),
            f"1816-{last}; not known after {last}",
            {
                "year": YEAR,
                "domain_x": SPAN,
                "format": "percent",
                "zero": True,
                "events": [
                    {"year": 1917, "text": "revolution in Russia"},
                    {"year": 1945, "text": "end of the world war"},
                    {"year": 1991, "text": "end of the Soviet Union"},
                ],
            },
        ),
        Chart(
            "capability-ratio",
            "lines",
            tuple(ratio),
            "Capability of Russia for one of Iran (ratio of CINC)",
            "Russia is eight times as strong.",
            "ratio, even steps are equal factors",
            ("capabilities",),
            f"1855-{last}; carried forward to 2022",
            {
                "year": YEAR,
                "domain_x": SPAN,
                "log": True,
                "missing": gap,
                "ends": {"above": "Russia stronger", "below": "Iran stronger"},
            },
        ),
    ]


def votes(edition: Edition) -> list[Chart]:
    frame = edition("ideal_points").filter(pl.col("series") == pl.col("series").first()).sort("ccode", "year")
    column = "mean" if "mean" in frame.columns else "q50"
    chosen = frame.filter(pl.col("ccode").is_in([A, B, 2]))
    rows = [
        {"series": NAMES[c], "role": ROLE[c], "year": y, "value": v, "lo": lo, "hi": hi}
        for c, y, v, lo, hi in chosen.select("ccode", "year", column, "q5", "q95").iter_rows()
    ]
    spread = (
        frame.group_by("year")
        .agg(lo=pl.col(column).quantile(0.05), hi=pl.col(column).quantile(0.95))
        .sort("year")
    )
    rows += [
        {"series": "90 of 100 states", "role": "other", "year": y, "value": None, "lo": lo, "hi": hi}
        for y, lo, hi in spread.iter_rows()
    ]
    names = (
        dict(edition("states").select("ccode", "name").iter_rows())
        if "name" in edition("states").columns
        else {}
    )
    strip = []
    for year in (2012, YEAR):
        for code, value in frame.filter(year=year).select("ccode", column).iter_rows():
            strip.append(
                {
                    "panel": str(year),
                    "label": NAMES.get(code, str(names.get(code, code))),
                    "role": ROLE.get(code, "other"),
                    "value": value,
                }
            )
    median = frame.filter(year=YEAR)[column].median()
    return [
        Chart(
            "ideal-points",
            "lines",
            tuple(rows),
            "Place in the votes of the General Assembly (ideal point)",
            "Both vote far from the United States.",
            "ideal point",
            ("ideal_points",),
            "1946-2024; no votes in 1964",
            {"year": YEAR, "domain_x": SPAN, "band": True, "missing": [[1816, 1945]]},
        ),
        Chart(
            "ideal-place",
            "strip",
            tuple(strip),
            "Place of all states in the votes of 2012 and 2022",
            "Iran and Russia stand among the tenth furthest from the United States.",
            "ideal point",
            ("ideal_points",),
            "192 states",
            {
                "ends": {"low": "far from the United States", "high": "near it"},
                "marks": [{"value": median, "text": "half of all states are left of here", "panel": "2022"}],
            },
        ),
    ]


def timeline() -> Chart:
    def spell(lane: str, start: Any, end: Any, text: str, role: str = "pair", **more: Any) -> dict[str, Any]:
        return {"lane": lane, "start": start, "end": end, "text": text, "role": role, **more}

    rows = [
        spell("War and dispute", "1804-06-01", "1813-10-24", "War of 1804-13", "warning", label=True, rank=3),
        spell(
            "War and dispute", "1826-07-28", "1828-02-21", "Russo-Persian War", "warning", label=True, rank=1
        ),
        spell(
            "War and dispute", "1909-04-01", "1911-12-31", "Russian troops in Tabriz", "a", label=True, rank=4
        ),
        spell(
            "War and dispute",
            "1941-08-25",
            "1946-05-09",
            "Soviet occupation of the north",
            "a",
            label=True,
            rank=1,
        ),
        *(
            spell("War and dispute", y, y, f"Dispute {y}", "pair")
            for y in (1911, 1920, 1933, 1949, 1951, 1953, 1959, 1979, 1980, 1985, 1987, 1988)
        ),
        spell(
            "Land",
            "1813-10-24",
            None,
            "Treaty of Gulistan: Dagestan, Georgia, Baku",
            "a",
            label=True,
            rank=1,
            mark="point",
        ),
        spell(
            "Land",
            "1828-02-21",
            None,
            "Treaty of Turkmenchay: Erivan and Nakhichevan",
            "a",
            label=True,
            rank=1,
            mark="point",
        ),
        spell("Land", "1881-12-21", None, "Akhal Treaty", "a", label=True, rank=2, mark="point"),
        spell("Pacts", "1921-02-26", "1979-11-05", "Treaty of Friendship", "pair", label=True, rank=1),
        spell(
            "Pacts", "1927-10-01", "1979-12-31", "Neutrality and non-aggression", "pair", label=True, rank=2
        ),
        spell("Pacts", "1942-01-29", "1946-03-02", "Alliance with Britain", "pair", label=True, rank=3),
        spell("Pacts", "2001-03-12", None, "Treaty on mutual relations", "pair", label=True, rank=1),
        spell("Sanctions", 1979, None, "Sanctions on Iran by the United States", "b", label=True, rank=1),
        spell("Sanctions", 2006, 2016, "Sanctions on Iran by the United Nations", "b", label=True, rank=2),
        spell("Sanctions", 2014, None, "Sanctions on Russia over Crimea", "a", label=True, rank=1),
        spell("Sanctions", 1980, 1981, "Grain embargo", "a", label=True, rank=3),
        *(
            spell("Arms", y, y, f"Deliveries {y}", "a")
            for y in [*range(1967, 1979), *range(1989, 2008), 2016]
        ),
        spell("Arms", 2022, 2023, "Drones from Iran", "b", label=True, rank=1),
        *(
            spell("Visits", f"{y}-06-15", None, f"Visit {y}", r, mark="point")
            for y, r in (
                (1943, "a"),
                (1963, "a"),
                (1965, "b"),
                (1972, "b"),
                (2007, "a"),
                (2015, "a"),
                (2018, "a"),
                (2017, "b"),
                (2022, "a"),
            )
        ),
        spell("Visits", "2022-07-19", None, "Putin in Tehran", "a", mark="point", label=True, rank=1),
        spell("Visits", "1943-11-28", None, "Tehran conference", "a", mark="point", label=True, rank=1),
    ]
    return Chart(
        "timeline",
        "lanes",
        tuple(rows),
        "Russia and Iran, 1804-2024",
        "Two wars and two losses of land before 1830, pacts from 1921, arms from 1967.",
        "",
        ("wars", "pacts", "arms_transfers", "visits"),
        "each lane as far as its source goes",
        {
            "year": YEAR,
            "domain_x": [1804, 2024],
            "lanes": ["War and dispute", "Land", "Pacts", "Sanctions", "Arms", "Visits", "Troops"],
            "missing": {
                "Arms": [[1804, 1949]],
                "Sanctions": [[1804, 1949]],
                "Visits": [[1804, 1917]],
                "Pacts": [[1804, 1815], [2019, 2024]],
            },
            "none": {"Troops": "no troops of either in the other"},
            "events": [
                {"year": 1917, "text": "revolution in Russia"},
                {"year": 1979, "text": "revolution in Iran"},
                {"year": 1925, "text": "Pahlavi dynasty"},
            ],
        },
    )


def sanctions(edition: Edition) -> list[Chart]:
    kinds = ["arms", "military", "trade", "financial", "travel", "other"]
    frame = edition("sanctions").filter(pl.col("target").is_in([A, B]))
    rows = []
    for kind in kinds:
        counted = (
            frame.filter(pl.col(kind) > 0)
            .group_by("target", "year")
            .agg(n=pl.col("sender").n_unique())
            .sort("target", "year")
        )
        rows += [
            {"panel": NAMES[t], "role": ROLE[t], "kind": kind, "year": y, "value": n}
            for t, y, n in counted.iter_rows()
        ]
    outline = edition("world_outline").filter(~pl.col("hole"))
    shapes = [{"iso3": i, "rings": [c]} for i, c in outline.select("iso3", "coordinates").iter_rows()]
    iso = {c: i for i, c in outline.select("iso3", "ccode").iter_rows() if c is not None}
    now = frame.filter(year=YEAR)
    senders = {t: set(now.filter(target=t)["sender"]) for t in (A, B)}
    groups = {
        code: "both" if code in senders[A] & senders[B] else ("Russia" if code in senders[A] else "Iran")
        for code in sorted(senders[A] | senders[B])
    }
    places = [{"iso3": iso[c], "group": g, "label": "", "sender": c} for c, g in groups.items() if c in iso]
    places += [{"iso3": iso[c], "group": "target", "label": NAMES[c]} for c in (A, B)]
    return [
        Chart(
            "sanctions-kinds",
            "kinds",
            tuple(rows),
            "States that sanction Russia and Iran, by kind",
            "More states sanction Russia than Iran.",
            "sending states",
            ("sanctions",),
            "1950-2023",
            {
                "year": YEAR,
                "domain_x": [1950, 2024],
                "kinds": kinds,
                "missing": {"*": [[2024, 2024]]},
                "noun": "senders",
                "labels": {"other": "other kinds"},
            },
        ),
        Chart(
            "sanctions-map",
            "map",
            tuple(places),
            "Who sanctions Russia, Iran, or both, 2022",
            "Europe and North America sanction both.",
            "",
            ("sanctions", "world_outline"),
            "borders of today",
            {
                "shapes": shapes,
                "groups": {
                    "target": {"role": "warning", "text": "Russia and Iran"},
                    "both": {"role": "pair", "text": "sanctions both"},
                    "Russia": {"role": "a", "text": "sanctions Russia only"},
                    "Iran": {"role": "b", "text": "sanctions Iran only"},
                },
            },
        ),
    ]


def arms(edition: Edition) -> list[Chart]:
    frame = (
        edition("arms_transfers")
        .group_by("supplier", "recipient", "year")
        .agg(pl.col("tiv").sum())
        .sort("supplier", "recipient", "year")
    )
    rows = []
    for s, r in ((A, B), (B, A)):
        for y, v in frame.filter(supplier=s, recipient=r).select("year", "tiv").iter_rows():
            rows.append(
                {
                    "panel": f"{NAMES[s]} to {NAMES[r]}",
                    "role": ROLE[s],
                    "year": y,
                    "value": v,
                    "status": "known",
                }
            )
    bins = [
        {"label": "", "role": "other", "value": i / 10, "upto": (i + 1) / 10, "count": n}
        for i, n in enumerate([3, 9, 40, 200, 800, 2400, 4100, 5200, 3000, 1500, 700, 200, 40, 5])
    ]
    bins += [
        {"label": "Russia and Iran", "role": "pair", "value": 0.21},
        {"label": "Iran and Iraq", "role": "other", "named": True, "value": 0.4},
        {"label": "Israel and Syria", "role": "warning", "value": None},
    ]
    return [
        Chart(
            "arms",
            "bars",
            tuple(rows),
            "Major arms delivered (trend-indicator value, TIV: production cost, not price)",
            "Russia delivered most in 1991-2000; Iran began in 2022.",
            "million TIV",
            ("arms_transfers",),
            "1950-2024",
            {
                "year": YEAR,
                "domain_x": [1950, 2024],
                "panels": ["Russia to Iran", "Iran to Russia"],
                "events": [{"year": 2016, "text": "S-300", "panel": "Russia to Iran"}],
            },
        ),
        Chart(
            "pairs",
            "strip",
            tuple(bins),
            "Distance of all pairs, 2022",
            "Near.",
            "distance, 0 to 2",
            ("ideal_points",),
            "18,000 pairs",
            {"marks": [{"value": 0.75, "text": "median"}], "zero": True},
        ),
        Chart(
            "wheat",
            "bars",
            (),
            "Wheat sold",
            "Nothing is known.",
            "tonnes",
            ("wheat_trade",),
            "1990-2020",
            {"empty": "No wheat trade between the two is recorded in 1990-2020."},
        ),
    ]


def sources() -> tuple[dict[str, Any], ...]:
    def one(name: str, title: str, tables: list[str]) -> dict[str, Any]:
        cite = f"The publisher ({title}). A longer title of the data as it is cited, with its journal 12(3): 45-67."
        return {
            "id": name,
            "title": title,
            "citation": cite,
            "version": "1",
            "terms": "Free with citation",
            "coverage": "1816-2022",
            "url": "https://example.org/data",
            "tables": tables,
        }

    return (
        one("nmc", "National Material Capabilities", ["capabilities"]),
        one("ideal", "Ideal points of states in the General Assembly", ["ideal_points"]),
        one("gsdb", "Global Sanctions Data Base", ["sanctions"]),
        one("sipri_arms", "SIPRI Arms Transfers Database", ["arms_transfers"]),
        one("outline", "Natural Earth", ["world_outline"]),
        one("atop", "Alliance Treaty Obligations and Provisions", ["pacts"]),
    )


def real_page(edition: Edition) -> Page:
    """Return a page on Russia and Iran in 2022 with every kind of chart."""
    grid = SmallTable(
        ("", "Russia", "Iran", "Rank of Russia", "Rank of Iran"),
        (
            ("Capability (CINC)", "3.9 %", "1.4 %", "4th of 195", "12th of 195"),
            ("Soldiers", "1,350,000", "610,000", "4th", "8th"),
        ),
        "lrrrr",
        ("capabilities",),
        "Capability in 2016",
    )
    note = "Capability is known to 2016; later years carry the last value."
    prose = (
        "Of 100 pairs of states, 97 are nearer to each other in strength than these two, and ten years before it was 95.",
    )
    sections = (
        Section(
            "time",
            "Two hundred years",
            "Russia took land from Iran twice before 1830 and has signed four pacts with it since 1921",
            prose,
            (timeline(),),
        ),
        Section(
            "capability",
            "Capability",
            "Russia is eight times as strong as Iran, down from thirty times in 1940",
            prose,
            tuple(capability(edition)),
            (grid,),
            (note,),
        ),
        Section(
            "votes",
            "Votes",
            "Russia and Iran vote nearer to each other than 88 of 100 pairs",
            prose,
            tuple(votes(edition)),
        ),
        Section(
            "sanctions",
            "Sanctions",
            "Russia is sanctioned by more states than any other, Iran by the fourth most",
            prose,
            tuple(sanctions(edition)),
        ),
        Section(
            "arms",
            "Arms and trade",
            "Russia armed Iran after 1989; in 2022 the direction turned",
            prose,
            tuple(arms(edition)),
        ),
    )
    document = {
        "westphalia": {"version": "0.1.0", "edition": "0123456789ab", "model": None},
        "a": {"ccode": A, "name": "Russia"},
        "b": {"ccode": B, "name": "Iran"},
        "year": YEAR,
    }
    standfirst = "Two states that fought each other four times and took opposite sides for a century stand closer in 2022 than at any time since 1946."
    return Page(
        "Russia and Iran in 2022",
        standfirst,
        sections,
        document,
        sources(),
        {"a": "Russia", "b": "Iran", "pair": "both together"},
        YEAR,
    )


HARM = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</svg><script>alert(2)</script>",
    '=HYPERLINK("http://example.org")',
    "[red]not markup[/red] \x1b[31mnot a colour\x1b[0m \x00\ud800\uffff",
    "{{ 7 * 7 }} ' + datum + '",
)


def hostile_page() -> Page:
    """Return a page whose every text tries to break out of its place."""
    h = HARM[0]
    charts: list[Chart] = []
    for i, harm in enumerate(HARM):
        rows: dict[str, list[dict[str, Any]]] = {
            "lines": [{"series": harm, "role": "a", "year": y, "value": y - 1990.0} for y in (1990, 1991)],
            "lanes": [{"lane": harm, "start": 1990, "end": 1995, "text": harm, "role": "b", "label": True}],
            "strip": [
                {"label": harm, "role": "a", "value": 1.0},
                {"label": harm, "role": "b", "value": None},
            ],
            "bars": [{"panel": harm, "role": "a", "year": 1990, "value": 1.0}],
            "kinds": [{"panel": harm, "kind": harm, "role": "a", "year": 1990, "value": 3}],
            "map": [{"iso3": harm, "group": harm, "label": harm, "role": "a"}],
            "waterfall": [
                {"label": harm, "role": "start", "value": 0.1, "text": harm},
                {"label": harm, "role": "pair", "step": 1.0, "value": 0.23, "text": harm},
                {"label": harm, "role": "end", "value": 0.23, "text": harm},
            ],
        }
        options = {
            "year": 1991,
            "events": [{"year": 1990, "text": harm}],
            "shapes": [{"iso3": harm, "rings": [[0, 0, 0, 20, 20, 20, 20, 0, 0, 0]]}],
        }
        charts += [
            Chart(f"c{i}-{kind}", kind, tuple(found), harm, harm, harm, (harm,), harm, options)
            for kind, found in rows.items()
        ]  # type: ignore[arg-type]
    grid = SmallTable((h, HARM[1]), (HARM[:2], HARM[2:4]), "lr", HARM, HARM[4])
    section = Section("harm", HARM[0], HARM[1], HARM, tuple(charts), (grid,), HARM)
    source = {
        "id": HARM[1],
        "citation": HARM[2],
        "url": "javascript:alert(1)",
        "title": HARM[0],
        "terms": HARM[4],
    }
    document = {
        "westphalia": {"version": HARM[0], "edition": HARM[1]},
        "a": {"name": HARM[1]},
        "b": {"name": "$(reboot)"},
        "year": 1991,
    }
    return Page(HARM[0], HARM[1], (section,), document, (source,), {"a": HARM[0], "b": HARM[2]}, 1991)
