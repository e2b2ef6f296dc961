"""Intake: an office's file as bytes, to grids of words with merges; one module per format."""
