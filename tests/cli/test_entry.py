"""The command as the system starts it: exit codes, what is loaded, how output that nobody reads ends."""

import subprocess
import sys
from pathlib import Path

import pytest

KG = Path(sys.executable).with_name("kg")
HEAVY = ("spacy", "rdflib", "networkx", "pyvis", "pyshacl", "trafilatura", "onnxruntime", "thinc")
LOADED = (
    "import sys; from kg.cli import main\ntry: main()\nexcept SystemExit: pass\nprint(*sys.modules, file=sys.stderr)"
)


def kg(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess:
    return subprocess.run([KG, *arguments], capture_output=True, text=True, timeout=120, check=False, **options)


def loaded(*arguments: str | Path) -> set[str]:
    """The modules that a command has loaded when it is done."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments], capture_output=True, text=True, timeout=120, check=True
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["build", "-h"], ["ask", "--list"], ["export", "--list"]]
)
def test_ends_with_0_where_it_did_what_it_was_asked(arguments):
    done = kg(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.parametrize(
    "arguments", [["nope"], ["build"], ["query", "none", "ASK {}"], ["build", "none.txt", "-o", "g"]]
)
def test_ends_with_2_and_a_sentence_where_it_could_not(arguments, tmp_path):
    done = kg(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_version_is_that_of_the_package():
    from kg import __version__

    assert kg("--version").stdout == f"kg {__version__}\n"


def test_every_command_says_what_it_does():
    listed = kg("--help").stdout.partition("Commands:")[2].split("\n")
    commands = [line.split() for line in listed if line.startswith("  ") and line[2] != " "]
    assert {name for name, *_ in commands} >= {"ask", "build", "merge", "query", "review", "view", "why"}
    assert all(words for _, *words in commands)


def test_reader_that_goes_away_is_no_fault(example_directory):
    command = f"'{KG}' export '{example_directory}' --format nquads | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=120, check=True)
    assert (len(done.stdout.splitlines()), done.stderr) == (1, "")


@pytest.mark.parametrize(
    "command", [["--help"], ["query", "{}", "SELECT * { ?s a parley:Country }"], ["ask", "{}", "venues"], ["stats", "{}"]],
    ids=lambda command: command[0],
)  # fmt: skip
def test_command_that_reads_no_article_loads_no_language_model(example_directory, command):
    modules = loaded(*(part.replace("{}", str(example_directory)) for part in command))
    assert "kg.cli.app" in modules
    assert modules & set(HEAVY) == set()


def test_a_command_loads_neither_the_others_nor_what_only_builds_need(example_directory):
    modules = loaded("query", example_directory, "SELECT * { ?s a parley:Country }")
    assert {name for name in modules if name.startswith("kg.cli.")} == {"kg.cli.app", "kg.cli.asking"}
    assert modules & {"kg.model", "kg.graph.assemble", "kg.knowledge", "pydantic"} == set()


def test_every_command_is_found_by_its_name():
    import typer.main

    from kg.cli import app, load_commands
    from kg.cli.app import COMMANDS

    load_commands()
    found = typer.main.get_command(app).commands
    assert {name: command.callback.__module__ for name, command in found.items()} == {
        name: f"kg.cli.{module}" for name, module in COMMANDS.items()
    }


def test_import_kg_loads_nothing_heavy():
    code = "import kg, sys; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert set(found) & {*HEAVY, "typer", "rich", "pyoxigraph"} == set()


def test_is_a_module_too():
    done = subprocess.run([sys.executable, "-m", "kg", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == kg("--version").stdout
