"""A network of one year for networkx."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from westphalia.errors import NoAnswer, WestphaliaError

if TYPE_CHECKING:
    from westphalia.networks.result import Network, Node


def to_networkx(network: Network, year: int) -> Any:
    """Return the network of a year: the states in the system, and an edge for each value that is known and not 0.

    Raises
    ------
    NoAnswer
        When the relation is not known in the year.
    WestphaliaError
        When networkx is not installed.
    """
    library = _networkx()
    at = network.wave(year)
    known(network, year)
    graph = library.DiGraph() if network.directed else library.Graph()
    about = network.about()
    graph.graph.update(
        {key: about[key] for key in ("relation", "title", "meaning", "system")},
        year=year,
        observed=network.observed[at],
        unknown_pairs=int(network.unknown()[at]),
        edition=about["westphalia"]["edition"],
        sources=" ".join(about["sources"]),
    )
    for place, node in enumerate(network.nodes):
        if network.present[at, place]:
            graph.add_node(node.code, **attributes(network, node, year))
    for one, two, _, value in _one(network, year):
        weight = {"weight": value} if network.valued else {}
        graph.add_edge(one, two, value=value, **weight)
    return graph


def _one(network: Network, year: int) -> list[tuple[int, int, int, float]]:
    at = network.wave(year)
    only = replace(
        network,
        years=(year,),
        array=network.array[at : at + 1],
        present=network.present[at : at + 1],
        observed=network.observed[at : at + 1],
    )
    return only.edges().rows()


def attributes(network: Network, node: Node, year: int) -> dict[str, str]:
    """Return the attributes of a state: its name in a year, and its ISO code if it has one."""
    name = network.world.state(node.code, year, system=network.system).name
    return {"name": name, **({"iso3": node.iso3} if node.iso3 else {})}


def known(network: Network, year: int) -> None:
    """Fail when the relation is not known in a year: a graph without edges would say that there were no ties."""
    if network.observed[network.wave(year)] is None:
        span = network.coverage
        reach = f"It is known from {span[0]} to {span[1]}." if span else "This world withholds it."
        raise NoAnswer(
            f"{network.relation.title}: not known in {year}.",
            reach,
            'To use the last year known: carry="last".' if span and year > span[1] else "",
        )


def _networkx() -> Any:
    try:
        return import_module("networkx")
    except ImportError:
        raise WestphaliaError(
            "This needs networkx, which is not installed.", "", 'Run: pip install "westphalia[networks]"'
        ) from None
