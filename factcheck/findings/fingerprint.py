"""Identity of a finding that survives editing elsewhere, another engine and another wording of the message."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence

_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\xa0": " "})


def normalised(sentence: str) -> str:
    """The sentence without what typing changes: quotation marks, dashes, spaces, case, compatibility forms."""
    plain = unicodedata.normalize("NFKC", sentence).translate(_QUOTES)
    return re.sub(r"\s+", " ", plain).strip().casefold()


def fingerprint(kind: str, sides: Sequence[tuple[str, str]], ordinal: int = 0) -> str:
    """A tagged hash of the kind and of (path, sentence) of either side, whatever their order; `ordinal` tells equal ones apart."""
    content = [kind, sorted([path, normalised(sentence)] for path, sentence in sides), ordinal]
    canonical = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return "fc1:" + hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:32]
