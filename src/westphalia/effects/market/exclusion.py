"""Exclusion as a limit on quantity: what is refused, what is dropped under threat, who takes the rest, and what is shut in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.errors import NotUnderstood
from westphalia.lazy import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
ROUNDS = 40
"""How often what found no room at one buyer looks for another."""
NOTHING = 1e-12
"""Below this part of what was sold there is nothing left to place."""


@dataclass(frozen=True)
class Rerouting:
    """Where the goods of shut-out sellers went, in each run; amounts in the unit of what was sold.

    Parameters
    ----------
    sold : ndarray (sellers, buyers)
        What each sold to each before.
    refused : ndarray (runs, sellers, buyers)
        What members of the coalition no longer buy.
    dropped : ndarray (runs, sellers, buyers)
        What others no longer buy because they are threatened.
    taken : ndarray (runs, sellers, buyers)
        What the willing take of that.
    room : ndarray (runs, buyers)
        What each could have taken.
    """

    sold: Floats
    refused: Floats
    dropped: Floats
    taken: Floats
    room: Floats

    @property
    def freed(self) -> Floats:
        """What had to look for another buyer (runs, sellers)."""
        found: Floats = (self.refused + self.dropped).sum(axis=2)
        return found

    @property
    def rerouted(self) -> Floats:
        """What found one (runs, sellers)."""
        found: Floats = self.taken.sum(axis=2)
        return found

    @property
    def shut_in(self) -> Floats:
        """What found none (runs, sellers)."""
        return np.maximum(self.freed - self.rerouted, 0.0)

    @property
    def bought(self) -> Floats:
        """What each buys of each afterwards (runs, sellers, buyers)."""
        found: Floats = self.sold - self.refused - self.dropped + self.taken
        return found

    @property
    def fullness(self) -> Floats:
        """How much of the room of the buyers that take is taken, weighted by what each seller places with them; 1 where a seller places nothing (runs, sellers)."""
        used = np.divide(
            self.taken.sum(axis=1), self.room, out=np.zeros_like(self.room), where=self.room > NOTHING
        )
        placed = self.rerouted
        mean = np.divide(
            (self.taken * used[:, None, :]).sum(axis=2),
            placed,
            out=np.ones_like(placed),
            where=placed > NOTHING,
        )
        return np.where(self.freed > NOTHING, np.minimum(mean, 1.0), 0.0)

    @property
    def conserved(self) -> float:
        """The largest difference between what was sold before and what is bought, or shut in, afterwards, relative to what was sold."""
        whole = self.sold.sum(axis=1)
        after = self.bought.sum(axis=2) + self.freed - self.rerouted
        return float(np.abs(after - whole).max(initial=0.0) / max(whole.max(initial=0.0), 1e-300))


def reroute(
    sold: Floats,
    imports: Floats,
    refusing: Floats,
    weights: Floats,
    *,
    compliance: Floats,
    dropping: Floats,
    room: Floats,
    freight: Floats,
    movable: Floats | None = None,
) -> Rerouting:
    """Return where the goods of shut-out sellers go.

    Every seller's freed goods look for buyers by their weights, each buyer taking what it has room for; what finds none looks again among the
    others, until nothing is left or no room. All sellers share a buyer's room, so one alone never has less of it than with others.

    Parameters
    ----------
    sold : ndarray (sellers, buyers)
        What each shut-out seller sold to each buyer.
    imports : ndarray (buyers,)
        All that each buyer imports, in the same unit.
    refusing : ndarray (sellers, buyers)
        What part of each buyer refuses each seller, between 0 and 1.
    weights : ndarray (sellers, buyers)
        How strongly each buyer draws what is freed; only their ratios matter.
    compliance : ndarray (runs,)
        How much of its purchases a refusing state really ends.
    dropping : ndarray (runs,)
        How much of its purchases a state that refuses nothing ends because it is threatened.
    room : ndarray (runs,)
        What part of its imports a willing buyer can move to shut-out sellers.
    freight : ndarray (runs,)
        For what part of what is freed there is transport.
    movable : ndarray (runs, sellers, buyers), optional
        What part of what each seller sells to each buyer can be moved at all (gas in pipes hardly can); all of it by default.

    Raises
    ------
    NotUnderstood
        For a negative or missing flow, or a share that is none.

    Examples
    --------
    >>> half, none = np.full(1, 0.5), np.zeros(1)
    >>> found = reroute(np.array([[8.0, 2.0]]), np.array([40.0, 6.0]), np.array([[1.0, 0.0]]), np.ones((1, 2)),
    ...                 compliance=np.ones(1), dropping=none, room=half, freight=np.ones(1))
    >>> found.rerouted.tolist(), found.shut_in.tolist()
    ([[3.0]], [[5.0]])
    """
    _check(sold, imports, refusing, weights)
    runs = compliance.size
    willing = 1.0 - refusing
    refused = sold * refusing * compliance[:, None, None]
    dropped = sold * willing * dropping[:, None, None]
    part = 1.0 if movable is None else movable
    moving = ((refused + dropped) * part).sum(axis=2)
    able = room[:, None] * (1.0 - dropping[:, None]) * imports
    each = np.maximum(able[:, None, :] * willing, 0.0)
    most = each.max(axis=1) if len(sold) else np.zeros((runs, imports.size))
    taken = _placed(moving * freight[:, None], each, most, weights)
    return Rerouting(sold, refused, dropped, taken, most)


def _check(sold: Floats, imports: Floats, refusing: Floats, weights: Floats) -> None:
    for name, values in (("what is sold", sold), ("imports", imports), ("the weights of buyers", weights)):
        if not np.isfinite(values).all() or (values < 0).any():
            raise NotUnderstood(
                f"Of {name} one number is negative or missing.", "", "Give numbers that are 0 or more."
            )
    if not ((refusing >= 0) & (refusing <= 1)).all():
        raise NotUnderstood("What a buyer refuses is a share between 0 and 1.", "", "Give such a share.")


def _placed(freed: Floats, each: Floats, most: Floats, weights: Floats) -> Floats:
    """Return what each buyer takes of each seller (runs, sellers, buyers), within the room for each (runs, sellers, buyers) and for all (runs, buyers)."""
    taken = np.zeros_like(each)
    scale = max(float(freed.max(initial=0.0)), 1e-300)
    for _ in range(ROUNDS):
        left = freed - taken.sum(axis=2)
        free = np.maximum(most - taken.sum(axis=1), 0.0)
        open_ = np.minimum(np.maximum(each - taken, 0.0), free[:, None, :])
        drawn = weights * (open_ > NOTHING * scale)
        total = drawn.sum(axis=2)
        share = np.divide(drawn, total[:, :, None], out=np.zeros_like(drawn), where=total[:, :, None] > 0)
        wanted = np.minimum(np.maximum(left, 0.0)[:, :, None] * share, open_)
        together = wanted.sum(axis=1)
        cut = np.minimum(1.0, np.divide(free, together, out=np.ones_like(free), where=together > 0))
        taken = taken + wanted * cut[:, None, :]
        if not (wanted.sum(axis=2) > NOTHING * scale).any():
            break
    return taken
