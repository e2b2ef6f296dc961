"""The files to download, and their description in DCAT."""
