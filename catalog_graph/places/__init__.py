"""Places: the code book, names, look-up, bodies, counts.

Owns: which places there are, how a name finds one, and what bodies a place has. Must not: know items or duties.
"""
