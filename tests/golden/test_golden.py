"""Every format shows the sample report exactly as it did when someone last looked at it."""

import pytest

from tests.golden.files import PLAIN, RENDERERS, path
from tests.golden.sample import REPORT


@pytest.mark.parametrize("ending", RENDERERS)
def test_the_sample_reads_as_its_golden_file(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in PLAIN.items():
        monkeypatch.setenv(name, value)
    shown = RENDERERS[ending](REPORT)
    assert shown == path(ending).read_text(encoding="utf-8"), (
        "the output changed: look at it, then run python -m tests.golden.files"
    )
