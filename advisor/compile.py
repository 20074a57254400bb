"""TOML folders -> checked facts -> compiled documents: the only way a fact enters the product.

Needs pydantic and tomli, so it is imported only where there is something to compile. Pure but for reading the
layers: the same files give the same bytes on every machine.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256

from advisor.compile_cold import cold_documents
from advisor.compile_dates import date_problems
from advisor.compile_files import read_layers
from advisor.compile_hot import hot_document
from advisor.compile_order import order_problems
from advisor.compile_policy import policy_problems
from advisor.compile_problems import Problem, gather, invalid
from advisor.compile_quality import quality_documents
from advisor.compile_references import reference_problems
from advisor.compile_scores import score_problems
from advisor.compile_sets import set_problems
from advisor.compile_shape import Things, things_of
from advisor.snapshot import dumps


def load(folders: Sequence[str]) -> Things:
    """Checked facts of all layers, lowest (shipped) first; catalog-invalid names every place that is wrong."""
    problems: list[Problem] = []
    things = things_of(read_layers(folders, problems), problems)
    if not problems:
        gather(problems, reference_problems(things))
        gather(problems, date_problems(things, datetime.now(UTC).date()))
        gather(problems, order_problems(things))
        gather(problems, policy_problems(things))
        gather(problems, score_problems(things))
        gather(problems, set_problems(things))
    if problems:
        raise invalid(problems)
    return things


def compile_catalog(folders: Sequence[str]) -> dict[str, bytes]:
    """Document name -> JSON: "hot", "quality/<workload>" and "cold/<kind>"."""
    things = load(folders)
    hot = hot_document(things)
    documents = {**cold_documents(things), **quality_documents(things)}
    digest = sha256(dumps(hot))
    for name in sorted(documents):
        digest.update(documents[name])
    documents["hot"] = dumps({"digest": digest.hexdigest(), **hot})
    return documents
