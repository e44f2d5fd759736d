"""A relation between all states as a graph: python examples/network_to_networkx.py [FOLDER].

Copy this for centrality, communities or drawing: who was at the centre of defence pacts in 1914 and 1950? (needs networkx)
"""

import sys
from pathlib import Path

import networkx as nx

import westphalia as wp

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
folder.mkdir(parents=True, exist_ok=True)

# Any quantity or measure of pairs is a network: "trade", "shared_institutions", "similarity_votes" ...
pacts = wp.network(wp.load(), "defence", (1914, 1950), directed=False)
for year in (1914, 1950):
    graph = pacts.to_networkx(year)
    degree = sorted(graph.degree, key=lambda pair: (-pair[1], pair[0]))[:3]
    named = ", ".join(f"{graph.nodes[code]['name']} {ties}" for code, ties in degree)
    groups = [each for each in nx.connected_components(graph) if len(each) > 1]
    print(f"{year}: {graph.number_of_edges()} pairs, {len(groups)} blocs; most ties: {named}")

# GraphML for Gephi or igraph; folders for RSiena, btergm and amen are written by the same method.
pacts.write(folder / "defence.graphml")
print(f"Missing values of each year: {pacts.unknown().max()} at most")
