"""What people judge changes the graph, survives what comes after, and can be undone without a trace in the graph."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from cli_runner import build, files
from cli_runner import kg as run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg.errors import KgError
from kg.judging import judge
from kg.judging.judge import ContradictionError, judge_of
from kg.judging.overview import idle, listed
from kg.judging.things import entity_called
from kg.renew import source_of
from kg.store import GraphDirectory
from kg.store.judgements import NAME, append_judgements, encoded, identified, read_judgements

ANA, WHEN = "ana", "2026-01-02T03:04:05Z"
NORMANN, BAKK = "Ola Normann", "Siri Bakk"


def merge(graph: Path, left: str, right: str):
    return judge.merge(graph, left, right, ANA, WHEN)


def split(graph: Path, *names: str):
    return judge.split(graph, names, ANA, WHEN)


def people(graph: Path) -> list[list[str]]:
    """The names of each person, descriptions left out."""
    found = kg.open_graph(graph).query("SELECT ?p ?name WHERE { ?p a parley:Person ; skos:altLabel ?name }")
    names: dict[str, set[str]] = {}
    for person, name in zip(found.column("p"), found.column("name"), strict=True):
        if name[:1].isupper():
            names.setdefault(person, set()).add(name)
    return sorted(sorted(each) for each in names.values())


def contents(graph: Path) -> list[str]:
    return list(map(str, GraphDirectory.open(graph).quads()))


def test_merged_names_are_one_and_undone_they_are_as_before(graph):
    before = contents(graph)
    merge(graph, NORMANN, BAKK)
    assert [NORMANN, BAKK] in people(graph)
    assert judge.undo(graph, "", "bert", WHEN).words == "“Ola Normann” and “Siri Bakk” are the same"
    assert contents(graph) == before


def test_split_names_are_two(graph):
    assert ["Albrechtson", "Karl Albrechtsen"] in people(graph)
    split(graph, "Albrechtson", "Karl Albrechtsen")
    assert people(graph)[:2] == [["Albrechtson"], ["Karl Albrechtsen"]]


def test_namesakes_are_split_by_their_articles(graph):
    split(graph, "Karl Albrechtsen@geneva.txt", "Karl Albrechtsen@later.txt")
    assert people(graph)[:2] == [["Albrechtson", "Karl Albrechtsen"], ["Karl Albrechtsen"]]


def test_a_rejected_statement_leaves_the_graph_and_stays_in_its_shard(graph):
    said = [each.content for each in kg.open_graph(graph).statements]
    judge.reject(graph, "the talks would go on", ANA, WHEN)
    assert [each.content for each in kg.open_graph(graph).statements] == [each for each in said if "go on" not in each]
    kept = [one for each in GraphDirectory.open(graph).extractions() for one in each.statements]
    assert len(kept) == len(said)
    judge.undo(graph, "", ANA, WHEN)
    assert sorted(each.content for each in kg.open_graph(graph).statements) == sorted(said)


# -------- Survival


def test_judgements_survive_new_documents_and_a_fresh_build(graph, tmp_path):
    merge(graph, NORMANN, BAKK)
    split(graph, "Albrechtson", "Karl Albrechtsen")
    articles = tmp_path / "articles"
    files(articles, [("new.txt", "Chile and Peru agreed to exchange 40 prisoners.")])
    assert build(graph, articles, "-q").code == 0
    assert [NORMANN, BAKK] in people(graph)
    assert ["Albrechtson"] in people(graph)


def test_the_same_articles_and_judgements_give_the_same_graph(graph, built, tmp_path):
    merge(graph, NORMANN, BAKK)
    merge(graph, "Albrechtson", BAKK)
    split(graph, "Karl Albrechtsen@later.txt", NORMANN)
    other = tmp_path / "other"
    documents = [each.document for each in GraphDirectory.open(built).extractions()]
    files(tmp_path / "again", [(each.source, each.text) for each in reversed(documents)])
    assert build(other, tmp_path / "again", "-q").code == 0
    judge.adopt(other, encoded(reversed(read_judgements(graph))), "a file")
    assert contents(other) == contents(graph)


def test_a_judgement_that_was_written_before_a_kill_is_obeyed_by_the_next_command(graph):
    with GraphDirectory.open(graph) as directory:
        things = entity_called(directory, NORMANN), entity_called(directory, BAKK)
    told = identified(kg.model.Judgement("same", things, who=ANA, when=WHEN), ())
    append_judgements(graph, [told])
    assert not GraphDirectory.open(graph).is_current()
    assert build(graph, *_articles(graph), "-q").code == 0
    assert [NORMANN, BAKK] in people(graph)


def _articles(graph: Path) -> list[Path]:
    documents = [each.document for each in GraphDirectory.open(graph).extractions()]
    return [files(graph.parent / "copies", [(each.source, each.text) for each in documents])]


def test_judgements_survive_an_article_that_is_updated(tmp_path):
    graph, file = tmp_path / "graph", tmp_path / "articles" / "oslo.txt"
    files(file.parent, [("oslo.txt", "Ola Normann said that talks would go on. Siri Bakk left.")])
    build(graph, file, "-q")
    judge.reject(graph, "talks would go on", ANA, WHEN)
    merge(graph, NORMANN, BAKK)
    file.write_text(f"{file.read_text('utf-8')} She was tired.", "utf-8")
    assert run("update", graph, "-q").code == 0
    (document,) = (each.document for each in GraphDirectory.open(graph).extractions())
    assert "tired" in document.text
    assert kg.open_graph(graph).statements == ()
    assert people(graph) == [[NORMANN, BAKK]]


def test_what_no_longer_applies_is_told(graph, tmp_path):
    merge(graph, NORMANN, "Karl Albrechtsen")
    assert idle(GraphDirectory.open(graph)) == ()
    files(tmp_path / "new", [("new.txt", "Siri Bakk said that Chile had agreed.")])
    assert build(graph, tmp_path / "new", "--fresh", "-q").code == 0
    assert listed(GraphDirectory.open(graph)).endswith("– no longer applies: its words are gone")
    told = "no longer applies, its words are gone: “Ola Normann” and “Karl Albrechtsen” are the same"
    assert all(told in run(command, graph).out for command in ("log", "review"))


# -------- Contradictions and mistakes


def test_what_contradicts_is_not_written_down(graph):
    first = merge(graph, NORMANN, BAKK)
    second = merge(graph, BAKK, "Albrechtson")
    before = (graph / NAME).read_bytes()
    with pytest.raises(ContradictionError) as refused:
        split(graph, NORMANN, "Albrechtson")
    assert str(refused.value).startswith("that “Ola Normann” and “Albrechtson” are not the same contradicts: ")
    assert all(each.id in str(refused.value) for each in (first, second))
    assert (graph / NAME).read_bytes() == before


def test_an_undoing_is_not_undone_where_that_would_contradict(graph):
    merge(graph, NORMANN, BAKK)
    judge.undo(graph, "", ANA, WHEN)
    split(graph, NORMANN, BAKK)
    undoing = read_judgements(graph)[1]
    with pytest.raises(ContradictionError, match="are the same contradicts: “Ola Normann” and “Siri Bakk” are not"):
        judge.undo(graph, undoing.id, ANA, WHEN)


def test_what_is_judged_already_is_not_written_again(graph):
    first = merge(graph, NORMANN, BAKK)
    assert merge(graph, BAKK, NORMANN) == first
    assert len(read_judgements(graph)) == 1


def test_adopting_takes_all_or_nothing(graph):
    merge(graph, NORMANN, BAKK)
    told = encoded(read_judgements(graph))
    judge.undo(graph, "", ANA, WHEN)
    split(graph, NORMANN, BAKK)
    opposite = told.replace(b'"when":"2026', b'"when":"2025').replace(b'"id":"', b'"id":"x')
    before = (graph / NAME).read_bytes()
    with pytest.raises(ContradictionError):
        judge.adopt(graph, opposite, "a file")
    assert (graph / NAME).read_bytes() == before


def test_judgements_are_taken_to_a_graph_of_other_articles(graph, tmp_path):
    merge(graph, NORMANN, BAKK)
    split(graph, NORMANN, "Albrechtson")
    other = tmp_path / "other"
    files(tmp_path / "articles", [("b.txt", "Ola Normann said that talks would go on. Siri Bakk left.")])
    build(other, tmp_path / "articles", "-q")
    assert len(judge.adopt(other, encoded(read_judgements(graph)), "a file")) == 2
    assert people(other) == [[NORMANN, BAKK]]
    assert [each.verdict for each in idle(GraphDirectory.open(other))] == ["different"]


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda graph: merge(graph, NORMANN, "nobody"), "the graph knows no entity called 'nobody'"),
        (lambda graph: merge(graph, NORMANN, "Bakk@nowhere.txt"), "holds no document 'nowhere.txt'"),
        (lambda graph: merge(graph, NORMANN, "Siri Bakk@oslo.txt"), "no article called so names 'Siri Bakk@oslo.txt'"),
        (lambda graph: merge(graph, NORMANN, "talks"), "one is of the kind person, the other negotiation"),
        (lambda graph: split(graph, NORMANN), "name two or more"),
        (lambda graph: split(graph, NORMANN, NORMANN), "are the same words of an article"),
        (lambda graph: judge.reject(graph, "would", ANA, WHEN), "'would' may mean 2 statements: "),
        (lambda graph: judge.reject(graph, "nothing like it", ANA, WHEN), "knows no statement called"),
        (lambda graph: judge.undo(graph, "", ANA, WHEN), "holds no judgement to undo"),
        (lambda graph: judge.undo(graph, "abcdef", ANA, WHEN), "no judgement begins with 'abcdef'"),
        (lambda graph: judge.adopt(graph, b"{}", "f.jsonl"), "line 1 of f.jsonl is not a judgement"),
    ],
)
def test_mistakes_are_told_in_one_sentence_and_leave_nothing(graph, act, message):
    with pytest.raises(KgError, match=message) as refused:
        act(graph)
    assert "\n" not in str(refused.value)
    assert read_judgements(graph) == ()


def test_two_judges_at_once_do_not_mix(graph):
    with GraphDirectory.open(graph), pytest.raises(KgError, match="is in use by process"):
        merge(graph, NORMANN, BAKK)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["same", "different", "unsure", "wrong", "undo"]),
        st.sampled_from([NORMANN, BAKK, "Albrechtson", "Sweden"]),
        st.sampled_from([NORMANN, BAKK, "Karl Albrechtsen@later.txt", "Norwegian"]),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_is_judged_and_undone_leaves_the_graph_as_it_was(built, tmp_path_factory, steps):
    import shutil

    from kg.judging.things import statement_called

    graph = Path(shutil.copytree(built, tmp_path_factory.mktemp("steps") / "graph"))
    before = GraphDirectory.open(built)
    with judge_of(graph, ANA, WHEN) as person:
        for verdict, left, right in steps:
            try:
                if verdict == "undo":
                    person.undo()
                elif verdict == "wrong":
                    person.reject(statement_called(before, "the talks would go on"))
                else:
                    person.say(verdict, (entity_called(before, left), entity_called(before, right)))
            except KgError:
                continue
    with judge_of(graph, ANA, WHEN) as person:
        for _ in person.directory.judgements:
            person.undo()
    assert GraphDirectory.open(graph).judgements == ()
    assert contents(graph) == contents(built)


def test_the_interface_judges_and_looks_at_the_graph_anew(graph):
    found = kg.open_graph(graph)
    assert not found.why(NORMANN, BAKK).same
    first = found.merge(NORMANN, BAKK, who=ANA, why="a pen name")
    assert found.why(NORMANN, BAKK).same
    assert "ana judged on" in str(found.why(NORMANN, BAKK))
    assert found.judgements == (first,)
    assert found.show(BAKK).names == (NORMANN, BAKK)
    assert found.undo(who=ANA) == first
    assert [each.verdict for each in found.split("Albrechtson", NORMANN, who=ANA)] == ["different"]
    assert found.reject("the talks would go on", who=ANA).verdict == "wrong"
    assert not any("go on" in each.content for each in found.statements)


def test_a_graph_in_memory_cannot_be_judged():
    with pytest.raises(KgError, match="this graph lies in memory only; keep it"):
        kg.Graph(None, None, None).merge("A", "B", who=ANA)


def test_a_process_killed_while_it_judges_leaves_a_graph_that_answers(graph):
    code = (
        "import sys, os, signal; from pathlib import Path; from kg.judging import judge\n"
        "judge.refresh = lambda directory: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"judge.merge(Path(sys.argv[1]), {NORMANN!r}, {BAKK!r}, 'ana', {WHEN!r})"
    )
    assert subprocess.run([sys.executable, "-c", code, str(graph)], check=False).returncode == -9
    assert [BAKK] in people(graph)
    assert json.loads((graph / NAME).read_text().splitlines()[0])["verdict"] == "same"
    judge.undo(graph, "", ANA, WHEN)
    assert [BAKK] in people(graph)


def test_only_articles_that_were_judged_are_looked_at_for_what_people_judged(graph, monkeypatch):
    split(graph, "Karl Albrechtsen@geneva.txt", "Karl Albrechtsen@later.txt")
    directory, looked_at = GraphDirectory.open(graph), set()
    read = directory.extraction

    def noted(document: str):
        looked_at.add(Path(directory.documents[document].sources[0]).name)
        return read(document)

    monkeypatch.setattr(directory, "extraction", noted)
    assert len(source_of(directory).ties.different) == 1
    assert looked_at == {"geneva.txt", "later.txt"}


def test_words_that_are_gone_are_looked_for_in_every_article(graph, monkeypatch):
    merge(graph, NORMANN, BAKK)
    oslo = next(key for key, entry in GraphDirectory.open(graph).documents.items() if "oslo" in entry.sources[0])
    assert run("retract", graph, oslo).code == 0
    directory, asked = GraphDirectory.open(graph), []
    whole = directory.extractions
    monkeypatch.setattr(directory, "extractions", lambda: asked.append(True) or whole())
    source_of(directory)
    assert asked == [True]
