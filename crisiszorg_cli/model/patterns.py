"""How values are written that are one text each: the loader and the JSON Schema share these.

Regular expressions that mean the same in Python (ASCII) and in JSON Schema, without anchors.
"""

CITATION = r"([a-z0-9-]+)(?::([0-9]{1,6}(?:-[0-9]{1,6})?))?"
"""A source, and perhaps its lines: ``zz-brochure:462-468``."""

PHONE = r"(?:1\d\d|116\d{3}|140\d{2,3}|097\d{9}|0[89]00(?:\d{4}|\d{7})|0[1-9]\d{8})"
"""A Dutch number: a short one (112, 116123, 14020), an 0800, an 097, or ten digits."""

POSTCODES = r"([1-9]\d{3})(?:-([1-9]\d{3}))?"
"""The four digits of a postcode, or a range of them: ``2311-2334``."""

FACT = r"[A-Z]\d\d[a-z]?"
"""The id of a fact in docs/facts.csv: ``T01``."""
