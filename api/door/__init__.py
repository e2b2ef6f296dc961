"""What stands between the sockets and the application: the protocol of the server, with limits of its own.

Must not: know the application.
"""
