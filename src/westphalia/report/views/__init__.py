"""The door: every question that can be asked, and what answers it. Commands, Python verbs and schemas are made from this list.

A view is a typed question and a function from world, question and who is told of progress to an answer. Each stands in a module of its
name, which is imported when it is asked for.

>>> from westphalia.report import views
>>> views.ask("states", {"query": "iran"}).table.rows[0][3]
'Iran'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from westphalia.record.world import World
    from westphalia.report.views.answer import Answer, Say
    from westphalia.report.views.question import Question

VIEWS: Mapping[str, str] = MappingProxyType(
    {
        "analogues": "Who in history stood where two states stand, and what became of them.",
        "backtest": "What the forecasts would have been worth, out of sample.",
        "balance": "Who holds how much of the strength of a region, and what a delivery of arms changes.",
        "brief": "What is known of two states in a year.",
        "check": "What record and model say of each claim of an essay.",
        "compare": "Pairs of states side by side, or one pair in several years, and what differs most.",
        "data": "The tables: all of them, or one with its columns and sources.",
        "market": "What shutting states out of a market does to its price, buyers and sellers.",
        "measure": "One measure of a state or a pair, year by year.",
        "movers": "Where forecasts, or a measure, changed most between two years.",
        "network": "A relation between all states: who is tied to whom.",
        "nuclear": "How far a state is on the way to nuclear weapons, and the chance of its next step.",
        "rank": "Which pairs are likeliest to make a new tie.",
        "sanction": "What sanctions would cost the target, those who impose them, and everybody else.",
        "sanctions": "Which sanctions are in force against a state, and by it, and how heavy they are.",
        "simulate": "What comes next: a scenario run forward beside its baseline, and what differs.",
        "state": "One state in a year: how it stands, with whom and against whom, and what changed.",
        "states": "Who was in the system, under which names and codes.",
        "strike": "Whether a strike on a nuclear programme would be worth it, over a box of assumptions.",
        "unrest": "How many protests to expect in a state, and what a delivery of grain does to them.",
        "world": "A measure of all states in a year, each at its capital.",
    }
)
"""Views by name, with what each answers in a line."""


@dataclass(frozen=True, slots=True)
class View:
    """A question and what answers it.

    Parameters
    ----------
    name : str
        How it is asked for.
    question : type of Question
        Its fields; its docstring says what is answered.
    answer : callable
        Takes the world, the question and who is told of progress.
    forms : tuple of str
        What the answer can be printed as, the usual one first.
    wide : bool
        Whether its text is a table that may be as wide as the terminal.
    """

    name: str
    question: type[Question]
    answer: Callable[[World, Any, Say], Answer]
    forms: tuple[str, ...] = ("text", "html", "json", "csv", "markdown")
    wide: bool = False

    @property
    def words(self) -> str:
        """What it answers, in a line."""
        return VIEWS[self.name]

    def tell(self, world: World, question: Question, say: Say) -> Answer:
        """Return the answer to a question.

        Parameters
        ----------
        world, question, say : World, Question, Say
            The record, the question, and who is told of progress.
        """
        from westphalia.record.manifest import one_answer

        with one_answer():
            return self.answer(world, question, say)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of its question."""
        return {"title": self.name, **self.question.model_json_schema(by_alias=True)}


def view(name: str) -> View:
    """Return a view by name, importing its module.

    Parameters
    ----------
    name : str
        One of the list of views.

    Examples
    --------
    >>> sorted(view("rank").schema()["properties"])
    ['as-of', 'horizon', 'outcome', 'top', 'with', 'year']
    """
    found = import_module(f"{__name__}.{name}").VIEW
    assert isinstance(found, View)
    return found


def ask(name: str, given: Mapping[str, Any], world: World | None = None, say: Say | None = None) -> Answer:
    """Return the answer of a view to some values.

    Parameters
    ----------
    name : str
        The view.
    given : mapping
        The question's fields by name.
    world : World, optional
        The record; by default the edition that ships with the package.
    say : Say, optional
        Who is told of warnings and progress.

    Raises
    ------
    NotUnderstood
        For a question that is none of the view's.
    NoAnswer
        Where the data hold no answer.
    """
    from westphalia.record.world import load
    from westphalia.report.views.answer import Say

    asked = view(name)
    question = asked.question.of(given)
    return asked.tell(load() if world is None else world, question, say or Say())
