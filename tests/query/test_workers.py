"""Who answers queries: a process that stays for the next one, unless it was stopped or its store is gone."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from store.test_directory import fill, load, other

from kg.errors import QueryError, QueryTimeout
from kg.query import workers
from kg.query.engine import Reach, run

COUNT = "SELECT (COUNT(*) AS ?n) { ?d a parley:Document }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ASK_AND_TELL = """
import sys
from pathlib import Path
from kg.query import workers
from kg.query.engine import run
run(Path(sys.argv[1]), "ASK {}")
print(workers._waiting[0].worker._process.pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def directory(tmp_path):
    return fill(tmp_path / "g")


@pytest.fixture(autouse=True)
def nobody_waits():
    workers.end()
    yield
    workers.end()


def waiting() -> list[int]:
    return [each.worker._process.pid for each in workers._waiting]


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z" if Path("/proc").is_dir() else True


@pytest.mark.parametrize("threaded", [False, True])
def test_the_next_query_on_the_same_store_asks_the_same_process(directory, threaded):
    reach, seen = Reach(threaded=threaded), set()
    for _ in range(3):
        assert run(directory, COUNT, reach=reach).column("n") == [1]
        seen.update(waiting())
    assert len(seen) == len(waiting()) == 1


def test_a_wrong_query_costs_nobody_the_process(directory):
    run(directory, COUNT)
    before = waiting()
    with pytest.raises(QueryError):
        run(directory, "SELECT nonsense")
    assert run(directory, COUNT).column("n") == [1]
    assert waiting() == before


def test_a_query_that_was_cut_off_leaves_nothing_for_the_next(directory):
    assert len(run(directory, "SELECT * { ?a ?b ?c . ?d ?e ?f }", max_rows=700)) == 700
    assert run(directory, COUNT).column("n") == [1]


def test_a_process_that_was_stopped_is_never_asked_again(directory):
    run(directory, COUNT)
    (pid,) = waiting()
    with pytest.raises(QueryTimeout):
        run(directory, RUNAWAY, timeout_s=0.5)
    assert waiting() == []
    assert not is_there(pid)
    assert run(directory, COUNT).column("n") == [1]


def test_a_process_that_was_ended_while_it_waited_is_replaced(directory):
    run(directory, COUNT)
    workers._waiting[0].worker._process.kill()
    workers._waiting[0].worker._process.join()
    assert run(directory, COUNT).column("n") == [1]


def test_a_process_goes_with_the_store_it_has_open(directory):
    run(directory, COUNT)
    (pid,) = waiting()
    with directory:
        directory.put(other(), [], "x")
        load(directory)
    assert run(directory, COUNT).column("n") == [2]
    assert pid not in waiting()
    assert not is_there(pid)


def test_so_many_wait_and_no_more(tmp_path):
    for number in range(workers.KEPT + 2):
        run(fill(tmp_path / str(number)), COUNT)
    assert len(waiting()) == workers.KEPT


def test_who_has_waited_for_long_goes(directory, monkeypatch):
    run(directory, COUNT)
    before = waiting()
    monkeypatch.setattr(workers, "ASKED_WITHIN_S", 0.0)
    run(directory, COUNT)
    assert not set(waiting()) & set(before)


def test_a_process_does_not_outlive_who_asked_it(directory):
    asker = subprocess.Popen(
        [sys.executable, "-c", ASK_AND_TELL, directory.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    pid = int(asker.stdout.readline())
    assert is_there(pid)
    asker.kill()
    asker.communicate()
    deadline = time.monotonic() + 20
    while is_there(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_there(pid)
