CREATE CONSTRAINT parley_iri IF NOT EXISTS FOR (n:Parley) REQUIRE n.iri IS UNIQUE;
CREATE FULLTEXT INDEX parley_words IF NOT EXISTS FOR (n:Parley) ON EACH [n.label, n.altLabel, n.content];
