"""Disputes and rivalries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from westphalia.lazy import pl
from westphalia.panel.addition import Addition, Coding, Field, LeaderReader, Reader, fields
from westphalia.panel.additions.numbers import numbers
from westphalia.panel.computed import peace_years, state_peace
from westphalia.panel.readers import PAIR, of_years, standing

if TYPE_CHECKING:
    from westphalia.record.grid import Grid
    from westphalia.record.world import World

List = Literal["gml", "cow"]
SOURCES: dict[List, tuple[str, ...]] = {"gml": ("gml_mid_2_2_1",), "cow": ("cow_mid_5",)}
WHO: dict[List, str] = {"gml": "Gibler, Miller and Little", "cow": "Correlates of War"}
ORDER = (
    ("onset", True),
    ("deadly", True),
    ("hostlev", True),
    ("mindur", True),
    ("maxdur", True),
    ("recip", True),
    ("stmon", False),
    ("dispnum", False),
)
"""Which of several disputes stands for a dyad-year: one that began in it; the deadliest (deaths of unknown number count for more than
none and less than any level); the most hostile; the longest, by the lower and then the higher count of days; one that was
answered; the one that began in the earliest month; the lower number."""


def _rows(world: World, which: List, grid: Grid) -> pl.LazyFrame:
    return of_years(world.scan("dispute_dyad_years").filter(list=which), grid)


def one_of_several(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Return the one dispute that stands for each dyad-year."""
    deadly = pl.col("fatality").cast(pl.Float32).fill_null(0.5).alias("deadly")
    return standing(ORDER, rows.with_columns(deadly), [*PAIR, "year"])


def _details(which: List, named: dict[str, str]) -> Reader:
    def read(world: World, grid: Grid) -> pl.DataFrame:
        one = one_of_several(_rows(world, which, grid))
        begun = [(pl.col(f"sidea{n}") | ~pl.col(f"orig{n}")).alias(f"init{n}") for n in "12"]
        chosen = one.with_columns(begun)
        return chosen.select(*PAIR, "year", *(pl.col(b).alias(a) for a, b in named.items())).collect()

    return read


def _of_leaders() -> LeaderReader:
    def read(world: World) -> pl.DataFrame:
        rows = world.scan("dispute_leader_dyad_years").drop_nulls(["obsid1", "obsid2"])
        found = rows.group_by("obsid1", "obsid2", "year").agg(
            pl.lit(1, pl.Int8).alias("leadermidongoing"),
            pl.col("onset").any().cast(pl.Int8).alias("leadermidonset"),
        )
        return found.sort("obsid1", "obsid2", "year").collect()

    return read


_SIDES = {
    "init": "1 when the {} state was on side A, which began the dispute, or joined later",
    "sidea": "1 when the {} state was on side A",
    "orig": "1 when the {} state was in the dispute from its first day",
    "fatality": "Level of deaths in battle of the {} state, 0 to 6",
    "hostlev": "Highest level of hostility of the {} state, 1 to 5",
    "hiact": "Highest action of the {} state, 0 to 21",
    "revstate": "1 when the {} state wanted to change things",
}
_WHOLE = {
    "dispnum": "Number of the dispute that stands for the dyad-year; null without one",
    "fatality": "Level of deaths in battle, 0 to 6",
    "hostlev": "Highest level of hostility, 1 to 5",
    "recip": "1 when the target answered",
    "mindur": "Days that it lasted at least",
    "maxdur": "Days that it lasted at most",
}


def _coding(which: List, gml: str, cow: str) -> Coding:
    """Return whose coding an addition is, of the pair of additions that hold the same."""
    return Coding("disputes", which, (cow if which == "gml" else gml,))


def _detail_fields(prefix: str) -> tuple[Field, ...]:
    sides = {
        f"{prefix}{name}{n}": text.format(which)
        for name, text in _SIDES.items()
        for n, which in (("1", "first"), ("2", "second"))
    }
    return fields(False, **{f"{prefix}{name}": text for name, text in _WHOLE.items()}, **sides)


def _pairs(name: str, which: List, for_states: str) -> Addition:
    """Return whether there was a dispute; one that was still open in the world's last year counts."""
    return numbers(
        name,
        f"Militarized interstate disputes ({WHO[which]})",
        {f"{which}midongoing": f"dispute_{which}", f"{which}midonset": f"dispute_onset_{which}"},
        for_states=for_states,
        coding=_coding(which, "disputes", "cow-disputes"),
    )


def _stands(name: str, which: List, prefix: str) -> Addition:
    columns = _detail_fields(prefix)
    named = {field.name: field.name.removeprefix(prefix) for field in columns}
    return Addition(
        name,
        f"The dispute that stands for a dyad-year ({WHO[which]})",
        "dyad",
        columns,
        ("dispute_dyad_years",),
        _details(which, named),
        SOURCES[which],
        listed=which,
        coding=_coding(which, "dispute-details", "cow-dispute-details"),
    )


