"""Whether the text of a web page or an EPUB is in sight, worked out from its style sheets alone."""
