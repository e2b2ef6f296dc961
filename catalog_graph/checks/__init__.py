"""Checks of our own data: findings, figures, the SHACL run, and the register of rules."""
