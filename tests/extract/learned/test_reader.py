import pytest
from learned_builders import Told, free_steps, nearest_links
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from kg.extract.learned.reader import CHOSEN, Reader, Tuning


def reader(*tags: str, tuning: Tuning = CHOSEN) -> Reader:
    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 100, ".": 1012}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return Reader(Told(*tags), tokenizer, {"steps": free_steps(), **nearest_links()}, tuning)


def said(text: str, *tags: str) -> list[tuple[list[str], list[str], list[str]]]:
    return [
        tuple([span.of(text) for span in getattr(found, role)] for role in ("source", "cue", "content"))
        for found in reader(*tags)(text)
    ]


@pytest.mark.parametrize(
    ("text", "tags", "expected"),
    [
        ("Anna said yes .", "SCT-", [(["Anna"], ["said"], ["yes"])]),
        ("“ Yes ” , Anna said , “ now ”", "Ttt-SC-Ttt", [(["Anna"], ["said"], ["“ Yes ”", "“ now ”"])]),
        ("It was said he left", "--CTt", [([], ["said"], ["he left"])]),
        ("Anna said yes and added no", "SCT-CT", [(["Anna"], ["said"], ["yes"]), (["Anna"], ["added"], ["no"])]),
        ("Anna said .", "SC-", []),
        ("Yes , yes", "T-T", []),
        ("Anna", "S", []),
    ],
)
def test_content_finds_its_cue_and_a_cue_its_source(text, tags, expected):
    assert said(text, tags) == expected


def test_text_without_words_says_nothing():
    assert reader()("") == reader()(" \n") == ()


def test_offsets_are_characters_of_the_text_given():
    text = "\n  Ünal said\n\n  yes 😀 ."
    assert said(text, "SCTtt") == [(["Ünal"], ["said"], ["yes 😀 ."])]


def test_confidence_lies_between_zero_and_one_and_falls_with_doubt():
    text = "Anna said yes ."
    [sure] = reader("SCT-")(text)
    [unsure] = reader("SCT-", tuning=Tuning(begin=(0.0, 0.0, -5.5)))(text)
    assert 0 < unsure.confidence < sure.confidence <= 1


def test_a_content_without_a_likely_cue_is_left_out():
    assert reader("SCT-", tuning=Tuning(least_cue=1.1))("Anna said yes .") == ()


def test_a_cue_without_a_likely_source_has_none():
    [found] = reader("SCT-", tuning=Tuning(least_source=1.1))("Anna said yes .")
    assert found.source == ()
