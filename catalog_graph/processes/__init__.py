"""Child processes: start, speak, confine, end.

Owns: how a process of ours is started, what is said to it in frames, its limits, and its end.
Must not: know what the process works on.
"""
