"""How well who is who is told on annotated corpora. A floor is what was reached; it is only raised. Precision comes first."""

import pytest

from kg.evaluate.figures import ALL
from kg.evaluate.who import of_corpus
from kg.settings import Settings

pytestmark = pytest.mark.model
CORPORA = {
    "names": "name_pairs/name_pairs.dev.csv",
    "links": "aida/aida-conll-dev.unmasked.jsonl",
    "places": "geowebnews/GWN.even-articles.xml",
    "synonyms": "re3d",
    "chains": "newswcl50/NewsWCL50.events0-4.conll",
}
# corpus, measure: precision, recall
FLOORS = {
    ("names", "same person"): (0.96, 0.84),
    ("links", "link, in the gazetteer"): (0.85, 0.90),
    ("links", "link, all"): (0.85, 0.53),
    ("places", "place within 161 km"): (0.95, 0.75),
    ("synonyms", "synonym"): (0.96, 0.68),
    ("chains", "B³"): (0.90, 0.57),
    ("chains", "CoNLL"): (0.59, 0.59),
}


NOISE = 0.08  # points of F1 that chains may lose in misspelt and badly translated copies


@pytest.mark.parametrize("corpus", CORPORA)
def test_who_is_who_is_told_at_least_as_well_as_before(shared, corpus):
    rows, _ = of_corpus(corpus, shared / "corpora" / CORPORA[corpus], Settings(jobs=1), noise=corpus == "chains")
    found = {row["measure"]: row for row in rows if row["part"] == ALL}
    for (_, measure), (precision, recall) in ((key, floor) for key, floor in FLOORS.items() if key[0] == corpus):
        assert found[measure]["precision"] >= precision, found[measure]
        assert found[measure]["recall"] >= recall, found[measure]
    noisy = [row["f1"] for measure, row in found.items() if measure.startswith("CoNLL, ")]
    assert len(noisy) == (2 if corpus == "chains" else 0)
    assert all(found["CoNLL"]["f1"] - f1 < NOISE for f1 in noisy)
