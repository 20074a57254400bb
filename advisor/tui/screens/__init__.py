"""One screen for each question. A screen shows the state it is handed and posts messages; the app changes the state."""
