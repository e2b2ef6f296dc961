"""The official table: its layout, and catalogues written in it as xlsx, docx, html and csv."""
