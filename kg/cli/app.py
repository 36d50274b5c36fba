"""The application and what all commands share."""

import gc
import os
import sys
from importlib import import_module
from typing import Annotated

import typer

from kg import __version__
from kg.errors import KgError
from kg.settings import SELDOM

# The module of each command, so that the others need not be loaded.
COMMANDS = {
    **dict.fromkeys(("ask", "query"), "asking"),
    **dict.fromkeys(("build", "statements"), "building"),
    **dict.fromkeys(("add", "diff", "log", "rebuild", "retract", "update"), "changing"),
    "export": "exporting",
    **dict.fromkeys(("judgements", "merge", "reject", "review", "split", "undo", "why"), "judging"),
    "evaluate": "measuring",
    "update-query": "noting",
    "serve": "serving",
    **dict.fromkeys(("show", "stats", "validate", "view"), "showing"),
}

app = typer.Typer(
    name="kg",
    help="Turn news of talks between states into a knowledge graph of who said what to whom.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def show_version(wanted: bool) -> None:
    """Print the version and stop, if it is wanted."""
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turn news of talks between states into a knowledge graph of who said what to whom."""


def load_commands(wanted: str = "") -> None:
    """Let the module of the command that is wanted add it to the application, or each module, if that is not known."""
    for module in (COMMANDS[wanted],) if wanted in COMMANDS else sorted(set(COMMANDS.values())):
        import_module(f"kg.cli.{module}")


def main() -> None:
    """Run the command line; every fault the user can do something about ends as one sentence and exit code 2."""
    load_commands(sys.argv[1] if len(sys.argv) > 1 else "")
    gc.set_threshold(*SELDOM)
    try:
        app()
    except KgError as fault:
        fail(str(fault))
    except KeyboardInterrupt:
        typer.echo("kg: stopped; what was stored is kept, run the same command again to go on", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has gone ("kg … | head"); that is no fault of anybody's.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as fault:
        fail(f"{fault.filename or 'input or output'}: {(fault.strerror or str(fault)).lower()}")


def fail(sentence: str) -> None:
    """Print one sentence to standard error and end with exit code 2."""
    typer.echo(f"kg: {sentence}", err=True)
    sys.exit(2)
