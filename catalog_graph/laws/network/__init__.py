"""Networks of laws, items and offices, as graphs of networkx and as files for Gephi and other tools."""
