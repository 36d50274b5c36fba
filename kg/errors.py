"""What can go wrong, one root, and each leaf says who acts on it."""


class KgError(Exception):
    """Stops the command: one sentence for the user, exit code 2."""


class SkipDocument(KgError):
    """One document cannot be used: it is counted and named in the report, and the run goes on."""


class OntologyError(KgError):
    """Code named a class or property that `ontologies/` does not declare."""


class UnknownFormat(KgError):
    """A format, question or setting was asked for that does not exist; the message lists the known ones."""


class GraphDirectoryError(KgError):
    """A directory is not a graph, was made by another version, or cannot be read."""


class QueryError(KgError):
    """A query is malformed; the message says where."""


class QueryTimeout(QueryError):
    """A query ran longer than it was allowed to and was stopped."""
