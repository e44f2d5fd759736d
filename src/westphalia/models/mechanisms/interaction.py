"""Whether two states that are both shut out make more ties with each other than the exclusion of either leads one to expect.

The specification was fixed before any result was looked at: ``docs/decisions/0047-exclusion-margins-and-interaction.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np
from westphalia.models.mechanisms.effects import NORMAL
from westphalia.models.mechanisms.exchanges import exchanges
from westphalia.models.mechanisms.excluded import ERAS, EraPairs, margins, ranked, sample
from westphalia.models.mechanisms.multiplicity import doubt, holm, two_sided
from westphalia.models.mechanisms.state_effects import PairDesign, solved
from westphalia.models.outcomes import ANY
from westphalia.models.partnership.logit import meat

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.models.mechanisms.design import OriginRows

Floats: TypeAlias = "NDArray[np.float64]"
Ints: TypeAlias = "NDArray[np.int64]"
ALL = "all"
OUTCOMES = (ANY.name, *ANY.parts)
DEPTHS = ("margins", "states", "state-years")
HELD = ("setting", "setting and ties")
PRIMARY = ("any", ALL, "states", "setting")
"""Outcome, era, depth and what is held equal of the answer that decides."""
PRIOR = 2.0
"""Standard deviation of the effect of a state, in log-odds."""
FEWEST, EXPECTED = 50, 5.0
"""Ties below which nothing is estimated, and ties expected of pairs both shut out below which nothing is said."""
WEIGHT = 4 / 3
"""A lift nearer to 1 than this, up or down, is of no weight."""
TELLING, DRAWS = 0.10, 199
"""Largest share of the placebo with which a finding stands, and how many exchanges are drawn."""
POWER = NORMAL + 0.8416212
"""Standard errors of an effect that would be found four times in five."""


@dataclass(frozen=True, eq=False)
class Slope:
    """The interaction in one era: log of the lift, its information, influence of each row, and chances without it."""

    of: EraPairs
    value: float
    information: float
    influence: Floats
    without: Floats
    told: Floats
    """Score of the interaction and its information: as it is first, then of each exchange; (1 + draws, 2)."""


@dataclass(frozen=True, slots=True)
class Interaction:
    """How many times the odds for two states that are shut out are what their exclusion, each by itself, leads one to expect.

    Parameters
    ----------
    outcome, era, depth, held : str
        Of which ties, when, what is taken out of each state, and what is held equal.
    rows, events : int
        Pairs in origin years, and those that made a tie.
    both, ties, expected : int, int, float
        Pairs both shut out, those of them that made a tie, and how many the model without interaction expects.
    lift, interval : float, tuple of float
        At the 90th percentile of both; 90 %. None where it is not estimated.
    least : float
        The smallest lift that would be found four times in five.
    placebo : float
        Share of exchanges of exclusion between states whose interaction tells as much; None where not tried.
    adjusted : float
        p adjusted for the other ties and eras at the same depth; None for the answer that decides, which stands by itself.
    verdict, why : str
        supported, contradicted, none of weight, undecided, cannot say; and why it cannot, or why what lies on one side does not stand.
    """

    outcome: str
    era: str
    depth: str
    held: str
    rows: int
    events: int
    both: int
    ties: int
    expected: float | None = None
    lift: float | None = None
    interval: tuple[float, float] | None = None
    least: float | None = None
    placebo: float | None = None
    verdict: str = "cannot say"
    why: str = ""
    adjusted: float | None = None


def design(of: EraPairs, depth: str, interaction: bool) -> PairDesign:
    """Return the design of a depth, the interaction after the intercept."""
    first = [np.ones(len(of.event))] + ([of.product] if interaction else [])
    columns = np.column_stack([*first, margins(of.ranks), of.equal])
    if depth == "margins":
        return PairDesign(columns, np.zeros((len(of.event), 0), dtype=np.int64), 0, PRIOR)
    who = np.stack([of.one, of.two], axis=1)
    if depth == "state-years":
        who = who + 1000 * of.year[:, None]
    named, at = np.unique(who, return_inverse=True)
    return PairDesign(columns, at.reshape(-1, 2).astype(np.int64), len(named), PRIOR)


def slope(of: EraPairs, depth: str, draws: int = 0, seed: int = 1) -> Slope:
    """Return the interaction in one era, and the placebo where exchanges are drawn."""
    null = design(of, depth, interaction=False)
    _, without, inverse = solved(null, of.event)
    full = design(of, depth, interaction=True)
    b, p, bread = solved(full, of.event)
    told = _told(of, null, without, inverse, draws, seed)
    return Slope(
        of, float(b[1]), float(1 / bread[1, 1]), full.times(bread[1]) * (of.event - p), without, told
    )


def _told(of: EraPairs, null: PairDesign, p: Floats, inverse: Floats, draws: int, seed: int) -> Floats:
    """Return score and information of the interaction, as it is and after each exchange."""
    w = p * (1 - p)
    drawn = exchanges(of.product, of.one, of.two, of.year, draws, seed)

    def score(x: Floats) -> tuple[float, float]:
        rest = x - null.times(inverse @ null.down(w * x))
        return float(x @ (of.event - p)), max(float(w @ (x * rest)), 1e-12)

    return np.array([score(of.product), *(score(x) for x in drawn)])


def error(influence: Floats, one: Ints, two: Ints) -> float:
    """Return the standard error of an estimate from the influence of its rows, of which those that share a state are dependent."""
    low, high = np.minimum(one, two), np.maximum(one, two)
    by_pair = np.bincount(np.unique(low * 1000 + high, return_inverse=True)[1], influence)
    states = len(np.unique(np.concatenate([one, two])))
    variance = max(float(meat(influence[:, None], low, high).item()), float(by_pair @ by_pair))
    return float(np.sqrt(variance * states / (states - 1)))


def verdict(interval: tuple[float, float], expected: float, placebo: float | None) -> str:
    """Return what is said of a lift.

    Examples
    --------
    >>> [verdict(i, 20, 0.03) for i in ((1.1, 2.0), (0.4, 0.9), (0.8, 1.3), (0.8, 2.0))]
    ['supported', 'contradicted', 'none of weight', 'undecided']
    >>> verdict((1.1, 2.0), 20, 0.4), verdict((1.1, 2.0), 2, 0.01)
    ('undecided', 'cannot say')
    """
    low, high = interval
    if expected < EXPECTED:
        return "cannot say"
    if low > 1 or high < 1:
        stands = placebo is None or placebo <= TELLING
        return ("supported" if low > 1 else "contradicted") if stands else "undecided"
    return "none of weight" if low > 1 / WEIGHT and high < WEIGHT else "undecided"


def joined(found: list[Slope], blank: Interaction) -> Interaction:
    """Return the answer of one or several eras, which count by their information."""
    share = np.array([each.information for each in found])
    share = share / share.sum()
    value = float(share @ [each.value for each in found])
    influence = np.concatenate([part * each.influence for part, each in zip(share, found, strict=True)])
    one, two = (np.concatenate([getattr(each.of, side) for each in found]) for side in ("one", "two"))
    spread = error(influence, one, two)
    low, high = (float(np.exp(value + sign * NORMAL * spread)) for sign in (-1, 1))
    score, information = np.sum([each.told for each in found], axis=0).T
    told = np.abs(score) / np.sqrt(information)
    placebo = float((told >= told[0]).mean()) if len(told) > 1 else None
    expected = float(sum(each.without[each.of.both].sum() for each in found))
    said = verdict((low, high), expected, placebo)
    if expected < EXPECTED:
        why = f"Fewer than {EXPECTED:g} ties of pairs both shut out are expected."
    else:
        why = doubt(0.0, placebo, 1) if said == "undecided" and not low <= 1 <= high else ""
    return replace(
        blank, expected=expected, lift=float(np.exp(value)), interval=(low, high), least=float(np.exp(POWER * spread)),
        placebo=placebo, verdict=said, why=why,
    )  # fmt: skip


def interactions(
    of: OriginRows,
    shut: Floats,
    events: Mapping[str, Floats],
    draws: int = DRAWS,
    seed: int = 1,
    held: tuple[str, ...] = HELD,
    depths: tuple[str, ...] = DEPTHS,
) -> list[Interaction]:
    """Return the answers for all outcomes, eras, depths, and what is held equal.

    Parameters
    ----------
    of : OriginRows
        Pairs and what is held equal.
    shut : ndarray (rows, 2)
        Exclusion of each state without the other; NaN where unknown.
    events : mapping
        By outcome, whether a tie followed (rows,); NaN where no list sees it.
    draws, seed : int
        Exchanges of the placebo, and where their random numbers begin.
    held, depths : tuple of str
        What is held equal, and what is taken out of each state.
    """
    known = np.isfinite(shut[:, 0]) & np.isfinite(shut[:, 1])
    of, ranks = of.keep(known), ranked(shut[known], of.pairs.year[known])
    made = []
    for outcome, event in events.items():
        for equal in held:
            parts = {era: sample(of, ranks, event[known], era, equal) for era in ERAS}
            for depth in depths:
                made += _answers(parts, (outcome, depth, equal), draws if depth == PRIMARY[2] else 0, seed)
    return corrected(made)


def corrected(found: list[Interaction]) -> list[Interaction]:
    """Return answers whose verdicts stand when the other ties and eras at their depth are counted; that which decides was named beforehand."""
    made = list(found)
    for way in dict.fromkeys((each.depth, each.held) for each in found):
        family = [
            at for at, e in enumerate(found)
            if (e.depth, e.held) == way and e.lift and (e.outcome, e.era, e.depth, e.held) != PRIMARY
        ]  # fmt: skip
        adjusted = holm([_p(found[at]) for at in family])
        for at, p in zip(family, adjusted, strict=True):
            each = found[at]
            why = doubt(p, None, len(family)) if each.verdict in ("supported", "contradicted") else ""
            made[at] = replace(
                each, adjusted=p, verdict="undecided" if why else each.verdict, why=why or each.why
            )
    return made


def _p(of: Interaction) -> float:
    """Return the p of a lift, whose logarithm is normal."""
    assert of.lift is not None
    assert of.interval is not None
    low, high = np.log(of.interval)
    return two_sided(float(np.log(of.lift)), (float(low), float(high)))


def _answers(
    parts: Mapping[str, EraPairs], asked: tuple[str, str, str], draws: int, seed: int
) -> list[Interaction]:
    """Return the answer of all eras together and of each; ``asked`` are outcome, depth and what is held equal."""
    found = {era: slope(each, asked[1], draws, seed) for era, each in parts.items() if _enough(each)}
    made = [_answer(tuple(found) or tuple(parts), ALL, parts, found, asked)]
    return made + [_answer((era,), era, parts, found, asked) for era in parts]


def _answer(
    eras: tuple[str, ...],
    name: str,
    parts: Mapping[str, EraPairs],
    found: Mapping[str, Slope],
    asked: tuple[str, str, str],
) -> Interaction:
    """Return the answer of some eras, all of them estimated or none."""
    event, both = (np.concatenate([getattr(parts[era], side) for era in eras]) for side in ("event", "both"))
    counts = len(event), int(event.sum()), int(both.sum()), int(event[both].sum())
    blank = Interaction(asked[0], name, asked[1], asked[2], *counts)
    if eras[0] not in found:
        return replace(blank, why=f"Fewer than {FEWEST} ties are known, or exclusion is the same everywhere.")
    return joined([found[era] for era in eras], blank)


def _enough(of: EraPairs) -> bool:
    return bool(of.event.sum() >= FEWEST) and float(np.ptp(of.product)) > 1e-9
