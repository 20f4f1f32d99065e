"""The EPUB, through pandoc, its package made here."""
