"""The press PDF: the screen PDF's pages as a printer wants them, PDF/X-4 (ISO 15930-7)."""
