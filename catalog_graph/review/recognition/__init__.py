"""Recognition: a grid to the rows of the official table, each cell with its provenance."""