def _states(name: str, which: List) -> Addition:
    return numbers(
        name,
        f"Disputes that a state took part in ({WHO[which]})",
        {
            f"{which}midongoing": f"in_dispute_{which}",
            f"{which}midonset": f"dispute_entry_{which}",
            f"{which}midongoing_init": f"in_dispute_willing_{which}",
            f"{which}midonset_init": f"dispute_entry_willing_{which}",
            f"{which}mids": f"disputes_of_state_{which}",
        },
        coding=_coding(which, "state-disputes", "state-cow-disputes"),
    )


def _peace(name: str, which: List, events: Addition) -> Addition:
    column = f"{which}midspell"
    return Addition(
        name,
        f"Years of peace since the last dispute ({WHO[which]})",
        "dyad",
        fields(False, **{column: "Rows of the dyad since the last with a dispute under way"}),
        ("dispute_dyad_years",),
        sources=SOURCES[which],
        listed=which,
        compute=peace_years(events, f"{which}midongoing", column),
        for_states=f"state-{name}",
        coding=_coding(which, "spells", "cow-spells"),
    )


def _state_peace(name: str, which: List, events: Addition) -> Addition:
    column = f"{which}midspell"
    return Addition(
        f"state-{name}",
        f"Years of peace of a state since its last dispute ({WHO[which]})",
        "state",
        fields(
            False,
            **{
                column: "Years of the state in the system, from 1816, since the last with a dispute under way"
            },
        ),
        ("dispute_participants",),
        state_peace(events, f"{which}midongoing", column),
        SOURCES[which],
        listed=which,
        coding=_coding(which, "state-spells", "state-cow-spells"),
    )


_GML, _COW = _pairs("disputes", "gml", "state-disputes"), _pairs("cow-disputes", "cow", "state-cow-disputes")
_GML_STATES, _COW_STATES = _states("state-disputes", "gml"), _states("state-cow-disputes", "cow")

DISPUTES = (
    _GML,
    _COW,
    _stands("dispute-details", "gml", ""),
    _stands("cow-dispute-details", "cow", "cowmid_"),
    _GML_STATES,
    _COW_STATES,
    _peace("spells", "gml", _GML),
    _peace("cow-spells", "cow", _COW),
    _state_peace("spells", "gml", _GML_STATES),
    _state_peace("cow-spells", "cow", _COW_STATES),
    Addition(
        "leader-disputes",
        "Disputes between two leaders (Gibler, Miller and Little)",
        "dyad",
        fields(
            True,
            leadermidongoing="1 when a dispute was under way between states that the two led",
            leadermidonset="1 when one began between states that the two led",
        ),
        ("dispute_leader_dyad_years",),
        sources=SOURCES["gml"],
        leaders=_of_leaders(),
    ),
)


CRISES = (
    numbers(
        "crises",
        "International crises (International Crisis Behavior)",
        {"crises": "crises", "crisisviolence": "crisis_violence"},
    ),
    numbers(
        "militarized-events",
        "Militarized events (Gibler and Miller)",
        {"mievents": "militarized_events", "mihost": "militarized_hostility"},
    ),
    numbers(
        "militarized-acts",
        "Militarized events of the first state against the second (Gibler and Miller)",
        {"miacts": "militarized_acts"},
    ),
)


# Strategic rivalries of pairs and of states, by kind.


_TYPES = ("spatial", "positional", "ideological", "interventionary")


def _of_list(end: str, prefix: str, who: str) -> tuple[Addition, ...]:
    """Return the additions of one list: rivals, by kind, and how many a state has."""
    of = end.replace("-", "_")
    counts = {f"{prefix}n_{kind}": f"rivals_{kind}{of}" for kind in _TYPES}
    return (
        numbers(
            f"rivalry{end}",
            f"Strategic rivalries ({who})",
            {f"{prefix}ongoingrivalry": (f"rivalry{of}", "1 when the two were strategic rivals")},
            for_states=f"rivals{end}",
            kept="int8",
        ),
        numbers(
            f"rivalry-kinds{end}",
            f"Strategic rivalries by kind ({who})",
            {f"{prefix}rivalry_{kind}": f"rivalry_{kind}{of}" for kind in _TYPES},
            for_states=f"rivals{end}",
            kept="int8",
        ),
        numbers(
            f"rivals{end}",
            f"Strategic rivals of a state ({who})",
            {f"{prefix}n_rivals": f"rivals{of}", **counts},
            kept="int8",
        ),
    )


_TSS = _of_list("", "", "Thompson, Sakuwa and Suhas")
_TD = _of_list("-td", "td_", "Thompson and Dreyer")
RIVALRIES = tuple(each for both in zip(_TSS, _TD, strict=True) for each in both)
