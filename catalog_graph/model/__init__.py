"""The values that everything else speaks of: items, laws, codes, channels, dates, identifiers.

Owns: what a thing of the catalogues is, and the codes of its columns. Must not: read, write or decide anything.
"""
