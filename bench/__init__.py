"""Measures: figures that documents quote are printed by commands of this package."""
