import pytest
from learned_builders import words

from kg.extract.learned.windows import CLS, SEP, Window, cut, inputs


def cores(text: str, core: int, context: int = 0) -> list[str]:
    own = words(text)
    return [text[own[window.core_first].start : own[window.core_last - 1].end] for window in cut(own, core, context)]


@pytest.mark.parametrize(
    ("text", "core", "expected"),
    [
        ("a b\nc d", 10, ["a b\nc d"]),
        ("a b\nc d", 3, ["a b", "c d"]),
        ("a b c . d e\nf", 5, ["a b c .", "d e\nf"]),
        ("a b c d e f", 4, ["a b c d", "e f"]),
        ("a", 0, ["a"]),
    ],
)
def test_a_window_ends_with_a_paragraph_else_with_a_sentence(text, core, expected):
    assert cores(text, core) == expected


@pytest.mark.parametrize("core", [1, 2, 3, 7, 50])
def test_cores_cover_every_word_once(core):
    own = words("a b . c d\ne f . g\nh\ni j k l m n o")
    covered = [at for window in cut(own, core, 4) for at in range(window.core_first, window.core_last)]
    assert covered == list(range(len(own)))


def test_a_window_sees_what_stands_before_it():
    own = words("a b c\nd e f")
    assert list(cut(own, 4, 2))[1] == Window(first=1, last=6, core_first=3, core_last=6)


def test_only_a_cut_paragraph_is_seen_beyond_its_core():
    long, short = words("a b c d e f"), words("a b c\nd e f")
    assert next(cut(long, 3, 2)).last == 5
    assert next(cut(short, 3, 2)).last == 3


def test_the_network_sees_where_paragraphs_part_and_where_words_begin():
    own = words("a b\nc", pieces=2)
    read = inputs(own, Window(0, 3, 0, 3))
    assert read.ids == [CLS, 2000, 2001, 2000, 2001, SEP, 2000, 2001, SEP]
    assert read.starts == [1, 3, 6]
    assert len(read.cases) == len(read.places) == len(read.ids)
