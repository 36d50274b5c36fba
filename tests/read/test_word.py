import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st
from read_builders import document, refusal, zipped

from kg.errors import SkipDocument
from kg.read import read


def saved(written):
    stream = io.BytesIO()
    written.save(stream)
    return stream.getvalue()


def word_file(*paragraphs):
    written = docx.Document()
    for text in paragraphs:
        written.add_paragraph(text)
    return saved(written)


def with_xml(xml):
    written = docx.Document()
    written.add_paragraph("They agreed.")._p.append(
        parse_xml(xml.replace("<w:X", f"<w:X {nsdecls('w')}").replace("w:X", "w:r"))
    )
    return saved(written)


def test_paragraphs_are_parted_by_blank_lines(tmp_path):
    found = document(tmp_path, "a.docx", word_file("Talks end", "", "Both sides agreed.", "“Yes”, he said."))
    assert found.text == "Talks end\n\nBoth sides agreed.\n\n“Yes”, he said."
    assert found.title == "Talks end"


def test_the_style_title_is_the_title(tmp_path):
    written = docx.Document()
    written.add_heading("Talks end.", 0)
    written.add_paragraph("They agreed.")
    assert document(tmp_path, "a.docx", saved(written)).title == "Talks end."


def test_tables_stand_where_they_are(tmp_path):
    written = docx.Document()
    written.add_paragraph("Before.")
    written.add_table(1, 2).rows[0].cells[1].text = "In the table."
    written.add_paragraph("After.")
    assert document(tmp_path, "a.docx", saved(written)).text == "Before.\n\nIn the table.\n\nAfter."


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:X><w:t>yes</w:t><w:tab/><w:t>no</w:t><w:br/></w:X>", "They agreed.yes no"),
        ("<w:X><w:ins><w:r><w:t>yes</w:t></w:r></w:ins></w:X>", "They agreed.yes"),
        ("<w:X><w:del><w:r><w:delText>no</w:delText></w:r></w:del></w:X>", "They agreed."),
        ("<w:X><w:txbxContent><w:p><w:r><w:t>Box.</w:t></w:r></w:p></w:txbxContent></w:X>", "They agreed.\n\nBox."),
    ],
    ids=["tab and break", "inserted", "deleted", "text box"],
)
def test_words_in_mark_up(tmp_path, xml, text):
    assert document(tmp_path, "a.docx", with_xml(xml)).text == text


def parts_of(octets):
    import zipfile

    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_entities_and_outside_files_are_not_loaded(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    parts = parts_of(word_file("They agreed."))
    xml = parts["word/document.xml"].decode()
    head, body = xml.split("?>", 1)
    attack = f'{head}?><!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>{body.replace("agreed", "agreed &x;")}'
    (found,) = read(made(tmp_path, parts | {"word/document.xml": attack.encode()}))
    assert "SECRET" not in getattr(found, "text", "")


def test_a_billion_laughs_are_not_laughed(tmp_path):
    parts = parts_of(word_file("They agreed."))
    entities = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    head, body = parts["word/document.xml"].decode().split("?>", 1)
    attack = f'{head}?><!DOCTYPE d [<!ENTITY l0 "ha">{entities}]>{body.replace("agreed", "agreed &l9;")}'
    (found,) = read(made(tmp_path, parts | {"word/document.xml": attack.encode()}))
    assert len(getattr(found, "text", "")) < 1000


def made(folder, parts):
    path = folder / "a.docx"
    path.write_bytes(zipped(**parts))
    return path


@pytest.mark.parametrize(
    ("part", "megabytes", "unpacked"), [("word/media/image.bin", 210, 211), ("word/document.xml", 50, 51)]
)
def test_a_zip_bomb_is_not_opened(tmp_path, part, megabytes, unpacked):
    octets = zipped(**(parts_of(word_file("They agreed.")) | {part: b"\x00" * megabytes * 1_000_000}))
    assert len(octets) < 1_000_000
    assert f"unpacks to {unpacked} MB" in refusal(tmp_path, "a.docx", octets)


@pytest.mark.parametrize("octets", [b"", b"text", b"PK\x03\x04", zipped(a=b"b"), word_file("They agreed.")[:-100]])
def test_what_is_no_word_file_is_refused(tmp_path, octets):
    assert "a.docx is damaged or no Word document" in refusal(tmp_path, "a.docx", octets)


def test_an_empty_word_file_is_refused(tmp_path):
    assert "empty" in refusal(tmp_path, "a.docx", word_file())


GOOD = parts_of(word_file("They agreed."))


@given(st.sampled_from(sorted(GOOD)), st.integers(0, 100), st.binary(max_size=8))
def test_damage_anywhere_gives_a_document_or_a_sentence(tmp_path_factory, part, percent, damage):
    content = GOOD[part]
    cut = len(content) * percent // 100
    (found,) = read(
        made(tmp_path_factory.mktemp("any"), GOOD | {part: content[:cut] + damage + content[cut + len(damage) :]})
    )
    assert isinstance(found, SkipDocument) or found.text
