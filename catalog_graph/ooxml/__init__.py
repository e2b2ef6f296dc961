"""Office packages as zip files of XML parts: read, saved, the same bytes each time.

Must not: know what a workbook or a document says.
"""
