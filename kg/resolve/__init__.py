"""Who is who: mentions of all documents become entities."""

from kg.resolve.rejected import without_rejected
from kg.resolve.resolver import resolve

__all__ = ["resolve", "without_rejected"]
