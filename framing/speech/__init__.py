"""Who says what in a text: quotations, the words that report them, and their speakers."""
