"""SPARQL over the graph: stores, the endpoint, results.

Owns: what a stranger's query may do and what comes back. Must not: know HTTP.
"""
