"""A whole catalog of a handful of files, and ways to lay folders over it."""

from collections.abc import Mapping
from pathlib import Path

SOURCE = """
[source.sheet]
title = "A price sheet"
date = 2026-05-01
"""

MODEL = """name = "Alpha"
developer = "acme"
lineage = ["acme"]
released = 2026-01-15
license = "apache-2.0"
open_weights = true
params_total_b = 30
native = "bf16"
context = 131072
efforts = ["high", "none"]

[architecture]
layers = 48
window = 4096
max_position = 131072

[sources]
released = ["sheet"]
license = ["sheet"]
open_weights = ["sheet"]
params_total_b = ["sheet"]
native = ["sheet"]
context = ["sheet"]
efforts = ["sheet"]
architecture = ["sheet"]
"""

OFFER = """[[price]]
region = "default"
input = 1.0
output = 4.0
read = 2026-05-01
source = "sheet"

[[price]]
region = "eu"
infers_in = ["EU"]
input = 1.25
output = 5.0
tiers = [{ above = 200000, input = 2.5, output = 10.0 }]
valid_from = 2026-04-01
valid_to = 2026-12-31
read = 2026-05-01
source = "sheet"
"""

LICENCE = """name = "Apache License 2.0"
spdx = "Apache-2.0"
models = []
commercial = "yes"
thresholds = []
attribution = ["Keep LICENSE and NOTICE"]
territory_excluded = []
redistribute = "yes"
fine_tune = "yes"
outputs = "no restriction"
use_restrictions = []
patent_grant = true
patent_retaliation = "ends when you sue"
governing_law = "none stated"
confidence = "verified_primary"

[grants]
redistribute = "yes"

[source]
url = "https://www.apache.org/licenses/LICENSE-2.0"
date = 2004-01-01
read = "the text"
"""

FILES: Mapping[str, str] = {
    "models/acme/alpha.toml": MODEL,
    "providers/cloud/provider.toml": 'name = "Cloud"\nkind = "host"\nregions_infer = ["DE"]\nzdr = "default"\n',
    "providers/cloud/offers/alpha.toml": OFFER,
    "developers.toml": '[developer.acme]\nname = "Acme"\ncountry = "DE"\nread = 2026-05-01\nsources = ["sheet"]\n',
    "sources/prices.toml": SOURCE,
    "licenses/apache-2.0.toml": LICENCE,
    "quantizations.toml": """[quantization.bf16]
name = "BF16"
family = "float"
bits_per_weight = 16
bits_basis = "format"
engines = ["vllm"]
read = 2026-05-01
sources = ["sheet"]
""",
    "README.md": "prose is not compiled",
}


def lay(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Writes the files below the folder and returns it."""
    for relative, content in files.items():
        path = folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def tiny(folder: Path) -> Path:
    return lay(folder, FILES)
