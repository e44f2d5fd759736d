"""The page of validity: how well each driver tells what a historian would put high from what is low, by era, worked out from the lists.

The lists (``tests/measures/validity``) were written before the measures were changed. What a measure is claimed to tell, and in which eras, stands in :data:`TRIALS`; a test holds the figures.

Usage: ``python -m docs.validity`` writes the page.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from westphalia.measures.measure import Measure
from westphalia.measures.registry import get
from westphalia.record.history import History
from westphalia.record.world import World, load

PAGE = Path(__file__).parent / "validity.md"
LISTS = Path(__file__).parents[1] / "tests" / "measures" / "validity" / "lists.csv"
ERAS = ("1816-1870", "1871-1913", "1919-1939", "1946-1990", "1991-2015", "2016-2023")
LATE, NUCLEAR, UNION = ERAS[3:], ERAS[3:], ERAS[4:]
GRID = 2
"""A case is the mean over the years divisible by this in it, or its middle year if there is none."""
GOOD, BEST = 0.85, 0.9
"""Area from which a driver may be claimed in an era; exclusion must reach more."""


class Trial(NamedTuple):
    """What is claimed of a measure.

    Parameters
    ----------
    measure : str
        Its name.
    driver : str
        The list on which it is tried.
    eras : tuple of str
        Eras in which it is claimed to tell high from low.
    least : float
        The area that it must reach there.
    """

    measure: str
    driver: str
    eras: tuple[str, ...] = ERAS
    least: float = GOOD


TRIALS = (
    Trial("exclusion", "exclusion", least=BEST),
    Trial("joint_exclusion", "joint_exclusion", least=BEST),
    Trial("bank_credit_lost", "exclusion", ERAS[3:4]),
    Trial("periphery", "periphery", ERAS[:5]),
    Trial("revisionism", "revisionism"),
    Trial("joint_revisionism", "joint_revisionism"),
    Trial("outside_options", "outside_options", ERAS[2:5]),
    Trial("complementarity_arms", "complementarity_arms", LATE),
    Trial("arms_replacement", "arms_replacement", LATE[:2]),
    Trial("grievance", "grievance", ERAS[:5]),
    Trial("grievance_great_powers", "grievance_great_powers", ERAS[:5]),
    Trial("common_adversaries", "common_adversaries", ERAS[1:5]),
    Trial("rivalry_memory", "rivalry_memory"),
    Trial("opposite_sides", "opposite_sides", ERAS[2:]),
    Trial("market_rivalry_oil", "market_rivalry_oil", LATE),
    Trial("market_rivalry_gas", "market_rivalry_gas", UNION),
    Trial("market_rivalry_grain", "market_rivalry_grain", LATE),
    Trial("junior", "junior"),
    Trial("arms_dependence", "arms_dependence", LATE),
    Trial("alliance_overlap", "alliance_similarity"),
    Trial("common_allies", "latent_affinity"),
    Trial("share_gained_under_sanctions", "share_gained_under_sanctions", ERAS[5:]),
    Trial("sanction_exposure_output", "sanction_exposure_output", LATE),
    Trial("core_member", "core_member", ERAS[:4]),
)


class Case(NamedTuple):
    """A state or pair in years that a historian would put high (1) or low (0)."""

    driver: str
    era: str
    names: tuple[str, ...]
    codes: tuple[int, ...]
    first: int
    last: int
    label: int

    def years(self) -> list[int]:
        """Return the years in which it is tried."""
        grid = [year for year in range(self.first, self.last + 1) if year % GRID == 0]
        return grid or [(self.first + self.last) // 2]

    def words(self) -> str:
        """Return the states and years in a few words."""
        span = f"{self.first}-{self.last}" if self.last > self.first else f"{self.first}"
        return f"{'-'.join(self.names)} {span}"


def cases(path: Path = LISTS) -> list[Case]:
    """Return the cases of a list; the driver stands in the column of that name, or in ``measure``."""
    found = []
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            pair = [(row["a"], row["ccode_a"]), (row["b"], row["ccode_b"])]
            names, codes = zip(*((name, int(code)) for name, code in pair if code), strict=True)
            driver = row.get("driver") or row["measure"]
            found.append(
                Case(driver, row["era"], names, codes, int(row["first"]), int(row["last"]), int(row["label"]))
            )
    return found


def area(high: Sequence[float], low: Sequence[float]) -> float:
    """Return the share of pairs of one high and one low case that are in order, ties counting half; NaN without both.

    Examples
    --------
    >>> area([3.0, 1.0], [1.0, 0.0])
    0.875
    """
    if not high or not low:
        return float("nan")
    one, two = np.asarray(high)[:, None], np.asarray(low)[None, :]
    return float(((one > two) + 0.5 * (one == two)).mean())


def values(world: World, name: str, of: Sequence[Case]) -> list[float]:
    """Return the value of each case, NaN where the measure is not known in it."""
    measure, codes = get(name), world.universe()
    assert isinstance(measure, Measure)
    assert measure.compute is not None
    span = measure.span(world) or (0, -1)
    asked: dict[int, list[int]] = {}
    for at, case in enumerate(of):
        for year in case.years():
            if span[0] <= year <= span[1]:
                asked.setdefault(year, []).append(at)
    told: list[list[float]] = [[] for _ in of]
    for year in sorted(asked):
        array = measure.compute(History(world, year))
        for at in asked[year]:
            place = tuple(np.searchsorted(codes, of[at].codes).tolist())
            value = float(array[place])
            told[at].append(float(array[place[::-1]]) if value != value else value)
    means = [np.array([value for value in each if value == value]) for each in told]
    return [float(each.mean()) if each.size else float("nan") for each in means]


@dataclass(frozen=True)
class Outcome:
    """How a measure did in an era.

    Parameters
    ----------
    area : float
        Share of pairs of high and low cases in order; NaN where the measure knows none of either.
    high, low : int
        Cases known.
    misses : tuple of str
        Low cases above the middle high one, and high ones below the middle low one, the farthest out first.
    """

    area: float
    high: int
    low: int
    misses: tuple[str, ...]


def outcome(of: Sequence[Case], told: Sequence[float]) -> Outcome:
    """Return how the values of the cases of an era are in order."""
    sides = [
        [
            (value, case)
            for value, case in zip(told, of, strict=True)
            if case.label == label and value == value
        ]
        for label in (1, 0)
    ]
    high, low = ([value for value, _ in side] for side in sides)
    if not high or not low:
        return Outcome(float("nan"), len(high), len(low), ())
    above, below = float(np.median(high)), float(np.median(low))
    out = [(value - above, f"{case.words()} too high") for value, case in sides[1] if value >= above]
    out += [(below - value, f"{case.words()} too low") for value, case in sides[0] if value <= below]
    return Outcome(
        area(high, low), len(high), len(low), tuple(words for _, words in sorted(out, reverse=True)[:3])
    )


def tried(world: World, trial: Trial, of: Iterable[Case]) -> dict[str, Outcome]:
    """Return how a measure did, by era."""
    chosen = [case for case in of if case.driver == trial.driver]
    told = values(world, trial.measure, chosen)
    found = {}
    for era in ERAS:
        places = [at for at, case in enumerate(chosen) if case.era == era]
        if places:
            found[era] = outcome([chosen[at] for at in places], [told[at] for at in places])
    return found


HEAD = """# Do the drivers mean what they say?

