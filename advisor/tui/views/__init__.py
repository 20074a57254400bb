"""Pure functions from a Report to runs of text with a tone. They know no widget, no colour and no Textual."""
