"""What becomes of problems from 2 x 1 to 30 x 60, of every kind, by every command."""
