"""A string of words -> the set of them: how the core writes its word lists.

Does not: hold any list itself.
"""


def word_set(words: str) -> frozenset[str]:
    """The words of a string, parted by white space.

    >>> sorted(word_set("he she"))
    ['he', 'she']
    """
    return frozenset(words.split())
