"""The file of judgements: only added to, never half there, and undone without being forgotten."""

import os
import signal
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import GraphDirectoryError
from kg.model import Anchor, Judgement, Span, Thing
from kg.store import judgements
from kg.store.judgements import append_judgements, encoded, identified, parsed, read_judgements, stamp, standing

A, B, C = (Thing(name, "Person", (Anchor("d1", Span(0, 4), name),)) for name in ("Anna", "Bert", "Carl"))
SAME = Judgement("same", (A, B), who="ana", when="2026-01-02T03:04:05Z", why="“both” lead\nthe talks")
WRONG = Judgement("wrong", (C,), who="bert", when="2026-01-02T03:04:06Z")


def log(*said: Judgement) -> tuple[Judgement, ...]:
    """The judgements with their ids, as they are told one after the other."""
    found: list[Judgement] = []
    for judgement in said:
        found.append(identified(judgement, found))
    return tuple(found)


def test_what_is_appended_is_read_back_in_order(tmp_path):
    first, second = log(SAME, WRONG)
    append_judgements(tmp_path, [first])
    append_judgements(tmp_path, [second])
    assert read_judgements(tmp_path) == (first, second)


def test_a_graph_without_judgements_has_none(tmp_path):
    assert read_judgements(tmp_path) == ()
    assert stamp(()) == ""


def test_a_line_cut_off_by_a_kill_counts_for_nothing_and_is_cut_away(tmp_path):
    first, second = log(SAME, WRONG)
    path = tmp_path / judgements.NAME
    for length in range(1, len(encoded([second]))):
        path.write_bytes(encoded([first]) + encoded([second])[:length])
        assert read_judgements(tmp_path) == (first,)
    append_judgements(tmp_path, [second])
    assert read_judgements(tmp_path) == (first, second)


def test_a_process_killed_while_it_appends_leaves_whole_lines(tmp_path):
    code = (
        "import sys, os; from pathlib import Path; sys.path.insert(0, 'tests/store')\n"
        "from test_judgements import SAME; from kg.store.judgements import append_judgements\n"
        "while True: append_judgements(Path(sys.argv[1]), [SAME]); print('.', flush=True)"
    )
    writer = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE)
    for _ in range(5):
        writer.stdout.readline()
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    found = read_judgements(tmp_path)
    assert len(found) >= 5
    assert {replace(one, id="") for one in found} == {SAME}


def test_a_full_disk_leaves_what_was_there(tmp_path, monkeypatch):
    first, second = log(SAME, WRONG)
    append_judgements(tmp_path, [first])
    monkeypatch.setattr(os, "fsync", lambda handle: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(GraphDirectoryError, match="No space left; nothing was judged"):
        append_judgements(tmp_path, [second])
    assert read_judgements(tmp_path) == (first,)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"not json", "line 2 of .* is not a judgement: "),
        (b'{"verdict": "maybe"}', "line 2 of .* is not a judgement: 'maybe' about 0 things; known: same, different"),
        (b'{"verdict": "same", "things": []}', "line 2 of .*'same' about 0 things"),
        (b'{"verdict": "undo", "who": "ana", "when": "today"}', "line 2 of .*who is 'ana' and when 'today'"),
        (encoded([SAME]).replace(b"Person", b"Purson").strip(), "line 2 of .*no things of the kind 'Purson'"),
    ],
)
def test_a_damaged_line_is_named(tmp_path, line, message):
    (tmp_path / judgements.NAME).write_bytes(encoded(log(SAME)) + line + b"\n")
    with pytest.raises(GraphDirectoryError, match=message):
        read_judgements(tmp_path)


def test_a_line_without_id_gets_one():
    assert parsed(encoded([SAME]), "a file") == log(SAME)


def test_the_same_said_again_has_another_id():
    once, again = log(SAME, SAME)
    assert once.id != again.id


def undo(of: Judgement) -> Judgement:
    return Judgement("undo", undoes=of.id, who="ana", when="2026-01-02T03:04:07Z")


def test_what_is_undone_holds_no_more_until_that_is_undone():
    one, two = log(SAME, WRONG)
    away = log(SAME, WRONG, undo(one))
    back = log(SAME, WRONG, undo(one), undo(away[-1]))
    assert standing(away) == (two,)
    assert standing(back) == (one, two)
    assert stamp(away) == stamp((two,)) != stamp(back) == stamp((two, one))


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 7)), max_size=12))
def test_to_undo_everything_leaves_the_state_before(steps):
    said = list(log(SAME, WRONG))
    before = standing(said)
    for tell, at in steps:
        said.append(identified(replace(SAME, why=str(at)) if tell else undo(said[at % len(said)]), said))
    for latest in reversed(said[2:]):
        if latest.verdict == "undo" or latest in standing(said):
            said.append(identified(undo(latest), said))
    assert standing(said) == before
