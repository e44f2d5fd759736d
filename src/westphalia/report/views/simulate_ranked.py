"""Which differences between a scenario and its baseline are told, and in what order: those that can be told from none, and what follows before what was done itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from westphalia.report.views.simulate_charts import WORLD
from westphalia.system.outcomes import NUCLEAR, SANCTIONS, TOLD_BY
from westphalia.system.result import WIDTH

if TYPE_CHECKING:
    from westphalia.system.scenario import Scenario

SURE = 3.0
"""Standard errors from none at which a mean difference is told: with twenty outcomes on a page, one page in twenty names one by chance."""
Row = Mapping[str, Any]


def changed(differences: Sequence[Row], year: int) -> list[Row]:
    """Return the differences of a year whose mean can be told from none, the surest first.

    Parameters
    ----------
    differences : sequence of mapping
        Of the document.
    year : int
        The year.

    Examples
    --------
    >>> rows = [{"name": "a", "year": 2030, "mean": 1.0, "mean_interval": [0.5, 1.5]}, {"name": "b", "year": 2030, "mean": 0.1, "mean_interval": [-0.1, 0.3]}]
    >>> [row["name"] for row in changed(rows, 2030)]
    ['a']
    """
    whole = (row for row in differences if row["year"] == year and row.get("region", WORLD) == WORLD)
    found = [row for row in whole if sure(row)]
    return sorted(
        found,
        key=lambda row: -abs(row["mean"]) / max(row["mean_interval"][1] - row["mean_interval"][0], 1e-12),
    )


OF_SENDERS = tuple(name for name in SANCTIONS if name != "targets_new")
"""Outcomes that count sanctions by sender and target."""
DIRECT = {
    "impose": OF_SENDERS, "lift": OF_SENDERS, "exclude": OF_SENDERS, "readmit": OF_SENDERS,
    "sign": ("pacts", "pact_pairs", "pacts_new", "agreements_new"), "end": ("pacts", "pact_pairs", "arms", "disputes", "rivalries", "wars"),
    "deliver": ("arms", "arms_new"), "dispute": ("disputes", "disputes_new"), "war": ("wars", "disputes", "deadly_new"), "regime": ("democracy", "regime_changes"), "nuclear": NUCLEAR,
}  # fmt: skip
"""Outcomes that an intervention writes itself, so that a difference in them is no news."""


def written_by(given: Scenario) -> set[str]:
    """Return the outcomes of the system that a scenario writes itself.

    Parameters
    ----------
    given : Scenario
        What is done.
    """
    found: set[str] = set()
    for each in given.interventions:
        if each.do == "force":
            process = each.process.removesuffix("_end")
            found |= set(NUCLEAR if process.startswith("nuclear") else TOLD_BY.get(process, ()))
        else:
            found |= {each.variable} if each.do == "shock" else set(DIRECT.get(each.do, ()))
    return found


def followed_first(rows: Sequence[Row], given: Scenario) -> list[Row]:
    """Return differences with those first that follow from what is done, and those behind that are what is done.

    Parameters
    ----------
    rows : sequence of mapping
        Differences, the surest first.
    given : Scenario
        What is done.
    """
    own = written_by(given)
    return sorted(rows, key=lambda row: row["name"] in own)


def sure(row: Row) -> bool:
    """Return whether a mean difference can be told from none.

    Parameters
    ----------
    row : mapping
        With ``mean`` and ``mean_interval``.

    Examples
    --------
    >>> sure({"mean": -0.03, "mean_interval": [-0.058, -0.002]}), sure({"mean": -4.2, "mean_interval": [-4.5, -3.8]})
    (False, True)
    """
    error = (row["mean_interval"][1] - row["mean_interval"][0]) / (2 * WIDTH)
    return bool(row["mean"]) and abs(row["mean"]) > SURE * error
