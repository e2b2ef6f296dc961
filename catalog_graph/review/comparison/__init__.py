"""An editor's table against the nation: its rows as RDF, the rules of `shapes/comparison.ttl` run over them, facts.

Owns: the graph that the rules look at, and which fact a breach is. Must not: decide what breaks a rule, or read cells.
"""
