"""How alike two ways of putting the same mentions into chains are: MUC, B³, CEAFe and their mean, the CoNLL score.

As in Pradhan et al. 2014 ("Scoring coreference partitions of predicted mentions"), for mentions that both sides have.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from typing import Any

import rustworkx

Chains = Mapping[Any, Hashable]  # mention → name of its chain
SCALE = 10**9  # rustworkx matches by whole numbers


def muc(gold: Chains, found: Chains) -> tuple[float, float]:
    """Return precision and recall of the links that hold chains together (Vilain et al. 1995)."""
    return _links_kept(found, gold), _links_kept(gold, found)


def _links_kept(chains: Chains, others: Chains) -> float:
    kept = wanted = 0
    for members in _members(chains).values():
        kept += len(members) - len({others[one] for one in members})
        wanted += len(members) - 1
    return kept / wanted if wanted else 0.0


def b_cubed(gold: Chains, found: Chains) -> tuple[float, float]:
    """Return precision and recall averaged over mentions (Bagga and Baldwin 1998)."""
    shared = Counter((gold[one], found[one]) for one in gold)
    ours, theirs = Counter(found.values()), Counter(gold.values())
    precision = sum(count * count / ours[mine] for (_, mine), count in shared.items())
    recall = sum(count * count / theirs[right] for (right, _), count in shared.items())
    return precision / len(gold), recall / len(gold)


def ceaf_e(gold: Chains, found: Chains) -> tuple[float, float]:
    """Return precision and recall of the best one-to-one match of chains, each counted by its likeness (Luo 2005)."""
    ours, theirs = Counter(found.values()), Counter(gold.values())
    graph = rustworkx.PyGraph()
    nodes = {("gold", chain): graph.add_node(chain) for chain in theirs}
    nodes |= {("found", chain): graph.add_node(chain) for chain in ours}
    for (right, mine), count in Counter((gold[one], found[one]) for one in gold).items():
        likeness = 2 * count / (theirs[right] + ours[mine])
        graph.add_edge(nodes["gold", right], nodes["found", mine], likeness)
    matched = rustworkx.max_weight_matching(graph, weight_fn=lambda likeness: round(likeness * SCALE))
    total = sum(graph.get_edge_data(left, right) for left, right in matched)
    return total / len(ours), total / len(theirs)


def _members(chains: Chains) -> dict[Hashable, list[Hashable]]:
    members: defaultdict[Hashable, list[Hashable]] = defaultdict(list)
    for mention, chain in chains.items():
        members[chain].append(mention)
    return members


MEASURES = {"MUC": muc, "B³": b_cubed, "CEAFe": ceaf_e}
