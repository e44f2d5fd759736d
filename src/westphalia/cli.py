"""At the prompt: the entry, which loads a command only when it is asked for, and what errors look like."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from westphalia.errors import BrokenEdition, WestphaliaError
from westphalia.report.views import VIEWS
from westphalia.version import __version__

OWN = {
    "claims": "From an article to a draft claim file.",
    "data": "The tables: list, show, cite, licences, verify, add.",
    "forecast": "Write down a forecast, and score it when it falls due.",
    "network": "A relation between all states: told, or to a file for network analysis.",
    "panel": "State-years and dyad-years for research, to a file.",
    "sql": "Ask the tables in SQL, read-only.",
}
"""Commands that live in the module of their name in :mod:`westphalia.commands`: what writes files of its own kind, or has commands under it."""
COMMANDS = dict(sorted({**VIEWS, **OWN}.items()))
"""All commands with their short help; those that are not :data:`OWN` are made from a view by :mod:`westphalia.commands.views`."""
INTERRUPTED = 130


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
            near = get_close_matches(args[0], COMMANDS, n=1, cutoff=0.5)
            guess = f" Did you mean {near[0]}?" if near else ""
            ctx.fail(f"There is no command '{args[0]}'.{guess}")
        return super().resolve_command(ctx, args)

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
def cli() -> None:
    """Ask two centuries of record of the international system of states.

    States are named by code, ISO3 or any name of the year: 365, RUS, Russia, "Soviet Union".
    """


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
    _lenient()
    try:
        result = cli.main(
            args=list(arguments) if arguments is not None else None,
            prog_name="westphalia",
            standalone_mode=False,
        )
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _say("Interrupted.", INTERRUPTED)
    except WestphaliaError as error:
        return _told(error)
    except BrokenPipeError:
        return _hung_up()
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        _silence()
        return _say(f"The output cannot be written.\n{error.strerror}.", 1)
    except Exception as error:
        if not _from_engine(error):
            raise
        first = (str(error).splitlines() or [type(error).__name__])[0]
        told = BrokenEdition("A table cannot be read.", first, "Check all of them: westphalia data verify")
        return _told(told)
    return result if isinstance(result, int) else 0


def _told(error: WestphaliaError) -> int:
    return _say("\n".join(part for part in (error.what, error.why, error.do) if part), error.status)


def _say(text: str, status: int) -> int:
    click.echo(text, err=True)
    return status


def _hung_up() -> int:
    """Whoever read the output has stopped: say nothing."""
    _silence()
    return 0


def _silence() -> None:
    """Send what is still to be flushed at exit nowhere."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


def _lenient() -> None:
    """Let a terminal without the right characters show others instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _from_engine(error: Exception) -> bool:
    """Tell whether an error was raised by the engine that reads the tables."""
    return any(
        kind.__module__.split(".")[0] in ("polars", "duckdb", "_duckdb") for kind in type(error).__mro__
    )
