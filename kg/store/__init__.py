"""The graph on disk."""
