"""Flags read without argparse mean what argparse reads, and whatever it would refuse is left to it."""

from hypothesis import given
from hypothesis import strategies as st

from advisor.cli.flags import FORMATS, SWITCHES, VALUES, plain_flags
from advisor.cli.recommend import build_parser
from advisor.options import OPTIONS

PARSER = build_parser()
FLAGS = [option.flag for option in OPTIONS] + [f"--{name}" for name in (*SWITCHES, *VALUES, "catalog")]
VALUE = st.sampled_from(["extraction", "1M", "", "-5", "-", "--", "a b", "-a b", "--json", "@file", "x=y", "ü"])
UNUSUAL = st.sampled_from(["--workloads", "--work", "--workload=rag", "-j", "stray", "--", ""])
WORDS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(FLAGS), VALUE), st.tuples(st.sampled_from(FLAGS)), UNUSUAL.map(lambda word: (word,))
    )
)


@given(WORDS)
def test_plain_flags_are_read_as_argparse_reads_them(words: list[tuple[str, ...]]) -> None:
    argv = [word for pair in words for word in pair]
    found = plain_flags(argv)
    if found is not None:
        assert vars(found) == vars(PARSER.parse_args(argv))


@given(st.lists(st.sampled_from(OPTIONS), unique_by=lambda option: option.key))
def test_every_requirement_is_read(options: list) -> None:
    argv = [word for option in options for word in ([option.flag] if option.kind == "switch" else [option.flag, "1"])]
    assert vars(plain_flags(argv)) == vars(PARSER.parse_args(argv))


def test_output_is_asked_for_as_ever() -> None:
    for name in FORMATS:
        assert getattr(plain_flags([f"--{name}"]), name) is True
    assert plain_flags(["--catalog", "a", "--catalog", "b"]).catalog == ["a", "b"]
    assert plain_flags([]) is not None


def test_what_argparse_words_is_left_to_it() -> None:
    for argv in (["--help"], ["--version"], ["--workload"], ["--workload", "--json"], ["--workloat", "rag"], ["rag"]):
        assert plain_flags(argv) is None
