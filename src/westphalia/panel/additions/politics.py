"""Regimes, leaders, institutions, votes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import pl
from westphalia.measures.similarity_votes import similarity
from westphalia.panel.addition import Addition, Field, LeaderReader, Reader, fields, names
from westphalia.panel.additions.numbers import Columns, numbers
from westphalia.panel.additions.pacts import both, nothing
from westphalia.panel.readers import ends, of_years, spread
from westphalia.record.coverage import since
from westphalia.record.quantities.events import NEWS
from westphalia.record.tables.states import ORGANISATIONS

if TYPE_CHECKING:
    from westphalia.record.grid import Grid
    from westphalia.record.world import World

_INDICES: Columns = {
    "vdem_polyarchy": ("polyarchy", "V-Dem electoral democracy, version 15, index 0 to 1"),
    "vdem_liberal": ("liberal_democracy", "V-Dem liberal democracy, version 15, index 0 to 1"),
    "vdem_participatory": "participatory_democracy",
    "vdem_deliberative": "deliberative_democracy",
    "vdem_egalitarian": "egalitarian_democracy",
    "polyarchy_low": "polyarchy_low",
    "polyarchy_high": "polyarchy_high",
    "lexical_index": ("lexical_index", "Lexical Index of Electoral Democracy, level 0 to 6"),
}


def _elections(world: World, grid: Grid) -> pl.DataFrame:
    """Read votes held in a year; zero for states of which the list has any."""
    votes = world.scan("elections").with_columns(pl.col("start").dt.year().cast(pl.Int16).alias("year"))
    kinds = ("executive", "legislative", "referendum")
    held = (
        of_years(votes, grid)
        .group_by("ccode", "year")
        .agg(
            *((pl.col("type") == kind).sum().cast(pl.Int8).alias(f"elections_{kind}") for kind in kinds),
            pl.col("early").any().cast(pl.Int8).alias("elections_early"),
        )
    )
    spells = (
        votes.group_by("ccode")
        .agg(pl.lit(grid.first, pl.Int16).alias("first"))
        .with_columns(pl.lit(grid.last, pl.Int16).alias("last"))
    )
    every = spread(spells, grid).select("ccode", "year")
    joined = every.join(held, on=["ccode", "year"], how="left").fill_null(0)
    return joined.sort("ccode", "year").collect()


def _regimes(world: World, grid: Grid) -> pl.DataFrame:
    """Read the kind of regime at the end of a year: the last spell that touched it."""
    spells = world.scan("regime_spells").with_columns(pl.coalesce("end", "known_to").alias("end"))
    years = spread(ends(spells), grid).sort("ccode", "year", "start")
    last = years.group_by("ccode", "year", maintain_order=True).agg(
        pl.col("regime").last().alias("regimekind"),
        (pl.len() > 1).cast(pl.Int8).alias("regimechange"),
    )
    return last.collect()


POLITICS = (
    numbers(
        "democracy",
        "Democracy",
        {
            "euds": ("euds", "Extended Unified Democracy Score"),
            "aeuds": (
                "euds_adjusted",
                "Extended Unified Democracy Score, adjusted to its theoretical midpoint",
            ),
            "polity2": (
                "polity2",
                "Polity score (Polity5), -10 to 10, by state and date: states for which Polity has codes of its own (Soviet Union, "
                "Austria-Hungary, Serbia, Kosovo, Sudan) have theirs; null for states below half a million people, in foreign "
                "interruptions and after 2018",
            ),
            "v2x_polyarchy": (
                "electoral_democracy",
                "V-Dem electoral democracy index, 0 to 1: version 16, and 15 for Piedmont to 1861 and for years in the "
                "Gleditsch-Ward list alone; null for states that V-Dem does not code, most of them small",
            ),
        },
        sources=("isard_democracy", "polity_5", "vdem_15"),
        beside=("democracy_indices",),
    ),
    numbers(
        "democracy-as-listed",
        "Polity and V-Dem as the R package joins them, by number",
        {
            "polity2_listed": (
                "polity2_isard",
                "Polity score, -10 to 10, joined by number: null for the Soviet Union 1923-91, Austria-Hungary and others for "
                "which Polity has codes of its own, and Kosovo's for Montenegro",
            ),
            "v2x_polyarchy_listed": (
                "polyarchy_isard",
                "V-Dem electoral democracy index, version 16, 0 to 1; null for Piedmont to 1861 and for years in the "
                "Gleditsch-Ward list alone",
            ),
        },
    ),
    numbers(
        "democracy-indices",
        "Further indices of democracy",
        _INDICES,
    ),
    Addition(
        "regimes",
        "Kind of regime (REIGN)",
        "state",
        fields(
            regimekind="Kind of regime at the end of the year",
            regimechange="1 when more than one regime ruled in the year",
        ),
        ("regime_spells",),
        _regimes,
    ),
    numbers(
        "fractionalisation",
        "Ethnic and religious fractionalisation",
        {
            "efindex": "ethnic_fractionalisation",
            "ethfrac": "ethnic_fractionalisation_creg",
            "ethpol": "ethnic_polarisation",
            "relfrac": "religious_fractionalisation",
            "relpol": "religious_polarisation",
        },
    ),
    numbers(
        "protests",
        "Mass protests (Mass Mobilization); the last year to March only",
        {
            "protests": ("protests", "Protests against the state"),
            **{
                f"protests_{kind}": f"protests_{kind}"
                for kind in (
                    *("violent", "largest", "killings", "arrests"),
                    *("prices", "labour", "political", "removal"),
                )
            },
        },
    ),
    numbers(
        "coups",
        "Coups (Cline Center)",
        {name: name for name in ("coups", "coup_attempts", "coup_conspiracies")},
        kept="int8",
    ),
    numbers(
        "coups-colpus",
        "Coups (Colpus)",
        {"colpus_coups": "coups_colpus", "colpus_attempts": "coup_attempts_colpus"},
        kept="int8",
    ),
    Addition(
        "elections",
        "Elections and referendums (REIGN), of states of which it has any",
        "state",
        fields(
            elections_executive="Votes for the executive, rounds counted one by one",
            elections_legislative="Votes for the legislature, rounds counted one by one",
            elections_referendum="Referendums",
            elections_early="1 when one was held before it was due",
        ),
        ("elections",),
        _elections,
    ),
)


# Leaders: who ruled in a year, how they came and went, what they were like (Archigos, REIGN, LEAD).


ARCHIGOS = since(1870, "leader_spells_archigos")
_TRAITS = fields(
    False,
    leveledu="Level of education, from 0 none to 3 graduate",
    milservice="1 when the leader had served in the military",
    combat="1 when the leader had been in combat",
    rebel="1 when the leader had been a rebel",
    warwin="1 when the leader had fought on the winning side of a war",
    warloss="1 when the leader had fought on the losing side of a war",
    rebelwin="1 when the leader had been a rebel in a rebellion that won",
    rebelloss="1 when the leader had been a rebel in a rebellion that lost",
    yrsexper="Years in office before this spell",
    physhealth="1 when the leader was known to be in poor physical health",
    mentalhealth="1 when the leader was known to be in poor mental health",
)
_WILL = fields(
    False,
    **{
        f"theta{n}_{what}": f"{text}, model {n}, standard deviations"
        for n in "1234"
        for what, text in (
            ("mean", "Willingness to use force"),
            ("sd", "Standard deviation of the willingness"),
        )
    },
)
YEAR_OF = "of the last leader of the year"


def _coded(years: pl.LazyFrame, world: World, grid: Grid) -> pl.LazyFrame:
    """Return rows by the codes of the panel's list: one spell may count for two states (Germany before and after unification)."""
    if grid.system == "gw":
        return years
    spells = ends(world.scan("memberships").filter(system="gw").drop("extended"))
    members = spread(spells.rename({"code": "gwcode"}), grid).select("gwcode", "ccode", "year").unique()
    return (
        years.rename({"ccode": "usual"})
        .join(members, on=["gwcode", "year"], how="left")
        .with_columns(pl.coalesce("ccode", "usual"))
    )


