"""Local catalogues held against the national ones: the shapes run, gaps, likeness, and the import of a table.

Owns: what a place's tables lack, weaken or add. Must not: know pages, or review an editor's cells (`review`).
"""
