"""Annotation: the editor's own file again, with every finding at its cell and a summary beside."""