def _of_year(world: World, grid: Grid) -> tuple[pl.LazyFrame, str]:
    """Return the leaders of each year in order, and what the column of their states is called."""
    spells = world.scan("leader_spells_archigos").rename({"startdate": "start", "enddate": "end"})
    years = _coded(spread(ends(spells), grid), world, grid)
    code = "gwcode" if grid.system == "gw" else "ccode"
    return years.sort(code, "year", "start", "end", nulls_last=True), code


def _archigos(world: World, grid: Grid) -> pl.DataFrame:
    rows, code = _of_year(world, grid)
    came = (pl.col("start").dt.year() == pl.col("year")) & (pl.col("entry") == "Irregular")
    went = (pl.col("end").dt.year() == pl.col("year")) & (pl.col("exit") == "Irregular")
    several = pl.len() > 1
    found = rows.group_by(code, "year", maintain_order=True).agg(
        several.cast(pl.Int8).alias("leadertransition"),
        (several & (came | went).any()).cast(pl.Int8).alias("irregular"),
        pl.col("leadid").n_unique().cast(pl.Int8).alias("n_leaders"),
        pl.col("obsid").first().alias("jan1obsid"),
        pl.col("obsid").last().alias("dec31obsid"),
        (several & (pl.col("exit") == "Irregular").any()).cast(pl.Int8).alias("irregular_listed"),
    )
    return found.collect()


