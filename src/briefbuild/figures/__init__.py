"""Each figure's picture: charts and maps, SVG, photographs, and the box that keeps a place."""
