"""One row of a table or one JSON object → one article."""

from collections.abc import Mapping

from kg.errors import KgError, SkipDocument
from kg.read.article import Columns, Outcome, article, shortened
from kg.read.decode import mended, one_line

FIELDS = ("text", "title", "url", "date", "outlet", "id")


def checked(columns: Columns) -> Columns:
    """Return `columns`; raises `KgError` where one of its keys is no field of an article."""
    unknown = sorted(set(columns) - set(FIELDS))
    if unknown:
        raise KgError(f"cannot map a column to {unknown[0]!r}; the fields of an article are: {', '.join(FIELDS)}.")
    return columns


def row_article(
    name: str, number: int, row: Mapping[str, object], columns: Columns, notes: tuple[str, ...] = ()
) -> Outcome:
    """Return the article in `row`, or why there is none; its source is `name#id`, or `name#number` where it has no id.

    Names of columns are compared without regard to case. `number` 0 means that the file holds one article only.
    """
    values = {key.strip().lower(): value for key, value in row.items()}
    fields = {field: values.get(columns.get(field, field).strip().lower()) for field in FIELDS}
    key = one_line(plain(fields["id"])) or (str(number) if number else "")
    place = f"{name}#{shortened(key, 100)}" if key else name
    text = fields["text"]
    if not isinstance(text, str):
        what = "has no" if text is None else "has no words in the"
        return SkipDocument(f"{place} {what} column {columns.get('text', 'text')!r}.")
    words, mending = mended(text)
    meta = {field: mended(plain(fields[field]))[0] for field in ("title", "url", "date", "outlet")}
    try:
        return article(place, words, **meta, notes=notes + mending)
    except SkipDocument as skip:
        return skip


def plain(value: object) -> str:
    """Return a text or a number as text; nothing for all else, but for an object (an outlet, say) its name."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
