"""The pages under stress: texts laid out in page geometries drawn at random, and proved whole."""
