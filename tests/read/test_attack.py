"""A short run of broken files (`tests/attack.py`): each is read or skipped with a sentence, and never ends the run."""

from attack import attacked_by_files


def test_broken_files(tmp_path):
    assert attacked_by_files(tmp_path, 150, derandomize=True) >= 100
