"""The Word file, through pandoc, its styles and package made here."""
