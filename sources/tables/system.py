"""Tables of the state system."""

from __future__ import annotations

from datetime import date

import polars as pl

from sources.adapters import capitals as by_hand
from sources.adapters import code_schemes, eu_membership, identity_by_hand, organisations, state_lists
from sources.predecessors import ENDED
from sources.registry import builds
from sources.source import Built, Inputs
from westphalia.record.identity import FOREVER
from westphalia.record.schema import LAST_YEAR

RECODED = ((340, 345), (970, 946), (971, 970), (972, 955), (973, 947))
COW_ENDS, GW_ENDS = date(2016, 12, 31), date(2020, 12, 31)


def gw_to_ccode(spells: pl.DataFrame) -> pl.DataFrame:
    """Add ``ccode`` to spells coded by the Gleditsch-Ward list.

    United Germany (260 in that list) is 255 and united Yemen (678) is 679: spells across unification are cut in two there.

    Parameters
    ----------
    spells : polars.DataFrame
        Columns ``code``, ``start``, ``end`` (dates, ``end`` never null) and others, which are kept.
    """
    parts = [spells.with_columns(pl.col("code").replace(dict(RECODED)).alias("ccode"))]
    for code, (day, new) in ENDED.items():
        whole = parts.pop()
        across = (pl.col("code") == code) & (pl.col("end") >= day)
        before = whole.filter(across & (pl.col("start") < day)).with_columns(
            end=pl.lit(day).dt.offset_by("-1d")
        )
        after = whole.filter(across).with_columns(
            start=pl.max_horizontal("start", pl.lit(day)), ccode=pl.lit(new, dtype=whole.schema["ccode"])
        )
        parts.append(pl.concat([whole.filter(~across), before, after]))
    return parts[0]


def open_ended(spells: pl.DataFrame, last: date) -> pl.DataFrame:
    """Make the end of every spell that reaches the end of the list null, and mark it as extended."""
    alive = pl.col("end") >= last
    return spells.with_columns(
        extended=alive, end=pl.when(alive).then(pl.lit(None, dtype=pl.Date)).otherwise(pl.col("end"))
    )


@builds("memberships", state_lists.COW, state_lists.GW)
def memberships(inputs: Inputs) -> Built:
    """Spells of membership in both lists; a state alive at the end of its list is taken as alive to the last year."""
    cow = state_lists.cow_spells(inputs).with_columns(pl.col("code").alias("ccode"))
    gw = state_lists.gw_spells(inputs)
    read = cow.height + gw.height
    both = [
        open_ended(cow.select("code", "ccode", "start", "end"), COW_ENDS).with_columns(system=pl.lit("cow")),
        open_ended(gw_to_ccode(gw).select("code", "ccode", "start", "end"), GW_ENDS).with_columns(
            system=pl.lit("gw")
        ),
    ]
    note = f"States alive at the end of their list (CoW 2016, G-W 2020) are taken as alive to {LAST_YEAR} (`extended`)."
    cut = "Germany (G-W 260) and Yemen (G-W 678) are one spell in the G-W list and two here, cut at unification."
    return Built(pl.concat(both), read, notes=(note, cut))


@builds("states", identity_by_hand.IDENTITY, state_lists.COW, state_lists.GW)
def states(inputs: Inputs) -> Built:
    """Every state once."""
    rows = identity_by_hand.states(inputs)
    cow = set(state_lists.cow_spells(inputs)["code"])
    gw = gw_to_ccode(state_lists.gw_spells(inputs))
    micro = set(gw.filter(pl.col("microstate") == 1)["ccode"])
    frame = pl.DataFrame(
        [{"ccode": r["ccode"], "gwcode": r["gwcode"], "iso3": r["iso3"], "name": r["name"]} for r in rows]
    ).with_columns(
        pl.col("ccode").is_in(cow).alias("cow"),
        pl.col("ccode").is_in(set(gw["ccode"])).alias("gw"),
        pl.col("ccode").is_in(micro).alias("microstate"),
    )
    missing = (cow | set(gw["ccode"])) - set(frame["ccode"])
    if missing:
        raise ValueError(f"states without a row in states.yaml: {sorted(missing)}")
    return Built(frame, len(rows))


