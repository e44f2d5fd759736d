"""A network of one year for networkx."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from westphalia.errors import NoAnswer
from westphalia.lazy import optional

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
    return optional("networkx", how='pip install "westphalia[networks]"')


# GraphML: the network as XML that networkx, igraph, Gephi and others read.


FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold."""
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
NODE_KEYS = {"name": "string", "iso3": "string", "present": "string"}


def graphml(network: Network) -> str:
    """Return the network as one graph.

    Nodes are all its states, with ``name``, ``iso3`` and ``present`` (years in the system, ``1816-1945 1990-2025``). Edges are ties with ``year``
    and ``value`` (in a valued network ``weight`` too): one for each year, so a network of several years has parallel edges. The graph
    itself says which years are known and how many pairs are not.

    Raises
    ------
    NoAnswer
        When the only year asked for is not known.
    """
    if len(network.years) == 1:
        known(network, network.years[0])
    return "\n".join([HEAD, *_keys(network), *_graph(network), "</graphml>", ""])


def _about(network: Network) -> dict[str, str]:
    about = network.about()
    return {
        "relation": about["relation"],
        "title": about["title"],
        "meaning": about["meaning"],
        "system": about["system"],
        "years": " ".join(str(year) for year in network.years),
        "observed": " ".join("unknown" if year is None else str(year) for year in network.observed),
        "unknown_pairs": " ".join(str(number) for number in about["unknown_pairs"]),
        "edition": about["westphalia"]["edition"],
        "as_of": json.dumps(about["as_of"]),
        "sources": " ".join(about["sources"]),
    }


def _keys(network: Network) -> Iterator[str]:
    number = "double" if network.valued else "int"
    edge = {"year": "int", "value": number, **({"weight": number} if network.valued else {})}
    told = {"graph": dict.fromkeys(_about(network), "string"), "node": NODE_KEYS, "edge": edge}
    for owner, keys in told.items():
        for name, kind in keys.items():
            yield f'<key id="{owner}_{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>'


def _graph(network: Network) -> Iterator[str]:
    default = "directed" if network.directed else "undirected"
    yield f'<graph id="G" edgedefault="{default}">'
    for key, text in _about(network).items():
        yield _data("graph", key, text)
    one_year = len(network.years) == 1
    for node, spells in zip(network.nodes, network.spells(), strict=True):
        told = attributes(network, node, network.years[0]) if one_year else {"name": node.name}
        if node.iso3:
            told["iso3"] = node.iso3
        told["present"] = " ".join(f"{first}-{last}" for first, last in spells)
        yield f"<node id={quoteattr(str(node.code))}>"
        yield from (_data("node", key, text) for key, text in told.items())
        yield "</node>"
    for one, two, year, value in network.edges().iter_rows():
        weight = _data("edge", "weight", value) if network.valued else ""
        yield (
            f'<edge source="{one}" target="{two}">{_data("edge", "year", year)}{_data("edge", "value", value)}{weight}</edge>'
        )
    yield "</graph>"


def _data(owner: str, key: str, value: Any) -> str:
    """Return one attribute; characters that XML cannot hold become U+FFFD.

    Examples
    --------
    >>> _data("node", "name", "A < B" + chr(1))
    '<data key="node_name">A &lt; B\ufffd</data>'
    """
    return f'<data key="{owner}_{key}">{escape(FORBIDDEN.sub(chr(0xFFFD), str(value)))}</data>'
