"""Networks of states out of the record, for networkx, igraph, RSiena, btergm and amen.

>>> import westphalia as wp
>>> pacts = wp.network(wp.load(), "defence", (1912, 1913), directed=False)
>>> pacts.array.shape, pacts.value("Germany", "Austria-Hungary", 1913)
((2, 45, 45), 1.0)
"""

from westphalia.networks.make import network
from westphalia.networks.relation import RELATIONS
from westphalia.networks.result import Network

__all__ = ["RELATIONS", "Network", "network"]
