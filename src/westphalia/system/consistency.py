"""Whether processes fit together: what each reads somebody writes, what is written has one writer, and units agree. Asked before any fit or run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from westphalia.errors import NotUnderstood
from westphalia.system.process import Covariate, SystemProcess
from westphalia.system.variables import VARIABLES, Variable


def consistency_check(
    processes: Mapping[str, SystemProcess] | Iterable[SystemProcess],
    variables: Mapping[str, Variable] | None = None,
) -> dict[str, tuple[str, ...]]:
    """Check processes, and return which depends on which.

    Parameters
    ----------
    processes : mapping or iterable of SystemProcess
        All that are to run together.
    variables : mapping of Variable, optional
        Variables by name; by default those of the package.

    Returns
    -------
    dict
        For each process the processes that write what it reads, in the order of their names; every one of them is in it.

    Raises
    ------
    NotUnderstood
        With all that is wrong at once: a covariate that nobody writes, two writers, a variable that nobody declares, a name twice, bounds upside down, a unit
        that is not that of what is written.

    Examples
    --------
    >>> from westphalia.system.processes import processes
    >>> consistency_check(processes())["rivalry_end"]
    ('dispute', 'dispute_deadly', 'dispute_join', 'dispute_join_other', 'ideal', 'regime')
    """
    every = tuple(processes.values()) if isinstance(processes, Mapping) else tuple(processes)
    known = VARIABLES if variables is None else variables
    problems = [*_twice(every), *_undeclared(every, known), *_unwritten(every, known), *_writers(every), *_forms(every, known)]  # fmt: skip
    if problems:
        raise NotUnderstood(
            "The processes do not fit together.",
            " ".join(f"({at}) {each}" for at, each in enumerate(problems, 1)),
            "Declare what is missing in variables.py, or change what the processes read and write.",
        )
    return {each.name: _before(each, every, known) for each in sorted(every, key=lambda each: each.name)}


DERIVED = {
    "wealth": ("output", "population"),
    "age": (),
    "pact_ties": ("pact",),
    "arms_ties": ("arms",),
    "sanctioners": ("sanction",),
    "sends": ("sanction",),
    "quarrels": ("clash",),
    "at_war": ("war",),
    "nuclear": ("nuclear_stage",),
    "exploring": ("nuclear_stage",),
    "rivals": ("rivalry",),
    "dispute_rate": ("clash",),
    "protector": ("nuclear_stage", "pact"),
    "exclusion": tuple(
        f"sanction_{kind}" for kind in ("state", "trade", "embargo", "arms", "military", "financial")
    ),
    "pressure": ("sanction_trade", "sanction_financial", "output"),
    "supply": ("arms",),
    "penalty": ("sanction",),
    "common_partners": ("pact",),
    "common_rivals": ("rivalry",),
    "common_sanctioners": ("sanction",),
}
"""What variables that no process writes are computed from."""


def _variable(text: str) -> str:
    """Return the variable that a covariate, as it is written, is of; a kind of sanctions is a variable of pairs."""
    how, _, of = text.rpartition(" ")
    return f"sanction_{of}" if how == "kind" else of


def _roots(name: str) -> tuple[str, ...]:
    return DERIVED.get(name, (name,))


def _terms(process: SystemProcess) -> list[Covariate]:
    try:
        return list(process.terms)
    except NotUnderstood:
        return []


def _twice(every: tuple[SystemProcess, ...]) -> list[str]:
    names = [each.name for each in every]
    return [
        f"There are two processes called {name}." for name in sorted({n for n in names if names.count(n) > 1})
    ]


def _undeclared(every: tuple[SystemProcess, ...], known: Mapping[str, Variable]) -> list[str]:
    """Return what is read or written that is no variable."""
    found = []
    for process in every:
        named = {_variable(text) for text in process.reads if text != "age"} | {
            *process.writes,
            process.risk,
        } - {""}
        found += [f"{process.name}: there is no variable {name!r}." for name in sorted(named - known.keys())]
        for text in process.reads:
            try:
                _ = [each for each in process.terms if str(each) == text]
            except NotUnderstood as wrong:
                if _variable(text) in known:
                    found.append(f"{process.name}: {wrong.what}" if hasattr(wrong, "what") else f"{process.name}: {wrong}")  # fmt: skip
                break
    return found


def _unwritten(every: tuple[SystemProcess, ...], known: Mapping[str, Variable]) -> list[str]:
    """Return covariates that nobody writes: those that move, of which no process says how, and those computed from such."""
    written = {name for process in every if process.kind != "end" for name in process.writes}
    found = []
    for process in every:
        for term in _terms(process):
            name = _variable(str(term))
            variable = known.get(name)
            if variable is None or variable.role == "held":
                continue
            missing = [root for root in _roots(name) if root not in written and known[root].role != "held"]
            found += [f"{process.name} reads {name}, and nobody writes {root}." for root in missing]
    return found


def _writers(every: tuple[SystemProcess, ...]) -> list[str]:
    """Return variables with two writers of one kind: a tie is begun and ended by two, a memory may grow from several kinds of events of one subject.

    Two may end a tie where what one of them writes is what the other waits for: a dispute that is a war ends with the war.
    """
    found = []
    names = sorted({name for process in every for name in process.writes})
    for name in names:
        for kinds in (("onset",), ("end",), ("walk", "jump", "computed")):
            mine = {p.name: p for p in every if name in p.writes and p.kind in kinds}
            held = {p.risk for p in mine.values()} & {each for p in mine.values() for each in p.writes}
            if len(mine) > 1 and not (kinds == ("end",) and held - {name}):
                found.append(f"{name} has {len(mine)} writers: {', '.join(sorted(mine))}.")
    return found


def _forms(every: tuple[SystemProcess, ...], known: Mapping[str, Variable]) -> list[str]:
    """Return bounds upside down, and units of walks that are not those of what they move."""
    found = []
    for process in every:
        if process.bounds[0] >= process.bounds[1]:
            found.append(
                f"{process.name}: its lower bound {process.bounds[0]} is not below {process.bounds[1]}."
            )
        moved = known.get(process.writes[0]) if process.writes else None
        if process.kind == "walk" and moved is not None:
            logs, asked = moved.unit.startswith("log"), process.unit.startswith("log")
            if logs != asked:
                found.append(
                    f"{process.name} moves {moved.name} by {process.unit}; its unit is {moved.unit}."
                )
    return found


def _before(
    process: SystemProcess, every: tuple[SystemProcess, ...], known: Mapping[str, Variable]
) -> tuple[str, ...]:
    """Return the processes that write what one reads."""
    named = {_variable(str(term)) for term in _terms(process)}
    read = {root for name in named & known.keys() for root in _roots(name)}
    return tuple(sorted({p.name for p in every if read & {*p.writes}}))
