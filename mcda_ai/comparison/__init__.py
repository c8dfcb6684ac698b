"""Side by side: many methods on one problem, and two versions of a problem."""
