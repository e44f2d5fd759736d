"""Chain of reasons: which processes of the model carried an intervention to an outcome.

Beside baseline and scenario further arms are run with the same luck and the same interventions. In the first of them every process goes on seeing the
baseline's world of the year before: what differs from the baseline is what was done itself. Then one subject after another sees its own world, until all do, which
is the scenario. The steps add up to the whole difference, run by run. What a subject adds hangs on those that came before it, so both orders are run, the
alphabet's and its reverse, and their mean is told beside the two.

It says what moved the model, not the world.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.lazy import np, pl
from westphalia.system.interventions import Commands
from westphalia.system.outcomes import OutcomeLabel, frame_of
from westphalia.system.processes import subjects

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.system.parameters import Model

Floats: TypeAlias = "NDArray[np.float64]"
Ints: TypeAlias = "NDArray[np.int64]"
TRACED = 1_000
"""Runs of which the reasons are told: the first, which by default are all, so that steps add up to the difference that is told."""
WITH = {"agreements": "treaties", "nuclear": "states"}
"""Subjects that are taken together with another, as one step: an arm more costs as much as a run."""
BITS = 52
"""Bits of a whole number that a sum of runs may need."""
ITSELF = "itself"
"""The step that is no process: what was done."""
TITLES = {
    ITSELF: "what was done itself",
    "arms": "supplies of arms",
    "disputes": "disputes and wars",
    "rivalry": "rivalries",
    "sanctions": "sanctions",
    "states": "economies, regimes and nuclear programmes",
    "treaties": "pacts and defence agreements",
}
"""Steps in words."""


def groups() -> dict[str, tuple[str, ...]]:
    """Return the processes of each step, in the order of the alphabet: those of a subject, or of several that are taken together.

    Examples
    --------
    >>> "agreement" in groups()["treaties"], list(groups())[:2]
    (True, ['arms', 'disputes'])
    """
    found: dict[str, tuple[str, ...]] = {}
    for subject, names in subjects().items():
        at = WITH.get(subject, subject)
        found[at] = (*found.get(at, ()), *names)
    return dict(sorted(found.items()))


def steps() -> tuple[str, ...]:
    """Return the steps: what was done itself, and each group of processes.

    Examples
    --------
    >>> steps()[:3]
    ('itself', 'arms', 'disputes')
    """
    return (ITSELF, *groups())


def sees(of: Model) -> Ints:
    """Return the world of which arm each process looks at in each arm (2 k + 1, Q), for k groups: its own, or the baseline's.

    Arms are the baseline, the scenario, that in which all see the baseline's world, and those in which the first so many, or the last so many, see their own.

    Parameters
    ----------
    of : Model
        Processes with estimates.
    """
    named = list(groups().values())
    own = [range(len(named)), range(0), *(range(at) for at in range(1, len(named)))]
    own += [range(len(named) - at, len(named)) for at in range(1, len(named))]
    found = np.zeros((1 + len(own), len(of.order)), dtype=np.int64)
    for arm, those in enumerate(own, start=1):
        for at in those:
            found[arm, [of.q(name) for name in named[at]]] = arm
    return found


def commands(given: Commands) -> Commands:
    """Return what is done in each of the arms: the baseline's in the first, the scenario's in all others.

    Parameters
    ----------
    given : Commands
        Of the two arms.
    """
    return Commands((given.by_arm[0], *(given.by_arm[1],) * (2 * len(groups()))), given.names)


def stepped(draws: Floats) -> tuple[Floats, Floats]:
    """Return what each step adds, in the order of the alphabet and in the reverse (steps, runs, ...); both add up to scenario less baseline.

    Parameters
    ----------
    draws : ndarray (runs, arms, ...)
        In the arms of :func:`sees`.

    Examples
    --------
    With two groups: the baseline 0, the scenario 7, 1 with all seeing the baseline's world, 3 with the first and 5 with the second seeing its own:

    >>> one, two = _steps(np.array([[0.0, 7.0, 1.0, 3.0, 5.0]]), 2)
    >>> one.ravel().tolist(), two.ravel().tolist()
    ([1.0, 2.0, 4.0], [1.0, 2.0, 4.0])
    """
    return _steps(draws, len(groups()))


def _steps(draws: Floats, many: int) -> tuple[Floats, Floats]:
    arms = np.moveaxis(draws, 1, 0)
    itself = (arms[2] - arms[0])[None]
    forward = np.stack([arms[2], *arms[3 : 2 + many], arms[1]])
    backward = np.stack([arms[2], *arms[2 + many : 1 + 2 * many], arms[1]])
    return np.concatenate([itself, np.diff(forward, axis=0)]), np.concatenate([itself, np.diff(backward, axis=0)[::-1]])  # fmt: skip


def grained(draws: Floats) -> Floats:
    """Return outcomes on a grid so fine that it makes no difference, and so coarse that sums over runs and differences of them are exact.

    So the steps add up to the difference to the bit, of each run and of all; of means what is left is the rounding of one division. The steps of the grid are powers of two, one an
    outcome: at most a part in 10^12 of its largest value, and none for what is counted.

    Parameters
    ----------
    draws : ndarray (runs, ..., outcomes)
        Of all arms.

    Examples
    --------
    >>> draws = np.array([[0.1], [0.7], [0.2]])
    >>> float(draws[2, 0] - draws[1, 0]) + float(draws[1, 0] - draws[0, 0]) == float(draws[2, 0] - draws[0, 0])
    False
    >>> near = grained(draws)
    >>> float(near[2, 0] - near[1, 0]) + float(near[1, 0] - near[0, 0]) == float(near[2, 0] - near[0, 0])
    True
    >>> bool(abs(near - draws).max() < 1e-12), grained(np.array([[3.0], [5.0]])).ravel().tolist()
    (True, [3.0, 5.0])
    """
    largest = np.abs(draws).max(axis=tuple(range(draws.ndim - 1)), initial=1.0)
    bits = BITS - np.ceil(np.log2(largest)) - np.ceil(np.log2(4 * max(len(draws), 2)))
    grain = np.exp2(np.minimum(bits, 40))
    return np.asarray(np.round(draws * grain) / grain)


def traced(draws: Floats, years: Any, labels: Sequence[OutcomeLabel], error: Any) -> pl.DataFrame:
    """Return the steps of each outcome.

    Parameters
    ----------
    draws : ndarray (runs, arms, years, outcomes)
        In the arms of :func:`sees`.
    years : ndarray (years,)
        The years.
    labels : sequence of OutcomeLabel
        What each outcome is.
    error : callable
        Gives the standard error of a mean over runs.

    Returns
    -------
    polars.DataFrame
        ``name, region, unit, year, step, mean, forward, backward, mean_low, mean_high``: the mean of both orders, each, and between what the mean lies.
    """
    forward, backward = stepped(grained(draws))
    both = (forward + backward) / 2
    frames = []
    for at, step in enumerate(steps()):
        spread = 1.645 * error(both[at])
        columns = {
            "mean": both[at].mean(axis=0),
            "forward": forward[at].mean(axis=0),
            "backward": backward[at].mean(axis=0),
        }
        columns |= {"mean_low": columns["mean"] - spread, "mean_high": columns["mean"] + spread}
        frames.append(frame_of(years, labels, columns, {"step": step}))
    return pl.concat(frames)
