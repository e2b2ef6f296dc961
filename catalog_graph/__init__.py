"""Gongkai: which items each county, town or village must publish, as a library and a command.

Owns: the catalogue model, readers, duties, build, validation. Must not: know HTTP (see `api`).
"""

__version__ = "0.1.0"
