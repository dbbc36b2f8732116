"""A corpus -> what it holds, in counts."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.corpus import Corpus, group_sources
from training.labels import build_targets
from training.rows import LabelledStatement

# A column with more values than this names things; with fewer it sorts them.
_FEW_VALUES = 40


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
        **_count_extra(rows),
        "devices_by_language": _count_by_language(corpus, targets),
        "words": _describe_lengths(rows),
    }


def _count_extra(rows: Sequence[LabelledStatement]) -> dict[str, dict[str, int]]:
    """Counts of every further column that has few values."""
    counts = {}
    for name in sorted({name for row in rows for name in row.extra}):
        values = Counter(row.extra.get(name, "") for row in rows)
        if len(values) <= _FEW_VALUES:
            counts[name] = dict(values.most_common())
    return counts


def _count_by_language(corpus: Corpus, targets: NDArray[np.int8]) -> dict[str, dict[str, int]]:
    languages = np.array([row.language for row in corpus.rows])
    return {
        device: {
            str(language): int((targets[languages == language, column] == 1).sum()) for language in np.unique(languages)
        }
        for column, device in enumerate(corpus.taxonomy.ids)
    }


def _describe_lengths(rows: Sequence[LabelledStatement]) -> dict[str, dict[str, float]]:
    """Words per statement, 10th, 50th and 90th percentile, of rows with a device and without."""
    groups = {"some": [row for row in rows if row.labels], "none": [row for row in rows if row.labels == frozenset()]}
    return {
        name: {str(p): float(np.percentile([len(row.text.split()) for row in group], p)) for p in (10, 50, 90)}
        for name, group in groups.items()
        if group
    }
