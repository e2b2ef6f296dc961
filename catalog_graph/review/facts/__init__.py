"""Facts: what is true of an editor's rows that a rule may object to; one module per column or kind of fault."""
