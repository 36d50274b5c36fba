"""The two finders of statements' words, each a component of the spaCy pipeline that sets `doc._.attributions`.

The learned one is the better; the one by rules over the parse costs a tenth of its time.
"""

from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import UnknownFormat
from kg.extract import attribution
from kg.extract.learned import component

RULES = "kg_attribution_rules"
FINDERS = {"learned": component.NAME, "rules": RULES}


@Language.component(RULES)
def find_by_rules(doc: Doc) -> Doc:
    """Return `doc` with `doc._.attributions` set."""
    if not Doc.has_extension("attributions"):
        Doc.set_extension("attributions", default=None)
    doc._.attributions = attribution.find_attributions(doc)
    return doc


def add_finder(nlp: Language, name: str) -> None:
    """Add a finder to the end of a pipeline; raises `UnknownFormat` with the known ones."""
    if name not in FINDERS:
        raise UnknownFormat(f"there is no finder {name!r}; known: {', '.join(sorted(FINDERS))}")
    nlp.add_pipe(FINDERS[name], last=True)


def finder_version(name: str) -> str:
    """Return what tells one version of a finder from another; part of the extractor's fingerprint."""
    return f"{name}-{component.version()}" if name == "learned" else name
