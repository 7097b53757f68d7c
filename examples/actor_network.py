"""The actor graph in networkx: who is central, and through whom two actors are connected.

python examples/actor_network.py [STORE [ACTOR ACTOR]]
"""

import sys

import networkx as nx

import kgraph


def main(store="kgraph.db", start="North Korea", end="Russia"):
    with kgraph.open(store) as graph:
        network = graph.to_networkx()
        names = {entity.name: entity.id for entity in graph.entities().values()}
    labels = nx.get_node_attributes(network, "label")
    degrees = sorted(network.degree(), key=lambda pair: (-pair[1], pair[0]))
    print("Most connected:", ", ".join(f"{labels[node]} ({degree})" for node, degree in degrees[:5]))
    ends = names.get(start), names.get(end)
    if any(node not in network for node in ends):
        print(f"{start} and {end} are not both in the graph")
        return
    try:
        path = nx.shortest_path(network.to_undirected(), *ends)
    except nx.NetworkXNoPath:
        print(f"nothing connects {start} and {end}")
        return
    print("Connected by:", " - ".join(labels[node] for node in path))


if __name__ == "__main__":
    main(*sys.argv[1:])
