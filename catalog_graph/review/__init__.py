"""Review: the rows of a table against the rules and the national catalogue, as findings at cells."""
