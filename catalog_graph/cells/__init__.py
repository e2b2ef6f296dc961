"""Readers of cells: the words of an official table in, structure out.

Each module is pure, documents its grammar, and reports what it could not read; nothing is dropped.
"""
