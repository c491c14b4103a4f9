"""Numbers of one article that cannot all be true together: sums, shares, changes, ages, weekdays (FC110)."""
