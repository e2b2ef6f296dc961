"""Routes: one module per family of addresses.

Must not: import each other, or hold what several of them need (`api.http`).
"""