def _last(table: str) -> Reader:
    """Return a reader of what a table says of the last leader of a year."""

    def read(world: World, grid: Grid) -> pl.DataFrame:
        rows, code = _of_year(world, grid)
        last = rows.group_by(code, "year", maintain_order=True).last().select(code, "year", "obsid")
        return last.join(world.scan(table), on="obsid", how="inner").collect()

    return read


def _each(table: str, columns: tuple[str, ...], later: bool = False) -> LeaderReader:
    def read(world: World) -> pl.DataFrame:
        rows = world.scan(table).select("obsid", *columns).collect()
        return rows.clear() if later and world.last_known is not None else rows

    return read


def _effective(world: World, grid: Grid) -> pl.DataFrame:
    """Read who ruled at the end of each year, from Archigos, REIGN after it, and the list coded by hand."""
    spells = world.scan("leaders").filter(pl.col("role") == "leader", pl.col("effective"))
    known = spells.with_columns(pl.coalesce("end", "known_to").alias("until"))
    years = spread(ends(known.drop("end").rename({"until": "end"})), grid)
    began, ended = pl.col("start").dt.year() == pl.col("year"), pl.col("end").dt.year() == pl.col("year")
    found = (
        years.sort("ccode", "year", "start", "end", nulls_last=True)
        .group_by("ccode", "year", maintain_order=True)
        .agg(
            pl.col("leader").last().alias("leader_last"),
            pl.col("start").last().alias("leader_since"),
            (pl.col("year") - pl.col("birth_year")).last().cast(pl.Int16).alias("leader_age"),
            (pl.col("gender").last() == "F").cast(pl.Int8).alias("leader_woman"),
            pl.len().cast(pl.Int8).alias("leader_spells"),
            began.sum().cast(pl.Int8).alias("leader_entries"),
            (ended & pl.col("exit").is_in(["Irregular", "Foreign"])).any().alias("leader_ousted"),
        )
    )
    return found.drop("leader_ousted").collect()


LEADERS = (
    Addition(
        "archigos",
        "Leaders of a year (Archigos); before 1875 only those are coded who were still in office then",
        "state",
        fields(
            False,
            leadertransition="1 when more than one spell in office touched the year",
            irregular="1 when one of these changes was irregular: a leader came or went so within the year",
            n_leaders="Persons who led the state in the year",
            jan1obsid="Archigos identifier of the first spell of the year",
            dec31obsid="Archigos identifier of the last spell of the year",
        ),
        ("leader_spells_archigos", "memberships"),
        _archigos,
        ("archigos_4_1",),
        ARCHIGOS,
    ),
    Addition(
        "archigos-as-listed",
        "Irregular transitions as the R package counts them",
        "state",
        fields(
            False,
            irregular_listed="1 when more than one spell touched the year and any of them ended irregularly, in whichever year",
        ),
        ("leader_spells_archigos", "memberships"),
        _archigos,
        ("archigos_4_1",),
        ARCHIGOS,
        later="it counts how a spell ended, in whichever year that was",
    ),
    Addition(
        "leaders",
        "Who ruled at the end of a year (Archigos, then REIGN and the list coded by hand)",
        "state",
        fields(
            False,
            leader_last="Name of the last leader of the year",
            leader_since="First day in office of that spell",
            leader_age="Age: year less year of birth, years",
            leader_woman="1 when the leader is a woman",
            leader_spells="Spells in office that touched the year",
            leader_entries="Spells that began in the year",
        ),
        ("leaders",),
        _effective,
    ),
    Addition(
        "lead",
        f"Experience and attributes {YEAR_OF} (LEAD)",
        "state",
        _TRAITS,
        ("leader_traits", "leader_spells_archigos"),
        _last("leader_traits"),
        covers=ARCHIGOS,
        leaders=_each("leader_traits", tuple(names(_TRAITS))),
    ),
    Addition(
        "lwuf",
        f"Willingness to use force {YEAR_OF}, estimated (Carter and Smith)",
        "state",
        _WILL,
        ("leader_willingness", "leader_spells_archigos"),
        _last("leader_willingness"),
        covers=ARCHIGOS,
        leaders=_each("leader_willingness", tuple(names(_WILL)), later=True),
        later="it was estimated from all leaders at once",
    ),
)


