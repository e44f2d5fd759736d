"""The server of tools for assistants, in the Model Context Protocol."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations

from westphalia.app.tools import Tool, ToolAnswer, tools
from westphalia.errors import WestphaliaError, printable
from westphalia.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from westphalia.record.world import World

INSTRUCTIONS = """The international system of states, 1816 to today, from published data: who stands with whom, what binds and limits two states, forecasts of new ties, sanctions, markets, simulations.
States are named by code, ISO3 or any name of the year (365, RUS, Russia, Persia). Every figure has the year it is from and its source; what is not known is null with a reason, never zero: say so. Quote
address and edition with a figure. A page is text of some sixty lines; `section` prints one part of it, `form=data` with `part` its figures. Forecasts and simulations are what past ties and processes
suggest: no basis for a decision on one pair."""


def server(world: World, base: str = "") -> MCPServer[Any]:
    """Return the server with all tools, each of which only reads.

    Parameters
    ----------
    world : World
        The record.
    base : str, optional
        Where the site is served, which comes before addresses.
    """
    made: MCPServer[Any] = MCPServer(
        "westphalia", instructions=INSTRUCTIONS, version=__version__, log_level="WARNING"
    )
    only_reads = ToolAnnotations(
        read_only_hint=True, idempotent_hint=True, destructive_hint=False, open_world_hint=False
    )
    for each in tools(world, base):
        made.add_tool(
            _told(each), each.name, description=each.words, annotations=only_reads, structured_output=True
        )
    return made


def _told(tool: Tool) -> Callable[..., ToolAnswer]:
    """Return the function of a tool, whose errors an assistant can read: any other would reach it without its words."""

    @functools.wraps(tool.run)
    def run(**given: Any) -> ToolAnswer:
        try:
            return tool.run(**given)
        except WestphaliaError as error:
            raise ToolError(printable(str(error))) from None

    return run
