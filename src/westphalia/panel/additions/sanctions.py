"""Sanctions in force, and entries on the lists of the United States."""

from __future__ import annotations

from westphalia.panel.addition import Coding
from westphalia.panel.additions.numbers import numbers

_KINDS = {
    "trade": "restricting trade",
    "arms": "restricting arms",
    "military": "ending military assistance",
    "financial": "restricting finance",
    "travel": "restricting travel",
    "other": "of another kind",
}

IMPOSED_LATER = "the source tells whether sanctions were imposed only of cases that are over"


_AGAINST = "Cases in force of the {} state against the {}"
ADDITIONS = (
    numbers(
        "sanctions",
        "Sanctions in force (Global Sanctions Data Base)",
        {
            "sanctions1": ("sanctions", _AGAINST.format("first", "second")),
            "sanctions2": ("sanctions", _AGAINST.format("second", "first")),
        },
        coding=Coding("sanctions", "gsdb", ("sanctions-ties",)),
        for_states="sanctioned",
    ),
    numbers(
        "sanction-kinds",
        "Sanctions in force of the first state against the second, by kind",
        {
            **{
                f"sanctions_{kind}": (f"sanctions_{kind}", f"Cases in force {text}")
                for kind, text in _KINDS.items()
            },
            "sanctions_embargo": ("sanctions_embargo", "1 when one forbids all exports and all imports"),
        },
    ),
    numbers(
        "sanction-threats",
        "Threats of sanctions by the first state against the second (TIES)",
        {"tiesthreats": "sanction_threats"},
        beside=("sanction_episode_senders",),
    ),
    numbers(
        "sanction-impositions",
        "Impositions of sanctions by the first state against the second (TIES)",
        {"tiesimposed": "sanction_impositions"},
        beside=("sanction_episode_senders",),
        later=IMPOSED_LATER,
    ),
    numbers(
        "sanctions-ties",
        "Sanctions in force (TIES)",
        {
            "tiessanctions1": (
                "sanctions_ties",
                f"{_AGAINST.format('first', 'second')}, to their end or the last year in which they were seen",
            ),
            "tiessanctions2": ("sanctions_ties", _AGAINST.format("second", "first")),
        },
        beside=("sanction_episode_senders",),
        coding=Coding("sanctions", "ties", ("sanctions",)),
        later=IMPOSED_LATER,
    ),
    numbers(
        "sanctioned",
        "Sanctions in force against a state, whoever the sender",
        {
            "sanctioned": ("sanctions_in_force", "Distinct cases in force"),
            **{
                f"sanctioned_{kind}": (f"sanctions_in_force_{kind}", f"Distinct cases in force {text}")
                for kind, text in _KINDS.items()
            },
        },
        kept="int64",
    ),
    numbers(
        "sanctioned-by-institutions",
        "Sanctions in force against a state from institutions",
        {
            "sanctioned_un": ("un_sanctions", "Cases in force with the United Nations among the senders"),
            "sanctioned_eu": (
                "eu_sanctions",
                "Cases in force with the European Union or Communities among the senders",
            ),
        },
        kept="int64",
    ),
    numbers(
        "designations",
        "Entries of the United States Treasury's lists with an address in the state",
        {
            "designations": (
                "designations",
                "Entries at the end of the last month of the year that is known",
            ),
            "designations_added": "designations_added",
            "designations_removed": "designations_removed",
        },
    ),
)
