"""What the compiled loop works on: declarations, estimates, a start and a scenario as arrays, and blocks of runs.

Arrays stand over n states by ascending code; place n is the European Union as a sender of sanctions. F layers are those of
:data:`westphalia.system.variables.LAYERS`, V variables of states :data:`~westphalia.system.variables.STATES`, Q processes all that there are, P of them
those whose pairs are scanned, T ties that may end, A arms.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.lazy import np
from westphalia.system import luck
from westphalia.system.covariates import with_union
from westphalia.system.draws import last, number, walk
from westphalia.system.kernel import places
from westphalia.system.kernel.places import Moving, Rules, Work
from westphalia.system.order import grades, weights
from westphalia.system.outcomes import NAMES, AskedOutcome
from westphalia.system.parameters import Model, drawn
from westphalia.system.process import SystemProcess
from westphalia.system.state import SystemState, fade
from westphalia.system.variables import FIXED, KINDS, LAYERS, NEEDS, STATES, VARIABLES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.system.interventions import Commands

Floats: TypeAlias = "NDArray[np.float64]"
Ints: TypeAlias = "NDArray[np.int64]"
TIES = {"arms": ("arms_end", False, "supply"), "dispute": ("dispute_end", True, ""), "rivalry": ("rivalry_end", True, ""), "war": ("war_end", True, "")}  # fmt: skip
"""Ties that may end: the process that ends them, whether they hold both ways, and the variable that says that either way is."""
MEMORIES = ("agreement", "clash", "blood")
"""Variables of pairs that fade."""
ORDER = ("lead", "rest", "embargo", "credit")
"""What is held of the order, as the loop numbers it."""
WALKS = ("output", "population", "ideal")
"""Walks of variables of states; what each moved by in a year stands in a variable of its own, where there is one."""
SHARED = (*WALKS, "regime")
"""What moves by a year that all states share: the walks, and the index of democracy, which goes in waves."""
MANY = 600
"""Treaties that may be added to those of the start in a run."""
FOUND = 2048
"""Events of a process, and four times as many changes of any kind, that may be in a year; more fail the run."""
WHY = {1: "more treaties than there is room for", 2: "more changes in a year than there is room for"}
"""Why a run failed, by number."""


def rules(of: Model, state: SystemState, seed: int) -> Any:
    """Return what no draw, run or arm changes."""
    estimates = of.estimates
    walks = [estimates[name] for name in WALKS]
    growth = [STATES.index(f"{name}_growth") if f"{name}_growth" in STATES else -1 for name in WALKS]
    born = np.round(state.year - np.expm1(state.states["age"])).astype(np.int64)
    bounds = [of.processes[name].bounds for name in WALKS]
    shadow = [LAYERS.index(each) if each else -1 for _, _, each in TIES.values()]
    ties = list(TIES)
    begins = {name: _effect(of.processes[name]) for name in of.dense}
    return Rules(
        codes=state.codes.astype(np.uint64), any_union=bool(state.union.any()),
        fixed=np.stack([state.pairs[name] for name in FIXED]).astype(np.float32), born=born, logs=luck.logarithms(), normal=luck.normals(),
        luck=np.array([luck.named(name, seed) for name in of.order], dtype=np.uint64),
        luck_level=np.array([luck.named(f"level {name}", seed) for name in of.order], dtype=np.uint64),
        luck_shock=np.array([luck.named(f"shock {name}", seed) for name in SHARED], dtype=np.uint64),
        walk_q=np.array([of.q(name) for name in WALKS]), walk_v=np.array([STATES.index(name) for name in WALKS]), walk_g=np.array(growth),
        walk_low=np.array([low for low, _ in bounds]), walk_high=np.array([high for _, high in bounds]),
        scale=np.array([each["scale"] for each in walks]), left=np.array([each["left"] for each in walks]),
        **_shared(of, -1),
        jumps=np.array(estimates["regime"]["jumps"]), steps=np.array(estimates["regime"]["steps"]), jolt_fade=fade("jolt"),
        v_low=np.array([VARIABLES[name].low for name in STATES], dtype=np.float64), v_high=np.array([VARIABLES[name].high for name in STATES], dtype=np.float64),
        tie_layer=np.array([LAYERS.index(name) for name in ties]), tie_both=np.array([both for _, both, _ in TIES.values()]), tie_shadow=np.array(shadow),
        tie_end=np.array([of.q(end) for end, _, _ in TIES.values()]),
        memory=np.array([LAYERS.index(name) for name in MEMORIES]), fade=np.array([fade(name) for name in MEMORIES], dtype=np.float32), quarrel_fade=fade("clash"),
        does=np.array([begins[name][0] for name in of.dense]), which=np.array([begins[name][1] for name in of.dense]),
        q=np.array([of.q(name) for name in places.EVENTS]), dense_of=np.array([of.dense.index(name) for name in ("pact", "agreement")]),
        kind_q=np.array([of.q(f"kind_{kind}") for kind in KINDS]), kind_need=np.array([list(KINDS).index(NEEDS[kind]) if NEEDS[kind] else -1 for kind in KINDS]),
        grade=grades(), weigh=weights(),
    )  # fmt: skip


def _shared(of: Model, draw: int) -> dict[str, Any]:
    """Return how what all states share in a year goes on in a draw of the parameters."""
    stored = [of.estimates[name]["shock"] for name in SHARED]
    on = [walk(each, draw) for each in stored]
    return {
        "shock": np.array([last(each, draw) for each in stored]), "shock_middle": np.array([each.middle for each in on]), "shock_keep": np.array([each.keep for each in on]),
        "shock_sd": np.array([each.sd for each in on]), "shock_jitter": np.array([each.jitter for each in on]),
    }  # fmt: skip


TREATY, _, TIE, _, MEMORY = range(5)


def _effect(process: SystemProcess) -> tuple[int, int]:
    """Return what an event of a scanned process does: a treaty, a tie begun, or a memory."""
    first = process.writes[0]
    if first in TIES:
        return TIE, list(TIES).index(first)
    return (MEMORY, LAYERS.index(first)) if first in MEMORIES else (TREATY, 0)


def moving(state: SystemState, arms: int) -> Any:
    """Return the state of each arm, at the start."""
    n, m = state.n, len(state.treaties) + MANY
    pooled = with_union(state)
    values = np.stack([pooled.states[name] for name in STATES])
    pairs = np.stack([state.pairs[name] for name in LAYERS]).astype(np.float32)
    treaties, signed = np.full((m, 4), -1, dtype=np.int64), np.zeros(m, dtype=np.int64)
    treaties[: len(state.treaties)], signed[: len(state.treaties)] = state.treaties, state.signed
    sent = state.imposed > 0
    own = {
        "values": values, "values32": values[:, :n].astype(np.float32), "pairs": pairs, "busy": (pairs != 0).any(axis=2), "since": np.stack([state.since[name] for name in TIES]), "own": state.imposed, "kinds": state.kinds,
        "treaties": treaties, "signed": signed, "size": np.array([len(state.treaties)]), "partners": (state.pairs["pact"] > 0).sum(axis=1), "supplied": (state.pairs["supply"] > 0).sum(axis=1),
        "senders": sent.sum(axis=0), "targets": sent.sum(axis=1), "quarrels": state.pairs["clash"].sum(axis=1),
        "closed": _closed(state.pairs["pact"]), "standing": np.array(len(state.treaties)), "stale": np.zeros(3, dtype=np.int64), "told": np.zeros(5, dtype=np.int64), "begun": np.zeros(len(TIES), dtype=np.int64),
        "union": state.union, "order": np.stack([getattr(state.order, name) for name in ORDER]),
    }  # fmt: skip
    both = {name: np.ascontiguousarray(np.repeat(np.asarray(value)[None], arms, axis=0)) for name, value in own.items()}  # fmt: skip
    shares = np.array([np.log(luck.exponential(values[STATES.index("capability"), :n]).sum())])
    return Moving(
        **both, shares=shares, fresh=np.zeros((arms, *values.shape)), failed=np.zeros(1, dtype=np.int64)
    )


def _closed(pact: Floats) -> Ints:
    """Return pairs of partners of a state, those among them that are partners, and pairs of partners counted twice (3,)."""
    degree = pact.sum(axis=1)
    closed = ((pact @ pact) * pact).sum() / 2
    return np.array([(degree * (degree - 1) / 2).sum(), closed, degree.sum()]).astype(np.int64)


def _f32(*shape: int) -> Any:
    return np.zeros(shape, dtype=np.float32)


def _i64(*shape: int) -> Any:
    return np.zeros(shape, dtype=np.int64)


def room(of: Model, n: int, arms: int, sees: Ints | None = None) -> Any:
    """Return room to work in; ``sees`` (arms, Q) says the world of which arm each process of an arm looks at, by default its own."""
    p, own = len(of.dense), np.repeat(np.arange(arms)[:, None], len(of.order), axis=1)
    bound = np.zeros(n, dtype=np.int32)
    return Work(
        row=_f32(n), other=_f32(n), eta=np.zeros(n + 1), bound=bound, as_float=bound.view(np.float32), head=_f32(n), hit=np.zeros(n, dtype=np.uint8), words=np.zeros(n, dtype=np.uint64),
        found=_i64(p, arms, FOUND, 2), count=_i64(p, arms), changes=_i64(arms, 4 * FOUND, 6), used=_i64(arms, 1), sent=_f32(arms, p, n), got=_f32(arms, p, n),
        shared=_i64(n, n), near=_i64(n + 1), usual=np.zeros(p + 2), grown=np.zeros(p + 2), sums=_f32(2, n), sees=own if sees is None else sees, alike=_i64(arms), level=np.zeros((arms, len(of.order))),
    )  # fmt: skip


def named(asked: tuple[AskedOutcome, ...], state: SystemState) -> Ints:
    """Return outcomes that are kept by themselves as the loop takes them (z, 4): of what, which, and the places of states.

    Parameters
    ----------
    asked : tuple of AskedOutcome
        Which.
    state : SystemState
        The start, which knows the places.
    """
    rows = []
    for each in asked:
        places = [state.place(code) for code in each.codes] + [0, 0]
        if each.kind == "system":
            rows.append((0, NAMES.index(each.name), 0, 0))
        elif each.kind in ("state", "reached"):
            rows.append(
                (1, STATES.index(each.name if each.kind == "state" else "nuclear_stage"), places[0], 0)
            )
        else:
            rows.append((2, LAYERS.index(each.name), places[0], places[1]))
    return np.array(rows, dtype=np.int64).reshape(-1, 4)


@dataclass(frozen=True, slots=True, eq=False)
class RunBlock:
    """What some runs gave.

    Parameters
    ----------
    runs : ndarray (r,)
        Their numbers, from 1.
    outcomes : ndarray (r, arms, years, outcomes)
        Outcomes of the system (:data:`westphalia.system.outcomes.SYSTEM`).
    touched : ndarray (interventions,)
        Cells that each intervention changed, in all of the runs.
    failed : mapping of int to str
        Runs that could not go on, and why; their outcomes count for nothing.
    kept : ndarray (r, arms, years, asked)
        Outcomes that the scenario names.
    states : ndarray (4, followed, n)
        Variables of states (:data:`FOLLOWED`) in the last year: sums over the runs in the first and the last arm, of the gap between them, and over the draws of
        the parameters of the square of the gaps of the runs that share one.
    pairs : ndarray (4, ties, n, n)
        The same of ties of pairs (:data:`TIED`), which hold or do not.
    paths : ndarray (r, Q + shared)
        The mean over the years of the level of each process, and of what all states share (:data:`SHARED`).
    """

    runs: Ints
    outcomes: Floats
    touched: Ints
    failed: Mapping[int, str]
    kept: Floats
    states: Floats
    pairs: Ints
    paths: Floats


FOLLOWED = (
    "output",
    "democracy",
    "ideal",
    "exclusion",
    "sanctioners",
    "arms_ties",
    "pact_ties",
    "quarrels",
    "nuclear_stage",
)
"""Variables of states of which it is told whom a scenario moves most."""
TIED = ("pact", "arms", "sanction", "dispute", "rivalry")
"""Ties of pairs of which it is told whom a scenario moves most."""


class Following:
    """Sums over runs of what is followed of states and pairs in the last year; runs that share a draw of the parameters are taken together.

    Parameters
    ----------
    n : int
        How many states.
    """

    def __init__(self, n: int) -> None:
        self._draw = -1
        self._sums: tuple[Any, Any] = (
            np.zeros((4, len(FOLLOWED), n)),
            np.zeros((4, len(TIED), n, n), dtype=np.int64),
        )
        self._gaps: tuple[Any, Any] = (
            np.zeros((len(FOLLOWED), n)),
            np.zeros((len(TIED), n, n), dtype=np.int64),
        )

    def add(self, draw: int, states: Any, pairs: Any) -> None:
        """Add a run.

        Parameters
        ----------
        draw : int
            The draw of the parameters that it shares.
        states, pairs : list of ndarray
            What is followed, in the first and the last arm.
        """
        if draw != self._draw:
            self._close()
            self._draw = draw
        for sums, gaps, (one, two) in zip(self._sums, self._gaps, (states, pairs), strict=True):
            sums[0] += one
            sums[1] += two
            sums[2] += two - one
            gaps += two - one

    def _close(self) -> None:
        for sums, gaps in zip(self._sums, self._gaps, strict=True):
            sums[3] += gaps**2
            gaps[...] = 0

    def finished(self) -> tuple[Any, Any]:
        """Return the sums of states and of pairs."""
        self._close()
        return self._sums


def loop() -> tuple[Any, Any, bool, str]:
    """Return the compiled loop, what packs arrays for it, whether it was compiled before, and the digest of its code; importing it takes half a second."""
    from westphalia.system.kernel.loop import packed, simulate

    compiled = sys.modules["westphalia.system.kernel.compiled"]
    return simulate, packed, compiled.ready, compiled.digest()


class Engine:
    """Runs of one scenario, beside its baseline.

    Parameters
    ----------
    of : Model
        Processes with estimates.
    state : SystemState
        The start.
    years : int
        How many years are simulated; the first is the one after the start.
    seed : int
        Another seed is other luck.
    commands : Commands
        What the scenario does, arm by arm.
    audit : bool
        Look at every pair exactly; the same, and slow.
    asked : tuple of AskedOutcome
        Outcomes of which every draw is kept.
    sees : ndarray (arms, Q), optional
        The world of which arm each process looks at in each arm: its own by default, or that of the first.
    tides : bool
        Whether each run has its own levels and years that all states share; otherwise those of a draw have them together.
    """

    def __init__(self, of: Model, state: SystemState, years: int, seed: int, commands: Commands, *, audit: bool = False, asked: tuple[AskedOutcome, ...] = (), sees: Ints | None = None, tides: bool = True) -> None:  # fmt: skip
        self.of, self.state, self.years, self.seed, self.commands, self.audit = of, state, years, seed, commands, audit  # fmt: skip
        self._loop, self._packed, self.compiled, self.code = loop()
        self._rules = rules(of, state, seed)
        self._start, self._arms = moving(state, 1), moving(state, commands.arms)
        self._room, self._tides = room(of, state.n, commands.arms, sees), tides
        self._named = named(asked, state)
        self._drawn = lru_cache(maxsize=2)(lambda draw: drawn(of, state, draw, seed))
        self._ruled = lru_cache(maxsize=2)(lambda draw: self._rules._replace(**_shared(of, draw)))

    def block(self, runs: Ints, each: Callable[[Engine], None] | None = None) -> RunBlock:
        """Return some runs, by number; the same whatever others are run.

        Parameters
        ----------
        runs : ndarray (r,)
            Their numbers.
        each : callable, optional
            Called after each run that did not fail, which :meth:`end` then tells of.
        """
        out = np.zeros((len(runs), self.commands.arms, self.years, len(NAMES)))
        touched, failed = np.zeros(max(self.commands.interventions, 1), dtype=np.int64), np.zeros(len(runs), dtype=np.int64)  # fmt: skip
        kept = np.zeros((len(runs), self.commands.arms, self.years, len(self._named)))
        paths = np.zeros((len(runs), len(self.of.order) + len(SHARED)))
        given, n = self.commands.arrays(self.seed), self.state.n
        follow = Following(n)
        for at, run in enumerate(runs.tolist()):
            for arm, begun in zip(self._arms, self._start, strict=True):
                arm[...] = begun
            which, par, now, room = self._packed(
                self._ruled(number(run)), self._drawn(number(run)), self._arms, self._room
            )
            self._loop(
                run,
                run if self._tides else number(run),
                self.state.year + 1,
                which,
                par,
                now,
                given,
                room,
                self.audit,
                out[at],
                touched,
                self._named,
                kept[at],
                paths[at],
            )
            failed[at] = self._arms.failed[0]
            if not failed[at]:
                self._follow(number(run), follow)
                if each is not None:
                    each(self)
        states, pairs = follow.finished()
        why = {int(run): WHY[int(code)] for run, code in zip(runs, failed, strict=True) if code}
        return RunBlock(runs, out, touched, why, kept, states, pairs, paths)

    def _follow(self, draw: int, follow: Following) -> None:
        """Add the last year of a run to what is followed of states and pairs."""
        which, ties = [STATES.index(name) for name in FOLLOWED], [LAYERS.index(name) for name in TIED]
        states = [self._arms.values[arm][which, : self.state.n] for arm in (0, -1)]
        pairs = [(self._arms.pairs[arm][ties] > 0).astype(np.int64) for arm in (0, -1)]
        follow.add(draw, states, pairs)

    def end(self) -> SystemState:
        """Return the system at the end of the run that was made last, in the first arm: variables, ties, treaties, sanctions."""
        now, n = self._arms, self.state.n
        size = int(now.size[0, 0])
        stands = now.signed[0, :size] > 0
        return replace(
            self.state, year=self.state.year + self.years, states={name: now.values[0, v, :n].copy() for v, name in enumerate(STATES)},
            pairs={**self.state.pairs, **{name: now.pairs[0, f].astype(np.float64) for f, name in enumerate(LAYERS)}},
            since={name: now.since[0, t].copy() for t, name in enumerate(TIES)}, treaties=now.treaties[0, :size][stands], signed=now.signed[0, :size][stands], imposed=now.own[0].copy(), kinds=now.kinds[0].copy(),
            union=now.union[0].copy(), order=replace(self.state.order, lead=now.order[0, 0].copy()),
        )  # fmt: skip
