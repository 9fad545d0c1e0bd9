"""Trade figures: numbers about trade between two sides, found from the number outwards."""
