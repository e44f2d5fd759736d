"""Kinds of events between states, and what each is in two published ontologies.

PLOVER (Halterman, Bagozzi, Beger, Schrodt and Scarborough 2023, PLOVER and POLECAT: A New Political Event Ontology and Dataset) has sixteen
types; CAMEO (Gerner, Schrodt, Yilmaz and Abu-Jabr 2002) twenty classes with codes. The kinds here are those that a reader of history would
use; the mapping is ours and stands in this place alone.
"""

from __future__ import annotations

from typing import NamedTuple


class EventKind(NamedTuple):
    """A kind of event.

    Parameters
    ----------
    plover : str
        Type of PLOVER.
    cameo : str
        Code of CAMEO.
    hostile : bool or None
        Whether it is done against the other; None where it can be either.
    means : str
        What it covers.
    """

    plover: str
    cameo: str
    hostile: bool | None
    means: str


EVENT_KINDS: dict[str, EventKind] = {
    "treaty": EventKind("AGREE", "057", False, "A treaty signed, put into force or extended"),
    "agreement": EventKind("AGREE", "05", False, "An agreement below a treaty"),
    "land": EventKind("COERCE", "192", True, "Territory taken, ceded or annexed"),
    "war": EventKind("ASSAULT", "190", True, "A state attacks another in full"),
    "attack": EventKind("ASSAULT", "19", True, "A raid, a strike, a bombardment, a plane or ship destroyed"),
    "intervention": EventKind("COERCE", "17", True, "Troops, agents or force in another state, short of lasting occupation"),
    "occupation": EventKind("COERCE", "192", True, "Troops stay in another state: the beginning or the end"),
    "ceasefire": EventKind("RETREAT", "0871", None, "Fighting ends"),
    "withdrawal": EventKind("RETREAT", "0874", None, "Troops, experts or bases leave"),
    "visit": EventKind("CONSULT", "042", False, "A head of state or government visits"),
    "talks": EventKind("CONSULT", "046", False, "Ministers or leaders meet to negotiate"),
    "delivery": EventKind("AID", "072", False, "Arms, fuel or plant handed over, or cleared for it"),
    "aid": EventKind("AID", "07", False, "Money, food or credit given"),
    "cooperation": EventKind("COOPERATE", "062", False, "Quiet cooperation: training grounds, bases, intelligence, technology"),
    "exercise": EventKind("COOPERATE", "062", False, "Military exercise together"),
    "recognition": EventKind("SUPPORT", "054", False, "Recognition, or relations resumed"),
    "breach": EventKind("SANCTION", "161", True, "Relations broken, envoys expelled, a treaty given notice"),
    "sanction": EventKind("SANCTION", "163", True, "Sanctions imposed"),
    "relief": EventKind("CONCEDE", "085", False, "Sanctions eased or lifted"),
    "incident": EventKind("ASSAULT", "18", True, "An outrage or a blow that no state ordered, or none admits"),
    "threat": EventKind("THREATEN", "13", True, "An ultimatum, a mobilization, a deployment against"),
    "statement": EventKind("ACCUSE", "11", None, "An accusation, an insult, a complaint, in public or leaked"),
    "mediation": EventKind("CONSULT", "045", False, "A third state brings two together"),
    "broken promise": EventKind("REJECT", "12", True, "An undertaking not kept, or given up by one side"),
}  # fmt: skip

HOSTILE = tuple(name for name, kind in EVENT_KINDS.items() if kind.hostile)
"""Kinds that are done against the other."""
