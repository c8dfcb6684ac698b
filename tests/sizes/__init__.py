"""What becomes of problems from 2 x 1 to 100 x 200, of every kind, by every command."""
