import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_builders import document

from kg.model import Document
from kg.read import read

MATTER = """---
title: "Talks end"
date: 2025-05-16
outlet: The Daily
tags:
  - talks
---
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_front_matter_is_metadata_and_blank_in_the_text(tmp_path, newline):
    source = (MATTER + "The talks ended.\n").replace("\n", newline)
    found = document(tmp_path, "a.md", source)
    assert (found.title, found.date, found.outlet) == ("Talks end", "2025-05-16", "The Daily")
    assert len(found.text) == len(source)
    assert found.text.strip() == "The talks ended."
    assert found.text.index("The talks") == source.index("The talks")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Talks end #\n\nThey agreed.", "Talks end"),
        ("+++\ntitle = 'Talks end'\n+++\n# Other\n\nThey agreed.", "Talks end"),
        ("Talks end\n\nThey agreed.", "Talks end"),
        ("They agreed.\n\n# Background\n\nIt began.", ""),
        ("--- not a fence\ntitle: x\n---\nThey agreed.", ""),
    ],
)
def test_the_title_is_found(tmp_path, text, title):
    assert document(tmp_path, "a.md", text).title == title


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_any_text_keeps_every_offset(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("any") / "a.md"
    path.write_bytes((MATTER + "A" + text).encode())
    (found,) = read(path)
    assert isinstance(found, Document)
    assert found.text[len(MATTER) :] == "A" + text.replace("\ufeff", " ").replace("\ufffe", " ").replace("\uffff", " ")
