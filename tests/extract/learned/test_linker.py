import math

import numpy as np
import pytest
from learned_builders import nearest_links

from kg.extract.learned.linker import Linker, _gelu


@pytest.mark.parametrize("value", [-6.0, -1.0, -0.1, 0.0, 0.3, 2.0, 8.0])
def test_the_activation_is_the_gaussian_one(value):
    exact = 0.5 * value * (1 + math.erf(value / math.sqrt(2)))
    assert _gelu(np.asarray([value], dtype=np.float32))[0] == pytest.approx(exact, abs=2e-6)


def test_probabilities_of_no_answer_and_of_each_candidate_sum_to_one():
    asked = [[(0, (3, 0, 0, 0)), (1, (11, 0, 0, 0))], [(1, (3, 0, 0, 0))]]
    two, one = Linker(nearest_links())(0, np.zeros((2, 4)), np.zeros((2, 4)), asked)
    assert two.sum() == pytest.approx(1)
    assert two[2] > two[1] > two[0]
    assert one.shape == (2,)


def test_without_candidates_there_is_no_answer():
    assert [each.tolist() for each in Linker(nearest_links())(0, np.zeros((1, 4)), np.zeros((0, 4)), [[]])] == [[1.0]]
