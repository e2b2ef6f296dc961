"""Before publishing: personal data at its cell, and key facts that cannot be right.

Owns: what is found in words, the report, the masked copy. Must not: fetch anything unless links are asked for.
"""
