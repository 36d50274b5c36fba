"""How well the example is read, against what a careful reader wrote down. A floor is what was reached; it is only raised."""

import pytest
from conftest import EXAMPLE

from kg.evaluate.golden import Score
from kg.evaluate.report import of_article
from kg.settings import Settings

pytestmark = pytest.mark.model
# kind: recall, precision
FLOORS = {
    "actors": (1.0, 0.94),
    "delegations": (1.0, 1.0),
    "venues": (1.0, 1.0),
    "events": (1.0, 0.8),
    "agreements": (1.0, 1.0),
    "demands": (1.0, 0.83),
    "statements": (1.0, 1.0),
    "questions": (1.0, 1.0),
}


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    found = of_article(EXAMPLE.with_suffix(".yaml"), EXAMPLE, Settings(jobs=1))
    return {score.kind: score for score in found}


@pytest.mark.parametrize(("kind", "recall", "precision"), [(kind, *floor) for kind, floor in FLOORS.items()])
def test_example_is_read_at_least_as_well_as_before(scores, kind, recall, precision):
    score = scores[kind]
    assert score.recall >= recall, f"missed: {', '.join(score.missed)}"
    assert score.precision >= precision, f"too much: {', '.join(score.spurious)}"


def test_every_kind_has_a_floor(scores):
    assert list(scores) == list(FLOORS)


def test_gold_file_in_the_package_is_the_shared_one(shared):
    ours = EXAMPLE.with_suffix(".yaml").read_bytes()
    assert ours == (shared / "gold" / "istanbul-talks.yaml").read_bytes()


def test_example_in_the_package_is_the_shared_one(shared):
    assert EXAMPLE.read_bytes() == (shared / "examples" / "istanbul-talks.txt").read_bytes()
