"""The views as tools for assistants: the same questions, answers in pieces that an assistant can hold, each with its address and edition."""

from __future__ import annotations

import inspect
import json
import keyword
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, Field

from westphalia.app.addresses import ADDRESSES, PRIVATE, bounded, ready, written
from westphalia.errors import NotUnderstood, shortened
from westphalia.record.citations import as_bibtex, as_ris, as_text, bibliography
from westphalia.report import views
from westphalia.report.views.answer import Say, json_text
from westphalia.report.views.scenarios import scenarios

if TYPE_CHECKING:
    from westphalia.record.world import World
    from westphalia.report.views.answer import Answer
    from westphalia.report.views.question import Question

PIECE = 16_000
"""Characters of the content of one answer; what is longer goes on where the cursor says."""
RUNS = 100
"""Most runs of a simulation: some seconds."""
SECONDS, ROWS = 5.0, 500
"""Bounds of a query in SQL."""
WRITTEN = {"text": as_text, "bibtex": as_bibtex, "ris": as_ris}
"""How references are written."""
LEFT_OUT = frozenset({"data", "simulate"})
"""Views that are tools of their own kind."""
HIDDEN = frozenset(
    {"full", "list", "quick", "coding", "per-decade", "every", "types", "system", "base", "deficits"}
)
"""Fields that an assistant is not told of: each takes room in all that it reads."""


class ToolAnswer(BaseModel):
    """A piece of a page or of its data; the next begins at the cursor."""

    # The address is where the page stands when the site is served, empty where it has none. Parts can be asked for alone with form=data. Content is text, or JSON in which every figure
    # has unit, year, observed (the year it is from) and source. Each schema is part of what an assistant must read, so it says no more than it must.
    title: str
    address: str
    version: str
    edition: str
    model: str | None
    parts: list[str]
    content: str
    cursor: int | None


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: its name, what it does, and the function with its signature.

    Parameters
    ----------
    name, words : str
        For the assistant.
    run : callable
        Takes what its signature says, and returns a :class:`ToolAnswer`.
    """

    name: str
    words: str
    run: Callable[..., ToolAnswer]


Form = Annotated[
    Literal["text", "data"],
    Field(description="text: the page; data: its JSON, or a part of it."),
]
Part = Annotated[
    str, Field(description="With form=data: a path of keys, such as votes or sanctions.on.")
]  # fmt: skip
Cursor = Annotated[int, Field(ge=0, description="Where to go on.")]


def tools(world: World, base: str = "") -> list[Tool]:
    """Return all tools.

    Parameters
    ----------
    world : World
        The record.
    base : str, optional
        Where the site is served, which comes before addresses.
    """
    asked = [_of_view(world, base, name) for name in views.VIEWS if name not in LEFT_OUT]
    return [*asked, _tables(world, base), _simulate(world), _cite(world), _sql(world)]


def _of_view(world: World, base: str, name: str) -> Tool:
    """Return the tool that asks a view; its parameters are the fields of the question."""
    view = views.view(name)
    fields = _fields(view.question)

    def run(form: str = "text", part: str = "", cursor: int = 0, **given: Any) -> ToolAnswer:
        asked = {fields[key]: value for key, value in given.items() if value is not None}
        ready(name, asked)
        question = view.question.of(asked)
        bounded(question)
        answer = view.tell(world, question, Say())
        return told(answer, _address(world, base, name, question), form, part, cursor)

    return Tool(
        name, inspect.cleandoc(view.question.__doc__ or view.words), _signed(run, view.question, fields)
    )


def _fields(question: type[Question]) -> dict[str, str]:
    """Return the fields of a question by the names of a tool's parameters."""
    found = {}
    for name, each in question.model_fields.items():
        key = each.alias or name
        if key not in PRIVATE | HIDDEN:
            plain = key.replace("-", "_")
            found[f"{plain}_" if keyword.iskeyword(plain) else plain] = key
    return found


