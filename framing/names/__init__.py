"""Names of countries, peoples, parties and persons, as tables."""
