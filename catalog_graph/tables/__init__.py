"""The data tables: CSV text in, model values out, or an error that names file, row and column.

Owns: the columns of each table and what a cell may hold. Must not: touch disk (`catalog_graph.files`).
"""
