"""GraphML: the network as XML that networkx, igraph, Gephi and others read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from westphalia.networks.graphs import attributes, known

if TYPE_CHECKING:
    from westphalia.networks.result import Network

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
