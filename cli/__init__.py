"""The command line `framing`, on top of all: parses and prints, nothing else."""
