"""The service: HTTP, pages, templates, static files.

Must not: hold SPARQL text, read data files, or decide what a place must publish (`catalog_graph` does).
"""
