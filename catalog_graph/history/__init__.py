"""History: what each release said, what changed between two, and the forms in which that is given."""
