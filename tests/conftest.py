"""What all tests share: the rule about skipping, the folders, and the graph of the example, built once.

What is missing on a machine (a browser, the folder `shared` beside the checkout) is skipped with its reason printed.
Where `KG_REQUIRE_ALL=1` says that nothing is missing, as in CI, a skip is a failure.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from kg.api import Graph

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "tests" / "integration" / "articles"
EXAMPLE = ROOT / "kg" / "examples" / "istanbul-talks.txt"
SHARED = ROOT.parent / "shared"

# How long a property takes depends on what else the machine does.
settings.register_profile("parley", deadline=None)
settings.load_profile("parley")


def nothing_may_be_skipped() -> bool:
    return os.environ.get("KG_REQUIRE_ALL") == "1"


def refused(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Make a failure of a skip."""
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.outcome = "failed"
    report.longrepr = f"{report.nodeid}: {reason}\nKG_REQUIRE_ALL=1 allows no skip: install what is missing."


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_makereport() -> Iterator[None]:
    report = yield
    if nothing_may_be_skipped() and report.skipped and not hasattr(report, "wasxfail"):
        refused(report)
    return report


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_make_collect_report() -> Iterator[None]:
    report = yield
    if nothing_may_be_skipped() and report.skipped:
        refused(report)
    return report


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora, gold files and scorers that lies beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("there is no folder 'shared' beside the checkout; what is measured on its corpora was not tested")
    return SHARED


@pytest.fixture(scope="session")
def example_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph directory of the example article; tests only read it."""
    import kg

    path = tmp_path_factory.mktemp("example") / "graph"
    kg.build(EXAMPLE, directory=path, jobs=1)
    return path


@pytest.fixture(scope="session")
def example(example_directory: Path) -> Graph:
    """The graph of the example article."""
    import kg

    return kg.open_graph(example_directory)
