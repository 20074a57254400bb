"""The interactive session: shows a Report and edits Requirements. It never decides, estimates or reads TOML facts."""
