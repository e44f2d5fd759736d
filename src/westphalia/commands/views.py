"""Commands made from the list of views: arguments and options are the fields of the question, answers are written in the form asked for."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from westphalia.commands.output import FILE, page_width, reach, terminal_width, warn, write
from westphalia.errors import NotUnderstood
from westphalia.files import unwritable
from westphalia.report import views
from westphalia.report.views.answer import ENDINGS, FILES, Say
from westphalia.report.views.question import Positional

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from westphalia.report.views import View
    from westphalia.report.views.answer import Answer

PLACE = "_place"
"""Ends the name of an argument that is an option too."""
METAVARS = {
    "year": "YEAR",
    "years": "FIRST:LAST",
    "list": "A,B,...",
    "state": "STATE",
    "integer": "NUMBER",
    "string": "TEXT",
}


def command(name: str) -> click.Command:
    """Return the command that asks a view."""
    view = views.view(name)
    params = [*_arguments(view), *_options(view)]
    chosen = click.Choice(view.forms)
    params += [
        click.Option(["--format", "form"], type=chosen, help="How to print the answer; by default as the file of -o ends, or text."),
        click.Option(["-o", "--output"], type=FILE, help="Write to this file."),
    ]  # fmt: skip
    return click.Command(name, params=params, callback=partial(_run, view), help=view.question.__doc__)


def _arguments(view: View) -> list[click.Parameter]:
    """Return what stands by its position, what is an option too as the last."""
    found: list[click.Parameter] = []
    for name, field in view.question.model_fields.items():
        place = _place(field)
        if place is not None:
            required = field.is_required() and not place.option
            metavar = name.upper() if required else f"[{name.upper()}]"
            several = -1 if view.schema()["properties"][field.alias or name].get("format") == "pairs" else 1
            metavar += "..." if several < 0 else ""
            argument = [name + PLACE * place.option]
            found.append(click.Argument(argument, required=required, metavar=metavar, nargs=several))
    return found


def _options(view: View) -> list[click.Parameter]:
    """Return the options, worded as the question words its fields."""
    schema, found = view.schema()["properties"], []
    for name, field in view.question.model_fields.items():
        place = _place(field)
        if place is None or place.option:
            found.append(_option(name, field, schema[field.alias or name]))
    return found


def _place(field: FieldInfo) -> Positional | None:
    return next((each for each in field.metadata if isinstance(each, Positional)), None)


def _option(name: str, field: FieldInfo, schema: dict[str, Any]) -> click.Parameter:
    """Return an option; what it may be is checked by the question, not here, but for a choice of words."""
    flag = f"--{(field.alias or name).replace('_', '-')}"
    parts = next((each for each in schema.get("anyOf", ()) if each.get("type") != "null"), schema)
    usual = None if field.default is None or field.is_required() else field.default
    form = schema.get("format") or parts.get("format")
    if form in ("given", "several") or (parts.get("type") == "array" and form is None):
        metavar = {"given": "NAME=NUMBER", "several": "YEAR"}.get(form or "", "TEXT")
        return click.Option([flag, name], metavar=metavar, multiple=True, help=field.description)
    if form == "list":
        return click.Option(
            [flag, name], metavar=METAVARS[form], multiple=True, callback=_joined, help=field.description
        )
    if parts.get("type") == "boolean":
        return click.Option([flag, name], is_flag=True, help=field.description)
    choices = parts.get("enum") or ([parts["const"]] if "const" in parts else None)
    if choices:
        default = None if usual is None else str(usual)
        kind = click.Choice([str(each) for each in choices])
        return click.Option(
            [flag, name], type=kind, default=default, show_default=default is not None, help=field.description
        )
    metavar = METAVARS.get(form or parts.get("type", ""), "TEXT")
    shown = usual not in (None, "")
    return click.Option(
        [flag, name],
        metavar=metavar,
        default=usual if shown else None,
        show_default=shown,
        help=field.description,
    )


def _joined(context: click.Context, option: click.Parameter, value: tuple[str, ...]) -> str | None:
    """Return what a list says, given at once with commas or in several options; None where it is not given."""
    return ",".join(value) or None


def answered(name: str, given: dict[str, Any], say: Say) -> Answer:
    """Return what a view answers to what was given at the prompt.

    Parameters
    ----------
    name : str
        The view.
    given : dict
        Values by the names of its parameters.
    say : Say
        Who is told of progress.
    """
    from westphalia.record.world import load

    view = views.view(name)
    return view.tell(load(), view.question.of(_asked(view, given)), say)


def _run(view: View, form: str | None, output: Path | None, **given: Any) -> None:
    """Ask the view and write what it answers."""
    if form is None and output is not None and ending(output) in FILES:
        form = ending(output)
    form = form_of(view, form, output)
    reach(output)
    answer = answered(view.name, given, Say(warn, _progress))
    if output is not None and form in FILES and answer.lacking is None:
        _save(answer, output)
    elif form not in FILES and (answer.lacking is None or form != "text"):
        write(answer.as_form(form, terminal_width() if view.wide else page_width()).rstrip("\n"), output)
    if answer.lacking is not None:
        raise answer.lacking


def _save(answer: Answer, output: Path) -> None:
    """Write a workbook or references to a file; one that cannot be written is told."""
    try:
        answer.save(output)
    except OSError as error:
        raise unwritable(output, error) from None


def ending(output: Path) -> str:
    """Return how the name of a file ends, without the dot."""
    return output.suffix.lower().lstrip(".")


def form_of(view: View, form: str | None, output: Path | None) -> str:
    """Return the form that is asked for: by name, or by the ending of the file."""
    if form is not None:
        return form
    if output is None:
        return view.forms[0]
    found = ENDINGS.get(ending(output), view.forms[0])
    if found not in view.forms:
        raise NotUnderstood(
            f"{output} ends in .{ending(output)}, and {view.name} is not printed as {found}.",
            "",
            f"It can be {', '.join(view.forms)}: name the file so, or add --format.",
        )
    return found


def _asked(view: View, given: dict[str, Any]) -> dict[str, Any]:
    """Return the values that were given, by the names of the question's fields; what stands by position counts as its option."""
    found: dict[str, Any] = {}
    for key, value in given.items():
        name = key.removesuffix(PLACE)
        if value is None or value == ():
            continue
        if name in found:
            raise NotUnderstood(f"The {name} is given twice.", "", f"Give it by position or with --{name}.")
        found[view.question.model_fields[name].alias or name] = value
    return found


def _progress(number: int, of: int, name: str) -> None:
    """Tell on standard error how far it is, where someone looks."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{number} of {of}: {name}" if number < of else "\r\x1b[K", nl=False, err=True)
