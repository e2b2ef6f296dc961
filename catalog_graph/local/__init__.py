"""Local catalogues against the national ones: what each local row changes, and what then binds.

Owns: comparing rows column by column, the derived effect, the stricter of two cells. Must not: know duties or files.
"""
