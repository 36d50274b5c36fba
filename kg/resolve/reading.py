"""What one document gives to the resolution of all: its clusters, linked, and what happens in it.

A reading is a pure function of the extraction, the gazetteer and the judgements about its words, and all of a document
that resolving needs; so it can be kept on disk and spares the work of reading the document again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import msgspec

from kg import knowledge
from kg.knowledge import Known, names
from kg.model import Extraction, Merge, Span
from kg.resolve import across, judged, within
from kg.resolve.entities import states_behind, wordings
from kg.resolve.happenings import Doing, doings
from kg.resolve.judged import Ties
from kg.resolve.link import link
from kg.resolve.places import scene_of
from kg.resolve.records import Cluster, Told

Ends = tuple[int, ...]  # of spans, one after the other


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as resolving sees it. Clusters are named by their places in `clusters`."""

    document: str
    clusters: tuple[Cluster, ...]
    meant: Mapping[Span, tuple[int, ...]]  # what each mention means
    acting: tuple[tuple[int, int], ...]  # who acts for whom, in the words of the text
    doings: tuple[Doing, ...]  # events, then delegations
    open: tuple[tuple[Span, tuple[Span, ...]], ...]  # mentions that mean none, and what they refer to
    codes: tuple[str, ...]  # countries that mentions name

    @property
    def merges(self) -> tuple[Merge, ...]:
        """Why names of this document were joined or linked."""
        return tuple(merge for cluster in self.clusters for merge in cluster.reasons)


def read(extraction: Extraction, ties: Ties) -> Reading:
    """Return what a document gives to the resolution of all."""
    clusters, meant = _linked(extraction, ties)
    for cluster in clusters:
        cluster.told = told(cluster)
    place = {id(cluster): at for at, cluster in enumerate(clusters)}
    found = {span: tuple(place[id(cluster)] for cluster in means) for span, means in meant.items()}
    acting = {
        (actor, state)
        for mention in extraction.mentions
        for span in mention.represents
        for actor in found.get(mention.span, ())
        for state in found.get(span, ())
    }
    return Reading(
        extraction.document.id,
        tuple(clusters),
        found,
        tuple(sorted(acting)),
        doings(extraction),
        tuple((one.span, one.refers_to) for one in extraction.mentions if one.span not in found and one.refers_to),
        tuple(sorted({mention.country for mention in extraction.mentions} - {""})),
    )


def _linked(extraction: Extraction, ties: Ties) -> tuple[list[Cluster], dict[Span, tuple[Cluster, ...]]]:
    """Return the linked clusters of one document, and which of them each mention means."""
    found = [part for cluster in within.clusters(extraction) for part in judged.parted(cluster, ties)]
    local: dict[Span, tuple[Cluster, ...]] = {m.span: (cluster,) for cluster in found for m in cluster.mentions}
    text = extraction.document.text
    for cluster in found:
        cluster.roles |= {names.fold(mention.role.of(text)) for mention in cluster.mentions if mention.role}
        cluster.bodies |= {names.fold(span.of(text)) for mention in cluster.mentions for span in mention.affiliation}
    within.follow(extraction, local)
    scene = scene_of(extraction.document.date, found)
    for cluster in found:
        link(cluster, scene)
        cluster.acts_for |= states_behind(cluster, scene.date)
    joined = within.merge_known(found, ties.judge)
    home = {id(mention): cluster for cluster in joined for mention in (*cluster.mentions, *cluster.referring)}
    meant = {}
    for span, clusters in local.items():
        kept = [home[id(cluster.mentions[0])] for cluster in clusters]
        meant[span] = tuple({id(cluster): cluster for cluster in kept}.values())
    return joined, meant


