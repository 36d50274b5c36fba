import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_builders import document, refusal

from kg.errors import SkipDocument
from kg.read import read

LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Site"},
        {
            "@type": ["NewsArticle", "Thing"],
            "headline": "Talks end",
            "datePublished": "2025-05-16T10:00:00Z",
            "publisher": {"@type": "Organization", "name": "The Daily"},
            "mainEntityOfPage": {"@id": "https://example.org/talks"},
        },
    ],
}
BODY = """<nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><p>Russia and Ukraine <b>agreed</b> to swap prisoners &amp; to meet again, both said.</p>
<p>“We <i>agree</i>,” the minister said.</p><script>alert("x")</script></article>
<footer>Copyright 2019 The Daily</footer>"""
TEXT = "Russia and Ukraine agreed to swap prisoners & to meet again, both said.\n\n“We agree,” the minister said."


def page(head="", body=BODY, language="en"):
    return f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def linked(value):
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_the_article_is_read_without_what_stands_around_it(tmp_path):
    assert document(tmp_path, "a.html", page()).text == TEXT


def meta(found):
    return found.title, found.date, found.outlet, found.url


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (linked(LINKED), ("Talks end", "2025-05-16", "The Daily", "https://example.org/talks")),
        (linked([LINKED["@graph"][1]]), ("Talks end", "2025-05-16", "The Daily", "https://example.org/talks")),
        (
            '<meta property="og:title" content="Talks end"><meta property="og:site_name" content="The Daily">'
            '<meta property="article:published_time" content="2025-05-16T23:30:00+03:00">'
            '<link rel="canonical" href="https://example.org/talks">',
            ("Talks end", "2025-05-16", "The Daily", "https://example.org/talks"),
        ),
        ('<title>Talks end</title><meta name="pubdate" content="16 May 2025">', ("Talks end", "2025-05-16", "", "")),
        (
            linked({"@type": "NewsArticle", "datePublished": "soon"}) + "<title>Talks end</title>",
            ("Talks end", "", "", ""),
        ),
        ('<script type="application/ld+json">{broken</script><title>Talks end</title>', ("Talks end", "", "", "")),
        (linked({"@type": "NewsArticle", "headline": ["Talks end"], "publisher": 7}), ("Talks end", "", "", "")),
    ],
)
def test_the_page_tells_title_date_outlet_and_address(tmp_path, head, expected):
    assert meta(document(tmp_path, "a.htm", page(head))) == expected


@pytest.mark.parametrize(
    "octets",
    [
        page().encode(),
        page().replace("utf-8", "windows-1252").encode("cp1252"),
        page().replace("utf-8", "iso-8859-1").encode("cp1252"),
        page().replace("utf-8", "windows-1252").encode(),
        ("\ufeff" + page()).encode("utf-16-le"),
    ],
    ids=["utf-8", "declared", "declared as Latin-1", "declared wrongly", "utf-16"],
)
def test_the_encoding_is_found(tmp_path, octets):
    assert document(tmp_path, "a.html", octets).text == TEXT


def test_a_page_in_another_language_is_read_with_a_warning(tmp_path):
    assert document(tmp_path, "a.html", page()).notes == ()
    body = "<p>Görüşmeler.</p>"
    assert "seems to be Turkish" in document(tmp_path, "a.html", page(body=body, language="tr-TR")).notes[0]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "   ",
        "<!-- nothing -->",
        "<html></html>",
        "<script>x()</script>",
        "\x00\x01",
    ],
)
def test_a_page_without_an_article_is_refused(tmp_path, content):
    assert "a.html" in refusal(tmp_path, "a.html", content)


def test_entities_and_outside_files_are_not_loaded(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    entity = f'<!ENTITY x SYSTEM "{secret.as_uri()}">'
    attack = f"<!DOCTYPE html [{entity}]><html><body><p>They agreed &x; to meet.</p></body></html>"
    assert "SECRET" not in document(tmp_path, "a.html", attack).text


def test_a_billion_laughs_are_not_laughed(tmp_path):
    entities = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    attack = f'<!DOCTYPE html [<!ENTITY l0 "ha">{entities}]><html><body><p>They agreed &l9; to meet.</p></body></html>'
    assert len(document(tmp_path, "a.html", attack).text) < 1000


def test_deep_nesting_is_read_with_a_note_in_bounded_time(tmp_path):
    start = time.monotonic()
    found = document(tmp_path, "a.html", "<p>They agreed to meet again.</p>" + "<div>" * 200_000 + "deep")
    assert "nested so deeply" in found.notes[0]
    assert found.text.startswith("They agreed to meet again.")
    assert time.monotonic() - start < 30


def test_a_page_of_20_mb_is_refused(tmp_path):
    assert "over 20 MB" in refusal(tmp_path, "a.html", b"<p>" + b"a" * 20_000_000)


@given(st.text('<>/pdivamhtl&;"= é') | st.text() | st.binary())
def test_any_page_gives_a_document_or_a_sentence(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "a.html"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    (found,) = read(path)
    assert isinstance(found, SkipDocument) or found.text
