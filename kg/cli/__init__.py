"""The command line: parse, call one function, report. Heavy imports happen inside the commands."""

from kg.cli.app import app, main

__all__ = ["app", "main"]
