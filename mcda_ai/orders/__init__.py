"""Weak orders, and who is preferred to whom in pairs."""
