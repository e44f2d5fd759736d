"""An essay checked: what record and model say of each of its claims."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, field_validator

from westphalia.claims import files
from westphalia.claims.stored import Stored
from westphalia.report.views import View
from westphalia.report.views import claimed as _claimed  # noqa: F401 - it reads what claims ask of effects
from westphalia.report.views.answer import Answer, AnswerTable, Say, only, table
from westphalia.report.views.named import seen_from
from westphalia.report.views.question import Positional, Question, Year

if TYPE_CHECKING:
    from westphalia.record.world import World
    from westphalia.report.page import Page


class CheckQuestion(Question):
    """Test every claim of ESSAY, the name of an essay on the shelf or the path of a claim file.

    Each is supported, contradicted, mixed, without sufficient coverage, or not testable; with its figure, interval, group of comparison
    and sources.
    """

    essay: Annotated[str, Positional()] = Field(
        description="An essay on the shelf, or the path of a claim file."
    )
    as_of: Year | None = Field(
        None, alias="as-of", description="Judge with what was known at the end of this year."
    )
    fresh: bool = Field(False, description="Compute again what is stored with the edition (minutes).")
    full: bool = Field(False, description="In text, print every claim with its evidence, and the sources.")
    section: str | None = Field(
        None,
        description="Print one part alone, by its name: essay, forecasts, untested, topic-..., claim-ID.",
    )

    @field_validator("essay", mode="before")
    @classmethod
    def _path(cls, value: Any) -> Any:
        return str(value) if isinstance(value, Path) else value


def answer(world: World, asked: CheckQuestion, say: Say) -> Answer:
    """Return the verdicts on an essay.

    Parameters
    ----------
    world, asked, say : World, CheckQuestion, Say
        The record, the question, and who is told of progress.
    """
    from westphalia.claims.check import check, to_dict
    from westphalia.report.essay import page

    seen = seen_from(world, asked.as_of)
    essay = files.read(files.find(asked.essay), seen)
    found = check(seen, essay, stored=Stored(seen, asked.fresh, say.warn), progress=say.step)
    document = to_dict(seen, found)
    more = "" if asked.full or asked.section else _command(asked)

    def draw() -> Page:
        made = page(seen, found, more)
        return only(made, asked.section) if asked.section else made

    short = (lambda: page(seen, found, more, pictured=False)) if more else None
    return Answer(document, draw, _rows(document), found, short=short)


def _command(asked: CheckQuestion) -> str:
    """Return the command that prints all of it."""
    as_of = f" --as-of {asked.as_of}" if asked.as_of is not None else ""
    return f"westphalia check {shlex.quote(asked.essay)}{as_of} --full"


def _rows(document: dict[str, Any]) -> AnswerTable:
    heads = (
        "id",
        "paragraph",
        "kind",
        "verdict",
        "basis",
        "placebo",
        "fragile",
        "value",
        "unit",
        "statement",
    )
    return table(heads, (tuple(_cell(claim, head) for head in heads) for claim in document["claims"]))


def _cell(claim: dict[str, Any], head: str) -> Any:
    if head in ("value", "unit"):
        return (claim.get("figure") or {}).get(head)
    return claim.get(head)


VIEW = View("check", CheckQuestion, answer)
