"""The SPARQL endpoint over HTTP: protocol, page, completion. The queries run in `catalog_graph.sparql`."""
