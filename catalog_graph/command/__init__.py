"""The command `gongkai`: one module per subcommand, each a thin edge over the library.

Owns: arguments, exit codes (0 fine, 1 findings, 2 cannot run) and what a terminal shows.
Must not: compute anything a caller of the library could not; import `api`.
"""
