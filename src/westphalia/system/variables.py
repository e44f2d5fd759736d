"""What a simulated system consists of: every variable of a state or a pair, declared once, with unit, bounds, source and how a missing start is filled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Of = Literal["state", "pair", "directed"]
Role = Literal["moves", "computed", "held"]
FILLS = {
    "last": "the last value known of the state within ten years, else the median of the states known",
    "zero": "none: the list covers all states, or knows only what there is",
    "far": "the median distance",
}
"""How a start that is not known is filled, by short name."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A number of a state or a pair that the simulator carries from year to year.

    Parameters
    ----------
    name, title : str
        Identifier, and what it is in a few words.
    of : {"state", "pair", "directed"}
        Of a state, of a pair, or from a first state to a second.
    unit : str
        Unit, in plain words.
    low, high : float
        Bounds that no run may leave.
    source : str
        Base quantities or lists of the record that the start is read from; empty where it is computed from other variables.
    role : {"moves", "computed", "held"}
        Whether a process writes it, whether it is computed each year from others, or whether it stays as it starts.
    fill : str
        How a start that is not known is filled, a key of :data:`FILLS`.
    life : float
        Years in which half of it is forgotten, for a memory of events; 0 for what is no memory.
    """

    name: str
    title: str
    of: Of
    unit: str
    low: float
    high: float
    source: str = ""
    role: Role = "moves"
    fill: str = "zero"
    life: float = 0.0


KINDS = {
    "state": "are meant for its state or government, and are more than an end of aid",
    "trade": "forbid or limit trade",
    "embargo": "forbid all trade",
    "arms": "forbid arms",
    "military": "end military help",
    "financial": "forbid or limit finance",
    "travel": "forbid travel",
    "other": "are of another kind",
}
"""Kinds of sanctions, those meant for a state or its government alone; each is a bit of a mask, in this order. Without any they are meant for persons, firms or groups."""
NEEDS: dict[str, str] = {name: {"state": "", "embargo": "trade"}.get(name, "state") for name in KINDS}
"""The kind without which there is none of a kind."""


def mask(kinds: Iterable[str], needs: bool = True) -> int:
    """Return kinds of sanctions on a state as a mask; 0 for none.

    Parameters
    ----------
    kinds : iterable of str
        Of :data:`KINDS`.
    needs : bool
        With the kinds that they need.

    Examples
    --------
    >>> [kind for at, kind in enumerate(KINDS) if mask(["embargo"]) >> at & 1]
    ['state', 'trade', 'embargo']
    """
    order, found = list(KINDS), 0
    for kind in kinds:
        while kind:
            found |= 1 << order.index(kind)
            kind = NEEDS[kind] if needs else ""
    return found


VARIABLES: dict[str, Variable] = {
    each.name: each
    for each in (
        Variable("output", "Output of the economy", "state", "log of millions of dollars of 2017 at purchasing power", 2, 22, "gdp, brought forward by growth", fill="last"),
        Variable("population", "Population", "state", "log of thousands", 1, 16, "tpop", fill="last"),
        Variable("democracy", "Electoral democracy", "state", "index", 0, 1, "polyarchy", fill="last"),
        Variable("ideal", "Ideal point in the General Assembly", "state", "position", -5, 5, "ideal_point_filtered_all", fill="last"),
        Variable("capability", "Material capability", "state", "log of the share of the world's", -25, 0, "cinc", "computed", "last"),
        Variable("wealth", "Output a head", "state", "log of thousands of dollars of 2017", -3, 8, "", "computed"),
        Variable("output_growth", "Growth of output in the year", "state", "log points", -0.7, 0.7, "", "computed"),
        Variable("population_growth", "Growth of population in the year", "state", "log points", -0.15, 0.15, "", "computed"),
        Variable("age", "Years in the system", "state", "log of years and one", 0, 8, "memberships", "computed"),
        Variable("major", "Major power", "state", "yes or no", 0, 1, "major_powers", "held"),
        Variable("nuclear_stage", "How far it is on the way to nuclear weapons", "state", "0 none, 1 explores, 2 pursues, 3 has", 0, 3, "nuclear_status"),
        Variable("nuclear", "Has nuclear weapons", "state", "yes or no", 0, 1, "", "computed"),
        Variable("exploring", "Explores nuclear weapons", "state", "yes or no", 0, 1, "", "computed"),
        Variable("rivals", "Strategic rivals", "state", "log of rivals and one", 0, 7, "", "computed"),
        Variable("dispute_rate", "Disputes a year, late ones counting most", "state", "log of disputes a year and one", 0, 7, "", "computed"),
        Variable("protector", "A nuclear power has promised to defend it", "state", "yes or no", 0, 1, "", "computed"),
        Variable("pact_ties", "Partners in pacts of few", "state", "log of partners and one, less the mean of all states", -7, 7, "", "computed"),
        Variable("arms_ties", "Suppliers and customers of arms", "state", "log of partners and one, less the mean of all states", -7, 7, "", "computed"),
        Variable("sanctioners", "States that sanction it, the European Union as one", "state", "log of senders and one, less the mean of all states", -7, 7, "", "computed"),
        Variable("quarrels", "Disputes that it remembers", "state", "log of remembered disputes and one, less the mean of all states", -9, 9, "", "computed"),
        Variable("sends", "States that it sanctions", "state", "log of targets and one, less the mean of all states", -7, 7, "", "computed"),
        Variable("pressure", "Part of the world's output whose states limit its trade or finance", "state", "share", 0, 1, "", "computed"),
        Variable("exclusion", "Shut out of the order by its leading powers", "state", "0 to 1", 0, 1, "shut_outs, refusals, missions, sanctions", "computed"),
        Variable("at_war", "It is at war with another state", "state", "yes or no", 0, 1, "", "computed"),
        Variable("jolt", "Its regime changed abruptly", "state", "changes, fading", 0, 20, "polyarchy", "computed", life=3),
        Variable("distance", "Distance", "pair", "log of kilometres, 100 at least", 4, 10, "minimum_distance", "held", "far"),
        Variable("contiguity", "They touch by land or within 24 miles of water", "pair", "yes or no", 0, 1, "contiguity", "held"),
        Variable("alliance", "A defence pact of many holds both", "pair", "yes or no", 0, 1, "pacts", "held"),
        Variable("promise", "The first had promised to defend the second when the run began", "directed", "yes or no", 0, 1, "defence", "held"),
        Variable("pact", "A pact of few binds them", "pair", "yes or no", 0, 1, "pacts, coded_pacts"),
        Variable("agreement", "Defence agreements that they remember", "pair", "agreements, fading", 0, 50, "agreements, coded_defence_agreements", life=10),
        Variable("arms", "The first supplies arms to the second", "directed", "yes or no", 0, 1, "deliveries"),
        Variable("sanction", "The first sanctions the second", "directed", "yes or no", 0, 1, "sanctions"),
        *(Variable(f"sanction_{kind}", f"The first's sanctions on the second {text}", "directed", "yes or no", 0, 1, "sanctions") for kind, text in KINDS.items()),
        Variable("dispute", "A militarized dispute goes on between them", "pair", "yes or no", 0, 1, "disputes, coded_clashes"),
        Variable("war", "They are at war", "pair", "yes or no", 0, 1, "dispute_years, wars, coded_clashes"),
        Variable("clash", "Disputes that they remember", "pair", "disputes, fading", 0, 50, "disputes, coded_clashes", life=10),
        Variable("blood", "Deadly disputes that they remember", "pair", "disputes, fading", 0, 50, "dispute_years, coded_clashes", life=15),
        Variable("rivalry", "They are strategic rivals", "pair", "yes or no", 0, 1, "rivalries, rivalry_turns"),
        Variable("supply", "Either supplies the other with arms", "pair", "yes or no", 0, 1, "", "computed"),
        Variable("penalty", "Either sanctions the other", "pair", "yes or no", 0, 1, "", "computed"),
        Variable("common_partners", "States with which both have a pact of few", "pair", "log of states and one", 0, 7, "", "computed"),
        Variable("common_rivals", "States that are rivals of both", "pair", "log of states and one", 0, 7, "", "computed"),
        Variable("common_sanctioners", "States that sanction both", "pair", "log of states and one", 0, 7, "", "computed"),
    )
}  # fmt: skip
"""Variables by name. Those of pairs are the same both ways; of directed ones the first index sends and the second receives."""

STATES = tuple(name for name, each in VARIABLES.items() if each.of == "state")
"""Variables of states, in the order of the engine's arrays."""
KIND_LAYERS = tuple(f"sanction_{kind}" for kind in KINDS)
"""Variables of pairs that tell kinds of sanctions."""
FIXED = tuple(name for name, each in VARIABLES.items() if each.of != "state" and each.role == "held")
"""Variables of pairs that stay as they start."""
LAYERS = tuple(name for name, each in VARIABLES.items() if each.of != "state" and each.role != "held")
"""Variables of pairs that change, in the order of the engine's arrays."""
