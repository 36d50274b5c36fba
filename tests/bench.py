"""`make bench`: how fast Parley is, as ratios measured in one run, and where the time goes.

The baseline is spaCy alone with the same model on the same texts, one after the other (with `nlp.pipe` it is slower on
articles of this length), in a process of its own as Parley is. Runs of the two take turns, and the fastest of each
counts. Timings never decide a test.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench_growth import growth
from tests.bench_names import costs
from tests.bench_questions import questions

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpora" / "polnear" / "data" / "train" / "text"
ARTICLES = 200
TURNS = 2
STARTS = 9
BUILD_LIMIT, START_LIMIT = 1.35, 0.3

SPACY_ALONE = """
import sys
from pathlib import Path
from kg.settings import Settings
import importlib
nlp = importlib.import_module(Settings().model).load()
texts = [Path(path).read_text("utf-8") for path in sys.argv[1:]]
for text in texts:
    nlp(text)
"""
KG = [sys.executable, "-c", "from kg.cli import main; main()"]


@dataclass(frozen=True)
class Run:
    """What one process took."""

    seconds: float
    megabytes: float  # at its peak
    processor_s: float = 0.0  # of all its threads


def run(*command: str | Path) -> Run:
    """Return what a command takes; raises where it fails."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))[:200]} failed with exit code {process.returncode}")
    return Run(seconds, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime)


def best(turns: int, contenders: dict[str, Callable[[], Run]]) -> dict[str, Run]:
    """Return the fastest run of each, taken in turns so that all meet the same machine."""
    runs: dict[str, list[Run]] = {name: [] for name in contenders}
    for _ in range(turns):
        for name, contender in contenders.items():
            runs[name].append(contender())
    return {name: min(each, key=lambda one: one.seconds) for name, each in runs.items()}


def build(articles: list[Path], finder: str, jobs: int = 1) -> Callable[[], Run]:
    """Return what runs a whole build, from the files to the finished directory."""

    def whole_build() -> Run:
        with tempfile.TemporaryDirectory() as folder:
            options = ("--finder", finder, "--jobs", str(jobs), "--quiet")
            return run(*KG, "build", *articles, "-o", f"{folder}/graph", *options)

    return whole_build


def builds(articles: list[Path]) -> Iterator[str]:
    """Yield what is to say about whole builds."""
    words = sum(len(path.read_text("utf-8").split()) for path in articles)
    contenders = {
        "spaCy alone": lambda: run(sys.executable, "-c", SPACY_ALONE, *articles),
        f"`kg build --finder rules`, a process a core (at most {BUILD_LIMIT})": build(articles, "rules", 0),
        "`kg build --finder rules --jobs 1`": build(articles, "rules"),
        "`kg build --jobs 1`": build(articles, "learned"),
        "`kg build --jobs 2` (memory of one worker)": build(articles, "learned", 2),
    }
    found = best(TURNS, contenders)
    baseline = found["spaCy alone"].seconds
    yield f"| whole build of {len(articles)} articles, {words:,} words | seconds | × spaCy | words a second | peak MB |"
    yield "|---|---|---|---|---|"
    for name, each in found.items():
        speed = f"{words / each.seconds:,.0f} | {each.megabytes:.0f}"
        yield f"| {name} | {each.seconds:.1f} | {each.seconds / baseline:.2f} | {speed} |"


def starts(graph: Path) -> Iterator[str]:
    """Yield what is to say about the start of commands."""
    query = "SELECT ?s { ?s a parley:Statement } LIMIT 1"
    contenders = {
        '`python -c "import spacy"`': lambda: run(sys.executable, "-c", "import spacy"),
        f"`kg --help` (at most {START_LIMIT})": lambda: run(*KG, "--help"),
        "`kg query` on an existing graph": lambda: run(*KG, "query", graph, query),
    }
    found = best(STARTS, contenders)
    baseline = next(iter(found.values())).seconds
    yield "| cold start | seconds | × `import spacy` |"
    yield "|---|---|---|"
    for name, each in found.items():
        yield f"| {name} | {each.seconds:.2f} | {each.seconds / baseline:.2f} |"


class Clock:
    """How long each named part took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - begun


def stages(articles: list[Path], graph: Path, finder: str) -> Clock:
    """Return where the time of a build goes; leaves the graph at `graph`."""
    from kg import ontology, resolve
    from kg.extract import extractor
    from kg.extract.finders import FINDERS
    from kg.extract.language import load_language
    from kg.graph.assemble import assemble
    from kg.pipeline import Report, read_documents
    from kg.settings import Settings
    from kg.store.directory import GraphDirectory

    clock, settings, found = Clock(), Settings(finder=finder, jobs=1), []
    with clock.part("load the language pipeline"):
        nlp = load_language(settings.model, finder)
    with clock.part("read"):
        documents = read_documents(map(str, articles), settings, Report())
    for document in documents:
        with clock.part("extract: spaCy"):
            doc = nlp.make_doc(document.text)
        for name, component in nlp.pipeline:
            with clock.part("extract: find statements" if name == FINDERS[finder] else "extract: spaCy"):
                doc = component(doc)
        with clock.part("extract: understand"):
            found.append(extractor.read_doc(doc, document))
    with clock.part("resolve"):
        resolution = resolve.resolve(found)
    with clock.part("assemble"):
        quads = list(assemble(found, resolution))
    with GraphDirectory.create(graph, ontology.DEFAULT_BASE) as directory:
        with clock.part("store: shards"):
            for extraction in found:
                directory.put(extraction, [extraction.document], extractor.fingerprint(settings.model, finder))
        with clock.part("store: graph"):
            directory.load(quads)
    return clock


def shares(articles: list[Path], folder: Path) -> Iterator[str]:
    """Yield where the time goes with each finder; leaves a graph in `folder`."""
    clocks = {finder: stages(articles, folder / finder, finder).seconds for finder in ("rules", "learned")}
    yield "| where the time goes | " + " | ".join(f"`--finder {finder}`, seconds | share" for finder in clocks) + " |"
    yield "|---" * (1 + 2 * len(clocks)) + "|"
    for part in next(iter(clocks.values())):
        cells = (f"{seconds[part]:.1f} | {seconds[part] / sum(seconds.values()):.0%}" for seconds in clocks.values())
        yield f"| {part} | {' | '.join(cells)} |"


def main(target: str = "") -> None:
    """Print the figures, and write them to the file `target` if one is named."""
    if not CORPUS.is_dir():
        raise SystemExit("nothing was measured: the articles lie in ../shared, which is not beside this checkout")
    articles = sorted(CORPUS.glob("*.txt"))[:ARTICLES]
    lines = [
        "# How fast is it?",
        "",
        "Made by `make bench`. Ratios of one run on one machine; the fastest of a few turns counts.",
        "",
    ]
    print(*lines, sep="\n", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for part in (
            builds(articles),
            shares(articles, Path(folder)),
            starts(Path(folder) / "rules"),
            questions(Path(folder)),
            costs(),
            growth(sorted(CORPUS.glob("*.txt")), Path(folder)),
        ):
            for line in (*part, ""):
                print(line, flush=True)
                lines.append(line)
    if target:
        Path(target).write_text("\n".join(lines).rstrip() + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
