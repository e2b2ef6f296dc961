"""What the service answers, as types: one model for each JSON document, and how operations are described with them.

Must not: make an answer. The documents are made without these models; a test holds them equal.
"""
