"""A walk through the doubtful pairs of a graph directory: shown with their evidence and reasons, answered one by one."""

from collections.abc import Callable, Iterator, Sequence

from kg import ontology
from kg.graph.terms import shortened
from kg.judging.explain import named_documents, solved
from kg.judging.judge import ContradictionError, Judge
from kg.model import Anchor, Judgement, Span, Thing
from kg.renew import much_made
from kg.resolve.doubts import Doubt, doubts
from kg.store.directory import GraphDirectory

ANSWERS = {"s": "same", "d": "different", "u": "unsure", "z": "undo", "q": "quit"}
PROMPT = "same (s), different (d), unsure (u), undo (z) or quit (q)? "
PASSAGES = 2  # sentences shown for each name
LONGEST = 300  # characters of a sentence


class Review:
    """The doubtful pairs of a graph directory, the most valuable first."""

    def __init__(self, directory: GraphDirectory) -> None:
        """Work out the pairs."""
        with much_made():
            extractions = list(directory.extractions())
            self.sentences = {each.document.id: (each.document.text, each.sentences) for each in extractions}
            self.documents = named_documents(directory)
            self.pairs: Sequence[Doubt] = doubts(solved(directory), extractions, directory.judgements)

    def question(self, at: int) -> str:
        """Return a pair for people: both names with sentences in which they stand, and what was made of them."""
        pair = self.pairs[at]
        state = "the same" if pair.joined else "different"
        lines = [f"[{at + 1}/{len(self.pairs)}] Are these the same? They are taken for {state}."]
        for thing in (pair.left, pair.right):
            lines += [f"  “{thing.name}” ({ontology.label(thing.kind)})", *self._passages(thing)]
        lines.append(f"  {pair.compared.score:.2f}, where {pair.compared.asked:.2f} is asked for:")
        lines += [f"    {reason.score:+.2f}  {reason.words}" for reason in pair.compared.reasons]
        return "\n".join(lines)

    def _passages(self, thing: Thing) -> Iterator[str]:
        places = dict.fromkeys((anchor.document, self._sentence(anchor)) for anchor in thing.anchors)
        for document, sentence in list(places)[:PASSAGES]:
            text, _ = self.sentences[document]
            yield f"      {self.documents[document]}: {shortened(sentence.of(text), LONGEST)}"
        if len(places) > PASSAGES:
            yield f"      … and {len(places) - PASSAGES} more"

    def _sentence(self, anchor: Anchor) -> Span:
        _, sentences = self.sentences[anchor.document]
        return next((each for each in sentences if each.covers(anchor.span)), anchor.span)


def walk(review: Review, judge: Judge, ask: Callable[[], str], tell: Callable[[str], None]) -> list[Judgement]:
    """Show one pair after the other, until all are answered or `ask` says "q" or ""; return what was judged.

    `ask` gives the answer to the pair that `tell` has shown.
    """
    said: list[Judgement] = []
    while len(said) < len(review.pairs):
        pair = review.pairs[len(said)]
        tell(review.question(len(said)))
        answer = ask().strip().lower()
        verdict = ANSWERS.get(answer[:1], "quit" if not answer else "")
        if verdict == "quit":
            break
        if verdict == "undo":
            _take_back(said, judge, tell)
        elif verdict:
            try:
                said += judge.say(verdict, (pair.left, pair.right))
            except ContradictionError as problem:
                tell(str(problem))
        else:
            tell(f"{answer!r} is no answer; {PROMPT}")
    return said


def _take_back(said: list[Judgement], judge: Judge, tell: Callable[[str], None]) -> None:
    if said:
        undone = judge.undo(said.pop().id)
        tell(f"undone: {undone.words}")
    else:
        tell("there is nothing to undo in this review; see: kg judgements")
