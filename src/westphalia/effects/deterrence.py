"""Deterrence of a strike on a nuclear programme: in what share of a box of assumptions it is not worth it to those who would strike.

An inequality of expected utilities, in units of what keeping the bomb from the target for good is worth. Nothing is estimated: cases are a dozen. The share says
how the assumptions were drawn as much as how the world is; its change, and where the inequality turns, say more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
ASSUMPTIONS = ("success", "defence", "delay", "patience", "bomb", "losses", "retaliation")
"""What is assumed of every strike, by the names of ``security.strike``."""
ALLY = "ally_cost"
PROMISED, UNPROMISED = "joins_promised", "joins_unpromised"


@dataclass(frozen=True, eq=False)
class StrikeSetting:
    """What the record says of those who would strike and of the target.

    Parameters
    ----------
    defence : ndarray (runs,) or (1,)
        The target's air defence over itself and what the attackers bring to bear there, 0 to 1.
    missiles : ndarray (runs,) or (1,)
        The target's missiles over those that it has without a package; 1 for none.
    promised, unpromised : tuple of ndarray (runs,) or (1,)
        Of third states that stand by the target, with and without a promise to defend it: their strength where the target is, over itself and the attackers'.
    """

    defence: Floats
    missiles: Floats
    promised: tuple[Floats, ...] = ()
    unpromised: tuple[Floats, ...] = ()

    def assumes(self) -> tuple[str, ...]:
        """Return the names of the assumptions that count."""
        joins = (PROMISED,) * bool(self.promised) + (UNPROMISED,) * bool(self.unpromised)
        return (*ASSUMPTIONS, *joins, *((ALLY,) if joins else ()))


def gain(setting: StrikeSetting, drawn: Mapping[str, Floats]) -> Floats:
    """Return what a strike is worth less what it costs, in units of keeping the bomb from the target for good (runs,).

    Parameters
    ----------
    setting : StrikeSetting
        What the record says.
    drawn : mapping of ndarray (runs,)
        Assumptions by name.

    Notes
    -----
    With s the chance of success where nobody defends, k what air defence takes from it, a the share of air defence, T the delay, d the worth of a year of it, b the chance of the bomb
    without a strike, l losses, r retaliation, m missiles as a multiple, q the chance that a third state joins, t its cost and c its strength:
    s (1 - k a) (1 - (1 - d)^T) b - l a - r m - sum over third states of q t c.

    Examples
    --------
    >>> one = {name: np.array([each]) for name, each in zip(ASSUMPTIONS, (0.8, 0.5, 1.0, 0.5, 1.0, 0.1, 0.1))}
    >>> gain(StrikeSetting(np.array([0.5]), np.ones(1)), one).round(3).tolist()
    [0.15]
    """
    hit = drawn["success"] * (1.0 - drawn["defence"] * setting.defence)
    worth = (1.0 - (1.0 - drawn["patience"]) ** drawn["delay"]) * drawn["bomb"]
    cost = drawn["losses"] * setting.defence + drawn["retaliation"] * setting.missiles
    for name, strengths in ((PROMISED, setting.promised), (UNPROMISED, setting.unpromised)):
        for strength in strengths:
            cost = cost + drawn[name] * drawn[ALLY] * strength
    found: Floats = hit * worth - cost
    return found


def deterred(setting: StrikeSetting, drawn: Mapping[str, Floats]) -> float:
    """Return the share of the box of assumptions in which a strike is not worth it.

    Parameters
    ----------
    setting : StrikeSetting
        What the record says.
    drawn : mapping of ndarray (runs,)
        Assumptions by name, drawn from the box.
    """
    return float((gain(setting, drawn) <= 0).mean())


def turns(
    setting: StrikeSetting, middle: Mapping[str, float], name: str, low: float, high: float
) -> float | None:
    """Return where within its range one assumption makes a strike worth it or not, the others held; None where it never does.

    Parameters
    ----------
    setting : StrikeSetting
        What the record says, once.
    middle : mapping of float
        The others, by name.
    name : str
        Which is moved.
    low, high : float
        Its range.

    Examples
    --------
    >>> middle = dict(zip(ASSUMPTIONS, (0.8, 0.5, 1.0, 0.5, 1.0, 0.1, 0.1)))
    >>> round(turns(StrikeSetting(np.array([0.5]), np.ones(1)), middle, "retaliation", 0.0, 1.0), 3)
    0.25
    """

    def at(value: float) -> float:
        return float(gain(setting, {**{key: np.array([each]) for key, each in middle.items()}, name: np.array([value])})[0])  # fmt: skip

    if (at(low) > 0) == (at(high) > 0):
        return None
    rising = at(high) > 0
    for _ in range(60):
        half = (low + high) / 2
        low, high = (low, half) if (at(half) > 0) == rising else (half, high)
    return (low + high) / 2


def air_defence_for(
    share: float, drawn: Mapping[str, Floats], defence_of: Callable[[float], Floats], setting: StrikeSetting, most: float
) -> float | None:  # fmt: skip
    """Return how much air defence would have to be delivered for a share of the box to be deterred; None where no amount up to the most does.

    Parameters
    ----------
    share : float
        Wanted.
    drawn : mapping of ndarray (runs,)
        Assumptions by name.
    defence_of : callable
        Takes a volume; returns the share of air defence with it.
    setting : StrikeSetting
        What the record says besides.
    most : float
        The largest volume that is tried.
    """

    def reached(volume: float) -> bool:
        return deterred(replace(setting, defence=defence_of(volume)), drawn) >= share

    if reached(0.0):
        return 0.0
    if not reached(most):
        return None
    low, high = 0.0, most
    for _ in range(30):
        half = (low + high) / 2
        low, high = (low, half) if reached(half) else (half, high)
    return high
