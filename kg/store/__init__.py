"""The graph on disk."""

from kg.store.directory import GraphDirectory

__all__ = ["GraphDirectory"]
