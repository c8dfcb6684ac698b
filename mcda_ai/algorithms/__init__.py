"""Arrays in, arrays out, no names: volumes, orderings, linear programmes, flips, indices."""
