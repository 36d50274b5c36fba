"""Identifiers made from content: the same input gives the same id on every machine, on every day."""

import hashlib
import re
import unicodedata

# U+001F separates the parts, so that ("ab", "c") and ("a", "bc") differ.
SEPARATOR = "\x1f"
NOT_SLUG = re.compile(r"[^a-z0-9]+")


def digest(*parts: str) -> str:
    """Return 16 hexadecimal digits that depend on every part and on their order."""
    return hashlib.sha256(SEPARATOR.join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def slug(text: str) -> str:
    """Return `text` as lower-case ASCII words joined by hyphens; empty where no Latin letter or digit is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return NOT_SLUG.sub("-", plain.lower()).strip("-")
