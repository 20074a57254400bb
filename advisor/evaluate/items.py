"""The template of test items and the advice on drawing, clustering and labelling them. Text only."""

import json
from collections.abc import Sequence

ADVICE = """# Items for your own test

`items.jsonl` holds one item a line; replace the examples. Every model answers the same items, so they pair.

| key | what |
|---|---|
| `item_id` | yours, never reused: it pairs models, runs and tools |
| `input` | the prompt as your system would send it, or the document it is filled with |
| `target` | the right answer, for scorers that compare; a rubric for those that judge |
| `cluster` | customer, document or template it comes from; leave empty when all are independent |

- Draw at random from real traffic of at least one full week, so that weekdays and night jobs are in it. No hand-picked
  "interesting" cases: report those apart. Leave out what the models may have been trained on, such as public test sets.
- Items of one document, customer or template fail together. Say so in `cluster`: the result is then worth fewer items,
  and honestly so. Prefer one item each of many documents.
- Label before you see any answer. Two people label 50 items apart; where they differ the task is not clear enough yet.
- A model may grade only after it agreed with people on 50 to 100 labelled items, and never grades itself.
- Anything that broke (timeouts, refused connections, grader errors) is missing, not wrong. Run it again.
- Keep a tenth of the items unseen for the check before you switch.
- Remove personal data, or run only where your rules allow it: the items go to the providers you test.
- More items beat repeats: an item's second answer says little about the next item. No failure in n items means a
  failure rate of at most about 3/n.
"""

EXAMPLES = (
    {"item_id": "example-1", "input": "Invoice 17: total due EUR 1,214.50. Reply with the total only.",
     "target": "1214.50", "cluster": "supplier-a"},
    {"item_id": "example-2", "input": "Invoice 18: total due EUR 90.00. Reply with the total only.",
     "target": "90.00", "cluster": "supplier-a"},
    {"item_id": "example-3", "input": "Invoice 44: total due CHF 7.35. Reply with the total only.",
     "target": "7.35", "cluster": "supplier-b"},
)  # fmt: skip


def jsonl(rows: Sequence[object]) -> str:
    return "".join(f"{json.dumps(row, ensure_ascii=True)}\n" for row in rows)
