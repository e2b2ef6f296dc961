"""Which store a query needs: the small one in memory, or the whole one on disk."""
