"""Who is who: mentions of all documents become entities."""

from kg.resolve.resolver import explain, resolve, resolve_with_reasons

__all__ = ["explain", "resolve", "resolve_with_reasons"]