# Institutions and diplomacy: organisations, visits, events in the news.


INSTITUTIONS = (
    numbers(
        "igos",
        "Shared membership of intergovernmental organisations",
        {"dyadigos": ("shared_institutions", "Organisations in which both are full members")},
        for_states="igo-memberships",
    ),
    numbers(
        "igo-memberships",
        "Membership of intergovernmental organisations",
        {
            "sum_igo_full": ("institutions", "Organisations of which the state is a full member"),
            "sum_igo_associate": "institutions_associate",
            "sum_igo_observer": "institutions_observer",
            "sum_igo_anytype": "institutions_any",
        },
    ),
    *(
        numbers(
            f"{short.replace('_', '-')}-membership",
            f"Membership of the {name}",
            {f"{short}_member": f"{short}_member"},
        )
        for short, name in ORGANISATIONS.items()
    ),
    numbers(
        "us-visits",
        "Visits to a state by the president and the secretary of state of the United States",
        {name: name for name in ("visits_president", "visits_secretary")},
    ),
    numbers(
        "travel",
        "Travel of heads of state and government (COLT)",
        {"trips_sent": "trips_sent", "trips_received": "trips_received"},
    ),
    numbers(
        "news-events",
        "Events between states in the news (ICEWS)",
        {each.name: each.name for each in NEWS},
        beside=("event_coverage",),
    ),
)


# Votes in the General Assembly: ideal points, and how alike two states vote.


_ALIKE = {
    "vote_n": ("n", "Roll calls of the year in which both took part"),
    "vote_agreement": ("agreement", "Share of them in which both voted alike"),
    "svotea": ("s_abs", "S of votes, absolute distances, -1 to 1"),
    "svotes": ("s_sq", "S of votes, squared distances, -1 to 1"),
    "pvote": ("pi", "Scott's pi of votes, without weights"),
    "pvote_w": ("pi_w", "Scott's pi of votes, weighted by the square of the distance"),
    "kvote": ("kappa", "Cohen's kappa of votes, without weights"),
    "kvote_w": ("kappa_w", "Cohen's kappa of votes, weighted by the square of the distance"),
    "vote_taub": ("taub", "Kendall's tau-b of votes"),
}


def _votes(world: World, grid: Grid) -> pl.DataFrame:
    if of_years(world.scan("votes"), grid).head(1).collect().is_empty():
        return nothing(_ALIKE)
    return both(
        similarity(world, (grid.first, grid.last)), {k: column for k, (column, _) in _ALIKE.items()}, grid
    )


MEAN = "Ideal point, posterior mean"


def _issue(issue: str) -> Addition:
    return numbers(
        f"ideal-points-{issue.replace('_', '-')}",
        f"Ideal points in votes on one issue: {issue.replace('_', ' ')}; by the year in which the session began",
        {f"idealpoint_{issue}": (f"ideal_point_{issue}", MEAN)},
    )


VOTES = (
    Addition(
        "similarity-votes",
        "Similarity of votes in the General Assembly",
        "dyad",
        tuple(Field(name, text) for name, (_, text) in _ALIKE.items()),
        ("votes",),
        _votes,
    ),
    numbers(
        "ideal-points",
        "Ideal points in the General Assembly, votes on final passage",
        {"idealpoint": ("ideal_point", MEAN)},
    ),
    numbers(
        "ideal-points-all",
        "Ideal points in the General Assembly, all votes",
        {
            "idealpoint_all": ("ideal_point_all", MEAN),
            "idealpoint_all_q5": ("ideal_point_all_low", "Its 5 per cent quantile"),
            "idealpoint_all_q95": ("ideal_point_all_high", "Its 95 per cent quantile"),
        },
    ),
    numbers(
        "ideal-points-legacy",  # whose intervals are not published
        "Ideal points in the General Assembly, all votes by session (legacy)",
        {"idealpoint_legacy": ("ideal_point_legacy", MEAN)},
        exact=True,
    ),
    *(_issue(issue) for issue in ("human_rights", "middle_east", "nuclear")),
)
