"""From files to `Document`s: `find` lists the files, `read` reads one.

To read another kind of file: write a module with a function `read(stream, name, columns)`, add a row to
`registry.READERS`, add a test.
"""

from kg.read.article import Outcome
from kg.read.files import find
from kg.read.registry import READERS, read

__all__ = ["READERS", "Outcome", "find", "read"]
