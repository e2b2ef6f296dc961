"""The model as RDF: triples, ontology, glossary, named queries, and the files in data/graph.

Must not: run a query (`sparql`).
"""
