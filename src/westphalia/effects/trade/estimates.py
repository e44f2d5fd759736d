"""What sanctions did to trade, case by case, and draws of what the next would do: estimates of ``sources.sanction_effects``, stored with their covariance.

Averages by kind mislead: a few cases cut trade by more than half and most by nothing that can be seen. So each case has its own effect, the cases of a kind are held
to be drawn from one distribution (partial pooling), and what is asked for is drawn from that distribution of cases.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from westphalia.effects.distribution import normals
from westphalia.lazy import np
from westphalia.record import draws, results
from westphalia.record.coverage import since

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
Kind = Literal["embargo", "trade", "finance"]
FILE = "model/sanction_effects.json"
KINDS: Mapping[Kind, str] = {
    "embargo": "all trade forbidden",
    "trade": "trade restricted in part",
    "finance": "finance restricted and trade not",
}
"""What a sender's gravest sanctions are; those of arms, travel and aid alone are none of these."""
FLOWS = ("sold", "bought")
"""What the target sells to the sender, and what it buys from it."""
PANEL = since(1970, "trade:cow_trade_4")
EVERY = 2
"""Years of trade by pair that the effects are estimated from: every so many, the even ones."""
LEAST_TRADE: Mapping[Kind, float] = {"embargo": 10.0, "trade": 250.0, "finance": 250.0}
"""Million dollars of yearly trade, in either direction, with all senders of a case outside of it: cases with less stand together."""
LEAST_ROWS = 2
"""Pairs and years in force that a case must have to stand apart."""
LATEST = 5
"""Years of the panel before a case, free of sanctions, that it is compared with; what its pairs traded at other times is left aside, so that a trend over decades is no effect."""
LEAST_PAIR = 1.0
"""Million dollars a year, on average, that a pair must trade to be a row."""
GONE = -4.0
"""An effect below this, trade down by more than 98 per cent, counts as this: trade in whole millions cannot tell more."""
RISE = 2
"""A case begins anew when the sanctions of its kind in force become this many times as many."""


@dataclass(frozen=True, eq=False)
class Effects:
    """What is known of the effects of sanctions.

    Parameters
    ----------
    document : mapping
        As stored: ``kinds``, ``cases``, ``windows`` (before, during, after), ``placebo``.
    """

    document: Mapping[str, Any]

    def new_case(self, kind: Kind, runs: int, seed: int) -> Floats:
        """Return the effect of another case of a kind in logarithms (runs, 2): on what the target sells to and buys from each sender.

        Each run draws one of the cases on record, each as likely, and then what that case may have been.

        Parameters
        ----------
        kind : str
            One of :data:`KINDS`.
        runs, seed : int
            How many, and which.
        """
        there = [each for each in self.document["cases"] if each["kind"] == kind]
        which = (
            draws.uniform(draws.stream("sanction case", kind, seed), np.arange(runs)) * len(there)
        ).astype(int)
        noise = normals(f"sanction {kind}", runs, 2, seed)
        means, roots = (
            np.array([each["pooled"] for each in there]),
            np.array([_root(each["pooled_covariance"]) for each in there]),
        )
        drawn: Floats = means[which] + np.einsum("ri,rij->rj", noise, roots[which])
        return drawn

    @property
    def until(self) -> int:
        """The last year of the trade that they are estimated from."""
        return int(self.document["years"][1])

    def case(self, target: int, kind: Kind, year: int) -> Mapping[str, Any] | None:
        """Return the case against a target that was in force in a year, the latest; None where none stands apart.

        Parameters
        ----------
        target : int
            Code of the state.
        kind : str
            One of :data:`KINDS`.
        year : int
            Calendar year.
        """
        found = [
            each
            for each in self.document["cases"]
            if each["target"] == target and each["kind"] == kind and each["from"] <= year
        ]
        return max(found, key=lambda each: int(each["from"])) if found else None

    def of_case(self, case: Mapping[str, Any], runs: int, seed: int) -> Floats:
        """Return the effect that a case had in logarithms (runs, 2), as far as it is known.

        Parameters
        ----------
        case : mapping
            Of :meth:`case`.
        runs, seed : int
            How many, and which.
        """
        key = f"sanction case {case['target']} {case['kind']} {case['from']}"
        drawn: Floats = np.array(case["pooled"]) + normals(key, runs, 2, seed) @ _root(
            case["pooled_covariance"]
        )
        return drawn


def _root(covariance: Any) -> Floats:
    """Return a matrix (2, 2) that makes standard normal rows vary like this."""
    values, vectors = np.linalg.eigh(np.array(covariance, dtype=np.float64))
    found: Floats = (vectors * np.sqrt(np.clip(values, 0, None))).T
    return found


def effects(world: World) -> Effects:
    """Return the effects that the edition holds.

    Parameters
    ----------
    world : World
        The record.

    Raises
    ------
    NoAnswer
        When it holds none, or what they were made from has changed.

    Examples
    --------
    >>> import westphalia as wp
    >>> held = effects(wp.load())
    >>> sorted(held.document["kinds"])
    ['embargo', 'finance', 'trade']
    """
    return Effects(
        results.document(world.manifest, FILE, "In a checkout run: python -m sources.sanction_effects")
    )
