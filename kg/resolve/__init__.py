"""Who is who: mentions of all documents become entities."""

from kg.resolve.resolver import resolve

__all__ = ["resolve"]
