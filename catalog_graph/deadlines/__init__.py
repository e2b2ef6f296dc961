"""Deadlines: the calendar of working days, and due dates from time limits.

Owns: counting days. Must not: read words or tables, or know items; what a place must publish stands above.
"""
