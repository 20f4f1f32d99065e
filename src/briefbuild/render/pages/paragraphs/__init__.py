"""Composing paragraphs: all lines of one together, so that none is set at the cost of the next."""
