"""The seven questions of the guided start, as data; every one can be skipped."""

from typing import NamedTuple


class Question(NamedTuple):
    title: str
    why: str
    keys: tuple[str, ...]
    """The requirements it sets, each with its own line."""


QUESTIONS: tuple[Question, ...] = (
    Question("What do the calls do?", "It sets the token counts and which benchmarks are evidence.", ("workload",)),
    Question(
        "How many calls, and how large?",
        "Volume decides between paying per token and own hardware.",
        ("calls_per_day", "input_tokens", "output_tokens", "cached_share"),
    ),
    Question(
        "Of 100 such calls, how many would a good current model get right?",
        "The harder the work, the more a better model is worth.",
        ("right_of_100",),
    ),
    Question(
        "How much more does a wrong answer cost than a right one?",
        "Nobody notices 0.002 · the user asks again 0.01 · a clerk mends it 0.50 · a refund or an incident 5",
        ("worth",),
    ),
    Question(
        "How fast must it be?",
        "A time that must be met leaves out what is slower; leave it empty if it is only nice to have.",
        ("ttft", "tokens_per_second", "p95"),
    ),
    Question(
        "What is not allowed?",
        "Where data must stay, whose models and services are barred, which licence you need.",
        ("residency", "exclude_origin", "review_origin", "license_needs"),
    ),
    Question(
        "What hardware and time do you have?",
        "Hardware you own is sunk cost; the horizon spreads what you buy.",
        ("gpus", "capex", "horizon"),
    ),
)
FAVOURITE = Question(
    "Which model would you have chosen?",
    "Why then shows the recommendation against it, term by term. Leave it empty to see the list.",
    ("favourite",),
)


def favourite(words: str, ids: tuple[str, ...]) -> str | None:
    """The best-ranked option whose id holds all the words; None for no words or no such option."""
    wanted = words.lower().split()
    return next((option for option in ids if wanted and all(word in option.lower() for word in wanted)), None)
