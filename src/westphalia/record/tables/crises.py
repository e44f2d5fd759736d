"""Crises and hostile acts: crises with their actors and adversaries, militarized events."""

from __future__ import annotations

from westphalia.record.schema import Column, Table, Timing, ccode

PRECISION = ("day", "month", "year")
_VIOLENCE = "1 none, 2 minor clashes, 3 serious clashes, 4 full-scale war"


def _crisis() -> Column:
    return Column("crisis", "int16", "Number of the crisis in the list")


def _spell(of: str) -> tuple[Column, ...]:
    return (
        Column("start", "date", f"Day on which {of} began; the first of the month or year where the rest is unknown"),
        Column("end", "date", f"Day on which {of} ended; the last of the month or year where the rest is unknown; null where the source has none", null=True),
        Column("start_precision", "str", "How exactly the first day is known", values=PRECISION),
        Column("end_precision", "str", "How exactly the last day is known", null=True, values=PRECISION, outcome=True),
    )  # fmt: skip


def _violence(text: str, null: bool = False) -> Column:
    return Column("violence", "int8", f"{text}: {_VIOLENCE}", null=null, minimum=1, maximum=4, outcome=True)


CRISES = Table(
    name="crises",
    title="International crises",
    description="One row per international crisis, 1918-2021: from when the first state saw a threat to its values, little time and a chance "
    "of war, to when the last no longer did (International Crisis Behavior). The list is whole to 2020: of 2021 it lacks the crisis over Ukraine, and nothing later is coded: none listed "
    "is not none.",
    columns=(
        _crisis(),
        Column("name", "str", "Name as the source has it"),
        *_spell("the first crisis of an actor"),
        Column(
            "actors", "int8", "States and others for which it was a crisis", "actors", minimum=1, outcome=True
        ),
        Column("trigger", "str", "What began it: the act that triggered the crisis of the first actor"),
        Column("threat", "str", "What the first actor saw threatened"),
        _violence("Violence, the gravest that an actor met"),
    ),
    key=("crisis",),
    timing=Timing("start", "end"),
    minimum_rows=500,
)

CRISIS_ACTORS = Table(
    name="crisis_actors",
    title="Actors in crises",
    description="One row per state and crisis that it was in; a state that was in one twice has two rows.",
    columns=(
        _crisis(),
        Column("actor", "int16", "Number of the actor in the list"),
        ccode(),
        *_spell("the crisis of the state"),
        Column("trigger", "str", "Kind of act or event that made it a crisis for the state"),
        Column(
            "trigger_by",
            "int16",
            "Code of the state whose act that was; null where it was none, or several",
            null=True,
            minimum=2,
            maximum=999,
        ),
        Column("response", "str", "What the state did first of weight"),
        Column("threat", "str", "The gravest threat that it saw"),
        Column(
            "management", "str", "How the state dealt with the crisis in the main", null=True, outcome=True
        ),
        _violence("Violence that the state met", null=True),
        Column(
            "outcome",
            "str",
            "What it came to for the state",
            null=True,
            values=("victory", "compromise", "stalemate", "defeat", "other"),
            outcome=True,
        ),
        Column(
            "recurred",
            "bool",
            "Another crisis among the main adversaries followed within five years; null for crises too recent to tell",
            null=True,
            outcome=True,
        ),
    ),
    key=("crisis", "actor"),
    timing=Timing("start", "end"),
    minimum_rows=1_120,
    state=("ccode", "trigger_by"),
)

