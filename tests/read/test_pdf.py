import io

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_builders import document, refusal

from kg.errors import SkipDocument
from kg.read import read
from kg.read.pdf import joined, without_running_lines


def pdf_file(*pages, password=None, **metadata):
    """The bytes of a PDF whose pages show these lines in Helvetica."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        font,
    ]
    for number, lines in enumerate(pages):
        shown = b"".join(
            b"(%s) Tj T* " % line.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)") for line in lines
        )
        stream = b"BT /F1 12 Tf 14 TL 72 720 Td " + shown + b"ET"
        resources = b"<< /Font << /F1 3 0 R >> >>"
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources %s /Contents %d 0 R >>"
        objects += [
            page % (resources, 5 + 2 * number),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    octets, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(octets))
        octets += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    octets += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n" % (len(objects) + 1, table)
    octets += b"<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(octets) - len(table) - 30)
    writer = pypdf.PdfWriter(io.BytesIO(octets))
    writer.add_metadata({f"/{key}": value for key, value in metadata.items()})
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


LINES = [
    "Talks end",
    "",
    "Russia and Ukraine agreed to ex-",
    "change prisoners of war before the",
    "end of June, both said.",
    "“Yes.”",
]


def test_lines_are_joined_to_paragraphs(tmp_path):
    found = document(tmp_path, "a.pdf", pdf_file(LINES))
    assert found.text.endswith(
        "Russia and Ukraine agreed to exchange prisoners of war before the end of June, both said.\n\n“Yes.”"
    )


def test_the_title_of_the_metadata_is_the_last_resort(tmp_path):
    assert document(tmp_path, "a.pdf", pdf_file(["They agreed."], Title="Talks end")).title == "Talks end"


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (["Talks end", "", "They agreed."], ["Talks end", "They agreed."]),
        (["They agreed to the ex-", "change of all."], ["They agreed to the exchange of all."]),
        (["They agreed to the ex\u00ad", "change of all."], ["They agreed to the exchange of all."]),
        (["The Russian-", "Ukrainian talks."], ["The Russian- Ukrainian talks."]),
        (["They agreed to swap all prisoners.", "Short end.", "Then they left for their homes."], None),
        ([], []),
        (["", "  "], []),
    ],
)
def test_joined(lines, paragraphs):
    expected = paragraphs if paragraphs is not None else ["They agreed to swap all prisoners. Short end.", lines[2]]
    assert joined(lines) == expected


def test_page_numbers_and_running_heads_are_left_out():
    pages = [[f"The Daily, page {number}", f"Text {number}.", "More.", f"- {number} of 4 -"] for number in range(1, 5)]
    assert without_running_lines(pages) == [[f"Text {number}.", "More."] for number in range(1, 5)]


def test_a_paragraph_goes_on_over_a_page(tmp_path):
    found = document(
        tmp_path, "a.pdf", pdf_file(["They agreed to meet", "again and to", "1"], ["swap prisoners.", "2"])
    )
    assert found.text == "They agreed to meet again and to swap prisoners."


def test_a_password_is_asked_for_in_one_sentence(tmp_path):
    assert "protected by a password" in refusal(tmp_path, "a.pdf", pdf_file(["Text."], password="x"))


def test_an_encrypted_file_without_a_password_is_read(tmp_path):
    assert document(tmp_path, "a.pdf", pdf_file(["They agreed."], password="")).text == "They agreed."


def test_a_scan_is_refused(tmp_path):
    assert "recognise its text (OCR)" in refusal(tmp_path, "a.pdf", pdf_file([]))


GOOD = pdf_file(LINES)


@pytest.mark.parametrize("octets", [b"", b"text", b"%PDF-1.4", GOOD[:100]])
def test_what_is_no_pdf_is_refused(tmp_path, octets):
    assert "a.pdf is damaged or no PDF" in refusal(tmp_path, "a.pdf", octets)


@given(st.integers(0, len(GOOD)), st.binary(max_size=20), st.integers(0, 20))
def test_damage_anywhere_gives_a_document_or_a_sentence(tmp_path_factory, place, damage, lost):
    path = tmp_path_factory.mktemp("any") / "a.pdf"
    path.write_bytes(GOOD[:place] + damage + GOOD[place + lost :])
    (found,) = read(path)
    assert isinstance(found, SkipDocument) or found.text
