"""A simulation that was saved, read again: its outcomes and differences, without the draws that they are made of."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError

from westphalia.errors import NotUnderstood, shortened
from westphalia.files import text_of
from westphalia.lazy import pl
from westphalia.record.given import checked
from westphalia.system.result import LEVELS

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST = 64_000_000
"""Bytes of a saved simulation at most."""
Interval = tuple[FiniteFloat, FiniteFloat]
QUANTILES = {f"{level:g}": f"q{round(100 * level):02d}" for level in LEVELS}
"""Columns of quantiles by what a document calls them."""


class SavedPart(BaseModel):
    """What all parts of a document have in common: they may say more than is read."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class SavedRow(SavedPart):
    """An outcome, of whom and when."""

    name: str
    region: str
    unit: str
    year: int
    mean: FiniteFloat


class SavedOutcome(SavedRow):
    """An outcome of an arm."""

    arm: str
    quantiles: dict[str, FiniteFloat]


class SavedDifference(SavedRow):
    """Scenario less baseline."""

    interval: Interval
    mean_interval: Interval


class SavedScenario(SavedPart):
    """What was done, as far as it is told again."""

    name: str
    start: int
    years: int
    description: str = ""


class SavedDocument(SavedPart):
    """The document of a simulation."""

    scenario: SavedScenario
    runs: Annotated[int, Field(ge=1)]
    seed: int
    outcomes: tuple[SavedOutcome, ...]
    differences: tuple[SavedDifference, ...]
    hash: str
    westphalia: dict[str, Any] = {}


@dataclass(frozen=True, slots=True, eq=False)
class SavedSimulation:
    """A simulation that was saved.

    Parameters
    ----------
    scenario : SavedScenario
        What was done: name, start, years, description.
    runs, seed : int
        How many, and with which luck.
    outcomes, differences : polars.DataFrame
        As of a :class:`westphalia.system.result.Simulation`.
    hash : str
        Of all that the numbers hang on.
    document : mapping
        All that the file says.
    """

    scenario: SavedScenario
    runs: int
    seed: int
    outcomes: pl.DataFrame
    differences: pl.DataFrame
    hash: str
    document: Mapping[str, Any]


@checked
def load_result(path: str | Path) -> SavedSimulation:
    """Return a simulation that was saved as JSON, by ``save`` or by ``westphalia simulate -o``.

    Parameters
    ----------
    path : str or Path
        The file.

    Raises
    ------
    NotUnderstood
        When it is not there, too large, or no simulation.
    """
    file = Path(path)
    try:
        said = json.loads(text_of(file, "Give the path of a saved simulation.", LARGEST))
        found = SavedDocument.model_validate(said)
    except (json.JSONDecodeError, RecursionError) as error:
        raise NotUnderstood(f"{file.name} is no JSON.", shortened(str(error)), SAVE) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the whole"
        raise NotUnderstood(f"{file.name} is no saved simulation.", f"{where}: {first['msg']}.", SAVE) from None  # fmt: skip
    outcomes = [{**each.model_dump(exclude={"quantiles"}), **{QUANTILES[key]: value for key, value in each.quantiles.items() if key in QUANTILES}} for each in found.outcomes]  # fmt: skip
    differences = [
        {**each.model_dump(exclude={"interval", "mean_interval"}), **dict(zip(("low", "high"), each.interval, strict=True)), **dict(zip(("mean_low", "mean_high"), each.mean_interval, strict=True))}
        for each in found.differences
    ]  # fmt: skip
    return SavedSimulation(found.scenario, found.runs, found.seed, _frame(outcomes, ("arm", "mean", *QUANTILES.values())), _frame(differences, ("mean", "low", "high", "mean_low", "mean_high")), found.hash, said)  # fmt: skip


SAVE = "Save one with westphalia simulate SCENARIO -o FILE.json, or .save(path)."


def _frame(rows: list[dict[str, Any]], more: tuple[str, ...]) -> pl.DataFrame:
    columns = {"name": pl.String, "region": pl.String, "unit": pl.String, "year": pl.Int64}
    columns |= {name: pl.String if name == "arm" else pl.Float64 for name in more}
    return pl.DataFrame(rows, schema=columns)
