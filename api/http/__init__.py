"""What every route needs of HTTP: negotiation, representations, parameters, addresses, errors, uploads.

Must not: know a route.
"""