CRISIS_DYADS = Table(
    name="crisis_dyads",
    title="Adversaries in crises",
    description="One row per crisis, pair of adversaries and spell: pairs of which one at least was in crisis over an act of the other, as "
    "it saw it (Hewitt). They need not have fought. Crises against others than states have no pair.",
    columns=(
        _crisis(),
        ccode("ccode1", "the state with the lower code"),
        ccode("ccode2", "the state with the higher code"),
        *_spell("the crisis between the two"),
        Column("actor1", "bool", "It was a crisis for the first state"),
        Column("actor2", "bool", "It was a crisis for the second state"),
        Column("triggered1", "bool", "An act of the second state triggered that of the first; null where it was none for the first", null=True),
        Column("triggered2", "bool", "An act of the first state triggered that of the second; null where it was none for the second", null=True),
        _violence("Violence, the gravest that one of the two met", null=True),
    ),
    key=("crisis", "ccode1", "ccode2", "start"),
    timing=Timing("start", "end"),
    minimum_rows=980,
    state=("ccode1", "ccode2"),
    symmetric=True,
)  # fmt: skip


def _deaths(bound: str, side: int) -> Column:
    text = f"Deaths of state {side} in the event, the {bound} count; 0 also where the source knows of none"
    return Column(f"deaths_{bound}{side}", "int32", text, "persons", minimum=0, outcome=True)


MILITARIZED_EVENTS = Table(
    name="militarized_events",
    title="Militarized events",
    description="One row per event in which the forces of a state acted against another, to the day, 1816-2014 (Gibler and Miller). A battle "
    "or an occupation is one row however long. Events a year grow with what is written about a year.",
    columns=(
        Column("confrontation", "int16", "Number of the confrontation; for many that of the dispute, but not for all"),
        Column("event", "int16", "Number of the event in the confrontation"),
        ccode("ccode1", "the state that acted"),
        ccode("ccode2", "the state that it acted against"),
        Column("start", "date", "First day; the first of the month where only that is known"),
        Column("end", "date", "Last day; the last of the month where only that is known", null=True),
        Column("start_precision", "str", "How exactly the first day is known", values=PRECISION),
        Column("end_precision", "str", "How exactly the last day is known", values=PRECISION, outcome=True),
        Column("side_a", "bool", "The state that acted is on side A of the confrontation"),
        Column("action", "int8", "What it did, MID code", minimum=1, maximum=22),
        Column("hostlev", "int8", "How hostile that is: 2 threat, 3 display, 4 use of force, 5 war", minimum=2, maximum=5),
        *(_deaths(bound, side) for side in (1, 2) for bound in ("low", "high")),
    ),
    key=("confrontation", "event"),
    timing=Timing("start", "end"),
    minimum_rows=28_000,
    state=("ccode1", "ccode2"),
)  # fmt: skip

CYBER_INCIDENTS = Table(
    name="cyber_incidents",
    title="Cyber incidents between rivals",
    description="One row per operation by which a state attacked or spied on a rival by computer and target, 2000-2020, in 40 pairs of rivals. An "
    "operation against several states has a row for each. Who did it is what was published, which sees Western victims best.",
    columns=(
        Column("incident", "int16", "Number of the incident in the list"),
        Column("name", "str", "Name as the source has it"),
        ccode("initiator", "the state that did it"),
        ccode("target", "the state that it was done to"),
        Column("start", "date", "First day, an estimate where it was found later"),
        Column("end", "date", "Last day; null for two whose last day is before the first in the source", null=True),
        Column("method", "str", "How", values=("vandalism", "denial of service", "intrusion", "infiltration")),
        Column("target_kind", "str", "Whose computers", values=("private", "government", "military")),
        Column("objective", "str", "What for", values=("disruption", "short-term espionage", "long-term espionage", "degradation")),
        Column("achieved", "bool", "The objective was achieved", outcome=True),
        Column("concession", "bool", "The target changed what it did", outcome=True),
        Column("information_operation", "bool", "Part of an operation to influence opinion"),
        Column("severity", "int8", "Severity on its authors' scale from 0 to 10; none is above 6", "points", minimum=0, maximum=10),
    ),
    key=("incident",),
    timing=Timing("start", "end"),
    minimum_rows=420,
    state=("initiator", "target"),
)  # fmt: skip

TABLES = (CRISES, CRISIS_ACTORS, CRISIS_DYADS, MILITARIZED_EVENTS, CYBER_INCIDENTS)
