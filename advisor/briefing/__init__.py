"""The briefing, computed: its claims, trends and leaders from the catalog's facts as known on a date."""
