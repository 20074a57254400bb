"""Readers of evaluation logs: what other tools wrote, as attempts. They judge nothing and store nothing."""
