"""`kg` as a user types it: `kg("build", "a.txt", "-o", "g")` gives the exit code and what was printed.

It runs in this process, through the same `main` as the command, so that the language model is loaded once. Any
exception that `main` lets through is one that a user would see as a traceback, and fails the test.
"""

import io
import sys
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from kg.cli import main


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one line on standard error."""
        (line,) = self.err.splitlines()
        return line


def kg(*arguments: str | Path, stdin: bytes = b"") -> Outcome:
    """Return how `kg` with these arguments ends."""
    out, err = io.StringIO(), io.StringIO()
    given = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    code = 0
    with (
        redirect_stdout(out),
        redirect_stderr(err),
        patch.object(sys, "argv", ["kg", *map(str, arguments)]),
        patch.object(sys, "stdin", given),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
    return Outcome(code, out.getvalue(), err.getvalue())


def build(target: Path, *arguments: str | Path, stdin: bytes = b"") -> Outcome:
    """Return how `kg build … -o target` in this process ends."""
    return kg("build", *arguments, "-o", target, "--jobs", "1", stdin=stdin)


def files(folder: Path, contents: Iterable[tuple[str, str | bytes]]) -> Path:
    """Write files into `folder` and return it."""
    folder.mkdir(exist_ok=True)
    for name, content in contents:
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder
