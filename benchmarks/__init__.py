"""Benchmarks: each figure beside its yardstick, measured in one run (`make bench`)."""
