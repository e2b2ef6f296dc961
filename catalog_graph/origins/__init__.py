"""Where the cells of a duty come from: seen, carried, from statute, or unseen with the reason.

Owns: the origin of each column of a duty, and which words of the law fill what the table leaves empty.
Must not: read tables, or write answers; everything here is computed from an item alone.
"""
