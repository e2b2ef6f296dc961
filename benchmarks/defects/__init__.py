"""The measured validator: faults seeded into exported tables, and how many of them are found (`make measure`)."""
