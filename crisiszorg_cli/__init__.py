"""Triage assistant for Dutch crisis care: it prepares and routes a call, it never decides."""

__version__ = "0.4.0"
