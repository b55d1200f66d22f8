"""The wheel asks for what requirements/base.in names, at the versions base.txt pins."""

import re
from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface


class CustomMetadataHook(MetadataHookInterface):
    """Reads the pinned requirements, so that there is one list and no second truth."""

    def update(self, metadata: dict) -> None:
        pinned = Path(self.root, "requirements", "base.txt").read_text(encoding="utf-8")
        lines = re.findall(r"^([a-z][\w.\[\]-]*==[^\s\\]+(?: ; [^\\\n]+)?)", pinned, re.MULTILINE)
        metadata["dependencies"] = [line.strip() for line in lines]
