"""Identifiers made from content: the same input gives the same id on every machine, on every day."""

import hashlib
import re
import unicodedata
from functools import cache
from pathlib import Path

# U+001F separates the parts, so that ("ab", "c") and ("a", "bc") differ.
SEPARATOR = "\x1f"
NOT_SLUG = re.compile(r"[^a-z0-9]+")


def digest(*parts: str) -> str:
    """Return 16 hexadecimal digits that depend on every part and on their order."""
    return hashlib.sha256(SEPARATOR.join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@cache
def digest_of_code(*parts: str) -> str:
    """Return a hash of the source of some modules and subpackages of `kg`, so that work done by other code is noticed."""
    package = Path(__file__).parent
    files = (file for part in parts for file in (package / f"{part}.py", *(package / part).rglob("*.py")))
    return digest(
        *(f"{file.relative_to(package)}:{file.read_text('utf-8')}" for file in sorted(files) if file.is_file())
    )


def digest_of_files(folder: Path) -> str:
    """Return 16 hexadecimal digits that depend on the names and bytes of all files below a folder, and on nothing else."""
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole.update(f"{path.relative_to(folder).as_posix()}{SEPARATOR}".encode("utf-8", "surrogatepass"))
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]


def slug(text: str) -> str:
    """Return `text` as lower-case ASCII words joined by hyphens; empty where no Latin letter or digit is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return NOT_SLUG.sub("-", plain.lower()).strip("-")