def _signed(
    run: Callable[..., ToolAnswer], question: type[Question], fields: Mapping[str, str]
) -> Callable[..., ToolAnswer]:
    """Return a function with the signature of a question, from which the schema of the tool is made."""
    by_key = {each.alias or name: each for name, each in question.model_fields.items()}
    parameters = []
    for name, key in fields.items():
        each = by_key[key]
        usual = inspect.Parameter.empty if each.is_required() else each.get_default(call_default_factory=True)
        kind: Any = Annotated[_plain(each.annotation), Field(description=each.description)]
        parameters.append(
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=usual, annotation=kind)
        )
    for name, kind, usual in (("form", Form, "text"), ("part", Part, ""), ("cursor", Cursor, 0)):
        parameters.append(
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=usual, annotation=kind)
        )
    run.__signature__ = inspect.Signature(parameters, return_annotation=ToolAnswer)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in parameters} | {"return": ToolAnswer}
    return run


def _plain(kind: Any) -> Any:
    """Return a type as JSON has it: several of a kind as a list, since the checks are the question's."""
    text = str(kind)
    if "tuple" in text:
        several = list[str] if "str" in text else list[int]
        return several | str | int | None if "None" in text else several | str | int
    if "dict" in text or "Mapping" in text:
        return dict[str, float]
    return kind


def _address(world: World, base: str, name: str, question: Question) -> str:
    """Return where the page stands when the site is served: at the address of its view that all fields fill."""
    given = {each.alias or key: getattr(question, key) for key, each in type(question).model_fields.items()}
    for each in ADDRESSES:
        if each.view == name and all(given[field] is not None for field in each.fields):
            return base + written(world, each, question)
    return ""


def told(answer: Answer, address: str, form: str = "text", part: str = "", cursor: int = 0) -> ToolAnswer:
    """Return a piece of an answer.

    Parameters
    ----------
    answer : Answer
        Of a view.
    address : str
        Of its page.
    form : {"text", "data"}, optional
        The page as text, or its document.
    part : str, optional
        Of the document.
    cursor : int, optional
        Where the piece begins.

    Raises
    ------
    NoAnswer
        Where nothing in it is known.
    NotUnderstood
        When the document has no such part.
    """
    if answer.lacking is not None and form == "text":
        raise answer.lacking
    whole = json_text(_part(answer.document, part)) if form == "data" or part else answer.to_text()
    content, after = piece(whole, cursor)
    stamp = answer.document.get("westphalia") or {}
    parts = [key for key in answer.document if key != "westphalia"]
    return ToolAnswer(
        title=answer.page.title, address=address, version=str(stamp.get("version", "")), edition=str(stamp.get("edition", "")),
        model=_model(stamp.get("model")), parts=parts, content=content, cursor=after,
    )  # fmt: skip


def _model(stamp: Any) -> str | None:
    """Return the hash of a model as a stamp has it, whole or as a part of what is said of it."""
    found = stamp.get("hash") if isinstance(stamp, Mapping) else stamp
    return None if found is None else str(found)


def _part(document: Mapping[str, Any], path: str) -> Any:
    """Return the part of a document that a path of keys names."""
    here: Any = document
    for key in filter(None, path.split(".")):
        if isinstance(here, Mapping) and key in here:
            here = here[key]
        elif isinstance(here, list) and key.isdigit() and int(key) < len(here):
            here = here[int(key)]
        else:
            names = list(here) if isinstance(here, Mapping) else [f"0 to {len(here) - 1}"] if isinstance(here, list) and here else []  # fmt: skip
            raise NotUnderstood(f"There is no part '{shortened(key)}' of '{shortened(path)}'.", "", f"There are: {', '.join(map(str, names)) or 'none under it'}.")  # fmt: skip
    return here


def piece(text: str, cursor: int, most: int = PIECE) -> tuple[str, int | None]:
    r"""Return a piece of a text that ends with a line where one does, and where the next begins; None at the end.

    Parameters
    ----------
    text : str
        All of it.
    cursor : int
        Where the piece begins.
    most : int, optional
        Characters.

    Examples
    --------
    >>> piece("one\ntwo\nthree", 0, 9), piece("one\ntwo\nthree", 8, 9), piece("abcdef", 2, 3)
    (('one\ntwo\n', 8), ('three', None), ('cde', 5))
    """
    rest = text[cursor : cursor + most]
    if cursor + most >= len(text):
        return rest, None
    line = rest.rfind("\n") + 1
    rest = rest[:line] if line else rest
    return rest, cursor + len(rest)


