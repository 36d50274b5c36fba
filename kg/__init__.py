"""Parley: news of talks between states as a knowledge graph of who said what to whom.

>>> import kg
>>> graph = kg.build("article.txt")            # doctest: +SKIP
>>> graph.ask("said-by", speaker="Lavrov")     # doctest: +SKIP
"""

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from kg.api import Graph, build, open_graph, statements

__all__ = ["Graph", "__version__", "build", "open_graph", "statements"]


def __getattr__(name: str) -> object:
    """Return a part of the Python interface, loaded when it is first asked for: `import kg` alone costs nothing."""
    if name in __all__:
        from kg import api

        return getattr(api, name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
