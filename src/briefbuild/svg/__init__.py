"""SVG drawings, of a brief and of a house style: what may be in one, and how large it is."""
