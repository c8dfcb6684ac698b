"""What an option must meet to take part, and who is out."""
