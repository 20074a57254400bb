"""Builds the quality documents: what the evidence says of every model for each workload, with shipped parameters."""

from advisor.compile_shape import Things


def quality_documents(things: Things) -> dict[str, bytes]:
    """Workload -> rows."""
    return {}
