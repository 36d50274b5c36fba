"""The command line: parse, call one function, report. Heavy imports happen inside the commands."""

from kg.cli.app import app, load_commands, main

__all__ = ["app", "load_commands", "main"]
