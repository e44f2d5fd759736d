"""The page of the simulator's processes: what each reads and writes, what it was fitted to, and what came out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from westphalia.record.world import load
from westphalia.system.estimates import stored
from westphalia.system.process import SystemProcess
from westphalia.system.processes import processes
from westphalia.system.variables import FILLS, VARIABLES

HEAD = """# Processes of the simulator

Generated (`python -m docs.generate`) from the declarations (`westphalia.system.processes`) and the stored estimates (`python -m sources.system`).

{many} processes move the [simulated system](simulator.md). Each is a model card: what is at risk, what it reads of the year before, what it writes, the years and events that it is fitted to, and its coefficients with their standard errors, in units of the variable. Fits weigh a year half as much as one fifteen years later, unless it is said. A coefficient says what went together in the record, not what an intervention does: [such runs on the past](hindcasts.md).

`sum`, `gap`, `least`, `from` and `to` tell how a variable of two states is read: what both have together, how far they are apart, the smaller, the first's, the second's. A level is the log of what happened over what the covariates say: it walks around a middle, or stays where too little happened to tell how it walks.

"""
KINDS = {
    "onset": "Something begins",
    "end": "A tie in force ends",
    "choice": "Who acts, or how, once something has begun",
    "share": "In what part of cases more follows",
    "step": "A state goes a step up or down",
    "walk": "A variable moves a little each year",
    "jump": "A variable moves much now and then",
    "computed": "It follows from others",
}
RISKS = {
    "pair": "pairs of states",
    "directed": "pairs of states, each way",
    "state": "states",
    "tie": "ties in force",
    "treaty": "pacts of few in force",
    "event": "what has begun in the year",
    "sender": "all that may sanction a new target",
    "joiner": "third states beside a dispute that has begun",
    "imposed": "sanctions imposed in the year",
}


def process_page() -> str:
    """Return the page."""
    known, every = processes(), stored(load())["processes"]
    cards = "\n".join(card(known[name], every[name]) for name in sorted(known))
    return HEAD.format(many=len(known)) + cards + "\n" + variables()


def card(process: SystemProcess, estimate: Mapping[str, Any]) -> str:
    """Return the model card of a process.

    Parameters
    ----------
    process : SystemProcess
        Which.
    estimate : mapping
        What is stored of it.
    """
    facts = [
        f"**{process.title}.** {KINDS[process.kind]}; at risk: {RISKS[process.on]}. Writes: {_named(process.writes)}. Source: `{process.source}`.",
        f"$${process.equation}$$",
        f"{_window(estimate)}{_level(estimate)}{' ' + process.note if process.note else ''}{f' **Off** unless a scenario says `also: [{process.name}]`, since {process.off}.' if process.off else ''}",
        *_coefficients(process, estimate),
    ]
    return f"## {process.name}\n\n" + "\n\n".join(facts) + "\n"


def _named(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "nothing by itself; another goes on from it"


def _window(estimate: Mapping[str, Any]) -> str:
    events = f"{estimate['events']:,.0f} events in " if estimate.get("events") is not None else ""
    years = f", {estimate['window'][0]}-{estimate['window'][1]}" if "window" in estimate else ""
    return f"{events}{estimate['rows']:,} rows{years}."


def _level(estimate: Mapping[str, Any]) -> str:
    level = estimate.get("level")
    if level is None:
        return ""
    fate = estimate.get("together")
    share = f" With all that hangs on the same state it has one luck in {fate:.0%} of cases." if fate else ""
    unsure = np.std(level["draws"]["middle"])
    if level["sd"] == 0:
        return f" Level {level['middle']:+.2f} ({unsure:.2f}), which stays.{share}"
    return f" Level around {level['middle']:+.2f} ({unsure:.2f}), of which {level['keep']:.2f} is left after a year, moving by {level['sd']:.2f}, with {level['jitter']:.2f} on top in a single year.{share}"


def _coefficients(process: SystemProcess, estimate: Mapping[str, Any]) -> list[str]:
    mean = np.asarray(estimate["mean"], dtype=np.float64)
    if process.kind == "share":
        return [f"Share: {', '.join(f'{each:.2f}' for each in mean)}."]
    error = np.sqrt(np.diag(np.asarray(estimate["covariance"]))) if "covariance" in estimate else np.full(len(mean), np.nan)  # fmt: skip
    names = process.reads if process.kind == "computed" else ("constant", *process.reads)
    rows = [f"| {name} | {value:+.3f} | {spread:.3f} |" for name, value, spread in zip(names, mean, error, strict=True)]  # fmt: skip
    return ["\n".join(["| covariate | coefficient | standard error |", "|---|---|---|", *rows])]


def variables() -> str:
    """Return the table of variables."""
    rows = [
        f"| `{each.name}` | {each.title} | {each.of} | {each.unit} | {each.low:g} to {each.high:g} | {each.role} | {each.source or 'computed'} | {FILLS[each.fill]} |"
        for each in VARIABLES.values()
    ]
    return "\n".join(
        [
            "## Variables",
            "",
            "| name | what it is | of | unit | bounds | role | source of the start | filled by |",
            "|---|---|---|---|---|---|---|---|",
            *rows,
            "",
        ]
    )
