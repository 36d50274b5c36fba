"""Everything a user can name is named in the documentation, and what the documentation names exists."""

import inspect
import re
import shlex
from dataclasses import fields
from functools import cache

import pytest
import typer
from conftest import ROOT

import kg
from kg import cli
from kg.export import EXPORTERS
from kg.query.questions import load
from kg.query.result import FORMATS
from kg.read.registry import READERS
from kg.settings import Settings

README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]
# Settings of a build are options of `kg build`, under these names.
OPTIONS = {"model": "--spacy-model", "finder": "--finder", "jobs": "--jobs", "base": "--base", "columns": "--column"}
# Readers by the kind of file that people speak of.
KINDS = {
    "Text": ".txt",
    "Markdown": ".md",
    "web pages": ".html",
    "JSON": ".jsonl",
    "CSV": ".csv",
    "Word": ".docx",
    "PDF": ".pdf",
}
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
SHELL = re.compile(r"^\$ (kg .*?)(?:\s+#.*)?$", re.MULTILINE)


@cache
def documentation() -> str:
    return "\n".join(page.read_text("utf-8") for page in PAGES)


@cache
def commands() -> dict[str, typer.core.TyperCommand]:
    """The commands by name."""
    cli.load_commands()

    return typer.main.get_command(cli.app).commands


def options() -> dict[str, list[str]]:
    """Every option by its long name, with all the ways to write it; what several commands share is told once."""
    ways: dict[str, list[str]] = {}
    for command in commands().values():
        for parameter in command.params:
            long = [option for option in parameter.opts if option.startswith("--") and option != "--help"]
            for option in long[:1]:
                ways[option] = sorted({*ways.get(option, ()), *parameter.opts, *parameter.secondary_opts})
    return ways


def told(words: str, where: str) -> bool:
    """Whether `words` stand somewhere as a word of their own."""
    return re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", where) is not None


def lines_of(command: str) -> str:
    """All of the documentation that speaks of a command."""
    return "\n".join(line for line in documentation().splitlines() if f"kg {command}" in line)


def missing(what: str) -> None:
    pytest.fail(f"README.md does not tell of: {what}", pytrace=False)


@pytest.mark.parametrize("command", sorted(commands()))
def test_command_is_documented(command):
    if not lines_of(command):
        missing(f"kg {command}")


@pytest.mark.parametrize("option", sorted(options()))
def test_option_is_documented(option):
    if not any(told(way, documentation()) for way in options()[option]):
        missing(option)


@pytest.mark.parametrize("setting", [field.name for field in fields(Settings)])
def test_setting_is_documented(setting):
    assert setting in OPTIONS, f"say in this test by which option the setting {setting!r} is made"
    if not told(OPTIONS[setting], documentation()):
        missing(f"kg build {OPTIONS[setting]}")


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_export_format_is_documented_with_its_ending(name):
    if not told(name, documentation()):
        missing(f"kg export --format {name}")
    if not re.search(rf"{re.escape(EXPORTERS[name].suffix)}(?!\w)", documentation()):
        missing(f"the ending {EXPORTERS[name].suffix}")


@pytest.mark.parametrize("name", FORMATS)
def test_result_format_is_documented(name):
    if not told(name, lines_of("query")):
        missing(f"kg query --format {name}")


@pytest.mark.parametrize("name", load())
def test_saved_question_is_documented(name):
    lists = re.findall(r"^Saved questions: (.*?)\n\n", documentation(), re.MULTILINE | re.DOTALL)
    if not told(name, "\n".join(lists)):
        missing(f"kg ask DIR {name}")


@pytest.mark.parametrize(("words", "suffix"), KINDS.items())
def test_kind_of_file_is_documented(words, suffix):
    assert suffix in READERS
    if words not in documentation():
        missing(f"reading {suffix}")


@pytest.mark.parametrize("name", sorted(set(kg.__all__) - {"__version__", "Graph"}))
def test_function_of_the_interface_is_documented(name):
    if f"kg.{name}(" not in documentation():
        missing(f"kg.{name}()")


@pytest.mark.parametrize(
    "name", [name for name, member in inspect.getmembers(kg.Graph) if not name.startswith("_") and callable(member)]
)
def test_method_of_a_graph_is_documented(name):
    if f"graph.{name}(" not in documentation():
        missing(f"graph.{name}()")


# -------- What is named exists


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page):
    dead = [link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()]
    assert dead == []


@pytest.mark.parametrize("line", SHELL.findall(README.read_text("utf-8")))
def test_example_line_names_a_command_and_options_that_exist(line):
    _, name, *rest = shlex.split(line)
    assert name in commands()
    known = {option for parameter in commands()[name].params for option in parameter.opts}
    assert {word for word in rest if word.startswith("-") and word != "-"} <= known
    if name == "ask" and "--list" not in rest:
        _, question, *given = rest
        assert {pair.partition("=")[0] for pair in given} <= {each.name for each in load()[question].parameters}


def test_pictures_are_in_git_as_files():
    assert all((README.parent / path).is_file() for path in re.findall(r"!\[[^]]*\]\(([^)]+)\)", documentation()))


def test_changelog_tells_of_this_version():
    assert f"## {kg.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
