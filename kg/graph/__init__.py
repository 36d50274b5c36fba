"""Extractions and entities become a graph; RDF and NetworkX are two views of it."""
