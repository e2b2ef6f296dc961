"""The model as RDF: values in, triples out; no blank nodes, no clock, no disk.

Owns: which triple each value becomes, in the order of the official table.
Must not: decide what is true (`tables`) or how it is written to a file (`build`).
"""