def told(cluster: Cluster) -> Told:
    """Return what a cluster tells once it is gathered."""
    spans = sorted(mention.span for mention in (*cluster.mentions, *cluster.referring))
    return Told(
        name=cluster.best_name(),
        folded=across.folded(cluster),
        named_at=cluster.named_at(),
        found_as=cluster.found_as(),
        names=dict(sorted(cluster.names.items())),
        full=across.full_names(cluster),
        wordings=wordings(cluster),
        heads=across.role_heads(cluster),
        spots=tuple(end for span in spans for end in (span.start, span.end)),
        block=across.name_block(cluster),
    )


# On disk


class KeptCluster(msgspec.Struct, frozen=True, array_like=True):
    """A cluster without its mentions, which only reading the document needs."""

    kind: str
    country: str
    known: str  # id
    acts_for: tuple[str, ...]
    told: Told


class KeptReading(msgspec.Struct, frozen=True, array_like=True):
    """A reading as it lies on disk."""

    document: str
    clusters: tuple[KeptCluster, ...]
    meant: tuple[Ends, ...]  # start, end, and the clusters
    acting: tuple[tuple[int, int], ...]
    doings: tuple[Doing, ...]
    open: tuple[Ends, ...]  # start and end of a mention, then those of what it refers to
    codes: tuple[str, ...]


class Meant(Mapping[Span, tuple[int, ...]]):
    """What each mention means, made into a table when it is first asked for, as of most documents it never is."""

    def __init__(self, rows: tuple[Ends, ...]) -> None:
        """`rows` are start, end and clusters of each mention."""
        self._rows = rows

    @cached_property
    def _table(self) -> dict[Span, tuple[int, ...]]:
        return {Span(row[0], row[1]): row[2:] for row in self._rows}

    def __getitem__(self, span: Span) -> tuple[int, ...]:
        """Return the clusters that a mention means."""
        return self._table[span]

    def __iter__(self) -> Iterator[Span]:
        """Yield the mentions."""
        return iter(self._table)

    def __len__(self) -> int:
        """Return how many mentions there are."""
        return len(self._rows)


DECODER = msgspec.msgpack.Decoder(KeptReading)


def encoded(reading: Reading) -> bytes:
    """Return a reading as bytes, but for its merges."""
    kept = KeptReading(
        reading.document,
        tuple(
            KeptCluster(
                each.kind,
                each.country,
                each.known.id if each.known else "",
                tuple(sorted(each.acts_for)),
                each.told or told(each),
            )
            for each in reading.clusters
        ),
        tuple((span.start, span.end, *means) for span, means in reading.meant.items()),
        reading.acting,
        reading.doings,
        tuple(_ends((span, *refers)) for span, refers in reading.open),
        reading.codes,
    )
    return msgspec.msgpack.encode(kept)


def decoded(content: bytes, known: dict[str, Known | None]) -> Reading:
    """Return the reading that lies in these bytes; `known` spares asking the gazetteer twice."""
    kept = DECODER.decode(content)
    clusters = []
    for each in kept.clusters:
        if each.known and each.known not in known:
            known[each.known] = knowledge.known(each.known)
        clusters.append(
            Cluster(
                kept.document,
                each.kind,
                country=each.country,
                acts_for={*each.acts_for},
                known=known[each.known] if each.known else None,
                told=each.told,
            )
        )
    open_ = tuple((spans[0], spans[1:]) for spans in map(_spans, kept.open))
    return Reading(kept.document, tuple(clusters), Meant(kept.meant), kept.acting, kept.doings, open_, kept.codes)


def encoded_merges(merges: Iterable[Merge]) -> bytes:
    """Return the merges inside a document as bytes."""
    return msgspec.msgpack.encode(tuple(merges))


def decoded_merges(content: bytes) -> tuple[Merge, ...]:
    """Return the merges that lie in these bytes."""
    return msgspec.msgpack.decode(content, type=tuple[Merge, ...])


def _ends(spans: Iterable[Span]) -> Ends:
    return tuple(end for span in spans for end in (span.start, span.end))


def _spans(ends: Ends) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in zip(ends[::2], ends[1::2], strict=True))
