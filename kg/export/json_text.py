"""What the JSON formats share: one way to write a value, and lists written as they are read."""

import json
from collections.abc import Iterable
from typing import BinaryIO

from kg.export import columns
from kg.export.columns import Loss
from kg.graph.properties import PropertyGraph

DAYS = "days, which are text (JSON has no type for them)"
LOST = (*columns.LOST, DAYS)


def encoded(value: object) -> bytes:
    """Return `value` as JSON in UTF-8, on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def lost_in_json(graph: PropertyGraph) -> Loss:
    """Return how much of a property graph is lost in JSON."""
    return columns.lost(graph) + Loss({DAYS: graph.days()})


def write_list(stream: BinaryIO, items: Iterable[bytes]) -> None:
    """Write a list of values that are JSON already, one a line."""
    stream.write(b"[")
    for number, item in enumerate(items):
        stream.write(b",\n" if number else b"\n")
        stream.write(item)
    stream.write(b"\n]")
