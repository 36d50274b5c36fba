"""From a graph to a file that other tools read: `export(graph, "turtle", "talks.ttl")`.

To add a format: write a module with `write(graph, target)`, add a row to `registry.EXPORTERS`, add a test. A format
writes one file, or several into an empty folder, whose name the user gives; nothing that a graph says ever becomes
part of a path. What it cannot carry is in its row, and written beside the file.
"""

from kg.export.registry import EXPORTERS, LOSS, Exporter, export, exporter, format_of

__all__ = ["EXPORTERS", "LOSS", "Exporter", "export", "exporter", "format_of"]
