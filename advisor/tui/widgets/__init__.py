"""Widgets that paint runs of text and report what the user did. They compute nothing and do not know each other."""
