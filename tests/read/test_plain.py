import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_builders import document, refusal

from kg.errors import SkipDocument
from kg.read import read
from kg.read.decode import CONTROL, SIGNATURES, UNREADABLE

ARTICLE = "Talks end in Istanbul\n\nRussia and Ukraine agreed to swap 1,000 prisoners.\n"


def test_text_and_offsets_are_those_of_the_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("Ein\r\n“Wort”\rund\n\n 𝔄 Ende".encode())
    with open(path, encoding="utf-8", newline="") as stream:
        expected = stream.read()
    (found,) = read(path)
    assert found.text == expected


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_text_keeps_every_offset(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("any") / "a.txt"
    path.write_bytes(text.encode())
    (found,) = read(path)
    if isinstance(found, SkipDocument):
        controls = sum(byte in CONTROL for byte in text.encode())
        assert not UNREADABLE.sub(" ", text).strip() or controls or text.encode().startswith(tuple(SIGNATURES))
        return
    assert len(found.text) == len(text)
    assert all(new == old or (new == " " and UNREADABLE.match(old)) for new, old in zip(found.text, text, strict=True))


@given(st.binary())
def test_any_bytes_give_a_document_or_a_sentence(tmp_path_factory, octets):
    path = tmp_path_factory.mktemp("any") / "a.txt"
    path.write_bytes(octets)
    assert len(list(read(path))) == 1


@pytest.mark.parametrize(
    ("octets", "text"),
    [
        (b"\xef\xbb\xbfHe agreed.", " He agreed."),
        (b"He\x00 agreed\x07 to\x7f it.", "He  agreed  to  it."),
        ("He\x85 agreed\x9f.".encode(), "He  agreed ."),
        (b"He \xed\xa0\x80agreed.", "He  agreed."),
        ("He \ufffeagreed.".encode(), "He  agreed."),
        ("قال الوزير: \u200f«نعم»".encode(), "قال الوزير: \u200f«نعم»"),
    ],
    ids=["byte order mark", "controls", "C1 controls", "surrogate", "non-character", "right to left"],
)
def test_what_cannot_be_shown_becomes_one_space_each(tmp_path, octets, text):
    assert document(tmp_path, "a.txt", octets).text == text


@pytest.mark.parametrize(
    ("octets", "text", "encoding"),
    [
        (
            "“We agree,” he said – at the café. The talks ended.".encode("cp1252"),
            "“We agree,” he said – at the café.",
            "cp1252",
        ),
        ("Переговоры между Россией и Украиной завершились.".encode("cp1251"), "Переговоры между Россией", "cp1251"),
        ("“Ja”, sagte er: “Ja”. ".encode() + b"\x93Nein\x94", "“Ja”, sagte er: “Ja”. “Nein”", "Windows-1252"),
        ("\ufeffTalks end.".encode("utf-16-le"), " Talks end.", "UTF-16-LE"),
        ("\ufeffTalks end.".encode("utf-32-be"), " Talks end.", "UTF-32-BE"),
    ],
    ids=["western", "cyrillic", "a few bytes", "utf-16", "utf-32"],
)
def test_other_encodings_are_read_with_a_note(tmp_path, octets, text, encoding):
    found = document(tmp_path, "a.txt", octets)
    assert found.text.startswith(text)
    assert encoding in found.notes[0]


@pytest.mark.parametrize(
    ("octets", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n ", "empty"),
        (bytes(range(256)) * 10, "binary"),
        (b"text\x00\x01\x02\x03\x04\x05", "binary"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04...", "zip"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"a" * 1_000_001, "1,000,000 characters"),
        (b"a" * 50_000_000, "1,000,000 characters"),
    ],
)
def test_what_is_no_article_is_refused_in_one_sentence(tmp_path, octets, reason):
    sentence = refusal(tmp_path, "a.txt", octets)
    assert reason in sentence
    assert "a.txt" in sentence
    assert "\n" not in sentence


def test_a_million_characters_are_read(tmp_path):
    assert len(document(tmp_path, "a.txt", "ü" * 1_000_000).text) == 1_000_000


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (ARTICLE, "Talks end in Istanbul"),
        (ARTICLE.replace("\n", "\r\n"), "Talks end in Istanbul"),
        ("\ufeff" + ARTICLE, "Talks end in Istanbul"),
        ("Talks end\n" + "Both sides agreed to meet again and to exchange all their prisoners soon. " * 2, "Talks end"),
        ("Will they agree?\n\nNobody knows.", "Will they agree?"),
        ("The talks ended.\n\nThey agreed.", ""),
        ("He said: “We agree.”\n\nThey left.", ""),
        ("A line that was broken by a mail program and is no\nheadline at all.", ""),
        ("Only a headline", ""),
        ("word " * 60 + "\n\nText.", ""),
        ("* * *\n\nText.", ""),
    ],
)
def test_the_first_line_is_the_title_if_it_reads_like_one(tmp_path, text, title):
    assert document(tmp_path, "a.txt", text).title == title


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Talks end\n\nMay 16, 2025\n\n", "2025-05-16"),
        ("Talks end\nPublished on: Friday, 16 May 2025\n\n", "2025-05-16"),
        ("Talks end\n\nISTANBUL, May 16, 2025 (Reuters) – ", "2025-05-16"),
        ("Talks end\n\nISTANBUL, May 16 (Reuters) – ", ""),
        ("Talks end\n\nOn May 16, 2025 they met. ", ""),
        ("Talks end\n\n", ""),
    ],
)
def test_the_date_is_read_where_the_head_states_it(tmp_path, head, day):
    assert document(tmp_path, "a.txt", head + "The delegations left for home.").date == day


def test_text_in_another_language_is_read_with_a_warning(tmp_path):
    text = "Die Verhandlungen zwischen Russland und der Ukraine in Istanbul endeten nach weniger als zwei Stunden. " * 3
    assert document(tmp_path, "a.txt", text).notes == ("the text seems to be German; only English is understood",)
    assert document(tmp_path, "b.txt", ARTICLE).notes == ()
