"""Gongkai: which items each county, town or village must publish, as a library and a command.

Owns: the catalogue model, readers, duties, build, validation; and the three ways into the graph from Python that are
named here. Must not: know HTTP (see `api`), or load a library before it is needed.
"""

from catalog_graph.opening import TABLES, open_dataset, open_store, open_table

__version__ = "0.2.0"
__all__ = ["TABLES", "__version__", "open_dataset", "open_store", "open_table"]
