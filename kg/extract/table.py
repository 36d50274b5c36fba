"""The mentions of one document while it is being read: found by where they stand."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from kg.extract.datelines import find_datelines
from kg.model import Mention, Span


def span_of(piece: SpacySpan | Token) -> Span:
    """Return the characters that a token or a run of tokens covers."""
    start = piece.idx if isinstance(piece, Token) else piece.start_char
    return Span(start, start + len(piece.text))


class MentionTable:
    """The mentions found so far, at most one for a span; the longest of several wins where a token is asked for."""

    def __init__(self, doc: Doc, mentions: Iterable[Mention] = ()) -> None:
        self.doc = doc
        self._by_span: dict[Span, Mention] = {}
        self._by_token: dict[int, list[Span]] = {}
        # spaCy builds the text anew each time it is asked for.
        self.text = doc.text
        self.datelines = find_datelines(self.text)
        for mention in mentions:
            self.put(mention)

    def put(self, mention: Mention) -> None:
        """Add a mention, or replace the one with the same span."""
        if mention.span not in self._by_span:
            for token in self.tokens(mention.span):
                self._by_token.setdefault(token.i, []).append(mention.span)
        self._by_span[mention.span] = mention

    def tokens(self, span: Span) -> SpacySpan:
        """Return the tokens that overlap `span`."""
        found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        if found is None:
            raise ValueError(f"no token stands at {span}")
        return found

    def __iter__(self) -> Iterator[Mention]:
        return iter(sorted(self._by_span.values(), key=lambda mention: (mention.span.start, -mention.span.end)))

    def __contains__(self, span: Span) -> bool:
        return span in self._by_span

    def __getitem__(self, span: Span) -> Mention:
        return self._by_span[span]

    def at(self, token: Token) -> Mention | None:
        """Return the longest mention that holds `token`."""
        spans = self._by_token.get(token.i, [])
        return self._by_span[max(spans, key=lambda span: (span.end - span.start, -span.start))] if spans else None

    def all_at(self, token: Token) -> list[Mention]:
        """Return every mention that holds `token`, the longest first."""
        spans = self._by_token.get(token.i, [])
        return [self._by_span[span] for span in sorted(spans, key=lambda span: (span.start - span.end, span.start))]

    def in_dateline(self, token: Token) -> bool:
        """Return whether `token` stands in a dateline, which is part of no sentence."""
        return any(line.start <= token.idx < line.end for line in self.datelines)

    def inside(self, span: Span) -> list[Mention]:
        """Return the mentions that lie wholly inside `span`, in text order, outer before inner."""
        if span.start >= span.end:
            return []
        held = {inner for token in self.tokens(span) for inner in self._by_token.get(token.i, ()) if span.covers(inner)}
        return [self._by_span[inner] for inner in sorted(held, key=lambda inner: (inner.start, -inner.end))]

    def starting(self, token: Token) -> Mention | None:
        """Return the longest mention whose first token is `token`."""
        return next((mention for mention in self.all_at(token) if mention.span.start == token.idx), None)

    def ending(self, token: Token) -> Mention | None:
        """Return the longest mention whose last token is `token`."""
        end = token.idx + len(token.text)
        return next((mention for mention in self.all_at(token) if mention.span.end == end), None)
