"""Publication records: what was published when, judged by each item's own limit.

Owns: the record, the audit, its reports, and the checks before publishing. Must not: know pages.
"""
