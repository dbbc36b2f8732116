"""A corpus -> what it holds, in counts."""

from collections import Counter
from typing import Any

from training.corpus import Corpus, group_sources
from training.labels import build_targets


def describe_corpus(corpus: Corpus) -> dict[str, Any]:
    """Rows, sources, reviewed and `none` rows, and counts per device, language and stance."""
    rows = corpus.rows
    targets = build_targets(rows, corpus.sets, corpus.taxonomy.ids, corpus.taxonomy)
    return {
        "digest": corpus.digest,
        "rows": len(rows),
        "sources": len(group_sources(rows)),
        "reviewed": sum(row.labels is not None for row in rows),
        "none": sum(row.labels is not None and not row.labels for row in rows),
        "with_spans": sum(bool(row.spans) for row in rows),
        "devices": dict(zip(corpus.taxonomy.ids, (targets[:, :-1] == 1).sum(axis=0).tolist(), strict=True)),
        "languages": dict(sorted(Counter(row.language or "not told" for row in rows).items())),
        "stance": dict(sorted(Counter(row.stance for row in rows if row.stance).items())),
    }
