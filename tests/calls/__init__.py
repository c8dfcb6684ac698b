"""Everything public, called with what it is not meant for."""
