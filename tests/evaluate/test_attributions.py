"""How found attributions are measured, by class too, and how wrong cases are shown."""

import json

import pytest
from cli_runner import kg

from kg.errors import KgError
from kg.evaluate.attributions import faults, read_brat, score
from kg.evaluate.classes import CLASSES, score_classes
from kg.evaluate.context import marked
from kg.evaluate.report import told
from kg.evaluate.table import markdown

TEXT = "“We agree,” Anna Berg said.\n\nShe said that the talks ended. It was reported that Kenya left."


def one(*parts: str) -> dict[str, list[list[int]]]:
    """Return an attribution by its words: source, cue and contents; an empty string for no source."""
    source, cue, *contents = ([[TEXT.index(part), TEXT.index(part) + len(part)]] if part else [] for part in parts)
    return {"source": source, "cue": cue, "content": [span for spans in contents for span in spans]}


QUOTE = one("Anna Berg", "said", "“We agree,”")
SHE = one("She", "said that"[:4], "that the talks ended")
NOBODY = one("", "was reported", "that Kenya left")
GOLD = {"a.txt": (TEXT, [QUOTE, SHE, NOBODY])}


def test_all_found_is_one_and_nothing_found_is_nought():
    assert {score(GOLD, {"a.txt": [QUOTE, SHE, NOBODY]})[test]["f1"] for test in ("partial", "strict", "content")} == {
        1.0
    }
    assert score(GOLD, {})["partial"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0}


def test_another_source_spoils_the_whole_but_not_the_content():
    found = score(GOLD, {"a.txt": [QUOTE | {"source": SHE["source"]}, SHE, NOBODY]})
    assert (found["partial"]["recall"], found["content"]["recall"]) == (0.667, 1.0)


@pytest.mark.parametrize(
    ("attribution", "classes"),
    [
        (QUOTE, {"quoted", "direct", "with a named or described source"}),
        (SHE, {"indirect", "with a pronoun for a source"}),
        (NOBODY, {"indirect", "without a source"}),
        (one("Anna Berg", "said", "that the talks ended", "We agree"), None),
        (one("She", "said", "“We agree,”", "that the talks ended"), None),
    ],
)
def test_each_attribution_has_its_classes(attribution, classes):
    found = {name for name, belongs in CLASSES.items() if belongs(TEXT, attribution)}
    several = {"in several parts", "over several paragraphs"}
    assert found == classes if classes else several <= found


def test_mixed_content_is_quoted_in_part():
    mixed = one("Anna Berg", "said", "We agree,” Anna")
    assert [CLASSES[name](TEXT, mixed) for name in ("quoted", "direct", "mixed", "indirect")] == [
        True,
        False,
        True,
        False,
    ]


def test_classes_are_scored_apart():
    found = score_classes(GOLD, {"a.txt": [QUOTE, NOBODY]})
    assert {name: (row["recall"], row["gold"]) for name, row in found.items() if row["gold"]} == {
        "quoted": (1.0, 1),
        "direct": (1.0, 1),
        "indirect": (0.5, 2),
        "with a named or described source": (1.0, 1),
        "with a pronoun for a source": (0.0, 1),
        "without a source": (1.0, 1),
    }


def test_faults_say_what_is_wrong_and_what_stands_there_instead():
    wrong = QUOTE | {"source": SHE["source"]}
    extra = one("", "ended", "Kenya")
    found = list(faults(GOLD, {"a.txt": [wrong, SHE, extra]}))
    assert [(fault.what, fault.instead) for fault in found] == [
        ("other source", wrong),
        ("missed", extra),
        ("too much", NOBODY),
    ]


def test_a_fault_is_told_in_its_context():
    (fault,) = faults(GOLD, {"a.txt": [QUOTE | {"source": SHE["source"]}, SHE, NOBODY]})
    assert told(fault, TEXT) == (
        "other source: [“We agree,”] [Anna Berg] [said]. She said that the talks ended. It was reported that Kenya"
        "  (a.txt, character 0); found has: She | said | “We agree,”"
    )


def test_long_stretches_are_shown_by_their_ends():
    shown = marked(f"Ann said {'very ' * 200}much.", [(0, 3), (9, 1013)])
    assert shown.startswith("[Ann] said [very very ")
    assert " … " in shown
    assert shown.endswith("much].")


def test_places_side_by_side_keep_their_brackets():
    assert marked("Ann: no", [(0, 3), (3, 4), (5, 7)]) == "[Ann][:] [no]"


@pytest.fixture
def corpus(tmp_path):
    for name, suffix, content in (
        ("text", ".txt", TEXT),
        ("attributions", "_ann.ann", "T1\tSource 12 21\tAnna Berg\nT2\tCue 22 26\tsaid\nT3\tContent 0 11\t“We agree,”\n"
         "E1\tSource:T1 Cue:T2 Content:T3\n"),
    ):  # fmt: skip
        (tmp_path / name).mkdir()
        (tmp_path / name / f"a{suffix}").write_text(content, "utf-8")
    return tmp_path


def test_brat_files_are_read(corpus):
    assert read_brat(corpus) == {"a.txt": (TEXT, [QUOTE])}


def test_a_folder_without_annotations_is_refused(tmp_path):
    with pytest.raises(KgError, match="holds no text"):
        read_brat(tmp_path)


@pytest.mark.model
def test_evaluate_measures_a_folder_clean_and_with_every_kind_of_noise(corpus, tmp_path):
    arguments = ["--finder", "rules", "--jobs", "1", "--noise", "--errors", "--json", tmp_path / "figures.json"]
    done = kg("evaluate", "--attributions", corpus, *arguments)
    assert (done.code, done.err) == (0, "")
    assert "too much: “We agree,” Anna Berg said. [She] [said] [that the talks ended]" in done.out
    figures = json.loads((tmp_path / "figures.json").read_text("utf-8"))
    noise = figures["attributions"]["noise"]
    assert list(noise)[-2:] == ["all of these", "no capitals at all"]
    for row in noise.values():
        assert row["drop"] == pytest.approx(figures["attributions"]["partial"]["f1"] - row["partial"])
    assert "| with noise | partial F1 | strict F1 | content F1 | drop |" in markdown(figures)
    assert "| partial, quoted | 1.000 | 1.000 | 1.000 | 1 |" in markdown(figures)
