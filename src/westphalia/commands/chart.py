"""One picture of a page to a file: ``westphalia chart brief Russia Iran --year 2022 votes-distance -o chart.svg``."""

from __future__ import annotations

from pathlib import Path

import click

from westphalia.commands import views as asked
from westphalia.commands.output import reach, warn, write
from westphalia.errors import NotUnderstood
from westphalia.report.picture import ENDINGS, SIZES, Pictures
from westphalia.report.views import VIEWS
from westphalia.report.views.answer import Say

SETTINGS = {"ignore_unknown_options": True, "allow_interspersed_args": False}
OURS = ("-o", "--output", "--size")
"""Options of the picture; all others are those of the page."""


@click.command(context_settings=SETTINGS, options_metavar="")
@click.argument("view", metavar="PAGE")
@click.argument("rest", nargs=-1, type=click.UNPROCESSED, metavar="[WHAT THE PAGE TAKES] PICTURE -o FILE")
def chart(view: str, rest: tuple[str, ...]) -> None:
    """Write one picture of a page to a file: its finding, the drawing, sources and the project's name inside.

    PAGE is a command that answers with a page (brief, rank, sanction ...), followed by what it takes. PICTURE is the identifier of the
    picture, which stands in the address of a page (#chart-votes-distance). -o FILE says where to, and by its ending how: .svg, .html to paste into a page, .png, .csv for
    the rows, .json for the specification in Vega-Lite; without it the SVG goes to standard output. --size web, print or slide.
    """
    if view not in VIEWS:
        raise NotUnderstood(f"There is no page called {view}.", "", f"Pages: {', '.join(VIEWS)}.")
    command = asked.command(view)
    tokens, ours = _split(list(rest))
    tokens, name = _last(tokens, command)
    output = Path(ours["output"]) if "output" in ours else None
    reach(output)
    with command.make_context(view, tokens) as context:
        given = {key: value for key, value in context.params.items() if key not in ("form", "output")}
    answer = asked.answered(view, given, Say(warn))
    picture = Pictures(answer.page)[name]
    size = ours.get("size", next(iter(SIZES)))
    if output is None:
        write(picture.to_svg(size).rstrip("\n"))
    else:
        picture.save(output, size)


def _split(tokens: list[str]) -> tuple[list[str], dict[str, str]]:
    """Return what the page takes, and the options of the picture by name."""
    left: list[str] = []
    ours: dict[str, str] = {}
    while tokens:
        token = tokens.pop(0)
        flag, equals, value = token.partition("=")
        if flag not in OURS:
            left.append(token)
            continue
        if not equals and not tokens:
            raise NotUnderstood(f"{flag} needs a value.", "", f"A file that ends in {', '.join(f'.{each}' for each in ENDINGS)}, or a size: {', '.join(SIZES)}.")  # fmt: skip
        ours["size" if flag == "--size" else "output"] = value if equals else tokens.pop(0)
    return left, ours


def _last(tokens: list[str], command: click.Command) -> tuple[list[str], str]:
    """Return what stands before the name of the picture, and that name: the last that is neither an option nor the value of one."""
    takes = {
        flag
        for option in command.params
        if isinstance(option, click.Option) and not option.is_flag
        for flag in option.opts
    }
    places = [
        at
        for at, token in enumerate(tokens)
        if not token.startswith("--") and not (at and tokens[at - 1] in takes)
    ]
    if not places:
        raise NotUnderstood("No picture is named.", "", "For example: westphalia chart brief Russia Iran --year 2022 votes-distance -o chart.svg")  # fmt: skip
    return tokens[: places[-1]] + tokens[places[-1] + 1 :], tokens[places[-1]]
