"""New ties and degree: how many ties a state made lately, and how many it has, by kind."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from westphalia.lazy import np
from westphalia.measures.measure import Measure
from westphalia.measures.tie_network import (
    FIRST,
    HOFF,
    RELATIONS,
    new_agreements,
    new_pacts,
    new_suppliers,
    within,
)
from westphalia.record.in_force import sized
from westphalia.record.ties import (
    AGREEMENTS,
    DELIVERIES,
    PACTS,
    WINDOW,
    Ties,
    agreements,
    deliveries,
    pacts,
)

if TYPE_CHECKING:
    from westphalia.record.coverage import Coverage
    from westphalia.record.history import Floats, History
    from westphalia.record.source import Source

WINDOWS = (5, 10, 20)
LISTS = {"pacts": "pacts", "dcas": "agreements", "arms": "deliveries"}
"""The base list of each kind of tie."""
Made = Callable[["Source"], "Floats"]


def of_new(history: History, *, made: Made, window: int) -> Floats:
    """Return the logarithm of 1 and the ties made within some years (n,)."""
    found: Floats = np.log1p(within(made(history.source), window)[:, history.year - FIRST])
    return found


def of_degrees(history: History, *, ties_of: Callable[[Source], Ties]) -> Floats:
    """Return the logarithm of 1 and the states with which a state has a tie at the end of the year (n,)."""
    tied = ties_of(history.source).matrix(history.year)
    number = (tied * np.outer(history.present, history.present)).sum(axis=1)
    found: Floats = np.log1p(number.astype(np.float64))
    return found


KINDS: tuple[tuple[str, str, str, str, Coverage, int, Made], ...] = (
    (
        "pacts",
        f"pacts of {sized(True)}",
        f"alliances (ATOP) that had {sized(True)} when the state joined, each counted once",
        "pacts",
        PACTS,
        0,
        new_pacts,
    ),
    (
        "dcas",
        "defence cooperation agreements",
        "agreements (DCAD) that the state signed",
        "defence_agreements",
        AGREEMENTS,
        1,
        new_agreements,
    ),
    (
        "arms",
        "supplier relations",
        "pairs of which the state is one, with a delivery of major arms either way after five years without",
        "arms_transfers",
        RELATIONS,
        1,
        new_suppliers,
    ),
)
"""Name, title, description, table, years covered, whether the window must lie in them, and what counts them."""


def _new(kind: tuple[str, str, str, str, Coverage, int, Made], window: int) -> Measure:
    name, title, text, table, covers, whole, made = kind
    covers = covers.later((window - 1) * whole)
    return Measure(
        f"new_{name}_{window}",
        f"New {title} of a state within {window} years",
        "state",
        table,
        more="ties itself more",
        covers=covers,
        unit="log of 1 + new ties",
        low=0,
        description=f"Natural logarithm of 1 and the new ties in the year and the {window - 1} before{'' if whole else ', at the earliest 1815'}: {text}",
        reference=HOFF,
        driver="habit",
        equation=rf"\log\bigl(1 + \sum_{{s=t-{window - 1}}}^{{t}} n_{{i,s}}\bigr)",
        reads=(LISTS[name],),
        window=window,
        compute=partial(of_new, made=made, window=window),
    )


def _degree(
    name: str, title: str, table: str, covers: Coverage, ties_of: Callable[[Source], Ties]
) -> Measure:
    return Measure(
        f"{name}_degree",
        f"States with which a state has {title}",
        "state",
        table,
        more="more tied",
        covers=covers,
        unit="log of 1 + states",
        low=0,
        description=f"Natural logarithm of 1 and the number of states with which it has {title}, at the end of the year",
        reference=HOFF,
        driver="habit",
        equation=r"\log\bigl(1 + \sum_{j} T_{ij,t}\bigr)",
        reads=(LISTS[name.removeprefix("small_") + ("" if name == "arms" else "s")],),
        compute=partial(of_degrees, ties_of=ties_of),
    )


RECENT = DELIVERIES.later(WINDOW - 1)
MEASURES = (
    *(_new(kind, window) for kind in KINDS for window in WINDOWS),
    _degree("pact", "a pact", "pacts", PACTS, pacts),
    _degree("small_pact", f"a pact of {sized(True)}", "pacts", PACTS, partial(pacts, which="small")),
    _degree("dca", "a defence cooperation agreement", "defence_agreements", AGREEMENTS, agreements),
    _degree("arms", "a delivery of arms within five years", "arms_transfers", RECENT, deliveries),
)
