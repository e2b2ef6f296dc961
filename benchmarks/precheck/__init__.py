"""How many faults the check before publishing finds in spoilt tables, and how many it invents in clean ones."""
