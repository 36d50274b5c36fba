"""From a graph to a file that other tools read: `export(graph, "turtle", "talks.ttl")`.

To add a format: write a module with `write(graph, target)`, add a row to `registry.EXPORTERS`, add a test. A format
writes one file, whose name the user gives; nothing that a graph says ever becomes part of a path.
"""

from kg.export.registry import EXPORTERS, Exporter, export, exporter, format_of

__all__ = ["EXPORTERS", "Exporter", "export", "exporter", "format_of"]
