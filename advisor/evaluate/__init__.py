"""Around the tests a user runs elsewhere: names of models, imports, comparisons and set-ups for other tools."""
