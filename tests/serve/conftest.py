"""One server on the graph of the example article for all tests here."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from serve_builders import Server, serving


@pytest.fixture(scope="session")
def server(example_directory: Path) -> Iterator[Server]:
    with serving(example_directory) as running:
        yield running
