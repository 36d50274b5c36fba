"""What a web page says about itself: JSON-LD first, then meta tags, then what trafilatura makes of it.

Trafilatura alone loses the language and, in some pages, the publisher; so the declared values are read here.
"""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

from kg.read.dates import iso_day
from kg.read.decode import decode, one_line, refuse_known_binary

ARTICLE = re.compile(r"(?:Article|Posting|Report)$")  # NewsArticle, ReportageNewsArticle, BlogPosting, Report …
META = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline"),
    "date": (
        *("article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "sailthru.date"),
        *(
            "pubdate",
            "publish-date",
            "publishdate",
            "dc.date.issued",
            "dcterms.issued",
            "dc.date",
            "dcterms.date",
            "date",
        ),
    ),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher"),
    "url": ("og:url", "twitter:url"),
    "declared_language": ("content-language", "og:locale", "dc.language"),
}
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
# 8-bit and East Asian encodings. No page can declare UTF-16 in ASCII letters, and Python's other codecs are no
# charsets.
CHARSETS = ("cp125", "iso8859", "koi8", "gb", "hz", "big5", "shift_jis", "euc_", "cp874", "cp949", "mac-")
# Latin-1 is what pages claim to be, Windows-1252 is what they are (the HTML standard says so, too).
WESTERN = {"iso8859-1", "ascii", "iso8859-15"}
MAX_DEPTH = 50


def page_text(octets: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the characters of the page: as UTF-8, else as it declares, else as is likely, which a note tells."""
    refuse_known_binary(octets, name)
    declared = CHARSET.search(octets[:4096])
    encoding = charset(declared[1].decode("ascii", "replace")) if declared else ""
    try:
        octets.decode("utf-8")
    except UnicodeDecodeError:
        if encoding:
            return octets.decode(encoding, "replace"), ()
    return decode(octets, name)


def charset(declared: str) -> str:
    """Return Python's name of a charset that a page may declare, or nothing."""
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return ""
    if name in WESTERN:
        return "cp1252"
    return name if name.startswith(CHARSETS) else ""


def metadata(tree: Any) -> dict[str, str]:
    """Return title, date, outlet, url and declared_language as far as the page tells them, each on one line."""
    sources = (linked(tree), tagged(tree), guessed(tree))
    found = {}
    for field in META:
        values = (one_line(source.get(field, "")) for source in sources)
        found[field] = next((value for value in values if value and (field != "date" or iso_day(value))), "")
    return found


def linked(tree: Any) -> dict[str, str]:
    """Return what the first article in the page's JSON-LD says."""
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            content = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in articles(content):
            return {
                "title": text_of(item.get("headline")) or text_of(item.get("name")),
                "date": text_of(item.get("datePublished")),
                "outlet": text_of(item.get("publisher")),
                "url": text_of(item.get("url")) or text_of(item.get("mainEntityOfPage")),
                "declared_language": text_of(item.get("inLanguage")),
            }
    return {}


def articles(content: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the objects in JSON-LD whose type is some kind of article."""
    if depth > MAX_DEPTH:
        return
    if isinstance(content, list):
        for item in content:
            yield from articles(item, depth + 1)
    elif isinstance(content, dict):
        types = content.get("@type")
        types = types if isinstance(types, list) else [types]
        if any(isinstance(kind, str) and ARTICLE.search(kind) for kind in types):
            yield content
        yield from articles(content.get("@graph"), depth + 1)
        yield from articles(content.get("mainEntity"), depth + 1)


def text_of(value: object) -> str:
    """Return a JSON-LD value as text: itself, the first of several, or the name or id of an object."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or value.get("@value")
    return value if isinstance(value, str) else ""


def tagged(tree: Any) -> dict[str, str]:
    """Return what the page's meta tags, its canonical link, its language attribute and its marked times say."""
    tags: dict[str, str] = {}
    for tag in tree.xpath("//meta[@content]"):
        key = tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv") or ""
        tags.setdefault(key.strip().lower(), tag.get("content"))
    found = {field: next((tags[key] for key in keys if tags.get(key)), "") for field, keys in META.items()}
    times = tree.xpath('//time[@datetime and (@pubdate or @itemprop="datePublished")]/@datetime') or tree.xpath(
        "(//article//time/@datetime)[1]"
    )
    found["date"] = found["date"] or next(map(str, times), "")
    found["url"] = next(map(str, tree.xpath('//link[@rel="canonical"]/@href')), "") or found["url"]
    language = tree.xpath("string((//html/@lang | //html/@*[name()='xml:lang'])[1])")
    found["declared_language"] = str(language) or found["declared_language"]
    return found


def guessed(tree: Any) -> dict[str, str]:
    """Return what trafilatura finds by rules of thumb; its search for dates in running text is left off."""
    from trafilatura.metadata import extract_metadata

    # The latest day is fixed, since by default it is today, and the same page must give the same document on any day.
    search = {"extensive_search": False, "original_date": True, "max_date": "2100-12-31"}
    known = extract_metadata(tree, date_config=search)
    found = {"title": known.title, "date": known.date, "outlet": known.sitename, "url": known.url}
    return {field: value or "" for field, value in found.items()}
