"""Print pages, laid out by WeasyPrint: what the screen PDF and the press PDF share."""
