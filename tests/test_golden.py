"""Golden cases: each article becomes the graph that a careful reader takes from it.

To add one, make a folder `tests/golden/NAME` with `article.txt`, run

    KG_WRITE_GOLDEN=NAME make test PYTEST=tests/test_golden.py

and read the `expected.ttl` that it writes word by word before you commit it. Where Parley falls short, correct the file
by hand and say in `fault.txt` what is wrong: the case is then expected to fail, and a failure once it no longer does.
"""

import os

import golden_cases
import pytest

pytestmark = pytest.mark.model


def case(name: str) -> object:
    """A case, marked as failing where a file says why."""
    fault = golden_cases.FOLDER / name / "fault.txt"
    marks = [pytest.mark.xfail(reason=fault.read_text("utf-8").strip(), strict=True)] if fault.exists() else []
    return pytest.param(name, marks=marks)


@pytest.mark.parametrize("name", [case(name) for name in golden_cases.CASES])
def test_article_becomes_the_graph_that_a_reader_takes_from_it(name):
    if os.environ.get("KG_WRITE_GOLDEN") in {name, "all"}:
        golden_cases.write(name)
    wanted, got = golden_cases.expected(name), golden_cases.found(name)
    if difference := golden_cases.difference(wanted, got):
        pytest.fail(f"{name} is read otherwise than a reader does:\n{difference}", pytrace=False)


def test_there_are_cases():
    assert len(golden_cases.CASES) >= 10
