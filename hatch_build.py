"""Adds the compiled catalog to the wheel, so that an installed `advisor` never compiles at first use."""

import os
import shutil
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogBuildHook(BuildHookInterface[Any]):
    """Compiles catalog/ into advisor/_compiled of the wheel; an editable install compiles on first use instead."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from advisor import __version__, snapshot
        from advisor.compile import compile_catalog

        documents = compile_catalog([os.path.join(self.root, "catalog")])
        self.folder = tempfile.mkdtemp(prefix="advisor-compiled-")
        snapshot.write(self.folder, documents, f"advisor {__version__} {snapshot.digest_of(documents)}")
        build_data["force_include"][self.folder] = "advisor/_compiled"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            shutil.rmtree(self.folder)
