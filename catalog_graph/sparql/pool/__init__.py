"""The processes that answer queries: scheduler, queue, workers, and the server that forks them."""
