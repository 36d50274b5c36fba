"""Quads come out in one order, in memory and on disk."""

import random
import sqlite3

import pytest
from export_builders import graphs
from hypothesis import given

from kg.errors import KgError
from kg.graph import sorting
from kg.graph.assemble import order
from kg.graph.sorting import Octets, in_order, subject_order


@pytest.mark.parametrize("limit", [0, 3, 1000])
@given(graph=graphs)
def test_any_quads_come_sorted_and_once_in_memory_and_on_disk(limit, graph):
    quads = list(graph.quads())
    shuffled = random.Random(1).sample(quads * 2, len(quads) * 2)
    assert list(in_order(shuffled, limit)) == sorted(quads, key=order)
    assert list(in_order(shuffled, limit, by_subject=True)) == sorted(quads, key=subject_order)


def test_lines_are_read_in_any_portions():
    lines = ["ab\n", "é\n", "c" * 10 + "\n"]
    for size in (1, 2, 7, 100):
        octets, found = Octets(lines), b""
        while part := octets.read(size):
            assert len(part) <= size
            found += part
        assert found.decode() == "".join(lines)
    assert Octets(lines).read() == "".join(lines).encode()


def test_a_full_disk_is_one_sentence(monkeypatch):
    def full():
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(sorting, "workspace", full)
    with pytest.raises(KgError, match="cannot sort on disk: database or disk is full; is the folder of temporary"):
        list(in_order([1, 2], 0))
