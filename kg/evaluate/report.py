"""Everything that is measured, in one table."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.evaluate import golden
from kg.evaluate.attributions import ROLES, TESTS, Attribution, Corpus, Fault, faults, read_brat
from kg.evaluate.attributions import score as score_attributions
from kg.evaluate.classes import score_classes
from kg.evaluate.context import marked, shortened
from kg.evaluate.golden import Reading, Score
from kg.evaluate.interpretation import score as score_interpretation
from kg.evaluate.noise import KINDS, with_noise
from kg.graph.assemble import assemble
from kg.model import Document, Extraction
from kg.pipeline import Report, extract_all, kept, read_documents
from kg.query.questions import ask
from kg.resolve import resolve
from kg.settings import Settings
from kg.store.directory import memory_store

EXAMPLE = Path(__file__).parents[1] / "examples" / "istanbul-talks.yaml"


def of_article(gold: Path, article: Path, settings: Settings) -> list[Score]:
    """Return the scores of one article against its gold file, and of the questions beside it if there are any."""
    documents = read_documents([str(article)], settings, Report())
    (extraction,) = all_of(documents, settings)
    reading = Reading(golden.load_gold(gold), extraction, resolve([extraction]))
    said, spoken = golden.statements(reading)
    scores = [
        golden.actors(reading),
        golden.delegations(reading),
        golden.venues(reading),
        golden.events(reading),
        golden.positions(reading, "Agreement", "agreements"),
        golden.positions(reading, "Demand", "demands"),
        said,
    ]
    asked = gold.with_suffix(".questions.yaml")
    return [*scores, questions(reading, golden.known_iris(reading, spoken), asked)] if asked.exists() else scores


def questions(reading: Reading, known: dict[str, str], asked: Path) -> Score:
    """Return how many questions the graph answers as the gold file does: all that is expected, nothing else that it knows."""
    store = memory_store(assemble([reading.extraction], reading.resolution, reading.names.base))
    expected = reading.gold["questions"]
    rows: list[dict[str, Any]] = golden.load(asked)
    wrong = []
    for question, row in zip(expected, rows, strict=True):
        found = ask(store, row["question"], **row.get("parameters", {}))
        answers = {
            tuple(known.get(str(line.get(column)), line.get(column)) for column in row["columns"]) for line in found
        }
        wanted = {tuple(item) if isinstance(item, list) else (item,) for item in question["answer"]}
        extra = {answer for answer in answers - wanted if all(part in known.values() for part in answer)}
        if not (wanted <= answers and not extra):
            wrong.append(
                f"{question['ask']} missing {sorted(map(str, wanted - answers))} extra {sorted(map(str, extra))}"
            )
    right = len(rows) - len(wrong)
    return Score("questions", right, len(rows), right, len(rows), tuple(wrong))


def of_attributions(folder: Path, settings: Settings, noise: bool = False) -> tuple[dict[str, Any], list[str]]:
    """Return the scores of attribution on a folder of text and brat annotations, and what went wrong, in context.

    With `noise` also those on the same articles as machine translation and careless typing leave them.
    """
    gold = read_brat(folder)
    predictions = predicted(gold, settings)
    wrong = [told(fault, gold[fault.document][0]) for fault in faults(gold, predictions)]
    figures = score_attributions(gold, predictions) | {"classes": score_classes(gold, predictions)}
    if noise:
        figures["noise"] = of_noise(gold, settings, figures)
    return figures, wrong


def of_noise(gold: Corpus, settings: Settings, clean: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """Return partial, strict and content F1 under each kind of noise, and by how much partial F1 drops."""
    rows = {}
    for kind, strength in KINDS.items():
        noisy = {name: with_noise(name, text, found, strength) for name, (text, found) in gold.items()}
        found = score_attributions(noisy, predicted(noisy, settings))
        rows[kind] = {test: found[test]["f1"] for test in TESTS}
        rows[kind]["drop"] = round(clean["partial"]["f1"] - rows[kind]["partial"], 3)
    return rows


def of_interpretation(gold: Path, texts: Path | None, settings: Settings) -> tuple[dict[str, Any], list[str]]:
    """Return how well attributions whose words are known are understood, and what went wrong, in context."""
    if not gold.exists():
        raise KgError(f"no such file: {gold}")
    if texts is None or not texts.is_dir():
        raise KgError("--interpretation needs --texts DIR, the folder with the articles that the file names")
    return score_interpretation(gold, texts, settings)


def predicted(gold: Corpus, settings: Settings) -> dict[str, list[Attribution]]:
    """Return the attributions that we find in the texts, by name; those inside others left out, as the gold has none."""
    documents = [Document(text, source=name) for name, (text, _) in gold.items()]
    found: dict[str, list[Attribution]] = {}
    for extraction in all_of(documents, settings):
        found[extraction.document.source] = [
            {role: [[span.start, span.end] for span in getattr(statement.attribution, role)] for role in ROLES}
            for statement in extraction.statements
            if not statement.nested_in
        ]
    return found


def all_of(documents: list[Document], settings: Settings) -> list[Extraction]:
    """Return what each document says; raises `KgError` if one cannot be read, as figures without it would be wrong."""
    report = Report()
    found = list(kept(extract_all(documents, settings), report))
    if report.skipped:
        raise KgError(f"{len(report.skipped)} of {len(documents)} articles could not be read: {report.skipped[0]}")
    return found


def told(fault: Fault, text: str) -> str:
    """Return one line for a wrong or missed attribution: source, cue and content in brackets, and what stands there instead."""
    places = [(start, end) for role in ROLES for start, end in fault.attribution[role]]
    line = f"{fault.what}: {marked(text, places)}  ({fault.document}, character {min(places)[0]})"
    if fault.instead is None:
        return line
    parts = (" … ".join(" ".join(text[start:end].split()) for start, end in fault.instead[role]) for role in ROLES)
    side = "gold" if fault.what == "too much" else "found"
    return f"{line}; {side} has: {' | '.join(shortened(part) or '–' for part in parts)}"


def as_rows(scores: Iterable[Score]) -> list[dict[str, Any]]:
    """Return scores as plain records with recall and precision."""
    return [
        asdict(score) | {"recall": round(score.recall, 3), "precision": round(score.precision, 3)} for score in scores
    ]