@builds("state_names", identity_by_hand.IDENTITY, code_schemes.ISO, state_lists.COW, state_lists.GW)
def state_names(inputs: Inputs) -> Built:
    """Names from the hand-coded list, ISO codes, and the lists' abbreviations where they are not ISO's of another place (MAC is Macao, AUS Australia)."""
    coded = [
        (ccode, row["name"], row["from"], FOREVER if row["to"] is None else row["to"], row["kind"])
        for ccode, rows in identity_by_hand.names(inputs).items()
        for row in rows
    ]
    codes = [
        (state["ccode"], code, 1816, FOREVER, "code")
        for state in identity_by_hand.states(inputs)
        for code in (state.get("iso3"), *_many(state.get("iso_former")), *_many(state.get("iso_other")))
        if code
    ]
    abbreviations = [
        (ccode, text, start.year, FOREVER if end is None else end.year, "code")
        for ccode, text, start, end in pl.concat(
            [
                open_ended(
                    _abbreviations(state_lists.cow_spells(inputs).with_columns(ccode="code")), COW_ENDS
                ),
                open_ended(_abbreviations(gw_to_ccode(state_lists.gw_spells(inputs))), GW_ENDS),
            ]
        )
        .drop("extended")
        .iter_rows()
    ]
    iso = {(code.code, code.ccode) for code in code_schemes.iso(inputs) if code.scheme == "iso3"}
    taken = {code for code, _ in iso}
    letters = [row for row in abbreviations if row[1] not in taken or (row[1], row[0]) in iso]
    rows = [*coded, *codes, *letters]
    shape = ("ccode", "name", "first", "last", "kind")
    frame = pl.DataFrame(rows, schema=shape, orient="row")
    unique = frame.sort("last", descending=True).unique(
        ["ccode", "first", "kind", "name"], keep="first", maintain_order=True
    )
    return Built(unique, len(rows), {"the same name twice": frame.height - unique.height})


def _abbreviations(spells: pl.DataFrame) -> pl.DataFrame:
    return spells.select("ccode", "abbreviation", "start", "end")


def _many(value: object) -> list[str]:
    return [] if value is None else [str(v) for v in value] if isinstance(value, list) else [str(value)]


@builds("successions", identity_by_hand.IDENTITY)
def successions(inputs: Inputs) -> Built:
    """Successions as coded by hand."""
    frame = identity_by_hand.successions(inputs)
    return Built(frame, frame.height)


@builds("capitals", state_lists.COW, state_lists.GW, by_hand.CAPITALS)
def capitals(inputs: Inputs) -> Built:
    """Capitals by list, put right by hand; the end of the latest spell is open."""
    cow = state_lists.cow_capitals(inputs).with_columns(
        pl.col("code").alias("ccode"), pl.lit("cow").alias("system")
    )
    gw = gw_to_ccode(state_lists.gw_capitals(inputs)).with_columns(pl.lit("gw").alias("system"))
    listed = pl.concat([cow, gw.select(cow.columns)])
    moves = by_hand.seats(inputs)
    frame, far = by_hand.placed(by_hand.moved(listed, moves), by_hand.gazetteer(inputs))
    open_end = (
        pl.when(pl.col("end") >= date(2024, 12, 31))
        .then(pl.lit(None, dtype=pl.Date))
        .otherwise(pl.col("end"))
    )
    notes = (
        f"The capitals of {len(moves)} states are coded by hand where the lists have the last one throughout or another town: "
        "Constantinople to 1923, Nanjing 1928-49, Zomba, Fez, Dar es Salaam and others.",
        f"{far} spells have the place of a gazetteer (GeoNames), where that of the lists lies more than {by_hand.FAR:.0f} km from it: "
        "Beijing, Brasilia, Djibouti, Koror, Riyadh, Tunis.",
        "The capital by law counts, or else the ruler's seat: Sucre and not La Paz, Amsterdam and not The Hague. Refuges in a war "
        "are not capitals, but for Vichy.",
    )
    again = moves.keys()
    replaced = listed.filter(pl.col("ccode").is_in(list(again))).height
    read = listed.height - replaced + frame.filter(pl.col("ccode").is_in(list(again))).height
    return Built(frame.with_columns(end=open_end), read, notes=notes)


@builds(
    "institution_members",
    identity_by_hand.UN_MEMBERS,
    eu_membership.EU_MEMBERS,
    organisations.NATO,
    organisations.ORGANISATIONS,
)
def institution_members(inputs: Inputs) -> Built:
    """Members of the United Nations, the European Union and other organisations, by spell."""
    un = identity_by_hand.un_members(inputs).with_columns(institution=pl.lit("un"))
    document = inputs.events(eu_membership.EU_MEMBERS, "eu_members.yaml")
    eu = pl.DataFrame(
        [
            {
                **{k: row[k] for k in ("ccode", "start", "end")},
                "verified": row.get("verified", document["verified"]),
            }
            for row in document["members"]
        ],
        schema={"ccode": pl.Int64, "start": pl.Date, "end": pl.Date, "verified": pl.Boolean},
    ).with_columns(institution=pl.lit("eu"))
    others = organisations.members(inputs)
    frame = pl.concat([un, eu, others.select(un.columns)])
    note = "A membership begins with the first day of the month or year where only that is known (`verified` is false then); who left and came back has two spells."
    return Built(frame, frame.height, notes=(note,))
