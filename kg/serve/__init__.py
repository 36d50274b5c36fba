"""A graph over HTTP: the SPARQL and Graph Store protocols, a JSON interface, entity pages, and pages for people.

`app` puts it together, `guard` keeps strangers and giants out, `current` holds the graph as it is now, `negotiate`
picks the format, `sparql` and `graphs` speak the protocols, `entities` gives a page or triples for an IRI, `records` is
what the JSON interface (`interface`) tells and `openapi` describes it, `pages` fills the templates, `server` listens.
"""
