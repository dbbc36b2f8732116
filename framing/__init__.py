"""The core: text -> tags. Pure: no web, no command line, no environment, no clock, no data frames."""
