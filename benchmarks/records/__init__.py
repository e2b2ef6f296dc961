"""Made-up records with known faults, and how fast and how exactly they are audited."""
