"""At the prompt: the entry, which loads a command only when it is asked for, and what errors look like."""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any

import click

from westphalia.errors import BrokenEdition, NotUnderstood, WestphaliaError, printable
from westphalia.lazy import difflib
from westphalia.report.views import VIEWS
from westphalia.version import __version__

OWN = {
    "chart": "One picture of a page to a file: SVG, PNG, rows or specification.",
    "claims": "From an article to a draft claim file.",
    "data": "The tables: list, show, cite, licences, verify, add; editions and what changed; what effects assume.",
    "forecast": "Write down a forecast, and score it when it falls due.",
    "mcp": "The same answers for an assistant.",
    "network": "A relation between all states: told, or to a file for network analysis.",
    "panel": "State-years and dyad-years for research, to a file.",
    "serve": "All pages in a browser, and as data by address.",
    "sql": "Ask the tables in SQL, read-only.",
}
"""Commands that live in the module of their name in :mod:`westphalia.commands`: what writes files of its own kind, or has commands under it."""
COMMANDS = dict(sorted({**VIEWS, **OWN}.items()))
"""All commands with their short help; those that are not :data:`OWN` are made from a view by :mod:`westphalia.commands.views`."""
INTERRUPTED = 130
LONGEST = 1_500
"""Characters of a line of an error."""
THREADS = "POLARS_MAX_THREADS"
"""What the environment may say of the engine that reads the tables; it panics where that is no number of threads."""


EDITION = "WESTPHALIA_EDITION"
"""What the environment may say of the edition to ask (:mod:`westphalia.record.editions`, which takes longer to import)."""


class HungUp(Exception):  # noqa: N818 - it is no error
    """Whoever read the output has stopped."""


class Closed(io.TextIOBase):
    """In place of a standard output that is closed."""

    def write(self, text: str) -> int:
        """Say that nothing can be written."""
        raise OSError(errno.EBADF, "Standard output is closed")

    def writable(self) -> bool:
        """Tell that it is for writing."""
        return True


class Lazy(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing its module."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in OWN:
            return import_module("westphalia.commands.views").command(cmd_name)  # type: ignore[no-any-return]
        command = getattr(import_module(f"westphalia.commands.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name; an unknown one is told with the nearest."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], COMMANDS, n=1, cutoff=0.5)
            guess = f" Did you mean {near[0]}?" if near else ""
            ctx.fail(f"There is no command '{args[0]}'.{guess}")
        return super().resolve_command(ctx, args)

    def make_context(self, *args: Any, **named: Any) -> click.Context:
        """Read the arguments, and print help that is asked for."""
        with _heard():
            return super().make_context(*args, **named)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        with _heard():
            return super().invoke(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 done, 1 the data hold no answer, 2 the question was not understood.",
)
@click.version_option(__version__, message="westphalia %(version)s")
@click.option(
    "--edition", metavar="NAME", help="Which edition to ask: see data editions; else WESTPHALIA_EDITION."
)
@click.pass_context
def cli(ctx: click.Context, edition: str | None) -> None:
    """Ask two centuries of record of the international system of states.

    States are named by code, ISO3 or any name of the year: 365, RUS, Russia, "Soviet Union".
    """
    if edition is not None:
        ctx.with_resource(_edition(edition))


@contextmanager
def _edition(name: str) -> Iterator[None]:
    """Have an edition asked in all that the command does, in processes of its own too."""
    before = os.environ.get(EDITION)
    os.environ[EDITION] = name
    try:
        yield
    finally:
        if before is None:
            del os.environ[EDITION]
        else:
            os.environ[EDITION] = before


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    gc.set_threshold(1_000_000, 20, 20)  # a command makes many small objects and ends
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # products of matrices depend on it in their last digits
    os.environ.setdefault(
        "PYDANTIC_DISABLE_PLUGINS", "__all__"
    )  # to look for some takes longer than to check a question
    status = run(arguments)
    gc.freeze()  # nor is all that is left looked through at the end
    sys.exit(status)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status; errors are printed in plain lines."""
    _streams()
    try:
        _environment()
        result = cli.main(
            args=list(arguments) if arguments is not None else None,
            prog_name="westphalia",
            standalone_mode=False,
        )
        sys.stdout.flush()
    except click.ClickException as error:
        told = io.StringIO()
        error.show(told)
        return _say(told.getvalue().rstrip("\n"), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _say("Interrupted.", INTERRUPTED)
    except WestphaliaError as error:
        return _told(error)
    except (HungUp, BrokenPipeError):
        _silence()
        return 0
    except OSError as error:
        _silence()
        where = f"{error.filename} cannot be used." if error.filename else "The output cannot be written."
        return _say(f"{where}\n{error.strerror or error}.", 1)
    except BaseException as error:
        if not _from_engine(error):
            raise
        first = (str(error).splitlines() or [type(error).__name__])[0]
        broken = BrokenEdition("A table cannot be read.", first, "Check all of them: westphalia data verify")
        return _told(broken)
    return result if isinstance(result, int) else 0


@contextmanager
def _heard() -> Iterator[None]:
    """Tell a reader who hangs up apart: the library that reads the arguments would end the program with a status of its own."""
    try:
        yield
    except BrokenPipeError:
        raise HungUp from None


def _environment() -> None:
    """Refuse a number of threads that is none.

    Raises
    ------
    NotUnderstood
        For anything but a whole number above zero.
    """
    value = os.environ.get(THREADS, "")
    if value and not (value.isascii() and value.isdecimal() and len(value) < 6 and int(value)):
        raise NotUnderstood(
            f"{THREADS} is '{value}', which is no number of threads.", "", "Unset it, or set it to 1 or more."
        )


def _told(error: WestphaliaError) -> int:
    return _say("\n".join(part for part in (error.what, error.why, error.do) if part), error.status)


def _say(text: str, status: int) -> int:
    """Print what went wrong, without what would drive a terminal and without all of an argument that is longer than anyone reads."""
    lines = (
        line if len(line) <= LONGEST else f"{line[: LONGEST // 2]} ... {line[-LONGEST // 2 :]}"
        for line in printable(text).splitlines()
    )
    with suppress(OSError):
        click.echo("\n".join(lines), err=True)
    return status


def _silence() -> None:
    """Send what is still to be flushed at exit nowhere."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


def _streams() -> None:
    """Make standard output and error fit to be written to.

    Closed ones are stood in for, and no file that is opened takes their numbers. One without a buffer gets one, since without it a write that is
    cut short by a full disk passes for a whole one. A terminal without the right characters shows others.
    """
    if sys.stdout is None or sys.stderr is None:
        while (handle := os.open(os.devnull, os.O_RDWR)) < 3:
            pass
        os.close(handle)
        sys.stdout = sys.stdout or Closed()
        sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115, PTH123 - for as long as the program runs
    raw = getattr(sys.stdout, "buffer", None)
    if isinstance(raw, io.FileIO):
        held = io.BufferedWriter(io.FileIO(raw.fileno(), "w", closefd=False))
        sys.stdout = io.TextIOWrapper(held, sys.stdout.encoding, "replace", write_through=True)
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _from_engine(error: BaseException) -> bool:
    """Tell whether an error was raised by the engine that reads the tables, or is a panic of something compiled."""
    homes = {kind.__module__.split(".")[0] for kind in type(error).__mro__}
    return bool(homes & {"polars", "duckdb", "_duckdb", "pyo3_runtime"})