Generated from the lists in `tests/measures/validity` (`python -m docs.validity`); a test fails when a driver falls under its figure.

For each driver a historian wrote down states or pairs, in years, that belong high on it and others that belong low, hard cases among them, before the measures were given the form that they have now. Shown is the
share of pairs of a high and a low case that the measure puts in order (the area under the ROC curve): 1 all, 0.5 chance. In brackets the high and low cases that it knows. With ten of each the standard error is about
0.05 to 0.1, so 0.85 and 0.95 are hardly different, and 1.00 says that gross errors are absent, not that all is right. An era in brackets is one in which the measure is **not claimed** and not to be used. A dash: it is not known there.

One coder, from knowledge of history. The first run of the new measures on these lists, before anything was changed in their light, gave exclusion 0.90, 0.99, 0.94, 1.00, 1.00, 1.00 by era and joint exclusion 0.98, 1.00, 1.00, 1.00, 1.00, 1.00; periphery, complementarity in arms,
common adversaries, overlap of alliances, asymmetry, dependence and market rivalry were within 0.03 of what is shown. Four measures were changed after it (grievance towards great powers, replacement of suppliers, revisionism before 1946, opposite sides): of them the table is no test untouched. Of exclusion
a few episodes were added and taken out and one weight was lowered after it, in the light of the list that came with the review and of where Iran, China and Russia had to stand.

"""


def cell(found: Outcome | None, claimed: bool) -> str:
    """Return an area for a cell of the table."""
    if found is None or found.area != found.area:
        return "-"
    text = f"{found.area:.2f} ({found.high}/{found.low})"
    return text if claimed else f"[{text}]"


def page(world: World) -> str:
    """Return the page."""
    of = cases()
    lines = ["| measure | " + " | ".join(ERAS) + " |", "|---" * (len(ERAS) + 1) + "|"]
    worst = ["| measure | era | farthest out |", "|---|---|---|"]
    for trial in TRIALS:
        found = tried(world, trial, of)
        lines.append(
            f"| `{trial.measure}` | "
            + " | ".join(cell(found.get(era), era in trial.eras) for era in ERAS)
            + " |"
        )
        worst += [
            f"| `{trial.measure}` | {era} | {'; '.join(each.misses)} |"
            for era, each in found.items()
            if each.misses and era in trial.eras
        ]
    return HEAD + "\n".join([*lines, "", "## Farthest out", "", *worst, ""])


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(load()), encoding="utf-8")


if __name__ == "__main__":
    main()
