"""How long each saved question takes on a graph of a million triples, asked in every way it can be asked.

How the graph is made stands in `tests/multiplied.py`. Three times are told: by the clock, of the processors for all
processes together, and of the processors for the first question of all, for which a process must be started and the
store be opened (`kg.query.workers`). On a machine that others use as well the processors are what counts: the two
processes at work take turns, so that on two free cores the clock shows no more.

`python -m tests.bench_questions [FOLDER]` keeps the graphs in FOLDER, so that a second run need not make them again.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import active_children
from multiprocessing.process import BaseProcess
from pathlib import Path

from pyoxigraph import Store

from kg.query import workers
from kg.query.questions import Question, ask, load
from kg.store.directory import GraphDirectory
from tests.multiplied import multiplied, real

LIMIT_MS = 200
TURNS = 5
# What is named most, so that every question has much to do.
HARD: dict[str | tuple[str, str], str] = {
    "Actor": "Donald Trump",
    "Entity": "Donald Trump",
    "Place": "United States",
    "Event": "talks",
    ("outlet", "Actor"): "CNN",
    ("outlet", "text"): "nyt",
    ("act", "text"): "assert",
    ("with", "text"): "nyt",
    ("topic", "text"): "trump",
    ("from", "date"): "2016-03-01",
    ("to", "date"): "2019-06-30",
}


@dataclass(frozen=True)
class Asked:
    """A question as it was asked, and what that took at best."""

    question: str
    given: dict[str, str]
    rows: int
    milliseconds: float
    processor_ms: float  # of all processes together
    first_ms: float  # of all processes together, where one must be started

    def __str__(self) -> str:
        given = " ".join(f"{key}={value}" for key, value in self.given.items())
        times = " | ".join(f"{each:.0f}" for each in (self.milliseconds, self.processor_ms, self.first_ms))
        return f"| {self.question} {given} | {self.rows:,} | {times} |"


def prepared(folder: Path) -> GraphDirectory:
    """Return the graph of a million triples in `folder`, made if it is not there."""
    path = folder / "million"
    if not (path / "store").is_dir():
        real(path)
        store = Store.read_only(str(path / "store"))
        grown = Store(str(path / "grown"))
        grown.bulk_extend(multiplied(store))
        grown.flush()
        del store, grown
        (path / "store").rename(path / "real")
        (path / "grown").rename(path / "store")
        (path / "names.sqlite").unlink(missing_ok=True)
    return GraphDirectory.open(path)


def ways(question: Question) -> Iterator[dict[str, str]]:
    """Yield what is given: what must be, then each other parameter alone."""
    hard = {
        each.name: HARD.get((each.name, each.kind)) or HARD[each.kind]
        for each in question.parameters
        if each.kind != "number"
    }
    needed = {each.name: hard[each.name] for each in question.parameters if each.required}
    yield needed
    for name in hard.keys() - needed.keys():
        yield needed | {name: hard[name]}


def processor_s() -> float:
    """Return how long processors have worked for this process and for those it has started."""
    spent = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in spent) + sum(map(_still_running_s, active_children()))


def _still_running_s(process: BaseProcess) -> float:
    """Return how long processors have worked for a process that nobody has waited for yet."""
    threads = Path(f"/proc/{process.pid}/task").glob("*/schedstat")
    return sum(int(each.read_text().split()[0]) for each in threads) / 1e9


def measured(graph: GraphDirectory, name: str, given: dict[str, str]) -> Asked:
    """Return the best of a few turns, from the call to the last row, the worker process and names included."""
    firsts, times, works, rows = [], [], [], 0
    for _ in range(TURNS):
        workers.end()
        for works_of in (firsts, works):
            begun, worked = time.perf_counter(), processor_s()
            rows = len(ask(graph, name, **given))
            times.append(time.perf_counter() - begun)
            works_of.append(processor_s() - worked)
    return Asked(name, given, rows, min(times) * 1000, min(works) * 1000, min(firsts) * 1000)


def questions(folder: Path, only: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield what is to say about questions."""
    graph = prepared(folder)
    asked = [measured(graph, name, given) for name in only or load() for given in ways(load()[name])]
    slow = {
        clock: {each.question for each in asked if getattr(each, clock) > LIMIT_MS}
        for clock in ("milliseconds", "processor_ms", "first_ms")
    }
    many = len({each.question for each in asked})
    yield (
        f"Of {many} questions {many - len(slow['milliseconds'])} take at most {LIMIT_MS} ms by the clock and "
        f"{many - len(slow['processor_ms'])} of the processors ({many - len(slow['first_ms'])} where a process must be "
        f"started for them), however they are asked, on {len(graph.store()):,} triples."
    )
    yield ""
    yield "| question | rows | ms | processor ms | of the first |"
    yield "|---|---|---|---|---|"
    yield from map(str, sorted(asked, key=lambda each: -each.milliseconds))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        for line in questions(Path(sys.argv[1] if len(sys.argv) > 1 else temporary), tuple(sys.argv[2:])):
            print(line, flush=True)
