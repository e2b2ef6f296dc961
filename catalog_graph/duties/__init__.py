"""What a place must publish: resolved, as JSON, as RDF, prepared for many places.

Owns: the rules from items and a place to duties. Must not: know pages or files.
"""
