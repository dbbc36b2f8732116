"""A name -> the same name as it is typed on a keyboard without its letters.

Does not: decide what "đ" becomes, which is "d" to some and "dj" to others.
"""

import unicodedata


def strip_marks(form: str) -> str:
    """The form without the marks of its letters.

    >>> strip_marks("łódź")
    'lodz'
    """
    letters = unicodedata.normalize("NFD", form).replace("ł", "l")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
