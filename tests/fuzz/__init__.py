"""Valid files of every format, ways to spoil them, and what may come of it."""