def _tables(world: World, base: str) -> Tool:
    """Return the tool that lists the tables, or tells one."""

    def run(
        table: Annotated[str | None, Field(description="Name of a table; without it all are listed.")] = None,
        rows: Annotated[int, Field(ge=0, le=200, description="How many of its rows to show.")] = 5,
        form: Form = "text",
        part: Part = "",
        cursor: Cursor = 0,
    ) -> ToolAnswer:
        view = views.view("data")
        question = view.question.of({"table": table, "rows": rows} if table else {})
        return told(
            view.tell(world, question, Say()), _address(world, base, "data", question), form, part, cursor
        )

    return Tool(
        "tables",
        "The tables of the edition: all of them, or one with its columns, units, years and sources.",
        run,
    )


def _simulate(world: World) -> Tool:
    """Return the tool that runs a scenario of the shelf, a few times."""

    def run(
        scenario: Annotated[
            str,
            Field(
                description="Name of a ready scenario: baseline, dual-exclusion, iran-sanctions-lifted ..."
            ),
        ],
        runs: Annotated[int, Field(ge=1, le=RUNS, description="How many runs; more at the prompt.")] = 50,
        seed: Annotated[int, Field(description="Another seed is other luck.")] = 1,
        form: Form = "text",
        part: Part = "",
        cursor: Cursor = 0,
    ) -> ToolAnswer:
        known = [str(each[0]) for each in scenarios(world).table.rows]  # type: ignore[union-attr]
        if scenario not in known:
            raise NotUnderstood(
                f"There is no scenario '{shortened(scenario)}'.", "", f"Ready: {', '.join(known)}."
            )
        view = views.view("simulate")
        question = view.question.of({"scenario": scenario, "runs": min(runs, RUNS), "seed": seed})
        return told(view.tell(world, question, Say()), "", form, part, cursor)

    words = f"{views.VIEWS['simulate']} Regressions run forward, not experiments; the page says how such runs did on the past. The first call compiles for about half a minute."
    return Tool("simulate", words, run)


def _cite(world: World) -> Tool:
    """Return the tool that tells the sources of tables."""

    def run(
        tables: Annotated[
            list[str], Field(min_length=1, description="Names of tables or of sources, as figures name them.")
        ],
        style: Annotated[
            Literal["text", "bibtex", "ris"], Field(description="How the references are written.")
        ] = "text",
        cursor: Cursor = 0,
    ) -> ToolAnswer:
        whole = WRITTEN[style](bibliography(world, tables))
        return _plainly(world, f"Sources of {', '.join(tables)}", whole, cursor)

    return Tool("cite", "The sources of figures: references with version, address and terms.", run)


def _sql(world: World) -> Tool:
    """Return the tool that answers a query."""

    def run(
        query: Annotated[
            str, Field(max_length=20_000, description="One SELECT over the tables, in the SQL of DuckDB.")
        ],
        rows: Annotated[int, Field(ge=0, le=ROWS, description="Most rows.")] = 100,
        cursor: Cursor = 0,
    ) -> ToolAnswer:
        found = world.sql(query, rows=rows, seconds=SECONDS)
        return _plainly(
            world, "Answer to a query", json.dumps(found.to_dict(), ensure_ascii=False, default=str), cursor
        )

    return Tool(
        "sql",
        "One SELECT over the tables of the edition; nothing can be changed. States are codes of the Correlates of War: ask the tool states.",
        run,
    )


def _plainly(world: World, title: str, whole: str, cursor: int) -> ToolAnswer:
    """Return a text that is no page of a view."""
    content, after = piece(whole, cursor)
    return ToolAnswer(title=title, address="", parts=[], content=content, cursor=after, **world.stamp())
